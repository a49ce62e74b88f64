"""The live socket of a centre: its conversations kept up to date, and what an agent or team leader can ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from websockets.sync.client import connect

from saywell_client.line import ApiError


def merged(old: Any, patch: Mapping[str, Any]) -> dict[str, Any]:
    """What a merge patch makes of an object (RFC 7396)."""
    new = dict(old) if isinstance(old, dict) else {}
    for key, value in patch.items():
        if value is None:
            new.pop(key, None)
        else:
            new[key] = merged(new.get(key), value) if isinstance(value, dict) else value
    return new


class Live:
    """`centre` and `talks` (by id) as they are now, `position` in the records, `at`: the server's clock. Iterating
    waits for changes and gives the ids of the conversations that a change is about. Needs `websockets`, which
    comes with `saywell-client[live]`; a line that breaks raises its ConnectionClosed: connect
    again, the snapshot holds all."""

    def __init__(self, server: str, token: str, centre: str, *, locale: str = "en", timeout: float = 30.0) -> None:
        query = urlencode({"centre": centre, "locale": locale})
        self._open = ExitStack()
        self._socket = self._open.enter_context(
            connect(
                f"{server.replace('http', 'ws', 1).rstrip('/')}/api/live?{query}",
                additional_headers={"authorization": f"Bearer {token}"},
                open_timeout=timeout,
                max_size=None,
            )
        )
        self._asked = 0
        self.position, self.at = 0, 0
        self.centre: dict[str, Any] = {}
        self.talks: dict[str, Any] = {}
        self._told: list[set[str]] = []
        while not self.position:
            self._hear()

    def ask(self, do: str, **fields: Any) -> Any:
        """Ask for something (see the list of asks); its `result`, once it is durable. Raises ApiError with status 409
        and the code of the refusal."""
        self._asked += 1
        self._socket.send(json.dumps({**fields, "do": do, "id": self._asked}))
        while True:
            got = self._hear()
            if got.get("id") == self._asked and got["type"] == "done":
                return got.get("result")
            if got.get("id") == self._asked and got["type"] == "refused":
                raise ApiError(409, got)

    def __iter__(self) -> Iterator[set[str]]:
        while True:
            while self._told:
                yield self._told.pop(0)
            self._hear()

    def _hear(self) -> dict[str, Any]:
        text = self._socket.recv()
        got: dict[str, Any] = json.loads(text) if text else {"type": "alive"}
        if got["type"] == "snapshot":
            self.position, self.at, self.centre, self.talks = got["position"], got["at"], got["centre"], got["talks"]
            self._told.append(set(self.talks))
        elif got["type"] == "patch":
            self.position, self.at = got["position"], got["at"]
            whole = merged({"centre": self.centre, "talks": self.talks}, got["patch"])
            self.centre, self.talks = whole["centre"], whole["talks"]
            self._told.append(set(got["patch"].get("talks", ())))
        return got

    def close(self) -> None:
        """Hear no more."""
        self._open.close()

    def __enter__(self) -> Live:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
