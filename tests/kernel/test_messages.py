"""Every error code has its sentence in three languages, and every sentence belongs to a code in use."""

from __future__ import annotations

import ast
import pkgutil
from pathlib import Path
from string import Formatter

import pytest

from saywell.kernel import messages
from saywell.kernel.errors import Faults, Place, SaywellError
from saywell.kernel.locale import LOCALES, match_locale, pick_locale

SOURCE = Path(__file__).parents[2] / "src" / "saywell"
AREAS = [module.name for module in pkgutil.iter_modules(messages.__path__)]
ALL = {code: texts for area in AREAS for code, texts in messages.table(area).items()}


def codes_in_use() -> set[str]:
    """Every string that looks like a code of a known area, in all modules but the tables."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        if path.parent.name == "messages":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if not (name.endswith(("Error", "error")) or name in ("fault", "__init__", "SaywellError")):
                    continue
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value:
                    found.add(first.value)
    return found


def test_every_code_in_use_has_a_sentence() -> None:
    used = {code for code in codes_in_use() if code.partition(".")[0] in AREAS}
    assert used
    assert used - ALL.keys() == set()


def test_every_sentence_is_used() -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.py") if p.parent.name != "messages")
    assert [code for code in ALL if f'"{code}"' not in text] == []


@pytest.mark.parametrize("code", sorted(ALL))
def test_three_languages_with_the_same_slots(code: str) -> None:
    texts = ALL[code]
    assert len(texts) == len(LOCALES)
    assert all(text.strip() for text in texts)
    slots = [{field for _, field, _, _ in Formatter().parse(text) if field is not None} for text in texts]
    assert slots[0] == slots[1] == slots[2]
    has_words = any(literal.strip() for literal, _, _, _ in Formatter().parse(texts[2]))
    assert (texts[0] != texts[2]) == has_words


def test_codes_stand_in_the_table_of_their_area() -> None:
    for area in AREAS:
        assert all(code.startswith(f"{area}.") for code in messages.table(area))


def test_an_error_says_where_and_what() -> None:
    error = SaywellError("time.not-rfc3339", place=Place("a.jsonl", 3, "at"), text="soon")
    assert error.render("en").startswith('a.jsonl:3: at: "soon" is not')
    assert "不是" in error.render("zh-Hans")
    assert "請寫成" in error.render("zh-Hant")


def test_a_place_found_on_the_way_up_is_added_and_not_replaced() -> None:
    error = SaywellError("time.not-rfc3339", place=Place(field="at"), text="x").at(Place("f", 2, "other"))
    assert error.place == Place("f", 2, "at")


def test_faults_are_all_reported() -> None:
    faults = Faults([SaywellError("time.out-of-range", value=1), SaywellError("time.out-of-range", value=2)])
    assert len(faults.render("en").splitlines()) == 2


def test_an_unknown_code_and_a_missing_slot_do_not_hide_the_error() -> None:
    assert SaywellError("nowhere.nothing").render("en") == "nowhere.nothing"
    assert "{text}" in SaywellError("time.not-rfc3339").render("en")


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("zh_CN.UTF-8", "zh-Hans"),
        ("zh_TW.UTF-8", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("yue", "zh-Hant"),
        ("en_GB.UTF-8", "en"),
        ("C.UTF-8", "en"),
        ("fr_FR", None),
    ],
)
def test_locale_tags(tag: str, locale: str | None) -> None:
    assert match_locale(tag) == locale


def test_the_option_goes_before_the_environment() -> None:
    environ = {"LC_ALL": "zh_TW.UTF-8", "LANG": "zh_CN.UTF-8"}
    assert pick_locale(None, environ) == "zh-Hant"
    assert pick_locale("zh-Hans", environ) == "zh-Hans"
    assert pick_locale(None, {"LANG": "de_DE"}) == "en"
    assert pick_locale(None, {}) == "en"
