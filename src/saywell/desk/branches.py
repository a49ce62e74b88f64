"""When the customer is not there, somebody else picks up, it is a bad moment, or they want no calls: what the agent may
say then, and what is put down.

Before it is clear that it is the customer nothing is said of the matter (bank-1.1.2, bank-1.2.2, bank-1.3.2, for which
shop-3.1 to 3.3 stand in), so that a message names who called, and no more.
"""

from __future__ import annotations

from saywell.desk.wire import Text, Wire
from saywell.followup.events import Outcome


class Branch(Wire, frozen=True):
    """A way that a call can go. `say`: the words in each language, `{company}` filled in; `when`: whether to ask when
    to call instead."""

    outcome: Outcome
    say: Text
    clauses: tuple[str, ...]
    when: bool = False


def branches_of(company: Text, shop: bool) -> tuple[Branch, ...]:
    """The branches at a centre."""
    first = ("shop-3.1", "shop-3.2", "shop-3.3") if shop else ("bank-1.1.2", "bank-1.2.2", "bank-1.3.2")
    convenient = ("shop-3.1", "shop-3.3") if shop else ("bank-1.1.3", "bank-1.3.3")
    farewell = ("shop-3.3",) if shop else ("bank-1.3.4",)
    names = {locale: company.get(locale) or next(iter(company.values()), "") for locale in ("zh-Hans", "zh-Hant", "en")}

    def text(simplified: str, traditional: str, english: str) -> Text:
        said = {"zh-Hans": simplified, "zh-Hant": traditional, "en": english}
        return {locale: words.replace("{company}", names[locale]) for locale, words in said.items()}

    return (
        Branch(
            outcome="not_home", when=True, clauses=first,
            say=text(
                "打扰您了。请问什么时候方便联系到本人？麻烦您转告一声，{company}来过电话，谢谢您，再见！",
                "打擾您了。請問什麼時候方便聯絡到本人？麻煩您轉告一聲，{company}來過電話，謝謝您，再見！",
                "Sorry to disturb you. When would be a good time to reach them? Please let them know that {company} "
                "called. Thank you, goodbye.",
            ),
        ),
        Branch(
            outcome="wrong_person", clauses=first,
            say=text(
                "很抱歉，打扰您了。我们会更正号码，不再打扰。再见！",
                "很抱歉，打擾您了。我們會更正號碼，不再打擾。再見！",
                "I am sorry to have disturbed you. We will correct the number and not call again. Goodbye.",
            ),
        ),
        Branch(
            outcome="not_now", when=True, clauses=convenient,
            say=text(
                "好的，那先不打扰您。请问您什么时候方便，我们再给您回电？",
                "好的，那先不打擾您。請問您什麼時候方便，我們再給您回電？",
                "Of course, I will not keep you. When would suit you better? We will call again then.",
            ),
        ),
        Branch(
            outcome="refused", clauses=farewell,
            say=text(
                "好的，我们尊重您的意愿，以后不再致电回访。打扰您了，感谢您的理解与支持，再见！",
                "好的，我們尊重您的意願，以後不再致電回訪。打擾您了，感謝您的理解與支持，再見！",
                "I understand, and we will not call you about this again. Sorry to disturb you, and thank you for your "
                "understanding and support. Goodbye.",
            ),
        ),
    )  # fmt: skip
