"""Surveys as data: questions in three languages, where an answer leads to, and what the answers come to. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from statistics import fmean
from typing import Literal

import msgspec

from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES
from saywell.kernel.time import Instant

Type = Literal["single", "multi", "scale", "text"]
Text = dict[str, str]
SEPARATOR = "|"
"""Between the options of one answer to a question of which several may be chosen."""
LONGEST = 2_000
END = "end"


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Something to choose. `next`: the question that follows it, "end" for none, "" for the one that comes next."""

    id: str
    title: Text
    next: str = ""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What is asked. `least` and `most` bound a scale; `next` as in Option, for whatever is answered."""

    id: str
    type: Type
    text: Text
    options: tuple[Option, ...] = ()
    least: int = 1
    most: int = 5
    next: str = ""


class Survey(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Questions in order."""

    title: Text
    questions: tuple[Question, ...]


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered to one question. `counts`: by option, or by step of a scale; `mean`: of a scale; `texts`: the
    last answers in words; `trend`: by day the mean of a scale, else how many answered."""

    question: str
    answered: int
    counts: dict[str, int] = {}
    mean: float | None = None
    texts: tuple[str, ...] = ()
    trend: tuple[tuple[str, float], ...] = ()


def check_survey(id: str, survey: Survey) -> None:
    """Raises `survey.unsound` for what cannot be asked: no text, two of one name, no choice, a way back."""
    names = [one.id for one in survey.questions]

    def wrong(question: str, what: str) -> SaywellError:
        return SaywellError("survey.unsound", survey=id, question=question, what=what)

    if not names:
        raise wrong("", "questions")
    for n, one in enumerate(survey.questions):
        if not one.id or names.count(one.id) > 1:
            raise wrong(one.id, "id")
        if not any(one.text.get(locale, "").strip() for locale in LOCALES):
            raise wrong(one.id, "text")
        options = [option.id for option in one.options]
        if one.type in ("single", "multi") and (
            len(options) < 2 or len(set(options)) < len(options) or any(SEPARATOR in o or not o for o in options)
        ):
            raise wrong(one.id, "options")
        if one.type == "scale" and not 0 <= one.least < one.most <= one.least + 10:
            raise wrong(one.id, "scale")
        for to in (one.next, *(option.next for option in one.options)):
            if to and to != END and to not in names[n + 1 :]:
                raise wrong(one.id, f"next: {to}")


def checked_answer(survey: Survey, question: str, answer: str) -> str:
    """An answer as it is kept, "" for none. Raises `survey.question`, `survey.answer`."""
    one = next((one for one in survey.questions if one.id == question), None)
    if one is None:
        raise SaywellError("survey.question", question=question)
    answer = answer.strip()[:LONGEST]
    if not answer or one.type == "text":
        return answer
    known = steps(one)
    chosen = answer.split(SEPARATOR) if one.type == "multi" else [answer]
    if any(each not in known for each in chosen):
        raise SaywellError("survey.answer", answer=answer, known=", ".join(known))
    return SEPARATOR.join(each for each in known if each in chosen)


def steps(question: Question) -> tuple[str, ...]:
    """What can be chosen, by id; of a scale its steps."""
    if question.type == "scale":
        return tuple(map(str, range(question.least, question.most + 1)))
    return tuple(one.id for one in question.options)


def counted(
    survey: Survey, answers: Iterable[tuple[Instant, Mapping[str, str]]], day: Callable[[Instant], str], texts: int = 50
) -> tuple[Counted, ...]:
    """What answers come to, question by question. `day`: the date at an instant."""
    found = sorted(answers, key=lambda one: one[0])
    return tuple(_counted(one, found, day, texts) for one in survey.questions)


def _counted(
    one: Question, found: list[tuple[Instant, Mapping[str, str]]], day: Callable[[Instant], str], texts: int
) -> Counted:
    given = [(at, answers[one.id]) for at, answers in found if answers.get(one.id)]
    known = steps(one)
    counts = dict.fromkeys(known, 0)
    days: dict[str, list[float]] = {}
    for at, answer in given:
        for each in answer.split(SEPARATOR) if one.type == "multi" else [answer]:
            if each in counts:
                counts[each] += 1
        days.setdefault(day(at), []).append(float(answer) if one.type == "scale" and answer in counts else 1.0)
    scale = [float(answer) for _, answer in given if answer in counts] if one.type == "scale" else []
    trend = tuple((date, round(fmean(v), 2) if one.type == "scale" else len(v)) for date, v in sorted(days.items()))
    return Counted(
        question=one.id,
        answered=len(given),
        counts=counts,
        mean=round(fmean(scale), 2) if scale else None,
        texts=tuple(answer for _, answer in given[-texts:][::-1]) if one.type == "text" else (),
        trend=trend,
    )


def _text(simplified: str, traditional: str, english: str) -> Text:
    return {"zh-Hans": simplified, "zh-Hant": traditional, "en": english}


def _option(id: str, simplified: str, traditional: str, english: str, next: str = "") -> Option:  # noqa: A002
    return Option(id=id, title=_text(simplified, traditional, english), next=next)


SERVICE = Survey(
    title=_text("服务满意度", "服務滿意度", "How the service was"),
    questions=(
        Question(
            id="satisfied", type="scale",
            text=_text(
                "请问您对我们上次的服务满意吗？5 分是非常满意，1 分是很不满意。",
                "請問您對我們上次的服務滿意嗎？5 分是非常滿意，1 分是很不滿意。",
                "How satisfied are you with our last service? Five is very satisfied, one is not at all.",
            ),
        ),
        Question(
            id="solved", type="single",
            text=_text("请问您的问题解决了吗？", "請問您的問題解決了嗎？", "Has your question been settled?"),
            options=(
                _option("yes", "解决了", "解決了", "Yes", "manner"),
                _option("partly", "解决了一部分", "解決了一部分", "In part"),
                _option("no", "没有解决", "沒有解決", "No"),
            ),
        ),
        Question(
            id="open", type="text",
            text=_text("请问还有什么没有解决？", "請問還有什麼沒有解決？", "What is still open?"),
        ),
        Question(
            id="manner", type="multi",
            text=_text(
                "请问客服代表哪些方面做得好？", "請問客服代表哪些方面做得好？", "What did our representative do well?"
            ),
            options=(
                _option("polite", "礼貌", "禮貌", "Polite"),
                _option("patient", "耐心", "耐心", "Patient"),
                _option("clear", "讲解清楚", "講解清楚", "Clear"),
                _option("fast", "处理迅速", "處理迅速", "Fast"),
                _option("none", "都不够好", "都不夠好", "None of these"),
            ),
        ),
        Question(
            id="advice", type="text",
            text=_text(
                "请问您对我们还有什么建议？", "請問您對我們還有什麼建議？", "What could we do better?"
            ),
        ),
    ),
)  # fmt: skip
"""What a centre asks that has no questions of its own: a few simple ones, as bank-1.3.1 announces them."""

GOODS = Survey(
    title=_text("签收回访", "簽收回訪", "After the goods arrived"),
    questions=(
        Question(
            id="fits", type="single",
            text=_text(
                "请问收到的货品和您订购的一致吗？", "請問收到的貨品和您訂購的一致嗎？",
                "Is what arrived what you ordered?"
            ),
            options=(
                _option("yes", "一致", "一致", "Yes", "satisfied"),
                _option("wrong", "送错了", "送錯了", "Wrong goods"),
                _option("colour", "颜色不对", "顏色不對", "Wrong colour"),
                _option("damaged", "有破损", "有破損", "Damaged"),
                _option("missing", "有缺少", "有缺少", "Something is missing"),
            ),
        ),
        Question(
            id="details", type="text",
            text=_text("麻烦您具体说一下情况。", "麻煩您具體說一下情況。", "Please tell me what is wrong with it."),
        ),
        Question(
            id="satisfied", type="scale",
            text=_text(
                "请问您对这次购物满意吗？5 分是非常满意，1 分是很不满意。",
                "請問您對這次購物滿意嗎？5 分是非常滿意，1 分是很不滿意。",
                "How satisfied are you with the purchase? Five is very satisfied, one is not at all.",
            ),
        ),
        Question(
            id="rating", type="single",
            text=_text(
                "方便的话，能请您在店铺里给个评价吗？", "方便的話，能請您在店鋪裡給個評價嗎？",
                "Would you leave a rating in the shop?",
            ),
            options=(_option("yes", "愿意", "願意", "Yes"), _option("no", "不愿意", "不願意", "No")),
        ),
    ),
)  # fmt: skip
"""What a shop asks when its goods were signed for."""

DEFAULTS: dict[str, Survey] = {"service": SERVICE, "goods": GOODS}
