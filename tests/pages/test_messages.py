"""An order that was paid is confirmed by a message: the customer opens its link, answers and rates, in a real Chromium.

The clock is moved on, and the server killed on the way, as in `test_walks`.
"""

from __future__ import annotations

import re

from playwright.sync_api import expect

from saywell.kernel.locale import LOCALES
from saywell.kernel.time import HOUR
from tests.pages.test_pages import browser
from tests.pages.walks import Customer, Person, Walk, Walker, looks, one_of, walk

__all__ = ["browser", "walk"]
ORDER, RECIPIENT, ADDRESS = "KX20261122", "冯伟", "南京市玄武区中山路9号"


def lists_paid_orders(leader: Person) -> str:
    """The leader makes a list by a rule, whose customers are written to; its id."""
    leader.go("/calls")
    leader.button("list.new").click()
    drawer = leader.page.get_by_role("dialog")
    drawer.locator("input[type=text], input:not([type])").first.fill("confirm")
    drawer.get_by_text(leader.words["origin.rule"], exact=True).click()
    drawer.get_by_role("combobox", name=leader.words["list.rule"], exact=True).click()
    leader.page.locator(".ant-select-item-option").filter(has_text=leader.words["rule.placed"]).click()
    drawer.get_by_text(leader.words["list.by_chat"], exact=True).click()
    leader.button("list.try", drawer).click()
    expect(drawer.locator(".plan-figures strong").first).to_have_text(re.compile(r"(^|\D)1(\D|$)"))
    leader.button("list.make", drawer).click()
    leader.page.get_by_role("link", name="confirm").wait_for()
    return str(one_of(leader.get("campaigns?centre=shop"))["id"])


def writes_to_the_next(agent: Person) -> None:
    """The agent takes who is next and begins the chat."""
    agent.go("/calls")
    agent.button("next.take").click()
    expect(agent.page.locator(".next-card")).to_contain_text(ORDER)
    agent.seen("walk-message-next")
    agent.page.locator(".next-acts .ant-btn-primary").first.click()
    agent.page.get_by_role("dialog").locator("button[type=submit]").click()
    agent.reply.wait_for()


def says_the_line(agent: Person) -> str:
    """The agent says what the standard has, in the language of the look; what that is."""
    agent.page.keyboard.press(f"Alt+{LOCALES.index(agent.look.locale) + 1}")
    expect(agent.reply).not_to_have_value("")
    text = agent.reply.input_value()
    agent.reply.press("Enter")
    expect(agent.reply).to_have_value("")
    return text


def link_of(agent: Person) -> str:
    """The address that the agent copies for the customer."""
    agent.context.grant_permissions(["clipboard-read", "clipboard-write"])
    agent.button("call.link").click()
    expect(agent.page.get_by_text(agent.words["call.linked"])).to_be_visible()
    return str(agent.page.evaluate("navigator.clipboard.readText()"))


def rates(w: Walk, customer: Customer) -> None:
    """The customer gives five stars and a word; a server that is away is told, and what was typed stays."""
    rating = customer.page.locator(".rating")
    rating.locator("input[type=radio][value='5']").check(force=True)
    rating.locator("textarea").fill(w.said["rating"])
    send = rating.locator("button[type=submit]")
    if w.house.often:
        with w.house.away(customer):
            send.click()
            expect(rating.get_by_role("alert")).to_be_visible()
            expect(rating.locator("textarea")).to_have_value(w.said["rating"])
    send.click()
    expect(rating.get_by_role("status")).to_be_visible()


@looks("en", "light")
def test_an_order_is_confirmed_by_a_message(walk: Walker) -> None:
    w = walk("message", "shop")
    house, said = w.house, w.said
    leader = w.person("shop-lead")
    made = lists_paid_orders(leader)
    agent, customer = w.agent("shop-xin"), w.customer()
    house.dies(leader, agent)
    writes_to_the_next(agent)
    house.dies(agent)
    read_back = says_the_line(agent)
    assert RECIPIENT in read_back and ADDRESS in read_back
    customer.page.goto(link_of(agent))
    customer.reads(read_back)
    expect(customer.page).to_have_url(f"{customer.base}/chat/shop")
    house.dies(agent, customer)
    customer.page.reload()
    customer.reads(read_back)
    customer.seen("walk-message-opened")
    customer.box.fill(said["answer"])
    with house.away(agent, customer):
        customer.box.press("Enter")
    customer.reads(said["answer"])
    agent.hears(said["answer"])
    expect(agent.page.locator(".say-first")).to_contain_text("24")
    agent.seen("walk-message-answered")
    shipped = says_the_line(agent)
    customer.reads(shipped)
    customer.writes(said["thanks"])
    agent.hears(said["thanks"])
    house.dies(agent, customer)
    agent.says(said["bye"])
    agent.ends()
    rates(w, customer)
    customer.seen("walk-message-rated")

    house.dies()
    agent.sign_in("shop-xin")
    agent.go("/calls")
    agent.button("next.take").click()
    expect(agent.page.get_by_text(agent.words["next.nobody"])).to_be_visible()
    found = leader.get(f"campaigns/{made}")
    talk = one_of(found["entries"])["talk"]
    promise = w.found(leader, "promise", "ticket", which=lambda one: one["words"] and one["words"] in shipped)
    assert promise["talk"] == talk and promise["due"] <= house.now() + 24 * HOUR
    assert found["outcomes"] == {"reached": 1}
    assert leader.get(f"talks/{talk}")["rating"] == 5
    leader.go(f"/talks/{talk}")
    stars = leader.words["stars.of"].replace("{{stars}}", "5")
    expect(leader.page.get_by_role("img", name=stars)).to_be_visible()
    expect(leader.page.get_by_text(w.said["rating"])).to_be_visible()
    leader.seen("walk-message-talk")
