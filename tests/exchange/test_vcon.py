"""vCon: out and in again unchanged; foreign ones with transcripts, hold and transfers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from vcon import Vcon

from saywell.conversation.inputs import AnyInput, Hold, HungUp, Opened, Said, Transfer
from saywell.exchange.detect import read
from saywell.exchange.source import Source
from saywell.exchange.vcon import write_vcon
from saywell.kernel.errors import SaywellError

FILES = Path(__file__).parent / "files"
UUID = "018f4c9a-0000-8000-8000-000000000001"


def written(inputs: tuple[AnyInput, ...]) -> str:
    return write_vcon(inputs, created=1_795_140_100_000, identity=UUID)


def one(data: str | Path) -> Source:
    (source,) = read(data.encode() if isinstance(data, str) else data, "a.vcon" if isinstance(data, str) else None)
    return source


@pytest.mark.parametrize(
    "name", ["native.jsonl", "call.talk", "lens-voice.json", "lens-chat.json", "shop.csv", "funasr.json"]
)
def test_native_to_vcon_and_back_is_the_same(name: str) -> None:
    for source in read(FILES / name):
        again = one(written(source.inputs))
        assert again.inputs == source.inputs
        assert again.can_carry_forms


def test_a_conversation_that_opened_late_comes_back_the_same() -> None:
    opened = Opened(at=9_000, id="c", channel="phone", direction="inbound", started="1970-01-01T00:00:01Z")
    inputs = (
        opened,
        Said(at=9_500, to=9_750, by="agent", text="a"),
        Said(at=9_500, by="customer", text="b", lang="en"),
    )
    assert one(written(inputs)).inputs == inputs


def test_the_vcon_library_reads_what_we_write() -> None:
    (source,) = read(FILES / "native.jsonl")
    box = Vcon.build_from_json(written(source.inputs))
    document = box.to_dict()
    assert document["uuid"] == UUID
    assert [party["role"] for party in document["parties"]] == ["agent", "customer"]
    assert document["dialog"][0]["body"] == "您好\uff0c请问有什么可以帮您\uff1f"
    assert document["dialog"][0]["start"] == "2026-11-20T10:00:03+08:00"
    assert document["dialog"][0]["duration"] == 3.1


def test_it_is_written_as_the_draft_has_it() -> None:
    """draft-ietf-vcon-vcon-core-02: 2.3 what stands inside, 4.1.1 version, 4.3 dialogs, 4.4 attachments."""
    (source,) = read(FILES / "native.jsonl")
    document = json.loads(written(source.inputs))
    assert document["vcon"] == "0.4.0" and document["created_at"]
    spoken = [item.by for item in source.inputs if isinstance(item, Said)]
    for dialog, by in zip(document["dialog"], spoken, strict=True):
        assert dialog["type"] == "text" and dialog["mediatype"] == "text/plain" and dialog["encoding"] == "none"
        assert document["parties"][dialog["parties"][0]]["role"] == by and "originator" not in dialog
    (own,) = document["attachments"]
    assert own["purpose"] == "saywell-inputs" and (own["party"], own["dialog"]) == (0, 0)
    assert isinstance(own["body"], str) and own["encoding"] == "json" and isinstance(json.loads(own["body"]), list)


def test_words_stand_in_the_dialogs_only_so_that_a_redaction_holds() -> None:
    (source,) = read(FILES / "native.jsonl")
    document = json.loads(written(source.inputs))
    document["dialog"][0]["body"] = "[redacted]"
    again = one(json.dumps(document))
    assert [item.text for item in again.inputs if isinstance(item, Said)] == ["[redacted]"]


def test_a_dialog_that_somebody_added_is_put_in_by_time() -> None:
    (source,) = read(FILES / "native.jsonl")
    document = json.loads(written(source.inputs))
    extra = {"type": "text", "start": "2026-11-20T10:00:10+08:00", "parties": [1], "originator": 1, "body": "喂"}
    document["dialog"].append(extra)
    again = one(json.dumps(document))
    assert len(again.inputs) == len(source.inputs) + 1
    added = again.inputs[4]
    assert isinstance(added, Said)
    assert (added.text, added.by) == ("喂", "customer")


def test_a_foreign_vcon() -> None:
    source = one(FILES / "foreign.vcon")
    assert source.opened.id == "018e-44"
    assert source.opened.channel == "phone"
    assert source.opened.agent is not None
    assert source.opened.agent.name == "Amy"
    spoken = [(item.by, item.text, item.at - source.opened.at) for item in source.inputs if isinstance(item, Said)]
    assert spoken == [("agent", "您好", 500), ("customer", "我想查帳", 2_500), ("customer", "譝譝", 120_000)]
    assert [item.at - source.opened.at for item in source.inputs if isinstance(item, Hold)] == [5_000, 8_000]
    assert [item.by for item in source.inputs if isinstance(item, HungUp)] == ["customer"]
    assert [notice.code for notice in source.notices] == ["exchange.no-transcript"]
    assert not source.can_carry_forms


def box(dialog: list[Any], **fields: Any) -> str:
    parties = [{"name": "Ann", "role": "agent"}, {"tel": "+1"}]
    return json.dumps({"vcon": "0.3.0", "parties": parties, "dialog": dialog} | fields)


OWN = {"purpose": "saywell-inputs"}
TEXT = {"type": "text", "start": "2026-11-20T10:00:00Z", "parties": [0, 1], "originator": 0, "body": "hi"}


def test_a_transfer_is_a_transfer() -> None:
    source = one(box([TEXT, {"type": "transfer", "start": "2026-11-20T10:01:00Z", "parties": [0, 1]}]))
    assert isinstance(source.inputs[-1], Transfer)
    assert msgspec.structs.asdict(source.inputs[-1])["step"] == "done"


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        (json.dumps({"payload": "e30", "signatures": []}), "exchange.sealed", None),
        (json.dumps({"ciphertext": "x", "recipients": []}), "exchange.sealed", None),
        (box([]), "exchange.empty", None),
        (box([{**TEXT, "start": "noon"}]), "time.not-rfc3339", "dialog[0].start"),
        (box([{**TEXT, "originator": 7}]), "exchange.not-this-format", "dialog[0].originator"),
        (box([{**TEXT, "type": "dance"}]), "exchange.not-this-format", "dialog[0].type"),
        (box([{**TEXT, "encoding": "base64url", "body": "_w"}]), "exchange.not-this-format", "body"),
        (box(["text"]), "exchange.not-this-format", "dialog"),
        (box([TEXT], parties=3), "exchange.not-this-format", "parties"),
        (box([TEXT], attachments=[{**OWN, "body": {}}]), "exchange.not-this-format", "attachments"),
        (box([TEXT], attachments=[{**OWN, "body": [{"at": 0, "type": "sang"}]}]), "exchange.unknown-type", "type"),
    ],
)  # fmt: skip
def test_a_bad_vcon_is_named(text: str, code: str, field: str | None) -> None:
    with pytest.raises(SaywellError) as caught:
        one(text)
    assert (caught.value.code, caught.value.place.field, caught.value.place.file) == (code, field, "a.vcon")


def test_only_a_conversation_that_opens_is_written() -> None:
    with pytest.raises(SaywellError) as caught:
        written((Said(at=0, by="agent", text=""),))
    assert caught.value.code == "exchange.not-opened"
