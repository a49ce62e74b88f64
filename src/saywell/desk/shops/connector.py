"""What a centre has set of its shop, and the port that both kinds of connector fill."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Literal, Protocol, runtime_checkable

import msgspec

from saywell.desk.shops.secrets import Kept
from saywell.followup.orders import KINDS, Row
from saywell.kernel.errors import Place, SaywellError

QUESTIONS: dict[str, tuple[str, ...]] = {
    "customer": ("customer", "phone", "account"),
    "orders": ("customer", "phone"),
    "order": ("order",),
    "lines": ("order",),
    "outbound": ("order",),
    "events": ("order", "tracking"),
    "history": ("customer", "phone"),
    **dict.fromkeys(KINDS, ("since", "until", "since_ms", "until_ms")),
}
"""What may be asked of a shop, and the parameters that each question gives."""
SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_BOUND = re.compile(r"(?<![:\w]):([a-z_]+)\b")
_READS = re.compile(r"\s*(select|with)\b", re.IGNORECASE)
_TEXTS = re.compile(r"'(?:[^']|'')*'")
_WRITES = re.compile(
    r"\b(insert|update|delete|merge|replace|create|alter|drop|truncate|grant|revoke|attach|detach|pragma|vacuum|copy"
    r"|call|exec|execute|into)\b(?!\s*\()",
    re.IGNORECASE,
)


class Resource(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An address of a shop's interface. `url` has {parameters}; `rows`: the path to the rows in its answer, none: the
    answer itself; `fields`: by field of ours the path to it in a row, none: all fields as they are. A path is names and
    places with dots between them: data.orders, goods.0.name."""

    url: str
    rows: str = ""
    fields: dict[str, str] = {}


class Connector(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """How a centre reaches its shop. `url`: of the database (SQL), with {secrets}; `statements`: by question;
    `headers`: of every call (HTTP), with {secrets}; `resources`: by question. `timeout_s`: of one look-up, `most`: rows
    of one answer. `private_redirects`: whether a shop may send us on to an address inside our own network. Nobody is
    asked while it is not `on`."""

    kind: Literal["none", "sql", "http"] = "none"
    url: str = ""
    statements: dict[str, str] = {}
    headers: dict[str, str] = {}
    resources: dict[str, Resource] = {}
    timeout_s: float = 3.0
    most: int = 200
    private_redirects: bool = False
    on: bool = True


class Reader(Protocol):
    """One look-up: several questions on one line."""

    async def rows(self, question: str, keys: Mapping[str, str | int]) -> list[Row]:
        """The rows of an answer; none where the question has no statement. Raises `book.*`."""


class Source(Protocol):
    """A shop that can be asked."""

    def reading(self) -> AbstractAsyncContextManager[Reader]:
        """Begin a look-up. Raises `book.*`."""

    async def close(self) -> None:
        """Ask nothing more."""


@runtime_checkable
class Reach(Protocol):
    """What the settings do with connectors."""

    async def try_out(self, centre: str, connector: Connector, question: str, keys: Mapping[str, str]) -> list[Row]:
        """The rows of one question to a connector that need not be in force. Raises `book.*`."""

    def secrets(self, centre: str, connector: Connector) -> dict[str, Kept]:
        """Where the secrets are that a connector names."""

    async def set_secret(self, centre: str, name: str, value: str) -> None:
        """Keep a secret. Raises `book.bad-secret`."""


def nothing_asked(named: Iterable[str], keys: Mapping[str, str | int]) -> bool:
    """Whether a question names keys and none of them has a value: many a shop would answer it with everything."""
    values = [keys.get(name) for name in named]
    return bool(values) and not any(values)


def slots_in(connector: Connector) -> tuple[str, ...]:
    """The secrets that a connector names, in order."""
    named = [*SLOT.findall(connector.url), *(name for one in connector.headers.values() for name in SLOT.findall(one))]
    return tuple(dict.fromkeys(name for name in named if name != "data"))


def filled(text: str, secret: Callable[[str], str]) -> str:
    """A text with its {secrets}. Raises what `secret` raises."""
    return SLOT.sub(lambda found: secret(found[1]), text)


def check(connector: Connector) -> None:
    """Raises `book.*` with the field for what must not be kept."""
    for fault in faults_of(connector):
        raise fault


def faults_of(connector: Connector) -> Iterator[SaywellError]:
    """What is wrong with a connector."""
    if not 0.1 <= connector.timeout_s <= 30:
        yield _fault("book.bad-timeout", "timeout_s", value=connector.timeout_s)
    if not 1 <= connector.most <= 5_000:
        yield _fault("book.bad-most", "most", value=connector.most)
    if connector.kind == "sql":
        if re.search(r"//[^/@{]*:[^/@{]+@", connector.url):
            yield _fault("book.open-password", "url")
        if "://" not in connector.url:
            yield _fault("book.bad-url", "url")
        for name, statement in connector.statements.items():
            yield from _statement_faults(name, statement)
    if connector.kind == "http":
        for name, resource in connector.resources.items():
            field = f"resources.{name}"
            if name not in QUESTIONS:
                yield _fault("book.unknown-question", field, name=name, known=", ".join(QUESTIONS))
            elif not resource.url.startswith(("http://", "https://")):
                yield _fault("book.bad-url", field)
            elif unknown := set(SLOT.findall(resource.url)) - set(QUESTIONS[name]):
                yield _fault("book.unknown-key", field, name=", ".join(sorted(unknown)), known=_known(name))


def _statement_faults(name: str, statement: str) -> Iterator[SaywellError]:
    field = f"statements.{name}"
    if name not in QUESTIONS:
        yield _fault("book.unknown-question", field, name=name, known=", ".join(QUESTIONS))
        return
    bare = _TEXTS.sub("''", statement).strip().removesuffix(";")
    if not _READS.match(bare) or ";" in bare or _WRITES.search(bare):
        yield _fault("book.not-reading", field)
    if unknown := set(_BOUND.findall(bare)) - set(QUESTIONS[name]):
        yield _fault("book.unknown-key", field, name=", ".join(sorted(unknown)), known=_known(name))


def _known(name: str) -> str:
    return ", ".join(QUESTIONS[name])


def _fault(code: str, field: str, **fields: Any) -> SaywellError:
    return SaywellError(code, place=Place(field=f"connector.{field}"), **fields)
