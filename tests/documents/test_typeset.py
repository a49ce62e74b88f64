"""Documents: set in the reader's language and script; what is missing on a machine is named."""

from __future__ import annotations

import io
import json
from string import Formatter
from typing import Any

import pytest
from pypdf import PdfReader

from saywell.documents import typeset
from saywell.documents.typeset import HERE, document, words
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES, Locale

AT = 1_795_000_000_000
TALK: dict[str, Any] = {
    "title": "骨头 · 王先生", "centre": "匯安銀行", "foot": "c-1", "facts": [("客户", "王先生")],
    "score": None, "wrong": [], "met": [], "lines": [], "promises": [], "forms": [],
}  # fmt: skip


def said(n: int, text: str, lang: str) -> dict[str, Any]:
    piece = {"text": text, "mark": ""}
    return {
        "n": n, "at": "10:00:00", "by": "agent", "who": "A", "lang": lang, "happened": False, "referred": False,
        "pieces": [piece],
    }  # fmt: skip


def fonts_of(pdf: bytes) -> set[str]:
    """The fonts that a document embeds."""
    found = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            found.add(str(font.get_object()["/BaseFont"]).partition("+")[2])
    return found


@pytest.mark.parametrize(("locale", "script"), [("zh-Hans", "SC"), ("zh-Hant", "TC"), ("en", "SC")])
def test_each_script_has_its_own_glyphs_and_the_text_can_be_read_back(locale: Locale, script: str) -> None:
    pdf = document("talk", TALK, locale, AT)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "骨头" in text and "王先生" in text and words("talk", locale)["transcript"] in text
    names = fonts_of(pdf)
    assert names and all("CJK" in name and script.lower() in name.lower() for name in names), names


def test_words_of_another_script_stand_in_its_glyphs() -> None:
    lines = [said(1, "骨头直角", "zh-Hans"), said(2, "骨頭直角", "zh-Hant"), said(3, "bones", "en")]
    names = fonts_of(document("talk", {**TALK, "lines": lines}, "zh-Hant", AT))
    assert any("sc" in name.lower() for name in names) and any("tc" in name.lower() for name in names)


def test_what_is_said_is_text_and_never_markup() -> None:
    text = '#import "x": * $y$ *bold* _i_ @ref <label> \\ `code` [] "" {} //'
    pdf = document("talk", {**TALK, "title": text, "lines": [said(1, text, "en")]}, "en", AT)
    read = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "".join(read.split()).count("".join(text.split())) == 2


def test_the_same_data_gives_the_same_document() -> None:
    assert document("talk", TALK, "en", AT) == document("talk", TALK, "en", AT)


def test_every_template_has_its_words_in_every_language_with_the_same_slots() -> None:
    table = json.loads((HERE / "words.json").read_text(encoding="utf-8"))
    # A report brings the words of its figures with it.
    templates = {path.stem for path in HERE.glob("*.typ")} - {"base", "report"}
    assert templates == set(table)
    for template, known in table.items():
        for key, texts in known.items():
            assert set(texts) == set(LOCALES) and all(text.strip() for text in texts.values()), (template, key)
            slots = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in texts.values()]
            assert slots[0] == slots[1] == slots[2], (template, key)


def test_a_machine_without_the_typesetter_or_a_chinese_font_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Bare:
        """A machine with Latin fonts only."""

        def families(self) -> list[str]:
            return ["DejaVu Sans"]

    monkeypatch.setattr(typeset, "_found", Bare)
    with pytest.raises(SaywellError) as caught:
        document("talk", TALK, "en", AT)
    assert caught.value.code == "documents.no-font" and "Noto Sans CJK" in caught.value.render("en")
    monkeypatch.setattr(typeset, "find_spec", lambda _: None)
    with pytest.raises(SaywellError) as caught:
        document("talk", TALK, "en", AT)
    assert caught.value.code == "documents.no-typst" and "saywell[pdf]" in caught.value.render("zh-Hans")


def test_a_template_that_cannot_be_set_is_named() -> None:
    with pytest.raises(SaywellError) as caught:
        document("talk", {**TALK, "lines": [{}]}, "en", AT)
    assert caught.value.code == "documents.failed"
