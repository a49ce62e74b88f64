"""Small standards written inside a test, and conversations whose words name the moves that are heard in them."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.exchange.script import read_script
from saywell.quality.score import Run, run
from saywell.standard.compile import load
from saywell.standard.model import Standard
from saywell.standard.references import FAMILIES, MEANINGS

HEAD = "id: small\ntitle: Small\ncalendar: {zone: Asia/Shanghai, hours: {mon-fri: ['09:00-12:00', '13:00-18:00']}}\n"
OPENED = "# opened: channel=phone direction=inbound started=2026-11-20T10:00:00+08:00\n"
_MOVE = re.compile(r"\b(?:agent|customer)\.[a-z_]+")


def small(
    norms: str = "", situations: str = "", numbers: str = "", clauses: str = "", head: str = HEAD, shows: str = ""
) -> Standard:
    """A standard of these files; every move that they name exists. `shows`: entries of moves that show others."""
    named = set(_MOVE.findall(norms + situations + shows)) - set(MEANINGS)
    told = {line.partition(":")[0] for line in shows.splitlines()}
    names = sorted(name for name in named - told if not f"{name}.".startswith(tuple(FAMILIES)))
    moves = "".join(f"{name}: {{zh: [x]}}\n" for name in names) + shows
    with TemporaryDirectory() as place:
        folder = Path(place) / "small"
        folder.mkdir()
        files = {"norms": norms, "situations": situations, "numbers": numbers, "clauses": clauses, "moves": moves}
        for name, text in {**files, "standard": head}.items():
            if text:
                (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        built, faults = load(folder)
    assert built is not None, [str(fault) for fault in faults]
    return built


def talk(text: str, opened: str = OPENED) -> list[i.AnyInput]:
    """The inputs of a conversation. Its utterances are lists of moves; `name:王`, `phone:5550`, `deadline:2h`,
    `deadline:1d` (working) and `soon` are entities."""
    (source,) = read_script(opened + text, "t.talk")
    return [_heard(got) if isinstance(got, i.Said) else got for got in source.inputs]


def _heard(got: i.Said) -> i.Said:
    moves, entities = [], []
    for word in re.finditer(r"\S+", got.text):
        kind, colon, value = word[0].partition(":")
        if colon:
            entities.append(i.Entity(kind, _value(kind, value), word.start(), word.end()))
        elif word[0] == "soon":
            entities.append(i.Entity("deadline", {"vague": True}, word.start(), word.end()))
        elif word[0].isascii():
            moves.append(i.Move(word[0], word.start(), word.end()))
    return msgspec.structs.replace(got, heard=i.Heard("test", None, tuple(moves), tuple(entities)))


def _value(kind: str, value: str) -> dict[str, object]:
    if kind == "name":
        return {"surname": value, "key": value, "title": "先生"}
    if kind == "deadline":
        unit = {"m": "minute", "h": "hour", "d": "day"}[value[-1]]
        return {"amount": int(value[:-1]), "unit": unit, "working": unit == "day", "vague": False}
    return {"digits": value}


def judge(standard: Standard, text: str, opened: str = OPENED) -> dict[str, str]:
    """The verdicts of each norm, ladders by their clauses, in order."""
    out: dict[str, list[str]] = {}
    for event in finished(standard, text, opened).events:
        if type(event) is e.Judged:
            names = event.clauses if event.kind == "step" else (event.norm,)
            for name in names:
                out.setdefault(name, []).append(event.verdict)
    return {name: " ".join(verdicts) for name, verdicts in out.items()}


def finished(standard: Standard, text: str, opened: str = OPENED) -> Run:
    """The run of a conversation."""
    return run(standard, talk(text, opened))


def judged(standard: Standard, text: str, opened: str = OPENED) -> list[e.Judged]:
    """The verdicts of a conversation."""
    return [event for event in finished(standard, text, opened).events if isinstance(event, e.Judged)]


def verdict(norm: str, text: str, opened: str = OPENED, numbers: str = "", situations: str = "") -> str:
    """The verdicts of one norm `n` written as its fields."""
    return judge(small(f"n: {norm}\n", situations, numbers), text, opened).get("n", "")
