"""Every call of the interface. Written by tools/clients.py from the description of the interface; change the server instead."""
# ruff: noqa
# fmt: off

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from saywell_client import models as m
from saywell_client.line import AsyncLine, Line, path


class Client(Line):
    """See Line."""

    def public(self) -> m.Public:
        """The centres and whether they are open, and in a demonstration its accounts. For anybody."""
        answer: m.Public = self.call("GET", path("/api/public"))
        return answer

    def sign_in(self, body: m.SignIn) -> m.Me:
        """Begin a session. For anybody."""
        answer: m.Me = self.call("POST", path("/api/sign-in"), body=body)
        return answer

    def sign_out(self) -> Any:
        """End it. For anybody."""
        return self.call("POST", path("/api/sign-out"))

    def who_am_i(self) -> m.Me:
        """Who is signed in. For whoever is signed in."""
        answer: m.Me = self.call("GET", path("/api/me"))
        return answer

    def set_own_locale(self, body: m.OwnLocale) -> m.Me:
        """The language in which one works, on every machine. For whoever is signed in."""
        answer: m.Me = self.call("PUT", path("/api/me"), body=body)
        return answer

    def clauses(self, id: str) -> Mapping[str, m.DeskWireClause]:
        """The clauses of a centre's standard. For whoever is signed in."""
        answer: Mapping[str, m.DeskWireClause] = self.call("GET", path("/api/centres/{id}/clauses", id=id))
        return answer

    def get_settings(self, id: str) -> m.SettingsPage:
        """The settings of a centre, with every figure of its standard. Right: read."""
        answer: m.SettingsPage = self.call("GET", path("/api/centres/{id}/settings", id=id))
        return answer

    def put_settings(self, id: str, body: m.SettingsPage) -> m.SettingsPage:
        """Put settings in force for conversations from now on. Right: settle."""
        answer: m.SettingsPage = self.call("PUT", path("/api/centres/{id}/settings", id=id), body=body)
        return answer

    def talks(self, *, centre: str | None = None, agent: str | None = None, channel: str | None = None, direction: str | None = None, queue: str | None = None, product: str | None = None, stage: str | None = None, only: str | None = None, clause: str | None = None, verdict: str | None = None, q: str | None = None, sort: str | None = None, missed: str | None = None, from_day: str | None = None, to_day: str | None = None, from_: int | None = None, to: int | None = None, hour: int | None = None, offset: int | None = None, limit: int | None = None) -> m.TalkList:
        """The conversations of a centre, the newest first if nothing else is asked for; agents see their own. `from` and `to` are instants, `from_day` and `to_day` ISO dates at the centre; `only`, `clause` and `q` choose among them; `q` is also looked for in what was said in conversations that are over, which is kept masked for that. For whoever is signed in."""
        answer: m.TalkList = self.call("GET", path("/api/talks"), query={"centre": centre, "agent": agent, "channel": channel, "direction": direction, "queue": queue, "product": product, "stage": stage, "only": only, "clause": clause, "verdict": verdict, "q": q, "sort": sort, "missed": missed, "from_day": from_day, "to_day": to_day, "from": from_, "to": to, "hour": hour, "offset": offset, "limit": limit})
        return answer

    def come_in(self, body: m.Incoming) -> m.Talk:
        """A customer comes in from outside: they wait and ring at an agent, or whoever asks has them (`mine`). What happens on their line is fed to the inputs of the conversation that is answered. Right: talk."""
        answer: m.Talk = self.call("POST", path("/api/talks"), body=body)
        return answer

    def read_report(self, id: str, *, from_: str | None = None, to: str | None = None, channel: str | None = None, direction: str | None = None, queue: str | None = None, agent: str | None = None, product: str | None = None, stage: str | None = None) -> m.ReportPage:
        """The figures of a centre from `from` to `to` (ISO dates, both included; the last seven days if not given), beside as many days before, by day, channel, direction, queue, product, stage, agent, hour and clause; figures of work by department and kind. Right: report."""
        answer: m.ReportPage = self.call("GET", path("/api/centres/{id}/report", id=id), query={"from": from_, "to": to, "channel": channel, "direction": direction, "queue": queue, "agent": agent, "product": product, "stage": stage})
        return answer

    def export(self, id: str, kind: str, *, from_: str | None = None, to: str | None = None, channel: str | None = None, direction: str | None = None, queue: str | None = None, agent: str | None = None, product: str | None = None, stage: str | None = None) -> bytes:
        """A report as a file: xlsx, csv or pdf, in the language of `locale`. Right: report."""
        return self.file("GET", path("/api/centres/{id}/report.{kind}", id=id, kind=kind), query={"from": from_, "to": to, "channel": channel, "direction": direction, "queue": queue, "agent": agent, "product": product, "stage": stage})

    def works(self, *, centre: str | None = None, kind: str | None = None, what: str | None = None, owner: str | None = None, department: str | None = None, stage: str | None = None, status: str | None = None, customer: str | None = None, talk: str | None = None, beside: str | None = None, q: str | None = None, late: str | None = None, campaign: str | None = None, tally: str | None = None, from_day: str | None = None, to_day: str | None = None, channel: str | None = None, queue: str | None = None, agent: str | None = None, from_: int | None = None, before: int | None = None, offset: int | None = None, limit: int | None = None) -> m.WorkList:
        """The work of a centre by its next instant, the soonest first; closed work by its end, the last first. Agents see what is theirs and what their departments have. `owner`: a number, "me" (with what nobody has yet in one's departments) or "none"; `department` may be "none" too; `beside`: a conversation, whose work and whose customer's open work is meant; `campaign`: a list of calls; `tally`: what a figure of a report counts from `from_day` to `to_day`, by the `channel`, `queue` and `agent` of the report. Right: work."""
        answer: m.WorkList = self.call("GET", path("/api/work"), query={"centre": centre, "kind": kind, "what": what, "owner": owner, "department": department, "stage": stage, "status": status, "customer": customer, "talk": talk, "beside": beside, "q": q, "late": late, "campaign": campaign, "tally": tally, "from_day": from_day, "to_day": to_day, "channel": channel, "queue": queue, "agent": agent, "from": from_, "before": before, "offset": offset, "limit": limit})
        return answer

    def add(self, body: m.NewWork) -> m.Work:
        """Enter something by hand. Right: work."""
        answer: m.Work = self.call("POST", path("/api/work"), body=body)
        return answer

    def change(self, body: m.Changes) -> m.Changed:
        """Do one thing with one or many; each by itself, so that one that cannot be holds up no other. Right: work."""
        answer: m.Changed = self.call("POST", path("/api/work/changes"), body=body)
        return answer

    def work(self, id: str) -> m.Work:
        """A piece of work with its form and everything that happened to it. Right: work."""
        answer: m.Work = self.call("GET", path("/api/work/{id}", id=id))
        return answer

    def order(self, id: str) -> bytes:
        """The order of a repair as PDF; printing it is an event of the repair (rent-4.7.2). Right: work."""
        return self.file("POST", path("/api/work/{id}/order.pdf", id=id))

    def place(self, id: str, *, from_: int | None = None, before: int | None = None, department: str | None = None) -> m.WorkPlace:
        """What the boards of a centre need: entries, departments, names; with `from` and `before` also working time. `department`: whose working time, "" for that of the centre. Right: work."""
        answer: m.WorkPlace = self.call("GET", path("/api/centres/{id}/work", id=id), query={"from": from_, "before": before, "department": department})
        return answer

    def get_feed(self) -> m.WorkFeed:
        """Whether one has a calendar feed. Right: work."""
        answer: m.WorkFeed = self.call("GET", path("/api/me/feed"))
        return answer

    def renew_feed(self) -> m.WorkFeed:
        """A new address for one's calendar feed, told this once; the old one is worth nothing. Right: work."""
        answer: m.WorkFeed = self.call("POST", path("/api/me/feed"))
        return answer

    def feed(self, token: str) -> bytes:
        """Somebody's deadlines for a calendar program; the secret address is all that it needs. For anybody."""
        return self.file("GET", path("/api/feeds/{token}.ics", token=token))

    def own_notices(self) -> m.NoticesShown:
        """Of what one is told by e-mail. Right: work."""
        answer: m.NoticesShown = self.call("GET", path("/api/me/notices"))
        return answer

    def set_notices(self, body: m.NoticesWanted) -> m.NoticesShown:
        """Be told of this from now on, at this address; an empty one: of nothing. Right: work."""
        answer: m.NoticesShown = self.call("PUT", path("/api/me/notices"), body=body)
        return answer

    def try_notices(self) -> Any:
        """Have a test mail sent to oneself. Right: work."""
        return self.call("POST", path("/api/me/notices/try"))

    def undelivered(self, id: str) -> Sequence[m.LetterShown]:
        """The mails about work to people of a centre that have not arrived, the newest first. Right: report."""
        answer: Sequence[m.LetterShown] = self.call("GET", path("/api/centres/{id}/letters", id=id))
        return answer

    def send_again(self, id: str, account: str, letter: str) -> m.LetterShown:
        """Try such a mail again now. Right: report."""
        answer: m.LetterShown = self.call("POST", path("/api/centres/{id}/letters/{account}/{letter}/again", id=id, account=account, letter=letter))
        return answer

    def schedules(self, id: str) -> Sequence[m.Scheduled]:
        """The reports of a centre that go out by e-mail, and what became of the last of them. Right: report."""
        answer: Sequence[m.Scheduled] = self.call("GET", path("/api/centres/{id}/schedules", id=id))
        return answer

    def add_schedule(self, id: str, body: m.NewSchedule) -> m.Scheduled:
        """Have a report sent from now on. Right: report."""
        answer: m.Scheduled = self.call("POST", path("/api/centres/{id}/schedules", id=id), body=body)
        return answer

    def remove_schedule(self, id: str, schedule: str) -> Any:
        """Have it sent no more. Right: report."""
        return self.call("DELETE", path("/api/centres/{id}/schedules/{schedule}", id=id, schedule=schedule))

    def send_now(self, id: str, schedule: str) -> m.Scheduled:
        """Send the report of the last period now, besides. Right: report."""
        answer: m.Scheduled = self.call("POST", path("/api/centres/{id}/schedules/{schedule}/send", id=id, schedule=schedule))
        return answer

    def list_campaigns(self, *, centre: str | None = None) -> Sequence[m.CampaignRow]:
        """The lists of a centre, the newest first. Right: calls."""
        answer: Sequence[m.CampaignRow] = self.call("GET", path("/api/campaigns"), query={"centre": centre})
        return answer

    def make_campaign(self, body: m.NewCampaign) -> m.Planned:
        """Make a list out of a file, of tickets or of a rule; or, dry, tell what it would be. Right: lists."""
        answer: m.Planned = self.call("POST", path("/api/campaigns"), body=body)
        return answer

    def get_campaign(self, id: str) -> m.Campaign:
        """A list with who is on it. Right: lists."""
        answer: m.Campaign = self.call("GET", path("/api/campaigns/{id}", id=id))
        return answer

    def set_campaign(self, id: str, body: m.SetStatus) -> m.CampaignRow:
        """Let a list call, stand still, or be over. Right: lists."""
        answer: m.CampaignRow = self.call("PUT", path("/api/campaigns/{id}", id=id), body=body)
        return answer

    def campaign_results(self, id: str) -> m.Results:
        """What came of a list. Right: lists."""
        answer: m.Results = self.call("GET", path("/api/campaigns/{id}/results", id=id))
        return answer

    def campaign_file(self, id: str, kind: str) -> bytes:
        """What came of a list as a file: csv or xlsx. Right: lists."""
        return self.file("GET", path("/api/campaigns/{id}/results.{kind}", id=id, kind=kind))

    def next_call(self, *, centre: str | None = None) -> m.Next:
        """Who is to be called next; nobody else is given it for a while. Right: talk."""
        answer: m.Next = self.call("POST", path("/api/calls/next"), query={"centre": centre})
        return answer

    def skip_call(self, id: str, body: m.DeskCampaign_wireSkip) -> m.EntryRow:
        """Give somebody back without a call, for a reason. Right: talk."""
        answer: m.EntryRow = self.call("POST", path("/api/calls/{id}/skip", id=id), body=body)
        return answer

    def get_chat_link(self, id: str) -> m.ChatLink:
        """Where the customer finds a chat that this agent began. Right: talk."""
        answer: m.ChatLink = self.call("GET", path("/api/talks/{id}/link", id=id))
        return answer

    def list_never(self, *, centre: str | None = None) -> m.NeverList:
        """The numbers that a centre does not call. Right: lists."""
        answer: m.NeverList = self.call("GET", path("/api/never"), query={"centre": centre})
        return answer

    def set_never(self, body: m.Numbers) -> Any:
        """Put numbers on the list of those that are not called, or take them off. Right: lists."""
        return self.call("POST", path("/api/never"), body=body)

    def list_surveys(self, *, centre: str | None = None, talk: str | None = None) -> m.Surveys:
        """What customers of a centre are asked. Right: calls."""
        answer: m.Surveys = self.call("GET", path("/api/surveys"), query={"centre": centre, "talk": talk})
        return answer

    def put_survey(self, id: str, survey: str, body: m.Survey) -> m.Surveys:
        """Change the questions of a survey, for calls from now on. Right: lists."""
        answer: m.Surveys = self.call("PUT", path("/api/centres/{id}/surveys/{survey}", id=id, survey=survey), body=body)
        return answer

    def delete_survey(self, id: str, survey: str) -> m.Surveys:
        """Ask it no more; one that everybody has is again as everybody has it. What was answered stays. Right: lists."""
        answer: m.Surveys = self.call("DELETE", path("/api/centres/{id}/surveys/{survey}", id=id, survey=survey))
        return answer

    def get_calling(self, id: str) -> m.Callings:
        """How a centre calls. Right: calls."""
        answer: m.Callings = self.call("GET", path("/api/centres/{id}/calling", id=id))
        return answer

    def put_calling(self, id: str, body: m.Callings) -> m.Callings:
        """Set when, how often and with what pauses customers are called. Right: lists."""
        answer: m.Callings = self.call("PUT", path("/api/centres/{id}/calling", id=id), body=body)
        return answer

    def list_imports(self, *, centre: str | None = None) -> Sequence[m.ImportRow]:
        """What was brought into a centre, the newest first. Right: lists."""
        answer: Sequence[m.ImportRow] = self.call("GET", path("/api/imports"), query={"centre": centre})
        return answer

    def make_import(self, body: m.NewImport) -> m.PlannedImport:
        """Bring a file in; or, dry, tell what would become of it. One that takes longer goes on after the answer. Right: lists."""
        answer: m.PlannedImport = self.call("POST", path("/api/imports"), body=body)
        return answer

    def import_faults(self, kind: str, body: m.NewImport) -> bytes:
        """The rows of a file that cannot be used, as a file: which, why, how to mend it, the row itself. Right: lists."""
        return self.file("POST", path("/api/imports/errors.{kind}", kind=kind), body=body)

    def import_template(self, kind: str, form: str) -> bytes:
        """A file to begin with: the headings and an example, in the language asked for. Right: lists."""
        return self.file("GET", path("/api/imports/templates/{kind}.{form}", kind=kind, form=form))

    def get_import(self, id: str) -> m.ImportRow:
        """How far an import has come. Right: lists."""
        answer: m.ImportRow = self.call("GET", path("/api/imports/{id}", id=id))
        return answer

    def undo_import(self, id: str) -> m.ImportRow:
        """Take everything of an import back that nobody changed since; the rows of what was changed are told. Right: lists."""
        answer: m.ImportRow = self.call("DELETE", path("/api/imports/{id}", id=id))
        return answer

    def talk(self, id: str) -> m.Talk:
        """A whole conversation with its findings; personal data veiled for roles that need it not. For whoever is signed in."""
        answer: m.Talk = self.call("GET", path("/api/talks/{id}", id=id))
        return answer

    def erase(self, id: str) -> Any:
        """Remove a conversation for good, once it is over. Right: people."""
        return self.call("DELETE", path("/api/talks/{id}", id=id))

    def reveal(self, id: str, body: m.Reason) -> m.Talk:
        """The conversation with personal data, for a reason that is logged. Right: read."""
        answer: m.Talk = self.call("POST", path("/api/talks/{id}/reveal", id=id), body=body)
        return answer

    def download(self, id: str, kind: str) -> bytes:
        """A conversation as a file: jsonl, vcon; pdf, without personal data for whoever may not see it. For whoever is signed in."""
        return self.file("GET", path("/api/talks/{id}/download.{kind}", id=id, kind=kind))

    def feed_inputs(self, id: str, body: m.Inputs) -> m.Talk:
        """Inputs of one's own conversation from outside, in order; the conversation as it stands after them. Right: talk."""
        answer: m.Talk = self.call("POST", path("/api/talks/{id}/inputs", id=id), body=body)
        return answer

    def check_draft(self, id: str, body: m.Draft) -> m.Checked:
        """What the standard has against a draft of one's own conversation, before it is said. Nothing is kept. Right: talk."""
        answer: m.Checked = self.call("POST", path("/api/talks/{id}/check", id=id), body=body)
        return answer

    def heard(self, id: str) -> m.DeskHeard_doorsHeard:
        """What was heard in each sentence of a conversation, by which tier and how surely. For whoever is signed in."""
        answer: m.DeskHeard_doorsHeard = self.call("GET", path("/api/talks/{id}/heard", id=id))
        return answer

    def make_token(self, body: m.NewToken) -> m.Token:
        """A token with which a program may act for the one who makes it. For whoever is signed in."""
        answer: m.Token = self.call("POST", path("/api/tokens"), body=body)
        return answer

    def list_tokens(self) -> Sequence[m.Token]:
        """One's own tokens that are valid. For whoever is signed in."""
        answer: Sequence[m.Token] = self.call("GET", path("/api/tokens"))
        return answer

    def end_token(self, id: str) -> Any:
        """End one of one's own tokens. For whoever is signed in."""
        return self.call("DELETE", path("/api/tokens/{id}", id=id))

    def audit(self) -> Any:
        """The audit log of one's centres, the newest first; `last`: how many notes, 200 where nothing is said. Right: people."""
        return self.call("GET", path("/api/audit"))

    def start_chat(self, body: m.Start) -> m.Started:
        """A customer opens a chat. For anybody."""
        answer: m.Started = self.call("POST", path("/api/chat"), body=body)
        return answer

    def hook_types(self) -> Sequence[m.HookType]:
        """Every type of event that a webhook can carry. Right: settle."""
        answer: Sequence[m.HookType] = self.call("GET", path("/api/hook-types"))
        return answer

    def hooks(self, id: str) -> Sequence[m.HookShown]:
        """The webhooks of a centre. Right: settle."""
        answer: Sequence[m.HookShown] = self.call("GET", path("/api/centres/{id}/hooks", id=id))
        return answer

    def make_hook(self, id: str, body: m.HookWanted) -> m.HookShown:
        """Subscribe: from now on events of these types are sent to an address. The secret is told this once. Right: settle."""
        answer: m.HookShown = self.call("POST", path("/api/centres/{id}/hooks", id=id), body=body)
        return answer

    def change_hook(self, id: str, hook: str, body: m.HookWanted) -> m.HookShown:
        """Change a webhook, switch it off or on again. Right: settle."""
        answer: m.HookShown = self.call("PUT", path("/api/centres/{id}/hooks/{hook}", id=id, hook=hook), body=body)
        return answer

    def end_hook(self, id: str, hook: str) -> Any:
        """Delete a webhook with its log. Right: settle."""
        return self.call("DELETE", path("/api/centres/{id}/hooks/{hook}", id=id, hook=hook))

    def make_hook_key(self, id: str, hook: str) -> m.HookShown:
        """A new key for a webhook; the one before it signs beside it for a day. The secret is told this once. Right: settle."""
        answer: m.HookShown = self.call("POST", path("/api/centres/{id}/hooks/{hook}/keys", id=id, hook=hook))
        return answer

    def end_hook_key(self, id: str, hook: str, key: str) -> m.HookShown:
        """End the older of two keys at once. Right: settle."""
        answer: m.HookShown = self.call("DELETE", path("/api/centres/{id}/hooks/{hook}/keys/{key}", id=id, hook=hook, key=key))
        return answer

    def ping_hook(self, id: str, hook: str) -> Any:
        """Send a trial event; it is tried once, also while the webhook is off. Right: settle."""
        return self.call("POST", path("/api/centres/{id}/hooks/{hook}/ping", id=id, hook=hook))

    def deliveries(self, id: str, hook: str) -> Sequence[m.DeliveryShown]:
        """The newest deliveries of a webhook with every try. Right: settle."""
        answer: Sequence[m.DeliveryShown] = self.call("GET", path("/api/centres/{id}/hooks/{hook}/deliveries", id=id, hook=hook))
        return answer

    def resend(self, id: str, hook: str, delivery: str) -> Any:
        """Send a delivery once more, under the same id. Right: settle."""
        return self.call("POST", path("/api/centres/{id}/hooks/{hook}/deliveries/{delivery}/resend", id=id, hook=hook, delivery=delivery))

    def health(self) -> Any:
        """Whether the store answers and the loops run; `stuck`: streams that could not be dealt with; `lists`: how many records lists and reports do not know yet. For anybody."""
        return self.call("GET", path("/api/health"))

    def list_people(self) -> Sequence[m.PersonRow]:
        """The accounts of one's centres. Right: people."""
        answer: Sequence[m.PersonRow] = self.call("GET", path("/api/people"))
        return answer

    def add_person(self, body: m.NewPerson) -> m.OneTime:
        """Make an account; its one-time password is told now and never again. Right: people."""
        answer: m.OneTime = self.call("POST", path("/api/people"), body=body)
        return answer

    def change_person(self, account: str, body: m.DeskPeoplePerson) -> m.PersonRow:
        """Change an account, or let nobody sign in with it. Right: people."""
        answer: m.PersonRow = self.call("PUT", path("/api/people/{account}", account=account), body=body)
        return answer

    def reset_password(self, account: str) -> m.OneTime:
        """A new one-time password; the sessions of the account end. Right: people."""
        answer: m.OneTime = self.call("POST", path("/api/people/{account}/password", account=account))
        return answer

    def unlock_person(self, account: str) -> Any:
        """Open an account that wrong passwords locked. Right: people."""
        return self.call("POST", path("/api/people/{account}/unlock", account=account))

    def person_sessions(self, account: str) -> Sequence[m.SessionRow]:
        """Where somebody is signed in. Right: people."""
        answer: Sequence[m.SessionRow] = self.call("GET", path("/api/people/{account}/sessions", account=account))
        return answer

    def end_person_session(self, account: str, id: str) -> Any:
        """End a session of somebody, or with `all` every one. Right: people."""
        return self.call("DELETE", path("/api/people/{account}/sessions/{id}", account=account, id=id))

    def person_tokens(self, account: str) -> Sequence[m.TokenRow]:
        """The tokens of somebody's programs. Right: people."""
        answer: Sequence[m.TokenRow] = self.call("GET", path("/api/people/{account}/tokens", account=account))
        return answer

    def end_person_token(self, account: str, id: str) -> Any:
        """End a token of somebody. Right: people."""
        return self.call("DELETE", path("/api/people/{account}/tokens/{id}", account=account, id=id))

    def change_password(self, body: m.NewPassword) -> Any:
        """Choose another password; one's other sessions end. For whoever is signed in."""
        return self.call("PUT", path("/api/me/password"), body=body)

    def own_sessions(self) -> Sequence[m.SessionRow]:
        """Where one is signed in. For whoever is signed in."""
        answer: Sequence[m.SessionRow] = self.call("GET", path("/api/me/sessions"))
        return answer

    def end_own_session(self, id: str) -> Any:
        """End one of one's own sessions. For whoever is signed in."""
        return self.call("DELETE", path("/api/me/sessions/{id}", id=id))

    def get_connector(self, id: str) -> m.ConnectorPage:
        """How a centre reaches its shop; no secret is in it. Right: connect."""
        answer: m.ConnectorPage = self.call("GET", path("/api/centres/{id}/connector", id=id))
        return answer

    def put_connector(self, id: str, body: m.NewConnector) -> m.ConnectorPage:
        """Reach the shop this way from now on. Right: connect."""
        answer: m.ConnectorPage = self.call("PUT", path("/api/centres/{id}/connector", id=id), body=body)
        return answer

    def put_secret(self, id: str, body: m.NewSecret) -> m.ConnectorPage:
        """Keep a secret of the connector. Right: connect."""
        answer: m.ConnectorPage = self.call("PUT", path("/api/centres/{id}/connector/secret", id=id), body=body)
        return answer

    def try_connector(self, id: str, body: m.Trial) -> m.DeskConnectTried:
        """Ask a connector one question, and see what comes. Right: connect."""
        answer: m.DeskConnectTried = self.call("POST", path("/api/centres/{id}/connector/try", id=id), body=body)
        return answer

    def oidc_begin(self, *, next: str | None = None) -> Any:
        """Go to the identity provider to sign in; `next` is the page to come back to. For anybody."""
        return self.call("GET", path("/api/oidc/begin"), query={"next": next})

    def oidc_end(self, *, code: str | None = None, state: str | None = None) -> Any:
        """Come back from the identity provider: a session begins, or the sign-in page says why not. For anybody."""
        return self.call("GET", path("/api/oidc/end"), query={"code": code, "state": state})

    def get_privacy(self, id: str) -> m.PrivacyPage:
        """How long a centre keeps what, and what the last sweep erased. Right: people."""
        answer: m.PrivacyPage = self.call("GET", path("/api/centres/{id}/privacy", id=id))
        return answer

    def put_privacy(self, id: str, body: m.Retention) -> m.PrivacyPage:
        """Keep it for so many days from now on; the next sweep erases what is older. Right: people."""
        answer: m.PrivacyPage = self.call("PUT", path("/api/centres/{id}/privacy", id=id), body=body)
        return answer

    def find_customer(self, id: str, body: m.CustomerAsk) -> m.Shown:
        """What is kept of a customer: how much of each kind, from when to when. Right: people."""
        answer: m.Shown = self.call("POST", path("/api/centres/{id}/customer/find", id=id), body=body)
        return answer

    def export_customer(self, id: str, body: m.CustomerAsk) -> Mapping[str, Any]:
        """Everything that is kept of a customer, as JSON (the right of access). Right: people."""
        answer: Mapping[str, Any] = self.call("POST", path("/api/centres/{id}/customer/export", id=id), body=body)
        return answer

    def erase_customer(self, id: str, body: m.CustomerAsk) -> Mapping[str, int]:
        """Erase what is kept of a customer, for good. While a conversation of theirs runs nothing is erased. Right: people."""
        answer: Mapping[str, int] = self.call("POST", path("/api/centres/{id}/customer/erase", id=id), body=body)
        return answer


class AsyncClient(AsyncLine):
    """See AsyncLine."""

    async def public(self) -> m.Public:
        """The centres and whether they are open, and in a demonstration its accounts. For anybody."""
        answer: m.Public = await self.call("GET", path("/api/public"))
        return answer

    async def sign_in(self, body: m.SignIn) -> m.Me:
        """Begin a session. For anybody."""
        answer: m.Me = await self.call("POST", path("/api/sign-in"), body=body)
        return answer

    async def sign_out(self) -> Any:
        """End it. For anybody."""
        return await self.call("POST", path("/api/sign-out"))

    async def who_am_i(self) -> m.Me:
        """Who is signed in. For whoever is signed in."""
        answer: m.Me = await self.call("GET", path("/api/me"))
        return answer

    async def set_own_locale(self, body: m.OwnLocale) -> m.Me:
        """The language in which one works, on every machine. For whoever is signed in."""
        answer: m.Me = await self.call("PUT", path("/api/me"), body=body)
        return answer

    async def clauses(self, id: str) -> Mapping[str, m.DeskWireClause]:
        """The clauses of a centre's standard. For whoever is signed in."""
        answer: Mapping[str, m.DeskWireClause] = await self.call("GET", path("/api/centres/{id}/clauses", id=id))
        return answer

    async def get_settings(self, id: str) -> m.SettingsPage:
        """The settings of a centre, with every figure of its standard. Right: read."""
        answer: m.SettingsPage = await self.call("GET", path("/api/centres/{id}/settings", id=id))
        return answer

    async def put_settings(self, id: str, body: m.SettingsPage) -> m.SettingsPage:
        """Put settings in force for conversations from now on. Right: settle."""
        answer: m.SettingsPage = await self.call("PUT", path("/api/centres/{id}/settings", id=id), body=body)
        return answer

    async def talks(self, *, centre: str | None = None, agent: str | None = None, channel: str | None = None, direction: str | None = None, queue: str | None = None, product: str | None = None, stage: str | None = None, only: str | None = None, clause: str | None = None, verdict: str | None = None, q: str | None = None, sort: str | None = None, missed: str | None = None, from_day: str | None = None, to_day: str | None = None, from_: int | None = None, to: int | None = None, hour: int | None = None, offset: int | None = None, limit: int | None = None) -> m.TalkList:
        """The conversations of a centre, the newest first if nothing else is asked for; agents see their own. `from` and `to` are instants, `from_day` and `to_day` ISO dates at the centre; `only`, `clause` and `q` choose among them; `q` is also looked for in what was said in conversations that are over, which is kept masked for that. For whoever is signed in."""
        answer: m.TalkList = await self.call("GET", path("/api/talks"), query={"centre": centre, "agent": agent, "channel": channel, "direction": direction, "queue": queue, "product": product, "stage": stage, "only": only, "clause": clause, "verdict": verdict, "q": q, "sort": sort, "missed": missed, "from_day": from_day, "to_day": to_day, "from": from_, "to": to, "hour": hour, "offset": offset, "limit": limit})
        return answer

    async def come_in(self, body: m.Incoming) -> m.Talk:
        """A customer comes in from outside: they wait and ring at an agent, or whoever asks has them (`mine`). What happens on their line is fed to the inputs of the conversation that is answered. Right: talk."""
        answer: m.Talk = await self.call("POST", path("/api/talks"), body=body)
        return answer

    async def read_report(self, id: str, *, from_: str | None = None, to: str | None = None, channel: str | None = None, direction: str | None = None, queue: str | None = None, agent: str | None = None, product: str | None = None, stage: str | None = None) -> m.ReportPage:
        """The figures of a centre from `from` to `to` (ISO dates, both included; the last seven days if not given), beside as many days before, by day, channel, direction, queue, product, stage, agent, hour and clause; figures of work by department and kind. Right: report."""
        answer: m.ReportPage = await self.call("GET", path("/api/centres/{id}/report", id=id), query={"from": from_, "to": to, "channel": channel, "direction": direction, "queue": queue, "agent": agent, "product": product, "stage": stage})
        return answer

    async def export(self, id: str, kind: str, *, from_: str | None = None, to: str | None = None, channel: str | None = None, direction: str | None = None, queue: str | None = None, agent: str | None = None, product: str | None = None, stage: str | None = None) -> bytes:
        """A report as a file: xlsx, csv or pdf, in the language of `locale`. Right: report."""
        return await self.file("GET", path("/api/centres/{id}/report.{kind}", id=id, kind=kind), query={"from": from_, "to": to, "channel": channel, "direction": direction, "queue": queue, "agent": agent, "product": product, "stage": stage})

    async def works(self, *, centre: str | None = None, kind: str | None = None, what: str | None = None, owner: str | None = None, department: str | None = None, stage: str | None = None, status: str | None = None, customer: str | None = None, talk: str | None = None, beside: str | None = None, q: str | None = None, late: str | None = None, campaign: str | None = None, tally: str | None = None, from_day: str | None = None, to_day: str | None = None, channel: str | None = None, queue: str | None = None, agent: str | None = None, from_: int | None = None, before: int | None = None, offset: int | None = None, limit: int | None = None) -> m.WorkList:
        """The work of a centre by its next instant, the soonest first; closed work by its end, the last first. Agents see what is theirs and what their departments have. `owner`: a number, "me" (with what nobody has yet in one's departments) or "none"; `department` may be "none" too; `beside`: a conversation, whose work and whose customer's open work is meant; `campaign`: a list of calls; `tally`: what a figure of a report counts from `from_day` to `to_day`, by the `channel`, `queue` and `agent` of the report. Right: work."""
        answer: m.WorkList = await self.call("GET", path("/api/work"), query={"centre": centre, "kind": kind, "what": what, "owner": owner, "department": department, "stage": stage, "status": status, "customer": customer, "talk": talk, "beside": beside, "q": q, "late": late, "campaign": campaign, "tally": tally, "from_day": from_day, "to_day": to_day, "channel": channel, "queue": queue, "agent": agent, "from": from_, "before": before, "offset": offset, "limit": limit})
        return answer

    async def add(self, body: m.NewWork) -> m.Work:
        """Enter something by hand. Right: work."""
        answer: m.Work = await self.call("POST", path("/api/work"), body=body)
        return answer

    async def change(self, body: m.Changes) -> m.Changed:
        """Do one thing with one or many; each by itself, so that one that cannot be holds up no other. Right: work."""
        answer: m.Changed = await self.call("POST", path("/api/work/changes"), body=body)
        return answer

    async def work(self, id: str) -> m.Work:
        """A piece of work with its form and everything that happened to it. Right: work."""
        answer: m.Work = await self.call("GET", path("/api/work/{id}", id=id))
        return answer

    async def order(self, id: str) -> bytes:
        """The order of a repair as PDF; printing it is an event of the repair (rent-4.7.2). Right: work."""
        return await self.file("POST", path("/api/work/{id}/order.pdf", id=id))

    async def place(self, id: str, *, from_: int | None = None, before: int | None = None, department: str | None = None) -> m.WorkPlace:
        """What the boards of a centre need: entries, departments, names; with `from` and `before` also working time. `department`: whose working time, "" for that of the centre. Right: work."""
        answer: m.WorkPlace = await self.call("GET", path("/api/centres/{id}/work", id=id), query={"from": from_, "before": before, "department": department})
        return answer

    async def get_feed(self) -> m.WorkFeed:
        """Whether one has a calendar feed. Right: work."""
        answer: m.WorkFeed = await self.call("GET", path("/api/me/feed"))
        return answer

    async def renew_feed(self) -> m.WorkFeed:
        """A new address for one's calendar feed, told this once; the old one is worth nothing. Right: work."""
        answer: m.WorkFeed = await self.call("POST", path("/api/me/feed"))
        return answer

    async def feed(self, token: str) -> bytes:
        """Somebody's deadlines for a calendar program; the secret address is all that it needs. For anybody."""
        return await self.file("GET", path("/api/feeds/{token}.ics", token=token))

    async def own_notices(self) -> m.NoticesShown:
        """Of what one is told by e-mail. Right: work."""
        answer: m.NoticesShown = await self.call("GET", path("/api/me/notices"))
        return answer

    async def set_notices(self, body: m.NoticesWanted) -> m.NoticesShown:
        """Be told of this from now on, at this address; an empty one: of nothing. Right: work."""
        answer: m.NoticesShown = await self.call("PUT", path("/api/me/notices"), body=body)
        return answer

    async def try_notices(self) -> Any:
        """Have a test mail sent to oneself. Right: work."""
        return await self.call("POST", path("/api/me/notices/try"))

    async def undelivered(self, id: str) -> Sequence[m.LetterShown]:
        """The mails about work to people of a centre that have not arrived, the newest first. Right: report."""
        answer: Sequence[m.LetterShown] = await self.call("GET", path("/api/centres/{id}/letters", id=id))
        return answer

    async def send_again(self, id: str, account: str, letter: str) -> m.LetterShown:
        """Try such a mail again now. Right: report."""
        answer: m.LetterShown = await self.call("POST", path("/api/centres/{id}/letters/{account}/{letter}/again", id=id, account=account, letter=letter))
        return answer

    async def schedules(self, id: str) -> Sequence[m.Scheduled]:
        """The reports of a centre that go out by e-mail, and what became of the last of them. Right: report."""
        answer: Sequence[m.Scheduled] = await self.call("GET", path("/api/centres/{id}/schedules", id=id))
        return answer

    async def add_schedule(self, id: str, body: m.NewSchedule) -> m.Scheduled:
        """Have a report sent from now on. Right: report."""
        answer: m.Scheduled = await self.call("POST", path("/api/centres/{id}/schedules", id=id), body=body)
        return answer

    async def remove_schedule(self, id: str, schedule: str) -> Any:
        """Have it sent no more. Right: report."""
        return await self.call("DELETE", path("/api/centres/{id}/schedules/{schedule}", id=id, schedule=schedule))

    async def send_now(self, id: str, schedule: str) -> m.Scheduled:
        """Send the report of the last period now, besides. Right: report."""
        answer: m.Scheduled = await self.call("POST", path("/api/centres/{id}/schedules/{schedule}/send", id=id, schedule=schedule))
        return answer

    async def list_campaigns(self, *, centre: str | None = None) -> Sequence[m.CampaignRow]:
        """The lists of a centre, the newest first. Right: calls."""
        answer: Sequence[m.CampaignRow] = await self.call("GET", path("/api/campaigns"), query={"centre": centre})
        return answer

    async def make_campaign(self, body: m.NewCampaign) -> m.Planned:
        """Make a list out of a file, of tickets or of a rule; or, dry, tell what it would be. Right: lists."""
        answer: m.Planned = await self.call("POST", path("/api/campaigns"), body=body)
        return answer

    async def get_campaign(self, id: str) -> m.Campaign:
        """A list with who is on it. Right: lists."""
        answer: m.Campaign = await self.call("GET", path("/api/campaigns/{id}", id=id))
        return answer

    async def set_campaign(self, id: str, body: m.SetStatus) -> m.CampaignRow:
        """Let a list call, stand still, or be over. Right: lists."""
        answer: m.CampaignRow = await self.call("PUT", path("/api/campaigns/{id}", id=id), body=body)
        return answer

    async def campaign_results(self, id: str) -> m.Results:
        """What came of a list. Right: lists."""
        answer: m.Results = await self.call("GET", path("/api/campaigns/{id}/results", id=id))
        return answer

    async def campaign_file(self, id: str, kind: str) -> bytes:
        """What came of a list as a file: csv or xlsx. Right: lists."""
        return await self.file("GET", path("/api/campaigns/{id}/results.{kind}", id=id, kind=kind))

    async def next_call(self, *, centre: str | None = None) -> m.Next:
        """Who is to be called next; nobody else is given it for a while. Right: talk."""
        answer: m.Next = await self.call("POST", path("/api/calls/next"), query={"centre": centre})
        return answer

    async def skip_call(self, id: str, body: m.DeskCampaign_wireSkip) -> m.EntryRow:
        """Give somebody back without a call, for a reason. Right: talk."""
        answer: m.EntryRow = await self.call("POST", path("/api/calls/{id}/skip", id=id), body=body)
        return answer

    async def get_chat_link(self, id: str) -> m.ChatLink:
        """Where the customer finds a chat that this agent began. Right: talk."""
        answer: m.ChatLink = await self.call("GET", path("/api/talks/{id}/link", id=id))
        return answer

    async def list_never(self, *, centre: str | None = None) -> m.NeverList:
        """The numbers that a centre does not call. Right: lists."""
        answer: m.NeverList = await self.call("GET", path("/api/never"), query={"centre": centre})
        return answer

    async def set_never(self, body: m.Numbers) -> Any:
        """Put numbers on the list of those that are not called, or take them off. Right: lists."""
        return await self.call("POST", path("/api/never"), body=body)

    async def list_surveys(self, *, centre: str | None = None, talk: str | None = None) -> m.Surveys:
        """What customers of a centre are asked. Right: calls."""
        answer: m.Surveys = await self.call("GET", path("/api/surveys"), query={"centre": centre, "talk": talk})
        return answer

    async def put_survey(self, id: str, survey: str, body: m.Survey) -> m.Surveys:
        """Change the questions of a survey, for calls from now on. Right: lists."""
        answer: m.Surveys = await self.call("PUT", path("/api/centres/{id}/surveys/{survey}", id=id, survey=survey), body=body)
        return answer

    async def delete_survey(self, id: str, survey: str) -> m.Surveys:
        """Ask it no more; one that everybody has is again as everybody has it. What was answered stays. Right: lists."""
        answer: m.Surveys = await self.call("DELETE", path("/api/centres/{id}/surveys/{survey}", id=id, survey=survey))
        return answer

    async def get_calling(self, id: str) -> m.Callings:
        """How a centre calls. Right: calls."""
        answer: m.Callings = await self.call("GET", path("/api/centres/{id}/calling", id=id))
        return answer

    async def put_calling(self, id: str, body: m.Callings) -> m.Callings:
        """Set when, how often and with what pauses customers are called. Right: lists."""
        answer: m.Callings = await self.call("PUT", path("/api/centres/{id}/calling", id=id), body=body)
        return answer

    async def list_imports(self, *, centre: str | None = None) -> Sequence[m.ImportRow]:
        """What was brought into a centre, the newest first. Right: lists."""
        answer: Sequence[m.ImportRow] = await self.call("GET", path("/api/imports"), query={"centre": centre})
        return answer

    async def make_import(self, body: m.NewImport) -> m.PlannedImport:
        """Bring a file in; or, dry, tell what would become of it. One that takes longer goes on after the answer. Right: lists."""
        answer: m.PlannedImport = await self.call("POST", path("/api/imports"), body=body)
        return answer

    async def import_faults(self, kind: str, body: m.NewImport) -> bytes:
        """The rows of a file that cannot be used, as a file: which, why, how to mend it, the row itself. Right: lists."""
        return await self.file("POST", path("/api/imports/errors.{kind}", kind=kind), body=body)

    async def import_template(self, kind: str, form: str) -> bytes:
        """A file to begin with: the headings and an example, in the language asked for. Right: lists."""
        return await self.file("GET", path("/api/imports/templates/{kind}.{form}", kind=kind, form=form))

    async def get_import(self, id: str) -> m.ImportRow:
        """How far an import has come. Right: lists."""
        answer: m.ImportRow = await self.call("GET", path("/api/imports/{id}", id=id))
        return answer

    async def undo_import(self, id: str) -> m.ImportRow:
        """Take everything of an import back that nobody changed since; the rows of what was changed are told. Right: lists."""
        answer: m.ImportRow = await self.call("DELETE", path("/api/imports/{id}", id=id))
        return answer

    async def talk(self, id: str) -> m.Talk:
        """A whole conversation with its findings; personal data veiled for roles that need it not. For whoever is signed in."""
        answer: m.Talk = await self.call("GET", path("/api/talks/{id}", id=id))
        return answer

    async def erase(self, id: str) -> Any:
        """Remove a conversation for good, once it is over. Right: people."""
        return await self.call("DELETE", path("/api/talks/{id}", id=id))

    async def reveal(self, id: str, body: m.Reason) -> m.Talk:
        """The conversation with personal data, for a reason that is logged. Right: read."""
        answer: m.Talk = await self.call("POST", path("/api/talks/{id}/reveal", id=id), body=body)
        return answer

    async def download(self, id: str, kind: str) -> bytes:
        """A conversation as a file: jsonl, vcon; pdf, without personal data for whoever may not see it. For whoever is signed in."""
        return await self.file("GET", path("/api/talks/{id}/download.{kind}", id=id, kind=kind))

    async def feed_inputs(self, id: str, body: m.Inputs) -> m.Talk:
        """Inputs of one's own conversation from outside, in order; the conversation as it stands after them. Right: talk."""
        answer: m.Talk = await self.call("POST", path("/api/talks/{id}/inputs", id=id), body=body)
        return answer

    async def check_draft(self, id: str, body: m.Draft) -> m.Checked:
        """What the standard has against a draft of one's own conversation, before it is said. Nothing is kept. Right: talk."""
        answer: m.Checked = await self.call("POST", path("/api/talks/{id}/check", id=id), body=body)
        return answer

    async def heard(self, id: str) -> m.DeskHeard_doorsHeard:
        """What was heard in each sentence of a conversation, by which tier and how surely. For whoever is signed in."""
        answer: m.DeskHeard_doorsHeard = await self.call("GET", path("/api/talks/{id}/heard", id=id))
        return answer

    async def make_token(self, body: m.NewToken) -> m.Token:
        """A token with which a program may act for the one who makes it. For whoever is signed in."""
        answer: m.Token = await self.call("POST", path("/api/tokens"), body=body)
        return answer

    async def list_tokens(self) -> Sequence[m.Token]:
        """One's own tokens that are valid. For whoever is signed in."""
        answer: Sequence[m.Token] = await self.call("GET", path("/api/tokens"))
        return answer

    async def end_token(self, id: str) -> Any:
        """End one of one's own tokens. For whoever is signed in."""
        return await self.call("DELETE", path("/api/tokens/{id}", id=id))

    async def audit(self) -> Any:
        """The audit log of one's centres, the newest first; `last`: how many notes, 200 where nothing is said. Right: people."""
        return await self.call("GET", path("/api/audit"))

    async def start_chat(self, body: m.Start) -> m.Started:
        """A customer opens a chat. For anybody."""
        answer: m.Started = await self.call("POST", path("/api/chat"), body=body)
        return answer

    async def hook_types(self) -> Sequence[m.HookType]:
        """Every type of event that a webhook can carry. Right: settle."""
        answer: Sequence[m.HookType] = await self.call("GET", path("/api/hook-types"))
        return answer

    async def hooks(self, id: str) -> Sequence[m.HookShown]:
        """The webhooks of a centre. Right: settle."""
        answer: Sequence[m.HookShown] = await self.call("GET", path("/api/centres/{id}/hooks", id=id))
        return answer

    async def make_hook(self, id: str, body: m.HookWanted) -> m.HookShown:
        """Subscribe: from now on events of these types are sent to an address. The secret is told this once. Right: settle."""
        answer: m.HookShown = await self.call("POST", path("/api/centres/{id}/hooks", id=id), body=body)
        return answer

    async def change_hook(self, id: str, hook: str, body: m.HookWanted) -> m.HookShown:
        """Change a webhook, switch it off or on again. Right: settle."""
        answer: m.HookShown = await self.call("PUT", path("/api/centres/{id}/hooks/{hook}", id=id, hook=hook), body=body)
        return answer

    async def end_hook(self, id: str, hook: str) -> Any:
        """Delete a webhook with its log. Right: settle."""
        return await self.call("DELETE", path("/api/centres/{id}/hooks/{hook}", id=id, hook=hook))

    async def make_hook_key(self, id: str, hook: str) -> m.HookShown:
        """A new key for a webhook; the one before it signs beside it for a day. The secret is told this once. Right: settle."""
        answer: m.HookShown = await self.call("POST", path("/api/centres/{id}/hooks/{hook}/keys", id=id, hook=hook))
        return answer

    async def end_hook_key(self, id: str, hook: str, key: str) -> m.HookShown:
        """End the older of two keys at once. Right: settle."""
        answer: m.HookShown = await self.call("DELETE", path("/api/centres/{id}/hooks/{hook}/keys/{key}", id=id, hook=hook, key=key))
        return answer

    async def ping_hook(self, id: str, hook: str) -> Any:
        """Send a trial event; it is tried once, also while the webhook is off. Right: settle."""
        return await self.call("POST", path("/api/centres/{id}/hooks/{hook}/ping", id=id, hook=hook))

    async def deliveries(self, id: str, hook: str) -> Sequence[m.DeliveryShown]:
        """The newest deliveries of a webhook with every try. Right: settle."""
        answer: Sequence[m.DeliveryShown] = await self.call("GET", path("/api/centres/{id}/hooks/{hook}/deliveries", id=id, hook=hook))
        return answer

    async def resend(self, id: str, hook: str, delivery: str) -> Any:
        """Send a delivery once more, under the same id. Right: settle."""
        return await self.call("POST", path("/api/centres/{id}/hooks/{hook}/deliveries/{delivery}/resend", id=id, hook=hook, delivery=delivery))

    async def health(self) -> Any:
        """Whether the store answers and the loops run; `stuck`: streams that could not be dealt with; `lists`: how many records lists and reports do not know yet. For anybody."""
        return await self.call("GET", path("/api/health"))

    async def list_people(self) -> Sequence[m.PersonRow]:
        """The accounts of one's centres. Right: people."""
        answer: Sequence[m.PersonRow] = await self.call("GET", path("/api/people"))
        return answer

    async def add_person(self, body: m.NewPerson) -> m.OneTime:
        """Make an account; its one-time password is told now and never again. Right: people."""
        answer: m.OneTime = await self.call("POST", path("/api/people"), body=body)
        return answer

    async def change_person(self, account: str, body: m.DeskPeoplePerson) -> m.PersonRow:
        """Change an account, or let nobody sign in with it. Right: people."""
        answer: m.PersonRow = await self.call("PUT", path("/api/people/{account}", account=account), body=body)
        return answer

    async def reset_password(self, account: str) -> m.OneTime:
        """A new one-time password; the sessions of the account end. Right: people."""
        answer: m.OneTime = await self.call("POST", path("/api/people/{account}/password", account=account))
        return answer

    async def unlock_person(self, account: str) -> Any:
        """Open an account that wrong passwords locked. Right: people."""
        return await self.call("POST", path("/api/people/{account}/unlock", account=account))

    async def person_sessions(self, account: str) -> Sequence[m.SessionRow]:
        """Where somebody is signed in. Right: people."""
        answer: Sequence[m.SessionRow] = await self.call("GET", path("/api/people/{account}/sessions", account=account))
        return answer

    async def end_person_session(self, account: str, id: str) -> Any:
        """End a session of somebody, or with `all` every one. Right: people."""
        return await self.call("DELETE", path("/api/people/{account}/sessions/{id}", account=account, id=id))

    async def person_tokens(self, account: str) -> Sequence[m.TokenRow]:
        """The tokens of somebody's programs. Right: people."""
        answer: Sequence[m.TokenRow] = await self.call("GET", path("/api/people/{account}/tokens", account=account))
        return answer

    async def end_person_token(self, account: str, id: str) -> Any:
        """End a token of somebody. Right: people."""
        return await self.call("DELETE", path("/api/people/{account}/tokens/{id}", account=account, id=id))

    async def change_password(self, body: m.NewPassword) -> Any:
        """Choose another password; one's other sessions end. For whoever is signed in."""
        return await self.call("PUT", path("/api/me/password"), body=body)

    async def own_sessions(self) -> Sequence[m.SessionRow]:
        """Where one is signed in. For whoever is signed in."""
        answer: Sequence[m.SessionRow] = await self.call("GET", path("/api/me/sessions"))
        return answer

    async def end_own_session(self, id: str) -> Any:
        """End one of one's own sessions. For whoever is signed in."""
        return await self.call("DELETE", path("/api/me/sessions/{id}", id=id))

    async def get_connector(self, id: str) -> m.ConnectorPage:
        """How a centre reaches its shop; no secret is in it. Right: connect."""
        answer: m.ConnectorPage = await self.call("GET", path("/api/centres/{id}/connector", id=id))
        return answer

    async def put_connector(self, id: str, body: m.NewConnector) -> m.ConnectorPage:
        """Reach the shop this way from now on. Right: connect."""
        answer: m.ConnectorPage = await self.call("PUT", path("/api/centres/{id}/connector", id=id), body=body)
        return answer

    async def put_secret(self, id: str, body: m.NewSecret) -> m.ConnectorPage:
        """Keep a secret of the connector. Right: connect."""
        answer: m.ConnectorPage = await self.call("PUT", path("/api/centres/{id}/connector/secret", id=id), body=body)
        return answer

    async def try_connector(self, id: str, body: m.Trial) -> m.DeskConnectTried:
        """Ask a connector one question, and see what comes. Right: connect."""
        answer: m.DeskConnectTried = await self.call("POST", path("/api/centres/{id}/connector/try", id=id), body=body)
        return answer

    async def oidc_begin(self, *, next: str | None = None) -> Any:
        """Go to the identity provider to sign in; `next` is the page to come back to. For anybody."""
        return await self.call("GET", path("/api/oidc/begin"), query={"next": next})

    async def oidc_end(self, *, code: str | None = None, state: str | None = None) -> Any:
        """Come back from the identity provider: a session begins, or the sign-in page says why not. For anybody."""
        return await self.call("GET", path("/api/oidc/end"), query={"code": code, "state": state})

    async def get_privacy(self, id: str) -> m.PrivacyPage:
        """How long a centre keeps what, and what the last sweep erased. Right: people."""
        answer: m.PrivacyPage = await self.call("GET", path("/api/centres/{id}/privacy", id=id))
        return answer

    async def put_privacy(self, id: str, body: m.Retention) -> m.PrivacyPage:
        """Keep it for so many days from now on; the next sweep erases what is older. Right: people."""
        answer: m.PrivacyPage = await self.call("PUT", path("/api/centres/{id}/privacy", id=id), body=body)
        return answer

    async def find_customer(self, id: str, body: m.CustomerAsk) -> m.Shown:
        """What is kept of a customer: how much of each kind, from when to when. Right: people."""
        answer: m.Shown = await self.call("POST", path("/api/centres/{id}/customer/find", id=id), body=body)
        return answer

    async def export_customer(self, id: str, body: m.CustomerAsk) -> Mapping[str, Any]:
        """Everything that is kept of a customer, as JSON (the right of access). Right: people."""
        answer: Mapping[str, Any] = await self.call("POST", path("/api/centres/{id}/customer/export", id=id), body=body)
        return answer

    async def erase_customer(self, id: str, body: m.CustomerAsk) -> Mapping[str, int]:
        """Erase what is kept of a customer, for good. While a conversation of theirs runs nothing is erased. Right: people."""
        answer: Mapping[str, int] = await self.call("POST", path("/api/centres/{id}/customer/erase", id=id), body=body)
        return answer
