"""A complaint, a lead won and lost, a repair, a wrong order and a survey, to their end in a real Chromium.

The clock is moved on, and the server killed on the way. `make test` sees each in one look and kills it once, while
something is being written; `make soak` sees all looks and kills it between each two steps.
"""

from __future__ import annotations

import time
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import expect

from saywell.kernel.time import HOUR
from tests.pages.test_pages import browser
from tests.pages.walking import PATIENCE
from tests.pages.walks import CALLED, Person, Walk, Walker, looks, until, walk

__all__ = ["browser", "walk"]


@looks("zh-Hans", "light")
def test_a_complaint(walk: Walker) -> None:
    w = walk("complaint", "cc")
    house, said = w.house, w.said
    agent, customer = w.agent("cc-yu"), w.customer()
    customer.comes("cc", said["name"], said["comes"])
    agent.takes()
    agent.hears(said["comes"])
    house.dies(agent, customer)
    agent.says(said["promise"])
    agent.reply.fill(said["draft"])
    customer.box.fill(said["half"])
    with house.away(agent, customer):
        customer.box.press("Enter")
        expect(agent.reply).to_have_value(said["draft"])
    customer.reads(said["half"])
    agent.hears(said["half"])
    expect(agent.reply).to_have_value(said["draft"])
    agent.reply.fill("")
    agent.files(agent.words["form.complaint"], {"phone": "13600001234", "wanted": said["wanted"]})
    house.dies(agent, customer)
    agent.seen("walk-complaint-desk")
    agent.ends()

    clerk = w.person("cc-clerk")
    ticket = w.found(clerk, "ticket")
    assert said["words"] in ticket["words"] and ticket["promised"] and ticket["phone"] == "13600001234"
    assert said["comes"] in ticket["about"] and ticket["clauses"]
    clerk.opens("ticket", ticket["id"])
    clerk.does("acknowledge")
    clerk.shows(clerk.words["work.h.acknowledged"].replace("{{whom}}", "").strip())
    clerk.seen("walk-complaint-board")
    clerk.page.get_by_role("link", name=clerk.words["work.to_talk"]).first.click()
    expect(clerk.page.locator(".line-pointed")).to_contain_text(said["words"])

    house.later(1.7)
    house.dies()
    until(clerk, f"/work?board=ticket&id={ticket['id']}", clerk.text("work.h.reminded"))
    house.later(0.5)
    house.dies()
    leader = w.person("cc-lead")
    until(leader, "/work", leader.words["work.group.overdue"], leader.words["work.purpose.promise"])
    explain = w.found(leader, "callback")
    assert explain["of"] == ticket["id"] and "cc-4.3.4" in explain["clauses"]
    calls_about(w, leader, explain["id"])
    ticket = w.found(leader, "ticket", which=lambda one: (one["due"] or 0) > house.now())
    assert ticket["kept"] is False, "a new promise was made"
    assert w.found(leader, "callback", which=lambda one: one["closed"])

    leader.opens("ticket", ticket["id"])
    leader.shows(leader.text("work.h.lapsed"))
    leader.does("answer", text=said["result"])
    leader.shows(said["result"])
    assert w.found(leader, "ticket", which=lambda one: one["status"] == "closed")
    until(leader, f"/talks/{ticket['talk']}", leader.words["done.explained"], leader.words["work.beside"])
    leader.seen("walk-complaint-talk")


def calls_about(w: Walk, leader: Person, id: str) -> None:
    """The customer is called about a piece of work, and promised something new."""
    leader.opens("callback", id)
    leader.button("work.call").click()
    leader.page.get_by_role("dialog").locator("button[type=submit]").click()
    expect(leader.page.locator(".dialling")).to_be_visible()
    w.house.dies(leader)
    leader.reply.wait_for()
    expect(leader.page.locator(".beside-row").first).to_be_visible()
    leader.says(w.said["opening"])
    expect(leader.page.locator(".said-customer").nth(1)).to_be_visible()
    leader.says(w.said["explain"])
    w.house.dies(leader)
    leader.says(w.said["bye"])
    leader.ends()


def led(w: Walk) -> tuple[Person, str]:
    """A lead from its first words to the one who is responsible: their page, and its id."""
    house, said = w.house, w.said
    agent, customer = w.agent("rent-ling"), w.customer()
    customer.comes("rent", said["name"], said["comes"])
    agent.takes()
    agent.says(said["greeting"])
    agent.says(said["asks"])
    customer.writes(said["company"])
    agent.hears(said["company"])
    customer.writes(said["more"])
    agent.hears(said["more"])
    house.dies(agent, customer)
    agent.files(agent.words["form.lead"], {"company": said["company"]})
    agent.ends()
    leader = w.person("rent-lead")
    lead = w.found(leader, "lead")
    assert lead["acknowledge"] and said["count"] in lead["about"] and lead["phone"] == "13900001111"
    return leader, lead["id"]


@looks("zh-Hant", "light")
def test_a_lead(walk: Walker) -> None:
    w = walk("lead", "rent")
    house = w.house
    leader, id = led(w)
    house.later(26)
    house.dies()
    leader.sign_in("rent-lead")
    until(leader, f"/work?board=lead&id={id}", leader.words["work.why.acknowledge"])
    leader.does("acknowledge")
    leader.shows(leader.words["work.h.acknowledged"].replace("{{whom}}", "").strip())
    house.dies(leader)
    leader.go(f"/work?board=lead&view=stages&id={id}")
    leader.panel.wait_for()
    for stage in (1, 2, 3):
        leader.page.keyboard.press("]")
        expect(leader.page.locator(".stage").nth(stage).locator(f"[id='work-{id}']")).to_be_visible()
        house.dies(leader)
    leader.seen("walk-lead-stages")

    leader.does("stage")
    dialog = leader.page.get_by_role("dialog")
    leader.fills(dialog, "stage", one_title(leader, id, "won"))
    leader.fills(dialog, "amount", "12800")
    with house.away(leader):
        dialog.locator(".ant-btn-primary").click()
        expect(leader.page.get_by_text(leader.words["app.away_undone"])).to_be_visible()
        expect(dialog.locator("input[type=number]")).to_have_value("12800")
    dialog.locator(".ant-btn-primary").click()
    expect(dialog).to_have_count(0)
    lead = w.found(leader, "lead", which=lambda one: one["closed"])
    assert (lead["outcome"], lead["amount"], lead["status"]) == ("won", 12_800, "closed")


@looks()
def test_a_lead_that_is_lost(walk: Walker) -> None:
    w = walk("lead", "rent")
    house = w.house
    leader, id = led(w)
    leader.opens("lead", id)
    leader.does("acknowledge")
    leader.shows(leader.words["work.h.acknowledged"].replace("{{whom}}", "").strip())
    house.dies(leader)
    leader.does("stage", stage=one_title(leader, id, "quoted"), amount="9600")
    leader.shows(one_title(leader, id, "quoted"))
    due = leader.get(f"work/{id}")["status_due"]
    assert due > house.now(), "how it stands is asked for again"

    house.later((due - house.now()) / HOUR + 0.1)
    house.dies(leader)
    leader.sign_in("rent-lead")
    lapsed = leader.words["work.h.lapsed"].replace("{{clock}}", leader.words["work.clock.status"])
    until(leader, f"/work?board=lead&id={id}", lapsed)
    leader.seen("walk-lead-late")
    leader.does("stage")
    dialog = leader.page.get_by_role("dialog")
    leader.fills(dialog, "stage", one_title(leader, id, "lost"))
    done = dialog.locator(".ant-btn-primary")
    expect(done).to_be_disabled()
    reasons = leader.get(f"work/{id}")["reasons"]
    reason = next(one["title"][leader.look.locale] for one in reasons if one["id"] == "competitor")
    expect(dialog.locator(f"datalist option[value='{reason}']")).to_have_count(1)
    box = dialog.locator("input[list]")
    box.fill(reason)
    with house.away(leader):
        done.click()
        expect(leader.page.get_by_text(leader.words["app.away_undone"])).to_be_visible()
        expect(box).to_have_value(reason)
    done.click()
    expect(dialog).to_have_count(0)
    leader.shows(f"{leader.words['work.outcome.lost']} · {reason}")
    lead = w.found(leader, "lead", which=lambda one: one["closed"])
    assert (lead["outcome"], lead["status"], lead["status_due"]) == ("lost", "closed", None)

    # Nobody is asked about it any more.
    happened = len(leader.get(f"work/{id}")["history"])
    house.later(24 * 14)
    house.dies(leader)
    leader.sign_in("rent-lead")
    leader.go(f"/work?board=lead&view=stages&status=closed&id={id}")
    expect(leader.page.locator(".stage").nth(6).locator(f"[id='work-{id}']")).to_be_visible()
    leader.shows(f"{leader.words['work.outcome.lost']} · {reason}")
    leader.seen("walk-lead-lost")
    assert len(leader.get(f"work/{id}")["history"]) == happened
    assert [one["id"] for one in w.works(leader, "callback") if not one["closed"]] == []


def one_title(person: Person, id: str, stage: str) -> str:
    """What a stage is called."""
    stages = person.get(f"work/{id}")["stages"]
    return str(next(one["title"][person.look.locale] for one in stages if one["id"] == stage))


@looks("zh-Hans", "dark")
def test_a_repair(walk: Walker) -> None:
    w = walk("repair", "rent")
    house, said = w.house, w.said
    agent, customer = w.agent("rent-ling"), w.customer()
    customer.comes("rent", said["name"], said["comes"])
    agent.takes()
    agent.says(said["greeting"])
    filled = {name: said[name] for name in ("company", "device", "fault", "address")}
    agent.files(agent.words["form.repair"], {**filled, "quantity": "1", "phone": "13900002222"})
    house.dies(agent, customer)
    agent.says(said["promise"])
    agent.ends()

    technician = w.person("rent-tech")
    repair = w.found(technician, "repair")
    assert said["words"] in repair["words"] and repair["promised"] and said["fault"] in repair["about"]
    technician.opens("repair", repair["id"])
    technician.does("acknowledge")
    with technician.page.expect_download() as printed:
        technician.button("work.do.print", technician.panel).click()
    paper = pypdf.PdfReader(BytesIO(Path(printed.value.path()).read_bytes())).pages[0].extract_text()
    assert all(one in paper for one in (said["company"], said["device"], "13900002222", "阿工 4702"))
    house.dies()
    technician.does("plan", when="2026-11-17T15:00")
    technician.shows(technician.text("work.h.printed"), technician.text("work.h.planned"))
    technician.seen("walk-repair-planned")

    house.later(30)
    technician.sign_in("rent-tech")
    technician.opens("repair", repair["id"])
    technician.button("work.do.visit", technician.panel).click()
    dialog = technician.page.get_by_role("dialog")
    technician.fills(dialog, "result", said["result"])
    with house.away():
        dialog.locator(".ant-btn-primary").click()
        expect(technician.page.get_by_text(technician.words["app.away_undone"])).to_be_visible()
    expect(dialog.locator("textarea")).to_have_value(said["result"])
    dialog.locator(".ant-btn-primary").click()
    expect(dialog).to_have_count(0)
    technician.shows(said["result"])
    house.dies()
    tell = w.found(technician, "callback", which=lambda one: one["about"] == "result")
    technician.opens("callback", tell["id"])
    technician.does("try", outcome=technician.words["work.called.reached"])
    until(technician, f"/work?board=repair&id={repair['id']}", technician.text("work.h.answered"))
    shown = technician.get(f"work/{repair['id']}")
    assert shown["printed"] and shown["kept"] is False, "the visit was a day after the two hours that were promised"


@looks("en", "light")
def test_a_wrong_order(walk: Walker) -> None:
    w = walk("order", "shop")
    house, said = w.house, w.said
    agent, customer = w.agent("shop-xin"), w.customer()
    customer.comes("shop", said["name"], said["comes"])
    agent.takes()
    agent.page.keyboard.press("Alt+i")
    agent.page.keyboard.press("Enter")
    expect(agent.page.locator(".said-agent")).to_have_count(1)
    agent.says(said["look"])
    house.dies(agent, customer)
    number = agent.page.locator(".look-up input")
    number.fill(said["order"])
    number.press("Enter")
    expect(agent.page.locator(".order .outbound .tag-red").first).to_be_visible()
    expect(agent.page.locator(".say-list, .desk-right").first).to_contain_text("shop-2.8.3")
    agent.seen("walk-order-differs")
    agent.says(said["admits"])
    customer.reads(said["admits"])
    customer.box.fill(said["wants"])
    agent.reply.fill(said["draft"])
    with house.away(agent, customer):
        customer.box.press("Enter")
    customer.reads(said["wants"])
    agent.hears(said["wants"])
    expect(agent.reply).to_have_value(said["draft"])
    agent.reply.fill("")
    agent.files(agent.words["form.order_check"], {})
    house.dies(agent, customer)
    mine = w.found(agent, "promise", "ticket", which=lambda one: said["words"] in one["words"])
    assert mine["due"] and mine["due"] <= house.now() + 24 * 3_600_000
    agent.ends()

    house.later(20)
    house.dies(agent)
    agent.sign_in("shop-xin")
    agent.opens(mine["kind"], mine["id"])
    agent.does("answer", text=f"{said['note']}, {said['proof']}")
    agent.shows(said["proof"])
    assert agent.get(f"work/{mine['id']}")["kept"] is True
    expect(agent.page.locator(".work-panel .tag-green").first).to_have_text(agent.words["work.kept"])
    agent.seen("walk-order-kept")


# `test_callbacks` calls a survey at every run, without a kill.
@pytest.mark.soak
@looks("zh-Hant", "light")
def test_a_survey(walk: Walker) -> None:
    w = walk("survey", "bank")
    house = w.house
    caller = w.person("bank-lead")
    put(
        caller,
        "centres/bank/calling",
        {"hours": {"mon-sun": ["00:00-24:00"]}, "holidays": True, "tries": 5, "pause_min": 120},
    )
    caller.go("/desk")
    numbers = list(CALLED) if house.often else ["91234567", "92345678"]
    rows = "\n".join(f"{'陳李何林黃'[n]}客戶,{number}" for n, number in enumerate(numbers))
    caller.go("/calls")
    caller.button("list.new").click()
    drawer = caller.page.get_by_role("dialog")
    drawer.locator("input[type=text], input:not([type])").first.fill("survey")
    file = {"name": "list.csv", "mimeType": "text/csv", "buffer": f"客戶姓名,手機號碼\n{rows}\n".encode()}
    drawer.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    caller.button("list.make", drawer).click()
    caller.page.get_by_role("link", name="survey").wait_for()
    house.dies(caller)
    outcomes = [called(w, caller) for _ in numbers]
    found = counted(caller, len(outcomes))
    assert Counter(outcomes) == found["outcomes"], "each call is counted once, as it ended"
    assert {"reached", "refused"} <= set(outcomes)
    caller.go(f"/calls/{found['id']}")
    expect(caller.page.get_by_text(w.said["open"])).to_be_visible()
    expect(caller.page.locator(".asked .chart svg").first).to_be_visible()
    caller.seen("walk-survey-results")


def put(person: Person, path: str, body: dict[str, Any]) -> None:
    """What a leader sets."""
    got = person.context.request.put(f"{person.base}/api/{path}", data=body, headers={"x-csrf": person.csrf})
    assert got.ok, got.text()


def counted(caller: Person, calls: int) -> dict[str, Any]:
    """The list as soon as what came of so many calls is counted, a moment after the last was."""
    end = time.monotonic() + PATIENCE
    while True:
        found: dict[str, Any] = caller.get("campaigns?centre=bank")[0]
        if sum(found["outcomes"].values()) >= calls:
            return found
        assert time.monotonic() < end, f"of {calls} calls {found['outcomes']} is counted"
        caller.page.wait_for_timeout(200)


def called(w: Walk, caller: Person) -> str:
    """The next of the list is called: asked if they have time, else taken leave of; what came of it."""
    caller.go("/calls")
    caller.button("next.take").click()
    caller.page.locator(".next-acts .ant-btn-primary").first.click()
    caller.page.get_by_role("dialog").locator("button[type=submit]").click()
    caller.reply.wait_for()
    expect(caller.page.locator(".said-customer").first).to_be_visible()
    caller.says(w.said["opening"])
    expect(caller.page.locator(".said-customer").nth(1)).to_be_visible()
    ways = caller.page.locator(".asking")
    if caller.page.locator(".person-name").inner_text().startswith("陳"):
        ways.first.get_by_role("button").filter(has_text="4").click()
        ways.nth(1).locator(".ant-btn").nth(1).click()
        text = ways.nth(2).locator("textarea")
        text.fill(w.said["open"])
        with w.house.away(caller):
            expect(text).to_have_value(w.said["open"])
        text.press("Tab")
        expect(ways.nth(3)).to_be_visible()
    else:
        w.house.dies(caller)
    caller.says(w.said["sorry"])
    caller.page.keyboard.press("F8")
    outcome = caller.page.locator(".outcome .ant-radio-button-wrapper-checked input")
    asked = caller.page.get_by_role("dialog").get_by_role("button").last
    expect(outcome.or_(asked).first).to_be_attached()
    if not outcome.count():
        asked.click()
    value = outcome.get_attribute("value") or ""
    caller.finishes()
    return value
