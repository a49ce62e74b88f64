"""A model in a folder: `model.onnx` with `tokenizer.json`, as sentence encoders are published.

Needs the extra `onnx`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from saywell.integrations.embedders.packaged import check, hash_of
from saywell.kernel.errors import SaywellError
from saywell.language.semantic.ports import Array

_TOKENS = 256
_BATCH = 32


class OnnxFolder:
    """`model.onnx` takes `input_ids` and, where it has them, `attention_mask` and `token_type_ids` (int64, texts ×
    tokens). Its first output is texts × d, or texts × tokens × d: then the mean over the tokens is taken."""

    def __init__(self, folder: Path, pinned: dict[str, str] | None = None) -> None:
        """`pinned`: SHA-256 by file name. Raises `semantic.missing-onnx` without the extra, `semantic.no-model` where a
        file is not there or cannot be read, `semantic.other-model` for another file than the pinned one."""
        if find_spec("onnxruntime") is None or find_spec("tokenizers") is None:
            raise SaywellError("semantic.missing-onnx")
        files = [folder / "model.onnx", folder / "tokenizer.json"]
        for file in files:
            if not file.is_file():
                raise SaywellError("semantic.no-model", file=str(file), reason="—")
        check(folder, pinned or {})
        self.name = f"onnx {folder.name}"
        self.hash = hashlib.sha256("".join(hash_of(file) for file in files).encode()).hexdigest()
        self._tokenizer, self._session = _load(files[0], files[1])
        self._inputs = {one.name for one in self._session.get_inputs()}
        self._width = 0

    def embed(self, texts: Sequence[str]) -> Array:
        """texts × d, where d is what the model gives."""
        if not texts:
            return np.zeros((0, self._width or self.embed(["a"]).shape[1]), np.float32)
        # Alike lengths go together: a short text is not padded to the longest of all.
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        parts = [self._some([texts[n] for n in order[at : at + _BATCH]]) for at in range(0, len(order), _BATCH)]
        out = np.empty((len(texts), parts[0].shape[1]), np.float32)
        out[order] = np.concatenate(parts)
        self._width = out.shape[1]
        return out

    def _some(self, texts: list[str]) -> Any:
        tokens = self._tokenizer.encode_batch(texts)
        ids = np.array([one.ids for one in tokens], np.int64).reshape(len(texts), -1)
        mask = np.array([one.attention_mask for one in tokens], np.int64).reshape(ids.shape)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        out = self._session.run(None, {name: given[name] for name in self._inputs if name in given})[0]
        if out.ndim == 3:
            weight = mask[:, :, None].astype(np.float32)
            out = (out * weight).sum(1) / np.maximum(weight.sum(1), 1)
        return unit(out)


def _load(model: Path, tokenizer: Path) -> tuple[Any, Any]:
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    try:
        read = Tokenizer.from_file(str(tokenizer))
    except Exception as error:  # noqa: BLE001 -- the library raises plain Exception for a file that it cannot read
        raise SaywellError("semantic.no-model", file=str(tokenizer), reason=str(error)) from None
    try:
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # noqa: BLE001 -- the library's errors have no public base but Exception
        raise SaywellError("semantic.no-model", file=str(model), reason=str(error)) from None
    read.enable_truncation(_TOKENS)
    read.enable_padding()
    return read, session


def unit(rows: Any) -> Array:
    """Rows of length one, float32."""
    rows = np.asarray(rows, np.float32)
    return np.asarray(rows / np.maximum(np.sqrt((rows * rows).sum(1, keepdims=True)), 1e-9), np.float32)
