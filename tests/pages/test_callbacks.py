"""A survey list from a file, called on the simulated telephone, to its results, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.server import serving
from tests.pages.test_pages import Look, Somebody, browser

__all__ = ["browser"]
LOOKS = [("en", "light"), ("zh-Hans", "dark"), ("zh-Hant", "light")]
TEXTS = {
    "en": {"new": "New list", "try": "Preview", "make": "Make it", "take": "Take the next one", "dial": "Dial",
           "finish": "Finish", "call": "Call"},
    "zh-Hans": {"new": "新建名单", "try": "预览", "make": "建立", "take": "取下一位", "dial": "拨号", "finish": "完成"},
    "zh-Hant": {"new": "新建名單", "try": "預覽", "make": "建立", "take": "取下一位", "dial": "撥號", "finish": "完成"},
}  # fmt: skip
FILE = (
    "客户姓名,手机号码,回访原因,客户编号\n王建国,13800138001,上月开户,1\n周敏,13900139002,咨询贷款,2\n"
    "何伯,96789012,定期到期,3\n林婉婷,95678901,柜台投诉,4\n坏号码,call me,无,5\n王建国,13800138001,上月开户,1\n"
)
SAID = "您好，请问您是本人吗？我是汇安银行的客服代表，想就几个简单的问题与您进行一下沟通，不知您现在是否方便？"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with serving(tmp_path_factory.mktemp("calls") / "data", "--demo", "--pace", "3600") as (_, found):
        yield found


class Caller(Somebody):
    """The team leader of the demonstration's bank, who calls too."""

    def __init__(self, browser: Browser, port: int, look: Look) -> None:
        super().__init__(browser, port, look)
        got = self.context.request.post(
            f"{self.base}/api/sign-in",
            data={"account": "bank-lead", "password": "saywell-2001", "locale": look.locale},
        )
        assert got.ok, got.text()
        self.csrf = got.json()["csrf"]

    def send(self, method: str, path: str, body: dict[str, Any]) -> Any:
        got = self.context.request.fetch(
            f"{self.base}/api/{path}", method=method, data=body, headers={"x-csrf": self.csrf}
        )
        assert got.ok, got.text()
        return got.json()

    def get(self, path: str) -> Any:
        return self.context.request.get(f"{self.base}/api/{path}").json()


def texts(look: Look) -> dict[str, str]:
    return TEXTS[look.locale]


def make_list(caller: Caller, title: str) -> str:
    """The list, made on the page."""
    page, words = caller.page, texts(caller.look)
    caller.go("/calls")
    page.get_by_role("button", name=words["new"]).click()
    drawer = page.get_by_role("dialog")
    drawer.locator("input[type=text], input:not([type])").first.fill(title)
    drawer.locator("input[type=file]").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": FILE.encode("gb18030")}
    )
    expect(drawer.locator(".plan-figures strong")).to_contain_text("4")
    expect(drawer.locator(".plan-faults")).to_contain_text("call me")
    page.wait_for_timeout(400)
    caller.seen("calls-new")
    drawer.get_by_role("button", name=words["make"]).click()
    expect(page.get_by_role("link", name=title)).to_be_visible()
    found = next(one for one in caller.get("campaigns?centre=bank") if one["title"] == title)
    assert (found["total"], found["status"]) == (4, "open")
    return str(found["id"])


def call_one(caller: Caller) -> bool:
    """Call whoever is next, by the page; whether they were reached."""
    page, words = caller.page, texts(caller.look)
    caller.go("/calls")
    page.get_by_role("button", name=words["take"]).click()
    expect(page.locator(".next-card blockquote").first).to_be_visible()
    caller.seen("calls-next")
    page.locator(".next-acts .ant-btn-primary").first.click()
    dialog = page.get_by_role("dialog")
    dialog.locator("button[type=submit]").click()
    expect(page.locator(".ways").first).to_be_visible()
    expect(page.locator(".dialling")).to_have_count(0, timeout=40_000)
    if page.locator(".outcome").count():
        return finish(page)
    box = page.locator("textarea[data-reply]").first
    box.fill(SAID)
    box.press("Enter")
    page.wait_for_timeout(9_000)
    asking = page.locator(".asking")
    asking.first.get_by_role("button").filter(has_text="4").click()
    expect(asking.nth(1)).to_be_visible()
    asking.nth(1).locator(".ant-btn").nth(1).click()
    expect(asking.nth(2).locator("textarea")).to_be_visible()
    asking.nth(2).locator("textarea").fill("柜台排队太久")
    asking.nth(2).locator("textarea").press("Tab")
    expect(asking.nth(3)).to_be_visible()
    caller.seen("desk-survey")
    hang_up(page)
    return finish(page)


def hang_up(page: Page) -> None:
    """The page asks first where the standard locks the key; the leader may force it."""
    page.keyboard.press("F8")
    page.wait_for_timeout(500)
    confirm = page.get_by_role("dialog").get_by_role("button").last
    if not page.locator(".outcome").count() and confirm.count():
        confirm.click()


def finish(page: Page) -> bool:
    """Agree to what was heard; whether the customer was reached."""
    expect(page.locator(".outcome")).to_be_visible()
    reached = page.locator(".outcome .ant-radio-button-wrapper-checked input").get_attribute("value") == "reached"
    page.keyboard.press("Control+Enter")
    expect(page.locator(".outcome")).to_have_count(0)
    return reached


@pytest.mark.parametrize(
    "look",
    [pytest.param(Look(*one), marks=pytest.mark.soak if n else (), id="-".join(one)) for n, one in enumerate(LOOKS)],
)
def test_a_survey_is_called_from_a_file_to_its_results(browser: Browser, port: int, look: Look) -> None:
    caller = Caller(browser, port, look)
    always = {"hours": {"mon-sun": ["00:00-24:00"]}, "holidays": True, "tries": 5, "pause_min": 120}
    caller.send("PUT", "centres/bank/calling", always)
    caller.go("/desk")
    list_id = make_list(caller, f"回訪 {look.locale}")
    for _ in range(4):
        call_one(caller)
        if caller.get(f"campaigns/{list_id}/results")["answered"]:
            break
    results = caller.get(f"campaigns/{list_id}/results")
    caller.go(f"/calls/{list_id}")
    expect(caller.page.locator(".list-figures")).to_be_visible()
    tried = sum(results["campaign"]["outcomes"].values())
    assert tried >= 1
    if results["answered"]:
        counted = {one["question"]: one for one in results["counted"]}
        # Who hung up before the end has answered something too, and so the same may have been said by two.
        assert counted["satisfied"]["mean"] == 4 and set(counted["open"]["texts"]) == {"柜台排队太久"}
        expect(caller.page.locator(".asked .chart svg").first).to_be_visible()
        expect(caller.page.get_by_text("柜台排队太久").first).to_be_visible()
    caller.page.wait_for_timeout(600)
    caller.seen("calls-results")
    got = caller.context.request.get(f"{caller.base}/api/campaigns/{list_id}/results.csv")
    assert got.ok and len(got.text().splitlines()) == tried + 1
    caller.send("PUT", f"campaigns/{list_id}", {"status": "closed"})
    caller.context.close()
