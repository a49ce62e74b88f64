"""One contract for every engine that turns sentences into vectors, and what is special to each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="the semantic extra; lock/dev.txt has it")

from saywell.integrations.embedders.endpoint import EndpointEmbedder  # noqa: E402
from saywell.integrations.embedders.onnx_folder import OnnxFolder  # noqa: E402
from saywell.integrations.embedders.packaged import PINNED, Packaged  # noqa: E402
from saywell.integrations.embedders.rows import Rows  # noqa: E402
from saywell.integrations.openai import Endpoint  # noqa: E402
from saywell.kernel.errors import SaywellError  # noqa: E402
from saywell.language.mask import mask  # noqa: E402
from saywell.language.semantic.ports import Embedder  # noqa: E402
from tests.integrations.servers import Asked, serving  # noqa: E402

WORDS = "[UNK] [PAD] 您 好 再 见 谢 谢您 hello goodbye thank you very much".split()


def onnx_folder(folder: Path, *, pooled: bool = False) -> Path:
    """A small model: each word has a vector; the model gives one a word, or their mean without the padding."""
    from onnx import TensorProto, helper, numpy_helper, save
    from tokenizers import Tokenizer, models, pre_tokenizers

    vectors = np.random.default_rng(3).normal(size=(len(WORDS), 8)).astype(np.float32)
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["words"])]
    shape: list[Any] = ["texts", "tokens", 8]
    if pooled:
        nodes.append(helper.make_node("Cast", ["attention_mask"], ["weight"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Unsqueeze", ["weight", "last"], ["weights"]))
        nodes.append(helper.make_node("Mul", ["words", "weights"], ["weighed"]))
        nodes.append(helper.make_node("ReduceMean", ["weighed"], ["text"], axes=[1], keepdims=0))
        shape = ["texts", 8]
    fixed = [numpy_helper.from_array(vectors, "table"), numpy_helper.from_array(np.array([2]), "last")]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    out = helper.make_tensor_value_info(nodes[-1].output[0], TensorProto.FLOAT, shape)
    graph = helper.make_graph(nodes, "small", inputs, [out], fixed)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    folder.mkdir(parents=True, exist_ok=True)
    save(model, str(folder / "model.onnx"))
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def vectors_of(path: str, body: dict[str, Any]) -> tuple[int, Any]:
    """Vectors from the bytes of each text, the last one first: an endpoint need not keep the order."""
    assert path == "/v1/embeddings"
    rows = []
    for index, text in enumerate(body["input"]):
        digest = hashlib.sha256(text.encode()).digest()
        rows.append({"object": "embedding", "index": index, "embedding": [byte - 127.5 for byte in digest]})
    return 200, {"object": "list", "model": body["model"], "data": rows[::-1], "usage": {"prompt_tokens": 1}}


def endpoint(url: str, **settings: Any) -> Endpoint:
    return Endpoint(url, "small", pause=0.0, **settings)


def masked(text: str) -> str:
    return mask(text).text


@pytest.fixture(scope="module")
def asked() -> Iterator[Asked]:
    with serving(vectors_of) as got:
        yield got


@pytest.fixture(scope="module", params=["packaged", "packaged in a file", "onnx", "onnx pooled", "endpoint"])
def make(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, asked: Asked
) -> Callable[[], Embedder]:
    if request.param == "packaged":
        return Packaged
    if request.param == "packaged in a file":
        table = tmp_path_factory.mktemp("kept") / "rows.table"
        return lambda: Packaged(table=table)
    if request.param == "endpoint":
        return lambda: EndpointEmbedder(endpoint(asked.url), masked)
    folder = onnx_folder(tmp_path_factory.mktemp("model"), pooled=request.param == "onnx pooled")
    return lambda: OnnxFolder(folder)


@pytest.fixture(scope="module")
def embedder(make: Callable[[], Embedder]) -> Embedder:
    return make()


TEXTS = ["您 好", "thank you very much", "再 见", "hello", "您 好"] * 9


class TestEveryEmbedder:
    def test_gives_a_row_of_length_one_for_each_text(self, embedder: Embedder) -> None:
        rows = embedder.embed(TEXTS)
        assert rows.dtype == np.float32
        assert rows.shape[0] == len(TEXTS) and rows.shape[1] >= 8
        assert np.allclose(np.sqrt((rows * rows).sum(1)), 1, atol=1e-3)

    def test_gives_the_same_row_for_the_same_text_in_any_company(self, embedder: Embedder) -> None:
        rows = embedder.embed(TEXTS)
        for n, text in enumerate(TEXTS[:5]):
            assert np.allclose(rows[n], embedder.embed([text])[0], atol=1e-5)
            assert np.allclose(rows[n], rows[n + 5], atol=1e-5)

    def test_gives_different_rows_for_different_texts(self, embedder: Embedder) -> None:
        rows = embedder.embed(TEXTS[:4])
        assert all(float(rows[a] @ rows[b]) < 0.999 for a in range(4) for b in range(a))

    def test_gives_no_rows_for_no_texts(self, embedder: Embedder) -> None:
        assert embedder.embed([]).shape == (0, embedder.embed(["hello"]).shape[1])

    def test_takes_an_empty_and_a_very_long_text(self, embedder: Embedder) -> None:
        rows = embedder.embed(["", "您 好 " * 2_000, "\x00 🙂"])
        assert rows.shape[0] == 3 and np.isfinite(rows).all()

    def test_is_told_from_others_by_its_hash(self, make: Callable[[], Embedder], embedder: Embedder) -> None:
        assert embedder.name and len(embedder.hash) == 64
        assert make().hash == embedder.hash


def test_the_packaged_model_knows_what_means_the_same_in_two_languages() -> None:
    here, there, other = Packaged().embed(["谢谢您", "thank you", "我的电脑坏了"])
    assert here @ there > 0.6 > here @ other


def test_rows_that_lie_in_a_file_are_those_of_the_table(tmp_path: Path) -> None:
    table = np.random.default_rng(3).integers(0, 256, (20_000, 8)).astype(np.uint8)
    path = tmp_path / "kept" / "rows.table"
    rows = Rows(path, table)
    at = np.random.default_rng(4).integers(0, 20_000, 40_000)
    assert np.array_equal(rows[at], table[at])
    written = path.stat().st_mtime_ns
    assert np.array_equal(Rows(path, table)[at[:9]], table[at[:9]]) and path.stat().st_mtime_ns == written

    path.write_bytes(bytes(table.size))
    assert np.array_equal(Rows(path, table)[at], table[at])


def test_the_packaged_model_hears_the_same_with_its_table_in_a_file_and_where_that_cannot_be(tmp_path: Path) -> None:
    texts = ["谢谢您", "thank you", "我的电脑坏了"]
    wanted = Packaged().embed(texts)
    (tmp_path / "file").touch()
    for table in (tmp_path / "rows.table", tmp_path / "file" / "rows.table"):
        assert np.array_equal(Packaged(table=table).embed(texts), wanted)
    assert (tmp_path / "rows.table").stat().st_size == 65_541_120


def test_another_file_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    for name in PINNED:
        (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(SaywellError) as caught:
        Packaged(tmp_path)
    assert caught.value.code == "semantic.other-model"
    assert "weights.npz" in caught.value.render("en")


def test_an_onnx_folder_can_be_pinned(tmp_path: Path) -> None:
    folder = onnx_folder(tmp_path)
    right = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    assert OnnxFolder(folder, {"model.onnx": right}).hash == OnnxFolder(folder).hash
    with pytest.raises(SaywellError) as caught:
        OnnxFolder(folder, {"model.onnx": "0" * 64})
    assert caught.value.code == "semantic.other-model"


def test_an_onnx_folder_without_its_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(SaywellError) as caught:
        OnnxFolder(tmp_path)
    assert caught.value.code == "semantic.no-model"
    folder = onnx_folder(tmp_path)
    (folder / "model.onnx").write_bytes(b"no model")
    with pytest.raises(SaywellError) as caught:
        OnnxFolder(folder)
    assert caught.value.code == "semantic.no-model"
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SaywellError) as caught:
        OnnxFolder(folder)
    assert "tokenizer.json" in caught.value.render("en")


def test_what_goes_to_an_endpoint_is_masked_and_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_KEY", "secret")
    with serving(vectors_of) as asked:
        EndpointEmbedder(endpoint(asked.url, key_from="A_KEY"), masked).embed(["我的电话是13812345678"])
    assert asked.headers[0]["Authorization"] == "Bearer secret"
    assert "13812345678" not in json.dumps(asked.bodies)


def test_an_endpoint_is_asked_again_after_a_passing_fault() -> None:
    answers: Iterator[tuple[int, Any]] = iter([(503, {}), (0, {})])

    with serving(lambda path, body: next(answers, vectors_of(path, body))) as asked:
        rows = EndpointEmbedder(endpoint(asked.url, retries=2), masked).embed(["hello"])
    assert rows.shape == (1, 32) and len(asked.bodies) == 3


@pytest.mark.parametrize(
    ("answer", "times"),
    [
        ((401, {}), 1),
        ((500, {}), 3),
        ((200, "no json"), 1),
        ((200, {"data": []}), 1),
        ((200, {"data": [{"index": 0, "embedding": ["a"]}]}), 1),
    ],
)
def test_an_endpoint_that_gives_no_vectors_is_told(answer: tuple[int, Any], times: int) -> None:
    with serving(lambda *_: answer) as asked, pytest.raises(SaywellError) as caught:
        EndpointEmbedder(endpoint(asked.url), masked).embed(["hello"])
    assert caught.value.code == "semantic.endpoint"
    assert len(asked.bodies) == times


def test_an_endpoint_that_is_not_there_is_told() -> None:
    for url in ("http://127.0.0.1:9/v1", "file:///etc/hostname"):
        with pytest.raises(SaywellError) as caught:
            EndpointEmbedder(endpoint(url, retries=0), masked).embed(["hello"])
        assert caught.value.code == "semantic.endpoint"
