"""Lists of customers who are called: from a file, from tickets, from a rule; who is next, who is not, what is said."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest

from saywell.conversation import inputs as i
from saywell.desk import campaign_rows as rows
from saywell.desk import wire as w
from saywell.desk.asks import Desk
from saywell.desk.campaigns import Campaigns
from saywell.desk.list_files import entries_in
from saywell.desk.never import Kept
from saywell.desk.preview import opening_lines, preview_of
from saywell.desk.rules_of_lists import entries_of
from saywell.desk.sheets import sheet
from saywell.exchange.sheet import read_sheet
from saywell.followup import campaigns as cp
from saywell.followup import events as e
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.followup.state import Work
from saywell.followup.survey import DEFAULTS, Option, Question, Survey, check_survey, checked_answer, counted
from saywell.kernel.errors import SaywellError
from saywell.kernel.time import DAY, HOUR
from tests.desk.test_callbacks import call, calling, finish, work_of
from tests.desk.test_calling import Calling
from tests.desk.world import START, person, run, status

FILE = (
    "客户姓名,手机号码,回访原因,订单号\n王先生,138 0013 8000,上周咨询过定期存款,A1\n".encode()
    + "李女士,13900139000,开户,A2\n".encode()
)


async def listed(world: Calling, raw: bytes = FILE, id: str = "c1", **more: Any) -> list[Work]:
    """A list out of a file; its work in the order of the file."""
    made: dict[str, Any] = {"title": "回访", "purpose": "consultation", "origin": "file", **more}
    found = entries_in(read_sheet(raw, "list.csv"), {})
    await world.hub.campaigns.make(id, cp.Made(0, centre=world.centre, by="9", **made))
    await world.hub.campaigns.add(id, found.entries)
    await world.hub.campaigns.step()
    await world.rest()
    return [await work_of(world, cp.work_id(id, one.key)) for one in found.entries]


async def next_of(world: Calling, number: str) -> str:
    work = await world.hub.campaigns.next(world.centre, number)
    await world.rest()
    return work.opened.customer.name if work is not None and work.opened is not None else ""


def test_everybody_on_a_file_is_work_once_however_often_it_is_read_and_whenever_it_is_killed() -> None:
    async def act(world: Calling, _: Desk) -> None:
        works = await listed(world)
        assert [one.opened.customer.phone for one in works if one.opened] == ["13800138000", "13900139000"]
        assert works[0].fields == {"why": "上周咨询过定期存款", "订单号": "A1"} and works[0].clocks == {}
        await listed(world)
        # Put down, and killed before it became work: whoever starts next goes on.
        third = cp.Entry(key="A3", customer=e.Customer(name="陈先生", phone="13700137000"))
        await world.hub.campaigns.add("c1", [third, third])
        other = Campaigns(world.hub)
        await other.load()
        await asyncio.gather(other.step(), world.hub.campaigns.step())
        await world.rest()
        names = [name for name in await world.store.streams(PREFIX) if "list-c1-" in name]
        assert len(names) == 3 and all([len(await world.store.read(name)) == 1 for name in names])

    calling(act)


def test_two_agents_are_never_given_the_same_customer_and_who_is_skipped_comes_up_again() -> None:
    async def act(world: Calling, _: Desk) -> None:
        works = await listed(world)
        got = await asyncio.gather(next_of(world, "1"), next_of(world, "2"))
        assert sorted(got) == ["李女士", "王先生"]
        assert await next_of(world, "1") == got[0] and await next_of(world, "3") == ""
        mine = next(one for one in works if one.opened and one.opened.customer.name == got[0])
        with pytest.raises(SaywellError) as caught:
            await world.hub.works.send(PREFIX + mine.id, f.Skip("2", reason="不方便"))
        assert caught.value.code == "followup.taken"
        await world.hub.works.send(PREFIX + mine.id, f.Skip("1", reason="同事昨天打过"))
        await world.rest()
        assert await next_of(world, "1") == ""
        work = await work_of(world, mine.id)
        assert work.next_try == world.hub.rules.next_try("bank", START) and type(work.history[-1]) is e.Skipped
        await world.later(2 * HOUR / 1000)
        assert await next_of(world, "3") != ""

    calling(act)


def test_who_asks_for_a_list_while_it_is_read_gets_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(world: Calling, _: Desk) -> None:
        works = await listed(world)
        other, look = Campaigns(world.hub), world.hub.works.look
        other._touched.update(one.id for one in works)
        turns = iter([50])

        async def slowly(stream: str) -> Any:
            """The first takes longer than all the others together."""
            for _ in range(next(turns, 1)):
                await asyncio.wait([asyncio.ensure_future(look(stream))])
            return await look(stream)

        monkeypatch.setattr(world.hub.works, "look", slowly)
        both = await asyncio.gather(count(other), count(other))
        assert list(both) == [2, 2]

    async def count(campaigns: Campaigns) -> int:
        return len(await campaigns.works("c1"))

    calling(act)


def test_customers_are_called_in_their_own_hours_and_never_against_their_will() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        raw = "姓名,电话,时区\n远方,13600136000,America/New_York\n不要,13500135000,\n".encode()
        works = await listed(world, raw)
        await world.hub.campaigns.keep("bank", Kept(0, ("+86 135-0013-5000",), by="9"))
        await world.rest()
        assert await next_of(world, "1") == ""
        assert (await work_of(world, works[1].id)).reason == "never"
        with pytest.raises(SaywellError) as caught:
            await desk.do(w.CallOut(1, purpose="survey", number="13600136000", ref=works[0].id))
        assert caught.value.code == "campaign.hours"
        [one] = await world.hub.campaigns.lists()
        assert (await rows.campaign_row(world.hub, one)).due == 0
        at = await world.hub.campaigns.soonest("bank")
        assert at == world.hub.rules.callable_at("bank", START, "America/New_York")
        await world.later((at - START) / 1000 + 1)
        assert (await rows.campaign_row(world.hub, one)).due == 1
        assert await next_of(world, "1") == "远方"

    calling(act)


def test_who_refuses_is_on_no_list_any_more() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        first, second = (await listed(world))[0], (await listed(world, id="c2"))[0]
        talk = await call(world, desk, first.id, "不用了，我不想接受回访，以后别再打来了。")
        assert world.talk(talk).heard == "refused"
        await finish(world, desk, talk)
        assert (await work_of(world, first.id)).reason == "refused"
        assert world.hub.rules.never("bank", "13800138000")
        with pytest.raises(SaywellError) as caught:
            await desk.do(w.CallOut(1, purpose="survey", number="13800138000", ref=second.id))
        assert caught.value.code == "followup.never"
        assert await next_of(world, "1") == "李女士"

    calling(act)


def test_customers_who_call_come_first() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        await listed(world, reserve=1)
        with pytest.raises(SaywellError) as caught:
            await next_of(world, "1")
        assert caught.value.code == "campaign.busy"
        other = world.desk("2")
        await world.do(other, status(other, "idle"))
        assert await next_of(world, "1") == "王先生"
        await world.do(other, status(other, "off"))
        await world.do(desk, status(desk, "off"))
        await world.call()
        with pytest.raises(SaywellError) as caught:
            await next_of(world, "1")
        assert (caught.value.code, caught.value.fields["count"]) == ("campaign.waiting", 1)

    calling(act)


def test_a_bad_moment_is_when_the_customer_says() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        [work, _] = await listed(world)
        talk = await call(world, desk, work.id, "我现在在开会，不方便。", "下午三点以后再打吧。")
        shown = world.talk(talk)
        assert shown.again == START + 5 * HOUR and shown.heard == "not_now"
        await finish(world, desk, talk)
        assert (await work_of(world, work.id)).next_try == START + 5 * HOUR

    calling(act)


def test_the_agent_sees_who_and_why_and_what_the_standard_opens_with() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        await listed(world)
        work = await world.hub.campaigns.next("bank", "1")
        assert work is not None
        shown = await preview_of(world.hub, person("1"), work)
        assert (shown.customer.surname, shown.why, shown.fields) == ("王", "上周咨询过定期存款", {"订单号": "A1"})
        assert shown.lines[0].clauses == ("bank-1.1.1",) and "王先生" in shown.lines[0].texts["zh-Hans"]
        assert [one.outcome for one in shown.branches] == ["not_home", "wrong_person", "not_now", "refused"]
        assert all("汇安银行" in one.say["zh-Hans"] for one in shown.branches if one.outcome == "not_home")
        await finish(world, desk, await call(world, desk, work.id, "他不在家，你晚点再打吧"))
        await world.later(4 * HOUR / 1000)
        again = await world.hub.campaigns.next("bank", "1")
        assert again is not None
        shown = await preview_of(world.hub, person("1"), await work_of(world, work.id))
        assert [one.outcome for one in shown.tries] == ["not_home"]

    calling(act)


@pytest.mark.parametrize("purpose", ["consultation", "complaint", "survey"])
@pytest.mark.parametrize(("standard", "clause"), [("shop", "shop-3."), ("etq", "bank-1.")])
def test_a_call_opens_as_the_standard_has_it_and_where_it_has_nothing_as_the_bank(
    standard: str, clause: str, purpose: i.Purpose
) -> None:
    async def act(world: Calling, _: Desk) -> None:
        made = cp.Made(0, centre=standard, title="t", purpose=purpose, origin="file")
        lines = opening_lines(world.hub, person("1"), standard, made, i.Customer(surname="王", title="先生"))
        assert any(one.startswith(clause) for line in lines for one in line.clauses), lines

    calling(act, standard)


def test_a_rule_finds_what_was_closed_yesterday_and_nobody_twice() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        who = e.Customer(id="p1", name="王先生", phone="13800138000")
        await world.hub.works.send(PREFIX + "t", f.Open(what="complaint", centre="bank", customer=who, about="误扣费"))
        await world.hub.works.send(PREFIX + "t", f.Answer("1", text="已退还"))
        await world.rest()
        assert await entries_of(world.hub, "bank", "complaint_closed") == []
        made = cp.Made(0, centre="bank", title="投诉回访", purpose="complaint", origin="rule", rule="complaint_closed")
        await world.hub.campaigns.make("r", made)
        world.clock.at += DAY
        for _hour in range(3):
            await world.hub.campaigns.step()
            world.clock.at += HOUR
        await world.rest()
        [row] = [await rows.campaign_row(world.hub, one) for one in await world.hub.campaigns.lists()]
        assert (row.total, row.open) == (1, 1)
        work = await work_of(world, cp.work_id("r", "work:t"))
        assert work.opened is not None and work.opened.of == "t" and work.fields["why"] == "误扣费"

    calling(act)


def test_a_survey_is_asked_saved_as_typed_and_counted() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        works = await listed(world, purpose="survey", survey="service")
        talk = await call(world, desk, works[0].id, purpose="survey")
        assert world.talk(talk).survey == "service"
        for question, answer in (
            ("satisfied", "4"),
            ("satisfied", "5"),
            ("manner", "patient|polite"),
            ("advice", "=1+1"),
        ):
            await world.do(desk, w.AnswerSurvey(3, talk=talk, question=question, answer=answer))
        assert world.talk(talk).answers == {"satisfied": "5", "manner": "polite|patient", "advice": "=1+1"}
        for question, answer in (("satisfied", "9"), ("manner", "rude")):
            with pytest.raises(SaywellError) as caught:
                await desk.do(w.AnswerSurvey(3, talk=talk, question=question, answer=answer))
            assert caught.value.code == "survey.answer"
        await finish(world, desk, talk)
        one = await world.hub.campaigns.one("c1")
        found = await rows.results_of(world.hub, person("9", "leader"), one)
        counts = {each.question: each for each in found.counted}
        assert (found.answered, found.rate) == (1, 1.0)
        assert counts["satisfied"].mean == 5 and counts["satisfied"].trend == (("2026-11-17", 5.0),)
        assert counts["manner"].counts["patient"] == 1 and counts["advice"].texts == ("=1+1",)
        columns, table = await rows.results_table(world.hub, person("9", "leader"), one, "en")
        assert columns[:2] == ["Time", "Name"] and table[0][-2:] == ["Polite; Patient", "=1+1"]
        assert "'=1+1" in sheet("csv", "x", columns, table).decode("utf-8-sig")
        assert read_sheet(sheet("xlsx", "x", columns, table), "x.xlsx").rows[0][1][-1] == "=1+1"
        columns, table = await rows.results_table(world.hub, person("8", "manager"), one, "en")
        assert "Name" not in columns and "13800138000" not in str(table)

    calling(act)


def test_questions_that_are_changed_alter_no_result_of_before() -> None:
    async def act(world: Calling, desk: Desk) -> None:
        async def called(work: Work, answer: str) -> None:
            talk = await world.dial(desk, ref=work.id, purpose="survey", number=work.opened.customer.phone)  # type: ignore[union-attr]
            await world.pass_by(8)
            await world.do(desk, w.AnswerSurvey(2, talk=talk, question="satisfied", answer=answer))
            await world.hub.report(talk, i.HungUp(0, by="customer"))
            await world.rest()
            await finish(world, desk, talk, outcome="reached")

        first, second = await listed(world, survey="service", purpose="survey")
        await called(first, "5")
        words = {"zh-Hans": "推荐我们吗？0 到 10 分。"}
        asked = Question(id="satisfied", type="scale", text=words, least=0, most=10)
        setting = world.hub.setting("bank")
        new = Survey(title={"zh-Hans": "推荐度"}, questions=(asked,))
        await world.hub.set_setting(msgspec.structs.replace(setting, surveys={"service": new}))
        await called(second, "9")
        leader = person("9", "leader")
        results = await rows.results_of(world.hub, leader, await world.hub.campaigns.fresh("c1"))
        assert results.survey == new and results.answered == 2
        assert results.counted[0].counts["9"] == 1 and results.counted[0].answered == 1
        [old] = results.earlier
        assert old.survey == DEFAULTS["service"] and old.counted[0].counts == {"1": 0, "2": 0, "3": 0, "4": 0, "5": 1}
        columns, table = await rows.results_table(world.hub, leader, await world.hub.campaigns.fresh("c1"), "zh-Hans")
        was = columns.index(DEFAULTS["service"].questions[0].text["zh-Hans"])
        now = columns.index(words["zh-Hans"])
        assert sorted([(line[was], line[now]) for line in table], key=str) == [(5, None), (None, 9)]

    calling(act)


def test_a_list_that_is_over_calls_nobody_and_takes_nobody() -> None:
    async def act(world: Calling, _: Desk) -> None:
        works = await listed(world)
        await world.hub.campaigns.set("c1", cp.Set(0, status="paused"))
        await world.rest()
        assert await next_of(world, "1") == ""
        await world.hub.campaigns.set("c1", cp.Set(0, status="closed", by="9"))
        await world.rest()
        assert [(await work_of(world, one.id)).reason for one in works] == ["over", "over"]
        with pytest.raises(SaywellError) as caught:
            await world.hub.campaigns.add("c1", [cp.Entry(key="x", customer=e.Customer(phone="1380000"))])
        assert caught.value.code == "campaign.over"

    calling(act)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_files_are_read_in_the_encodings_that_people_use(encoding: str) -> None:
    text = "名單\n客戶姓名;聯絡電話;備註\n王先生;13800138000;請問定期存款的利息\n李小姐;call me;無\n;;\n陳先生;;有\n"
    found = entries_in(read_sheet(text.encode(encoding), "a.csv"), {})
    assert found.mapping == {"phone": "聯絡電話", "name": "客戶姓名", "why": "備註"}
    assert [one.customer.name for one in found.entries] == ["王先生"]
    assert found.entries[0].why == "請問定期存款的利息"
    assert [(one.row, one.code) for one in found.wrong] == [(4, "number"), (6, "phone")]
    assert "call me" in found.wrong[0].told("en")[0]


def test_a_simplified_file_in_gb18030_is_not_taken_for_big5() -> None:
    text = "姓名,手机,备注\n王先生,13800138000,咨询过贷款利率\n张小姐,13900139000,要求回电说明\n"
    got = read_sheet(text.encode("gb18030"), "a.csv")
    assert got.encoding == "gb18030" and got.rows[1][1][2] == "要求回电说明"


def test_surveys_that_cannot_be_asked_are_refused() -> None:
    for survey in DEFAULTS.values():
        check_survey("own", survey)
    text = {"en": "How was it?"}
    two = (Option(id="a", title=text), Option(id="b", title=text))
    for question in (
        Question(id="", type="text", text=text),
        Question(id="q", type="text", text={}),
        Question(id="q", type="single", text=text, options=two[:1]),
        Question(id="q", type="scale", text=text, least=5, most=5),
        Question(id="q", type="text", text=text, next="q"),
    ):
        with pytest.raises(SaywellError) as caught:
            check_survey("s", Survey(title=text, questions=(question,)))
        assert caught.value.code == "survey.unsound"
    with pytest.raises(SaywellError):
        checked_answer(DEFAULTS["service"], "none", "x")
    assert counted(DEFAULTS["service"], [], lambda _: "d")[0].mean is None


def test_a_centre_of_nobody_has_no_lists() -> None:
    async def act(world: Any) -> None:
        with pytest.raises(SaywellError) as caught:
            await world.hub.campaigns.one("none")
        assert caught.value.code == "campaign.nothing"

    run(act)
