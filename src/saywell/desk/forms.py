"""The forms of a standard at the desk: what was typed, and what the conversation already tells. Pure."""

from __future__ import annotations

from saywell.conversation import inputs as i
from saywell.conversation.advice import Advice
from saywell.conversation.conditions import names_in
from saywell.desk import wire as w
from saywell.desk.orders import looked_up, told_by
from saywell.desk.talk import Live
from saywell.kernel.time import format_rfc3339
from saywell.standard.model import Form

# Moves of the customer whose words answer a field.
_TOLD: dict[str, tuple[str, ...]] = {
    "what": ("states_matter", "asks_question", "complains", "complains_service", "reports_fault"),
    "fault": ("reports_fault", "states_matter"),
    "text": ("suggests", "states_matter", "complains"),
    "why": ("gives_reason",),
    "item": ("states_need", "states_matter"),
}
# Kinds of entities that answer a field.
_NAMED: dict[str, tuple[str, ...]] = {
    "phone": ("phone",), "address": ("address",), "where": ("address",), "company": ("company",),
    "order": ("order",), "account": ("account",),
}  # fmt: skip


class Told:
    """What inputs tell of forms: those that were filed, by form the last; by field, what the customer said of it."""

    def __init__(self) -> None:
        self.filed: dict[str, i.FormFilled] = {}
        self._said: dict[str, str] = {}
        self._named: dict[str, str] = {}

    def add(self, got: i.AnyInput) -> None:
        """One more input. Of what was said the first words count, of what was named the last."""
        if type(got) is i.FormFilled:
            self.filed[got.form] = got
        if type(got) is not i.Said or got.by != "customer" or got.heard is None:
            return
        moves = {move.id for move in got.heard.moves}
        for field, names in _TOLD.items():
            if field not in self._said and not moves.isdisjoint(names):
                self._said[field] = got.text
        for field, kinds in _NAMED.items():
            for found in got.heard.entities:
                if found.kind in kinds:
                    self._named[field] = got.text[found.start : found.end]

    def fields(self, live: Live) -> dict[str, str]:
        """By field, what is known of it; what the conversation holds to be given comes before what was merely said."""
        state = live.state
        out: dict[str, str] = {}
        if state.surname:
            out["who"] = out["customer"] = state.surname + (state.title or "")
        if live.plan is not None and live.inputs:
            out["when"] = format_rfc3339(live.inputs[0].at, live.plan.calendar.zone)[:16].replace("T", " ")
            out |= told_by(looked_up(live), live.plan.calendar.zone)
        return {**self._said, **out, **state.given, **self._named}


def forms_of(live: Live, advice: Advice, told: Told) -> dict[str, w.Filled]:
    """The forms by id, those that are wanted now first."""
    assert live.ready is not None
    standard = live.ready.standard
    wanted = set(advice.forms) | {
        name.removeprefix("form.")
        for one in advice.running
        if one.norm in standard.norms and (do := standard.norms[one.norm].do) is not None
        for name in names_in(do)
        if name.startswith("form.")
    }
    fields = told.fields(live) if standard.forms else {}
    out = [_filled(live, form, form.id in wanted, told.filed.get(form.id), fields) for form in standard.forms.values()]
    return {one.id: one for one in sorted(out, key=lambda one: not one.wanted)}


def _filled(live: Live, form: Form, wanted: bool, filed: i.FormFilled | None, told: dict[str, str]) -> w.Filled:
    saved = {key: str(value) for key, value in filed.fields.items()} if filed is not None else {}
    return w.Filled(
        id=form.id,
        title=dict(form.title),
        clauses=form.clauses,
        fields=form.fields,
        values={**saved, **live.drafts.get(form.id, {})},
        suggested={field: told[field] for field in form.fields if field in told},
        saved=filed.at if filed is not None else None,
        wanted=wanted and filed is None,
    )


# Moves of the agent that ask for a field.
_ASKED: dict[str, tuple[str, ...]] = {
    "company": ("agent.asks_company_name",), "item": ("agent.asks_device",), "device": ("agent.asks_device",),
    "quantity": ("agent.asks_quantity",), "from": ("agent.asks_rental_time",), "days": ("agent.asks_days",),
    "fault": ("agent.asks_fault",), "address": ("agent.asks_site_address",),
    "phone": ("agent.asks_phone", "agent.asks_contact"),
}  # fmt: skip


def next_question(live: Live, forms: dict[str, w.Filled]) -> w.Saying | None:
    """What to ask next for a form that this conversation is about: the first field that nobody has told or asked for
    yet; None where nothing is left or another line of the standard asks."""
    assert live.ready is not None
    seen = live.state.seen
    for filled in forms.values():
        form = live.ready.standard.forms[filled.id]
        if filled.saved is not None or not any(name in seen for name in form.when):
            continue
        known = {*filled.suggested, *(field for field, value in filled.values.items() if value.strip())}
        for field in form.fields:
            if field in form.asks and field not in known and not any(one in seen for one in _ASKED.get(field, ())):
                texts = dict(form.asks[field])
                line = f"ask.{form.id}.{field}"
                return w.Saying(line=line, norm="", clauses=form.clauses, due=None, texts=texts)
    return None
