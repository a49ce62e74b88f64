import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { setLocale } from "../../i18n"
import { clear, click, liveOf, press, show, talkOf, type } from "../../testing/stage"
import { callAddress } from "./call-choice"
import Desk from "./desk"

const field = (place: number) => document.querySelectorAll<HTMLInputElement>(".dial input.field")[place]!
const card = {
  id: "p1", surname: "Chan", title: "Mr", name: "", phone: "91234567", account: "", lang: "en", notes: "",
      email: "", phones: [], tags: [], never: false, fields: {},
      orders: [], history: [], trouble: {},
}
const calling = { direction: "outbound", purpose: "survey", number: "91234567" } as const

describe("calls to customers", () => {
  beforeEach(async () => {
    await setLocale("en", false)
    history.replaceState(null, "", "/desk")
  })
  afterEach(clear)

  it("are dialled from the keyboard", async () => {
    const live = liveOf([])
    live.answers.call = () => "t-out"
    await show(<Desk />, live)
    await press("F6")
    expect(document.activeElement).toBe(field(0))
    await type(field(0), "9123 4567")
    await type(field(1), "Chan")
    await click(".dial button[type=submit]")
    expect(live.of("call")).toEqual([
      { do: "call", channel: "phone", number: "9123 4567", surname: "Chan", title: "", purpose: "other", ref: "", person: "", talk: "" },
    ])
    expect(location.search).toBe("?talk=t-out")
  })

  it("open with what an address says, and forget the customer when another number is typed", async () => {
    history.replaceState(null, "", `${callAddress(card)}&purpose=promise&ref=promise/7`)
    const live = liveOf([])
    await show(<Desk />, live)
    expect(location.search).toBe("")
    expect([field(0).value, field(1).value]).toEqual(["91234567", "Chan"])
    await click(".dial button[type=submit]")
    await press("F6")
    await type(field(0), "90000000")
    await click(".dial button[type=submit]")
    expect(live.of("call")).toMatchObject([
      { number: "91234567", purpose: "promise", person: "p1", ref: "promise/7" },
      { number: "90000000", person: "" },
    ])
  })

  it("cannot be dialled while one talks", async () => {
    const live = liveOf([talkOf("t")])
    await live.patch({ centre: { people: { "7": { status: "busy" } } } })
    await show(<Desk />, live)
    await press("F6")
    await type(field(0), "91234567")
    expect(document.querySelector<HTMLButtonElement>(".dial button[type=submit]")!.disabled).toBe(true)
  })

  it("show what to say while it rings, take no words, and are given up with F8", async () => {
    const live = liveOf([talkOf("t", { ...calling, phase: "dialling", answered: undefined })])
    await show(<Desk />, live)
    expect(document.querySelector(".dialling")?.textContent).toContain("Calling 91234567")
    expect(document.querySelector(".write textarea")).toBeNull()
    expect(document.querySelector(".talk-head")?.textContent).toContain("Outbound · Survey")
    await press("F8")
    expect(live.of("press")).toEqual([{ do: "press", talk: "t", key: "hang_up", on: true, force: false }])
    await live.patch({ talks: { t: { phase: "live", answered: Date.now() } } })
    expect(document.querySelector(".write textarea")).not.toBeNull()
  })

  it("end with what was heard, or what the agent chose", async () => {
    const over = { ...calling, phase: "wrap_up", over: Date.now(), heard: "not_home" } as const
    const live = liveOf([talkOf("t", over)])
    await show(<Desk />, live)
    const chosen = () => document.querySelector<HTMLInputElement>(".outcome input:checked")?.value
    expect(chosen()).toBe("not_home")
    await click(".outcome input[value=wrong_person]")
    await type(document.querySelector<HTMLInputElement>(".outcome .field")!, "moved")
    await press("Enter", { ctrlKey: true })
    expect(live.of("dispose")).toEqual([{ do: "dispose", talk: "t", outcome: "wrong_person", note: "moved" }])
    expect(live.of("press")).toMatchObject([{ key: "wrapped_up" }])
  })
})
