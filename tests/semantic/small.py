"""A small centre of one's own: two moves of the agent, one of the customer, with sentences and two clauses."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "standard.yaml": """\
id: small
version: "1"
title: Small
""",
    "clauses.yaml": """\
- {id: small-1, meaning: A customer who wants a refund is told that we are sorry.}
- {id: small-2, meaning: Nobody talks about the weather.}
""",
    "moves.yaml": """\
agent.apologises: {title: Apologises, zh: [对不起], en: [sorry]}
agent.talks_weather: {title: {en: Talks about the weather}, zh: [天气预报], en: [weather forecast]}
customer.wants_refund: {title: Wants a refund, zh: [退款], en: [refund]}
customer.wants_invoice: {title: Wants an invoice, zh: [发票], en: [invoice]}
""",
    "norms.yaml": """\
sorry: {title: T, kind: duty, clauses: [small-1], when: customer.wants_refund, do: agent.apologises, within: turn}
weather: {title: T, kind: ban, clauses: [small-2], never: agent.talks_weather}
""",
    "sentences/own.yaml": """\
agent.apologises:
  is:
    zh: [对不起, 真对不起您, 实在对不起, 非常抱歉, 真的很抱歉, 抱歉给您添麻烦了, 是我们不好请原谅, 请您多多包涵,
      给您赔不是了, 向您道歉]
    en: [I am sorry, so sorry about that, we apologise, my apologies, please forgive us, please accept our apology]
  near: {zh: [您不用道歉, 没关系], en: [no need to apologise, never mind]}
agent.talks_weather:
  is:
    zh: [今天的天气预报说有雨, 外面天气真好, 这几天好热啊, 明天要下雨了, 昨天下了好大的雪, 最近一直刮大风]
    en: [the weather forecast says rain, what a lovely sunny day, it is so hot today, it will snow tomorrow]
  near: {zh: [我们的服务像阳光], en: [this is a storm in a teacup]}
customer.wants_refund:
  is:
    zh: [我要退款, 申请退款, 退款给我, 把钱还给我, 你们退钱吧, 钱什么时候还我, 我不要了把钱退回来, 能把钱退了吗,
      退我钱, 我想把钱要回来]
    en: [I want a refund, refund me, give me my money back, I want my money returned, please return my money]
  near: {zh: [我没有钱], en: [money is tight]}
customer.wants_invoice:
  is:
    zh: [开张发票, 我要发票, 发票寄给我, 给我开个票, 抬头开公司名字, 票据怎么开, 报销要用的票给我一张, 电子票发我邮箱]
    en: [I need an invoice, send me the invoice, please issue a bill for tax, a receipt for my company please]
  near: {zh: [车票丢了], en: [I lost my ticket]}
""",
}


def write_small(folder: Path) -> Path:
    """Write the standard into a folder of its name."""
    for name, text in FILES.items():
        path = folder / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "small"
