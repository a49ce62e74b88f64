import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { setLocale } from "../../i18n"
import { AskRefused } from "../../live/store"
import { clear, click, entryOf, liveOf, press, show, talkOf, type, wait } from "../../testing/stage"
import type { Hit } from "../../wire"
import Desk from "./desk"
import { write } from "./draft"

const each = (hans: string, hant: string, en: string) => ({ "zh-Hans": hans, "zh-Hant": hant, en })
const composer = () => document.querySelector<HTMLTextAreaElement>(".write textarea")!
const hit = (more: Partial<Hit> = {}): Hit => ({
  from: 2, to: 12, text: "don't know", norm: "taboo", clauses: ["shop-1.2.1"], severity: "block",
  why: "not to be said", rewrite: "will find out", ...more,
})
const saying = {
  line: "closing", norm: "closing", clauses: ["shop-1.3.3"], texts: each("再见", "再見", "Goodbye {title}!"), open: ["title"],
}

describe("the desk", () => {
  beforeEach(async () => {
    await setLocale("en", false)
    history.replaceState(null, "", "/desk")
    write("t", "")
  })
  afterEach(clear)

  it("says what to do while no customer comes", async () => {
    const live = liveOf([])
    await live.patch({ centre: { people: { "7": { status: "off" } } } })
    await show(<Desk />, live)
    expect(document.body.textContent).toContain("Set yourself to idle: customers come in.")
  })

  it("answers the first of the queue with F9 and with Enter", async () => {
    const live = liveOf([talkOf("t", { phase: "ringing", agent: "" })])
    await show(<Desk />, live)
    await press("F9")
    await press("Enter")
    expect(live.of("take")).toEqual([{ do: "take", talk: "t" }, { do: "take", talk: "t" }])
  })

  it("takes the keyboard to the reply of a call that is answered", async () => {
    const live = liveOf([talkOf("t", { phase: "ringing", agent: "" })])
    await show(<Desk />, live)
    await press("F9")
    await live.patch({ talks: { t: { phase: "live", agent: "7" } } })
    expect(document.activeElement).toBe(composer())
  })

  it("offers the line large in the customer's language, in the centre's first while nobody knows it", async () => {
    const live = liveOf([talkOf("t", { say: [saying], lang: null })])
    await live.patch({ centre: { languages: ["zh-Hant", "zh-Hans", "en"] }, talks: { t: { customer: { lang: "" } } } })
    await show(<Desk />, live)
    expect(document.querySelector(".say-spoken")?.textContent).toContain("再見")
    await live.patch({ talks: { t: { lang: "zh-Hans" } } })
    expect(document.querySelector(".say-spoken")?.textContent).toContain("再见")
  })

  it("rings at a leader only with what rings at nobody else", async () => {
    const live = liveOf([talkOf("t", { phase: "ringing", agent: "" })])
    await live.patch({ centre: { people: { "8": { number: "8", name: "Wu", talks: [], queues: [], offered: "t" } } } })
    await show(<Desk />, live)
    await press("F9")
    expect(live.of("take")).toEqual([])
    await live.patch({ centre: { people: { "8": { offered: "" } } } })
    await press("F9")
    expect(live.of("take")).toEqual([{ do: "take", talk: "t" }])
  })

  it("asks a team leader for help from the keyboard, and no more", async () => {
    const live = liveOf([talkOf("t")])
    await show(<Desk />, live)
    await press("F7")
    await type(document.querySelector<HTMLInputElement>(".help input")!, "wants a refund")
    await press("Enter")
    expect(live.of("help")).toEqual([{ do: "help", talk: "t", on: true, text: "wants a refund" }])
    await live.patch({ talks: { t: { help: 5, help_text: "wants a refund" } } })
    expect(document.querySelector(".help")?.textContent).toContain("wants a refund")
    await click(".help button")
    expect(live.of("help")[1]).toEqual({ do: "help", talk: "t", on: false })
  })

  it("tells who took a conversation over, and of a whisper in one that is not open", async () => {
    const customer = { ...talkOf("u").customer, surname: "Ma", title: "Mr", name: "" }
    const live = liveOf([talkOf("t"), talkOf("u", { arrived: 9_000_000_000_000, customer })])
    await show(<Desk />, live)
    await live.patch({ talks: { u: { whispers: { "0": "slower" } } } })
    await wait(50)
    expect(document.body.textContent).toContain("slower")
    await live.patch({
      centre: { people: { "9": { number: "9", name: "Lead", talks: ["u"], queues: [], offered: "" } } },
      talks: { u: null },
    })
    await wait(50)
    expect(document.body.textContent).toContain("Lead took over your conversation with Mr Ma")
  })

  it("sends with Enter, but not what an input method still composes, nor a new line", async () => {
    const live = liveOf([talkOf("t")])
    await show(<Desk />, live)
    await type(composer(), "你好")
    await press("Enter", { isComposing: true })
    await press("Enter", { shiftKey: true })
    expect(live.of("say")).toEqual([])
    await press("Enter")
    expect(live.of("say")).toMatchObject([{ talk: "t", text: "你好" }])
    expect(composer().value).toBe("")
  })

  it("underlines what is forbidden, does not send it, and accepts the rewrite", async () => {
    const live = liveOf([talkOf("t")])
    live.answers.check = (wish) => ("text" in wish && wish.text?.includes("don't know") ? [hit()] : [])
    await show(<Desk />, live)
    await type(composer(), "I don't know")
    await wait(200)
    expect(document.querySelector(".under-block")?.textContent).toBe("don't know")
    await press("Enter")
    expect(live.of("say")).toEqual([])
    expect(document.querySelector("[role=alert]")?.textContent).toContain("Not sent")
    await press("KeyR", { altKey: true })
    expect(composer().value).toBe("I will find out")
    await press("Enter")
    expect(live.of("say")).toMatchObject([{ text: "I will find out" }])
  })

  it("keeps a draft that the server refuses and shows why", async () => {
    const live = liveOf([talkOf("t")])
    live.answers.say = () => new AskRefused("desk.blocked", "no", [hit()])
    await show(<Desk />, live)
    await type(composer(), "I don't know")
    await press("Enter")
    expect(composer().value).toBe("I don't know")
    expect(document.querySelector(".hit-block")?.textContent).toContain("not to be said")
  })

  it("puts lines in by key and does not send what is still open in them", async () => {
    const live = liveOf([talkOf("t", { say: [saying] })])
    await show(<Desk />, live)
    await press("Digit2", { altKey: true })
    expect(composer().value).toBe("再見")
    await press("KeyI", { altKey: true })
    expect(composer().value).toBe("Goodbye {title of address}!")
    const { value, selectionStart, selectionEnd } = composer()
    expect(value.slice(selectionStart, selectionEnd)).toBe("{title of address}")
    await press("Enter")
    expect(live.of("say")).toEqual([])
  })

  it("explains a locked key and presses an open one", async () => {
    const locked = { act: "hang_up", norm: "n", open: false, clauses: ["shop-1.3.3"], why: each("", "", "Say goodbye first") }
    const live = liveOf([talkOf("t", { keys: [locked] })])
    await show(<Desk />, live)
    await press("F8")
    expect(live.of("press")).toEqual([])
    const refusal = document.querySelector(".refusal")
    expect(refusal?.textContent).toContain("Say goodbye first")
    expect(refusal?.textContent).toContain("shop-1.3.3")
    await press("F2")
    expect(live.of("press")).toMatchObject([{ key: "hold", on: true }])
    await live.patch({ talks: { t: { keys: [{ ...locked, open: true }] } } })
    await press("F8")
    expect(live.of("press")).toMatchObject([{ key: "hold" }, { key: "hang_up" }])
  })

  it("shows the score at once and jumps to the words of a finding", async () => {
    const finding = {
      norm: "taboo", title: each("", "", "Forbidden words"), clauses: ["shop-1.2.1"], section: "words", verdict: "broken",
      why: each("", "", "Said it"), evidence: [[1, 2, 12] as const],
    }
    const score = { total: 76, sections: { words: 50 }, titles: { words: each("", "", "Words") } }
    const entries = { "1": entryOf(1, "I don't know", { by: "agent" }) }
    const live = liveOf([talkOf("t", { phase: "wrap_up", over: Date.now(), score, findings: [finding], entries })])
    await show(<Desk />, live)
    expect(document.querySelector(".score")?.textContent).toContain("76")
    await click(".evidence button")
    expect(document.querySelector("mark")?.textContent).toBe("don't know")
    await press("Enter", { ctrlKey: true })
    expect(live.of("press")).toMatchObject([{ talk: "t", key: "wrapped_up" }])
  })

  it("saves a form as it is typed, takes what was heard, and files it", async () => {
    const form = {
      id: "5w1h", title: each("", "", "Record"), clauses: [], fields: ["when", "who"], values: {},
      suggested: { when: "10:00" }, wanted: true,
    }
    const live = liveOf([talkOf("t", { forms: { "5w1h": form } })])
    await show(<Desk />, live)
    const [when, who] = [...document.querySelectorAll<HTMLInputElement>(".form .field")]
    expect(when!.placeholder).toBe("10:00")
    when!.focus()
    await press("Enter", { key: "Enter" })
    expect(when!.value).toBe("10:00")
    await type(who!, "Chan")
    await wait(600)
    expect(live.of("form")).toEqual([
      { do: "form", talk: "t", form: "5w1h", values: { when: "10:00", who: "Chan" }, file: false },
    ])
    await click(".form-acts .ant-btn-primary")
    expect(live.of("form").at(-1)).toMatchObject({ file: true })
  })

  it("marks as done what the standard names", async () => {
    const done = entryOf(2, "", { kind: "done", detail: { what: "lead_dispatched", ref: "L-1" } })
    const acts = { lead_dispatched: each("线索已派发", "線索已派發", "Lead dispatched") }
    const live = liveOf([talkOf("t", { entries: { "2": done } })], { acts })
    await show(<Desk />, live)
    expect(document.querySelector(".transcript")?.textContent).toContain("Lead dispatched L-1")
    await click(".tools .ant-segmented-item:last-child input")
    const buttons = [...document.querySelectorAll<HTMLButtonElement>(".done-acts button")]
    expect(buttons.map((one) => one.textContent)).toEqual(["Lead dispatched"])
    await click(".done-acts button")
    expect(live.of("mark_done")).toMatchObject([{ talk: "t", what: "lead_dispatched" }])
  })

  it("passes a customer who agreed on to a queue, step by step", async () => {
    const live = liveOf([talkOf("t", { transfer: "consented" })])
    await show(<Desk />, live)
    await press("F4")
    await click("[aria-label='Put in queue Sales']")
    expect(live.of("transfer")).toEqual([{ do: "transfer", talk: "t", step: "offered", to: "queue:sales" }])
    await live.patch({ talks: { t: { transfer: "accepted", transfer_to: "queue:sales" } } })
    expect(document.querySelector(".steps")?.textContent).toContain("Sales accepted.")
    await click(".steps .ant-btn-primary")
    expect(live.of("transfer").at(-1)).toMatchObject({ step: "done", to: "queue:sales" })
  })
})
