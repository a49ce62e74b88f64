"""An evaluation as sections of tables, in one language; terminal, Markdown and HTML show the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from saywell.kernel.locale import Locale
from saywell.quality.evaluation.hearing import Group, Hearing
from saywell.quality.evaluation.judging import Judging
from saywell.quality.evaluation.keeping import Keeping
from saywell.quality.evaluation.metrics import Estimate, Rate
from saywell.quality.evaluation.whole import Evaluation, Part
from saywell.quality.evaluation.words import word


class Sheet(msgspec.Struct, frozen=True):
    """One table: its title, the heads of its columns, its rows; `note` stands below it. `long`: may be cut."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    long: bool = False
    note: str = ""


class Section(msgspec.Struct, frozen=True):
    """One part of an evaluation."""

    title: str
    notes: tuple[str, ...]
    sheets: tuple[Sheet, ...]


def title(whole: Evaluation, locale: Locale) -> tuple[str, tuple[str, ...]]:
    """The title of the page and what stands below it."""
    standards = ", ".join(f"{id} {mark[:12]}" for id, mark in whole.standards.items())
    lines = [
        word("made", locale, date=whole.date, version=whole.saywell, tier=whole.tier),
        word("standards", locale, list=standards),
        word("intervals", locale),
    ]
    if whole.languages:
        lines.append(word("languages", locale, list=", ".join(whole.languages)))
    return word("title", locale), tuple(lines)


def sections(whole: Evaluation, locale: Locale, most: int | None = None) -> Iterator[Section]:
    """The parts of an evaluation; a long table has at most `most` rows."""
    clean: dict[str, Part] = {}
    for part in whole.parts:
        name = word(part.part, locale)
        notes: list[str] = []
        if part.corrupted:
            name = word("corrupted", locale, part=name, share=f"{whole.corrupt:.0%}".replace("%", " %"))
            notes += [word("spoken", locale)] if whole.spoken_digits else []
            notes += _falls(clean.get(part.part), part, locale)
        else:
            clean[part.part] = part
        if part.utterances is not None and part.utterances.unknown:
            notes.append(word("unknown", locale, list=", ".join(part.utterances.unknown)))
        if part.utterances is not None and part.utterances.aside:
            notes.append(word("aside", locale, count=part.utterances.aside))
        yield Section(name, tuple(notes), tuple(_cut(sheet, most, locale) for sheet in _sheets(part, locale)))


def _sheets(part: Part, locale: Locale) -> Iterator[Sheet]:
    if part.utterances is not None:
        yield from _heard(part.utterances, locale)
    if part.conversations is not None:
        yield from _judged(part.conversations, locale)
    if part.promises is not None:
        yield from _kept(part.promises, locale)


def _falls(before: Part | None, after: Part, locale: Locale) -> Iterator[str]:
    if before is None or before.utterances is None or after.utterances is None:
        return
    for role, group in after.utterances.roles.items():
        old, new = before.utterances.roles[role].macro.value, group.macro.value
        if old is not None and new is not None:
            yield word("falls", locale, role=word(role, locale), fall=f"{(new - old) * 100:+.1f}")


def _heard(found: Hearing, locale: Locale) -> Iterator[Sheet]:
    def w(key: str) -> str:
        return word(key, locale)

    rows: list[tuple[str, ...]] = []
    for role, group in found.roles.items():
        for key in ("macro", "micro"):
            rows.append((f"{w(role)}: {w(key)}", told(getattr(group, key))))
        rows.append((f"{w(role)}: {w('precision')}", share(group.precision)))
        rows.append((f"{w(role)}: {w('recall')}", share(group.recall)))
    rows += [(f"{w('taboo')}: {w(key)}", share(getattr(found.taboo, key))) for key in ("precision", "recall")]
    rows += [(w(key), share(getattr(found, key))) for key in ("rejected", "kept", "silent")]
    yield Sheet(f"{w('utterances')} ({found.utterances})", (w("what"), w("figure")), tuple(rows))
    for key, groups in (("lang", found.languages), ("channel", found.channels)):
        yield _groups(key, groups, locale)
    yield Sheet(
        w("tier"),
        (w("tier"), w("precision"), w("ece")),
        tuple((tier, share(one.precision), _plain(one.ece)) for tier, one in found.tiers.items()),
    )
    bins = tuple(
        (tier, f"{one.low:.1f}–{one.high:.1f}", str(one.count), _plain(one.confidence), _plain(one.right))
        for tier, figures in found.tiers.items()
        for one in figures.bins
    )
    if bins:
        yield Sheet(w("reliability"), (w("tier"), "", w("count"), w("confidence"), w("right_share")), bins)
    heads = (w("move"), w("support"), w("extra"), w("precision"), w("recall"), w("f1"))
    for name, moves in ((w("moves"), found.moves), (w("taboo"), found.taboo.lists)):
        if moves:
            yield Sheet(
                name,
                heads,
                tuple(
                    (m.move, str(m.support), str(m.extra), share(m.precision), share(m.recall), _plain(m.f1))
                    for m in sorted(moves, key=lambda m: (m.recall.right - m.support - m.extra, m.move))
                ),
                long=True,
            )
    if found.confusion:
        pairs = tuple((one.expected, one.heard or w("nothing"), str(one.count)) for one in found.confusion)
        yield Sheet(w("confusion"), (w("expected"), w("heard"), w("count")), pairs, long=True)
    if found.slips:
        slips = tuple((s.id, s.text, " ".join(s.lost), " ".join(s.extra)) for s in found.slips)
        yield Sheet(w("slips"), ("id", w("text"), w("lost"), w("extra")), slips, long=True)


def _groups(key: str, groups: Mapping[str, Mapping[str, Group]], locale: Locale) -> Sheet:
    keys = (key, "role", "utterances", "support", "macro", "micro")
    rows = tuple(
        (
            value,
            word(role, locale),
            str(group.utterances),
            str(group.support),
            told(group.macro),
            told(group.micro),
        )
        for value, roles in groups.items()
        for role, group in roles.items()
    )
    return Sheet(word(key, locale), tuple(word(one, locale) for one in keys), rows)


def _judged(found: Judging, locale: Locale) -> Iterator[Sheet]:
    def w(key: str) -> str:
        return word(key, locale)

    rows = [(w("right") + w("by_talk"), told(found.right)), (w("right"), share(found.verdicts))]
    rows += [(w(key), share(getattr(found, key))) for key in ("at_stake", "faults_precision", "faults_recall")]
    yield Sheet(f"{w('conversations')} ({found.conversations})", (w("what"), w("figure")), tuple(rows))
    parts = tuple(
        (w(key), name, share(one))
        for key, shares in (("standard", found.standards), ("lang", found.languages), ("channel", found.channels))
        for name, one in shares.items()
    )
    yield Sheet(w("right"), (w("what"), "", w("figure")), parts)
    crossed = tuple((one.expected, one.got or w("absent"), str(one.count)) for one in found.confusion)
    yield Sheet(w("verdicts"), (w("expected"), w("got"), w("count")), crossed)
    wrong = sorted(
        ((clause, one) for clause, one in found.clauses.items() if one.right < one.of),
        key=lambda item: (item[1].right - item[1].of, item[0]),
    )
    if wrong:
        yield Sheet(
            w("clauses"), (w("clause"), w("right")), tuple((clause, share(one)) for clause, one in wrong), long=True
        )
    if found.differences:
        heads = ("file", "clause", "expected", "got", "why")
        differences = tuple(
            (one.file, one.clause, one.expected, one.got or w("absent"), one.why) for one in found.differences
        )
        yield Sheet(w("differences"), tuple(map(w, heads)), differences, long=True)


def _kept(found: Keeping, locale: Locale) -> Iterator[Sheet]:
    def w(key: str) -> str:
        return word(key, locale)

    scores = [(w("deadlines"), found.deadlines), (w("vague"), found.vague)]
    scores += [(f"{w('deadlines')}, {lang}", one) for lang, one in found.languages.items()]
    rows = tuple((name, told(one.f1), share(one.precision), share(one.recall)) for name, one in scores)
    name = f"{w('promises')} ({found.sentences})"
    yield Sheet(name, (w("what"), w("f1"), w("precision"), w("recall")), rows)
    if found.differences:
        unlike = tuple((d.id, d.text, " ".join(d.expected), " ".join(d.heard)) for d in found.differences)
        yield Sheet(w("differences"), ("id", w("text"), w("expected"), w("heard")), unlike, long=True)


def _cut(sheet: Sheet, most: int | None, locale: Locale) -> Sheet:
    over = len(sheet.rows) - most if most is not None and sheet.long else 0
    if over <= 0:
        return sheet
    return msgspec.structs.replace(sheet, rows=sheet.rows[:most], note=word("more", locale, count=over))


def share(one: Rate) -> str:
    """97.5 % [95.0–98.8] 195/200, or a dash."""
    if one.value is None:
        return "–"
    return f"{one.value * 100:.1f} % [{one.low * 100:.1f}–{one.high * 100:.1f}] {one.right}/{one.of}"


def told(one: Estimate) -> str:
    """0.923 [0.905–0.941], or a dash."""
    if one.value is None:
        return "–"
    between = f" [{one.low:.3f}–{one.high:.3f}]" if one.low is not None and one.high is not None else ""
    return f"{one.value:.3f}{between}"


def _plain(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def markdown(whole: Evaluation, locale: Locale, most: int | None = None) -> str:
    """The page as Markdown."""
    name, below = title(whole, locale)
    lines = [f"# {name}", "", *(part for line in below for part in (line, ""))]
    for section in sections(whole, locale, most):
        lines += [f"## {section.title}", "", *(part for note in section.notes for part in (note, ""))]
        for sheet in section.sheets:
            lines += [f"### {sheet.title}", "", _row(sheet.heads), "|---" * len(sheet.heads) + "|"]
            lines += [_row(row) for row in sheet.rows]
            lines += ["", *([sheet.note, ""] if sheet.note else [])]
    return "\n".join(lines).rstrip() + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
