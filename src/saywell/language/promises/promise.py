"""What a promise is."""

from __future__ import annotations

from typing import Literal, NamedTuple

from saywell.language.entities.entity import Value

Who = Literal["agent", "colleague", "customer"]
Status = Literal["made", "negated", "conditional", "asked", "reported", "requested", "unsure"]
ACTS = ("callback", "reply", "ship", "refund", "resend", "visit", "forward", "lookup", "send", "other")


class Promise(NamedTuple):
    """Something that is promised, or only looks so.

    `who` will do it: the agent, a colleague (or technician, department, courier …) or the customer. `act` is one of
    ACTS. `start`, `end`: its words. `deadline`: the value of the time that was named (see `saywell.language.entities.when`),
    None where none was. `status`: only `made` is a promise; the others say why it is none: it is denied, hangs on a
    condition, is asked, is told of the past, is asked of the other side, or is left unsure.
    """

    who: Who
    act: str
    start: int
    end: int
    deadline: Value | None
    status: Status

    @property
    def made(self) -> bool:
        """Whether somebody is bound by it."""
        return self.status == "made"

    @property
    def vague(self) -> bool:
        """Whether no time was named."""
        return self.deadline is None
