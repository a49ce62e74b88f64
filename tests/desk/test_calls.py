"""A call from ring to wrap-up, as the agent lives it."""

from __future__ import annotations

import pytest

from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.asks import BlockedError
from saywell.kernel.errors import SaywellError
from tests.desk.world import World, run, status

GREETING = "您好，匯安銀行客服中心，1號為您服務，請問有什麼可以幫您？"


async def answered(world: World) -> tuple[w.Talk, str]:
    desk = world.desk("1")
    await world.do(desk, status(desk, "idle"))
    id = await world.call(person="p1")
    await world.do(desk, w.Take(2, talk=id))
    return world.talk(id), id


def test_a_call_rings_only_when_somebody_is_free() -> None:
    async def act(world: World) -> None:
        id = await world.call()
        assert world.talk(id).phase == "waiting" and world.talk(id).entries == {}
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        assert world.talk(id).phase == "ringing"
        assert [entry.kind for entry in world.talk(id).entries.values()] == ["ringing"]

    run(act)


def test_an_answered_call_tells_what_to_say_with_its_slots_filled() -> None:
    async def act(world: World) -> None:
        talk, _ = await answered(world)
        assert talk.phase == "live" and talk.agent == "1"
        assert (
            "匯安銀行" in " ".join(text for one in talk.say for text in one.texts.values())
            or "1號" in talk.say[0].texts["zh-Hant"]
        )
        assert all(set(one.texts) == {"zh-Hans", "zh-Hant", "en"} for one in talk.say)

    run(act)


def test_the_hang_up_key_is_locked_and_names_its_clause() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk = world.desk("1")
        key = next(one for one in world.talk(id).keys if one.act == "hang_up")
        assert not key.open and key.clauses == ("bank-2.3.3",) and key.why["zh-Hant"]
        with pytest.raises(SaywellError, match=r"bank-2\.3\.3"):
            await desk.do(w.Press(3, talk=id, key="hang_up"))
        assert world.talk(id).phase == "live"

    run(act)


def test_hold_opens_once_it_was_announced() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk = world.desk("1")
        with pytest.raises(SaywellError, match=r"bank-2\.3\.6\.1"):
            await desk.do(w.Press(3, talk=id, key="hold"))
        await world.do(desk, w.SaySomething(4, talk=id, text=GREETING))
        await world.customer(id, "我想查一下帳戶餘額")
        await world.do(desk, w.SaySomething(5, talk=id, text="請您稍等，我幫您查詢。聽不到我的聲音，請不要掛機！"))
        await world.do(desk, w.Press(6, talk=id, key="hold"))
        assert world.talk(id).held
        await world.do(desk, w.Press(7, talk=id, key="hold", on=False))
        assert not world.talk(id).held

    run(act)


def test_a_forbidden_sentence_is_not_said_and_the_way_out_is_shown() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk = world.desk("1")
        before = [entry for entry in world.talk(id).entries.values() if entry.kind == "said"]
        with pytest.raises(BlockedError) as caught:
            await desk.do(w.SaySomething(3, talk=id, text="打錯了"))
        await world.rest()
        assert caught.value.hits[0].clauses and caught.value.hits[0].severity == "block"
        assert [entry for entry in world.talk(id).entries.values() if entry.kind == "said"] == before

    run(act)


def test_a_repeated_sentence_is_said_once() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk = world.desk("1")
        for number in (3, 4):
            await world.do(desk, w.SaySomething(number, talk=id, text=GREETING, key="k1"))
        assert sum(entry.kind == "said" for entry in world.talk(id).entries.values()) == 1

    run(act)


def test_the_score_stands_when_the_customer_has_gone_and_the_agent_is_free_after_the_wrap_up() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk = world.desk("1")
        await world.do(desk, w.SaySomething(3, talk=id, text=GREETING))
        await world.hub.report(id, i.HungUp(0, by="customer"))
        await world.rest()
        talk = world.talk(id)
        assert talk.phase == "wrap_up" and talk.score is not None and talk.score.total is not None
        assert all(one.why["en"] for one in talk.findings if one.verdict != "met")
        assert world.hub.office_now("bank").people["1"].status == "wrap_up"
        await world.do(desk, w.Press(4, talk=id, key="wrapped_up"))
        assert world.hub.office_now("bank").people["1"].status == "idle"
        assert world.hub.at_hand("bank") == []

    run(act)


def test_silence_is_settled_at_its_own_deadline_even_when_nobody_looks() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk = world.desk("1")
        await world.do(desk, w.SaySomething(3, talk=id, text=GREETING))
        said = world.talk(id).entries["4"]
        await world.later(60)
        late = [one for one in world.talk(id).findings if one.verdict == "missed" and one.at is not None]
        assert said.to is not None and late and all(one.at and one.at < world.clock() - 20_000 for one in late)

    run(act)


def test_a_chat_is_answered_when_an_agent_takes_it_whoever_has_it_later() -> None:
    async def act(world: World) -> None:
        id = await world.call("chat")
        assert world.talk(id).answered is None
        await world.later(7)
        await world.do(world.desk("1"), w.Take(1, talk=id))
        await world.later(5)
        await world.do(world.desk("9", "leader"), w.TakeOver(2, talk=id))
        talk = world.talk(id)
        assert talk.agent == "9" and talk.answered is not None and talk.answered - talk.arrived == 7000

    run(act)


def test_an_erased_conversation_is_offered_to_nobody_and_holds_up_nothing() -> None:
    async def act(world: World) -> None:
        gone, other = await world.call("chat"), await world.call("chat")
        assert await world.hub.erase(gone) > 0
        await world.rest()
        assert world.hub.at_hand("bank") == [other]
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        await world.later(30)
        await world.do(desk, w.Take(1, talk=other))
        await world.hub.erase(other)
        await world.rest()
        assert world.hub.at_hand("bank") == [] and world.hub.office_now("bank").people["1"].status == "idle"

    run(act)


def test_nobody_is_silent_while_the_agent_types_on_the_phone() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk = world.desk("1")
        await world.do(desk, w.SaySomething(3, talk=id, text=GREETING))
        await world.later(3)
        await world.do(desk, w.Type(4, talk=id))
        await world.later(60)
        assert not any(one.at for one in world.talk(id).findings if one.verdict == "missed")
        assert world.talk(id).situations == {}
        await world.do(desk, w.Type(5, talk=id, on=False))
        await world.later(30)
        assert world.talk(id).situations != {}

    run(act)


def test_the_known_customer_is_on_the_card_and_what_is_said_completes_it() -> None:
    async def act(world: World) -> None:
        talk, id = await answered(world)
        assert (talk.customer.surname, talk.customer.phone) == ("王", "13800138000")
        await world.customer(id, "我的帳號是62220099881234")
        assert world.talk(id).customer.account == "62220099881234"

    run(act)


def test_what_the_customer_promised_and_the_agent_promised_is_listed_with_its_deadline() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk = world.desk("1")
        await world.do(desk, w.SaySomething(3, talk=id, text="我會在兩個工作小時內給您回電"))
        [promise] = world.talk(id).promises
        assert promise.act == "callback" and not promise.vague and promise.due is not None
        assert 2 * 3600_000 <= promise.due - world.clock() <= 2 * 3600_000 + 10_000

    run(act)


def test_others_may_not_touch_a_conversation() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        other = world.desk("2")
        for ask in (
            w.SaySomething(1, talk=id, text="您好"),
            w.Press(1, talk=id, key="hold"),
            w.FillForm(1, talk=id, form="5w1h", values={}),
            w.Whisper(1, talk=id, text="a"),
            w.TakeOver(1, talk=id),
            w.Declare(1, on=True, text="a"),
            w.Search(1, talk=id, words="a"),
            w.Take(1, talk=id),
        ):
            with pytest.raises(SaywellError) as caught:
                await other.do(ask)
            assert caught.value.code in ("desk.not-yours", "access.forbidden", "desk.taken")

    run(act)


def test_a_leader_whispers_takes_over_and_declares_an_incident() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        leader = world.desk("9", "leader")
        await world.do(leader, w.Whisper(1, talk=id, text="先道歉"))
        assert list(world.talk(id).whispers.values()) == ["先道歉"]
        await world.do(leader, w.Declare(2, on=True, text="系統正在升級，預計十一點恢復。"))
        assert world.hub.office_now("bank").incident.startswith("系統")
        assert "incident_on" in {entry.kind for entry in world.talk(id).entries.values()}
        await world.do(leader, w.TakeOver(3, talk=id))
        assert world.talk(id).agent == "9"
        assert [number for _, number, _ in world.talk(id).agents] == ["1", "9"]
        assert world.talk(id).whispers == {}
        await world.do(world.desk("8", "leader"), w.Whisper(5, talk=id, text="慢一點"))
        assert world.talk(id).whispers == {"1": "慢一點"}
        assert world.hub.office_now("bank").people["1"].talks == ()
        await world.do(leader, w.SaySomething(4, talk=id, text="您好，我是組長。"))
        await world.do(leader, w.Declare(6, on=False))
        notes = [note for note in reversed(await world.access.audit.logged()) if note["account"] == leader.me.account]
        told = [(note["what"], note.get("talk", ""), note.get("text", "")) for note in notes]
        assert told == [
            ("whisper", id, ""),
            ("incident", "", "系統正在升級，預計十一點恢復。"),
            ("take-over", id, ""),
            ("incident.over", "", ""),
        ]

    run(act)


def test_a_leader_is_asked_for_help_and_a_whisper_or_taking_over_answers_it() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk, leader = world.desk("1"), world.desk("9", "leader")
        await world.do(desk, w.AskHelp(1, talk=id, text=" 客戶要退款 "))
        shown = world.talk(id)
        assert (shown.help, shown.help_text) == (world.clock.at, "客戶要退款")
        await world.do(leader, w.Whisper(2, talk=id, text="可以退"))
        assert (world.talk(id).help, world.talk(id).help_text) == (None, "")
        await world.do(desk, w.AskHelp(3, talk=id))
        assert world.talk(id).help is not None
        await world.do(desk, w.AskHelp(4, talk=id, on=False))
        assert world.talk(id).help is None
        await world.do(desk, w.AskHelp(5, talk=id))
        await world.do(leader, w.TakeOver(6, talk=id))
        assert world.talk(id).help is None
        with pytest.raises(SaywellError) as caught:
            await desk.do(w.AskHelp(7, talk=id))
        assert caught.value.code == "desk.not-yours"

    run(act)


def test_who_is_busy_is_so_since_they_began_and_not_since_they_said_idle() -> None:
    async def act(world: World) -> None:
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        world.clock.at += 60_000
        id = await world.call()
        shown = world.hub.centre_shown("bank")["people"]["1"]
        assert (shown["status"], shown["since"]) == ("busy", world.clock.at)
        world.clock.at += 5_000
        await world.do(desk, w.Take(2, talk=id))
        assert world.hub.centre_shown("bank")["people"]["1"] == {**shown, "talks": [id], "offered": ""}

    run(act)


def test_a_transfer_needs_a_free_colleague_who_accepts() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk, other = world.desk("1"), world.desk("2")
        with pytest.raises(SaywellError, match="2"):
            await desk.do(w.PassOn(1, talk=id, step="offered", to="2"))
        await world.do(other, status(other, "idle"))
        await world.do(desk, w.PassOn(2, talk=id, step="asked", to="2"))
        await world.do(desk, w.PassOn(3, talk=id, step="consented"))
        await world.do(desk, w.PassOn(4, talk=id, step="offered", to="2"))
        assert (world.talk(id).transfer, world.talk(id).transfer_to) == ("offered", "2")
        await world.do(other, w.PassOn(5, talk=id, step="accepted"))
        await world.do(desk, w.PassOn(6, talk=id, step="done"))
        assert world.talk(id).phase == "wrap_up" and world.talk(id).agent == "1"
        leg = world.talk("c1.2")
        assert (leg.phase, leg.agent, leg.customer.surname) == ("live", "2", "王")
        assert world.hub.office_now("bank").people["2"].talks == ("c1.2",)
        await world.do(other, w.SaySomething(7, talk="c1.2", text=GREETING))

    run(act)


def test_what_is_typed_into_a_form_is_kept_and_filed_when_asked() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        with pytest.raises(SaywellError, match="5w1h"):
            await world.desk("1").do(w.FillForm(1, talk=id, form="5w1h", values={"what": "x"}))

    run(act)


def test_a_lookup_finds_the_customer_and_is_recorded() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk = world.desk("1")
        found = await world.do(desk, w.LookUp(1, talk=id, what="customer", key="138 0013 8000"))
        assert found.result["surname"] == "王"
        missing = await world.do(desk, w.LookUp(2, talk=id, what="order", key="nothing"))
        assert missing.result is None
        results = [entry.detail.get("result") for entry in world.talk(id).entries.values() if entry.kind == "looked_up"]
        assert results[-1] == "missing" and len(results) == 2

    run(act)


def test_search_finds_lines_by_words_in_any_script() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk = world.desk("1")
        for words in ("請不要掛機", "请不要挂机", "do not hang up"):
            found = await desk.do(w.Search(1, talk=id, words=words))
            assert found.result[0]["line"] == "hold"
        assert (await desk.do(w.Search(1, talk=id, words="zzzzzz"))).result == []

    run(act)


def test_findings_name_their_section_and_the_centre_what_may_be_marked_as_done() -> None:
    async def act(world: World) -> None:
        _, id = await answered(world)
        desk = world.desk("1")
        await world.do(desk, w.SaySomething(3, talk=id, text=GREETING))
        await world.do(desk, w.MarkDone(4, talk=id, what="recorded"))
        await world.hub.report(id, i.HungUp(0, by="customer"))
        await world.rest()
        talk = world.talk(id)
        assert talk.score is not None
        assert {one.section for one in talk.findings} <= {*talk.score.titles, ""}
        assert next(one.section for one in talk.findings if "bank-2.3.1" in one.clauses) == "opening"
        assert world.hub.centre_shown("bank")["acts"]["recorded"]["en"] == "Recorded"

    run(act)
