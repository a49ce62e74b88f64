// Written by tools/clients.py from the description of the interface; change the server instead.

import { Line, path } from "./line.js"
import type * as m from "./models.js"

/** Every call of the interface; see Line. */
export class Client extends Line {
  /** The centres and whether they are open, and in a demonstration its accounts. For anybody. */
  public(): Promise<m.Public> {
    return this.call<m.Public>("GET", path("/api/public"))
  }

  /** Begin a session. For anybody. */
  signIn(body: m.SignIn): Promise<m.Me> {
    return this.call<m.Me>("POST", path("/api/sign-in"), { body })
  }

  /** End it. For anybody. */
  signOut(): Promise<unknown> {
    return this.call<unknown>("POST", path("/api/sign-out"))
  }

  /** Who is signed in. For whoever is signed in. */
  whoAmI(): Promise<m.Me> {
    return this.call<m.Me>("GET", path("/api/me"))
  }

  /** The language in which one works, on every machine. For whoever is signed in. */
  setOwnLocale(body: m.OwnLocale): Promise<m.Me> {
    return this.call<m.Me>("PUT", path("/api/me"), { body })
  }

  /** The clauses of a centre's standard. For whoever is signed in. */
  clauses(id: string): Promise<Readonly<Record<string, m.DeskWireClause>>> {
    return this.call<Readonly<Record<string, m.DeskWireClause>>>("GET", path("/api/centres/{id}/clauses", { id }))
  }

  /** The settings of a centre, with every figure of its standard. Right: read. */
  getSettings(id: string): Promise<m.SettingsPage> {
    return this.call<m.SettingsPage>("GET", path("/api/centres/{id}/settings", { id }))
  }

  /** Put settings in force for conversations from now on. Right: settle. */
  putSettings(id: string, body: m.SettingsPage): Promise<m.SettingsPage> {
    return this.call<m.SettingsPage>("PUT", path("/api/centres/{id}/settings", { id }), { body })
  }

  /** The conversations of a centre, the newest first if nothing else is asked for; agents see their own. `from` and `to` are instants, `from_day` and `to_day` ISO dates at the centre; `only`, `clause` and `q` choose among them; `q` is also looked for in what was said in conversations that are over, which is kept masked for that. For whoever is signed in. */
  talks(query: { centre?: string; agent?: string; channel?: string; direction?: string; queue?: string; product?: string; stage?: string; only?: string; clause?: string; verdict?: string; q?: string; sort?: string; missed?: string; from_day?: string; to_day?: string; from?: number; to?: number; hour?: number; offset?: number; limit?: number } = {}): Promise<m.TalkList> {
    return this.call<m.TalkList>("GET", path("/api/talks"), { query })
  }

  /** A customer comes in from outside: they wait and ring at an agent, or whoever asks has them (`mine`). What happens on their line is fed to the inputs of the conversation that is answered. Right: talk. */
  comeIn(body: m.Incoming): Promise<m.Talk> {
    return this.call<m.Talk>("POST", path("/api/talks"), { body })
  }

  /** The figures of a centre from `from` to `to` (ISO dates, both included; the last seven days if not given), beside as many days before, by day, channel, direction, queue, product, stage, agent, hour and clause; figures of work by department and kind. Right: report. */
  readReport(id: string, query: { from?: string; to?: string; channel?: string; direction?: string; queue?: string; agent?: string; product?: string; stage?: string } = {}): Promise<m.ReportPage> {
    return this.call<m.ReportPage>("GET", path("/api/centres/{id}/report", { id }), { query })
  }

  /** A report as a file: xlsx, csv or pdf, in the language of `locale`. Right: report. */
  export(id: string, kind: string, query: { from?: string; to?: string; channel?: string; direction?: string; queue?: string; agent?: string; product?: string; stage?: string } = {}): Promise<Uint8Array> {
    return this.file("GET", path("/api/centres/{id}/report.{kind}", { id, kind }), { query })
  }

  /** The work of a centre by its next instant, the soonest first; closed work by its end, the last first. Agents see what is theirs and what their departments have. `owner`: a number, "me" (with what nobody has yet in one's departments) or "none"; `department` may be "none" too; `beside`: a conversation, whose work and whose customer's open work is meant; `campaign`: a list of calls; `tally`: what a figure of a report counts from `from_day` to `to_day`, by the `channel`, `queue` and `agent` of the report. Right: work. */
  works(query: { centre?: string; kind?: string; what?: string; owner?: string; department?: string; stage?: string; status?: string; customer?: string; talk?: string; beside?: string; q?: string; late?: string; campaign?: string; tally?: string; from_day?: string; to_day?: string; channel?: string; queue?: string; agent?: string; from?: number; before?: number; offset?: number; limit?: number } = {}): Promise<m.WorkList> {
    return this.call<m.WorkList>("GET", path("/api/work"), { query })
  }

  /** Enter something by hand. Right: work. */
  add(body: m.NewWork): Promise<m.Work> {
    return this.call<m.Work>("POST", path("/api/work"), { body })
  }

  /** Do one thing with one or many; each by itself, so that one that cannot be holds up no other. Right: work. */
  change(body: m.Changes): Promise<m.Changed> {
    return this.call<m.Changed>("POST", path("/api/work/changes"), { body })
  }

  /** A piece of work with its form and everything that happened to it. Right: work. */
  work(id: string): Promise<m.Work> {
    return this.call<m.Work>("GET", path("/api/work/{id}", { id }))
  }

  /** The order of a repair as PDF; printing it is an event of the repair (rent-4.7.2). Right: work. */
  order(id: string): Promise<Uint8Array> {
    return this.file("POST", path("/api/work/{id}/order.pdf", { id }))
  }

  /** What the boards of a centre need: entries, departments, names; with `from` and `before` also working time. `department`: whose working time, "" for that of the centre. Right: work. */
  place(id: string, query: { from?: number; before?: number; department?: string } = {}): Promise<m.WorkPlace> {
    return this.call<m.WorkPlace>("GET", path("/api/centres/{id}/work", { id }), { query })
  }

  /** Whether one has a calendar feed. Right: work. */
  getFeed(): Promise<m.WorkFeed> {
    return this.call<m.WorkFeed>("GET", path("/api/me/feed"))
  }

  /** A new address for one's calendar feed, told this once; the old one is worth nothing. Right: work. */
  renewFeed(): Promise<m.WorkFeed> {
    return this.call<m.WorkFeed>("POST", path("/api/me/feed"))
  }

  /** Somebody's deadlines for a calendar program; the secret address is all that it needs. For anybody. */
  feed(token: string): Promise<Uint8Array> {
    return this.file("GET", path("/api/feeds/{token}.ics", { token }))
  }

  /** Of what one is told by e-mail. Right: work. */
  ownNotices(): Promise<m.NoticesShown> {
    return this.call<m.NoticesShown>("GET", path("/api/me/notices"))
  }

  /** Be told of this from now on, at this address; an empty one: of nothing. Right: work. */
  setNotices(body: m.NoticesWanted): Promise<m.NoticesShown> {
    return this.call<m.NoticesShown>("PUT", path("/api/me/notices"), { body })
  }

  /** Have a test mail sent to oneself. Right: work. */
  tryNotices(): Promise<unknown> {
    return this.call<unknown>("POST", path("/api/me/notices/try"))
  }

  /** The mails about work to people of a centre that have not arrived, the newest first. Right: report. */
  undelivered(id: string): Promise<ReadonlyArray<m.LetterShown>> {
    return this.call<ReadonlyArray<m.LetterShown>>("GET", path("/api/centres/{id}/letters", { id }))
  }

  /** Try such a mail again now. Right: report. */
  sendAgain(id: string, account: string, letter: string): Promise<m.LetterShown> {
    return this.call<m.LetterShown>("POST", path("/api/centres/{id}/letters/{account}/{letter}/again", { id, account, letter }))
  }

  /** The reports of a centre that go out by e-mail, and what became of the last of them. Right: report. */
  schedules(id: string): Promise<ReadonlyArray<m.Scheduled>> {
    return this.call<ReadonlyArray<m.Scheduled>>("GET", path("/api/centres/{id}/schedules", { id }))
  }

  /** Have a report sent from now on. Right: report. */
  addSchedule(id: string, body: m.NewSchedule): Promise<m.Scheduled> {
    return this.call<m.Scheduled>("POST", path("/api/centres/{id}/schedules", { id }), { body })
  }

  /** Have it sent no more. Right: report. */
  removeSchedule(id: string, schedule: string): Promise<unknown> {
    return this.call<unknown>("DELETE", path("/api/centres/{id}/schedules/{schedule}", { id, schedule }))
  }

  /** Send the report of the last period now, besides. Right: report. */
  sendNow(id: string, schedule: string): Promise<m.Scheduled> {
    return this.call<m.Scheduled>("POST", path("/api/centres/{id}/schedules/{schedule}/send", { id, schedule }))
  }

  /** The lists of a centre, the newest first. Right: calls. */
  listCampaigns(query: { centre?: string } = {}): Promise<ReadonlyArray<m.CampaignRow>> {
    return this.call<ReadonlyArray<m.CampaignRow>>("GET", path("/api/campaigns"), { query })
  }

  /** Make a list out of a file, of tickets or of a rule; or, dry, tell what it would be. Right: lists. */
  makeCampaign(body: m.NewCampaign): Promise<m.Planned> {
    return this.call<m.Planned>("POST", path("/api/campaigns"), { body })
  }

  /** A list with who is on it. Right: lists. */
  getCampaign(id: string): Promise<m.Campaign> {
    return this.call<m.Campaign>("GET", path("/api/campaigns/{id}", { id }))
  }

  /** Let a list call, stand still, or be over. Right: lists. */
  setCampaign(id: string, body: m.SetStatus): Promise<m.CampaignRow> {
    return this.call<m.CampaignRow>("PUT", path("/api/campaigns/{id}", { id }), { body })
  }

  /** What came of a list. Right: lists. */
  campaignResults(id: string): Promise<m.Results> {
    return this.call<m.Results>("GET", path("/api/campaigns/{id}/results", { id }))
  }

  /** What came of a list as a file: csv or xlsx. Right: lists. */
  campaignFile(id: string, kind: string): Promise<Uint8Array> {
    return this.file("GET", path("/api/campaigns/{id}/results.{kind}", { id, kind }))
  }

  /** Who is to be called next; nobody else is given it for a while. Right: talk. */
  nextCall(query: { centre?: string } = {}): Promise<m.Next> {
    return this.call<m.Next>("POST", path("/api/calls/next"), { query })
  }

  /** Give somebody back without a call, for a reason. Right: talk. */
  skipCall(id: string, body: m.DeskCampaign_wireSkip): Promise<m.EntryRow> {
    return this.call<m.EntryRow>("POST", path("/api/calls/{id}/skip", { id }), { body })
  }

  /** Where the customer finds a chat that this agent began. Right: talk. */
  getChatLink(id: string): Promise<m.ChatLink> {
    return this.call<m.ChatLink>("GET", path("/api/talks/{id}/link", { id }))
  }

  /** The numbers that a centre does not call. Right: lists. */
  listNever(query: { centre?: string } = {}): Promise<m.NeverList> {
    return this.call<m.NeverList>("GET", path("/api/never"), { query })
  }

  /** Put numbers on the list of those that are not called, or take them off. Right: lists. */
  setNever(body: m.Numbers): Promise<unknown> {
    return this.call<unknown>("POST", path("/api/never"), { body })
  }

  /** What customers of a centre are asked. Right: calls. */
  listSurveys(query: { centre?: string; talk?: string } = {}): Promise<m.Surveys> {
    return this.call<m.Surveys>("GET", path("/api/surveys"), { query })
  }

  /** Change the questions of a survey, for calls from now on. Right: lists. */
  putSurvey(id: string, survey: string, body: m.Survey): Promise<m.Surveys> {
    return this.call<m.Surveys>("PUT", path("/api/centres/{id}/surveys/{survey}", { id, survey }), { body })
  }

  /** Ask it no more; one that everybody has is again as everybody has it. What was answered stays. Right: lists. */
  deleteSurvey(id: string, survey: string): Promise<m.Surveys> {
    return this.call<m.Surveys>("DELETE", path("/api/centres/{id}/surveys/{survey}", { id, survey }))
  }

  /** How a centre calls. Right: calls. */
  getCalling(id: string): Promise<m.Callings> {
    return this.call<m.Callings>("GET", path("/api/centres/{id}/calling", { id }))
  }

  /** Set when, how often and with what pauses customers are called. Right: lists. */
  putCalling(id: string, body: m.Callings): Promise<m.Callings> {
    return this.call<m.Callings>("PUT", path("/api/centres/{id}/calling", { id }), { body })
  }

  /** What was brought into a centre, the newest first. Right: lists. */
  listImports(query: { centre?: string } = {}): Promise<ReadonlyArray<m.ImportRow>> {
    return this.call<ReadonlyArray<m.ImportRow>>("GET", path("/api/imports"), { query })
  }

  /** Bring a file in; or, dry, tell what would become of it. One that takes longer goes on after the answer. Right: lists. */
  makeImport(body: m.NewImport): Promise<m.PlannedImport> {
    return this.call<m.PlannedImport>("POST", path("/api/imports"), { body })
  }

  /** The rows of a file that cannot be used, as a file: which, why, how to mend it, the row itself. Right: lists. */
  importFaults(kind: string, body: m.NewImport): Promise<Uint8Array> {
    return this.file("POST", path("/api/imports/errors.{kind}", { kind }), { body })
  }

  /** A file to begin with: the headings and an example, in the language asked for. Right: lists. */
  importTemplate(kind: string, form: string): Promise<Uint8Array> {
    return this.file("GET", path("/api/imports/templates/{kind}.{form}", { kind, form }))
  }

  /** How far an import has come. Right: lists. */
  getImport(id: string): Promise<m.ImportRow> {
    return this.call<m.ImportRow>("GET", path("/api/imports/{id}", { id }))
  }

  /** Take everything of an import back that nobody changed since; the rows of what was changed are told. Right: lists. */
  undoImport(id: string): Promise<m.ImportRow> {
    return this.call<m.ImportRow>("DELETE", path("/api/imports/{id}", { id }))
  }

  /** A whole conversation with its findings; personal data veiled for roles that need it not. For whoever is signed in. */
  talk(id: string): Promise<m.Talk> {
    return this.call<m.Talk>("GET", path("/api/talks/{id}", { id }))
  }

  /** Remove a conversation for good, once it is over. Right: people. */
  erase(id: string): Promise<unknown> {
    return this.call<unknown>("DELETE", path("/api/talks/{id}", { id }))
  }

  /** The conversation with personal data, for a reason that is logged. Right: read. */
  reveal(id: string, body: m.Reason): Promise<m.Talk> {
    return this.call<m.Talk>("POST", path("/api/talks/{id}/reveal", { id }), { body })
  }

  /** A conversation as a file: jsonl, vcon; pdf, without personal data for whoever may not see it. For whoever is signed in. */
  download(id: string, kind: string): Promise<Uint8Array> {
    return this.file("GET", path("/api/talks/{id}/download.{kind}", { id, kind }))
  }

  /** Inputs of one's own conversation from outside, in order; the conversation as it stands after them. Right: talk. */
  feedInputs(id: string, body: m.Inputs): Promise<m.Talk> {
    return this.call<m.Talk>("POST", path("/api/talks/{id}/inputs", { id }), { body })
  }

  /** What the standard has against a draft of one's own conversation, before it is said. Nothing is kept. Right: talk. */
  checkDraft(id: string, body: m.Draft): Promise<m.Checked> {
    return this.call<m.Checked>("POST", path("/api/talks/{id}/check", { id }), { body })
  }

  /** What was heard in each sentence of a conversation, by which tier and how surely. For whoever is signed in. */
  heard(id: string): Promise<m.DeskHeard_doorsHeard> {
    return this.call<m.DeskHeard_doorsHeard>("GET", path("/api/talks/{id}/heard", { id }))
  }

  /** A token with which a program may act for the one who makes it. For whoever is signed in. */
  makeToken(body: m.NewToken): Promise<m.Token> {
    return this.call<m.Token>("POST", path("/api/tokens"), { body })
  }

  /** One's own tokens that are valid. For whoever is signed in. */
  listTokens(): Promise<ReadonlyArray<m.Token>> {
    return this.call<ReadonlyArray<m.Token>>("GET", path("/api/tokens"))
  }

  /** End one of one's own tokens. For whoever is signed in. */
  endToken(id: string): Promise<unknown> {
    return this.call<unknown>("DELETE", path("/api/tokens/{id}", { id }))
  }

  /** The audit log of one's centres, the newest first; `last`: how many notes, 200 where nothing is said. Right: people. */
  audit(): Promise<unknown> {
    return this.call<unknown>("GET", path("/api/audit"))
  }

  /** A customer opens a chat. For anybody. */
  startChat(body: m.Start): Promise<m.Started> {
    return this.call<m.Started>("POST", path("/api/chat"), { body })
  }

  /** Every type of event that a webhook can carry. Right: settle. */
  hookTypes(): Promise<ReadonlyArray<m.HookType>> {
    return this.call<ReadonlyArray<m.HookType>>("GET", path("/api/hook-types"))
  }

  /** The webhooks of a centre. Right: settle. */
  hooks(id: string): Promise<ReadonlyArray<m.HookShown>> {
    return this.call<ReadonlyArray<m.HookShown>>("GET", path("/api/centres/{id}/hooks", { id }))
  }

  /** Subscribe: from now on events of these types are sent to an address. The secret is told this once. Right: settle. */
  makeHook(id: string, body: m.HookWanted): Promise<m.HookShown> {
    return this.call<m.HookShown>("POST", path("/api/centres/{id}/hooks", { id }), { body })
  }

  /** Change a webhook, switch it off or on again. Right: settle. */
  changeHook(id: string, hook: string, body: m.HookWanted): Promise<m.HookShown> {
    return this.call<m.HookShown>("PUT", path("/api/centres/{id}/hooks/{hook}", { id, hook }), { body })
  }

  /** Delete a webhook with its log. Right: settle. */
  endHook(id: string, hook: string): Promise<unknown> {
    return this.call<unknown>("DELETE", path("/api/centres/{id}/hooks/{hook}", { id, hook }))
  }

  /** A new key for a webhook; the one before it signs beside it for a day. The secret is told this once. Right: settle. */
  makeHookKey(id: string, hook: string): Promise<m.HookShown> {
    return this.call<m.HookShown>("POST", path("/api/centres/{id}/hooks/{hook}/keys", { id, hook }))
  }

  /** End the older of two keys at once. Right: settle. */
  endHookKey(id: string, hook: string, key: string): Promise<m.HookShown> {
    return this.call<m.HookShown>("DELETE", path("/api/centres/{id}/hooks/{hook}/keys/{key}", { id, hook, key }))
  }

  /** Send a trial event; it is tried once, also while the webhook is off. Right: settle. */
  pingHook(id: string, hook: string): Promise<unknown> {
    return this.call<unknown>("POST", path("/api/centres/{id}/hooks/{hook}/ping", { id, hook }))
  }

  /** The newest deliveries of a webhook with every try. Right: settle. */
  deliveries(id: string, hook: string): Promise<ReadonlyArray<m.DeliveryShown>> {
    return this.call<ReadonlyArray<m.DeliveryShown>>("GET", path("/api/centres/{id}/hooks/{hook}/deliveries", { id, hook }))
  }

  /** Send a delivery once more, under the same id. Right: settle. */
  resend(id: string, hook: string, delivery: string): Promise<unknown> {
    return this.call<unknown>("POST", path("/api/centres/{id}/hooks/{hook}/deliveries/{delivery}/resend", { id, hook, delivery }))
  }

  /** Whether the store answers and the loops run; `stuck`: streams that could not be dealt with; `lists`: how many records lists and reports do not know yet. For anybody. */
  health(): Promise<unknown> {
    return this.call<unknown>("GET", path("/api/health"))
  }

  /** The accounts of one's centres. Right: people. */
  listPeople(): Promise<ReadonlyArray<m.PersonRow>> {
    return this.call<ReadonlyArray<m.PersonRow>>("GET", path("/api/people"))
  }

  /** Make an account; its one-time password is told now and never again. Right: people. */
  addPerson(body: m.NewPerson): Promise<m.OneTime> {
    return this.call<m.OneTime>("POST", path("/api/people"), { body })
  }

  /** Change an account, or let nobody sign in with it. Right: people. */
  changePerson(account: string, body: m.DeskPeoplePerson): Promise<m.PersonRow> {
    return this.call<m.PersonRow>("PUT", path("/api/people/{account}", { account }), { body })
  }

  /** A new one-time password; the sessions of the account end. Right: people. */
  resetPassword(account: string): Promise<m.OneTime> {
    return this.call<m.OneTime>("POST", path("/api/people/{account}/password", { account }))
  }

  /** Open an account that wrong passwords locked. Right: people. */
  unlockPerson(account: string): Promise<unknown> {
    return this.call<unknown>("POST", path("/api/people/{account}/unlock", { account }))
  }

  /** Where somebody is signed in. Right: people. */
  personSessions(account: string): Promise<ReadonlyArray<m.SessionRow>> {
    return this.call<ReadonlyArray<m.SessionRow>>("GET", path("/api/people/{account}/sessions", { account }))
  }

  /** End a session of somebody, or with `all` every one. Right: people. */
  endPersonSession(account: string, id: string): Promise<unknown> {
    return this.call<unknown>("DELETE", path("/api/people/{account}/sessions/{id}", { account, id }))
  }

  /** The tokens of somebody's programs. Right: people. */
  personTokens(account: string): Promise<ReadonlyArray<m.TokenRow>> {
    return this.call<ReadonlyArray<m.TokenRow>>("GET", path("/api/people/{account}/tokens", { account }))
  }

  /** End a token of somebody. Right: people. */
  endPersonToken(account: string, id: string): Promise<unknown> {
    return this.call<unknown>("DELETE", path("/api/people/{account}/tokens/{id}", { account, id }))
  }

  /** Choose another password; one's other sessions end. For whoever is signed in. */
  changePassword(body: m.NewPassword): Promise<unknown> {
    return this.call<unknown>("PUT", path("/api/me/password"), { body })
  }

  /** Where one is signed in. For whoever is signed in. */
  ownSessions(): Promise<ReadonlyArray<m.SessionRow>> {
    return this.call<ReadonlyArray<m.SessionRow>>("GET", path("/api/me/sessions"))
  }

  /** End one of one's own sessions. For whoever is signed in. */
  endOwnSession(id: string): Promise<unknown> {
    return this.call<unknown>("DELETE", path("/api/me/sessions/{id}", { id }))
  }

  /** How a centre reaches its shop; no secret is in it. Right: connect. */
  getConnector(id: string): Promise<m.ConnectorPage> {
    return this.call<m.ConnectorPage>("GET", path("/api/centres/{id}/connector", { id }))
  }

  /** Reach the shop this way from now on. Right: connect. */
  putConnector(id: string, body: m.NewConnector): Promise<m.ConnectorPage> {
    return this.call<m.ConnectorPage>("PUT", path("/api/centres/{id}/connector", { id }), { body })
  }

  /** Keep a secret of the connector. Right: connect. */
  putSecret(id: string, body: m.NewSecret): Promise<m.ConnectorPage> {
    return this.call<m.ConnectorPage>("PUT", path("/api/centres/{id}/connector/secret", { id }), { body })
  }

  /** Ask a connector one question, and see what comes. Right: connect. */
  tryConnector(id: string, body: m.Trial): Promise<m.DeskConnectTried> {
    return this.call<m.DeskConnectTried>("POST", path("/api/centres/{id}/connector/try", { id }), { body })
  }

  /** Go to the identity provider to sign in; `next` is the page to come back to. For anybody. */
  oidcBegin(query: { next?: string } = {}): Promise<unknown> {
    return this.call<unknown>("GET", path("/api/oidc/begin"), { query })
  }

  /** Come back from the identity provider: a session begins, or the sign-in page says why not. For anybody. */
  oidcEnd(query: { code?: string; state?: string } = {}): Promise<unknown> {
    return this.call<unknown>("GET", path("/api/oidc/end"), { query })
  }

  /** How long a centre keeps what, and what the last sweep erased. Right: people. */
  getPrivacy(id: string): Promise<m.PrivacyPage> {
    return this.call<m.PrivacyPage>("GET", path("/api/centres/{id}/privacy", { id }))
  }

  /** Keep it for so many days from now on; the next sweep erases what is older. Right: people. */
  putPrivacy(id: string, body: m.Retention): Promise<m.PrivacyPage> {
    return this.call<m.PrivacyPage>("PUT", path("/api/centres/{id}/privacy", { id }), { body })
  }

  /** What is kept of a customer: how much of each kind, from when to when. Right: people. */
  findCustomer(id: string, body: m.CustomerAsk): Promise<m.Shown> {
    return this.call<m.Shown>("POST", path("/api/centres/{id}/customer/find", { id }), { body })
  }

  /** Everything that is kept of a customer, as JSON (the right of access). Right: people. */
  exportCustomer(id: string, body: m.CustomerAsk): Promise<Readonly<Record<string, unknown>>> {
    return this.call<Readonly<Record<string, unknown>>>("POST", path("/api/centres/{id}/customer/export", { id }), { body })
  }

  /** Erase what is kept of a customer, for good. While a conversation of theirs runs nothing is erased. Right: people. */
  eraseCustomer(id: string, body: m.CustomerAsk): Promise<Readonly<Record<string, number>>> {
    return this.call<Readonly<Record<string, number>>>("POST", path("/api/centres/{id}/customer/erase", { id }), { body })
  }
}
