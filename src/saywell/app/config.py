"""Settings of an installation: `saywell.toml`. Everything has a default; a file is needed only for other engines.

The first of these that exists is read: the file named by `SAYWELL_CONFIG`, `saywell.toml` in the current folder,
`saywell/saywell.toml` in `$XDG_CONFIG_HOME` (or `~/.config`).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import msgspec

from saywell.app.oidc import Oidc
from saywell.kernel.errors import Place, SaywellError

TIERS = ("rules", "semantic", "remote")
Tier = Literal["rules", "semantic", "remote"]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of the parts of the file."""


class Hearing(Part, frozen=True):
    """`tier`: the highest one that is used where the command does not name one. `auto`: what is scored or explained is
    heard by meaning too where that is installed, everything else by rules."""

    tier: Tier | Literal["auto"] = "auto"


class Semantic(Part, frozen=True):
    """Which engine turns sentences into vectors. `packaged`; `onnx`: `folder` with model.onnx and tokenizer.json,
    pinned by `sha256`; `endpoint`: `url` and `model`, with a key from the environment variable `key_from`."""

    embedder: Literal["packaged", "onnx", "endpoint"] = "packaged"
    folder: str = ""
    sha256: dict[str, str] = {}
    url: str = ""
    model: str = ""
    key_from: str = ""
    timeout: float = 10.0
    retries: int = 2


class Remote(Part, frozen=True):
    """The chat endpoint of the third tier. Prices are for a million tokens; `most_cost` is what one run may cost."""

    url: str = ""
    model: str = ""
    key_from: str = ""
    timeout: float = 10.0
    retries: int = 2
    candidates: int = 12
    price_in: float = 0.0
    price_out: float = 0.0
    currency: str = "USD"
    most_cost: float = 1.0


class Log(Part, frozen=True):
    """`level`: what is logged from there on."""

    level: Literal["debug", "info", "warning", "error"] = "warning"


class Traces(Part, frozen=True):
    """`endpoint`: of a collector for OTLP over HTTP, such as http://127.0.0.1:4318; empty: no traces."""

    endpoint: str = ""


class Webhooks(Part, frozen=True):
    """`private`: webhooks may go to addresses inside private networks, and over http."""

    private: bool = False


class Mail(Part, frozen=True):
    """The SMTP server that reports are sent by; none without a `host`. `port` 0: the usual one of `tls`. The password
    stands in the environment (SAYWELL_SMTP_PASSWORD) or in a file of its own."""

    host: str = ""
    port: int = 0
    tls: Literal["none", "starttls", "tls"] = "starttls"
    user: str = ""
    password_file: str = ""
    sender: str = ""


OIDC_FROM = {"issuer": "ISSUER", "client_id": "CLIENT_ID", "secret_file": "SECRET_FILE", "address": "ADDRESS"}
"""What the environment may say instead of the file: SAYWELL_OIDC_ISSUER …"""


class Settings(Part, frozen=True):
    """The whole file."""

    hear: Hearing = Hearing()
    semantic: Semantic = Semantic()
    remote: Remote = Remote()
    webhooks: Webhooks = Webhooks()
    log: Log = Log()
    traces: Traces = Traces()
    oidc: Oidc = Oidc()
    mail: Mail = Mail()


def places() -> list[Path]:
    """Where the file may lie, the first first."""
    named = os.environ.get("SAYWELL_CONFIG", "")
    if named:
        return [Path(named)]
    base = os.environ.get("XDG_CONFIG_HOME", "")
    home = Path(base) if base and os.path.isabs(base) else Path(os.path.expanduser("~")) / ".config"
    return [Path("saywell.toml"), home / "saywell" / "saywell.toml"]


def settings() -> Settings:
    """The settings in force. Raises `config.unreadable` for a file with a mistake, or a named one that is not there."""
    for path in places():
        if path.is_file() or os.environ.get("SAYWELL_CONFIG"):
            return read_settings(path)
    return Settings()


def oidc_settings() -> Oidc | None:
    """How people sign in at an identity provider, by file and environment; None where nothing is said of one."""
    told = {name: os.environ.get(f"SAYWELL_OIDC_{key}", "") for name, key in OIDC_FROM.items()}
    found = msgspec.structs.replace(settings().oidc, **{name: text for name, text in told.items() if text})
    return found if found.issuer else None


def read_settings(path: Path) -> Settings:
    """The settings of one file. Raises `config.unreadable`."""
    import tomllib

    try:
        with path.open("rb") as file:
            return msgspec.convert(tomllib.load(file), Settings)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SaywellError("config.unreadable", place=Place(file=str(path)), reason=reason) from None
