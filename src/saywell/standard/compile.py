"""From a folder of YAML files to an immutable standard.

Every fault of every file is reported at once. What a standard `extends` is read first; entries of the same id replace
those of the parent, `drop` in standard.yaml leaves some out.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from saywell.standard import norms as n
from saywell.standard.calendar import CalendarSpec
from saywell.standard.conditions import Reader
from saywell.standard.followups import read_followup
from saywell.standard.model import (
    LANGUAGES,
    Clause,
    ConceptSpec,
    FollowUp,
    Form,
    Line,
    MoveSpec,
    Norm,
    Number,
    Scoring,
    Severity,
    SituationSpec,
    Standard,
    Taboo,
    TabooPhrase,
)
from saywell.standard.moves import read_move
from saywell.standard.read import Fault, Map, Seq, known_keys, line_of, names_of, read_map, read_yaml
from saywell.standard.references import check_references
from saywell.standard.scoring import figure, read_scoring

SHIPPED = Path(__file__).resolve().parent.parent / "standards"
UNITS = ("s", "ms", "min", "h", "working_h", "working_days", "times", "db", "percent", "units_per_min")
LENGTHS = ("grace", "hold_max", "checkin_max", "ring_length", "overlap_min", "ladder_patience")
"""Numbers that the engine itself reads as lengths of time."""
HEAD_KEYS = ("id", "version", "title", "extends", "languages", "calendar", "same_as", "drop", "note")
NUMBER_KEYS = ("value", "unit", "clause", "origin", "title", "note")
TABOO_KEYS = ("clauses", "severity", "homophones", "phrases", "title", "note")
PHRASE_KEYS = ("say", "sense", "also", "en", "like", "except", "rewrite", "severity", "note")
SEVERITIES: dict[str, Severity] = {
    "block": "block", "warn": "warn", "note": "note", "critical": "block", "major": "block", "minor": "warn",
}  # fmt: skip
LINE_KEYS = ("clauses", "moves", "channel", "slots", "note")
FORM_KEYS = ("title", "clauses", "fields", "when", "asks", "note")
CLAUSE_KEYS = (
    "id", "section", "quote", "meaning", "channel", "direction", "kind", "check", "lines", "numbers", "forbidden",
    "items", "note", "scenario",
)  # fmt: skip


class Parts:
    """What has been read so far, of a standard and of what it extends."""

    def __init__(self) -> None:
        self.head = Map()
        self.clauses: dict[str, Clause] = {}
        self.numbers: dict[str, Number] = {}
        self.lines: dict[str, Line] = {}
        self.moves: dict[str, MoveSpec] = {}
        self.concepts: dict[str, ConceptSpec] = {}
        self.taboos: dict[str, Taboo] = {}
        self.forms: dict[str, Form] = {}
        self.acts: dict[str, dict[str, str]] = {}
        self.followups: dict[str, FollowUp] = {}
        self.situations: dict[str, SituationSpec] = {}
        self.norms: dict[str, Norm] = {}
        self.scoring = Scoring()
        self.uses: list[tuple[str, str, str, int]] = []


def find(name: str) -> Path:
    """The folder of a standard: a path, or the id of a shipped one."""
    path = Path(name)
    return path if path.is_dir() else SHIPPED / name


def load(folder: Path) -> tuple[Standard | None, list[Fault]]:
    """Read, check and compile. The standard is None where a fault makes it unusable."""
    faults: list[Fault] = []
    parts = Parts()
    _read_into(parts, folder, faults, ())
    if not parts.head:
        if not faults:
            mend = "Name the folder of a standard, or the id of a shipped one."
            faults.append(Fault(str(folder), 1, "There is no standard.yaml.", mend))
        return None, faults
    check_references(parts, faults)
    if faults:
        return None, faults
    return _finish(parts), faults


def _finish(parts: Parts) -> Standard:
    head = parts.head
    same = tuple(tuple(group) for group in head.get("same_as", ()))
    standard = Standard(
        id=str(head["id"]),
        version=str(head.get("version", "0")),
        title=n.texts(head.get("title")),
        extends=str(head.get("extends", "")),
        languages=names_of(head, "languages", "", []) or LANGUAGES,
        calendar=_calendar(head.get("calendar")),
        clauses=parts.clauses,
        numbers=parts.numbers,
        lines=parts.lines,
        situations=parts.situations,
        norms=parts.norms,
        taboos=parts.taboos,
        forms=parts.forms,
        acts=parts.acts,
        followups=parts.followups,
        moves=parts.moves,
        concepts=parts.concepts,
        scoring=parts.scoring,
        same_as=same,
        sure=tuple(sorted({name for kind, name, _, _ in parts.uses if kind == "signal" and "@" in name})),
    )
    digest = hashlib.sha256(msgspec.msgpack.encode(standard)).hexdigest()
    return msgspec.structs.replace(standard, hash=digest)


def _calendar(src: Any) -> CalendarSpec:
    return msgspec.convert(src, CalendarSpec) if isinstance(src, Map) else CalendarSpec()


def _read_into(parts: Parts, folder: Path, faults: list[Fault], chain: tuple[str, ...]) -> None:
    head_path = folder / "standard.yaml"
    name = f"{folder.name}/standard.yaml"
    if not head_path.is_file():
        faults.append(
            Fault(name, 1, "There is no such file.", "Every standard has a standard.yaml with id, version and title.")
        )
        return
    head = read_map(head_path, name, faults)
    for key in ("id", "title"):
        if key not in head:
            faults.append(Fault(name, 1, f"“{key}” is missing.", f"Add {key}: …"))
            return
    parent = head.get("extends")
    if isinstance(parent, str) and parent:
        beside = folder.parent / parent
        target = beside if beside.is_dir() else SHIPPED / parent
        if str(target.resolve()) in (*chain, str(folder.resolve())):
            faults.append(Fault(name, line_of(head, "extends"), f"“extends: {parent}” goes round in a circle."))
            return
        if not target.is_dir():
            faults.append(
                Fault(
                    name,
                    line_of(head, "extends"),
                    f"There is no standard “{parent}” to extend.",
                    "Put it beside this folder, or name a shipped one.",
                )
            )
            return
        _read_into(parts, target, faults, (*chain, str(folder.resolve())))
    parts.head = head
    _check_calendar(head, name, faults)
    _check_head(head, name, faults)
    for gone in names_of(head, "drop", name, faults):
        for table in (parts.norms, parts.situations, parts.lines, parts.taboos, parts.numbers):
            table.pop(gone, None)
    _Folder(parts, folder, faults).read()


def _check_head(head: Map, name: str, faults: list[Fault]) -> None:
    known_keys(head, "standard", HEAD_KEYS, name, faults)
    groups = head.get("same_as", Seq())
    lists = isinstance(groups, Seq) and all(isinstance(one, Seq) for one in groups)
    if not lists or not all(isinstance(clause, str) for group in groups for clause in group):
        faults.append(Fault(name, line_of(head, "same_as"), "“same_as” wants lists of clauses.", "Write [[a, b]]."))
    names_of(head, "languages", name, faults)


def _check_calendar(head: Map, name: str, faults: list[Fault]) -> None:
    if "calendar" not in head:
        return
    if not isinstance(head["calendar"], Map):
        faults.append(Fault(name, line_of(head, "calendar"), "The calendar wants fields.", "Write zone: … below it."))
        return
    from saywell.kernel.errors import SaywellError
    from saywell.standard.calendar import Calendar

    try:
        # The packages with the holidays are asked on first use: an unknown place shows only then.
        Calendar(_calendar(head["calendar"])).is_holiday(0)
    except msgspec.ValidationError as error:
        faults.append(Fault(name, line_of(head, "calendar"), f"The calendar cannot be read: {error}."))
    except SaywellError as error:
        faults.append(Fault(name, line_of(head, "calendar"), error.render("en")))


class _Folder:
    """Reads the files of one folder into the parts."""

    def __init__(self, parts: Parts, folder: Path, faults: list[Fault]) -> None:
        self.parts = parts
        self.folder = folder
        self.faults = faults

    def read(self) -> None:
        """Read every file, in an order in which names are known before they are used."""
        list(map(self._clauses, self._files("clauses")))
        self._all(numbers=self._number, concepts=self._concept, moves=self._move, taboo=self._taboo)
        self._lines()
        self._all(forms=self._form, followup=self._followup, acts=self._act)
        for stem, take in (("situations", self._situation), ("norms", self._norm)):
            for path in self._files(stem):
                self._each_read(path, take)
        for path in self._files("scoring"):
            name = self._name(path)
            self.parts.scoring = read_scoring(read_map(path, name, self.faults), name, self.faults)

    def _files(self, stem: str) -> list[Path]:
        single = self.folder / f"{stem}.yaml"
        many = sorted((self.folder / stem).glob("*.yaml")) if (self.folder / stem).is_dir() else []
        return ([single] if single.is_file() else []) + (many if stem != "lines" else [])

    def _all(self, **takes: Any) -> None:
        for stem, take in takes.items():
            for path in self._files(stem):
                self._each(path, take)

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.folder.parent))

    def _each(self, path: Path, take: Any) -> None:
        name = self._name(path)
        entries = read_map(path, name, self.faults)
        for id, src in entries.items():
            if isinstance(src, Map):
                take(id, src, name)
            else:
                self._wants_fields(name, entries, id)

    def _each_read(self, path: Path, take: Any) -> None:
        name = self._name(path)
        src = read_map(path, name, self.faults)
        reader = Reader(self.parts.numbers, self.faults, name)
        for id, entry in src.items():
            if isinstance(entry, Map):
                take(reader, id, entry)
            else:
                self._wants_fields(name, src, id)
        self.parts.uses.extend((kind, used, name, line) for kind, used, line in reader.used)

    def _wants_fields(self, name: str, src: Map, id: str) -> None:
        mend = "Write {key: value} behind it."
        self.faults.append(Fault(name, line_of(src, id), f"“{id}” wants fields.", mend))

    def _names(self, src: Map, key: str, name: str) -> tuple[str, ...]:
        return names_of(src, key, name, self.faults)

    def _clauses_of(self, src: Map, name: str, line: int) -> tuple[str, ...]:
        clauses = self._names(src, "clauses", name)
        self.parts.uses.extend(("clause", clause, name, line) for clause in clauses)
        return clauses

    def _clauses(self, path: Path) -> None:
        name = self._name(path)
        src = read_yaml(path, name, self.faults)
        if not isinstance(src, Seq) and src:
            self.faults.append(Fault(name, 1, "The clauses are a list.", "Begin each with “- id: …”."))
        for entry in src if isinstance(src, Seq) else ():
            if not isinstance(entry, Map) or "id" not in entry:
                self.faults.append(Fault(name, getattr(entry, "line", 1), "A clause wants an id."))
                continue
            known_keys(entry, "clause", CLAUSE_KEYS, name, self.faults)
            id = str(entry["id"])
            if id in self.parts.clauses:
                self.faults.append(Fault(name, entry.line, f"The clause “{id}” stands twice."))
            self.parts.clauses[id] = Clause(
                id=id,
                section=str(entry.get("section", "")),
                quote=str(entry.get("quote", "")),
                meaning=str(entry.get("meaning", "")),
                channel=str(entry.get("channel", "any")),
                direction=str(entry.get("direction", "any")),
                kind=names_of(entry, "kind", name, self.faults),
                check=names_of(entry, "check", name, self.faults),
                note=str(entry.get("note", "")),
                scenario=str(entry.get("scenario", "")),
            )

    def _number(self, id: str, src: Map, name: str) -> None:
        known_keys(src, "number", NUMBER_KEYS, name, self.faults)
        unit = src.get("unit", "times")
        value = figure(src.get("value"), -1e9 if unit == "db" else 0.0)
        if value is None:
            self.faults.append(
                Fault(name, line_of(src, "value"), f"“{src.get('value')}” is not a figure.", "Write value: 5.")
            )
            return
        if unit not in UNITS:
            self.faults.append(
                Fault(name, line_of(src, "unit"), f"There is no unit “{unit}”.", f"Units are {', '.join(UNITS)}.")
            )
            return
        if id in LENGTHS and unit not in ("s", "ms", "min", "h"):
            self.faults.append(
                Fault(name, line_of(src, "unit"), f"“{id}” is a length of time.", "Give it in s, ms, min or h.")
            )
            return
        clause = str(src.get("clause", ""))
        if clause:
            self.parts.uses.append(("clause", clause, name, line_of(src, "clause")))
        self.parts.numbers[id] = Number(
            value=value, unit=unit, clause=clause, origin=str(src.get("origin", "")), title=n.texts(src.get("title"))
        )

    def _concept(self, id: str, src: Map, name: str) -> None:
        self.parts.concepts[id] = ConceptSpec(zh=self._names(src, "zh", name), en=self._names(src, "en", name))

    def _move(self, id: str, src: Map, name: str) -> None:
        self.parts.moves[id] = read_move(id, src, name, self.parts, self.faults)

    def _taboo(self, id: str, src: Map, name: str) -> None:
        known_keys(src, "taboo list", TABOO_KEYS, name, self.faults)
        severity = self._severity(src, name, "block")
        phrases = []
        for one in src.get("phrases", ()):
            if not isinstance(one, Map) or "say" not in one:
                self.faults.append(Fault(name, line_of(src, "phrases"), "A taboo phrase wants “say”."))
                continue
            known_keys(one, "taboo phrase", PHRASE_KEYS, name, self.faults)
            if one.get("sense", "blunt") not in ("whole", "blunt", "anywhere"):
                self.faults.append(
                    Fault(name, one.line, f"There is no sense “{one['sense']}”.", "Senses are whole, blunt, anywhere.")
                )
                continue
            phrases.append(
                TabooPhrase(
                    say=str(one["say"]),
                    sense=one.get("sense", "blunt"),
                    also=self._names(one, "also", name),
                    en=self._names(one, "en", name),
                    like=self._names(one, "like", name),
                    harmless=self._names(one, "except", name),
                    rewrite=str(one.get("rewrite", "")),
                    severity=self._severity(one, name, severity),
                )
            )
            if phrases[-1].rewrite:
                self.parts.uses.append(("line", phrases[-1].rewrite, name, one.line))
        self.parts.taboos[id] = Taboo(
            id=id,
            clauses=self._clauses_of(src, name, line_of(src, "clauses")),
            severity=severity,
            homophones=src.get("homophones") == "true",
            phrases=tuple(phrases),
        )

    def _severity(self, src: Map, name: str, default: Severity) -> Severity:
        """What the guard does; the words that norms use are known too."""
        told = src.get("severity")
        if told is None:
            return default
        found = SEVERITIES.get(str(told))
        if found is None:
            self.faults.append(
                Fault(
                    name,
                    line_of(src, "severity"),
                    f"There is no severity “{told}”.",
                    "Severities are block, warn, note.",
                )
            )
        return found or default

    def _lines(self) -> None:
        path = self.folder / "lines.yaml"
        if not path.is_file():
            return
        texts: dict[str, Map] = {}
        for lang in LANGUAGES:
            file = self.folder / "lines" / f"{lang}.yaml"
            texts[lang] = read_map(file, self._name(file), self.faults) if file.is_file() else Map()
        name = self._name(path)
        index = read_map(path, name, self.faults)
        for id, src in index.items():
            found: dict[str, Any] = {lang: texts[lang].get(id) for lang in LANGUAGES}
            for lang in LANGUAGES:
                if not isinstance(found[lang], Map) or not found[lang].get("text"):
                    what, mend = f"The line “{id}” has no text in {lang}.", f"Add it to lines/{lang}.yaml."
                    self.faults.append(Fault(name, line_of(index, id), what, mend))
            self._line(id, src if isinstance(src, Map) else Map(), found, name, line_of(index, id))
        for lang in LANGUAGES:
            for id in texts[lang]:
                if id not in index:
                    what = f"The line “{id}” is not in lines.yaml."
                    self.faults.append(Fault(texts[lang].file, line_of(texts[lang], id), what))

    def _line(self, id: str, src: Map, found: dict[str, Any], name: str, line: int) -> None:
        known_keys(src, "line", LINE_KEYS, name, self.faults)
        moves = self._names(src, "moves", name)
        self.parts.uses.extend(("signal", move, name, line) for move in moves)
        slots = n.texts(src["slots"]) if isinstance(src.get("slots"), Map) else {}
        self.parts.uses.extend(("number", number, name, line) for number in slots.values())
        usable = {lang: entry for lang, entry in found.items() if isinstance(entry, Map)}
        self.parts.lines[id] = Line(
            id=id,
            clauses=self._clauses_of(src, name, line),
            moves=moves,
            channel=str(src.get("channel", "any")),
            slots=slots,
            texts={lang: str(entry.get("text", "")) for lang, entry in usable.items()},
            origin={lang: str(entry.get("origin", "")) for lang, entry in usable.items()},
            note={lang: str(entry["note"]) for lang, entry in usable.items() if "note" in entry},
        )

    def _form(self, id: str, src: Map, name: str) -> None:
        known_keys(src, "form", FORM_KEYS, name, self.faults)
        self.parts.forms[id] = Form(
            id=id,
            title=n.texts(src.get("title")),
            clauses=self._clauses_of(src, name, line_of(src, "clauses")),
            fields=self._names(src, "fields", name),
            when=self._names(src, "when", name),
            asks={field: n.texts(text) for field, text in src.get("asks", {}).items()},
        )

    def _act(self, id: str, src: Map, name: str) -> None:
        known_keys(src, "thing done", ("title", "note"), name, self.faults)
        self.parts.acts[id] = n.texts(src.get("title", id))

    def _followup(self, id: str, src: Map, name: str) -> None:
        self.parts.followups[id] = read_followup(id, src, name, self.parts, self.faults)

    def _situation(self, reader: Reader, id: str, src: Map) -> None:
        built = n.situation(reader, id, src)
        if built is not None:
            self.parts.situations[id] = built

    def _norm(self, reader: Reader, id: str, src: Map) -> None:
        built = n.norm(reader, id, src)
        if built is not None:
            self.parts.norms[id] = built
