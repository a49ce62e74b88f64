"""Models of what sentences mean, trained on a handful of sentences with the packaged embedder."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy", reason="the semantic extra; lock/dev.txt has it")

from saywell.integrations.embedders.packaged import Packaged  # noqa: E402
from saywell.language.semantic.grams import Vocabulary  # noqa: E402
from saywell.language.semantic.heads import Kind, train_head  # noqa: E402
from saywell.language.semantic.model import Model  # noqa: E402
from saywell.language.semantic.training import Example, fold_groups, train_and_report  # noqa: E402

SAID = {
    "refund": "我要退款|把钱退给我|能不能退钱|我想申请退货退款|退款什么时候到账|I want a refund|give me my money back"
    "|please refund my order|can I return this and get my money|refund me now",
    "address": "我想改一下地址|收货地址写错了|能换个地方送吗|把地址改成公司|送到另一个地址可以吗"
    "|I need to change my address|deliver it somewhere else please|the address is wrong|can you ship it to my office"
    "|update the delivery address",
    "invoice": "帮我开张发票|发票什么时候寄|我要增值税专用发票|发票抬头开错了|电子发票怎么下载|I need an invoice"
    "|please send me the invoice|where can I download the invoice|the name on the invoice is wrong|issue a tax invoice",
}
NEITHER = (
    "今天天气真好|我儿子上小学了|the cat sat on the mat|I had noodles for lunch|昨天看了一场电影|what a lovely song"
)


@pytest.fixture(scope="module")
def trained() -> tuple[Model, object]:
    examples = [Example(text, frozenset({label})) for label, texts in SAID.items() for text in texts.split("|")]
    examples += [Example("我要退款,还要发票", frozenset({"refund", "invoice"}))]
    examples += [Example(text, frozenset()) for text in NEITHER.split("|")]
    return train_and_report(examples, Packaged())


@pytest.fixture(scope="module")
def model(trained: tuple[Model, object]) -> Model:
    return trained[0]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("麻煩你把錢還給我", "refund"),
        ("I'd like you to give the money back", "refund"),
        ("东西请寄到我家那边去", "address"),
        ("send me a bill for tax purposes, an invoice", "invoice"),
    ],
)
def test_new_words_for_a_known_meaning_are_understood(model: Model, text: str, label: str) -> None:
    (found,) = model.predict([text])
    assert next(iter(found)) == label


def test_several_labels_may_hold(model: Model) -> None:
    (found,) = model.predict(["请给我退款,顺便开一张发票"])
    assert min(found["refund"], found["invoice"]) > 3 * found.get("address", 0)


def test_nothing_is_chosen_where_the_model_is_not_sure(model: Model) -> None:
    assert model.choose(["我家的狗很可爱", "it rained the whole week", "", "。。。", "嗯"]) == [{}] * 5


def test_the_nearest_example_is_the_reason(model: Model) -> None:
    text = "give me back my money"
    example, alike = model.nearest("refund", text) or ("", 0.0)
    assert example == "give me my money back" and 0.7 < alike < 1
    same, alike = model.nearest("refund", example) or ("", 0.0)
    assert same == example and alike == pytest.approx(1)


def test_a_kept_model_says_the_same(model: Model) -> None:
    again = Model.from_bytes(model.to_bytes(), model.embedder)
    texts = ["退钱", "invoice please", "天气"]
    assert again.predict(texts) == model.predict(texts)
    assert again.threshold == model.threshold
    assert again.nearest("refund", "退钱") == model.nearest("refund", "退钱") is not None


def test_the_same_examples_give_the_same_model() -> None:
    examples = [Example(text, frozenset({label})) for label, texts in SAID.items() for text in texts.split("|")]
    one, two = (train_and_report(examples, Packaged())[0].to_bytes() for _ in range(2))
    assert one == two


def test_a_label_that_is_not_known_teaches_nothing() -> None:
    vectors = np.repeat(np.eye(2, dtype=np.float32), 20, axis=0)
    labels = np.zeros((40, 2), np.float32)
    labels[:20, 0] = labels[20:, 1] = 1
    unknown = np.zeros_like(labels)
    unknown[20:, 0] = 1
    kinds: tuple[Kind, ...] = ("one", "each")
    for kind in kinds:
        known_weights, known_bias = train_head(vectors, labels, np.zeros_like(labels), kind)
        weights, bias = train_head(vectors, labels, unknown, kind)
        assert (vectors[-1] @ weights + bias)[0] > (vectors[-1] @ known_weights + known_bias)[0] + 1


def test_no_label_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="no label"):
        train_and_report([("hello", frozenset())], Packaged())


def test_near_duplicates_share_a_fold() -> None:
    texts = [f"{word}请问您的电话号码是多少呢" for word in ("", "那", "好", "嗯", "啊")] + list(
        SAID["address"].split("|")
    )
    vocabulary = Vocabulary.of(texts)
    rows = [vocabulary.row(text) for text in texts]
    folds = fold_groups(rows, len(vocabulary.known), 4)
    assert len(set(folds[:5].tolist())) == 1 and len(set(folds.tolist())) > 1
