// Written by tools/typescript.py from src/saywell/desk/wire.py; change it there.

export type Purpose = "consultation" | "complaint" | "survey" | "result" | "promise" | "unpaid_order" | "order" | "delivery" | "review" | "other"
export type Outcome = "reached" | "not_home" | "wrong_person" | "not_now" | "refused" | "busy" | "no_answer" | "wrong_number"
export type Status = "idle" | "busy" | "wrap_up" | "break" | "off"
export type Role = "agent" | "leader" | "inspector" | "clerk" | "manager" | "author" | "admin"
export type Phase = "ringing" | "waiting" | "dialling" | "live" | "wrap_up" | "closed"
/** Words by key; a text by language has the keys zh-Hans, zh-Hant and en. */
export type Text = Readonly<Record<string, string>>

/** A clause as it stands in the document. `title`: what the standard calls what it asks for, where it checks it. */
export interface Clause {
  readonly id: string
  readonly quote: string
  readonly meaning: string
  readonly section: string
  readonly title: Text
}

/** What the standard has against a piece of text: character offsets, severity, why, and how to say it right. */
export interface Hit {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly norm: string
  readonly clauses: readonly string[]
  readonly severity: "block" | "note" | "warn"
  readonly why: string
  readonly rewrite?: string | null
}

/** One line of the transcript. `kind`: said, or what else happened (answered, hold_on, mute_off, looked_up,
 * form, done, incident_on, note, hung_up, colleague, whisper …). `marks`: places that a finding points at. */
export interface Entry {
  readonly n: number
  readonly at: number
  readonly kind: string
  readonly by: string
  readonly to?: number | null
  readonly text: string
  readonly lang?: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly moves: readonly string[]
}

/** A line to say now, slots filled in each language; `open` are slots that nobody has filled yet. */
export interface Saying {
  readonly line: string
  readonly norm: string
  readonly clauses: readonly string[]
  readonly due?: number | null
  readonly texts: Text
  readonly open: readonly string[]
}

/** A duty, ladder or wait that runs. `due`: when it is missed, grace included; `limit`: the figure itself, ms. */
export interface Timer {
  readonly key: string
  readonly norm: string
  readonly title: Text
  readonly clauses: readonly string[]
  readonly since: number
  readonly due?: number | null
  readonly turns_left?: number | null
}

/** An act (hang_up, hold …) or a deed that fits now (resent, refunded …); `clauses` lock it while it is not open. */
export interface Key {
  readonly act: string
  readonly norm: string
  readonly open: boolean
  readonly clauses: readonly string[]
  readonly why: Text
}

/** A verdict. `evidence`: entry number, from, to. `section` of the score sheet, "" for none. */
export interface Finding {
  readonly norm: string
  readonly title: Text
  readonly clauses: readonly string[]
  readonly verdict: string
  readonly at?: number | null
  readonly why: Text
  readonly evidence: readonly (readonly [number, number, number])[]
  readonly section: string
}

/** What somebody promised, until when; `vague` where no time was named. */
export interface Promise {
  readonly text: string
  readonly act: string
  readonly who: string
  readonly due?: number | null
  readonly vague: boolean
  readonly n: number
}

/** What is known of a customer. `trouble`: why the shop told nothing. The centre's own card adds `email`, further
 * `phones`, `tags`, `never` (not to be called) and its own `fields`. */
export interface Person {
  readonly id: string
  readonly surname: string
  readonly title: string
  readonly name: string
  readonly phone: string
  readonly account: string
  readonly lang: string
  readonly notes: string
  readonly email: string
  readonly phones: readonly string[]
  readonly tags: readonly string[]
  readonly never: boolean
  readonly fields: Text
  readonly orders: readonly Readonly<Record<string, unknown>>[]
  readonly history: readonly Readonly<Record<string, unknown>>[]
  readonly trouble: Text
}

/** A form of the standard: its fields in order, what stands in them, and what was filled from the conversation. */
export interface Filled {
  readonly id: string
  readonly title: Text
  readonly clauses: readonly string[]
  readonly fields: readonly string[]
  readonly values: Text
  readonly suggested: Text
  readonly saved?: number | null
  readonly wanted: boolean
}

/** The score of a conversation that is over: 0-100 or null, by section, and titles of the sections. */
export interface Score {
  readonly total?: number | null
  readonly sections: Readonly<Record<string, number | null>>
  readonly titles: Readonly<Record<string, Text>>
}

/** A conversation as a page shows it. `entries` by number (as text); `forms` by id. `transfer`: where one stands
 * ("", asked, consented, refused, offered, accepted, declined, done), `transfer_to` whom it is offered to. Of a call
 * to a customer: its `purpose`, `ref` to what it is about, the `number` that is rung up, the `outcome` as it was put
 * down ("" before) and as it was `heard`; `again`: when the customer said to be called instead; the `survey` that is
 * asked, and the `answers` so far. `agents`: from when who had
 * it: instant, number, name; `help`: since when a leader is asked for help, and with what. */
export interface Talk {
  readonly id: string
  readonly centre: string
  readonly channel: string
  readonly direction: string
  readonly phase: Phase
  readonly queue: string
  readonly agent: string
  readonly arrived: number
  readonly answered?: number | null
  readonly over?: number | null
  readonly over_by: string
  readonly held: boolean
  readonly muted: boolean
  readonly customer: Person
  readonly customer_typing: boolean
  readonly lang?: string | null
  readonly situations: Readonly<Record<string, Text>>
  readonly entries: Readonly<Record<string, Entry>>
  readonly say: readonly Saying[]
  readonly timers: readonly Timer[]
  readonly keys: readonly Key[]
  readonly deeds: readonly Key[]
  readonly findings: readonly Finding[]
  readonly promises: readonly Promise[]
  readonly forms: Readonly<Record<string, Filled>>
  readonly missed: number
  readonly broken: number
  readonly score?: Score | null
  readonly rating?: number | null
  readonly whispers: Text
  readonly transfer: string
  readonly transfer_to: string
  readonly purpose: string
  readonly ref: string
  readonly number: string
  readonly outcome: string
  readonly heard: string
  readonly again?: number | null
  readonly survey: string
  readonly answers: Text
  readonly agents: readonly (readonly [number, string, string])[]
  readonly help?: number | null
  readonly rating_text: string
  readonly help_text: string
}

/** Somebody at work: number, name for customers, state since when, conversations at hand, what rings at them. */
export interface Colleague {
  readonly number: string
  readonly name: string
  readonly status: Status
  readonly since: number
  readonly talks: readonly string[]
  readonly queues: readonly string[]
  readonly offered: string
}

/** A rule of the wall that came true: so many breaches within so long. */
export interface Alert {
  readonly id: string
  readonly rule: string
  readonly at: number
  readonly agent: string
  readonly talks: readonly string[]
  readonly text: Text
}

/** The day's figures of a centre. Shares 0-1, waits in ms. */
export interface Today {
  readonly offered: number
  readonly answered: number
  readonly abandoned: number
  readonly in_target: number
  readonly target: number
  readonly service_level?: number | null
  readonly mean_wait?: number | null
  readonly longest_wait?: number | null
  readonly missed: number
  readonly broken: number
}

/** A centre as its people see it. `waiting`: who waits, longest first. `acts`: what may be marked as done. */
export interface Centre {
  readonly id: string
  readonly title: Text
  readonly standard: string
  readonly company: Text
  readonly open: boolean
  readonly opens?: number | null
  readonly languages: readonly string[]
  readonly people: Readonly<Record<string, Colleague>>
  readonly waiting: readonly string[]
  readonly incident: string
  readonly today: Today
  readonly alerts: Readonly<Record<string, Alert>>
  readonly queues: Readonly<Record<string, Text>>
  readonly acts: Readonly<Record<string, Text>>
}

/** Who is signed in. `only`: the rights to which a program's token is limited, none: all of the roles.
 * `must_change`: nothing is open before they choose a password of their own. `provider`: they sign in elsewhere. */
export interface Me {
  readonly account: string
  readonly number: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly centres: readonly string[]
  readonly locale: string
  readonly csrf: string
  readonly only: readonly string[]
  readonly must_change: boolean
  readonly provider: boolean
}

/** All that the one who asks may see, as it stands at `position`. `at`: the server's clock. */
export interface Snapshot {
  readonly type: "snapshot"
  readonly position: number
  readonly at: number
  readonly centre: Centre
  readonly talks: Readonly<Record<string, Talk>>
}

/** What changed: a merge patch over centre and talks. A talk that is null is gone from this page. */
export interface Patch {
  readonly type: "patch"
  readonly position: number
  readonly at: number
  readonly patch: Readonly<Record<string, unknown>>
}

/** What was asked is durable. `result`: what some asks give back. */
export interface Done {
  readonly type: "done"
  readonly id: number
  readonly at: number
  readonly result: unknown
}

/** It was not done. `code` is stable, `message` in the language of the page; `hits`: of a blocked draft. */
export interface Refused {
  readonly type: "refused"
  readonly id: number
  readonly code: string
  readonly message: string
  readonly hits: readonly Hit[]
}

/** The agent's own state. */
export interface SetStatus {
  readonly do: "status"
  readonly id: number
  readonly status: Status
}

/** Answer a conversation that rings or waits. */
export interface Take {
  readonly do: "take"
  readonly id: number
  readonly talk: string
}

/** Say it to the customer. Blocked drafts are refused with their hits. */
export interface SaySomething {
  readonly do: "say"
  readonly id: number
  readonly talk: string
  readonly text: string
  readonly key?: string
}

/** What the standard has against a draft; `result` is a list of Hit. Nothing is kept. */
export interface Check {
  readonly do: "check"
  readonly id: number
  readonly talk: string
  readonly text: string
  readonly finished?: boolean
}

/** Ring a customer up; `result` is the conversation. `number`: else that of the `person` in the book, or of the
 * customer of `talk`. `ref`: what it is about. With `channel` chat a chat is begun instead. */
export interface CallOut {
  readonly do: "call"
  readonly id: number
  readonly purpose: Purpose
  readonly channel?: "chat" | "phone"
  readonly number?: string
  readonly person?: string
  readonly talk?: string
  readonly surname?: string
  readonly title?: string
  readonly ref?: string
}

/** What came of a call to a customer. `again`: when they want to be called instead. */
export interface Dispose {
  readonly do: "dispose"
  readonly id: number
  readonly talk: string
  readonly outcome: Outcome
  readonly note?: string
  readonly again?: number | null
}

/** What the customer answers to a question of the survey; kept as it is typed. Several options are divided by |. */
export interface AnswerSurvey {
  readonly do: "survey"
  readonly id: number
  readonly talk: string
  readonly question: string
  readonly answer: string
}

/** A key of the phone: hold, mute, hang_up, wrapped_up (the wrap-up is done). */
export interface Press {
  readonly do: "press"
  readonly id: number
  readonly talk: string
  readonly key: "hang_up" | "hold" | "mute" | "wrapped_up"
  readonly on?: boolean
  readonly force?: boolean
}

/** A step of a transfer: asked, consented, refused (the customer), offered, accepted, declined (the colleague),
 * done. `to`: a colleague's number or `queue:<id>`. */
export interface PassOn {
  readonly do: "transfer"
  readonly id: number
  readonly talk: string
  readonly step: "accepted" | "asked" | "consented" | "declined" | "done" | "offered" | "refused"
  readonly to?: string
}

/** Save a form as it stands. `file` false: only kept as typed, not filed. */
export interface FillForm {
  readonly do: "form"
  readonly id: number
  readonly talk: string
  readonly form: string
  readonly values: Text
  readonly file?: boolean
}

/** Who the customer is. */
export interface Identify {
  readonly do: "identify"
  readonly id: number
  readonly talk: string
  readonly surname?: string
  readonly title?: string
  readonly phone?: string
  readonly account?: string
}

/** Look an order, account or customer up; `result` is what was found. */
export interface LookUp {
  readonly do: "look_up"
  readonly id: number
  readonly talk: string
  readonly what: string
  readonly key: string
}

/** Something was done: lead_dispatched, forwarded, recorded … */
export interface MarkDone {
  readonly do: "mark_done"
  readonly id: number
  readonly talk: string
  readonly what: string
  readonly ref?: string
  readonly to?: string
}

/** The standard's lines for some words; `result` is a list of {line, texts, clauses}. */
export interface Search {
  readonly do: "search"
  readonly id: number
  readonly talk: string
  readonly words: string
}

/** A team leader's word to the agent, unheard by the customer. */
export interface Whisper {
  readonly do: "whisper"
  readonly id: number
  readonly talk: string
  readonly text: string
}

/** The agent asks a team leader for help, or needs it no more. A whisper or whoever takes over answers it. */
export interface AskHelp {
  readonly do: "help"
  readonly id: number
  readonly talk: string
  readonly on?: boolean
  readonly text?: string
}

/** A team leader goes on with the conversation. */
export interface TakeOver {
  readonly do: "take_over"
  readonly id: number
  readonly talk: string
}

/** Declare an incident with its line, or clear it. */
export interface Declare {
  readonly do: "incident"
  readonly id: number
  readonly on: boolean
  readonly text?: string
}

/** Somebody is typing; kept nowhere. */
export interface Type {
  readonly do: "typing"
  readonly id: number
  readonly talk: string
  readonly on?: boolean
}

/** What a server says on the live socket. */
export type Heard = Snapshot | Patch | Done | Refused

/** What a page may ask for. */
export type AnyAsk =
  | SetStatus
  | Take
  | SaySomething
  | Check
  | CallOut
  | Dispose
  | AnswerSurvey
  | Press
  | PassOn
  | FillForm
  | Identify
  | LookUp
  | MarkDone
  | Search
  | Whisper
  | AskHelp
  | TakeOver
  | Declare
  | Type
