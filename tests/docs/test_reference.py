"""The generated pages and schemas say what the reader does, and the shipped standards fit them."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
import yaml
from tests.conversation.small import small

from saywell.conversation import events, inputs
from saywell.language.fold import fold
from saywell.language.match import Matcher
from saywell.language.pattern import Concept, MoveRules
from saywell.standard import compile as reading
from saywell.standard import moves, scoring
from saywell.standard.conditions import LENGTHS, NAMED, WINDOWS
from saywell.standard.norms import COMMON_KEYS, KEYS, NEEDED
from saywell.standard.references import FAMILIES, MEANINGS
from saywell.standard.schema import CONDITIONS, KINDS, SCHEMAS, condition

ROOT = Path(__file__).parents[2]
SCHEMA_FOLDER = ROOT / "src" / "saywell" / "standard" / "schemas"
STANDARDS = ROOT / "src" / "saywell" / "standards"
PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pages", ROOT / "tools" / "pages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["pages"] = module
    spec.loader.exec_module(module)
    return module


def test_no_page_and_no_schema_is_out_of_date(pages: ModuleType) -> None:
    for path, text in pages.made():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run `make docs`"


def test_every_kind_and_field_of_a_norm_is_in_the_schema_and_on_the_page() -> None:
    schema = SCHEMAS["norms"]()["additionalProperties"]["anyOf"]
    assert set(KINDS) == set(KEYS)
    for kind, keys in KEYS.items():
        (one,) = [s for s in schema if s["properties"]["kind"] == {"const": kind}]
        assert set(one["properties"]) == COMMON_KEYS | keys
        assert set(one["required"]) == NEEDED[kind] | {"kind", "title"}
        part = PAGE.partition(f"### {kind}\n")[2].partition("\n#")[0]
        assert KINDS[kind] in part
        assert set(re.findall(r"^\| `(\w+)` ", part, re.MULTILINE)) == keys


def test_every_condition_of_the_reader_is_in_the_schema_and_on_the_page() -> None:
    known = {
        "all",
        "any",
        "none",
        "not",
        "of",
        "seen",
        "count",
        "fact",
        "rings",
        "returned_with",
        "form",
        "has",
        "since",
    }
    known |= {*WINDOWS, *NAMED, *LENGTHS, "at_least", "at_most", "is"}
    in_schema = {key for form in condition()["anyOf"] for key in form.get("properties", ())}
    shown = {key for example, _ in CONDITIONS for key in re.findall(r"(\w+):", example)}
    assert in_schema == shown == known
    for example, meaning in CONDITIONS:
        assert f"| `{example}` | {meaning} |" in PAGE


@pytest.mark.parametrize("example", [example for example, _ in CONDITIONS])
def test_every_shown_condition_can_be_read(example: str) -> None:
    written = re.sub(r"(?<![\w.])([abc])(?![\w.])", r"agent.\1", example)
    norms = f"n: {{title: T, kind: check, act: hold.on, needs: {written}}}\n"
    norms += "norm: {title: T, kind: permit, act: hangup.agent, allow: agent.a}\n"
    place = "situation: {opens: agent.a, ladder: {steps: [{say: agent.a}]}}\n"
    assert small(norms, place, "number: {value: 5, unit: s}\n").norms["n"].needs is not None
    valid = yaml.load(norms, Loader=_Loader)
    jsonschema.validate(valid, SCHEMAS["norms"]())


def test_every_signal_is_on_the_page() -> None:
    for name in MEANINGS:
        assert f"| `{name}` |" in PAGE
    for name in FAMILIES:
        assert f"| `{name}…` |" in PAGE


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("numbers", reading.NUMBER_KEYS),
        ("moves", moves.KEYS),
        ("taboo", reading.TABOO_KEYS),
        ("lines", reading.LINE_KEYS),
        ("forms", reading.FORM_KEYS),
        ("clauses", reading.CLAUSE_KEYS),
        ("standard", reading.HEAD_KEYS),
        ("scoring", scoring.HEAD_KEYS),
    ],
)
def test_the_fields_of_every_file_are_those_that_are_read(name: str, keys: tuple[str, ...]) -> None:
    schema = SCHEMAS[name]()
    entry = schema.get("items") or schema.get("additionalProperties") or schema
    assert set(entry["properties"]) == set(keys)


def test_every_pattern_shown_hears_what_it_says(pages: ModuleType) -> None:
    concepts = {"please": Concept(zh=("请", "麻烦"), en=("please",))}
    for pattern, script, heard, unheard, _ in pages.PATTERNS:
        rules = MoveRules(zh=(pattern,)) if script == "zh" else MoveRules(en=(pattern,))
        matcher = Matcher.build({"agent.x": rules}, concepts)
        assert matcher.find(fold(heard), "agent"), (pattern, heard)
        assert not matcher.find(fold(unheard), "agent"), (pattern, unheard)


def test_every_input_and_event_is_on_the_page() -> None:
    page = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    for struct in (*inputs.AnyInput.__args__, *events.AnyEvent.__args__):
        assert f"### {struct.__struct_config__.tag}\n" in page


class _Loader(yaml.CSafeLoader):
    """Reads scalars as an editor does that knows JSON: true, false and numbers; everything else is text."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBER, list("-0123456789"))


def files() -> list[tuple[str, Path]]:
    """Every file of the shipped standards with the schema that it is for."""
    out = []
    for path in sorted(STANDARDS.rglob("*.yaml")):
        inside = path.relative_to(STANDARDS).parts[1:]
        stem = inside[0].removesuffix(".yaml")
        if stem in ("sentences", "play"):
            continue
        out.append(("line-texts" if inside[0] == "lines" else stem, path))
    return out


@pytest.mark.parametrize("name", sorted({name for name, _ in files()}))
def test_the_shipped_standards_fit_the_schemas(name: str) -> None:
    schema: dict[str, Any] = json.loads(
        (ROOT / f"src/saywell/standard/schemas/{name}.json").read_text(encoding="utf-8")
    )
    validator = jsonschema.Draft202012Validator(schema)
    for kind, path in files():
        if kind == name:
            with path.open(encoding="utf-8") as text:
                value = yaml.load(text, Loader=_Loader)
            faults = [f"{path}: {list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(value or {})]
            assert not faults, faults[:5]


def test_the_schemas_refuse_what_the_reader_refuses() -> None:
    for wrong in (
        {"n": {"kind": "law"}},
        {"n": {"kind": "duty"}},
        {"n": {"kind": "duty", "do": "agent.x", "never": "agent.x"}},
        {"n": {"kind": "duty", "do": {"all": ["a"], "any": ["b"]}}},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, SCHEMAS["norms"]())
