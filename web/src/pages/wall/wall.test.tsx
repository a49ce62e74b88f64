import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { centreOf, clear, click, liveOf, ME, press, show, talkOf, type, wait } from "../../testing/stage"
import type { Me } from "../../wire"
import Wall from "./wall"

const LEADER: Me = { ...ME, number: "9", roles: ["leader"] }
const customer = (surname: string) => ({ ...talkOf("x").customer, surname })
const names = (): string[] => [...document.querySelectorAll("tbody .row-name")].map((one) => one.textContent!.trim())

const stage = () =>
  liveOf(
    [
      talkOf("calm", { customer: customer("Calm") }),
      talkOf("bad", { customer: customer("Bad"), broken: 2 }),
      talkOf("waits", { customer: customer("Waits"), phase: "waiting", agent: "" }),
    ],
    centreOf({ waiting: ["waits"] }),
  )

describe("the wall", () => {
  beforeAll(() => {
    Element.prototype.scrollIntoView = () => undefined
  })
  afterEach(clear)

  it("shows the worst first, and anew when it changes", async () => {
    const live = stage()
    await show(<Wall />, live, LEADER)
    expect(names().map((name) => name.split(" ").at(-1))).toEqual(["Bad", "Waits", "Calm"])
    await live.patch({ talks: { calm: { missed: 5 } } })
    expect(names()[0]).toContain("Calm")
  })

  it("opens by key, and whispers to the agent", async () => {
    const live = stage()
    await show(<Wall />, live, LEADER)
    await press("KeyJ")
    await press("Enter")
    expect(document.querySelector(".reading h2")?.textContent).toContain("Bad")
    await press("KeyW")
    await wait(80)
    const field = document.querySelector<HTMLInputElement>("#whisper")!
    expect(document.activeElement).toBe(field)
    await type(field, "slower")
    await press("Enter")
    expect(live.of("whisper")).toEqual([{ do: "whisper", talk: "bad", text: "slower" }])
  })

  it("takes over only once that is confirmed", async () => {
    const live = stage()
    await show(<Wall />, live, LEADER)
    await press("KeyJ")
    await press("KeyT")
    await wait(50)
    expect(live.of("take_over")).toEqual([])
    await click(".sure .ant-btn-primary")
    await wait(50)
    expect(live.of("take_over")).toEqual([{ do: "take_over", talk: "bad" }])
  })

  it("declares an incident with its line", async () => {
    const live = stage()
    await show(<Wall />, live, LEADER)
    await press("KeyI")
    await wait(50)
    await type(document.querySelector<HTMLTextAreaElement>(".ant-modal textarea")!, "Payments are down")
    await click(".ant-modal-footer .ant-btn-primary")
    await wait(50)
    expect(live.of("incident")).toEqual([{ do: "incident", on: true, text: "Payments are down" }])
  })
})
