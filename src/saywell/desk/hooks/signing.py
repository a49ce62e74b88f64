"""Signatures by Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over id, instant and body. Pure."""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import sha256

from saywell.kernel.time import Instant

SECRET = "whsec_"
BYTES = 32
"""Random bytes of a secret."""


def secret_of(random: bytes) -> str:
    """A secret as it is written down."""
    return SECRET + b64encode(random).decode()


def signature(secret: str, id: str, seconds: int, body: bytes) -> str:
    """One signature of version 1."""
    key = b64decode(secret.removeprefix(SECRET))
    done = hmac.new(key, f"{id}.{seconds}.".encode() + body, sha256).digest()
    return "v1," + b64encode(done).decode()


def headers(secrets: Iterable[str], id: str, now: Instant, body: bytes) -> dict[str, str]:
    """The three headers; one signature for each secret, so that the receiver may still have the older one."""
    seconds = now // 1000
    return {
        "webhook-id": id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(signature(one, id, seconds, body) for one in secrets),
    }
