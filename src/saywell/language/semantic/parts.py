"""The parts of an utterance that can be asked about on their own: sentences, and their clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LONGEST = 2_000
MOST = 16
_SENTENCE = re.compile(r"[^。！？!?；;…\n.]+(?:\.(?=\S)[^。！？!?；;…\n.]*)*[。！？!?；;….]*")
_CLAUSE = re.compile(r"[^,，、]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]+")
# Less than that says nothing by itself: Chinese characters, or words.
_FEWEST_CHARS, _FEWEST_WORDS = 2, 1
_CLAUSE_CHARS, _CLAUSE_WORDS = 4, 3


def parts(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence, and of each clause of a sentence with several; outer blanks left off."""
    found = 0
    for sentence in _SENTENCE.finditer(text[:LONGEST]):
        if not _says(sentence.group(), _FEWEST_CHARS, _FEWEST_WORDS):
            continue
        yield _trimmed(text, *sentence.span())
        found += 1
        clauses = list(_CLAUSE.finditer(text, *sentence.span()))
        if len(clauses) > 1:
            for clause in clauses:
                if _says(clause.group(), _CLAUSE_CHARS, _CLAUSE_WORDS):
                    yield _trimmed(text, *clause.span())
                    found += 1
        if found >= MOST:
            return


def open_share(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> float:
    """Which share of a part's letters and digits stands outside all of the taken (start, end)."""
    letters = [n for n in range(start, end) if text[n].isalnum()]
    if not letters:
        return 0.0
    left = sum(not any(a <= n < b for a, b in taken) for n in letters)
    return left / len(letters)


def _says(piece: str, chars: int, words: int) -> bool:
    han = len(_HAN.findall(piece))
    return han >= chars or (not han and len(_WORD.findall(piece)) >= words and len(piece.strip()) > 2)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
