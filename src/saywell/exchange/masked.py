"""A conversation with what tells who the customer is masked: words, and the fields of what was looked up and written.

What is learnt in one place is masked everywhere: a name given once, a number that the system found. The agent's own
name and number stay, for clauses ask for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from saywell.conversation import inputs as i
from saywell.kernel.locale import Locale
from saywell.language.expression import lazy
from saywell.language.fold import fold
from saywell.language.mask import Kind, Masked, Style, label, mask
from saywell.language.names import COMPOUND_SURNAMES

_FIELDS: dict[str, Kind] = {
    "name": "name", "customer_name": "name", "recipient": "name", "contact": "name", "who": "name", "surname": "name",
    "phone": "phone", "mobile": "phone", "tel": "phone", "address": "address", "where": "address", "email": "email",
    "account": "account", "card": "bank_card", "id_card": "id_card", "order": "order", "tracking": "order",
}  # fmt: skip
_ASKED = lazy(
    "号码|电话|手机|账号|卡号|身份证|证件|订单号|单号|后四位|验证码|密码|number|phone|account|card|order|digits|code|passport|id"
)
# Digits and nothing that says what they are: the piece of a number that somebody gives bit by bit.
_DIGITS_ALONE = lazy(
    "(?:[啊嗯哦是对的好,.!? ]|然后|接着|后面|前面|再|就是|yes|it's|then|and|double|triple"
    "|zero|oh|one|two|three|four|five|six|seven|eight|nine"
    "|[0-9零〇幺一二两三四五六七八九双个\\- ])+"
)
_DIGIT = lazy("[0-9零〇幺一二两三四五六七八九]|zero|one|two|three|four|five|six|seven|eight|nine")
_SHORTEST_NAME = 2
_NAMES: tuple[Kind, ...] = ("name",)
_NUMBERS: tuple[Kind, ...] = ("number",)

T = TypeVar("T", i.Customer, i.Identified)


class MaskedTalk(NamedTuple):
    """The masked inputs of a conversation, and what became of each text, by the 1-based line of its input."""

    inputs: tuple[i.AnyInput, ...]
    texts: dict[int, Masked]


def mask_talk(inputs: Sequence[i.AnyInput], *, style: Style = "label", locale: Locale = "en") -> MaskedTalk:
    """Mask a conversation. Times, acts and the number of inputs stay as they are."""
    known = tuple(dict.fromkeys(_known(inputs, style, locale)))
    out: list[i.AnyInput] = []
    texts: dict[int, Masked] = {}
    asked = False
    for line, got in enumerate(inputs, 1):
        if type(got) is not i.Said:
            out.append(_other(got, known, style, locale))
            continue
        done = mask(got.text, style=style, locale=locale, known=known)
        if got.by != "customer":
            asked = _ASKED.search(fold(got.text).text) is not None
        elif asked:
            done = _bit_by_bit(got.text, done, style, locale)
            asked = bool(done.spans)
        texts[line] = done
        out.append(msgspec.structs.replace(got, text=done.text, heard=None))
    return MaskedTalk(tuple(out), texts)


def _known(inputs: Iterable[i.AnyInput], style: Style, locale: Locale) -> Iterator[tuple[Kind, str]]:
    """What the system knew of the customer, and names that were said."""
    for got in inputs:
        person = got.customer if type(got) is i.Opened else got if type(got) is i.Identified else None
        if person is not None:
            found: tuple[tuple[Kind, str | None], ...] = (
                ("name", person.name), ("phone", person.phone), ("account", person.account), ("name", person.surname),
            )  # fmt: skip
            yield from ((kind, value) for kind, value in found if value and len(value) >= _SHORTEST_NAME)
            if person.name:
                yield from (("name", part) for part in _parts(person.name))
        elif type(got) is i.LookedUp and got.key and len(got.key) >= 4:
            yield "number", got.key
        elif type(got) is i.Said:
            for span in mask(got.text, kinds=_NAMES, style=style, locale=locale).spans:
                yield from (("name", name) for name in _parts(got.text[span.start : span.end]))


def _parts(name: str) -> Iterator[str]:
    """A name and the given name in it. A surname alone is a common word; a Latin name must be long to be none."""
    if name.isascii():
        yield from (part for part in (name, *name.split()) if len(part) >= 4)
        return
    if len(name) >= _SHORTEST_NAME:
        yield name
    given = name[2:] if name[:2] in COMPOUND_SURNAMES else name[1:]
    if len(given) >= _SHORTEST_NAME:
        yield given


def _bit_by_bit(text: str, done: Masked, style: Style, locale: Locale) -> Masked:
    """Digits that answer a question for a number are masked, however few."""
    folded = fold(text)
    if done.spans or not _DIGITS_ALONE.fullmatch(folded.text) or len(_DIGIT.findall(folded.text)) < 2:
        return done
    first = next(iter(_DIGIT.finditer(folded.text)))
    last = list(_DIGIT.finditer(folded.text))[-1]
    start, end = folded.span(first.start(), last.end())
    return mask(text, kinds=_NUMBERS, style=style, locale=locale, known=(("number", text[start:end]),))


def _other(got: i.AnyInput, known: tuple[tuple[Kind, str], ...], style: Style, locale: Locale) -> i.AnyInput:
    """Inputs that are no utterances."""

    def value(key: str, told: Any) -> Any:
        if isinstance(told, dict):
            return {name: value(name, one) for name, one in told.items()}
        if isinstance(told, list | tuple):
            return [value(key, one) for one in told]
        if not isinstance(told, str) or not told:
            return told
        kind = _FIELDS.get(key)
        return cover(kind, told) if kind else mask(told, style=style, locale=locale, known=known).text

    def cover(kind: Kind, told: str) -> str:
        return "*" * len(told) if style == "stars" else label(kind, locale)

    def person(one: T) -> T:
        kinds: dict[str, Kind] = {"name": "name", "surname": "name", "phone": "phone", "account": "account"}
        told = {field: getattr(one, field) for field in kinds}
        covered = {field: cover(kinds[field], text) for field, text in told.items() if text}
        return msgspec.structs.replace(one, key=None, **covered)

    if type(got) is i.Opened:
        customer = person(got.customer) if got.customer is not None else None
        facts = {name: told if name == "company" else value(name, told) for name, told in got.facts.items()}
        return msgspec.structs.replace(got, customer=customer, facts=facts)
    if type(got) is i.Identified:
        return person(got)
    if type(got) is i.LookedUp:
        key = cover(_FIELDS.get(got.what, "number"), got.key) if got.key else got.key
        return msgspec.structs.replace(got, key=key, fields=value("", got.fields))
    if type(got) is i.FormFilled:
        return msgspec.structs.replace(got, fields=value("", got.fields))
    if isinstance(got, i.Note | i.DraftChecked) or (type(got) is i.Incident and got.text):
        return msgspec.structs.replace(got, text=value("", got.text))
    if type(got) is i.Done and got.ref:
        return msgspec.structs.replace(got, ref=value("", got.ref))
    return got
