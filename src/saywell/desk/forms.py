"""The forms of a standard at the desk: what was typed, and what the conversation already tells. Pure."""

from __future__ import annotations

import re

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
    "order": ("order",), "account": ("account",), "from": ("date",), "days": ("duration",),
}  # fmt: skip
_COUNT = re.compile(r"[0-9０-９零〇一二两兩三四五六七八九十百千]+\s*[台部张張个個套条條件把盒箱辆輛]?|[A-Za-z0-9]+")
SHORT = 40
"""Characters of an answer that is nothing but what was asked for."""


class Told:
    """What inputs tell of forms: those that were filed, by form the last; by field, what the customer said of it."""

    def __init__(self) -> None:
        self.filed: dict[str, i.FormFilled] = {}
        self._said: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self._answers: dict[str, str] = {}
        self._asked: list[str] = []

    def add(self, got: i.AnyInput) -> None:
        """One more input. Of what was said the first words count, of what was named the last."""
        if type(got) is i.FormFilled:
            self.filed[got.form] = got
        if type(got) is not i.Said or got.heard is None:
            return
        moves = {move.id for move in got.heard.moves}
        if got.by == "agent":
            asks = [field for field, names in _ASKED.items() if not moves.isdisjoint(_bare(names))]
            self._asked = asks or self._asked
        if got.by != "customer":
            return
        self._answer(got)
        for field, names in _TOLD.items():
            if field not in self._said and not moves.isdisjoint(names):
                self._said[field] = got.text
        for field, kinds in _NAMED.items():
            for found in got.heard.entities:
                if found.kind in kinds:
                    self._named[field] = got.text[found.start : found.end]

    def _answer(self, got: i.Said) -> None:
        """What the customer says right after one thing was asked for, and how many they speak of."""
        assert got.heard is not None
        asked, self._asked = self._asked, []
        told = all(move.id.startswith(("gives_", "states_")) for move in got.heard.moves)
        if len(asked) == 1 and told and len(got.text) <= SHORT:
            self._answers.setdefault(asked[0], got.text.strip())
        for move in got.heard.moves:
            if move.id == "gives_quantity" and (found := _COUNT.match(got.text[move.start : move.end])):
                self._named["quantity"] = found[0]

    def fields(self, live: Live) -> dict[str, str]:
        """By field, what is known of it; what the conversation holds to be given comes before what was merely said."""
        state = live.state
        out: dict[str, str] = {}
        if who := (state.surname + (state.title or "") if state.surname else _name(live)):
            out["who"] = out["customer"] = who
        if live.plan is not None and live.inputs:
            out["when"] = format_rfc3339(live.inputs[0].at, live.plan.calendar.zone)[:16].replace("T", " ")
            out |= told_by(looked_up(live), live.plan.calendar.zone)
        return {**self._said, **out, **self._answers, **state.given, **self._named}


def _name(live: Live) -> str:
    """What the customer called themselves before the first word."""
    opening = live.state.opened or (live.placed.opening if live.placed is not None else None)
    return (opening.customer.name or "") if opening is not None and opening.customer is not None else ""


def forms_of(live: Live, advice: Advice, told: Told) -> dict[str, w.Filled]:
    """The forms by id, those that are wanted now first."""
    assert live.ready is not None
    standard = live.ready.standard
    concerned = {
        form.id for form in standard.forms.values() if any(name in live.state.seen for name in form.when)
    } | {
        spec.form for spec in standard.followups.values()
        if spec.form and any(f"situation.{one}.opened" in live.state.seen for one in spec.situations)
    }  # fmt: skip
    wanted = (
        set(advice.forms)
        | concerned
        | {
            name.removeprefix("form.")
            for one in advice.running
            if one.norm in standard.norms and (do := standard.norms[one.norm].do) is not None
            for name in names_in(do)
            if name.startswith("form.")
        }
    )
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


def _bare(names: tuple[str, ...]) -> set[str]:
    return {name.removeprefix("agent.") for name in names}


def next_question(live: Live, forms: dict[str, w.Filled]) -> w.Saying | None:
    """What to ask next for a form that this conversation is about: the first field that nobody has told or asked for
    yet; None where nothing is left or another line of the standard asks."""
    assert live.ready is not None
    seen = live.state.seen
    written = {
        field for one in forms.values() if one.saved is not None for field, value in one.values.items() if value.strip()
    }
    for filled in forms.values():
        form = live.ready.standard.forms[filled.id]
        if filled.saved is not None or not any(name in seen for name in form.when):
            continue
        known = {*written, *filled.suggested, *(field for field, value in filled.values.items() if value.strip())}
        for field in form.fields:
            if field in form.asks and field not in known and not any(one in seen for one in _ASKED.get(field, ())):
                texts = dict(form.asks[field])
                line = f"ask.{form.id}.{field}"
                return w.Saying(line=line, norm="", clauses=form.clauses, due=None, texts=texts)
    return None
