"""Write src/saywell/language/_sounds.py: the Simplified characters of GB 2312 by their syllable, tones left aside.

Needs `pypinyin` (a build-time tool only). Run: python tools/make_sound_table.py
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin

TARGET = Path(__file__).parent.parent / "src" / "saywell" / "language" / "_sounds.py"
PER_LINE = 56


def characters() -> list[str]:
    """The characters of GB 2312, the common ones first."""
    out = []
    for row in range(0xB0, 0xF8):
        for column in range(0xA1, 0xFF):
            try:
                out.append(bytes((row, column)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return out


def main() -> None:
    """Write the table."""
    syllables: dict[str, list[str]] = defaultdict(list)
    for char in characters():
        syllables[lazy_pinyin(char, style=Style.NORMAL)[0]].append(char)
    text = " ".join(f"{name}:{''.join(chars)}" for name, chars in sorted(syllables.items()))
    lines = [text[i : i + PER_LINE] for i in range(0, len(text), PER_LINE)]
    body = "\n".join(f'    "{line}"' for line in lines)
    TARGET.write_text(
        '"""Characters by their syllable, `name:characters` (made by tools/make_sound_table.py)."""\n\n'
        f"from __future__ import annotations\n\nSYLLABLES = (\n{body}\n)\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
