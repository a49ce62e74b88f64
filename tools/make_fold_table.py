"""Write src/saywell/language/_table.py: the 1:1 table Traditional -> Simplified.

Needs `opencc` (a build-time tool only). Run: python tools/make_fold_table.py
"""

from __future__ import annotations

from pathlib import Path

import opencc

TARGET = Path(__file__).parent.parent / "src" / "saywell" / "language" / "_table.py"
PER_LINE = 40

# Pairs that the converters keep apart, but that people write for each other. Patterns are folded too, so a lossy pair
# costs nothing but the difference between the two characters.
OURS = {
    "妳": "你",
    "覆": "复",
    "帐": "账",
    "帳": "账",
    "甚": "什",
    "藉": "借",
    "著": "着",
    "衞": "卫",
    "衹": "只",
    "祇": "只",
    "嚒": "么",
    "麽": "么",
    "麼": "么",
    "囖": "咯",
    "乾": "干",
    "幹": "干",
    "瞭": "了",
    "讎": "仇",
    "閒": "闲",
    "喆": "哲",
    "檯": "台",
    "滙": "汇",
    "傢": "家",
    "僱": "雇",
    "佈": "布",
    "佔": "占",
    "徵": "征",
    "儘": "尽",
    "嬭": "奶",
    "噉": "咁",
    "嘑": "呼",
    "喫": "吃",
    "唸": "念",
    "讚": "赞",
    "牠": "它",
    "裡": "里",
    "裏": "里",
    "於": "于",
    "馀": "余",
    "餘": "余",
    "週": "周",
    "彷": "仿",
    "祕": "秘",
    "鍾": "钟",
    "鐘": "钟",
}


def pairs() -> dict[str, str]:
    """Every single character whose Simplified form differs, chased to its last form."""
    converters = [opencc.OpenCC(name) for name in ("t2s", "tw2s", "hk2s")]
    found: dict[str, str] = {}
    for code in [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00)]:
        char = chr(code)
        for converter in converters:
            other = converter.convert(char)
            if other != char and len(other) == 1 and 0x4E00 <= ord(other) <= 0x9FFF:
                found[char] = other
                break
    found.pop("么", None)
    found.update({k: v for k, v in OURS.items() if len(k) == 1 and k != v})
    for char in found:
        target = found[char]
        seen = {char}
        while target in found and target not in seen:
            seen.add(target)
            target = found[target]
        found[char] = target
    return {k: v for k, v in found.items() if k != v}


def chunks(text: str) -> str:
    """The text as lines of adjacent string literals."""
    return "\n".join(f'    "{text[i : i + PER_LINE]}"' for i in range(0, len(text), PER_LINE))


def unwritable(chars: str, charset: str) -> str:
    """The characters that a charset does not have: worked out here, since to load a charset takes a command's time."""
    return "".join(sorted(set(chars) - set(chars.encode(charset, "ignore").decode(charset))))


def write() -> int:
    """Write the module; returns the number of pairs."""
    table = dict(sorted(pairs().items()))
    head = (
        '"""Traditional characters and, at the same place, their Simplified forms; those of each that GB 2312 or Big5 lacks\n'
        '(made by tools/make_fold_table.py)."""'
    )
    traditional, simplified = "".join(table), "".join(table.values())
    texts = {
        "TRADITIONAL": traditional,
        "SIMPLIFIED": simplified,
        "ONLY_TRADITIONAL": unwritable(traditional, "gb2312"),
        "ONLY_SIMPLIFIED": unwritable(simplified, "big5"),
    }
    body = f"{head}\n\nfrom __future__ import annotations\n" + "".join(
        f"\n{name} = (\n{chunks(text)}\n)\n" for name, text in texts.items()
    )
    TARGET.write_text(body, encoding="utf-8")
    return len(table)


if __name__ == "__main__":
    print(write(), "pairs")
