"""Reading and compiling a standard: text stays text, parents are extended, every fault is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from saywell.standard.compile import load
from saywell.standard.coverage import covered, total
from saywell.standard.model import Cond, Standard, Within
from saywell.standard.read import Fault, Map, Seq, read_map, read_yaml

HEAD = "id: own\ntitle: Own\n"
MOVES = "agent.greets: {title: Greets, zh: [您好]}\nagent.bows: {title: Bows, zh: [鞠躬]}\n"


def folder(place: Path, files: dict[str, str], name: str = "own") -> Path:
    """A standard's folder with these files, `standard` and `moves` where they are not given."""
    for stem, text in {"standard": HEAD, "moves": MOVES, **files}.items():
        path = place / name / f"{stem}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return place / name


def built(place: Path, **files: str) -> Standard:
    standard, faults = load(folder(place, files))
    assert standard is not None, [str(fault) for fault in faults]
    return standard


def faults_of(place: Path, **files: str) -> list[str]:
    standard, faults = load(folder(place, files))
    assert standard is None
    return [str(fault) for fault in faults]


def test_scalars_stay_the_text_that_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("time: 18:00\nword: no\nnumber: 010\nnull: ~\nlist: [on, 1e3, 2026-11-20]\n", encoding="utf-8")
    faults: list[Fault] = []
    read = read_map(path, "x", faults)
    assert dict(read) == {
        "time": "18:00",
        "word": "no",
        "number": "010",
        "null": "~",
        "list": ["on", "1e3", "2026-11-20"],
    }
    assert not faults


def test_every_key_and_item_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\n\nb:\n  - x\n  - y: 2\n", encoding="utf-8")
    read = read_yaml(path, "x", [])
    assert isinstance(read, Map) and read.lines == {"a": 1, "b": 3}
    assert isinstance(read["b"], Seq) and read["b"].lines == [4, 5]


@pytest.mark.parametrize(
    ("raw", "line", "what"),
    [
        (b"a: 1\na: 2\n", 2, "stands twice"),
        (b"a: [1\nb: 2\n", 2, "."),
        (b"a: \xff\n", 1, "not UTF-8"),
        (b"? [a]\n: 1\n", 1, "A key must be text"),
        (b"- a\n", 1, "A mapping"),
        (b"a: &x [*x]\n", 1, "nested or repeated"),
        (b"a: " + b"[" * 150 + b"]" * 150, 1, "nested"),
        (b"a: 1\n--- \nb: 2\n", 2, "."),
        (b"a: \x01\n", 1, "not YAML"),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_its_line(tmp_path: Path, raw: bytes, line: int, what: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(raw)
    faults: list[Fault] = []
    read_map(path, "own/x.yaml", faults)
    assert [fault.line for fault in faults][:1] == [line]
    assert what in faults[0].what and str(faults[0]).startswith(f"own/x.yaml:{line}: ")


FAULTS = [
    ("norms", "n: {kind: law}", 1, "no kind that is known"),
    ("norms", "n: {kind: [duty]}", 1, "no kind that is known"),
    ("norms", "n:\n  kind: duty\n", 2, "lacks “do”"),
    ("norms", "n: {kind: duty, do: agent.greets}\n", 1, "no title in every language"),
    ("norms", "n:\n  title: {en: Greets}\n  kind: duty\n", 2, "no title in every language"),
    ("norms", "n: {title: T, kind: duty, do: agent.greets, never: agent.bows}", 1, "A duty has no “never”"),
    ("norms", "n:\n  kind: duty\n  do: agent.grets\n", 3, "“agent.grets”. Did you mean “agent.greets”?"),
    ("norms", "n: {title: T, kind: duty, do: hello you}", 1, "is not a signal"),
    ("norms", "n: {title: T, kind: duty, do: agent.greets, clauses: [c-9]}", 1, "There is no clause “c-9”"),
    ("norms", "n: {title: T, kind: duty, do: agent.greets, say: [hi]}", 1, "There is no line “hi”"),
    ("norms", "n: {title: T, kind: duty, do: agent.greets, within: soon}", 1, "not a length of time for a duty"),
    ("norms", "n: {title: T, kind: duty, do: agent.greets, within: {seconds: quick}}", 1, "neither a name"),
    ("norms", "n: {title: T, kind: duty, do: agent.greets, once: yes}", 1, "wants true or false"),
    ("norms", "n: {title: T, kind: duty, do: agent.greets, severity: huge}", 1, "severity is one of major"),
    ("norms", "n: {title: T, kind: duty, do: {all: [agent.greets], any: [agent.bows]}}", 1, "No condition has the"),
    ("norms", "n: {title: T, kind: ban, never: agent.greets, while: night}", 1, "There is no situation “night”"),
    ("norms", "n: {title: T, kind: check, act: hold.on, needs: {ladder_finished: x}}", 1, "with a ladder “x”"),
    ("norms", "n: {title: T, kind: permit, act: hangup.agent, allow: {permitted: n}}", 1, "rests on itself"),
    ("norms", "n: {title: T, kind: ban, never: hold.on, if: {permitted: m}}\nm: {kind: may}", 1, "no permit “m”"),
    ("norms", "n: {title: T, kind: duty, do: {form: lost}}", 1, "There is no form “lost”"),
    ("norms", "n: {title: T, kind: duty, do: {gap: 5 lightyears}}", 1, "neither a name in numbers.yaml nor a figure"),
    ("norms", "n: {title: T, kind: question, ask: {zh-Hans: 吗, fr: quoi}}", 1, "“fr” is no language"),
    ("norms", "n: {title: T, kind: promise, made: agent.greets, limits: [{if: agent.greets}]}", 1, "wants “within”"),
    ("norms", "n: x", 1, "wants fields"),
    ("acts", "sent: {name: Sent}", 1, "A thing done has no “name”"),
    ("numbers", "a: {value: many}", 1, "is not a figure"),
    ("numbers", "a: {value: inf}", 1, "is not a figure"),
    ("numbers", "a: {value: 1, unit: moons}", 1, "There is no unit “moons”"),
    ("numbers", "grace: {value: 1, unit: times}", 1, "“grace” is a length of time"),
    ("numbers", "a: {value: 1, clause: c-9}", 1, "There is no clause “c-9”"),
    ("situations", "s: {closes: agent.greets}", 1, "does not say what opens it"),
    ("situations", "s: {opens: agent.greets, ladder: {steps: [{wait: 5 s}]}}", 1, "wants “say”"),
    ("situations", "s: {opens: agent.greets, ladder: {then: {}}}", 1, "wants a list of steps"),
    ("situations", "s: {opens: [{on: agent.greets, at: 5 s}]}", 1, "An opening has no “at”"),
    ("moves", "greets: {zh: [您好]}", 1, "is no id of a move"),
    ("moves", "agent.greets: {zh: {a: b}}\nagent.bows: {}", 1, "wants a list of texts"),
    ("taboo", "t: {phrases: [{say: x, sense: vague}]}", 1, "There is no sense “vague”"),
    ("taboo", "t:\n  phrases:\n    - {word: x}\n", 2, "wants “say”"),
    ("lines", "hi: {moves: [agent.greets]}", 1, "has no text in zh-Hans"),
    ("clauses", "- {meaning: x}", 1, "A clause wants an id"),
    ("clauses", "- {id: c-1}\n- {id: c-1}", 2, "stands twice"),
    ("scoring", "sections: {a: {weight: heavy}}", 1, "wants a figure"),
    ("scoring", "sections: {a: {mode: twice}}", 1, "mode is one of once, per_hit"),
    ("standard", "id: own\n", 1, "“title” is missing"),
    ("standard", HEAD + "extends: nobody\n", 3, "There is no standard “nobody” to extend"),
    ("standard", HEAD + "extends: own\n", 3, "goes round in a circle"),
    ("standard", HEAD + "colour: red\n", 3, "A standard has no “colour”"),
    ("standard", HEAD + "calendar: {zone: Moon/Base}\n", 3, "Moon/Base"),
    ("standard", HEAD + "calendar: {zone: Asia/Shanghai, holidays: CNX}\n", 3, "No holidays are known for"),
    ("standard", HEAD + "same_as: [a, b]\n", 3, "wants lists of clauses"),
]  # fmt: skip


@pytest.mark.parametrize(("stem", "text", "line", "what"), FAULTS, ids=[what for *_, what in FAULTS])
def test_a_fault_names_file_line_and_what_is_wrong(tmp_path: Path, stem: str, text: str, line: int, what: str) -> None:
    clauses = {} if stem == "clauses" else {"clauses": "- {id: c-1}\n"}
    told = faults_of(tmp_path, **{**clauses, stem: text})
    assert [one for one in told if one.startswith(f"own/{stem}.yaml:{line}: ") and what in one], told


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    told = faults_of(
        tmp_path,
        norms="a: {kind: law}\nb: {title: T, kind: duty}\nc: {title: T, kind: ban, never: agent.x}\n",
        numbers="n: {value: x}\n",
        taboo="t: {phrases: [{say: x, sense: y}]}\n",
    )
    places = {one.split(": ")[0] for one in told}
    assert places == {
        "own/norms.yaml:1",
        "own/norms.yaml:2",
        "own/norms.yaml:3",
        "own/numbers.yaml:1",
        "own/taboo.yaml:1",
    }


def test_a_child_adds_replaces_and_drops(tmp_path: Path) -> None:
    norms = "".join(f"{id}: {{title: T, kind: duty, do: agent.greets}}\n" for id in "ab")
    norms += "c: {title: T, kind: ban, never: agent.bows}\n"
    folder(tmp_path, {"norms": norms, "numbers": "n: {value: 5, unit: s}\n"}, "parent")
    child = {
        "standard": "id: child\ntitle: Child\nextends: parent\ndrop: [b]\n",
        "norms": "a: {title: T, kind: duty, do: agent.bows}\nd: {title: T, kind: may, do: agent.bows}\n",
        "numbers": "n: {value: 9, unit: s}\n",
        "moves": "agent.jumps: {zh: [跳]}\n",
    }
    standard, faults = load(folder(tmp_path, child, "child"))
    assert standard is not None, faults
    assert list(standard.norms) == ["a", "c", "d"]
    assert standard.norms["a"].do == Cond("seen", ("agent.bows",))
    assert standard.numbers["n"].ms() == 9000
    assert {"agent.greets", "agent.jumps"} <= set(standard.moves)
    assert (standard.id, standard.extends) == ("child", "parent")


def test_two_that_extend_each_other_are_told(tmp_path: Path) -> None:
    folder(tmp_path, {"standard": "id: a\ntitle: A\nextends: b\n"}, "a")
    folder(tmp_path, {"standard": "id: b\ntitle: B\nextends: a\n"}, "b")
    standard, faults = load(tmp_path / "a")
    assert standard is None and "circle" in str(faults[0])


def test_the_hash_follows_the_content_and_not_the_place(tmp_path: Path) -> None:
    one = built(tmp_path / "x", norms="a: {title: T, kind: duty, do: agent.greets}\n")
    two = built(tmp_path / "y", norms="# a comment\na:\n  title: T\n  kind: duty\n  do: agent.greets\n")
    three = built(tmp_path / "z", norms="a: {title: T, kind: duty, do: agent.bows}\n")
    assert one.hash == two.hash != three.hash


def test_a_part_may_be_one_file_or_a_folder_of_files(tmp_path: Path) -> None:
    both = {
        "norms": "a: {title: T, kind: duty, do: agent.greets}\n",
        "norms/b": "b: {title: T, kind: duty, do: agent.greets}\n",
    }
    assert list(built(tmp_path, **both).norms) == ["a", "b"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("turn", Within(turns=1)),
        ("{turns: 3}", Within(turns=3)),
        ("{seconds: 90 s}", Within(ms=90_000)),
        ("{seconds: 90}", Within(ms=90_000)),
        ("{time: 2 h}", Within(ms=7_200_000)),
        ("{working: days}", Within(working_days=2)),
        ("{working: hours}", Within(working_min=90)),
        ("call", Within(end="call")),
        ("record", Within(end="record")),
    ],
)
def test_within(tmp_path: Path, written: str, expected: Within) -> None:
    numbers = "days: {value: 2, unit: working_days}\nhours: {value: 1.5, unit: working_h}\n"
    norms = f"a: {{title: T, kind: duty, do: agent.greets, within: {written}}}\n"
    assert built(tmp_path, norms=norms, numbers=numbers).norms["a"].within == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("agent.greets", Cond("seen", ("agent.greets",))),
        ("[agent.greets, agent.bows]", Cond("seen", ("agent.greets", "agent.bows"))),
        ("{none: [agent.greets]}", Cond("not", of=(Cond("any", of=(Cond("seen", ("agent.greets",)),)),))),
        ("{this_turn: agent.greets}", Cond("seen", ("agent.greets",), window="turn")),
        ("{count: agent.greets, at_most: 2}", Cond("count", ("agent.greets",), most=2)),
        ("{gap: 1.5 s}", Cond("gap", least=1500)),
        ("{fact: hour, is: 18:00}", Cond("fact", ("hour", "18:00"))),
        ("{fact: member, is: [no, 010]}", Cond("fact", ("member", "no", "010"))),
        ("{fact: vip}", Cond("fact", ("vip", "true"))),
    ],
)
def test_conditions_have_one_normal_form(tmp_path: Path, written: str, expected: Cond) -> None:
    norms = f"a: {{title: T, kind: check, act: hold.on, needs: {written}}}\n"
    assert built(tmp_path, norms=norms).norms["a"].needs == expected


def test_one_text_stands_for_a_list_of_one(tmp_path: Path) -> None:
    standard = built(
        tmp_path,
        clauses="- {id: c-1, check: live}\n",
        moves="agent.greets: {zh: 您好}\n",
        norms="a: {title: T, kind: duty, clauses: c-1, do: agent.greets}\n",
        taboo="t: {clauses: c-1, phrases: [{say: 滚, also: 滚开}]}\n",
    )
    assert standard.moves["agent.greets"].zh == ("您好",)
    assert standard.taboos["t"].phrases[0].also == ("滚开",)
    assert standard.norms["a"].clauses == standard.taboos["t"].clauses == ("c-1",)


def test_coverage_counts_norms_ladders_lines_and_pairs_of_examples(tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        {
            "clauses": "- {id: a, check: [live]}\n- {id: b, check: [human]}\n- {id: c, check: [review]}\n- {id: d}\n",
            "norms": "n: {title: T, kind: duty, clauses: [a], do: agent.greets}\n",
            "situations": "s: {opens: hold.on, ladder: {steps: [{say: agent.bows, clauses: [c]}]}}\n",
            "lines": "hi: {clauses: [d], moves: [agent.greets]}\n",
            **{f"lines/{lang}": "hi: {text: 您好}\n" for lang in ("zh-Hans", "zh-Hant", "en")},
        },
    )
    (place / "examples").mkdir()
    for name in ("a.keeps", "a.breaks", "c.keeps"):
        (place / "examples" / f"{name}.talk").write_text("", encoding="utf-8")
    standard, _ = load(place)
    assert standard is not None
    rows = covered(standard, place)
    figures = total(rows)
    assert [(row.clause, row.norms, row.lines, len(row.examples)) for row in rows] == [
        ("a", ("n",), (), 2), ("b", (), (), 0), ("c", ("s",), (), 1), ("d", (), ("hi",), 0),
    ]  # fmt: skip
    assert (figures.clauses, figures.implemented, figures.wanted, figures.with_examples) == (4, 2, 2, 1)
    assert (figures.missing, figures.without_examples) == (("b", "d"), ("c",))
