"""The `.talk` notation: who, when, how long, and every event."""

from __future__ import annotations

from pathlib import Path

import pytest

from saywell.conversation.inputs import AnyInput, Hold, LookedUp, Opened, Said
from saywell.exchange.detect import read
from saywell.exchange.native import KINDS, write_native
from saywell.exchange.script import read_script, speech_length
from saywell.kernel.errors import Faults, SaywellError

FILES = Path(__file__).parent / "files"
HEAD = "# opened: channel=phone direction=inbound id=c\n"


def inputs(text: str) -> tuple[AnyInput, ...]:
    (source,) = read_script(text, "a.talk")
    return source.inputs


def times(text: str) -> list[tuple[int, int | None]]:
    return [(item.at, item.to if isinstance(item, Said) else None) for item in inputs(text)[1:]]


@pytest.mark.parametrize(
    ("said", "number", "name"),
    [("1024/小信", "1024", "小信"), ("1024", "1024", None), ("小信", None, "小信"), ("/小信", None, "小信")],
)
def test_an_agent_is_a_number_or_a_name_or_both(said: str, number: str | None, name: str | None) -> None:
    opened = inputs(f"# opened: channel=chat agent={said}\nA: 您好\n")[0]
    assert isinstance(opened, Opened) and opened.agent is not None
    assert (opened.agent.number, opened.agent.name) == (number, name)


def test_the_header_opens_the_conversation() -> None:
    opened = next(read(FILES / "call.talk")).opened
    assert opened.id == "c-1"
    assert opened.started == "2026-11-20T10:00:00+08:00"
    assert opened.facts == {"company": "凌雄租赁", "question": "hard", "vip": True}
    assert opened.agent is not None
    assert (opened.agent.number, opened.agent.name) == ("1024", "小信")
    assert opened.customer is not None
    assert (opened.customer.surname, opened.customer.title) == ("王", "先生")


def test_every_event_can_be_written() -> None:
    (first, second) = read(FILES / "call.talk")
    seen = {type(item).__struct_config__.tag for item in (*first.inputs, *second.inputs)}
    assert KINDS.keys() - seen == {"mute", "draft"}
    assert isinstance(inputs(HEAD + "mute on\n")[1], object)


def test_what_is_written_in_one_notation_reads_the_same_in_the_other() -> None:
    for source in read(FILES / "call.talk"):
        (again,) = read("".join(write_native(source.inputs)).encode(), "a.jsonl")
        assert again.inputs == source.inputs


def test_speech_follows_after_a_breath_and_lasts_by_its_length() -> None:
    assert times(HEAD + "A: 一二三四五六七八九\nC: one two three four five") == [(800, 2800), (3600, 5600)]
    assert speech_length("") == speech_length("好") == 600
    assert speech_length("工号1024") == 1_300
    assert speech_length("it's well-known, sir") == 1_200


def test_given_times_go_before_the_usual_ones() -> None:
    text = HEAD + "@2 answered\n+1 A[3.5]: 好\nhold on\n+20 hold off\n@40 C: 好\n"
    assert times(text) == [(2_000, None), (3_000, 6_500), (6_700, None), (26_700, None), (40_000, 40_600)]


def test_speech_may_overlap_and_the_next_begins_after_the_longer() -> None:
    assert times(HEAD + "A[10]: 一\n@5 C[1]: 二\nC[1]: 三") == [(800, 10_800), (5_000, 6_000), (11_600, 12_600)]


def test_in_chat_nothing_said_has_a_duration() -> None:
    assert times("# opened: channel=chat\nC: 在吗\nA: 在的\n+2 A: 请讲\nnote x\n") == [
        (5_000, None),
        (10_000, None),
        (12_000, None),
        (12_200, None),
    ]


def test_marks_and_full_width_colons() -> None:
    said = inputs(HEAD + 'C[2]{lang=yue confidence=0.5}\uff1a唔该\nB: "hi" there\nT:\n')
    assert isinstance(said[1], Said)
    assert (said[1].by, said[1].lang, said[1].confidence, said[1].text) == ("customer", "yue", 0.5, "唔该")
    assert isinstance(said[2], Said)
    assert (said[2].by, said[2].text) == ("bot", '"hi" there')
    assert isinstance(said[3], Said)
    assert (said[3].by, said[3].text) == ("third", "")


def test_values_with_blanks_stand_in_quotes() -> None:
    found = inputs(
        HEAD + 'looked_up order "A 1" differs item="a \\"b\\" c" n=2\nlooked_up answer\nlooked_up account failed'
    )
    assert found[1:] == (
        LookedUp(at=200, what="order", key="A 1", result="differs", fields={"item": 'a "b" c', "n": "2"}),
        LookedUp(at=400, what="answer"),
        LookedUp(at=600, what="account", result="failed"),
    )


def test_a_file_may_hold_several_conversations() -> None:
    first, second = read_script(HEAD + "hold on\n\n# opened: channel=chat\nA: 好\n# the end\n", "x/b.talk")
    assert first.lines == (1, 2)
    assert isinstance(first.inputs[1], Hold)
    assert second.lines == (4, 5)
    assert second.opened.id == "b-2"


def test_company_names_by_language_and_customer_fields() -> None:
    opened = inputs("# opened: company.en=Acme company.zh-Hans=顶点 customer.phone=138 customer=王\n")[0]
    assert isinstance(opened, Opened)
    assert opened.facts == {"company": {"en": "Acme", "zh-Hans": "顶点"}}
    assert opened.customer is not None
    assert (opened.customer.surname, opened.customer.phone) == ("王", "138")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("dance", "exchange.script-word"),
        ("D: hello", "exchange.script-word"),
        ("hold", "exchange.missing-field"),
        ("hold maybe", "exchange.wrong-value"),
        ("hold on off", "exchange.script-word"),
        ("done", "exchange.missing-field"),
        ("done x who=1", "exchange.script-word"),
        ("form lead =x", "exchange.script-pair"),
        ('form lead what="x', "exchange.script-quote"),
        ("measured agent loudness_db=loud", "exchange.wrong-type"),
        ("transfer begged", "exchange.wrong-value"),
        ("A[long]: x", "exchange.wrong-type"),
        ("A{mood=bad}: x", "exchange.script-word"),
        ("@0.1 A: x", "exchange.time-backwards"),
        ("hung_up third", "exchange.wrong-value"),
    ],
)
def test_a_fault_is_named_with_its_line(line: str, code: str) -> None:
    with pytest.raises(SaywellError) as caught:
        inputs(HEAD + "@1 ringing\n" + line)
    assert (caught.value.code, caught.value.place.line) == (code, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "exchange.empty"),
        ("# only a comment\n", "exchange.empty"),
        ("A: hello\n", "exchange.not-opened"),
        ("# opened: channel=fax\n", "exchange.wrong-value"),
        ("# opened: mood=bad\n", "exchange.script-word"),
        ("# opened: phone\n", "exchange.script-pair"),
        ("# opened: facts.a=1 facts.a.b=2\n", "exchange.script-word"),
    ],
)
def test_a_wrong_header_is_named(text: str, code: str) -> None:
    with pytest.raises(SaywellError) as caught:
        inputs(text)
    assert caught.value.code == code


def test_all_faults_of_a_conversation_are_reported_at_once() -> None:
    with pytest.raises(Faults) as caught:
        inputs(HEAD + "dance\nA: 好\nsing\n")
    assert [error.place.line for error in caught.value.errors] == [2, 4]
