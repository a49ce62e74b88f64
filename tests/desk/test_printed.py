"""A conversation on paper: what the page says of it, read back out of the PDF."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.archive import whole
from saywell.desk.printed import printed, talk_data
from saywell.kernel.locale import Locale
from tests.desk.test_calls import GREETING, answered
from tests.desk.world import COMPANY, World, run

WORDS = {"zh-Hans": "漏做与违规", "zh-Hant": "漏做與違規", "en": "Missed and broken"}


async def talked(world: World) -> str:
    """A call in which the promise is made without thanking the customer for waiting."""
    _, talk = await answered(world)
    desk = world.desk("1")
    await world.do(desk, w.SaySomething(3, talk=talk, text=GREETING))
    world.clock.at += 12_000
    await world.customer(talk, "我想查一下帳戶餘額")
    await world.do(desk, w.SaySomething(4, talk=talk, text="請您稍等，我幫您查詢。聽不到我的聲音，請不要掛機！"))
    await world.do(desk, w.Press(5, talk=talk, key="hold"))
    await world.later(20)
    await world.do(desk, w.Press(6, talk=talk, key="hold", on=False))
    await world.do(desk, w.SaySomething(7, talk=talk, text="我會在兩個工作小時內給您回電"))
    world.clock.at += 9_000
    await world.customer(talk, "好的")
    await world.hub.report(talk, i.HungUp(0, by="customer"))
    await world.rest()
    return talk


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
def test_the_page_has_who_when_score_findings_clauses_words_and_promises(locale: Locale) -> None:
    async def act(world: World) -> None:
        live = await world.hub.live(await talked(world))
        pdf = printed(world.hub, live, whole(world.hub, live), locale)
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
        known = ("王先生", WORDS[locale], COMPANY[locale], "bank-2.3.8")
        for wanted in (*known, "10:00:12", "我想查一下帳戶餘額", "2026-11-17 12:00"):
            assert wanted in text, wanted

    run(act)


def test_the_words_of_findings_are_marked_where_they_stand() -> None:
    async def act(world: World) -> None:
        live = await world.hub.live(await talked(world))
        shown, ready = whole(world.hub, live), live.ready
        assert ready is not None
        data = talk_data(shown, COMPANY, ready.standard, live.agent_name, "en", world.clock())
        for line in data["lines"]:
            entry = shown.entries[str(line["n"])]
            if entry.kind != "said":
                continue
            assert "".join(piece["text"] for piece in line["pieces"]) == entry.text
            marked = {
                place
                for one in shown.findings
                if one.verdict in ("met", "missed", "broken", "waived")
                for n, start, end in one.evidence
                if n == entry.n
                for place in range(start, end)
            }
            at = 0
            for piece in line["pieces"]:
                for place in range(at, at + len(piece["text"])):
                    assert bool(piece["mark"]) == (place in marked)
                at += len(piece["text"])
        assert all("{" not in "".join(p["text"] for p in line["pieces"]) for line in data["lines"])
        assert [one["title"] for one in data["wrong"]] and all(one["clauses"] for one in data["wrong"])

    run(act)
