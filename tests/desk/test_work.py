"""The boards over HTTP: who sees which work, what is asked for, what is done with it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from saywell.desk import wire as w
from saywell.desk.access import Access
from saywell.desk.book import MemoryBook
from saywell.desk.door import Doors
from saywell.desk.facts import source_of
from saywell.desk.http import application
from saywell.desk.hub import Hub
from saywell.desk.settings import Setting
from saywell.followup import campaigns as cp
from saywell.followup import events as e
from saywell.followup.rules import Department
from saywell.insight.projector import Projector
from saywell.kernel.time import HOUR
from saywell.standard.calendar import CalendarSpec
from saywell.storage.memory import MemoryStore
from tests.desk.world import COMPANY, TITLE, Clock, build

PASSWORD = "correct horse"
PEOPLE: dict[str, tuple[str, w.Role]] = {
    "ann": ("1", "agent"), "bob": ("2", "agent"), "sal": ("3", "clerk"), "led": ("9", "leader"),
    "man": ("8", "manager"), "root": ("7", "admin"),
}  # fmt: skip


LONG = CalendarSpec(hours={"mon-sun": ("08:00-20:00",)})


class Server:
    """A rental centre whose leads go to a clerk."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.hub = Hub(MemoryStore(), self.clock, build, MemoryBook({}))
        self.access = Access(self.hub.store, self.clock)
        self.doors = Doors(self.hub, self.access)
        self.doors.tries._most = 10_000
        sales = Department(title=TITLE, members=("2", "3"), leader="9", takes=("lead",), calendar=LONG)

        async def prepare() -> None:
            await self.hub.set_setting(
                Setting(id="rent", standard="rent", title=TITLE, company=COMPANY, departments={"sales": sales})
            )
            for name, (number, role) in PEOPLE.items():
                await self.access.set_account(name, PASSWORD, number, name, (role,), ("rent",))

        asyncio.run(prepare())
        self.client = TestClient(application(self.doors), headers={"accept-language": "en"})
        self.csrf = ""

    def as_(self, account: str) -> None:
        self.client.cookies.clear()
        got = self.client.post("/api/sign-in", json={"account": account, "password": PASSWORD, "locale": "en"})
        self.csrf = msgspec.json.decode(got.content, type=w.Me).csrf

    def post(self, path: str, body: Any) -> Any:
        return self.client.post(f"/api/{path}", json=body, headers={"x-csrf": self.csrf}).json()

    def add(self, what: str, about: str, **more: Any) -> dict[str, Any]:
        got: dict[str, Any] = self.post("work", {"centre": "rent", "what": what, "about": about, **more})
        assert "id" in got, got
        return got

    def do(self, ids: list[str], command: str, **more: Any) -> Any:
        return self.post("work/changes", {"ids": ids, "change": {"do": command, **more}})

    def listed(self, query: str = "") -> list[str]:
        got = self.client.get(f"/api/work?centre=rent{query}").json()
        return [one["id"] for one in got["work"]]


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    with made.client:
        yield made


def test_agents_see_what_is_theirs_and_their_departments_and_others_see_all(server: Server) -> None:
    server.as_("ann")
    own = server.add("complaint", "late again")["id"]
    lead = server.add("lead", "three printers")["id"]
    assert server.listed() == [own]
    server.as_("bob")
    assert server.listed() == [lead] == server.listed("&owner=me")
    assert server.client.get(f"/api/work/{own}").status_code == 404
    assert own in server.do([own], "note", text="mine now")["refused"]
    for account in ("sal", "led", "man"):
        server.as_(account)
        assert sorted(server.listed()) == sorted([own, lead]), account
    server.as_("root")
    assert server.client.get("/api/work?centre=rent").json()["code"] == "access.forbidden"


def test_who_needs_not_know_the_customer_does_not_see_them(server: Server) -> None:
    server.as_("ann")
    customer = {"name": "王先生", "phone": "13800138000"}
    made = server.add("complaint", "call 13800138000", customer=customer, fields={"phone": "13800138000"})
    server.as_("man")
    row = server.client.get("/api/work?centre=rent").json()["work"][0]
    whole = server.client.get(f"/api/work/{made['id']}").text
    assert row["name"] == row["phone"] == ""
    assert "13800138000" not in whole and "王先生" not in whole and "13800138000" not in str(row)
    assert server.listed("&q=13800138000") == []
    server.as_("led")
    assert server.listed("&q=13800138000") == [made["id"]]


def test_the_soonest_stands_first_and_filters_choose(server: Server) -> None:
    server.as_("ann")
    at = server.clock()
    later = server.add("complaint", "b", due=at + 5 * HOUR)["id"]
    sooner = server.add("question", "a", due=at + 2 * HOUR)["id"]
    assert server.listed() == [sooner, later]
    assert server.listed("&what=complaint") == [later]
    assert server.listed(f"&before={at + 3 * HOUR}") == [sooner]
    assert server.listed("&kind=lead") == [] == server.listed("&late=1")
    server.clock.at += 3 * HOUR
    assert server.listed("&late=1") == [sooner]
    # The customer is called about what is late, sooner or later.
    assert server.listed("&kind=ticket&limit=1&offset=1") == [later]
    assert server.do([sooner], "answer", text="told")["refused"] == {}
    assert server.listed("&kind=ticket") == [later]
    assert server.listed("&kind=ticket&status=closed") == [sooner]


def test_every_filter_of_a_board_chooses(server: Server) -> None:
    server.as_("sal")
    wang = {"id": "c7", "name": "王先生"}
    lead = server.add("lead", "three printers", customer=wang)["id"]
    mine = server.add("complaint", "late again", customer=wang)["id"]
    other = server.add("repair", "no paper")["id"]
    assert server.do([lead], "stage", stage="quoted")["refused"] == {}
    assert sorted(server.listed("&customer=c7")) == sorted([lead, mine])
    assert server.listed("&stage=quoted") == [lead] == server.listed("&department=sales")
    assert sorted(server.listed("&department=none")) == sorted([mine, other])
    assert server.listed("&kind=repair&department=none") == [other]


def test_call_backs_are_found_by_their_list(server: Server) -> None:
    hub, at = server.hub, server.clock()

    async def fill() -> None:
        for id, names in (("spring", ("a", "b")), ("autumn", ("c",))):
            made = cp.Made(0, centre="rent", title=id, purpose="survey", origin="file", by="9")
            await hub.campaigns.make(id, made)
            entries = [
                cp.Entry(key=one, customer=e.Customer(name=one, phone=f"1380013800{ord(one) % 10}")) for one in names
            ]
            await hub.campaigns.add(id, entries)
        await hub.campaigns.set("autumn", cp.Set(0, status="paused", by="9"))
        await hub.campaigns.step()

    server.client.portal.call(fill)  # type: ignore[union-attr]
    server.as_("sal")
    server.add("callback", "by hand")
    rows = server.client.get("/api/work?centre=rent&kind=callback").json()["work"]
    assert sorted(one["campaign"] for one in rows) == ["", "autumn", "spring", "spring"]
    spring = server.client.get("/api/work?centre=rent&kind=callback&campaign=spring").json()
    assert {one["name"] for one in spring["work"]} == {"a", "b"} and spring["total"] == 2
    assert server.listed("&campaign=nothing") == []
    dropped = [one["id"] for one in spring["work"] if one["name"] == "a"]
    assert server.do(dropped, "close", outcome="dropped", reason="x")["refused"] == {}
    assert server.listed(f"&campaign=spring&status=closed&from={at}") == dropped
    assert (
        dropped[0] not in server.listed("&campaign=spring") and len(server.listed("&campaign=spring&status=all")) == 2
    )
    place = server.client.get("/api/centres/rent/work").json()["lists"]
    assert sorted((one["id"], one["title"], one["status"]) for one in place) == [
        ("autumn", "autumn", "paused"), ("spring", "spring", "open"),
    ]  # fmt: skip


def test_one_command_for_many_is_each_by_itself_and_given_by_who_is_signed_in(server: Server) -> None:
    server.as_("ann")
    ids = [server.add("question", str(n))["id"] for n in range(3)]
    got = server.do([*ids, "nothing"], "note", text="seen", by="9")
    assert [one["id"] for one in got["work"]] == ids and list(got["refused"]) == ["nothing"]
    assert got["work"][0]["history"][-1] == {"event": "work.noted.1", "at": server.clock(), "text": "seen", "by": "1"}
    got = server.do(ids, "close", outcome="carried")
    assert got["code"] == "access.forbidden"
    assert server.do(ids, "open", what="lead", centre="rent")["code"] == "access.forbidden"
    assert server.do([], "note", text="x")["code"] == "followup.many"
    assert server.do(ids, "promise", due=server.clock())["code"] == "followup.past"


def test_what_is_sent_twice_is_done_once(server: Server) -> None:
    server.as_("ann")
    made = server.add("question", "x", key="a")
    assert server.add("question", "x", key="a")["id"] == made["id"] != server.add("question", "x", key="b")["id"]
    note = {"ids": [made["id"]], "change": {"do": "note", "text": "seen"}, "key": "c"}
    for _ in range(2):
        assert server.post("work/changes", note)["refused"] == {}
    whole = server.client.get(f"/api/work/{made['id']}").json()
    assert [one["event"] for one in whole["history"]].count("work.noted.1") == 1
    assert [one["event"] for one in whole["history"]].count("work.opened.1") == 1


def test_what_can_be_done_is_what_is_offered(server: Server) -> None:
    server.as_("led")
    lead = server.add("lead", "three printers")
    assert {"acknowledge", "dispatch", "escalate", "stage", "answer", "close"} <= set(lead["can"])
    server.as_("sal")
    [taken] = server.do([lead["id"]], "acknowledge")["work"]
    assert taken["owner"] == "3" and "acknowledge" not in taken["can"]
    [won] = server.do([lead["id"]], "stage", stage="won", amount=1200)["work"]
    assert (won["outcome"], won["can"]) == ("won", ["note", "edit", "reopen"])
    refused = server.do([lead["id"]], "stage", stage="lost")["refused"][lead["id"]]
    assert "reopen" in refused


def test_what_each_role_may_change_of_work(server: Server) -> None:
    async def more() -> None:
        for name, role in (("ins", "inspector"), ("aut", "author")):
            await server.access.set_account(name, PASSWORD, name, name, (role,), ("rent",))  # type: ignore[arg-type]

    assert server.client.portal is not None
    server.client.portal.call(more)
    server.as_("ann")
    mine = server.add("question", "x")["id"]
    lead = server.add("lead", "y")["id"]
    for account, whose, status, changed in (
        ("ann", mine, 200, True), ("bob", mine, 200, False), ("bob", lead, 200, True), ("sal", mine, 200, True),
        ("led", mine, 200, True), ("man", mine, 200, True), ("ins", mine, 403, False), ("aut", mine, 403, False),
        ("root", mine, 403, False),
    ):  # fmt: skip
        server.as_(account)
        body = {"ids": [whose], "change": {"do": "note", "text": account}}
        got = server.client.post("/api/work/changes", json=body, headers={"x-csrf": server.csrf})
        assert got.status_code == status, account
        assert bool(got.json().get("work")) == changed, account
        assert (whose in got.json().get("refused", {})) == (status == 200 and not changed), account
        assert server.client.post("/api/work/changes", json=body).status_code == 403
    server.client.cookies.clear()
    assert server.client.post("/api/work/changes", json=body).status_code == 401
    server.as_("ann")
    history = server.client.get(f"/api/work/{mine}").json()["history"]
    assert [one["text"] for one in history if one["event"] == "work.noted.1"] == ["ann", "sal", "led", "man"]


def test_the_place_tells_departments_names_and_working_hours(server: Server) -> None:
    server.as_("sal")
    day = server.clock() - server.clock() % (24 * HOUR)
    got = server.client.get(f"/api/centres/rent/work?from={day}&before={day + 24 * HOUR}").json()
    assert got["people"]["3"] == "sal" and got["departments"][0]["mine"] and got["all"]
    assert got["open"] and all(start < end for start, end in got["open"])
    sales = server.client.get(f"/api/centres/rent/work?from={day}&before={day + 24 * HOUR}&department=sales").json()
    assert len(sales["open"]) == 1 and sales["open"] != got["open"]
    lead = next(one for one in got["entries"] if one["id"] == "lead")
    assert [one["id"] for one in lead["stages"]][-2:] == ["won", "lost"]


def test_whoever_left_is_still_called_by_name_but_gets_nothing_more(server: Server) -> None:
    asyncio.run(server.access.enable("bob", on=False))
    server.as_("sal")
    got = server.client.get("/api/centres/rent/work").json()
    assert "2" not in got["people"] and got["names"]["2"] == "bob"


def test_an_order_is_printed_and_that_is_an_event_of_the_repair(server: Server) -> None:
    server.as_("ann")
    made = server.add("repair", "jams", fields={"device": "printer", "fault": "jams"})["id"]
    got = server.client.post(f"/api/work/{made}/order.pdf", headers={"x-csrf": server.csrf})
    assert got.headers["content-type"] == "application/pdf" and got.content.startswith(b"%PDF")
    whole = server.client.get(f"/api/work/{made}").json()
    assert [one["by"] for one in whole["history"] if one["event"] == "work.printed.1"] == ["1"]
    other = server.add("complaint", "late")["id"]
    got = server.client.post(f"/api/work/{other}/order.pdf", headers={"x-csrf": server.csrf})
    assert got.status_code == 400 and got.json()["code"] == "followup.no-order"


def test_departments_and_calling_are_settings_that_a_page_gives_back(server: Server) -> None:
    server.as_("root")
    page = server.client.get("/api/centres/rent/settings").json()
    assert page["departments"]["sales"]["takes"] == ["lead"]
    assert {"lead", "repair", "complaint"} <= {one["id"] for one in page["works"]}
    page["departments"]["care"] = {
        "title": TITLE,
        "takes": ["complaint"],
        "calendar": {"hours": {"mon": ["09:00-12:00"]}},
    }
    page["calling"] = {"tries": 3, "pause_min": 60, "never": [" 139 0000 ", ""]}

    def put() -> Any:
        return server.client.put("/api/centres/rent/settings", json=page, headers={"x-csrf": server.csrf}).json()

    kept = put()
    assert kept["departments"]["care"]["calendar"]["hours"] == {"mon": ["09:00-12:00"]}
    assert kept["calling"]["never"] == ["139 0000"] and kept["departments"]["sales"]["members"] == ["2", "3"]
    page["version"] = kept["version"]
    page["departments"]["sales"]["takes"] = ["lead", "complaint"]
    assert put()["code"] == "desk.taken-twice"
    page["departments"]["sales"]["takes"] = ["lead"]
    page["departments"]["care"]["calendar"]["hours"] = {"mon": ["nine"]}
    refused = put()
    assert refused["field"].startswith("departments.care.hours"), refused


def test_a_calendar_program_reads_ones_deadlines_under_a_secret_address_that_can_be_renewed(server: Server) -> None:
    server.as_("ann")
    due = server.clock() + 2 * HOUR
    made = server.add("question", "call 13800138000", due=due, customer={"name": "王先生", "phone": "13800138000"})
    server.as_("ann")
    address = server.post("me/feed", {})["address"].removeprefix("http://testserver")
    server.client.cookies.clear()
    got = server.client.get(address)
    assert got.headers["content-type"].startswith("text/calendar")
    [event] = Calendar.from_ical(got.content).walk("VEVENT")
    assert event["UID"] == f"{made['id']}@saywell" and round(event.decoded("DTSTART").timestamp() * 1000) == due
    assert event.walk("VALARM") and "王先生" in str(event["SUMMARY"]) and "13800138000" not in got.text
    server.as_("ann")
    renewed = server.post("me/feed", {})["address"].removeprefix("http://testserver")
    assert server.client.get(address).status_code == 404 and server.client.get(renewed).status_code == 200
    assert server.client.get("/api/feeds/nonsense.ics").status_code == 404


def test_lists_that_lag_say_how_many_records_they_lack(server: Server) -> None:
    class Lame(Projector):
        async def caught_up(self, timeout: float = 3.0) -> bool:
            return False

    server.as_("sal")
    server.add("lead", "shelves")
    assert [server.client.get(f"/api/{one}?centre=rent").json()["behind"] for one in ("work", "talks")] == [0, 0]
    hub, views = server.hub, server.doors.views
    server.doors.projector = Lame(hub.store, views, source_of(hub), trouble=hub.trouble)
    server.add("lead", "chairs")
    lacks = [server.client.get(f"/api/{one}?centre=rent").json()["behind"] for one in ("work", "talks")]
    assert min(lacks) > 0
    server.as_("man")
    assert server.client.get("/api/centres/rent/report").json()["behind"] > 0
