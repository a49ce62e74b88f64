"""`score` end to end: files are read, recognised, run and written as JSON; and the memory that many of them take."""

from __future__ import annotations

import io
import random
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.recognition import plainly, turns
from benchmarks.timing import rates, table
from saywell.app.scoring import score_files, score_source
from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.exchange.detect import read
from saywell.exchange.hear import Ear, ear_for
from saywell.exchange.native import write_native
from saywell.language import kinds

STANDARD = "bank"
TURNS = 20
MANY = 100_000


def conversation(number: int, said: list[i.Said], chance: random.Random) -> list[i.AnyInput]:
    """A phone call of 20 turns."""
    at = 1_779_235_200_000 + number * 600_000
    out: list[i.AnyInput] = [
        i.Opened(at, id=f"c{number}", channel="phone", direction="inbound", started="2026-05-20T08:00:00+08:00"),
        i.Ringing(at),
        i.Answered(at + 2_000),
    ]
    at += 2_500
    for one in chance.choices(said, k=TURNS):
        out.append(i.Said(at, by=one.by, text=one.text, to=at + 3_000))
        at += 3_600
    out.append(i.HungUp(at, by="customer"))
    return out


def write_files(folder: Path, count: int) -> list[Path]:
    """Native files, one conversation in each."""
    chance = random.Random(3)
    said = turns()
    files = []
    for number in range(count):
        path = folder / f"c{number}.jsonl"
        lines = write_native(conversation(number, said, chance))
        path.write_text("".join(f"{line.rstrip()}\n" for line in lines), encoding="utf-8")
        files.append(path)
    return files


def main(many: int = 2_000) -> None:
    """Print the rate, and the memory after 200 and after `many` conversations (the same files again and again)."""
    standard = open_standard(STANDARD)
    encode = msgspec.json.Encoder().encode
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(Path(folder), 200)

        def score(given: Iterator[Path] | list[Path]) -> int:
            out = io.BytesIO()
            done = 0
            for one in score_files(standard, given):
                out.seek(0)
                out.write(encode(one.card) + b"\n")
                done += 1
            return done

        ear = Ear(standard, remember=0)

        def anew() -> int:
            out = io.BytesIO()
            for file in files:
                for source in read(file):
                    out.seek(0)
                    out.write(encode(score_source(standard, ear, source, "en").card) + b"\n")
            return len(files)

        works = {"saywell score": lambda: score(files), "every turn as if it were new": anew}
        if kinds.inner is not None:
            works["the same with the plain matcher"] = plainly(anew)
        got = rates(works, rounds=5)
        table(f"Scoring end to end: {TURNS} turns, standard “{STANDARD}”", "saywell score", got, "conversations/s")
        heard = ear_for(standard).remembered()
        turns_heard = heard.hits + heard.misses
        print(f"  of {turns_heard:,} turns {heard.hits / turns_heard:.0%} had been said before")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        done = score(files[n % len(files)] for n in range(many))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"  peak memory {before / 1024:.0f} MB, after {done:,} more conversations {after / 1024:.0f} MB")


if __name__ == "__main__":
    main(MANY)
