"""Reports: every figure is what its definition says, in both databases, whichever sums it is taken from."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from saywell.insight.facts import Facts, step_of
from saywell.insight.lists import Wanted, listed
from saywell.insight.measures import measures, portion
from saywell.insight.paper import to_pdf
from saywell.insight.reports import Choice, Report, report
from saywell.insight.sheets import Titled, harmless, titled, to_csv, to_xlsx
from saywell.insight.views import Views
from saywell.insight.writer import AGAIN
from saywell.kernel.locale import LOCALES
from saywell.storage.memory import MemoryStore
from tests.insight.worlds import FIRST_DAY, START, change, facts, projector

COUNT = 160
ALL = [facts(n, 1) for n in range(COUNT)]
Act = Callable[[Views], Awaitable[None]]


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where the projection lies."""
    return tmp_path / "views.db" if request.param == "sqlite" else str(request.getfixturevalue("database"))


def run(act: Act, where: str | Path | None = None) -> None:
    async def whole() -> None:
        store, views = MemoryStore(), Views(where)
        await views.start()
        try:
            async with asyncio.timeout(100):
                for n in range(COUNT):
                    await change(store, n)
                one = projector(store, views)
                while await one.step():
                    pass
                await act(views)
        finally:
            await views.close()
            await store.close()

    asyncio.run(whole())


def inside(choice: Choice) -> list[Facts]:
    return [
        one
        for one in ALL
        if one.centre == choice.centre
        and choice.first <= one.day <= choice.last
        and all(getattr(one, name) == value for name, value in choice.chosen.items())
    ]


def again(one: Facts) -> bool:
    return any(
        o.customer == one.customer and o.centre == one.centre and o.direction == "inbound"
        and one.arrived < o.arrived <= one.arrived + AGAIN
        for o in ALL
    )  # fmt: skip


def share(of: list[Facts], good: Callable[[Facts], bool]) -> float | None:
    return sum(map(good, of)) / len(of) if of else None


def by_hand(found: list[Facts]) -> dict[str, float | None]:
    """Figures counted one by one."""
    inbound = [o for o in found if o.direction == "inbound"]
    answered = [o for o in inbound if o.outcome == "answered"]
    verdicts = [f.verdict for o in found for f in o.found]
    waits = sorted(step_of(o.wait) for o in answered)
    scored = [o.points for o in found if o.points is not None]
    return {
        "conversations": len(found),
        "abandoned": share(inbound, lambda o: o.outcome == "abandoned"),
        "service_level": share(inbound, lambda o: o.in_target),
        "wait_mean": sum(o.wait or 0 for o in answered) / len(answered) if answered else None,
        "wait_p90": float(waits[-(-len(waits) * 9 // 10) - 1]) if waits else None,
        "resolved": share([o for o in answered if o.customer], lambda o: not again(o)),
        "score": sum(scored) / len(scored) / 10 if scored else None,
        "adherence": verdicts.count("met") / len(verdicts) if verdicts else None,
        "missed": sum(o.missed for o in found),
        "held": share([o for o in found if o.talk_time is not None], lambda o: o.holds > 0),
    }


CHOICES: list[dict[str, Any]] = [
    {}, {"channel": "chat"}, {"agent": "2"}, {"product": "printer"}, {"queue": "q1", "channel": "phone"},
    {"agent": "1", "product": "monitor"}, {"stage": "offer"},
]  # fmt: skip


def test_every_figure_is_what_is_counted_by_hand_whatever_is_chosen(where: str | Path) -> None:
    async def act(views: Views) -> None:
        for chosen in CHOICES:
            choice = Choice(centre="bank", first=FIRST_DAY + 14, last=FIRST_DAY + 27, **chosen)
            made = await report(views, choice)
            now, before = by_hand(inside(choice)), by_hand(inside(choice.before))
            for id, value in now.items():
                assert made.figures[id].value == pytest.approx(value), (chosen, id)
                assert made.figures[id].before == pytest.approx(before[id]), (chosen, id)
            assert sum(point.values["conversations"] or 0 for point in made.days) == now["conversations"]
            for split, lines in made.by.items():
                assert sum(line.values["conversations"] or 0 for line in lines) == now["conversations"], split

    run(act, where)


def test_what_a_figure_opens_to_is_what_it_counts(where: str | Path) -> None:
    async def act(views: Views) -> None:
        choice = Choice(centre="bank", first=FIRST_DAY, last=FIRST_DAY + 27)
        made = await report(views, choice)

        async def count(**more: Any) -> int:
            wanted = Wanted(centre="bank", first_day=choice.first, last_day=choice.last, **more)
            return (await listed(views, wanted)).total

        for id in ("conversations", "customers", "inbound", "answered", "left_message"):
            one = next(one for one in measures() if one.id == id)
            assert await count(only=one.opens) == made.figures[id].value, id
        for line in made.by["agent"]:
            assert await count(agent=line.key) == line.values["conversations"]
        worst = made.clauses[0]
        assert await count(clause=worst.clause, verdict="missed") <= worst.missed
        assert await count(clause=worst.clause) > 0

    run(act, where)


def made_report() -> Report:
    found: list[Report] = []

    async def act(views: Views) -> None:
        found.append(await report(views, Choice(centre="bank", first=FIRST_DAY + 14, last=FIRST_DAY + 27)))

    run(act)
    return found[0]


@pytest.fixture(scope="module")
def words() -> dict[str, Titled]:
    made = made_report()
    labels = {"queue": {"q1": '=HYPERLINK("http://x")', "q2": "账户"}, "agent": {"1": "小敏 1"}}
    return {locale: titled(made, "汇安银行", labels, locale, {"channel": "chat"}) for locale in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_workbook_has_numbers_as_numbers_and_no_formula(words: dict[str, Titled], locale: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(words[locale])))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    assert any(cell.value == '=HYPERLINK("http://x")' for cell in cells)
    first = book.worksheets[0]
    title = next(one.title for one in measures() if one.id == "service_level")[locale]
    row = next(row for row in first.iter_rows() if row[0].value == title)
    assert isinstance(row[1].value, float) and 0 <= row[1].value <= 1 and "%" in row[1].number_format
    assert len(book.worksheets) == len(words[locale].sheets)


def test_csv_begins_with_its_mark_and_nothing_in_it_is_a_formula(words: dict[str, Titled]) -> None:
    body = to_csv(words["zh-Hant"])
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    texts = [cell for row in rows for cell in row]
    assert not any(text.startswith(("=", "+", "@", "\t")) for text in texts)
    assert """'=HYPERLINK("http://x")""" in texts
    assert all(harmless(text).startswith("'") for text in ("=1", "+1", "-1", "@x", "\tx", "\n=x"))
    assert harmless("3-1") == "3-1"


@pytest.mark.parametrize("locale", LOCALES)
def test_paper_shows_title_figures_and_period(words: dict[str, Titled], locale: str) -> None:
    reader = PdfReader(io.BytesIO(to_pdf(words[locale], locale, START)))  # type: ignore[arg-type]
    text = "".join(page.extract_text() for page in reader.pages)
    plain = "".join(text.split())
    assert words[locale].title.replace(" ", "") in plain
    for id in ("service_level", "score", "resolved"):
        title = next(one.title for one in measures() if one.id == id)[locale]
        assert title.replace(" ", "") in plain, title
    assert 1 <= len(reader.pages) < 20


def test_every_measure_is_told_in_three_languages_and_named_once() -> None:
    assert len({one.id for one in measures()}) == len(measures())
    for one in measures():
        assert set(one.title) == set(one.meaning) == set(LOCALES), one.id
        assert len({*one.meaning.values()}) == 3


def test_a_portion_of_times_is_the_step_within_which_it_lies() -> None:
    assert portion([(1000, 5), (2000, 4), (9000, 1)], 0.5) == 1000
    assert portion([(9000, 1), (2000, 4), (1000, 5)], 0.9) == 2000
    assert portion([(1000, 5), (2000, 4), (9000, 1)], 0.91) == 9000
    assert portion([], 0.5) is None
    lengths = [0, 1, 999, 1000, 59_999, 60_001, 599_999, 3_600_001, 10**9]
    steps = [step_of(one) for one in lengths]
    assert steps == sorted(steps) and all(
        step >= min(one, 86_400_000) for one, step in zip(lengths, steps, strict=True)
    )
