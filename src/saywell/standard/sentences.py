"""The example sentences of moves: what is one, and what only looks like it. They lie beside the standard, in
`sentences/*.yaml` of its folder and of the folders that it extends.

Beside them may lie whole utterances with all moves that each one makes, in `utterances/*.jsonl`: what is said in life
does several things at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from saywell.standard.read import Fault, Map, known_keys, line_of, names_of, read_map

_ID = re.compile(rb"^((?:agent|customer)\.[a-z][a-z0-9_]*):", re.MULTILINE)
SCRIPTS = ("zh", "en")
KEYS = ("is", "near", "also", "note")


class Sentences(NamedTuple):
    """Sentences that are a move, sentences that are not it though they look like it, and the moves that the first ones
    may well be besides."""

    those: tuple[str, ...]
    near: tuple[str, ...]
    also: tuple[str, ...] = ()


class Labelled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `utterances/*.jsonl`: an utterance with the full ids of all moves in it, of one party; none for what is
    no known move."""

    text: str
    moves: tuple[str, ...] = ()
    lang: str = ""


def files_of(folders: Iterable[Path]) -> list[Path]:
    """The files with sentences of these folders, in order."""
    return [path for folder in folders for path in sorted((folder / "sentences").glob("*.yaml"))]


def utterance_files(folders: Iterable[Path]) -> list[Path]:
    """The files with utterances of these folders, in order; each is named for a party (agent.jsonl, customer.jsonl)."""
    return [path for folder in folders for path in sorted((folder / "utterances").glob("*.jsonl"))]


def read_utterances(files: Iterable[Path], faults: list[Fault]) -> dict[str, list[Labelled]]:
    """The utterances by party. What cannot be read becomes a fault."""
    decoder = msgspec.json.Decoder(Labelled)
    out: dict[str, list[Labelled]] = {}
    for path in files:
        those = out.setdefault(path.stem, [])
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            try:
                one = decoder.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                name = f"{path.parent.parent.name}/utterances/{path.name}"
                faults.append(Fault(name, number, f"No utterance: {error}.", 'Write {"text": …, "moves": […]}.'))
                continue
            those.append(one)
    return out


def moves_in(files: Iterable[Path]) -> frozenset[str]:
    """The moves that have sentences, without reading those."""
    return frozenset(name.decode() for path in files for name in _ID.findall(path.read_bytes()))


def digest(files: Iterable[Path]) -> str:
    """What tells these sentences from any others."""
    whole = sha256()
    for path in files:
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def read_sentences(files: Iterable[Path], faults: list[Fault]) -> dict[str, Sentences]:
    """The sentences of every move; those of several files are put together. What cannot be read becomes a fault."""
    out: dict[str, Sentences] = {}
    for path in files:
        name = f"{path.parent.parent.name}/sentences/{path.name}"
        content = read_map(path, name, faults)
        for move, body in content.items():
            if not isinstance(body, Map):
                faults.append(
                    Fault(name, line_of(content, move), f"“{move}” wants “is” and “near”.", "Write is: {zh: […]}.")
                )
                continue
            known_keys(body, "move with sentences", KEYS, name, faults)
            old = out.get(move, Sentences((), ()))
            out[move] = Sentences(
                old.those + _both(body, "is", name, faults),
                old.near + _both(body, "near", name, faults),
                old.also + names_of(body, "also", name, faults),
            )
    return out


def _both(body: Map, key: str, name: str, faults: list[Fault]) -> tuple[str, ...]:
    value = body.get(key)
    if value is None or value == "":
        return ()
    if not isinstance(value, Map):
        faults.append(Fault(name, line_of(body, key), f"“{key}” wants zh and en.", "Write {zh: […], en: […]}."))
        return ()
    return tuple(text for script in SCRIPTS for text in names_of(value, script, name, faults))
