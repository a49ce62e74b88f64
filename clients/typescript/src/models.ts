// Written by tools/clients.py from the description of the interface; change the server instead.

/** What anybody may know: the centres, in a demonstration its accounts, and how the identity provider is called at which one may sign in (empty: there is none). `at`: the server's clock. */
export interface Public {
  readonly centres: ReadonlyArray<Name>
  readonly demo: ReadonlyArray<Demo>
  readonly provider?: string
  readonly at?: number
}

/** A centre by its names. `zone`: in which its people read times, such as Asia/Shanghai; `open`: whether it is open now; `opens`: when it opens again, null while it is open. */
export interface Name {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly company: Readonly<Record<string, string>>
  readonly standard: string
  readonly zone: string
  readonly open: boolean
  readonly opens: number | null
}

/** An account that the sign-in page offers in a demonstration. */
export interface Demo {
  readonly account: string
  readonly password: string
  readonly roles: ReadonlyArray<string>
  readonly name: string
  readonly centre: string
}

/** Name and password. */
export interface SignIn {
  readonly account: string
  readonly password: string
  readonly locale?: string
}

/** Who is signed in. `only`: the rights to which a program's token is limited, none: all of the roles. `must_change`: nothing is open before they choose a password of their own. `provider`: they sign in elsewhere. */
export interface Me {
  readonly account: string
  readonly number: string
  readonly name: string
  readonly roles: ReadonlyArray<"admin" | "agent" | "author" | "clerk" | "inspector" | "leader" | "manager">
  readonly centres: ReadonlyArray<string>
  readonly locale: string
  readonly csrf: string
  readonly only?: ReadonlyArray<string>
  readonly must_change?: boolean
  readonly provider?: boolean
}

/** A clause as it stands in the document. `title`: what the standard calls what it asks for, where it checks it. */
export interface DeskWireClause {
  readonly id: string
  readonly quote: string
  readonly meaning: string
  readonly section: string
  readonly title: Readonly<Record<string, string>>
}

/** The settings of a centre. `works`: what a department can take. When it comes back, `people`, `works` and all of a figure but id and value are not looked at. */
export interface SettingsPage {
  readonly id: string
  readonly standard: string
  readonly title: Readonly<Record<string, string>>
  readonly company: Readonly<Record<string, string>>
  readonly languages: ReadonlyArray<string>
  readonly numbers: ReadonlyArray<DeskNumbersFigure>
  readonly calendar: CalendarSpec
  readonly queues: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly always_open: boolean
  readonly alert_count: number
  readonly alert_within_s: number
  readonly target_s: Readonly<Record<string, number>>
  readonly departments?: Readonly<Record<string, Department>>
  readonly calling?: Calling
  readonly works?: ReadonlyArray<Choice>
  readonly people?: ReadonlyArray<Employee>
  readonly version?: number
}

/** A figure of the standard: what it is now, and what the standard says (`default`). */
export interface DeskNumbersFigure {
  readonly id: string
  readonly value: number
  readonly unit?: string
  readonly clause?: string
  readonly title?: Readonly<Record<string, string>>
  readonly default?: number
}

/** A centre's working time as data.  `zone`: IANA name. `hours`: weekday or range of weekdays (`mon`, `mon-fri`) -> blocks `HH:MM-HH:MM`; a block may end at 24:00 or, overnight, on the next day. `holidays`: ISO country, with a subdivision after a dash (`CN`, `HK`, `TW`, `SG`, `US-CA`), or nothing. `closed`: further closed days, `opened`: days with hours of their own, as ISO dates; `opened` goes before everything. `makeup`: whose hours a make-up working day has. */
export interface CalendarSpec {
  readonly zone?: string
  readonly hours?: Readonly<Record<string, ReadonlyArray<string>>>
  readonly holidays?: string | null
  readonly closed?: ReadonlyArray<string>
  readonly opened?: Readonly<Record<string, ReadonlyArray<string>>>
  readonly makeup?: string
}

/** People who deal with something: `members` and `leader` by number; `calendar`: their own working time, None for the centre's; `takes`: entries of followup.yaml that go to them. */
export interface Department {
  readonly title?: Readonly<Record<string, string>>
  readonly members?: ReadonlyArray<string>
  readonly leader?: string
  readonly takes?: ReadonlyArray<string>
  readonly calendar?: CalendarSpec | null
}

/** How a centre calls: hours in which customers may be called (none: its working time), attempts, minutes between them, numbers that are never called. */
export interface Calling {
  readonly hours?: CalendarSpec | null
  readonly tries?: number
  readonly pause_min?: number
  readonly never?: ReadonlyArray<string>
}

/** Something to choose: a stage, a reason, a department. */
export interface Choice {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
}

/** Somebody of this centre; `account` is empty where they have none, such as a simulated colleague. */
export interface Employee {
  readonly account: string
  readonly number: string
  readonly name: string
  readonly roles: ReadonlyArray<string>
}

/** A page of conversations; `more`: how many come behind it, `total`: how many there are. Both count to 10,000. `behind`: how many records of what happened are not in it yet. */
export interface TalkList {
  readonly talks: ReadonlyArray<Row>
  readonly more: number
  readonly total?: number
  readonly behind?: number
}

/** A line of the list. */
export interface Row {
  readonly id: string
  readonly centre: string
  readonly channel: string
  readonly direction: string
  readonly queue: string
  readonly agent: string
  readonly customer: string
  readonly arrived: number
  readonly over: number | null
  readonly phase: string
  readonly score: number | null
  readonly missed: number
  readonly broken: number
  readonly rating: number | null
  readonly left?: string
  readonly product?: string
  readonly stage?: string
  readonly outcome?: string
  readonly wait?: number | null
  readonly said?: string
}

/** A customer who comes in. `queue`: in which they wait, the centre's first if none is named; `mine`: whoever asks has answered them already, so that they ring at nobody; `locale`: the customer's language as far as it is known; `key`: names the call, so that it comes in once though this is sent again. */
export interface Incoming {
  readonly centre: string
  readonly channel?: "chat" | "phone"
  readonly queue?: string
  readonly mine?: boolean
  readonly customer?: Caller
  readonly locale?: string
  readonly key?: string
}

/** What is known of the customer before a word was said; what is empty is not known. */
export interface Caller {
  readonly surname?: string
  readonly title?: string
  readonly name?: string
  readonly phone?: string
  readonly account?: string
}

/** A conversation as a page shows it. `entries` by number (as text); `forms` by id. `transfer`: where one stands ("", asked, consented, refused, offered, accepted, declined, done), `transfer_to` whom it is offered to. Of a call to a customer: its `purpose`, `ref` to what it is about, the `number` that is rung up, the `outcome` as it was put down ("" before) and as it was `heard`; `again`: when the customer said to be called instead; the `survey` that is asked, and the `answers` so far. `agents`: from when who had it: instant, number, name; `help`: since when a leader is asked for help, and with what. */
export interface Talk {
  readonly id: string
  readonly centre: string
  readonly channel: string
  readonly direction: string
  readonly phase: "closed" | "dialling" | "live" | "ringing" | "waiting" | "wrap_up"
  readonly queue: string
  readonly agent: string
  readonly arrived: number
  readonly answered: number | null
  readonly over: number | null
  readonly over_by: string
  readonly held: boolean
  readonly muted: boolean
  readonly customer: DeskWirePerson
  readonly customer_typing: boolean
  readonly lang: string | null
  readonly situations: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly entries: Readonly<Record<string, Entry>>
  readonly say: ReadonlyArray<Saying>
  readonly timers: ReadonlyArray<Timer>
  readonly keys: ReadonlyArray<Key>
  readonly deeds: ReadonlyArray<Key>
  readonly findings: ReadonlyArray<Finding>
  readonly promises: ReadonlyArray<DeskWirePromise>
  readonly forms: Readonly<Record<string, Filled>>
  readonly missed: number
  readonly broken: number
  readonly score: Score | null
  readonly rating: number | null
  readonly whispers: Readonly<Record<string, string>>
  readonly transfer: string
  readonly transfer_to: string
  readonly purpose?: string
  readonly ref?: string
  readonly number?: string
  readonly outcome?: string
  readonly heard?: string
  readonly again?: number | null
  readonly survey?: string
  readonly answers?: Readonly<Record<string, string>>
  readonly agents?: ReadonlyArray<readonly [number, string, string]>
  readonly help?: number | null
  readonly rating_text?: string
  readonly help_text?: string
}

/** What is known of a customer. `trouble`: why the shop told nothing. The centre's own card adds `email`, further `phones`, `tags`, `never` (not to be called) and its own `fields`. */
export interface DeskWirePerson {
  readonly id?: string
  readonly surname?: string
  readonly title?: string
  readonly name?: string
  readonly phone?: string
  readonly account?: string
  readonly lang?: string
  readonly notes?: string
  readonly email?: string
  readonly phones?: ReadonlyArray<string>
  readonly tags?: ReadonlyArray<string>
  readonly never?: boolean
  readonly fields?: Readonly<Record<string, string>>
  readonly orders?: ReadonlyArray<Readonly<Record<string, unknown>>>
  readonly history?: ReadonlyArray<Readonly<Record<string, unknown>>>
  readonly trouble?: Readonly<Record<string, string>>
}

/** One line of the transcript. `kind`: said, or what else happened (answered, hold_on, mute_off, looked_up, form, done, incident_on, note, hung_up, colleague, whisper …). `marks`: places that a finding points at. */
export interface Entry {
  readonly n: number
  readonly at: number
  readonly kind: string
  readonly by?: string
  readonly to?: number | null
  readonly text?: string
  readonly lang?: string | null
  readonly detail?: Readonly<Record<string, unknown>>
  readonly moves?: ReadonlyArray<string>
}

/** A line to say now, slots filled in each language; `open` are slots that nobody has filled yet. */
export interface Saying {
  readonly line: string
  readonly norm: string
  readonly clauses: ReadonlyArray<string>
  readonly due: number | null
  readonly texts: Readonly<Record<string, string>>
  readonly open?: ReadonlyArray<string>
}

/** A duty, ladder or wait that runs. `due`: when it is missed, grace included; `limit`: the figure itself, ms. */
export interface Timer {
  readonly key: string
  readonly norm: string
  readonly title: Readonly<Record<string, string>>
  readonly clauses: ReadonlyArray<string>
  readonly since: number
  readonly due: number | null
  readonly turns_left?: number | null
}

/** An act (hang_up, hold …) or a deed that fits now (resent, refunded …); `clauses` lock it while it is not open. */
export interface Key {
  readonly act: string
  readonly norm: string
  readonly open: boolean
  readonly clauses: ReadonlyArray<string>
  readonly why: Readonly<Record<string, string>>
}

/** A verdict. `evidence`: entry number, from, to. `section` of the score sheet, "" for none. */
export interface Finding {
  readonly norm: string
  readonly title: Readonly<Record<string, string>>
  readonly clauses: ReadonlyArray<string>
  readonly verdict: string
  readonly at: number | null
  readonly why: Readonly<Record<string, string>>
  readonly evidence?: ReadonlyArray<readonly [number, number, number]>
  readonly section?: string
}

/** What somebody promised, until when; `vague` where no time was named. */
export interface DeskWirePromise {
  readonly text: string
  readonly act: string
  readonly who: string
  readonly due: number | null
  readonly vague: boolean
  readonly n: number
}

/** A form of the standard: its fields in order, what stands in them, and what was filled from the conversation. */
export interface Filled {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly clauses: ReadonlyArray<string>
  readonly fields: ReadonlyArray<string>
  readonly values: Readonly<Record<string, string>>
  readonly suggested: Readonly<Record<string, string>>
  readonly saved: number | null
  readonly wanted: boolean
}

/** The score of a conversation that is over: 0-100 or null, by section, and titles of the sections. */
export interface Score {
  readonly total: number | null
  readonly sections: Readonly<Record<string, number | null>>
  readonly titles: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** A report with what its parts are called (`labels`: by split and key). `behind`: records that are not in it yet; `today`: the day at the centre. */
export interface ReportPage {
  readonly report: Report
  readonly measures: ReadonlyArray<DeskReportsMeasured>
  readonly labels: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>
  readonly behind: number
  readonly today: string
}

/** See the module's first line. Days are ISO dates; figures are by the id of their measure. */
export interface Report {
  readonly centre: string
  readonly first: string
  readonly last: string
  readonly before_first: string
  readonly before_last: string
  readonly figures: Readonly<Record<string, InsightReportsFigure>>
  readonly days: ReadonlyArray<Point>
  readonly by: Readonly<Record<string, ReadonlyArray<Line>>>
  readonly clauses: ReadonlyArray<InsightReportsClause>
  readonly works?: Readonly<Record<string, ReadonlyArray<WorkLine>>>
}

/** A figure in the period and in the one before; None where there is nothing to take it of. */
export interface InsightReportsFigure {
  readonly value: number | null
  readonly before: number | null
}

/** The figures of a day, ISO date. */
export interface Point {
  readonly day: string
  readonly values: Readonly<Record<string, number | null>>
}

/** The figures of a part: of a queue, an agent, an hour (as text) …; `before`: conversations of the days before. */
export interface Line {
  readonly key: string
  readonly values: Readonly<Record<string, number | null>>
  readonly before: number
}

/** How often a clause was kept, and the share of the days before. */
export interface InsightReportsClause {
  readonly clause: string
  readonly met: number
  readonly missed: number
  readonly broken: number
  readonly kept: number
  readonly before: number | null
}

/** The figures of work of a part: of a department, or of a kind. `works`: how many pieces count as anything, `before`: on the days before. */
export interface WorkLine {
  readonly key: string
  readonly works: number
  readonly before: number
  readonly values: Readonly<Record<string, number | null>>
}

/** What a figure is. `unit`: count, share (0-1), ms, points (0-100), stars (1-5); `better`: up, down or nothing; `opens`, `sort`: what the list of conversations is asked for to show what is behind it; where it is `of_work`, of which work it was taken. */
export interface DeskReportsMeasured {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly meaning: Readonly<Record<string, string>>
  readonly unit: string
  readonly group: string
  readonly better: string
  readonly opens: string
  readonly sort: string
  readonly of_work?: boolean
}

/** Work by its next instant, the soonest first; `more`: how many did not fit in, `total`: how many there are, at least so many where `exact` is false; `now`: the instant of the answer, by the server's clock; `behind`: how many records of what happened are not in it yet. */
export interface WorkList {
  readonly work: ReadonlyArray<WorkRow>
  readonly more: number
  readonly total?: number
  readonly exact?: boolean
  readonly now?: number
  readonly behind?: number
}

/** A piece of work in a list. `what`: the entry of followup.yaml, `title` its name; `due`: when the customer is to have the answer, `acknowledge`, `status_due`, `visit` and `next_try` the other clocks; `kept`: whether the customer had the answer in time, null while that is open; `campaign`: the list for which somebody is called; `talk`, `line`, `from`, `to`, `words`: where it was said. */
export interface WorkRow {
  readonly id: string
  readonly kind: string
  readonly what: string
  readonly title: Readonly<Record<string, string>>
  readonly centre: string
  readonly status: string
  readonly opened: number
  readonly closed?: number | null
  readonly due?: number | null
  readonly allowed?: number | null
  readonly late?: boolean
  readonly kept?: boolean | null
  readonly promised?: boolean
  readonly act?: string
  readonly about?: string
  readonly owner?: string
  readonly department?: string
  readonly level?: string
  readonly customer?: string
  readonly name?: string
  readonly phone?: string
  readonly talk?: string
  readonly line?: number
  readonly from?: number
  readonly to?: number
  readonly words?: string
  readonly clauses?: ReadonlyArray<string>
  readonly stage?: string
  readonly amount?: number | null
  readonly outcome?: string
  readonly reason?: string
  readonly into?: string
  readonly of?: string
  readonly campaign?: string
  readonly acknowledged?: number | null
  readonly acknowledge?: number | null
  readonly status_due?: number | null
  readonly visit?: number | null
  readonly next_try?: number | null
  readonly tries?: number
  readonly printed?: number | null
}

/** Something that is entered by hand. `due`: the time that was promised, null for that of the standard; `key`: a name for it; what has the same name is entered once. */
export interface NewWork {
  readonly centre: string
  readonly what: string
  readonly about: string
  readonly customer?: FollowupEventsCustomer
  readonly fields?: Readonly<Record<string, string>>
  readonly due?: number | null
  readonly talk?: string
  readonly key?: string
}

/** Whom it is for. `id`: in the customer database; `zone`: IANA zone in which they live, "" for that of the centre. */
export interface FollowupEventsCustomer {
  readonly id?: string
  readonly name?: string
  readonly phone?: string
  readonly language?: string
  readonly zone?: string
}

/** A piece of work whole: its form, what can be chosen, everything that happened to it. `can`: commands that whoever looks may give now; `limit`: the latest that may be promised now; `levels`: how far up it can go. */
export interface Work {
  readonly id: string
  readonly kind: string
  readonly what: string
  readonly title: Readonly<Record<string, string>>
  readonly centre: string
  readonly status: string
  readonly opened: number
  readonly closed?: number | null
  readonly due?: number | null
  readonly allowed?: number | null
  readonly late?: boolean
  readonly kept?: boolean | null
  readonly promised?: boolean
  readonly act?: string
  readonly about?: string
  readonly owner?: string
  readonly department?: string
  readonly level?: string
  readonly customer?: string
  readonly name?: string
  readonly phone?: string
  readonly talk?: string
  readonly line?: number
  readonly from?: number
  readonly to?: number
  readonly words?: string
  readonly clauses?: ReadonlyArray<string>
  readonly stage?: string
  readonly amount?: number | null
  readonly outcome?: string
  readonly reason?: string
  readonly into?: string
  readonly of?: string
  readonly campaign?: string
  readonly acknowledged?: number | null
  readonly acknowledge?: number | null
  readonly status_due?: number | null
  readonly visit?: number | null
  readonly next_try?: number | null
  readonly tries?: number
  readonly printed?: number | null
  readonly fields?: Readonly<Record<string, string>>
  readonly can?: ReadonlyArray<string>
  readonly limit?: number | null
  readonly levels?: ReadonlyArray<string>
  readonly stages?: ReadonlyArray<Choice>
  readonly reasons?: ReadonlyArray<Choice>
  readonly history?: ReadonlyArray<unknown>
}

/** What is to be done with some pieces of work; each by itself. `key`: a name for it; sent again, it is not done again. */
export interface Changes {
  readonly ids: ReadonlyArray<string>
  readonly change: Open | FollowupInputsPromise | Dispatch | Acknowledge | Escalate | FollowupInputsNote | Edit | Pause | Resume | Stage | Print | Plan | Visit | FollowupInputsTry | Take | FollowupInputsSkip | Answer | Close | Reopen
  readonly key?: string
}

/** Begin it; a second time it does nothing but fill in fields that are new. See `events.Opened`. */
export interface Open {
  readonly do: "open"
  readonly by?: string
  readonly what: string
  readonly centre: string
  readonly source?: Source
  readonly customer?: FollowupEventsCustomer
  readonly act?: string
  readonly about?: string
  readonly fields?: Readonly<Record<string, string>>
  readonly due?: number | null
  readonly clauses?: ReadonlyArray<string>
  readonly owner?: string
  readonly channel?: string
  readonly queue?: string
  readonly of?: string
  readonly not_before?: number | null
  readonly campaign?: string
}

/** Where it came from: the conversation, the number of the record in its stream, and the words as they were said (`line` is that of the input, `start` and `end` are offsets in its text). */
export interface Source {
  readonly talk?: string
  readonly number?: number
  readonly line?: number
  readonly start?: number
  readonly end?: number
  readonly words?: string
}

/** The customer was promised a time. */
export interface FollowupInputsPromise {
  readonly do: "promise"
  readonly by?: string
  readonly due: number
  readonly source?: Source
  readonly clauses?: ReadonlyArray<string>
}

/** Pass it on to a person or a department. */
export interface Dispatch {
  readonly do: "dispatch"
  readonly by?: string
  readonly to?: string
  readonly department?: string
}

/** Confirm that one has it. */
export interface Acknowledge {
  readonly do: "acknowledge"
  readonly by?: string
}

/** Pass it a step up. */
export interface Escalate {
  readonly do: "escalate"
  readonly by?: string
}

/** Write something down. */
export interface FollowupInputsNote {
  readonly do: "note"
  readonly by?: string
  readonly text: string
}

/** Change fields of its form. */
export interface Edit {
  readonly do: "edit"
  readonly by?: string
  readonly fields: Readonly<Record<string, string>>
}

/** It waits for the customer. */
export interface Pause {
  readonly do: "pause"
  readonly by?: string
  readonly why?: string
}

/** It goes on. */
export interface Resume {
  readonly do: "resume"
  readonly by?: string
}

/** Say where it stands. */
export interface Stage {
  readonly do: "stage"
  readonly by?: string
  readonly stage?: string
  readonly text?: string
  readonly amount?: number | null
}

/** Its order is printed. */
export interface Print {
  readonly do: "print"
  readonly by?: string
}

/** Agree on a visit or a call. */
export interface Plan {
  readonly do: "plan"
  readonly by?: string
  readonly when: number
  readonly person?: string
}

/** The visit took place. */
export interface Visit {
  readonly do: "visit"
  readonly by?: string
  readonly result: string
  readonly solved?: boolean
}

/** A call was tried. `again`: when the customer wants to be called, for `not_now`. `told`: whether somebody who was reached was told what the work is about; a call about something else answers nothing. `version`: of the settings of the centre under which `answers` were given. */
export interface FollowupInputsTry {
  readonly do: "try"
  readonly by?: string
  readonly outcome: "busy" | "no_answer" | "not_home" | "not_now" | "reached" | "refused" | "wrong_number" | "wrong_person"
  readonly talk?: string
  readonly again?: number | null
  readonly told?: boolean
  readonly answers?: Readonly<Record<string, string>>
  readonly version?: number
}

/** Be the one who calls next; nobody else is given it for a while. */
export interface Take {
  readonly do: "take"
  readonly by?: string
}

/** Give it back without a call, until `again`. */
export interface FollowupInputsSkip {
  readonly do: "skip"
  readonly by?: string
  readonly reason: string
  readonly again?: number | null
}

/** The customer was told the result. */
export interface Answer {
  readonly do: "answer"
  readonly by?: string
  readonly text?: string
  readonly source?: Source
}

/** It is over. */
export interface Close {
  readonly do: "close"
  readonly by?: string
  readonly outcome?: string
  readonly reason?: string
  readonly into?: string
}

/** It is not over. */
export interface Reopen {
  readonly do: "reopen"
  readonly by?: string
  readonly reason: string
}

/** How it went: the pieces as they stand now, and what went wrong with the others, by id. */
export interface Changed {
  readonly work: ReadonlyArray<Work>
  readonly refused: Readonly<Record<string, string>>
}

/** What the boards of a centre need to know: entries, departments; `people`: who works there, by number; `names`: also of those who have left or have no account; `all`: whether who asks sees the work of others; `open`: blocks of working time (instants) in the weeks asked for; `zone`: of the centre; `lists`: of calls, those that go on first, the newest first. */
export interface WorkPlace {
  readonly entries: ReadonlyArray<WorkEntry>
  readonly departments: ReadonlyArray<WorkDepartment>
  readonly people: Readonly<Record<string, string>>
  readonly names: Readonly<Record<string, string>>
  readonly all: boolean
  readonly open?: ReadonlyArray<readonly [number, number]>
  readonly zone?: string
  readonly lists?: ReadonlyArray<WorkCalls>
}

/** What can be entered: an entry of followup.yaml, with the fields of its form and its stages. */
export interface WorkEntry {
  readonly id: string
  readonly kind: string
  readonly title: Readonly<Record<string, string>>
  readonly fields?: ReadonlyArray<string>
  readonly stages?: ReadonlyArray<Choice>
}

/** A department; `mine`: whether who asks may take its work. */
export interface WorkDepartment {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly members?: ReadonlyArray<string>
  readonly leader?: string
  readonly mine?: boolean
}

/** A list of calls by which call-backs are found. `status`: open, paused or closed; `made`: the instant. */
export interface WorkCalls {
  readonly id: string
  readonly title: string
  readonly status: string
  readonly made: number
}

/** The calendar feed of somebody. `made`: whether there is one; `address`: told once, when it is made. */
export interface WorkFeed {
  readonly made?: boolean
  readonly address?: string
}

/** What one is told of by e-mail. `server`: whether there is a mail server; `last`: how the newest try went; `upcoming`: when the next digest would go out. */
export interface NoticesShown {
  readonly mail: string
  readonly kinds: ReadonlyArray<"answered" | "assigned" | "due" | "late" | "visited">
  readonly digest: boolean
  readonly minute: number
  readonly server: boolean
  readonly zone?: string
  readonly upcoming?: number | null
  readonly last?: LetterTry | null
}

/** How a try went; `why` not. */
export interface LetterTry {
  readonly at: number
  readonly good: boolean
  readonly why?: string
}

/** Of what one wants to be told, and where. `digest`: once on each working day from `minute` of it on. */
export interface NoticesWanted {
  readonly mail: string
  readonly kinds: ReadonlyArray<"answered" | "assigned" | "due" | "late" | "visited">
  readonly digest?: boolean
  readonly minute?: number
}

/** A letter that has not arrived. `count`: what it tells of; `next`: when it is tried next, null for never. */
export interface LetterShown {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly kinds: ReadonlyArray<string>
  readonly count: number
  readonly at: number
  readonly next: number | null
  readonly tries: ReadonlyArray<LetterTry>
}

/** A schedule. `upcoming`: when the next report is due; `waiting`: how many are due and not sent yet. */
export interface Scheduled {
  readonly id: string
  readonly name: string
  readonly every: string
  readonly minute: number
  readonly zone: string
  readonly to: ReadonlyArray<string>
  readonly locale: string
  readonly kind: string
  readonly filters: Readonly<Record<string, string>>
  readonly upcoming: number | null
  readonly waiting: number
  readonly log: ReadonlyArray<Attempt>
}

/** What became of a report: sent to `count` people, or why not; `next`: when it is tried again, 0 for never. */
export interface Attempt {
  readonly at: number
  readonly moment: number
  readonly sent: boolean
  readonly count?: number
  readonly why?: string
  readonly next?: number
}

/** What goes out: `minute` of the day at the centre, `filters` as a report takes them. */
export interface NewSchedule {
  readonly every: "day" | "month" | "week"
  readonly minute: number
  readonly to: ReadonlyArray<string>
  readonly locale: "en" | "zh-Hans" | "zh-Hant"
  readonly kind?: "csv" | "pdf" | "xlsx"
  readonly name?: string
  readonly filters?: Readonly<Record<string, string>>
}

/** A list. `total`: who is on it, `open`: who is still to be called, `due`: of those now, `reached`, and `outcomes`: by how the last attempt ended, or why nobody was called. */
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
  readonly channel?: string
  readonly total?: number
  readonly open?: number
  readonly due?: number
  readonly reached?: number
  readonly outcomes?: Readonly<Record<string, number>>
}

/** A list to be made. `origin` file: `file` with its `name` and, by field, the column (`mapping`); work: tickets of the kind `what`, those that are still open or (`closed`) those that are closed, opened in the last `days`; rule: one of the rules. With `dry` nothing is made, and what would be is told. */
export interface NewCampaign {
  readonly centre: string
  readonly title?: string
  readonly purpose?: "complaint" | "consultation" | "delivery" | "order" | "other" | "promise" | "result" | "review" | "survey" | "unpaid_order"
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
  readonly mapping?: Readonly<Record<string, string>>
  readonly dry?: boolean
}

/** What a list would be. `mapping`: by field the column, as it was given or guessed; `sample`: the first entries; `ready`: who would be called, `twice`: who is on it more than once, `never`: who is not to be called. */
export interface Planned {
  readonly id: string
  readonly ready: number
  readonly twice: number
  readonly never: number
  readonly columns?: ReadonlyArray<string>
  readonly encoding?: string
  readonly mapping?: Readonly<Record<string, string>>
  readonly fields?: ReadonlyArray<string>
  readonly sample?: ReadonlyArray<EntryRow>
  readonly faults?: ReadonlyArray<Fault>
  readonly faulty?: number
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
  readonly next: number | null
  readonly talk: string
  readonly owner: string
}

/** A row of a file that cannot be used: its number, what is wrong, how to mend it, the row itself. */
export interface Fault {
  readonly row: number
  readonly what: string
  readonly mend: string
  readonly cells: ReadonlyArray<string>
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
  readonly channel?: string
  readonly total?: number
  readonly open?: number
  readonly due?: number
  readonly reached?: number
  readonly outcomes?: Readonly<Record<string, number>>
  readonly entries?: ReadonlyArray<EntryRow>
  readonly more?: number
}

/** Let a list call, stand still, or be over. */
export interface SetStatus {
  readonly status: "closed" | "open" | "paused"
}

/** What came of a list. `survey`: the questions that were answered last, with `counted`; `earlier`: those before they were changed; `answered`: to any of them; `rate`: who answered of those who were reached, 0-1. */
export interface Results {
  readonly campaign: CampaignRow
  readonly survey: Survey | null
  readonly answered: number
  readonly rate: number | null
  readonly counted: ReadonlyArray<Counted>
  readonly earlier?: ReadonlyArray<Earlier>
}

/** Questions in order. */
export interface Survey {
  readonly title: Readonly<Record<string, string>>
  readonly questions: ReadonlyArray<Question>
}

/** What is asked. `least` and `most` bound a scale; `next` as in Option, for whatever is answered. */
export interface Question {
  readonly id: string
  readonly type: "multi" | "scale" | "single" | "text"
  readonly text: Readonly<Record<string, string>>
  readonly options?: ReadonlyArray<Option>
  readonly least?: number
  readonly most?: number
  readonly next?: string
}

/** Something to choose. `next`: the question that follows it, "end" for none, "" for the one that comes next. */
export interface Option {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly next?: string
}

/** What was answered to one question. `counts`: by option, or by step of a scale; `mean`: of a scale; `texts`: the last answers in words; `trend`: by day the mean of a scale, else how many answered. */
export interface Counted {
  readonly question: string
  readonly answered: number
  readonly counts?: Readonly<Record<string, number>>
  readonly mean?: number | null
  readonly texts?: ReadonlyArray<string>
  readonly trend?: ReadonlyArray<readonly [string, number]>
}

/** What was answered to questions as they were before: from and until the first and the last answer. */
export interface Earlier {
  readonly survey: Survey
  readonly answered: number
  readonly counted: ReadonlyArray<Counted>
  readonly since: number
  readonly until: number
}

/** The next call, null where nobody is to be called now; then `at`: when somebody will be. */
export interface Next {
  readonly call?: Preview | null
  readonly at?: number | null
}

/** Who is to be called next, as the agent sees it before the call. `lines`: what the standard opens such a call with; `until`: how long nobody else is given it; `channel`: whether they are called or written to. */
export interface Preview {
  readonly work: string
  readonly campaign: string
  readonly title: string
  readonly purpose: string
  readonly survey: string
  readonly customer: DeskWirePerson
  readonly phone: string
  readonly why: string
  readonly fields: Readonly<Record<string, string>>
  readonly tries: ReadonlyArray<DeskCampaign_wireTried>
  readonly lines: ReadonlyArray<Saying>
  readonly branches: ReadonlyArray<Branch>
  readonly of?: string
  readonly talk?: string
  readonly until?: number
  readonly channel?: string
}

/** An earlier attempt, or why there was none. */
export interface DeskCampaign_wireTried {
  readonly at: number
  readonly outcome: string
  readonly by: string
  readonly talk?: string
  readonly note?: string
}

/** A way that a call can go. `say`: the words in each language, `{company}` filled in; `when`: whether to ask when to call instead. */
export interface Branch {
  readonly outcome: "busy" | "no_answer" | "not_home" | "not_now" | "reached" | "refused" | "wrong_number" | "wrong_person"
  readonly say: Readonly<Record<string, string>>
  readonly clauses: ReadonlyArray<string>
  readonly when?: boolean
}

/** Why somebody is not called now, and when instead, if that is known. */
export interface DeskCampaign_wireSkip {
  readonly reason: string
  readonly again?: number | null
}

/** Where a customer finds the chat that was begun for them, below the address of the server. */
export interface ChatLink {
  readonly path: string
}

/** The numbers that are not called, the newest first. */
export interface NeverList {
  readonly numbers: ReadonlyArray<NeverRow>
}

/** A number that is not called. */
export interface NeverRow {
  readonly phone: string
  readonly at: number
  readonly why: string
  readonly by: string
}

/** Numbers that are not to be called (or, `on` false, may be again); `file`: instead of them, or beside. */
export interface Numbers {
  readonly centre: string
  readonly phones?: ReadonlyArray<string>
  readonly on?: boolean
  readonly why?: string
  readonly file?: string
  readonly name?: string
}

/** The surveys of a centre, its own and those that everybody has; `own`: which are its own. `branches`: what is said where a call goes another way. */
export interface Surveys {
  readonly surveys: Readonly<Record<string, Survey>>
  readonly own: ReadonlyArray<string>
  readonly branches?: ReadonlyArray<Branch>
}

/** How a centre calls: hours by weekday ({} for its working time), zone, whether on public holidays too, attempts, minutes between them. */
export interface Callings {
  readonly tries: number
  readonly pause_min: number
  readonly hours?: Readonly<Record<string, ReadonlyArray<string>>>
  readonly zone?: string
  readonly holidays?: boolean
}

/** An import as it stands: running, done, stopped (`code`: why it could not be read further), undoing, undone. `rows` of `total` are dealt with; `kept`: rows of what somebody had changed before it was taken back. */
export interface ImportRow {
  readonly id: string
  readonly kind: "chats" | "contacts" | "orders" | "tickets"
  readonly name: string
  readonly at: number
  readonly by: string
  readonly state: string
  readonly rows: number
  readonly total: number
  readonly new: number
  readonly changed: number
  readonly same: number
  readonly faulty: number
  readonly undone?: number | null
  readonly kept?: ReadonlyArray<number>
  readonly why?: string
}

/** A file to be brought in. `mapping`: by field the column, none: as it was for these columns last, else guessed. With `dry` nothing is made, and what would be is told. */
export interface NewImport {
  readonly centre: string
  readonly kind: "chats" | "contacts" | "orders" | "tickets"
  readonly file: string
  readonly name?: string
  readonly mapping?: Readonly<Record<string, string>>
  readonly dry?: boolean
}

/** What becomes of a file; of the rows the first are told, of the faulty ones too. `missing`: a field that must have a column and has none; `made`: the import, where one was begun. */
export interface PlannedImport {
  readonly rows: number
  readonly new: number
  readonly changed: number
  readonly same: number
  readonly faulty: number
  readonly missing?: string
  readonly columns?: ReadonlyArray<string>
  readonly encoding?: string
  readonly delimiter?: string
  readonly mapping?: Readonly<Record<string, string>>
  readonly fields?: ReadonlyArray<ImportField>
  readonly lines?: ReadonlyArray<ImportLine>
  readonly made?: ImportRow | null
}

/** A field that a column may be; of those that are `needed` one at least must be there. */
export interface ImportField {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly needed?: boolean
}

/** A row of the file and what becomes of it: new, changed, same, or faulty. */
export interface ImportLine {
  readonly row: number
  readonly verdict: string
  readonly title: string
  readonly cells?: ReadonlyArray<string>
  readonly changes?: ReadonlyArray<ImportChange>
  readonly faults?: ReadonlyArray<ImportFault>
}

/** What would be told differently. */
export interface ImportChange {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** What is wrong in a row: in which column, what, and how to mend it. */
export interface ImportFault {
  readonly column: string
  readonly what: string
  readonly mend: string
}

/** Why personal data is wanted; it is logged. */
export interface Reason {
  readonly reason: string
}

/** Inputs of the engine from a PBX or a bot; their instants are those of arrival. */
export interface Inputs {
  readonly inputs: ReadonlyArray<Opened | Ringing | Answered | Said | Speech | Hold | Mute | Transfer | Identified | LookedUp | FormFilled | ConversationInputsMeasured | Incident | Colleague | Done | DraftChecked | ConversationInputsNote | HungUp | Ended>
}

/** The first line of every conversation. */
export interface Opened {
  readonly type: "opened"
  readonly at: number
  readonly id: string
  readonly channel: "chat" | "phone"
  readonly direction: "inbound" | "outbound"
  readonly started?: string | null
  readonly agent?: Agent | null
  readonly customer?: ConversationInputsCustomer | null
  readonly facts?: Readonly<Record<string, unknown>>
  readonly purpose?: "complaint" | "consultation" | "delivery" | "order" | "other" | "promise" | "result" | "review" | "survey" | "unpaid_order" | null
}

/** The agent at the desk: staff number and the name given to customers. */
export interface Agent {
  readonly number?: string | null
  readonly name?: string | null
}

/** What is known of the customer when the conversation opens. `key`: the surname with script and case folded, set when the input is prepared; 陳 and 陈 have one key. */
export interface ConversationInputsCustomer {
  readonly surname?: string | null
  readonly title?: string | null
  readonly name?: string | null
  readonly phone?: string | null
  readonly account?: string | null
  readonly key?: string | null
}

/** The phone rings; may repeat once per ring. */
export interface Ringing {
  readonly type: "ringing"
  readonly at: number
}

/** The agent picks up. */
export interface Answered {
  readonly type: "answered"
  readonly at: number
}

/** An utterance. `to` is absent in chat. */
export interface Said {
  readonly type: "said"
  readonly at: number
  readonly by: "agent" | "bot" | "customer" | "third"
  readonly text: string
  readonly to?: number | null
  readonly lang?: string | null
  readonly confidence?: number | null
  readonly heard?: ConversationInputsHeard | null
}

/** What a recogniser made of an utterance. */
export interface ConversationInputsHeard {
  readonly recogniser?: string
  readonly lang?: string | null
  readonly moves?: ReadonlyArray<Move>
  readonly entities?: ReadonlyArray<Entity>
  readonly promises?: ReadonlyArray<Promised>
}

/** One recognised move: its id without the role, and character offsets into the text.  `tier`: who heard it. `like`: the example nearest to what was said, where one was compared with. */
export interface Move {
  readonly id: string
  readonly start?: number
  readonly end?: number
  readonly confidence?: number
  readonly tier?: "remote" | "rules" | "semantic"
  readonly like?: string
}

/** One recognised entity; `value` holds the normalised parts, for example {"surname": "王"}. */
export interface Entity {
  readonly kind: string
  readonly value: Readonly<Record<string, unknown>>
  readonly start?: number
  readonly end?: number
}

/** A promise made in an utterance: who (agent, colleague or customer) will do what (callback, reply, ship, refund, resend, visit, forward, lookup, send, other), the value of its deadline (empty where no time was named), and the offsets of its words. */
export interface Promised {
  readonly who: string
  readonly act: string
  readonly start: number
  readonly end: number
  readonly value?: Readonly<Record<string, unknown>>
}

/** Voice activity where there is no text (yet). */
export interface Speech {
  readonly type: "speech"
  readonly at: number
  readonly by: "agent" | "bot" | "customer" | "third"
  readonly on: boolean
}

/** The hold key. */
export interface Hold {
  readonly type: "hold"
  readonly at: number
  readonly on: boolean
}

/** The mute key. */
export interface Mute {
  readonly type: "mute"
  readonly at: number
  readonly on: boolean
}

/** A step of a transfer: asked, consented and refused are the customer's side, offered, accepted and declined the colleague's, done is the act. */
export interface Transfer {
  readonly type: "transfer"
  readonly at: number
  readonly step: "accepted" | "asked" | "consented" | "declined" | "done" | "offered" | "refused"
  readonly to?: string | null
}

/** Who the customer is, as the system found it. `key` as in `Customer`. */
export interface Identified {
  readonly type: "identified"
  readonly at: number
  readonly surname?: string | null
  readonly title?: string | null
  readonly name?: string | null
  readonly phone?: string | null
  readonly account?: string | null
  readonly key?: string | null
}

/** Something was looked up; `what` is open (order, shipment, tracking, account, customer, answer …). */
export interface LookedUp {
  readonly type: "looked_up"
  readonly at: number
  readonly what: string
  readonly key?: string | null
  readonly result?: "differs" | "failed" | "matches" | "missing"
  readonly fields?: Readonly<Record<string, unknown>>
}

/** A form was filled (5w1h, complaint, lead, repair, order_check, callback, suggestion …). */
export interface FormFilled {
  readonly type: "form"
  readonly at: number
  readonly form: string
  readonly fields?: Readonly<Record<string, unknown>>
}

/** What was measured on the sound: dBFS, units a minute (characters in Chinese, words in English), ms, percent. */
export interface ConversationInputsMeasured {
  readonly type: "measured"
  readonly at: number
  readonly by: "agent" | "bot" | "customer" | "third"
  readonly loudness_db?: number | null
  readonly units_per_min?: number | null
  readonly overlap_ms?: number | null
  readonly noise_db?: number | null
  readonly lost_percent?: number | null
}

/** An incident is declared or cleared for the centre. */
export interface Incident {
  readonly type: "incident"
  readonly at: number
  readonly on: boolean
  readonly text?: string | null
}

/** The state of a colleague who was asked for. */
export interface Colleague {
  readonly type: "colleague"
  readonly at: number
  readonly number: string
  readonly status: "busy" | "idle" | "off"
  readonly shift?: "other" | "same" | null
}

/** Something was done, often after the conversation; `what` is open. */
export interface Done {
  readonly type: "done"
  readonly at: number
  readonly what: string
  readonly ref?: string | null
  readonly to?: string | null
}

/** A draft was checked by the guard before it was said; `hits` names the norms it would have broken. */
export interface DraftChecked {
  readonly type: "draft"
  readonly at: number
  readonly by: "agent" | "bot" | "customer" | "third"
  readonly text: string
  readonly hits?: ReadonlyArray<string>
}

/** A note of the agent or the system; judged by no norm. */
export interface ConversationInputsNote {
  readonly type: "note"
  readonly at: number
  readonly text: string
}

/** The line or the chat ends. */
export interface HungUp {
  readonly type: "hung_up"
  readonly at: number
  readonly by: "agent" | "customer" | "network"
}

/** The record ends here: nothing more will arrive, what is not yet due stays unjudged. Added by the scorer. */
export interface Ended {
  readonly type: "ended"
  readonly at: number
}

/** What is about to be said. `finished`: no further word will follow. */
export interface Draft {
  readonly text: string
  readonly finished?: boolean
}

/** `blocked`: it must not be said. `hits`: what there is against it, each with its clauses and better words. */
export interface Checked {
  readonly blocked: boolean
  readonly hits: ReadonlyArray<Hit>
}

/** What the standard has against a piece of text: character offsets, severity, why, and how to say it right. */
export interface Hit {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly norm: string
  readonly clauses: ReadonlyArray<string>
  readonly severity: "block" | "note" | "warn"
  readonly why: string
  readonly rewrite?: string | null
}

/** The moves by the number of the entry; sentences in which none was heard are left out. */
export interface DeskHeard_doorsHeard {
  readonly lines: Readonly<Record<string, ReadonlyArray<HeardMove>>>
}

/** A move that was heard: its full id and title, the tier that heard it, from 0 to 1 how surely, and the example nearest to what was said where one was compared with. */
export interface HeardMove {
  readonly move: string
  readonly title: Readonly<Record<string, string>>
  readonly tier: string
  readonly confidence: number
  readonly like: string
}

/** A token for a program: what it is for, the rights that it gets, days that it lasts. */
export interface NewToken {
  readonly name: string
  readonly rights: ReadonlyArray<"calls" | "connect" | "lists" | "people" | "personal" | "read" | "report" | "settle" | "talk" | "watch" | "work">
  readonly days?: number
}

/** A token; `token` itself is told once, when it is made. */
export interface Token {
  readonly id: string
  readonly name: string
  readonly rights: ReadonlyArray<"calls" | "connect" | "lists" | "people" | "personal" | "read" | "report" | "settle" | "talk" | "watch" | "work">
  readonly until: number
  readonly token?: string
}

/** A customer opens the chat. `leave`: out of hours the message is left at once, with the `contact` by which the customer is reached; without it nothing of the message is kept, and the customer leaves it on the chat socket. */
export interface Start {
  readonly centre: string
  readonly locale?: string
  readonly name?: string
  readonly message?: string
  readonly leave?: boolean
  readonly contact?: string
}

/** `token` is the customer's key to this chat alone. */
export interface Started {
  readonly id: string
  readonly token: string
}

/** A type of event; `personal`: fields that go only where personal data may go. */
export interface HookType {
  readonly type: string
  readonly text: Readonly<Record<string, string>>
  readonly personal: ReadonlyArray<string>
}

/** A subscription. `off`: since when nothing is sent, null while it is on; `why`: by_hand, failed or gone. */
export interface HookShown {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly types: ReadonlyArray<string>
  readonly personal: boolean
  readonly keys: ReadonlyArray<HookKey>
  readonly off: number | null
  readonly why: string
  readonly made: number
}

/** A key that signs; `secret` is told once, when it is made. `until`: when it stops, null for the newest. */
export interface HookKey {
  readonly id: string
  readonly made: number
  readonly until: number | null
  readonly secret?: string
}

/** What a subscription is to be. `on`: whether anything is sent. */
export interface HookWanted {
  readonly name: string
  readonly url: string
  readonly types: ReadonlyArray<string>
  readonly personal?: boolean
  readonly on?: boolean
}

/** A line of the log. `status`: waiting, delivered or failed; `next`: when it is tried next, null for never. */
export interface DeliveryShown {
  readonly id: string
  readonly type: string
  readonly at: number
  readonly status: string
  readonly next: number | null
  readonly tries: ReadonlyArray<HooksDoorsTry>
}

/** `status`: of HTTP, 0 where nothing answered; `why` it failed: status, timeout, refused, name, private, tls, line, off, erased; `ms`: how long it took. */
export interface HooksDoorsTry {
  readonly at: number
  readonly good: boolean
  readonly status: number
  readonly why: string
  readonly ms: number
}

/** An account as administrators see it. `locked`: until when wrong passwords lock it; `once`: until when the one-time password holds that its owner has not replaced yet; `provider`: comes from the identity provider, which says its roles and centres; `fixed`: belongs to a centre of others too, and is theirs to change. `sessions`, `tokens`: how many are valid; `used`: when one of the sessions was used last. */
export interface PersonRow {
  readonly account: string
  readonly number: string
  readonly name: string
  readonly roles: ReadonlyArray<"admin" | "agent" | "author" | "clerk" | "inspector" | "leader" | "manager">
  readonly centres: ReadonlyArray<string>
  readonly queues: Readonly<Record<string, ReadonlyArray<string>>>
  readonly enabled: boolean
  readonly locked: number | null
  readonly once: number | null
  readonly provider: boolean
  readonly fixed: boolean
  readonly sessions: number
  readonly tokens: number
  readonly used: number | null
}

/** An account that is to be made. */
export interface NewPerson {
  readonly number: string
  readonly name: string
  readonly roles: ReadonlyArray<"admin" | "agent" | "author" | "clerk" | "inspector" | "leader" | "manager">
  readonly centres: ReadonlyArray<string>
  readonly queues?: Readonly<Record<string, ReadonlyArray<string>>>
  readonly enabled?: boolean
  readonly account: string
}

/** A password told once, with which its owner chooses one; until when. */
export interface OneTime {
  readonly account: string
  readonly password: string
  readonly until: number
}

/** What an account is to be. `queues` by centre, none: all of them. */
export interface DeskPeoplePerson {
  readonly number: string
  readonly name: string
  readonly roles: ReadonlyArray<"admin" | "agent" | "author" | "clerk" | "inspector" | "leader" | "manager">
  readonly centres: ReadonlyArray<string>
  readonly queues?: Readonly<Record<string, ReadonlyArray<string>>>
  readonly enabled?: boolean
}

/** A session: since when, when it was used last (to ten minutes), until when, on what; `own`: the one that asks. */
export interface SessionRow {
  readonly id: string
  readonly since: number
  readonly used: number
  readonly until: number
  readonly device: string
  readonly own?: boolean
}

/** A token of somebody's program. */
export interface TokenRow {
  readonly id: string
  readonly name: string
  readonly rights: ReadonlyArray<"calls" | "connect" | "lists" | "people" | "personal" | "read" | "report" | "settle" | "talk" | "watch" | "work">
  readonly until: number
}

/** The language in which somebody works. */
export interface OwnLocale {
  readonly locale: string
}

/** The password that held so far, and the one that is to hold. */
export interface NewPassword {
  readonly old: string
  readonly new: string
}

/** The connector in force. `secrets`: where those are that it names, never what they are. `questions`: what a shop can be asked, and the parameters that each question gives. */
export interface ConnectorPage {
  readonly connector: Connector
  readonly secrets: Readonly<Record<string, "environment" | "file" | "missing">>
  readonly questions: Readonly<Record<string, ReadonlyArray<string>>>
  readonly version?: number
}

/** How a centre reaches its shop. `url`: of the database (SQL), with {secrets}; `statements`: by question; `headers`: of every call (HTTP), with {secrets}; `resources`: by question. `timeout_s`: of one look-up, `most`: rows of one answer. `private_redirects`: whether a shop may send us on to an address inside our own network. Nobody is asked while it is not `on`. */
export interface Connector {
  readonly kind?: "http" | "none" | "sql"
  readonly url?: string
  readonly statements?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly resources?: Readonly<Record<string, Resource>>
  readonly timeout_s?: number
  readonly most?: number
  readonly private_redirects?: boolean
  readonly on?: boolean
}

/** An address of a shop's interface. `url` has {parameters}; `rows`: the path to the rows in its answer, none: the answer itself; `fields`: by field of ours the path to it in a row, none: all fields as they are. A path is names and places with dots between them: data.orders, goods.0.name. */
export interface Resource {
  readonly url: string
  readonly rows?: string
  readonly fields?: Readonly<Record<string, string>>
}

/** A connector to put in force. `version`: of the settings that it was made from; 0 where that does not matter. */
export interface NewConnector {
  readonly connector: Connector
  readonly version?: number
}

/** A secret to keep. It is never given back. */
export interface NewSecret {
  readonly name: string
  readonly value: string
}

/** One question to a connector that need not be in force; `keys`: its parameters. */
export interface Trial {
  readonly connector: Connector
  readonly question: string
  readonly keys?: Readonly<Record<string, string>>
}

/** How many rows came, the first of them with what is personal veiled, and after how many ms. */
export interface DeskConnectTried {
  readonly count: number
  readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>
  readonly ms: number
}

/** How long a centre keeps what; the last sweep, what went with it, and the next one. `kept`: how many conversations of which only figures are left; `score`: their mean, 0-100. */
export interface PrivacyPage {
  readonly days: Readonly<Record<string, number>>
  readonly version: number
  readonly last: number | null
  readonly counts: Readonly<Record<string, number>>
  readonly next: number | null
  readonly kept: number
  readonly score: number | null
}

/** Days for which each kind is kept, 0: for ever. `version` as it was when the page was loaded. */
export interface Retention {
  readonly days: Readonly<Record<string, number>>
  readonly version?: number
}

/** A customer, and why somebody asks: it goes into the audit log. */
export interface CustomerAsk {
  readonly who: Who
  readonly reason: string
}

/** A customer as somebody asks for them: by phone, by the id or account of the customer database, or by the key of a chat. One of them is enough; what fits one of them is theirs. */
export interface Who {
  readonly phone?: string
  readonly id?: string
  readonly token?: string
}

/** What is kept of a customer: how much of each kind, from when to when, and each part. */
export interface Shown {
  readonly counts: Readonly<Record<string, number>>
  readonly first: number | null
  readonly last: number | null
  readonly runs: number
  readonly elsewhere: number
  readonly parts: ReadonlyArray<Found>
}

/** Something that is kept of a customer. `at`: when it was changed last, 0 where that is not known; `runs`: it is still being dealt with; `elsewhere`: it lies in a system that is only read, and is erased there. */
export interface Found {
  readonly kind: string
  readonly id: string
  readonly at: number
  readonly runs?: boolean
  readonly elsewhere?: boolean
}

/** Why something was not done: a stable code, a sentence in the language asked for, the field, a draft's hits. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly field?: string
  readonly hits?: ReadonlyArray<Hit>
}
