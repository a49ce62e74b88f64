"""Writes the generated pages of docs/ and the schemas of standards: `python tools/pages.py [--check]`.

Of `api.md` and `security.md` only the tables between `<!-- made: … -->` and `<!-- end -->` are generated.
With --check nothing is written; exit 1 if one of them is out of date.
"""

from __future__ import annotations

import json
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec

from saywell.conversation import events, inputs
from saywell.desk import chat, http, wire
from saywell.desk.access import RIGHTS
from saywell.desk.hooks import kinds
from saywell.kernel import messages
from saywell.standard.norms import COMMON_KEYS, KEYS, NEEDED
from saywell.standard.references import FAMILIES, MEANINGS
from saywell.standard.schema import CONDITIONS, FIELDS, KINDS, SCHEMAS

ROOT = Path(__file__).resolve().parent.parent
SCHEMA_FOLDER = "src/saywell/standard/schemas"
MADE = "This page is written by `make docs`."

PATTERNS = (
    ("贵姓", "zh", "请问您贵姓", "您好", "literal characters"),
    ("<please> 贵姓", "zh", "请问贵姓", "贵姓", "a concept by name: any of its phrases"),
    ("(贵姓|怎么称呼)", "zh", "怎么称呼您", "您是哪位", "one of several"),
    ("请[您]稍等", "zh", "请稍等", "稍等", "what may be missing"),
    (
        "核实 之后",
        "zh",
        "我们核实情况之后",
        "核实。您之后再来",
        "zh: soon after, at most 8 characters, in one sentence",
    ),
    ("your name", "en", "your full name", "your wife has a lovely name", "en: at most 3 words in between"),
    ("退款 ... 三天", "zh", "退款的事。大概要三天", "三天退款", "any gap, also across sentences"),
    ("^您好", "zh", "是的。您好", "他说您好", "at the start of a sentence"),
    ("可以吗$", "zh", "这样可以吗？好", "可以吗是什么", "at the end of a sentence"),
    ("^^好的$$", "zh", "好的", "好的，我去查", "the whole utterance"),
    ("我帮您{*}一下", "zh", "我帮您看一下", "我帮您一下", "1 to 14 characters of any kind"),
    ("打{phone}", "zh", "请打13800138000", "请打电话", "an entity: name, number, deadline, phone, digits"),
    ("apologi*", "en", "we apologised", "the apolog", "the word goes on"),
)
"""Pattern, script, what it hears, what it does not hear, what it shows."""


def errors() -> str:
    """All error codes with their sentences in three languages."""
    lines = [
        "# Errors",
        "",
        "Every error has a stable code. Its sentence is shown in the language of the option or of the environment.",
        MADE,
        "",
        "| code | 简体 | 繁體 | English |",
        "|---|---|---|---|",
    ]
    for area in sorted(module.name for module in pkgutil.iter_modules(messages.__path__)):
        for code, texts in sorted(messages.table(area).items()):
            cells = " | ".join(text.replace("|", "\\|").replace("{{", "{").replace("}}", "}") for text in texts)
            lines.append(f"| `{code}` | {cells} |")
    return "\n".join(lines) + "\n"


def language() -> str:
    """The reference of the language in which standards are written."""
    parts = [
        "# The language of standards",
        "",
        "A standard is a folder of YAML files. Every scalar in them is text: `18:00`, `no` and `010` are what they look",
        "like. `saywell standard check FOLDER` reports every fault of every file with its line. Begin with the",
        f"[tutorial](tutorial.md). {MADE}",
        "",
        "A part lives in one file (`norms.yaml`) or in a folder of them (`norms/*.yaml`). The JSON Schemas lie in",
        f"`{SCHEMA_FOLDER}/`; an editor that knows YAML schemas completes and checks with them.",
        "",
        *_norms(),
        *_conditions(),
        *_situations(),
        *_signals(),
        *_patterns(),
        "",
        "## Files",
        *_files(),
    ]
    return "\n".join(parts) + "\n"


def _norms() -> Iterator[str]:
    yield "## Norms"
    yield ""
    yield "`norms.yaml`: an id, and behind it one rule. Its clauses get its verdict: met, missed, broken, waived, open or not"
    yield "applicable. Fields that every kind has:"
    yield ""
    yield from _table(
        (key, key in ("kind", "title"), FIELDS.get(key, {"description": "The kind."})) for key in sorted(COMMON_KEYS)
    )
    for kind, keys in KEYS.items():
        yield from ("", f"### {kind}", "", KINDS[kind], "")
        yield from _table((key, key in NEEDED[kind], FIELDS[key]) for key in sorted(keys))
    yield from (
        "",
        "`within` is `turn` (the agent's turn, where nothing stands), `{turns: 2}`, `{seconds: answer_within}`,",
        "`{working: reply_within}` in working time, `call` (before the conversation ends) or `record` (before the file ends).",
        "",
    )


def _conditions() -> Iterator[str]:
    yield from ("## Conditions", "", "| condition | holds when |", "|---|---|")
    for example, meaning in CONDITIONS:
        yield f"| `{example}` | {meaning} |"
    yield from (
        "",
        "A number is named in `numbers.yaml`, or written with its unit: `5 s`, `2 min`. Every wait and timer has the grace",
        "(1 s, or the number `grace`) in the agent's favour.",
        "",
    )


def _situations() -> Iterator[str]:
    entry = SCHEMAS["situations"]()["additionalProperties"]["properties"]
    yield from (
        "## Situations and ladders",
        "",
        "`situations.yaml`: what is going on, and the steps to take in it.",
        "",
    )
    yield from _table((key, key == "opens", value) for key, value in entry.items())
    ladder = entry["ladder"]["properties"]
    opening = entry["opens"]["anyOf"][1]["properties"]
    for title, fields, needed in (
        ("An opening", opening, ()),
        ("A step of a ladder", ladder["steps"]["items"]["properties"], ("say",)),
        ("`then`: what is open at the end", ladder["then"]["properties"], ()),
    ):
        yield from ("", f"### {title}", "")
        yield from _table((key, key in needed, value) for key, value in fields.items())
    yield ""


def _signals() -> Iterator[str]:
    yield from (
        "## Signals",
        "",
        "Moves are signals by their ids (`agent.greets`), taboo lists are `agent.taboo.<id>`, situations give",
        "`situation.<id>.opened` and `.closed`. Besides:",
        "",
        "| signal | when |",
        "|---|---|",
    )
    for name, meaning in MEANINGS.items():
        yield f"| `{name}` | {meaning} |"
    for name, meaning in FAMILIES.items():
        yield f"| `{name}…` | {meaning} |".replace(
            "matches|differs|missing|failed", "matches\\|differs\\|missing\\|failed"
        )
    yield ""


def _patterns() -> Iterator[str]:
    yield from (
        "## Patterns",
        "",
        "A move is heard where one of its patterns is found and none of its vetoes (`not`). Patterns are written in",
        "Simplified Chinese and lower-case English; the other script, other case and other width are heard too.",
        "",
        "| pattern | | hears | does not hear |",
        "|---|---|---|---|",
    )
    for pattern, _, heard, unheard, meaning in PATTERNS:
        yield f"| `{pattern}` | {meaning} | {heard} | {unheard} |".replace("贵姓|怎么称呼", "贵姓\\|怎么称呼")


def _files() -> Iterator[str]:
    for name, make in SCHEMAS.items():
        if name in ("norms", "situations"):
            continue
        schema = make()
        entry = schema.get("items") or schema.get("additionalProperties") or schema
        file = "lines/<language>.yaml" if name == "line-texts" else f"{name}.yaml"
        yield from ("", f"### {file}", "")
        needed = entry.get("required", ())
        yield from _table((key, key in needed, value) for key, value in entry["properties"].items())
        inner = entry["properties"].get("phrases") or entry["properties"].get("sections")
        if inner is not None:
            one = inner.get("items") or inner["additionalProperties"]
            yield from ("", "Each of them:", "")
            yield from _table((key, key in one.get("required", ()), v) for key, v in one["properties"].items())
        if "calendar" in entry["properties"]:
            yield from ("", "The calendar:", "")
            yield from _table((k, False, v) for k, v in entry["properties"]["calendar"]["properties"].items())


def _table(rows: Iterable[tuple[str, bool, Any]]) -> Iterator[str]:
    yield "| field | | |"
    yield "|---|---|---|"
    for key, needed, schema in rows:
        schema = schema if isinstance(schema, dict) else {}
        words = ", ".join(f"`{one}`" for one in schema.get("enum", ()) if one)
        text = " ".join(part for part in (schema.get("description", ""), words) if part)
        yield f"| `{key}` | {'needed' if needed else ''} | {text} |"


def event_page() -> str:
    """Every input and every event, from their records."""
    lines = [
        "# Inputs and events",
        "",
        "A conversation is a list of inputs. What they bring about is a list of events: nothing else is stored, and the",
        f"findings are the `norm.judged` events. {MADE}",
        "",
        "## Inputs",
        "",
        "In a native file `at` and `to` are seconds from the first line or RFC 3339 instants; inside they are milliseconds.",
    ]
    for struct in get_args(inputs.AnyInput):
        lines.extend(_struct(struct))
    for struct in (inputs.Agent, inputs.Customer, inputs.Heard, inputs.Move, inputs.Entity):
        lines.extend(_struct(struct))
    lines.extend(("", "## Events", "", "All instants are milliseconds since 1970, UTC; lines count from 1."))
    for struct in get_args(events.AnyEvent):
        lines.extend(_struct(struct))
    lines.extend(_struct(events.Span))
    return "\n".join(lines) + "\n"


def _struct(struct: Any) -> Iterator[str]:
    tag = struct.__struct_config__.tag
    text = " ".join((struct.__doc__ or "").split())
    yield from ("", f"### {tag or struct.__name__.lower()}", "", text)
    fields = msgspec.structs.fields(struct)
    if fields:
        yield from ("", "| field | type | |", "|---|---|---|")
    for field in fields:
        kind = _type(field.type)
        yield f"| `{field.encode_name}` | {kind} | {'needed' if field.required else ''} |"


def _type(kind: Any) -> str:
    parts = [part for part in get_args(kind) if part is not type(None)]
    if type(None) in get_args(kind) and len(parts) == 1:
        return _type(parts[0])
    name = kind.__name__ if isinstance(kind, type) and not parts else str(kind)
    for old, new in (
        ("typing.", ""),
        ("saywell.conversation.inputs.", ""),
        ("saywell.conversation.events.", ""),
        ("Literal", "one of "),
        (" | None", ""),
        ("|", "or"),
    ):
        name = name.replace(old, new)
    return name if len(name) < 200 else "any input"


_RIGHTS = {
    "talk": "takes conversations and works in them",
    "watch": "sees all live ones, whispers, takes over, declares incidents",
    "read": "opens past conversations of others",
    "report": "see the figures of a centre, export them and have them sent by e-mail",
    "personal": "sees personal data without giving a reason",
    "settle": "changes a centre's settings",
    "people": "makes and changes accounts, ends sessions and tokens of others, reads the audit log, sets retention, answers what customers ask about their data",
    "connect": "sets how a centre reaches its shop, and tries it out",
    "work": "what is to be done after conversations: one's own and one's department's (all of it for who may read)",
    "calls": "sees the lists of customers who are called, and what they are asked",
    "lists": "makes lists, sees what came of them, says what is asked, whom and when nobody calls",
}


def rights() -> Iterator[str]:
    """Which role has which right."""
    yield f"| role | {' | '.join(f'`{right}`' for right in RIGHTS)} |"
    yield f"|---|{'---|' * len(RIGHTS)}"
    for role in wire.ROLES:
        yield f"| {role} | {' | '.join('yes' if role in having else '' for having in RIGHTS.values())} |"
    yield ""
    for right in RIGHTS:
        yield f"- `{right}`: {_RIGHTS[right]}."


def routes() -> Iterator[str]:
    """Every route with the right that it needs."""
    yield "| | route | who | |"
    yield "|---|---|---|---|"
    for door in http.ROUTES:
        who = "anybody" if door.right is None else f"`{door.right}`" if door.right else "signed in"
        yield f"| {door.method} | `{door.path}` | {who} | {(door.handler.__doc__ or '').splitlines()[0]} |"


def asks(kinds: Iterable[Any]) -> Iterator[str]:
    """What may be sent on a socket; a field in brackets may be missing."""
    yield "| `do` | fields | |"
    yield "|---|---|---|"
    for kind in kinds:
        fields = [one for one in msgspec.structs.fields(kind) if one.encode_name != "id"]
        names = ", ".join(f"`{one.encode_name}`" if one.required else f"[`{one.encode_name}`]" for one in fields)
        text = " ".join((kind.__doc__ or "").split())
        yield f"| `{kind.__struct_config__.tag}` | {names} | {text} |"


def hook_types() -> Iterator[str]:
    """Every type of event that a webhook carries; a star marks personal data."""
    yield "| type | when | data |"
    yield "|---|---|---|"
    for one in kinds.KINDS:
        names = [field.encode_name for field in msgspec.structs.fields(one.data)]
        data = ", ".join(f"`{name}`{'*' if name in one.personal else ''}" for name in names)
        yield f"| `{one.type}` | {one.text['en']} | {data} |"


def filled(name: str, parts: dict[str, Iterable[str]]) -> str:
    """A page that people write, with the made tables between their marks."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    for part, lines in parts.items():
        head, begin, rest = text.partition(f"<!-- made: {part} -->\n")
        _, end, tail = rest.partition("<!-- end -->\n")
        assert begin and end, f"{name} lacks the marks of {part}"
        text = head + begin + "\n" + "\n".join(lines) + "\n\n" + end + tail
    return text


def made() -> Iterator[tuple[Path, str]]:
    """Every generated file with its text."""
    for name, page in (("errors", errors), ("language", language), ("events", event_page)):
        yield ROOT / "docs" / f"{name}.md", page()
    yield ROOT / "docs" / "security.md", filled("security.md", {"rights": rights(), "routes": routes()})
    for_pages, for_chats = asks(get_args(wire.AnyAsk)), asks(get_args(chat.ChatAsk))
    yield ROOT / "docs" / "api.md", filled("api.md", {"asks": for_pages, "chat": for_chats})
    yield ROOT / "docs" / "how-to" / "webhooks.md", filled("how-to/webhooks.md", {"hooks": hook_types()})
    if str(ROOT) not in sys.path:
        sys.path.append(str(ROOT))
    from tools import clients

    yield from clients.made()
    for name, make in SCHEMAS.items():
        yield ROOT / SCHEMA_FOLDER / f"{name}.json", json.dumps(make(), ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write or check all pages and schemas."""
    old = 0
    for path, text in made():
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in arguments:
            print(f"{path.relative_to(ROOT)}:1: out of date; run `make docs`")
            old = 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return old


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
