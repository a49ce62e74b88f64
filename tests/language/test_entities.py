"""Entities: names, numbers, money, days, times, lengths of time, deadlines, addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.language.entities import Entity, find_entities
from saywell.language.entities.numerals import chinese_number, english_number, spoken_digits
from saywell.language.fold import fold


def entities(text: str, kind: str = "") -> list[Entity]:
    return [e for e in find_entities(fold(text), text) if not kind or e.kind == kind]


def words(text: str, kind: str) -> list[str]:
    """The original words of the entities of one kind."""
    folded = fold(text)
    return [text[slice(*folded.span(e.start, e.end))] for e in entities(text, kind)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百二十", 120),
        ("两千三", 2300),
        ("三万五", 35000),
        ("三百零五", 305),
        ("十二", 12),
        ("二十", 20),
        ("一千零一十", 1010),
        ("半", 0.5),
        ("一点五", 1.5),
        ("1.5万", 15000),
        ("2百", 200),
        ("一万二千三百四十五", 12345),
        ("廿五", 25),
        ("一亿", 100_000_000),
        ("零", 0),
        ("一百一", 110),
        ("二〇二六", 2026),
    ],
)
def test_chinese_quantities(text: str, value: float) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-five", 25),
        ("one hundred and two", 102),
        ("a hundred and twenty", 120),
        ("half an", 0.5),
        ("a couple of", 2),
        ("two thousand three hundred", 2300),
        ("24", 24),
        ("a", 1),
        ("a one", 1),
        ("nonsense", None),
    ],
)
def test_english_quantities(text: str, value: float | None) -> None:
    assert english_number(text) == value


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("幺三八", "138"),
        ("双8双六", "8866"),
        ("三个6", "666"),
        ("double eight oh", "880"),
        ("one 2 triple three", "12333"),
        ("138-0013", "1380013"),
        ("138****1234", "138****1234"),
    ],
)
def test_digits_said_one_by_one(text: str, digits: str) -> None:
    assert spoken_digits(text) == digits


@pytest.mark.parametrize(
    ("text", "piece", "surname", "title"),
    [
        ("王先生您好", "王先生", "王", "先生"),
        ("陳小姐,請問有什麼可以幫到您", "陳小姐", "陈", "小姐"),
        ("请问是欧阳女士吗", "欧阳女士", "欧阳", "女士"),
        ("請李明先生接電話", "李明先生", "李", "先生"),
        ("张总,您好", "张总", "张", "总"),
        ("赵老师在吗", "赵老师", "赵", "老师"),
        ("對於陳先生的問題", "陳先生", "陈", "先生"),
        ("唔該搵陳生", "陳生", "陈", "生"),
        ("我姓王", "王", "王", None),
        ("免贵姓李", "李", "李", None),
        ("小姓陈", "陈", "陈", None),
        ("我姓章,立早章", "章", "章", None),
        ("姓司徒", "司徒", "司徒", None),
        ("您好,我叫王小明,想问一下", "王小明", "王", None),
        ("我的名字是李晓红", "李晓红", "李", None),
        ("Hello Mr. Smith", "Mr. Smith", "smith", "mr"),
        ("Is Ms Brown available?", "Ms Brown", "brown", "ms"),
        ("My name is John Wong", "John Wong", "wong", None),
        ("my name is john wong", "john wong", "wong", None),
        ("This is Mr Brown speaking", "Mr Brown", "brown", "mr"),
        ("Hi, this is Anna from billing", "Anna", "anna", None),
        ("Hi, it's katty calling", "katty", "katty", None),
        ("My name is wang", "wang", "wang", None),
        ("My name's Olivia and I will help", "Olivia", "olivia", None),
    ],
)
def test_names(text: str, piece: str, surname: str, title: str | None) -> None:
    entity = entities(text, "name")[0]
    assert words(text, "name")[0] == piece
    assert (entity.value["key"], entity.value.get("title")) == (surname, title)


@pytest.mark.parametrize(
    "text",
    [
        "先生您好",
        "老先生",
        "谢谢先生",
        "多谢小姐",
        "这位女士",
        "我是黄金会员",
        "我是方便的",
        "陈总是说好",
        "项目经理",
        "我要投诉你们经理",
        "请问先生贵姓啊",
        "您姓什么",
        "我不姓王",
        "小姐姐你好",
        "金额不对",
        "对方先生",
        "i miss you",
        "this is about my order",
        "I am happy",
        "My name is misspelled.",
        "It's Monday",
        "It's Sunshine Education Ltd.",
        "Mr. and so on",
        "my line is busy, call me later",
        "您那儿施工吗",
        "大成律师事务所",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert entities(text, "name") == []


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("电话是幺三八零零一三八零零零", "phone", "13800138000"),
        ("幺三八,幺二三四,五六七八", "phone", "13812345678"),
        ("138 1234 5678", "phone", "13812345678"),
        ("+86 138 1234 5678", "phone", "13812345678"),
        ("致电400-820-8820", "phone", "4008208820"),
        ("座机010-88886666", "phone", "01088886666"),
        ("我的電話係9123 4567", "phone", "91234567"),
        ("+852 2345 6789", "phone", "23456789"),
        ("one three eight double zero one two three four five six", "phone", "13800123456"),
        ("The complaints line is 1800 555 000", "phone", "1800555000"),
        ("热线95588", "phone", "95588"),
        ("账号是6222021234567890123", "account", "6222021234567890123"),
        ("6222021234567890123", "account", "6222021234567890123"),
        ("帳戶號碼是012-345678-9", "account", "0123456789"),
        ("my account number is 2018", "account", "2018"),
        ("订单号是202611200001", "order", "202611200001"),
        ("我的订单 SO2026112001 还没发货", "order", "SO2026112001"),
        ("Tracking no. jd-0012345678", "order", "JD0012345678"),
        ("工号1024为您服务", "number", "1024"),
        ("双8双6一二三四", "number", "88661234"),
        ("电话尾号8866", "number", "8866"),
        ("员工编号10086", "number", "10086"),
    ],
)
def test_numbers_that_name_something(text: str, kind: str, number: str) -> None:
    (entity,) = entities(text)
    assert (entity.kind, entity.value.get("digits") or entity.value.get("id")) == (kind, number)


@pytest.mark.parametrize("text", ["一百二十", "3个", "2000件", "since 2018", "I have 300 points", "iphone15", "123"])
def test_what_is_no_such_number(text: str) -> None:
    assert [e for e in entities(text) if e.kind in ("phone", "account", "order", "number")] == []


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("两千三百块", "2300", "CNY"),
        ("199.5元", "199.5", ""),
        ("HK$1,200", "1200", "HKD"),
        ("三块五", "3.5", "CNY"),
        ("¥88", "88", "CNY"),
        ("about 25 dollars", "25", ""),
        ("only 81.63€ left", "81.63", "EUR"),
        ("a hundred and twenty yuan", "120", "CNY"),
        ("三萬港幣", "30000", "HKD"),
    ],
)
def test_money(text: str, amount: str, currency: str) -> None:
    (entity,) = entities(text)
    assert entity.value == {"amount": amount, "currency": currency}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("昨天打的", "yesterday"),
        ("11月20号", "--11-20"),
        ("2026年11月20日", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("十二月二十五号", "--12-25"),
        ("下周一", "next_monday"),
        ("星期五", "friday"),
        ("15号到的", "---15"),
        ("November 20th", "--11-20"),
        ("20 November 2026", "2026-11-20"),
        ("next Monday", "next_monday"),
        ("it came yesterday", "yesterday"),
        ("on the 5th", "---05"),
        ("last week", "last_week"),
        ("上个月", "last_month"),
    ],
)
def test_days(text: str, date: str) -> None:
    assert [e.value["date"] for e in entities(text, "date")] == [date]


@pytest.mark.parametrize("text", ["人民路28号", "请叫08号接电话", "大一号", "1024号为您服务", "13月45号"])
def test_what_is_no_day(text: str) -> None:
    assert entities(text, "date") == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("下午三点", "15:00"),
        ("三点半", "03:30"),
        ("晚上8点15分", "20:15"),
        ("15:30", "15:30"),
        ("凌晨十二点", "00:00"),
        ("晚上12点", "00:00"),
        ("中午十二点", "12:00"),
        ("下午一点", "13:00"),
        ("at 3 pm", "15:00"),
        ("half past 3 in the afternoon", "15:30"),
        ("quarter to six", "05:45"),
        ("10 past 16", "16:10"),
        ("6 40 morning", "06:40"),
        ("8 in the evening", "20:00"),
        ("12 am", "00:00"),
        ("three o'clock in the afternoon", "15:00"),
        ("before midnight", "00:00"),
    ],
)
def test_times(text: str, time: str) -> None:
    found = [
        e.value.get("time") or str(e.value.get("latest")).split()[-1]
        for e in entities(text)
        if e.kind in ("time", "deadline")
    ]
    assert found == [time]


@pytest.mark.parametrize("text", ["大声一点", "快一点", "晚一点到", "几点了", "a little louder"])
def test_what_is_no_time(text: str) -> None:
    assert entities(text, "time") == []


@pytest.mark.parametrize(
    ("text", "amount", "unit", "working"),
    [
        ("24小时内给您回复", 24, "hour", False),
        ("两个工作小时之内", 2, "hour", True),
        ("兩個工作日內", 2, "day", True),
        ("一个工作日内", 1, "day", True),
        ("3-5个工作日到账", 5, "day", True),
        ("一到三个工作日回复您", 3, "day", True),
        ("半小时内", 30, "minute", False),
        ("一个半小时内", 90, "minute", False),
        ("最多三分钟", 3, "minute", False),
        ("不超过两天", 2, "day", False),
        ("半小时后给您回电", 30, "minute", False),
        ("一个月内", 30, "day", False),
        ("三到五天左右给您送到", 5, "day", False),
        ("30秒内", 0.5, "minute", False),
        ("两三天之内", 3, "day", False),
        ("within 2 working hours", 2, "hour", True),
        ("in about 30 minutes", 30, "minute", False),
        ("three business days", 3, "day", True),
        ("within the next two to three working days", 3, "day", True),
        ("in half an hour", 30, "minute", False),
        ("no more than a week", 1, "week", False),
        ("within twenty-five minutes", 25, "minute", False),
    ],
)
def test_deadlines_with_a_length(text: str, amount: float, unit: str, working: bool) -> None:
    (entity,) = entities(text, "deadline")
    assert entity.value == {"amount": amount, "unit": unit, "working": working, "vague": False}


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("明天下午三点前给您回电", "tomorrow 15:00"),
        ("今天之内", "today"),
        ("最晚明天给您答复", "tomorrow"),
        ("明天给您回电话", "tomorrow"),
        ("下班前给您回复", "today"),
        ("下午三点前", "today 15:00"),
        ("三点之前", "today 15:00"),
        ("本周五之前", "friday"),
        ("11月20号之前", "--11-20"),
        ("今天会联系您", "today"),
        ("by tomorrow 3 pm", "tomorrow 15:00"),
        ("no later than Friday", "friday"),
        ("by the end of the day", "today"),
        ("before noon", "today 12:00"),
        ("by 5 pm tomorrow", "tomorrow 17:00"),
    ],
)
def test_deadlines_with_a_day_or_time(text: str, latest: str) -> None:
    assert [e.value.get("latest") for e in entities(text, "deadline")] == [latest]


@pytest.mark.parametrize(
    "text",
    [
        "我会尽快给您回复",
        "稍后给您回电",
        "第一时间为您处理",
        "盡快",
        "I will call you later",
        "as soon as possible",
        "asap",
        "we will reply shortly",
    ],
)
def test_deadlines_that_name_no_time(text: str) -> None:
    assert [e.value["vague"] for e in entities(text, "deadline")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "请稍后",
        "三天前买的",
        "我等了三天没有人给我回复",
        "请您尽快付款",
        "今天联系您是为了确认",
        "明天九点以后再打电话",
        "百分百能到账",
        "十分抱歉",
        "it took three days",
        "please call again later",
        "Talk later, bye",
        "sooner or later",
        "你昨天回复我的",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert entities(text, "deadline") == []


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("邮箱是Li.Ming@163.com", "email", "Li.Ming@163.com"),
        ("地址是上海市浦东新区世纪大道100号2号楼301室", "address", "上海市浦东新区世纪大道100号2号楼301室"),
        ("請寄到信義區松仁路100號", "address", "信義區松仁路100號"),
        ("We are at 12 Queen Street", "address", "12 Queen Street"),
        ("等了一个半小时", "duration", "一个半小时"),
        ("a one year warranty", "duration", "a one year"),
    ],
)
def test_the_rest(text: str, kind: str, piece: str) -> None:
    assert words(text, kind) == [piece]


SAID = """
王 先生 小姐 姓 我叫 明天 下午 三点 前 内 24 小时 个 工作日 一百 块 $ 13800138000 双8 号 路 市 @ a.com 尽快 , .
within two hours mr smith by friday one three four"""
PIECES = st.lists(st.sampled_from([*SAID.split(), " ", "\0", "\ud800"]), max_size=10).map("".join)


@given(st.one_of(PIECES, st.text(alphabet=st.characters(exclude_categories=()), max_size=60)))
def test_entities_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    folded = fold(text)
    last = 0
    for entity in find_entities(folded, text):
        assert last <= entity.start < entity.end <= len(folded.text)
        last = entity.end
        assert entity.value


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "一" * 500_000,
        "王先生" * 300_000,
        "two " * 250_000,
        "明天" * 400_000,
        "三点前" * 300_000,
        "路1号" * 300_000,
        "尽快给您" * 200_000,
    ],
    ids=range(8),
)
def test_a_megabyte_is_read(text: str) -> None:
    assert isinstance(find_entities(fold(text), text), list)


def test_every_chinese_day_has_a_character_that_is_looked_for() -> None:
    from saywell.language.entities.dates import _DAYS
    from saywell.language.kinds import DAY_NAME, kinds_of

    assert [day for day in _DAYS if not day.isascii() and not kinds_of(day) & DAY_NAME] == []


def test_every_cantonese_word_has_a_character_that_is_looked_for() -> None:
    from saywell.language.speech import _CANTONESE, _MAY_BE_CANTONESE, _OTHER, _TABLE

    said = "嘅咗嚟喺冇佢哋啲嗰咁嘢俾攞揾搵瞓嬲嘥啱㗎噃喎揸黐嗌咪睇畀"
    words = [
        *said,
        "係咪",
        "系咪",
        "乜嘢",
        "點解",
        "边度",
        "邊度",
        "而家",
        "依家",
        "幾時",
        "點樣呀",
        "食咗",
        "咩事",
        "鍾意",
    ]
    words += ["即係", "系唔系", "倾计", "傾偈", "打俾"]
    assert [
        word for word in words if not _CANTONESE.search(word) or not _TABLE.of(word) & (_OTHER | _MAY_BE_CANTONESE)
    ] == []
