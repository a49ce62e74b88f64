"""Mask what tells who somebody is: phones, identity and bank cards, e-mail, addresses, names, accounts, orders.

Pure: the same text gives the same result. Masked text stays as it is when it is masked again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple, get_args

from saywell.kernel.locale import LOCALES, Locale
from saywell.language.expression import lazy
from saywell.language.personal import KINDS, Kind, Personal, find_personal

__all__ = ["KINDS", "LABELS", "STYLES", "Kind", "Masked", "MaskedSpan", "Style", "label", "mask"]

Style = Literal["label", "stars"]
STYLES: tuple[Style, ...] = get_args(Style)

LABELS: dict[Kind, tuple[str, str, str]] = {
    "phone": ("[电话号码]", "[電話號碼]", "[phone]"),
    "id_card": ("[证件号]", "[證件號]", "[id number]"),
    "bank_card": ("[银行卡号]", "[銀行卡號]", "[card number]"),
    "email": ("[邮箱]", "[電郵]", "[email]"),
    "address": ("[地址]", "[住址]", "[address]"),
    "name": ("[姓名]", "[姓名]", "[name]"),
    "account": ("[账号]", "[帳號]", "[account]"),
    "order": ("[订单号]", "[訂單號]", "[order number]"),
    "code": ("[密码]", "[密碼]", "[code]"),
    "number": ("[号码]", "[號碼]", "[number]"),
}
_BLANK = "\u25a1"
# What was masked before says nothing any more; a number of which a part is starred still does.
_MASKED = lazy(
    "|".join(["\\[(?:" + "|".join(sorted({t[1:-1] for texts in LABELS.values() for t in texts})) + ")\\]",
              r"(?<![0-9*])\*{2,}(?![0-9*])"])
)  # fmt: skip
# Each round finds only what the one before has laid bare; a handful is more than any text was seen to take.
_ROUNDS = 12


class MaskedSpan(NamedTuple):
    """What was masked: its kind, its (start, end) in the original text, and where its mask stands in the masked text."""

    kind: Kind
    start: int
    end: int
    masked_start: int
    masked_end: int


class Masked(NamedTuple):
    """A masked text and what was masked in it, in order, none overlapping another."""

    text: str
    spans: tuple[MaskedSpan, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The (start, end) in the masked text of an original range; a range that cuts into a mask gets all of it."""
        if start >= end:
            at = self._moved(start)[0]
            return at, at
        return self._moved(start)[0], self._moved(end - 1, past=True)[1]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The (start, end) in the original text of a masked range; a range that cuts into a mask gets all of it."""
        return self._turned().place(start, end)

    def _turned(self) -> Masked:
        """The way back."""
        return Masked("", tuple(MaskedSpan(k, ms, me, s, e) for k, s, e, ms, me in self.spans))

    def _moved(self, at: int, past: bool = False) -> tuple[int, int]:
        n = bisect_right(self.spans, at, key=lambda span: span.start) - 1
        if n >= 0 and at < self.spans[n].end:
            return self.spans[n].masked_start, self.spans[n].masked_end
        moved = at if n < 0 else at - self.spans[n].end + self.spans[n].masked_end
        return moved, moved + past


def label(kind: Kind, locale: Locale = "en") -> str:
    """What stands for masked data of this kind."""
    return LABELS[kind][LOCALES.index(locale)]


def mask(
    text: str,
    *,
    kinds: Collection[Kind] = KINDS,
    style: Style = "label",
    locale: Locale = "en",
    known: Iterable[tuple[Kind, str]] = (),
) -> Masked:
    """Mask a text; never raises.

    `style`: `label` puts what it was (`[phone]`, in the language of `locale`), `stars` one star for each character, so
    that all offsets stay. `known`: data known from elsewhere, masked wherever they stand, even where nothing tells
    what they are.
    """
    wanted = frozenset(kinds)
    sure = tuple((kind, value) for kind, value in known if kind in wanted and value)
    spans: list[Personal] = []
    done = Masked(text, ())
    for _ in range(_ROUNDS):
        found = find_personal(_blank(done.text), wanted, sure)
        if not found:
            break
        back = done._turned()
        spans = _merged([*spans, *(Personal(one.kind, *back.place(one.start, one.end)) for one in found)])
        done = _rendered(text, spans, style, locale)
    return done


def _blank(text: str) -> str:
    return _MASKED.sub(lambda found: _BLANK * len(found.group()), text)


def _merged(spans: list[Personal]) -> list[Personal]:
    """In order; what overlaps becomes one, of the kind of the longer."""
    out: list[Personal] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if out and span.start < out[-1].end:
            last = out[-1]
            kind = last.kind if last.end - last.start >= span.end - span.start else span.kind
            out[-1] = Personal(kind, last.start, max(last.end, span.end))
        else:
            out.append(span)
    return out


def _rendered(text: str, spans: list[Personal], style: Style, locale: Locale) -> Masked:
    pieces: list[str] = []
    out: list[MaskedSpan] = []
    last = length = 0
    for kind, start, end in spans:
        cover = "*" * (end - start) if style == "stars" else label(kind, locale)
        length += start - last
        out.append(MaskedSpan(kind, start, end, length, length + len(cover)))
        pieces += [text[last:start], cover]
        length += len(cover)
        last = end
    return Masked("".join((*pieces, text[last:])), tuple(out))
