"""Reads followup.yaml: what is done after the words, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saywell.standard.model import FollowUp, Stage
from saywell.standard.norms import texts
from saywell.standard.read import Fault, Map, known_keys, line_of, names_of

if TYPE_CHECKING:
    from saywell.standard.compile import Parts

KINDS = ("promise", "ticket", "lead", "repair", "callback")
LEVELS = ("colleague", "leader", "department")
DONE = ("dispatched", "acknowledged", "followed", "printed", "visited", "answered", "explained", "closed")
FIGURES = {
    "answer": "The figure within which the customer has the answer.",
    "acknowledge": "The figure within which the receiver confirms it.",
    "chase": "The figure after which one who did not confirm is asked again.",
    "first": "The figure after which its state is asked for first.",
    "every": "The figure after which its state is asked for again.",
    "remind": "The figure before a deadline at which its owner is reminded.",
    "explain": "The figure within which the customer is told that there is no result yet.",
}

_KEYS = (
    "kind", "title", "clauses", "form", "acts", "situations", "heard", *FIGURES, "escalate", "stages", "reasons",
    "done", "note",
)  # fmt: skip


def read_followup(id: str, src: Map, name: str, parts: Parts, faults: list[Fault]) -> FollowUp:
    """An entry. What is wrong becomes a fault; names of clauses and figures are looked up when all has been read."""
    known_keys(src, "follow-up", _KEYS, name, faults)
    kind = str(src.get("kind", ""))
    if kind not in KINDS:
        mend = f"It is one of {', '.join(KINDS)}."
        faults.append(Fault(name, line_of(src, "kind"), f"“{kind}” is no kind of follow-up.", mend))
    levels = names_of(src, "escalate", name, faults)
    for level in levels:
        if level not in LEVELS:
            mend = f"It is one of {', '.join(LEVELS)}."
            faults.append(Fault(name, line_of(src, "escalate"), f"“{level}” is no level.", mend))
    figures = {key: str(src[key]) for key in FIGURES if key in src}
    clauses = names_of(src, "clauses", name, faults)
    uses = [("clause", one, "clauses") for one in clauses]
    uses += [("number", one, key) for key, one in figures.items()]
    uses += [("form", str(src["form"]), "form")] if "form" in src else []
    uses += [("signal", one, "heard") for one in names_of(src, "heard", name, faults)]
    parts.uses.extend((what, used, name, line_of(src, key)) for what, used, key in uses)
    done = _map(src, "done", name, faults)
    known_keys(done, "list of what is done", DONE, name, faults)
    return FollowUp(
        id=id,
        kind=kind,
        title=texts(src.get("title")),
        clauses=clauses,
        form=str(src.get("form", "")),
        acts=names_of(src, "acts", name, faults),
        situations=names_of(src, "situations", name, faults),
        heard=names_of(src, "heard", name, faults),
        escalate=levels,
        stages=tuple(_stage(one, entry, name, faults) for one, entry in _map(src, "stages", name, faults).items()),
        reasons={key: texts(value) for key, value in _map(src, "reasons", name, faults).items()},
        done={key: str(value) for key, value in done.items()},
        **figures,
    )


def _stage(id: str, src: object, name: str, faults: list[Fault]) -> Stage:
    if not isinstance(src, Map):
        faults.append(Fault(name, 1, f"The stage “{id}” wants fields.", "Write {title: …} behind it."))
        return Stage(id)
    known_keys(src, "stage", ("title", "ends"), name, faults)
    ends = str(src.get("ends", ""))
    if ends not in ("", "won", "lost"):
        faults.append(Fault(name, line_of(src, "ends"), f"A stage does not end as “{ends}”.", "Write won or lost."))
    return Stage(id, texts(src.get("title")), ends)


def _map(src: Map, key: str, name: str, faults: list[Fault]) -> Map:
    value = src.get(key)
    if isinstance(value, Map):
        return value
    if value is not None:
        faults.append(Fault(name, line_of(src, key), f"“{key}” wants entries.", "Write {key: value} behind it."))
    return Map()
