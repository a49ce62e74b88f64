"""Masking: what is personal is covered, what is not stays, and every offset can be followed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saywell.language.mask import KINDS, LABELS, Kind, Masked, Style, label, mask
from saywell.language.personal import is_hkid, is_luhn, is_prc_id, is_twid

PERSONAL: list[tuple[str, Kind, str]] = [
    ("我的手机号是13800138000", "phone", "13800138000"),
    ("您打一下幺三八零零幺三八零零零", "phone", "幺三八零零幺三八零零零"),
    ("電話是 138 呃 0013 8000", "phone", "138 呃 0013 8000"),
    ("座机010-62345678", "phone", "010-62345678"),
    ("我的電話係 9123 4567", "phone", "9123 4567"),
    ("my number is one three eight double zero one three eight triple zero", "phone", "one three eight double zero"),
    ("call me on +44 7700 900123", "phone", "+44 7700 900123"),
    ("身份证11010119900307889X", "id_card", "11010119900307889X"),
    ("我身份证是一一零一零一一九九零零三零七四五五七", "id_card", "一一零一零一一九九零零三零七四五五七"),
    ("香港身份證 Z683365(5)", "id_card", "Z683365(5)"),
    ("身分證字號A123456789", "id_card", "A123456789"),
    ("passport number E12345678", "id_card", "E12345678"),
    ("就是4111 1111 1111 1111这张", "bank_card", "4111 1111 1111 1111"),
    ("my card is four one one one one one one one one one one one one one one one", "bank_card", "four one one one"),
    ("卡号6222020012345678", "account", "6222020012345678"),
    ("会员号 A8812345", "account", "A8812345"),
    ("订单20261120345678到哪了", "order", "20261120345678"),
    ("快递单号是SF1234567890123", "order", "SF1234567890123"),
    ("my order SO20261120 is late", "order", "SO20261120"),
    ("邮箱是zhangsan@qq.com", "email", "zhangsan@qq.com"),
    ("邮箱是zhangsan艾特qq点com", "email", "zhangsan艾特qq点com"),
    ("it's john dot wong at gmail dot com", "email", "wong at gmail dot com"),
    ("我家住北京市朝阳区建国路88号SOHO现代城A座1203室", "address", "北京市朝阳区建国路88号SOHO现代城A座1203室"),
    ("家住幸福小区3栋2单元501", "address", "幸福小区3栋2单元501"),
    ("廣東省深圳市福田區泰然路8號泰然大廈B座12樓", "address", "廣東省深圳市福田區泰然路8號泰然大廈B座12樓"),
    ("I live at Flat 5A, 12 Nathan Road", "address", "Flat 5A, 12 Nathan Road"),
    ("send it to 221B Baker Street, London NW1 6XE", "address", "221B Baker Street, London NW1 6XE"),
    ("王小明先生，您好", "name", "王小明"),
    ("我叫欧阳震华", "name", "欧阳震华"),
    ("请问您是李娜本人吗", "name", "李娜"),
    ("收货人张三丰", "name", "张三丰"),
    ("Mr. Smith, one moment", "name", "Smith"),
    ("my name is mary lee", "name", "mary lee"),
    ("验证码是 482913", "code", "482913"),
    ("密码是abc12345", "code", "abc12345"),
    ("我的号是 2093847561", "number", "2093847561"),
]

ORDINARY = [
    "24小时内给您答复，两个工作日内退款",
    "共1299元，打九折，优惠130块",
    "会议在2026年11月20日下午3点半，共3小时",
    "2026-11-20 10:00:00",
    "价格是12345678元",
    "总价 1280000",
    "price 12800000",
    "电缆是3芯的，每卷100米，一共5卷，重2500公斤",
    "型号是YJV22-4x240，库存一千二百米",
    "一百二十三万四千五百六十七",
    "请按1转人工，按2查询",
    "我在人民广场站5号口",
    "在3楼2号窗口办理，周一到周五10点到18点",
    "工号1024为您服务，分机8001",
    "您尾号8888的卡",
    "请拨打4008001234或95588",
    "You have 3 items, 24 hours, at 10:30 am on 20 November 2026, $1,234.56",
    "I'll call you within 2 working days, about 15 minutes",
    "agent number 1024, extension 8001",
    "我叫你快点，他叫什么名字，我的名字写错了",
    "我是来问问题的，麻烦您了",
    "The 2026 model, version 3.11, costs 99 dollars",
    "it takes 5 minutes on the road",
]


@pytest.mark.parametrize(("text", "kind", "secret"), PERSONAL)
def test_what_is_personal_is_masked(text: str, kind: Kind, secret: str) -> None:
    done = mask(text)
    assert secret not in done.text
    assert label(kind) in done.text
    assert any(span.kind == kind for span in done.spans)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_and_numbers_stay(text: str) -> None:
    assert mask(text) == Masked(text, ())


@pytest.mark.parametrize(("text", "kind", "secret"), PERSONAL)
def test_only_the_kinds_asked_for(text: str, kind: Kind, secret: str) -> None:
    assert all(span.kind != kind for span in mask(text, kinds=set(KINDS) - {kind}).spans)
    assert all(span.kind == kind for span in mask(text, kinds=[kind]).spans)


def test_the_title_of_a_name_stays() -> None:
    assert mask("王先生，您好").text == "[name]先生，您好"
    assert mask("Mr. Smith").text == "Mr. [name]"


def test_labels_in_three_languages_and_stars() -> None:
    text = "請打13800138000"
    assert mask(text, locale="zh-Hant").text == "請打[電話號碼]"
    assert mask(text, locale="zh-Hans").text == "請打[电话号码]"
    assert mask(text, style="stars").text == "請打***********"
    assert set(LABELS) == set(KINDS)


def test_what_is_known_is_masked_wherever_it_stands() -> None:
    assert mask("震華在嗎", known=[("name", "震华")]).text == "[name]在嗎"
    assert mask("震华在吗", known=[("name", "震华")], kinds=["phone"]).text == "震华在吗"


def test_a_place_is_followed_both_ways() -> None:
    text = "打13800138000找我，王先生"
    done = mask(text)
    assert done.text == "打[phone]找我，[name]先生"
    at = text.index("找我")
    start, end = done.place(at, at + 2)
    assert done.text[start:end] == "找我"
    assert done.origin(start, end) == (at, at + 2)
    assert done.place(3, 5) == (1, 8)
    assert done.origin(2, 3) == (1, 12)
    assert done.place(len(text), len(text)) == (len(done.text),) * 2


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (is_luhn, "4111111111111111", "4111111111111112"),
        (is_luhn, "378282246310005", "1111111111111111"),
        (is_prc_id, "11010119900307889x", "110101199003078891"),
        (is_prc_id, "110101199003074557", "110101199013074557"),
        (is_hkid, "A1234563", "A1234564"),
        (is_hkid, "ab9876543", "ab9876544"),
        (is_twid, "a123456789", "a123456788"),
    ],
)
def test_check_digits(check: Callable[[str], bool], good: str, bad: str) -> None:
    assert check(good)
    assert not check(bad)


SAID = st.lists(
    st.sampled_from([text for text, _, _ in PERSONAL] + ORDINARY)
    | st.text(alphabet="王先生13800-*@. 是号我叫路室幺零双a[]phone电话，。", max_size=30)
    | st.text(alphabet=st.characters(exclude_categories=()), max_size=12),
    max_size=6,
).map("，".join)
STYLE = st.sampled_from(["label", "stars"])


@given(SAID, STYLE, st.sampled_from(["zh-Hans", "zh-Hant", "en"]))
def test_masked_twice_is_masked_once(text: str, style: Style, locale: object) -> None:
    once = mask(text, style=style, locale=locale)  # type: ignore[arg-type]
    assert mask(once.text, style=style, locale=locale).text == once.text  # type: ignore[arg-type]


@given(SAID, STYLE)
def test_spans_and_places_agree(text: str, style: Style) -> None:
    done = mask(text, style=style)
    last = masked_last = 0
    for kind, start, end, masked_start, masked_end in done.spans:
        assert last <= start < end <= len(text)
        assert text[last:start] == done.text[masked_last:masked_start]
        cover = done.text[masked_start:masked_end]
        assert cover == ("*" * (end - start) if style == "stars" else label(kind))
        assert done.place(start, end) == (masked_start, masked_end)
        assert done.origin(masked_start, masked_end) == (start, end)
        last, masked_last = end, masked_end
    assert text[last:] == done.text[masked_last:]
    if style == "stars":
        assert len(done.text) == len(text)


@given(
    st.sampled_from(PERSONAL), st.text(alphabet="好的嗯是，。 请", max_size=6), st.text(alphabet="，。！ ", max_size=3)
)
def test_nothing_of_the_secret_is_left(one: tuple[str, Kind, str], before: str, after: str) -> None:
    text, _, secret = one
    left = mask(f"{before}，{text}{after}").text
    digits = [char for char in secret if char.isdigit()]
    assert secret not in left
    assert not digits or "".join(digits) not in left.replace(" ", "")


@pytest.mark.parametrize("text", ["1" * 300_000, "打13800138000。" * 20_000, "路" * 300_000, "a at " * 60_000])
def test_a_very_long_text_is_masked(text: str) -> None:
    assert isinstance(mask(text).text, str)


def test_a_number_on_the_seam_of_a_long_text_is_found() -> None:
    for lead in range(7_980, 8_010):
        assert "13800138000" not in mask("好" * lead + "，13800138000，" + "好" * 2_000).text
