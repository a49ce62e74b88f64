"""Reads scripted customers from their files.

A persona may name its `manners`: a file with the answers, patience and farewells of a kind of people, which come behind
its own.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.time import SECOND, Duration
from saywell.standard.compile import SHIPPED
from saywell.standard.norms import texts
from saywell.standard.read import Fault, Map, known_keys, names_of, read_map
from saywell.trainer.customer import Persona, Reply

MANNERS = SHIPPED / "common" / "play" / "manners"
KEYS = (
    "title", "channel", "direction", "surname", "answers", "script", "begins", "queue", "lang", "only", "order",
    "account", "patience", "holds", "waits", "when_silent", "ends", "fillers", "about", "transfers", "manners",
    "note",
)  # fmt: skip
REPLY_KEYS = ("say", "when", "silent", "hang_up", "later", "soft", "times")
BEGINS = ("greeted", "first", "never")
_SECONDS = re.compile(r"[0-9]{1,5}(\.[0-9]+)?\Z")


def read_persona(path: Path) -> Persona:
    """A persona from its file. Raises `trainer.bad-persona` with the line."""
    src = _read(path)
    manners = Map()
    if "manners" in src:
        own = path.parent / "manners" / f"{src['manners']}.yaml"
        manners = _read(own if own.is_file() else MANNERS / f"{src['manners']}.yaml")
    begins = str(src.get("begins", manners.get("begins", "greeted")))
    if begins not in BEGINS:
        raise _bad(path, src.lines.get("begins", 1), f"begins: {' | '.join(BEGINS)}")
    plain = Persona(id=path.stem, title=texts(src.get("title", path.stem)))

    def length(key: str, default: Duration) -> Duration:
        return _length(src.get(key, manners.get(key)), default, path, src.lines.get(key, 1))

    ends = src.get("ends", manners.get("ends"))
    return Persona(
        id=path.stem,
        title=plain.title,
        channel=str(src.get("channel", "phone")),
        direction=str(src.get("direction", "inbound")),
        surname=str(src["surname"]) if "surname" in src else None,
        answers=(*_replies(src, "answers", path), *_replies(manners, "answers", path)),
        script=_replies(src, "script", path),
        begins=begins,
        queue=str(src.get("queue", "")),
        langs=names_of(src, "lang", path.name, []),
        only=names_of(src, "only", path.name, []),
        order=str(src.get("order", "")),
        account=src.get("account") == "true",
        patience=length("patience", plain.patience),
        holds=length("holds", plain.holds),
        waits=length("waits", plain.waits),
        when_silent=_replies(src, "when_silent", path) or _replies(manners, "when_silent", path),
        ends=_reply(ends, path) if ends is not None else None,
        fillers=_replies(src, "fillers", path) or _replies(manners, "fillers", path),
        about={**_about(manners), **_about(src)},
        transfers=src.get("transfers", manners.get("transfers")) != "false",
    )


def _about(src: Map) -> dict[str, dict[str, str]]:
    about = src.get("about")
    return {key: texts(value) for key, value in about.items()} if isinstance(about, Map) else {}


def _bad(path: Path, line: int, what: str) -> SaywellError:
    return SaywellError("trainer.bad-persona", place=Place(path.name, line), what=what)


def _read(path: Path) -> Map:
    faults: list[Fault] = []
    src = read_map(path, path.name, faults)
    known_keys(src, "customer", KEYS, path.name, faults)
    if faults:
        raise _bad(path, faults[0].line, str(faults[0].what))
    return src


def _replies(src: Map, key: str, path: Path) -> tuple[Reply, ...]:
    return tuple(_reply(one, path) for one in src.get(key, ()))


def _reply(src: Any, path: Path) -> Reply:
    if not isinstance(src, Map) or not set(src) <= set(REPLY_KEYS):
        raise _bad(path, getattr(src, "line", 0) or 1, "{say: …}")
    times = str(src.get("times", "1"))
    if not times.isdecimal() or len(times) > 3:
        raise _bad(path, src.line, "{times: 2}")
    return Reply(
        text=texts(src.get("say")),
        when=names_of(src, "when", path.name, []),
        silent=_length(src.get("silent"), 0, path, src.line),
        hang_up=src.get("hang_up") == "true",
        later=src.get("later") == "true",
        soft=src.get("soft") == "true",
        times=int(times),
    )


def _length(value: Any, default: Duration, path: Path, line: int) -> Duration:
    """Seconds as an author writes them, in ms."""
    if value is None:
        return default
    found = _SECONDS.match(str(value))
    if found is None:
        raise _bad(path, line, "{silent: 5}")
    return round(float(found[0]) * SECOND)
