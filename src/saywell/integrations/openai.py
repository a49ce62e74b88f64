"""A client for OpenAI-shaped HTTP endpoints: timeout, retries, a key taken from the environment."""

from __future__ import annotations

import http.client
import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from saywell.kernel.errors import SaywellError

T = TypeVar("T")
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True)
class Endpoint:
    """`url`: without `/embeddings` or `/chat/completions`. `key_from`: the environment variable that holds the
    key, or is empty. `timeout` and `pause` in seconds; the pause doubles with every retry."""

    url: str
    model: str
    key_from: str = ""
    timeout: float = 10.0
    retries: int = 2
    pause: float = 0.5

    def post(self, path: str, body: dict[str, Any], shape: type[T]) -> T:
        """Send a request and read the answer. Raises `semantic.endpoint` where there is none in this shape."""
        if not self.url.startswith(("http://", "https://")):
            raise SaywellError("semantic.endpoint", url=self.url, reason="http:// | https://")
        headers = {"Content-Type": "application/json", "User-Agent": "saywell"}
        key = os.environ.get(self.key_from, "") if self.key_from else ""
        if key:
            headers["Authorization"] = f"Bearer {key}"
        data = msgspec.json.encode(body)
        reason = ""
        for attempt in range(self.retries + 1):
            if attempt:
                time.sleep(self.pause * 2 ** (attempt - 1))
            request = urllib.request.Request(self.url.rstrip("/") + path, data, headers, method="POST")
            try:
                with urllib.request.urlopen(request, timeout=self.timeout) as response:
                    return msgspec.json.decode(response.read(_LARGEST), type=shape)
            except urllib.error.HTTPError as error:
                reason = f"HTTP {error.code}"
                if error.code not in _AGAIN:
                    break
            except (OSError, http.client.HTTPException) as error:
                reason = str(error) or type(error).__name__
            except msgspec.MsgspecError as error:
                reason = str(error)
                break
        raise SaywellError("semantic.endpoint", url=self.url, reason=reason)
