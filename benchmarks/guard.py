"""The guard on single sentences: the distribution of its CPU time, beside one plain expression of the same phrases.

The expression knows no senses, exceptions, quotations, spellings, situations or promises; it is the least that any
guard has to do.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.recognition import turns
from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.conversation.decide import step
from saywell.conversation.plan import plan_for
from saywell.conversation.state import State
from saywell.exchange.hear import ear_for
from saywell.quality.guard import Context, check
from saywell.standard.model import Standard

NAMES = ("bank", "cc", "etq", "rent", "shop")
DRAFTS = Path(__file__).parents[1] / "tests" / "integrations"
COUNT = 1_000
LIMIT_MS = 2.0


def drafts() -> list[str]:
    """Sentences of agents, rude and polite, in three languages, mixed."""
    found = [
        line[2:]
        for path in sorted(DRAFTS.glob("drafts*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line[:2] in ("+ ", "- ")
    ]
    found += [one.text for one in turns(COUNT) if one.by == "agent"]
    random.Random(7).shuffle(found)
    return found[:COUNT]


def plain(standard: Standard) -> re.Pattern[str]:
    """All taboo phrases of a standard as one alternation."""
    phrases = {
        text for taboo in standard.taboos.values() for one in taboo.phrases for text in (one.say, *one.also, *one.en)
    }
    return re.compile("|".join(map(re.escape, sorted(phrases, key=lambda one: (-len(one), one)))), re.IGNORECASE)


def live(standard: Standard) -> Context:
    """A conversation that has begun."""
    ear = ear_for(standard).listen()
    opened = i.Opened(0, id="c", channel="phone", direction="inbound", facts={"company": "科信"})
    state, plan = State(), plan_for(standard, opened)
    talk: list[i.AnyInput] = [opened, i.Answered(2_000)]
    for n, text in enumerate(("您好，请问有什么可以帮您？", "我的卡丢了", "请稍等，我帮您查一下。", "好的，我姓王")):
        talk.append(i.Said(3_000 + n * 5_000, by="customer" if n % 2 else "agent", text=text, to=6_000 + n * 5_000))
    for got in talk:
        state = step(plan, state, ear.prepare(got))[1]
    return Context(standard=standard, plan=plan, state=state)


def distribution(run: Callable[[str], object], texts: list[str]) -> list[float]:
    """CPU milliseconds of each text, sorted; a first round warms up and does not count."""
    for text in texts:
        run(text)
    out = []
    for text in texts:
        start = time.process_time_ns()
        run(text)
        out.append((time.process_time_ns() - start) / 1e6)
    return sorted(out)


def show(name: str, times: list[float]) -> float:
    """A row of the table; the 99th percentile."""
    p50, p90, p99 = (times[min(len(times) - 1, round(share * len(times)))] for share in (0.5, 0.9, 0.99))
    print(f"{name:<34} {p50:>8.3f} {p90:>8.3f} {p99:>8.3f} {times[-1]:>8.3f}")
    return p99


def typing(context: Context, text: str) -> float:
    """CPU milliseconds a key while a long draft is typed."""
    start = time.process_time_ns()
    for n in range(1, len(text) + 1):
        check(text[:n], context, finished=False)
    return (time.process_time_ns() - start) / 1e6 / len(text)


def main() -> None:
    """Print the table."""
    texts = drafts()
    mean = sum(map(len, texts)) / len(texts)
    print(f"Guard: {len(texts)} drafts of {mean:.0f} characters, CPU ms a draft (aim: p99 of {LIMIT_MS:g} ms)")
    print(f"{'':<34} {'p50':>8} {'p90':>8} {'p99':>8} {'most':>8}")
    for name in NAMES:
        standard = open_standard(name)
        alone, running, expression = Context(standard=standard), live(standard), plain(standard)
        show(f"{name}: one plain expression", distribution(expression.findall, texts))
        p99 = show(f"{name}: guard", distribution(lambda text, c=alone: check(text, c), texts))  # type: ignore[misc]
        more = show(f"{name}: guard in a conversation", distribution(lambda text, c=running: check(text, c), texts))  # type: ignore[misc]
        print(f"{'':<34} {'reached' if max(p99, more) <= LIMIT_MS else 'not reached'}")
    bank = Context(standard=open_standard("bank"))
    for length in (100, 1_000):
        text = "".join(f"{one}。" for one in texts)[:length]
        print(f"{f'typing {length} characters':<34} {typing(bank, text):>8.3f} CPU ms a key")


if __name__ == "__main__":
    main()
