"""Promises in Chinese: an act towards the customer, who does it, a time, and the words that make it something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from saywell.language.entities.when import When
from saywell.language.expression import lazy
from saywell.language.promises.promise import Promise, Status, Who
from saywell.language.wordlist import any_of

_YOU = "(?:您|你)(?:们)?"
_TO = f"(?:给|跟|和|与|同|向|为|帮|俾|畀)(?:到)?{_YOU}"
_NEWS = "(?:(?:一个|个|明确|准确|满意|书面|最终|最后|正式|确切)的?){0,3}(?:答复|答案|回复|回音|回信|回话|消息|结果|说法|交代|交待|反馈|准信|信儿?|方案|通知|处理意见)"
_ACTS: dict[str, str] = {
    "resend": any_of(
        r"""
        补发 | 补寄 | 重发 | 重新?(?:给您|给你|帮您|为您)?(?:再)?(?:发|寄|补|安排发)
        | 再(?:给您|给你)(?:补|寄|发)(?!.{0,4}(?:邮件|信息|短信)) | 再(?:补|寄|发)一
        | 换(?:一个|个|一台|台)新 | 换货 | 补送 | 补(?:过去|上|给) | 补偿一
        """
    ),
    "refund": any_of(
        f"""
        退款 | refund | return ?(?:俾|畀|给) | 退返 | 找(?:返|数) | 退(?:回|还|到|给|至) | 退钱 | 退费 | 到账 | 入账 | 打款 | 原路 | 返还 | 赔付
        | (?:钱|款)[^,]{{0,6}}打给{_YOU} | 退(?=$|[,.!的]) | 到{_YOU}的?(?:卡|账|微信|支付宝|银行) | (?:钱|款|差价|押金|费)(?:补|退|转|返)(?:给|回)
        """
    ),
    "callback": any_of(
        f"""
        回电 | [复覆]电 | 回(?:您|你)(?:个)?电话? | call back(?: ?{_YOU})? | 回话 | 回个?(?:电话|拨) | 回拨 | (?:回|拨|打)(?:一个|一通|个|通)?(?:过去|过来|回去|回来) | 致电
        | 去电 | (?:打|拨|通|覆|复|来|去)(?:一个|一通|个|通|返)?(?:一下)?电话(?!号|费|卡) | 重新拨 | 拨给
        | (?:打|拨)(?:一个|个|通)?给{_YOU} | {_TO}(?:再|回|亲自|重新|直接)?(?:打(?![包折印款扰开造磨听])|拨|电话)
        | {_YOU}电话(?=$|[,.!吧哈哦]) | 打返?(?:俾|畀|给){_YOU} | 打返 | 复返{_YOU}
        | call(?: ?返)?(?:{_YOU}| you)(?: back)? | (?:打|拨)(?:回|返)
        """
    ),
    "visit": any_of(
        f"""
        上门 | 登门 | 上(?:嚟|黎|来)(?:整|修|睇|安装|检查)? | 到府 | 到场 | 去现场 | 到现场 | (?:到|去)(?:{_YOU})(?:家|那(?!要)|那边|那里|公司|府上|店)
        | (?:师傅|工程师|技术员|技术人员|人|同事|技师)(?:会|就|再|马上|尽快)?(?:[^,]{{0,8}})(?:过去|过来|到(?:现场|场|达|家))
        | 派人 | 派(?:师傅|工程师|技术)
        """
    ),
    "forward": any_of(
        f"""
        转(?:达|交|告|给(?!{_YOU})|发给|到(?!账|您|你)) | 反映(?:给|到|上去)
        | 反馈(?:给(?!{_YOU})|到|上去|上报) | 反映 | 往上报 | 上报 | 呈报 | 汇报 | 提交(?:到|给)
        | (?:给您|帮您|为您|给你|帮你)(?:提交|申请|升级) | 升级(?:到|给|处理|投诉) | 移交 | 递交 | 交由
        | 转到 | 转介 | 报(?:给(?!{_YOU})|到|上去) | 交给(?!{_YOU}) | 发给(?:[^,您你]{{0,6}})(?:部|组|同事|主管|经理|仓库|财务)
        """
    ),
    "ship": any_of(
        f"""
        (?<![漏少错多误])发(?:走|掉|完)?(?=$|[,.!哦哈呢的])
        | 发货(?!员|地|人|单|时间|速度|记录|后|慢|方|会延|延) | 发出(?!后) | 出货 | 出库 | 寄出 | 寄给{_YOU}
        | {_TO}(?:安排)?(?:发(?!(?:邮件|短信|信息|消息|个|一))|寄|出货) | 安排发 | 发快递 | 发顺丰 | 派送
        | 配送 | 发往
        """
    ),
    "reply": any_of(
        f"""
        话(?:返)?(?:俾|畀)?{_YOU}(?:知|听) | 同{_YOU}讲 | update ?{_YOU} | {_YOU} update | 回复(?!不|迟|慢|率|速度|内容|及时|较|得) | 答复 | 保持同步
        | (?:会|再|给您|为您|做)(?:有专人|有人|专人)?(?:给您|做)?回访(?!员|专员|人员)
        | {_TO}(?:同步|对接|预约|约) | 回覆 | 覆{_YOU} | 复{_YOU} | 回{_YOU}
        | {_TO}(?:去)?(?:一个|个)?{_NEWS} | (?:会|必|就|可|能|才|内|前)有{_NEWS} | 通知(?:到)?{_YOU}
        | 告知(?:{_YOU})? | 告诉{_YOU} | 反馈(?:给)?{_YOU} | {_TO}(?:做|作)?(?:一个|个)?反馈
        | (?:短信|微信|邮件|电话|whatsapp)(?:通知|告知|联系|答复|回复|{_YOU}) | 联系(?:到|上)?{_YOU}
        | 联络(?:到|上)?{_YOU}
        | {_TO}(?:再|取得|进行|直接|主动|保持)*(?:联系|联络|沟通|说(?!明|过|的|了|一下(?!$))|讲)
        | 给到{_YOU} | 必回 | {_TO}回(?!电|拨|过去|个电)
        | (?:专人|专员|同事|我们|客服)(?:会)?(?:主动)?(?:来)?(?:联系|联络)(?!方式|电话|人|不) | 搵{_YOU}
        """
    ),
    "send": any_of(
        f"""
        (?:发|寄|传|快递|邮寄|传真|电邮|短信)(?:送|给|到|至)*{_YOU}(?!货)
        | 发(?:个|条|一条)?(?:短信|信息|通知|简讯) | (?:短信|简讯)提醒 | 报价 | 出方案 | 邮寄 | 快递过去
        | 发(?:送)?(?:到|至)(?:{_YOU})?(?:的)?(?:邮箱|手机|微信|邮件)
        | {_TO}(?:发|传|开)(?:一个|一封|一条|个|封|条|过去)? | 发(?:给|送给){_YOU} | 发(?:邮件|短信)
        | 传给{_YOU} | send (?:俾|给|畀)?{_YOU} | email(?: ?俾| ?畀)?{_YOU}
        """
    ),
    "lookup": any_of(
        r"""
        (?:查|核实|核对|调查|核查|确认|排查|了解|问|跟进)(?:一下|清楚|好|明白|完|过) | 核实 | 调查 | 核查
        | (?:查|核|找|算|理|问)(?:出来|出(?!现)|清) | (?:去|再)(?:查|核|问)(?!询) | 查明 | 查实 | 查证 | 了解情况 | 查个
        """
    ),
    "other": any_of(
        r"""
        解决 | 处理(?!器) | 搞(?:掂|好|清) | 整(?:好|返|掂) | 跟到 | 补偿 | 赔 | 调整 | 搞定 | 弄好 | 修好 | 修复 | 恢复 | 办好 | 办妥 | 办理 | 完成
        | 送(?:到|达|货|过去) | 到货 | 安排(?:好|妥) | 开通 | 生效 | 落实 | 跟进 | 解封 | 装好 | 调好 | 改好
        | 发放 | 开(?:好|出) | 做好 | 出(?:来)?结果 | 更新 | 送上 | 上线
        | 给(?:您|你)(?:弄|办|做|装|修|处理|解决|安排|送|开|改)
        | (?:后天|明天|今天|天|日|周[一二三四五六日]|号|点|小时|左右|前|内|应该|就|午|晚|早|前)(?:应该|就|大概|可以|能|会|可)*到(?=$|[,.!的了货您你])
        """
    ),
}
_ACT = lazy("|".join(f"(?P<{act}>{words})" for act, words in _ACTS.items()))
_CUSTOMER_ACT = lazy(
    "(?P<callback>再?(?:打|拨)(?:一个|个|通)?(?:电话)?(?:过来|过去|来|给(?:您|你)|回来|回去|回)?(?!(?:开|算|折|扰|听|不))|回电|致电|联系(?:您|你)|来电)"
    "|(?P<reply>(?:给|跟|和)?(?:您|你)(?:们)?(?:个)?(?:回复|答复|说|消息)|回复|答复|告诉(?:您|你)|通知(?:您|你))"
    "|(?P<other>转账|转给|转钱|付(?!出)|打款|汇|缴|交(?!代|待)|充值|还(?:款|钱|上|清)|寄|发(?!现|货|票|生|票)|传|提供|拍(?!卖)|补|送|带|退(?!款)|下单|签|办|处理|弄|取|过来|过去|去(?:一趟|你|您|店|门店|银行|柜台)|来(?:一趟|你|您|店|拿|取))"
)
_OURS = "(?<![给跟和与向为帮替对找让把被请等叫])(?:我们|我这边|我司|我方|我(?!的|自己的|家)|咱们?|这边|本(?:公司|店|行|人)|小店|公司(?:会|将|这边))"
_COLLEAGUES = (
    "(?:安排|派|有|让|请)?(?:同事|专员|专人|专家|工程师|师傅|技术(?:人员|员|部门|部|团队)?|维修(?:人员|员|部)?|安装(?:人员|师傅)|仓库|库房|财务(?:部|那边|人员)?|快递(?:员|小哥|公司)?|物流|主管|经理|领导|工作人员"
    "|后台|银行|厂家|厂商|(?:相关|业务|售后|销售|质检|产品|对应|有关)(?:的)?(?:部门|部|人员|同事|负责人)|售后|负责人|客户经理|业务员|顾问|回访人员|有人|客服(?:人员|专员|经理)?|团队|他们?|她)"
)
_THINGS = (
    "退款|款项|货款|钱款|这笔(?:钱|款)|您?(?:的)?(?:订单|包裹|快件|货物|商品|发票|工单|申请|问题|款)|系统|网络|货|结果"
)
# What stands before 您 makes it the one for whom it is done.
_CUSTOMER = (
    f"(?<![给跟和与向为帮替对到把找让叫系知诉复于被供回覆同俾畀等谢候祝])(?<!请)(?P<cust>{_YOU}(?:这边|自己)?)(?!的|好|放心|看(?:可|行|好|是)?|稍等|别|那边的|不用|无需|留意|注意|会(?:在[^,]{{1,14}})?(?:收到|接到|得到)|将(?:会)?(?:在[^,]{{1,14}})?(?:收到|接到)"
    f"|[^,]{{0,10}}(?:就)?(?:能|可以|会|可)(?:就)?(?:收到|到账|拿到|看到)|这(?:笔|个|边的|单|件|台|种)|们?反映|电话|提供|反馈|说的|提的)"
)
_MARKS = lazy(
    f"(?P<colleague>{_COLLEAGUES})|(?P<ours>{_OURS})|(?P<thing>{_THINGS})|{_CUSTOMER}"
    "|(?P<request>(?:请|麻烦|烦请|劳烦|(?<!的)建议(?=您|你|先|尽)|希望|需要|欢迎)(?:您|你)?(?!放心|稍(?!(?:后|候|晚)(?:再|重))|问|假|教|原谅|谅解|(?:给)?我|勿|不要|相信|保持|留意|耐心|师傅|同事|工程师|专)|(?:您|你)(?:必须|得|要|应该|需要|可以|可|最好))"
)
_NEGATION = lazy(
    "不(?:会(?!超过|晚于|迟于|拖|太久|让|耽误)|能(?!再拖)|可能|可以|一定|确定|保证|敢|给|再|打算|准备|晓得|知道|清楚)|无法|没法|没办法|没有办法|未必|难以|没给|没有|还没|尚未|没能|未能|未曾|别|唔会|唔可以|冇办法|冇得|禁止|谈不上|来不及|不太可能|做不到|没说|没讲|没答应|不(?:予)?(?=$)"
)
_DOUBLE = lazy("不(?:得不|会不|能不)|没有不")
_UNSURE = lazy(
    "我(?:猜|觉得|估计)|延迟|推迟|延误|推后|可能|也许|说不定|没准|不好说|看情况|难说|或许|未必|不确定|不一定"
)
_CONDITION = lazy(
    "如果|如(?=您|你|有|果|需|仍|还|遇)|要是|假如|假设|倘若|若(?![干])|万一|一旦|除非|只要|只有|的话|情况下|前提|否则|不然的?话|要不然"
)
_ANCHOR = lazy(
    "(?:收到|签收|收货|寄回|退回|退货|付款|支付|下单|拍下|审核通过|到货|验收|缴费|汇款|入库|签约|开通|激活|登记完|提交材料|上传)[^,.!?]{0,10}(?:之后|以后|过后|后|起|当天|次日|算起)(?:的|,|算起|起|我们|会|将|再|大约|大概|约|在)*$"
)
_QUESTION = lazy(
    "要不要|需不需要|用不用|需要(?:我|我们)|(?:是不是|能不能|可不可以|会不会|有没有|行不行|好不好|可否|是否|能否|会否)|还是|什么时候|几点|多久|哪天|啥时候|何时|几时|多长时间|怎么|为什么|(?:想|希望|愿意)(?:让|要)?我们?"
)
_ASKS_AT_END = lazy("(?:吗|么|呢|没有|没|不|咩|嘛)[呀啊哈]?$")
_TAG = lazy(
    "(?:可以|好|行|可|方便|对|好的|没问题|您看(?:可以|行|好|怎么样)?|这样(?:可以|行|好)?|合适|ok|okay)(?:吗|么|不|吧|呢|嘛)?$"
)
_TAGGED = lazy("(?:可以|好|行|方便|成|得)(?:吗|么|不|咩)$")
_BY = lazy("(?:之|以)?[前内](?!面)")
_REPORT = lazy(
    "(?:昨天|前天|上次|之前|早上|刚才|刚刚|上回|当时|那天|上周|以前|曾经?|早就|原先|原来|前几天)[^,.!?]{0,14}(?:说|答应|承诺|保证|告诉|通知|讲|提到)"
    "|(?:您|你|他|她|客服|有人|同事|人家|对方|客户|先生|女士|小姐)(?:们)?(?:也|都|就|是|刚|又|明明|跟我|和我|自己)?(?:说|答应|承诺|保证|讲|告诉)(?!一)(?:了|过|的|好|是|我|您|你)*"
    "|(?:说|讲|答应|承诺)(?:好|过)(?:的|了)?|据说|听说|以前是|原来是|通知(?=$)|接到[^,]{0,4}(?:说|通知)"
)
_TOLD_YOU = lazy("(?:跟|和|给|向|同)(?:您|你)(?:说|讲|承诺|保证|交代)")
_SURE = lazy(
    "会|将|一定|必定|保证|承诺|肯定|务必|必(?=回)|就(?!是)|再|安排|可以|能|预计|计划|要|准时|我去|必须|定(?:于)?|实会|实"
)
_PLANNED = lazy(
    "再[^,]{0,4}$|(?:让|叫|安排)(?:他|她|同事|专员|经理|师傅|主管)[^,]{0,6}$|(?:结果|完|好|清楚|明白|查到|到了?|毕|后|之后|以后|确认)了?[^,]{0,4}$"
)
_STRONG = lazy("会|将|一定|必定|保证|承诺|肯定|实会")
_NOW = lazy("(?:马上|现在|立刻|立即|这就|这边|先|立马|即刻|正在|正)[^,]{0,6}$")
_PAST = lazy("^[^,.!?]{0,3}(?:了(?!$|吧)|过(?!去|来)|的(?:是|时候|电话|短信|快递|原因|通知|情况))")
_DONE = lazy("(?:已经?|刚刚?|刚才|昨天|之前|早就)[^,]{0,8}$")
_ALREADY = lazy("已(?:经)?(?!提交|登记|记录|反馈|转)|刚刚|刚才")
_PURPOSE = lazy(
    "^[^,.!?]{0,6}(?:是(?:为了?|想|要|关于|因为|来|通知|提醒)|主要|为的是|想(?:做|问|跟|和|了解|确认)|就是想)"
)
_THANKS = lazy("感谢|谢谢|多谢|多得|辛苦(?:您|你)")
_TOWARDS_US = lazy("(?:给|到)?(?:我们|本公司|我公司|我这边)(?!的|主管|经理|同事|部门|公司|高级|领导)")
_TO_US = lazy("(?:给|跟|和|与|向|为)(?:我们(?!的|主管|经理|同事|部门|公司|高级|领导)|我(?!们)|本公司)[^,]{0,8}$")
_SENTENCE = lazy("[^.!?]+[.!?]?")
_CLAUSE = lazy("[^,]+")
_GENERIC = lazy(
    "(?P<other>(?:会|将(?!来|近)|一定|必定|保证|把|帮(?:您|你)|给(?:您|你)|为(?:您|你)|替(?:您|你)|同(?:您|你))[一-鿿])"
)
_THOROUGH = frozenset(
    ("去查", "再查", "去核", "再核", "去问", "调查", "核查", "查明", "查实", "查证", "查清楚", "调查清楚", "核实清楚")
)
_WEAK_ACTS = frozenset(("lookup", "other", "send"))
# Without a time nothing binds that has none of these: see `_STRONG`, `_PLANNED` and what sends somebody.
_BINDING = lazy("会|将|一定|必定|保证|承诺|肯定|派|安排|再|让|叫|结果|完|好|清楚|明白|到|毕|后|确认|[a-z]")
_TIED = lazy("[前内后]|之|以|左右|过|才|起|时候|就|会|将|给")


def acts_in_chinese(text: str, agent: bool) -> bool:
    """Whether a folded text names anything that could be promised: a quick look."""
    return (_ACT if agent else _CUSTOMER_ACT).search(text) is not None or (agent and _GENERIC.search(text) is not None)


def may_bind(text: str, whens: Sequence[When]) -> bool:
    """Whether anything in an agent's folded text can bind somebody, in Chinese or English: a time, or a firm word."""
    return bool(whens) or _BINDING.search(text) is not None


def chinese_promises(text: str, whens: Sequence[When], agent: bool) -> list[Promise]:
    """Promises in a folded text. `whens`: the times found in it; `agent`: said by the agent's side."""
    out: list[Promise] = []
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        inside = [w for w in whens if start <= w.start < end]
        out.extend(_Sentence(text, start, end, inside, agent).promises())
    return out


class _Sentence:
    """One sentence: its clauses, and which time belongs to which act."""

    def __init__(self, text: str, start: int, end: int, whens: list[When], agent: bool) -> None:
        self.text, self.start, self.whens, self.agent = text, start, whens, agent
        self.asks = text[end - 1] == "?"
        self.end = end - 1 if text[end - 1] in ".!?" else end
        self.clauses = [m.span() for m in _CLAUSE.finditer(text, start, self.end)]
        self.used: set[int] = set()

    def promises(self) -> Iterator[Promise]:
        """The promises of the sentence, in order; what follows a promise with a time belongs to it."""
        timed = False
        for number, (start, end) in enumerate(self.clauses):
            acts = self._acts(start, end)
            while acts:
                act = acts[0]
                when = self._when(act, number)
                if when is not None and when.start >= start and act.start() < when.start:
                    # The time stands before a later act and behind this one: it is the later one's.
                    act = next((a for a in acts if a.start() >= when.end), act)
                act = self._firmer(act, acts)
                found = self._promise(act, when, number)
                if found is not None and not (timed and when is None and found.made):
                    timed = timed or (found.made and not found.vague)
                    yield found
                rest = [a for a in acts if a.start() >= act.end()]
                acts = [
                    a
                    for a in rest
                    if any(act.end() <= w.start < a.start() and not w.value.get("vague") for w in self.whens)
                ]

    def _acts(self, start: int, end: int) -> list[re.Match[str]]:
        if not self.agent:
            return list(_CUSTOMER_ACT.finditer(self.text, start, end))
        found = list(_ACT.finditer(self.text, start, end))
        if not found and any(start <= w.start < end and not w.value.get("vague") for w in self.whens):
            # Whatever the agent will do by a time is a promise, in words that are not foreseen too.
            return list(_GENERIC.finditer(self.text, start, end))[:1]
        return found

    def _firmer(self, act: re.Match[str], acts: list[re.Match[str]]) -> re.Match[str]:
        """Of the acts of one clause the first that reaches the customer: 处理好给您回电 promises the call."""
        if act.lastgroup not in _WEAK_ACTS:
            return act
        after = [a for a in acts if a.start() >= act.start() and a.lastgroup not in _WEAK_ACTS]
        return after[0] if after and not any(act.end() <= w.start < after[0].start() for w in self.whens) else act

    def _when(self, act: re.Match[str], number: int) -> When | None:
        """The time of an act: in its clause before it, then behind it, then in the clauses beside it that do nothing."""
        start, end = self.clauses[number]
        here = [w for w in self.whens if start <= w.start < end and not w.past and w.start not in self.used]
        before = [w for w in here if w.start < act.start() or w.end <= act.end()]
        firm = [w for w in before if not w.value.get("vague")] or [
            w for w in here if w.start >= act.end() and not w.value.get("vague")
        ]
        some = firm or before or here
        chosen = some[-1] if some else None
        if chosen is None or chosen.value.get("vague"):
            for other in (number - 1, number + 1):
                if 0 <= other < len(self.clauses):
                    a, b = self.clauses[other]
                    near = [
                        w
                        for w in self.whens
                        if a <= w.start < b and not w.past and not w.value.get("vague") and w.start not in self.used
                    ]
                    if near and self._bare(a, b, near[-1]):
                        chosen = near[-1]
                        break
        if chosen is not None:
            self.used.add(chosen.start)
        return chosen

    def _bare(self, start: int, end: int, when: When) -> bool:
        """Whether a clause only names a time."""
        rest = self.text[start : when.start] + self.text[when.end : end]
        return len(rest) <= 6 and not self._acts(start, end) and _CONDITION.search(rest) is None

    def _promise(self, act: re.Match[str], when: When | None, number: int) -> Promise | None:
        start, end = self.clauses[number]
        kind = act.lastgroup or "other"
        who, status = self._who(start, act.start())
        if who is None or _THANKS.search(self.text, start, act.start()):
            return None
        if self.agent and (_TOWARDS_US.match(self.text, act.end()) or _TO_US.search(self.text, start, act.start())):
            status = "requested"
        before = self.text[start : act.start()]
        after = self.text[act.end() : end]
        vague = when is None or bool(when.value.get("vague"))
        if not self._binds(act, before, after, when, who):
            return None
        if status == "made":
            status = self._stance(act, when, number, who)
        first = min(when.start, act.start()) if when is not None and when.start >= start else start
        deadline = None if vague or when is None else when.value
        lead = re.search("(?:最晚|最迟|最慢|最多)(?:是|在|到)?$", self.text[max(0, first - 4) : first])
        first -= len(lead.group()) if lead else 0
        last = max(act.end(), when.end if when is not None and when.start < end else 0)
        return Promise(who, kind, first, last, deadline, status)

    def _who(self, start: int, end: int) -> tuple[Who | None, Status]:
        """Whose act it is: the nearest who stands before it in its clause, else in the clause before."""
        marks = list(_MARKS.finditer(self.text, start, end))
        asked = False
        who: Who | None = None
        for mark in marks:
            kind = mark.lastgroup
            if kind == "request":
                asked = True
                who = None if self.agent else who
            elif kind == "cust":
                if who == "agent" and self.text[mark.start() - 1] in "让请等":
                    continue
                asked, who = True, None
            elif kind == "thing":
                who = who or "agent"
            else:
                asked = False if kind == "ours" or who is None else asked
                who = "agent" if kind == "ours" and who != "colleague" else "colleague" if kind == "colleague" else who
        if not self.agent:
            own = any(m.lastgroup == "ours" and m.group() in ("我", "我们", "我这边") for m in marks)
            other = any(m.lastgroup in ("cust", "colleague", "request") for m in marks)
            if other and not own:
                return "agent", "requested"
            if not own and not self._inherits(start):
                return None, "made"
            return "customer", "made"
        if asked and who is None:
            return "customer", "requested"
        return who or "agent", "made"

    def _inherits(self, start: int) -> bool:
        """Whether an earlier clause of the customer's sentence has 我 and nobody else."""
        earlier = self.text[self.start : start]
        return (
            bool(earlier)
            and earlier.lstrip("那好的行嗯,").startswith("我")
            and "你" not in earlier
            and "您" not in earlier
        )

    def _binds(self, act: re.Match[str], before: str, after: str, when: When | None, who: Who) -> bool:
        """Whether there is a time, or words firm enough without one."""
        kind = act.lastgroup or "other"
        firm = when is not None and not when.value.get("vague")
        if not firm and (_PAST.search(after) or _DONE.search(before)):
            return False
        if who == "customer":
            return firm
        if firm and when is not None:
            if (
                str(when.value.get("latest", "")) == "today"
                and not _SURE.search(before)
                and not _TIED.search(before)
                and _PURPOSE.search(after)
            ):
                return False
            return not _PURPOSE.search(after) and not (_PAST.search(after) and not _SURE.search(before))
        if kind == "lookup":
            plain = when is None and _STRONG.search(before) is None
            return not plain and act.group() in _THOROUGH and not after.startswith("一下")
        if kind in _WEAK_ACTS and when is None:
            return False
        if when is not None:
            return not (
                kind in ("other", "send")
                and _NOW.search(before) is None
                and not _SURE.search(before)
                and "尽" not in before
            )
        if _STRONG.search(before) is not None:
            return kind != "other"
        if kind == "visit":
            return re.search("安排|派", before) is not None or "派" in self.text[len(before) :]
        return (
            kind in ("callback", "reply")
            and "讲" not in after[:2]
            and self.text[act.end() - 1] not in "说讲"
            and _PLANNED.search(before) is not None
        )

    def _stance(self, act: re.Match[str], when: When | None, number: int, who: Who) -> Status:
        start, end = self.clauses[number]
        text = self.text
        before = text[start : act.start()]
        earlier = text[self.start : act.start()]
        if self._asked(number, before, act):
            return "asked"
        report = list(_REPORT.finditer(earlier))
        if report and not _TOLD_YOU.search(earlier) and self._still_reported(report[-1], earlier):
            return "reported"
        if _ALREADY.search(before) and (when is None or str(when.value.get("latest", "")).startswith("today")):
            return "reported"
        if _CONDITION.search(earlier) or self._condition_follows(number):
            return "conditional"
        if when is not None and "amount" in when.value and _ANCHOR.search(text[self.start : when.start]):
            return "conditional"
        subject = 0
        for mark in _MARKS.finditer(before):
            if mark.lastgroup in ("ours", "colleague"):
                subject = mark.start()
        if _NEGATION.search(before, subject) and not _DOUBLE.search(before, subject):
            return "negated"
        if self._denied(number):
            return "negated"
        around = before + text[act.end() : end]
        if _UNSURE.search(around):
            return "unsure"
        return "made"

    def _denied(self, number: int) -> bool:
        """我不能保证,今天… : a denial that ends the clause before."""
        if number == 0:
            return False
        a, b = self.clauses[number - 1]
        return (
            re.search("(?:不能|无法|没法|不敢|没办法)(?:给您|向您)?(?:保证|承诺|确定)(?:说|您)?$", self.text[a:b])
            is not None
        )

    def _condition_follows(self, number: int) -> bool:
        """…的话 in the same clause."""
        start, end = self.clauses[number]
        return re.search("的话(?:$|,)|的前提", self.text[start:end]) is not None

    def _still_reported(self, report: re.Match[str], earlier: str) -> bool:
        """A new subject after a comma speaks for itself: 我跟同事说了,他明天给您回电."""
        rest = earlier[report.end() :]
        comma = rest.find(",")
        if comma < 0:
            return True
        return _STRONG.search(rest, comma) is None and re.search("现在|这次|我们?", rest[comma:]) is None

    def _asked(self, number: int, before: str, act: re.Match[str]) -> bool:
        start, end = self.clauses[number]
        clause = self.text[start:end]
        if _QUESTION.search(before) or re.search("还是|什么时候|几点|多久", self.text[act.end() : end]):
            return True
        rest = [self.text[a:b] for a, b in self.clauses[number + 1 :]]
        if number and _QUESTION.search(self.text[self.start : start]) and self.asks:
            return True
        if _ASKS_AT_END.search(clause):
            return not (_TAGGED.search(clause) and (_STRONG.search(before) or _BY.search(before)))
        if rest and rest[0].startswith(("还是", "或者")):
            return True
        if not rest:
            return self.asks and not _STRONG.search(before)
        return False
