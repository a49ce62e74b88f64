import { act } from "react"
import { afterEach, describe, expect, it } from "vitest"
import { clear, click, liveOf, show, wait } from "../testing/stage"
import { useNotices } from "./notices"

const OK = ".sure .ant-btn-primary"

/** Whether it is gone or fades; no browser here tells of the end of that. */
const closes = (): boolean => document.querySelector(".sure")?.className.includes("-leave") ?? true

function Page({ onOk }: { onOk: () => unknown }) {
  const { sure } = useNotices()
  return (
    <button id="ask" onClick={() => sure({ title: "Erase it?", ok: "Erase", onOk })}>
      ask
    </button>
  )
}

/** A deed whose end the test brings about. */
function deed() {
  const done: { ok: () => void; fail: (why: Error) => void }[] = []
  return { done, onOk: () => new Promise<void>((ok, fail) => done.push({ ok, fail })) }
}

describe("asking whether somebody is sure", () => {
  afterEach(clear)

  it("does it once, however often it is clicked", async () => {
    const { done, onOk } = deed()
    await show(<Page onOk={onOk} />, liveOf([]))
    await click("#ask")
    await act(async () => {
      const button = document.querySelector<HTMLElement>(OK)!
      button.click()
      button.click()
    })
    await click(OK)
    expect(done).toHaveLength(1)
    await act(async () => done[0]!.ok())
    await wait(300)
    expect(closes()).toBe(true)
  })

  it("stays open and says why, and can be tried again, where it fails", async () => {
    const { done, onOk } = deed()
    await show(<Page onOk={onOk} />, liveOf([]))
    await click("#ask")
    await click(OK)
    await act(async () => done[0]!.fail(new Error("The disk is full.")))
    expect(document.querySelector(".sure [role=alert]")!.textContent).toContain("The disk is full.")
    await click(OK)
    expect(document.querySelector(".sure [role=alert]")).toBeNull()
    expect(done).toHaveLength(2)
    await act(async () => done[1]!.ok())
    await wait(300)
    expect(closes()).toBe(true)
  })

  it("says why where it fails at once", async () => {
    await show(<Page onOk={() => { throw new Error("No.") }} />, liveOf([]))
    await click("#ask")
    await click(OK)
    expect(document.querySelector(".sure [role=alert]")!.textContent).toContain("No.")
  })
})
