"""What only a form or a deed can fulfil is missed where the file could have shown it, and open where it could not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.cli.saywell import put

from saywell.app.scoring import score_files
from saywell.app.standards import folder_of, open_standard
from saywell.conversation.inputs import Said
from saywell.exchange.detect import read
from saywell.exchange.native import write_native
from saywell.exchange.source import Assume
from saywell.quality.score import Card
from saywell.standard.compile import load
from saywell.standard.model import Standard

NORMS = """\
filled: {title: T, kind: duty, clauses: [f-1], when: customer.asks, do: {form: 5w1h, has: [what]}, within: turn}
either: {title: T, kind: duty, clauses: [f-2], when: customer.asks, do: [form.5w1h, agent.notes], within: turn}
both: {title: T, kind: duty, clauses: [f-3], when: customer.asks, do: {all: [agent.greets, done.sent]}, within: turn}
before: {title: T, kind: check, clauses: [f-4], act: agent.closes, needs: [form.5w1h, done.recorded]}
kept:
  {title: T, kind: promise, clauses: [f-5], made: agent.promises, limits: [{within: {seconds: 2 s}}], kept: [done.sent]}
spoken: {title: T, kind: duty, clauses: [f-6], when: customer.asks, do: agent.notes, within: turn}
some:
  {title: T, kind: duty, clauses: [f-7], when: customer.asks, do: {at_least: 2, of: [agent.greets, done.sent]},
   within: turn}
"""
MOVES = {
    "agent.greets": "您好",
    "agent.notes": "记下",
    "agent.closes": "再见",
    "agent.promises": "马上",
    "customer.asks": "问",
}
WANTED = {"f-1": "open", "f-2": "missed", "f-3": "open", "f-4": "open", "f-5": "open", "f-6": "missed", "f-7": "open"}
SAID = (
    ("agent", 1, "您好"),
    ("customer", 3, "我问一下"),
    ("agent", 5, "马上发给您"),
    ("agent", 7, "再见"),
    ("customer", 20, "好"),
)


@cache
def standard(folder: Path) -> Standard:
    put(folder, "standard.yaml", 'id: f\nversion: "1"\ntitle: {en: f}\n')
    put(folder, "clauses.yaml", "".join(f"- {{id: f-{n}, meaning: m, check: [live]}}\n" for n in range(1, 8)))
    put(folder, "moves.yaml", "".join(f"{move}: {{title: {{en: x}}, zh: [{word}]}}\n" for move, word in MOVES.items()))
    put(folder, "forms.yaml", "5w1h: {fields: [what]}\n")
    put(folder, "norms.yaml", NORMS)
    made, faults = load(folder)
    assert made is not None, faults
    return made


def native() -> str:
    rows = ['{"at": 0, "type": "opened", "id": "c", "channel": "phone", "direction": "inbound"}']
    rows += [f'{{"at": {at}, "to": {at + 1}, "type": "said", "by": "{by}", "text": "{text}"}}' for by, at, text in SAID]
    return "\n".join(rows) + "\n"


def webvtt() -> str:
    cues = (f"00:{at:02d}.000 --> 00:{at + 1:02d}.000\n<v {by}>{text}\n" for by, at, text in SAID)
    return "WEBVTT\n\n" + "\n".join(cues)


def table() -> str:
    return "time,role,text\n" + "".join(f"2026-11-20 10:00:{at:02d},{by},{text}\n" for by, at, text in SAID)


def card(made: Standard, path: Path) -> Card:
    (scored,) = score_files(made, [path], assume=Assume(channel="phone", direction="inbound"))
    assert scored.card is not None, scored.error
    return scored.card


def verdicts(found: Card) -> dict[str, str]:
    return {clause: one.verdict for one in found.findings for clause in one.clauses}


@pytest.mark.parametrize(
    ("name", "text", "blind"),
    [("c.jsonl", native(), False), ("c.vtt", webvtt(), True), ("c.csv", table(), True)],
    ids=["native", "WebVTT", "CSV"],
)
def test_a_clause_is_open_where_the_format_carries_no_forms(tmp_path: Path, name: str, text: str, blind: bool) -> None:
    found = card(standard(tmp_path / "f"), put(tmp_path, name, text))
    assert verdicts(found) == {clause: verdict if blind else "missed" for clause, verdict in WANTED.items()}
    whys = {one.verdict: one.why for one in found.findings}
    assert ("carries no forms" in whys.get("open", "")) == blind


def test_what_is_open_costs_no_points(tmp_path: Path) -> None:
    made = standard(tmp_path / "f")
    spoken = native().replace("再见", "记下了")
    heard = webvtt().replace("再见", "记下了")
    assert card(made, put(tmp_path, "c.vtt", heard)).score == 100
    assert (card(made, put(tmp_path, "c.jsonl", spoken)).score or 0) < 60


def test_the_printed_repair_order_of_a_shipped_standard(tmp_path: Path) -> None:
    (source,) = read(folder_of("rent") / "examples" / "rent-4.7.2.breaks.talk")
    said = [one for one in source.inputs if isinstance(one, Said)]
    first = source.inputs[0].at

    def clock(at: int) -> str:
        return f"{(at - first) // 60_000:02d}:{(at - first) % 60_000 / 1000:06.3f}"

    cues = (f"{clock(one.at)} --> {clock(one.to or one.at)}\n<v {one.by}>{one.text}\n" for one in said)
    made = open_standard("rent")
    blind = card(made, put(tmp_path, "c.vtt", "WEBVTT\n\n" + "\n".join(cues)))
    seen = card(made, put(tmp_path, "c.jsonl", "".join(write_native(source.inputs))))
    assert verdicts(seen)["rent-4.7.2"] == "missed"
    assert verdicts(blind)["rent-4.7.2"] == "open"


def test_a_transcript_of_a_call_begins_when_it_was_answered(tmp_path: Path) -> None:
    put(tmp_path, "r/standard.yaml", 'id: r\nversion: "1"\ntitle: {en: r}\n')
    put(tmp_path, "r/clauses.yaml", "".join(f"- {{id: r-{n}, meaning: m, check: [live]}}\n" for n in (1, 2)))
    put(tmp_path, "r/moves.yaml", "agent.greets: {title: {en: x}, zh: [您好]}\n")
    norms = (
        "greeting: {title: T, kind: duty, clauses: [r-1], when: call.started, do: agent.greets, within: turn}\n"
        "late: {title: T, kind: check, clauses: [r-2], act: call.answered, needs: {not: {ring_over: 5 s}}}\n"
    )
    put(tmp_path, "r/norms.yaml", norms)
    made, faults = load(tmp_path / "r")
    assert made is not None, faults
    rude = put(tmp_path, "rude.vtt", webvtt().replace("您好", "说吧"))
    found = card(made, rude)
    assert verdicts(found) == {"r-1": "missed", "r-2": "open"}
    assert "how long it rang" in next(one.why for one in found.findings if one.verdict == "open")
    assert verdicts(card(made, put(tmp_path, "kind.vtt", webvtt()))) == {"r-1": "met", "r-2": "open"}
    rung = native().replace("\n", '\n{"at": 1, "type": "answered"}\n', 1)
    assert verdicts(card(made, put(tmp_path, "c.jsonl", rung))) == {"r-1": "met", "r-2": "met"}
