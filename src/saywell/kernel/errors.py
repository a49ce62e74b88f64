"""Named errors: a stable code, the fields that fill its sentence, and the place where the fault is.

The sentences live in `kernel/messages`, one table for each area, in three languages. An error is never a sentence:
whoever shows it asks for `render(locale)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from saywell.kernel.locale import Locale


class Place(NamedTuple):
    """Where a fault is: file name, 1-based line, name of the field. Any of them may be unknown."""

    file: str | None = None
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        where = self.file or ""
        if self.line is not None:
            where = f"{where or '<input>'}:{self.line}"
        if not self.field:
            return where
        return f"{where}: {self.field}" if where else self.field


NOWHERE = Place()


class SaywellError(Exception):
    """What was wrong, where, and what to do.

    `code` is stable (`area.fault`) and is the key of the sentence; `fields` fill its slots; `place` says where.
    """

    def __init__(self, code: str, *, place: Place = NOWHERE, **fields: Any) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.fields = fields

    def render(self, locale: Locale = "en") -> str:
        """One line of text in `locale`: the place, what is wrong, how to mend it."""
        from saywell.kernel.messages import sentence

        text = sentence(self.code, locale, self.fields)
        where = str(self.place)
        return f"{where}: {text}" if where else text

    def at(self, place: Place) -> SaywellError:
        """The same error with the parts of `place` that were not known before."""
        mine = self.place
        merged = Place(
            file=mine.file or place.file,
            line=mine.line if mine.line is not None else place.line,
            field=mine.field or place.field,
        )
        return SaywellError(self.code, place=merged, **self.fields)

    def __str__(self) -> str:
        return self.render("en")


class Faults(SaywellError):
    """Several faults reported at once, in the order in which they were found."""

    def __init__(self, errors: Iterable[SaywellError]) -> None:
        self.errors = tuple(errors)
        super().__init__("kernel.faults", count=len(self.errors))

    def at(self, place: Place) -> SaywellError:
        """The same errors, each with the parts of `place` that were not known before."""
        return Faults(error.at(place) for error in self.errors)

    def render(self, locale: Locale = "en") -> str:
        """One line for each fault."""
        return "\n".join(error.render(locale) for error in self.errors)
