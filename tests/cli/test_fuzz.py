"""Mutated files and standards: nothing but named errors, whatever the bytes."""

from __future__ import annotations

import contextlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.saywell import CALL, put, saywell

from saywell.app.begin import FILES
from saywell.app.scoring import score_source
from saywell.app.standards import as_errors
from saywell.exchange.detect import read
from saywell.exchange.hear import Ear, ear_for, problems_of
from saywell.exchange.native import write_native
from saywell.exchange.script import read_script
from saywell.exchange.vcon import write_vcon
from saywell.kernel.errors import SaywellError
from saywell.standard.compile import load
from saywell.standard.model import Standard

QUICK = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), database=None)
LONG = settings(max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck), database=None)
RICH = (
    CALL
    + """\
identified surname=王 phone=13800138000
looked_up order 778 differs amount=9
form 5w1h what=x who=y
measured agent loudness_db=-20 units_per_min=200
transfer asked 1030
colleague 1030 busy shift=same
done forwarded ref=1
incident on 系统故障
"""
)


@cache
def seeds() -> dict[str, bytes]:
    """A good file of each format, by its name."""
    (source,) = read_script(RICH, "c.talk")
    table = "时间,角色,内容\n2026-11-20 10:00:00,客户,在吗\n2026-11-20 10:00:05,客服,您好亲，在的\n"
    return {
        "c.talk": RICH.encode(),
        "c.jsonl": "".join(write_native(source.inputs)).encode(),
        "c.vcon": write_vcon(source.inputs, created=source.inputs[0].at, identity="i").encode(),
        "c.csv": table.encode(),
        "c.vtt": b"WEBVTT\n\n1\n00:01.000 --> 00:03.000\n<v Agent>Hello, how may I help you?\n",
        "c.srt": b"1\n00:00:01,000 --> 00:00:03,000\nAgent: Hello.\n\n2\n00:00:04,000 --> 00:00:05,000\nCustomer: Hi\n",
        "w.json": b'{"segments": [{"start": 0, "end": 1, "text": "hello", "speaker": "Agent"}]}',
    }


ODD = [
    b"\0", b"\xff", b"\xed\xa0\x80", b"\\ud800", b"\n", b"\r", b'"', b"{", b"}", b"[", b"]", b":", b",", b"#", b"- ",
    b"&a ", b"*a", b"!!python/object:x ", b"null", b"true", b"-1", b"1e999", b"NaN", b"99999999999999999999", b"''",
    b"{}", b"[]", b"[[]]", b"{a: b}", b"0", b"\t", b"%", b"...\n---\n", "\u202e".encode(), "\u2028".encode(), b"<<: ",
    b"9999-12-31T23:59:59Z", b"0001-01-01T00:00:00+23:59", b"agent.greets", b"{permitted: p}", b"\xef\xbb\xbf",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with a few pieces cut, doubled, swapped or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 1, 2, 5, 20, 100])))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            data = data[:start] + data[end:]
        elif kind == 1:
            data = data[:end] + data[start:]
        elif kind == 2:
            data = data[:start] + draw(st.sampled_from(ODD)) + data[end:]
        else:
            data = data[:start] + draw(st.binary(max_size=4)) + data[end:]
    return data


@cache
def plain() -> tuple[Standard, Ear]:
    """A small standard that listens to much."""
    with TemporaryDirectory() as place:
        folder = standard_in(Path(place), {})
        built, faults = load(folder)
    assert built is not None, faults
    return built, ear_for(built)


def score_bytes(name: str, data: bytes) -> None:
    """Everything that `score` does with a file, short of printing."""
    standard, ear = plain()
    with contextlib.suppress(SaywellError):
        for source in read(data, name):
            one = score_source(standard, ear, source, "zh-Hans")
            assert one.card is not None or one.error is not None


OWN = {name.format(id="own"): text.format(id="own", extends="base") for name, text in FILES.items()} | {
    "moves.yaml": "agent.greets: {title: x, zh: [您好, '<hi>'], en: [hello], not: {zh: [您好吗]}}\n"
    "agent.offers_help: {title: x, zh: ['什么 帮'], en: [help]}\ncustomer.thanks: {zh: [谢谢], en: [thanks]}\n"
    "agent.youre_welcome: {zh: [不客气], en: [welcome]}\nagent.says_my_duty: {zh: [应该的]}\n"
    "agent.glad_to_serve: {zh: [高兴 服务]}\n",
    "concepts.yaml": "hi: {zh: [早上好, 早], en: [good morning]}\n",
    "taboo.yaml": "rude: {clauses: [own-1], phrases: "
    "[{say: 不知道, sense: whole, also: [谁知道], except: [(请|您) 不知道]}]}\n",
    "forms.yaml": "5w1h: {title: x, clauses: [own-1], fields: [what, who]}\n",
    "scoring.yaml": "sections: {a: {clauses: [own-*], weight: 2, auto_fail: true}}\nseverity: {major: 3}\n",
    "situations.yaml": "quiet:\n  opens: [{silence: 5 s, if: {not: {ever: customer.speaks}}}]\n"
    "  closes: customer.speaks\n"
    "  ladder:\n    steps: [{say: agent.offers_help, wait: 5 s, clauses: [own-1], times: 2, given: true}]\n"
    "    then: {permit: p, wait: 5 s, clauses: [own-2]}\n",
    "norms/more.yaml": "p: {title: T, kind: permit, "
    " clauses: [own-2], act: hangup.agent, allow: [{ladder_finished: quiet}]}\n"
    "b: {title: T, kind: ban, clauses: [own-1], while: quiet, never: hangup.agent, unless: {permitted: p}}\n"
    "t: {title: T, kind: ban, never: agent.taboo.rude}\nq: {title: T, kind: question, ask: ok}\n"
    "c: {title: T, kind: check, act: wait.started, "
    "needs: {at_least: 1, of: [{count: agent.speaks, at_least: 1, since: hold.on},"
    " {fact: vip, is: [true, any]}, {elapsed: 5 s, since: call.opened}, {known: phone}]}, blame: broken}\n"
    "w: {title: T, kind: promise, made: agent.gives.deadline, kept: done.x,"
    " limits: [{within: {time: 2 h}, if: {purpose: none}}]}\n"
    "m: {title: T, kind: may, do: {returned_with: agent.greets}}\n",
    "more/x.yaml": "",
}


def standard_in(place: Path, changed: dict[str, bytes]) -> Path:
    """The folder of the small standard, some of its files changed."""
    for name, text in OWN.items():
        put(place, f"own/{name}", changed.get(name, text.encode()))
    put(place, "base/standard.yaml", "id: base\ntitle: Base\n")
    return place / "own"


def read_standard(changed: dict[str, bytes]) -> None:
    """Everything that `check` and `score` do with a standard."""
    with TemporaryDirectory() as place:
        folder = standard_in(Path(place), changed)
        standard, faults = load(folder)
        assert standard is None or not faults
        for error in as_errors(faults):
            assert error.render("zh-Hant")
        if standard is not None and not problems_of(standard):
            for source in read_script(RICH, "c.talk"):
                one = score_source(standard, ear_for(standard), source, "en")
                assert one.card is not None or one.error is not None


FORMATS = sorted(("c.talk", "c.jsonl", "c.vcon", "c.csv", "c.vtt", "c.srt", "w.json"))


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@QUICK
def test_a_mutated_conversation_is_scored_or_told(name: str, data: st.DataObject) -> None:
    score_bytes(name, data.draw(mutated(seeds()[name])))


@given(data=st.data())
@settings(QUICK, max_examples=150)
def test_a_mutated_standard_is_used_or_told(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(OWN)))
    read_standard({name: data.draw(mutated(OWN[name].encode()))})


@given(data=st.data())
@settings(QUICK, max_examples=8)
def test_the_command_ends_with_a_known_code(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(OWN)))
    file = data.draw(st.sampled_from(FORMATS))
    with TemporaryDirectory() as place:
        folder = standard_in(Path(place), {name: data.draw(mutated(OWN[name].encode()))})
        path = put(Path(place), file, data.draw(mutated(seeds()[file])))
        verb = data.draw(st.sampled_from(["score", "json", "explain", "convert", "check", "html"]))
        arguments: tuple[str | Path, ...] = {
            "score": ("score", path, "-s", folder),
            "json": ("score", path, "-s", folder, "--json"),
            "html": ("score", path, "-s", folder, "--html", Path(place) / "out.html"),
            "explain": ("explain", path, "-s", folder),
            "convert": ("convert", path, "--to", "vcon"),
            "check": ("standard", "check", folder),
        }[verb]
        told = saywell(*arguments)
        assert told.code in (0, 1)
        assert told.code == 0 or told.err


@pytest.mark.soak
@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
@LONG
def test_soak_of_mutated_conversations(name: str, data: st.DataObject) -> None:
    score_bytes(name, data.draw(mutated(seeds()[name])))


@pytest.mark.soak
@given(data=st.data())
@LONG
def test_soak_of_mutated_standards(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(OWN)), min_size=1, max_size=3, unique=True))
    read_standard({name: data.draw(mutated(OWN[name].encode())) for name in names})
