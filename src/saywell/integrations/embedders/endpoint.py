"""An OpenAI-shaped HTTP endpoint: POST <url>/embeddings with `model` and `input`, answered by `data[].embedding`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import msgspec
import numpy as np

from saywell.integrations.embedders.onnx_folder import unit
from saywell.integrations.openai import Endpoint
from saywell.kernel.errors import SaywellError
from saywell.language.semantic.ports import Array

_BATCH = 128


class _Vector(msgspec.Struct):
    index: int
    embedding: list[float]


class _Answer(msgspec.Struct):
    data: list[_Vector]


class EndpointEmbedder:
    """Sends texts away: each goes through `mask` first, so that names and numbers stay in the house."""

    def __init__(self, endpoint: Endpoint, mask: Callable[[str], str]) -> None:
        """`mask`: takes out of a text what must not leave the house."""
        self._endpoint = endpoint
        self._mask = mask
        self.name = f"{endpoint.model} at {endpoint.url}"
        self.hash = hashlib.sha256(f"{endpoint.url} {endpoint.model}".encode()).hexdigest()
        self._width = 0

    def embed(self, texts: Sequence[str]) -> Array:
        """texts × d. Raises `semantic.endpoint` where it does not answer, or not in its shape."""
        if not texts:
            return np.zeros((0, self._width or self.embed(["a"]).shape[1]), np.float32)
        parts = [
            self._some([self._mask(one) for one in texts[at : at + _BATCH]]) for at in range(0, len(texts), _BATCH)
        ]
        out = np.concatenate(parts)
        self._width = out.shape[1]
        return out

    def _some(self, texts: list[str]) -> Array:
        # Some endpoints refuse an empty text.
        body = {"model": self._endpoint.model, "input": [one or " " for one in texts], "encoding_format": "float"}
        answer = self._endpoint.post("/embeddings", body, _Answer)
        rows = sorted(answer.data, key=lambda one: one.index)
        widths = {len(one.embedding) for one in rows}
        if [one.index for one in rows] != list(range(len(texts))) or len(widths) != 1:
            raise SaywellError("semantic.endpoint", url=self._endpoint.url, reason=f"{len(rows)}/{len(texts)} {widths}")
        return unit(np.array([one.embedding for one in rows], np.float32))
