// Written by tools/typescript.py from src/saywell/desk/campaign_wire.py; change it there.

import type { Outcome, Person, Purpose, Saying, Text } from "./wire"

/** A way that a call can go. `say`: the words in each language, `{company}` filled in; `when`: whether to ask when
 * to call instead. */
export interface Branch {
  readonly outcome: Outcome
  readonly say: Text
  readonly clauses: readonly string[]
  readonly when: boolean
}

/** Something to choose. `next`: the question that follows it, "end" for none, "" for the one that comes next. */
export interface Option {
  readonly id: string
  readonly title: Text
  readonly next?: string
}

/** What is asked. `least` and `most` bound a scale; `next` as in Option, for whatever is answered. */
export interface Question {
  readonly id: string
  readonly type: "multi" | "scale" | "single" | "text"
  readonly text: Text
  readonly options?: readonly Option[]
  readonly least?: number
  readonly most?: number
  readonly next?: string
}

/** Questions in order. */
export interface Survey {
  readonly title: Text
  readonly questions: readonly Question[]
}

/** What was answered to one question. `counts`: by option, or by step of a scale; `mean`: of a scale; `texts`: the
 * last answers in words; `trend`: by day the mean of a scale, else how many answered. */
export interface Counted {
  readonly question: string
  readonly answered: number
  readonly counts?: Readonly<Record<string, number>>
  readonly mean?: number | null
  readonly texts?: readonly string[]
  readonly trend?: readonly (readonly [string, number])[]
}

/** A list. `total`: who is on it, `open`: who is still to be called, `due`: of those now, `reached`, and `outcomes`:
 * by how the last attempt ended, or why nobody was called. */
export interface CampaignRow {
  readonly id: string
  readonly centre: string
  readonly title: string
  readonly purpose: string
  readonly origin: string
  readonly rule: string
  readonly survey: string
  readonly reserve: number
  readonly status: string
  readonly made: number
  readonly by: string
  readonly channel: string
  readonly total: number
  readonly open: number
  readonly due: number
  readonly reached: number
  readonly outcomes: Readonly<Record<string, number>>
}

/** Somebody on a list: the work that it is, and where it stands. */
export interface EntryRow {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly why: string
  readonly status: string
  readonly outcome: string
  readonly reason: string
  readonly tries: number
  readonly next?: number | null
  readonly talk: string
  readonly owner: string
}

/** A list with who is on it, those who were called last first; `more`: how many did not fit in. */
export interface Campaign {
  readonly id: string
  readonly centre: string
  readonly title: string
  readonly purpose: string
  readonly origin: string
  readonly rule: string
  readonly survey: string
  readonly reserve: number
  readonly status: string
  readonly made: number
  readonly by: string
  readonly channel: string
  readonly total: number
  readonly open: number
  readonly due: number
  readonly reached: number
  readonly outcomes: Readonly<Record<string, number>>
  readonly entries: readonly EntryRow[]
  readonly more: number
}

/** An earlier attempt, or why there was none. */
export interface Tried {
  readonly at: number
  readonly outcome: string
  readonly by: string
  readonly talk: string
  readonly note: string
}

/** Who is to be called next, as the agent sees it before the call. `lines`: what the standard opens such a call
 * with; `until`: how long nobody else is given it; `channel`: whether they are called or written to. */
export interface Preview {
  readonly work: string
  readonly campaign: string
  readonly title: string
  readonly purpose: string
  readonly survey: string
  readonly customer: Person
  readonly phone: string
  readonly why: string
  readonly fields: Text
  readonly tries: readonly Tried[]
  readonly lines: readonly Saying[]
  readonly branches: readonly Branch[]
  readonly of: string
  readonly talk: string
  readonly until: number
  readonly channel: string
}

/** The next call, null where nobody is to be called now; then `at`: when somebody will be. */
export interface Next {
  readonly call?: Preview | null
  readonly at?: number | null
}

/** Where a customer finds the chat that was begun for them, below the address of the server. */
export interface ChatLink {
  readonly path: string
}

/** Why somebody is not called now, and when instead, if that is known. */
export interface Skip {
  readonly reason: string
  readonly again?: number | null
}

/** A list to be made. `origin` file: `file` with its `name` and, by field, the column (`mapping`); work: tickets of
 * the kind `what`, those that are still open or (`closed`) those that are closed, opened in the last `days`; rule: one
 * of the rules. With `dry` nothing is made, and what would be is told. */
export interface NewCampaign {
  readonly centre: string
  readonly title?: string
  readonly purpose?: Purpose
  readonly origin?: "file" | "rule" | "work"
  readonly rule?: string
  readonly what?: string
  readonly closed?: boolean
  readonly days?: number
  readonly survey?: string
  readonly reserve?: number
  readonly channel?: "chat" | "phone"
  readonly file?: string
  readonly name?: string
  readonly mapping?: Text
  readonly dry?: boolean
}

/** A row of a file that cannot be used: its number, what is wrong, how to mend it, the row itself. */
export interface Fault {
  readonly row: number
  readonly what: string
  readonly mend: string
  readonly cells: readonly string[]
}

/** What a list would be. `mapping`: by field the column, as it was given or guessed; `sample`: the first entries;
 * `ready`: who would be called, `twice`: who is on it more than once, `never`: who is not to be called. */
export interface Planned {
  readonly id: string
  readonly ready: number
  readonly twice: number
  readonly never: number
  readonly columns: readonly string[]
  readonly encoding: string
  readonly mapping: Text
  readonly fields: readonly string[]
  readonly sample: readonly EntryRow[]
  readonly faults: readonly Fault[]
  readonly faulty: number
}

/** Let a list call, stand still, or be over. */
export interface SetStatus {
  readonly status: "closed" | "open" | "paused"
}

/** What was answered to questions as they were before: from and until the first and the last answer. */
export interface Earlier {
  readonly survey: Survey
  readonly answered: number
  readonly counted: readonly Counted[]
  readonly since: number
  readonly until: number
}

/** What came of a list. `survey`: the questions that were answered last, with `counted`; `earlier`: those before
 * they were changed; `answered`: to any of them; `rate`: who answered of those who were reached, 0-1. */
export interface Results {
  readonly campaign: CampaignRow
  readonly survey?: Survey | null
  readonly answered: number
  readonly rate?: number | null
  readonly counted: readonly Counted[]
  readonly earlier: readonly Earlier[]
}

/** The surveys of a centre, its own and those that everybody has; `own`: which are its own. `branches`: what is said
 * where a call goes another way. */
export interface Surveys {
  readonly surveys: Readonly<Record<string, Survey>>
  readonly own: readonly string[]
  readonly branches: readonly Branch[]
}

/** A number that is not called. */
export interface NeverRow {
  readonly phone: string
  readonly at: number
  readonly why: string
  readonly by: string
}

/** The numbers that are not called, the newest first. */
export interface NeverList {
  readonly numbers: readonly NeverRow[]
}

/** Numbers that are not to be called (or, `on` false, may be again); `file`: instead of them, or beside. */
export interface Numbers {
  readonly centre: string
  readonly phones?: readonly string[]
  readonly on?: boolean
  readonly why?: string
  readonly file?: string
  readonly name?: string
}

/** How a centre calls: hours by weekday ({} for its working time), zone, whether on public holidays
 * too, attempts, minutes between them. */
export interface Callings {
  readonly tries: number
  readonly pause_min: number
  readonly hours?: Readonly<Record<string, readonly string[]>>
  readonly zone?: string
  readonly holidays?: boolean
}
