"""The centre's own card of a customer, and by what it is found. Pure.

Where a centre has no shop to ask, or knows more than its shop, its customers are kept here: one stream for each card,
every version of it a record, and small streams that lead from a number, an address or an account to the cards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import sha256

import msgspec

from saywell.desk.customer import figures_of
from saywell.desk.wire import Person
from saywell.language.names import COMPOUND_SURNAMES, SINGLE_SURNAMES
from saywell.storage.interface import Entry, Record

CONTACT, LEAD = "contact/", "contact-key/"
KIND, LEAD_KIND = "contact.set.1", "contact.key.1"
COUNTRIES = ("1", "44", "60", "65", "81", "82", "86", "852", "853", "886")
TITLES = (
    "先生", "女士", "小姐", "太太", "夫人", "老师", "老師", "医生", "醫生", "经理", "經理", "总", "總", "同学", "同學",
    "Mr.", "Mr", "Ms.", "Ms", "Mrs.", "Mrs", "Miss", "Dr.", "Dr",
)  # fmt: skip
_BEFORE = re.compile(r"(Mr|Ms|Mrs|Miss|Dr)\.?\s+(.+)", re.IGNORECASE)


class Contact(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A customer. `number`: theirs in the books of the centre; `title`: how they are addressed; `never`: not to be
    called; `fields`: the centre's own columns. `at`, `by`: when and by which import or person it was last changed."""

    id: str
    at: int = 0
    by: str = ""
    number: str = ""
    name: str = ""
    surname: str = ""
    title: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    lang: str = ""
    accounts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    never: bool = False
    notes: str = ""
    fields: dict[str, str] = {}


TEXTS = ("number", "name", "surname", "title", "lang", "notes")
LISTS = ("phones", "emails", "accounts", "tags")


class Key(msgspec.Struct, frozen=True):
    """Leads to a card."""

    id: str


def stream_of(centre: str, id: str) -> str:
    """The stream of a card."""
    return f"{CONTACT}{centre}/{id}"


def lead_of(centre: str, key: str) -> str:
    """The stream that leads from a key to cards; what the key is cannot be read off it."""
    return f"{LEAD}{centre}/{short(centre, key)}"


def short(*parts: str) -> str:
    """A short name of something, for ever the same."""
    return sha256("\0".join(parts).encode()).hexdigest()[:24]


def entry_of(contact: Contact) -> Entry:
    """A version as it is kept."""
    return Entry(KIND, msgspec.json.encode(contact))


def contact_in(records: Iterable[Record]) -> Contact | None:
    """The card as it stands."""
    found = list(records)
    return msgspec.json.decode(found[-1].body, type=Contact) if found else None


def phone_key(phone: str) -> str:
    """A number by its figures, without what stands before a Chinese one: +86 138… is 138…."""
    plain = phone if phone.isascii() else unicodedata.normalize("NFKC", phone)
    told = (plain if plain.isdigit() else figures_of(plain)).removeprefix("00")
    for country, length in (("86", 13), ("852", 11), ("853", 11)):
        if told.startswith(country) and len(told) == length:
            return told.removeprefix(country)
    return told


def phone_keys(phone: str) -> tuple[str, ...]:
    """All that a number may have been kept as: with and without the country's."""
    plain = phone_key(phone)
    if len(plain) < 5:
        return ()
    without = [plain.removeprefix(one) for one in COUNTRIES if plain.startswith(one) and len(plain) - len(one) >= 7]
    with_one = [one + plain for one in COUNTRIES if len(plain) >= 7]
    return tuple(dict.fromkeys((plain, *without, *with_one)))


def keys_of(contact: Contact) -> tuple[str, ...]:
    """By what a card is found, the surest first."""
    found = [f"id:{contact.number.lower()}"] if contact.number else []
    found += [f"account:{_plain(one)}" for one in contact.accounts]
    found += [f"mail:{one.lower()}" for one in contact.emails]
    found += [f"phone:{phone_key(one)}" for one in contact.phones]
    return tuple(dict.fromkeys(found))


def asked_keys(phone: str = "", id: str = "") -> tuple[str, ...]:
    """The keys under which somebody who is asked for may be kept."""
    found = [f"phone:{one}" for one in phone_keys(phone)] if phone else []
    if id:
        found += [f"id:{id.strip().lower()}", f"account:{_plain(id)}", f"mail:{id.strip().lower()}"]
    return tuple(dict.fromkeys(found))


def _plain(text: str) -> str:
    return text.replace(" ", "").replace("-", "").lower()


def merged(old: Contact, new: Contact) -> Contact:
    """A card with what a newer one tells. What that does not tell stays; numbers, addresses, accounts and tags come
    together, what was not known first."""
    change: dict[str, object] = {name: getattr(new, name) or getattr(old, name) for name in TEXTS}
    if new.name and new.name != old.name:
        change |= {"surname": new.surname or split_name(new.name)[0], "title": new.title or old.title}
    for name in LISTS:
        same = phone_key if name == "phones" else str.lower
        known = set(map(same, getattr(old, name)))
        change[name] = (*(one for one in getattr(new, name) if same(one) not in known), *getattr(old, name))
    return msgspec.structs.replace(
        old, at=new.at, by=new.by, never=new.never or old.never, fields={**old.fields, **new.fields}, **change
    )


def changes(old: Contact, new: Contact) -> tuple[tuple[str, str, str], ...]:
    """What is told differently: (field, before, after); the centre's own columns by their names."""
    out = [
        (name, shown(getattr(old, name)), shown(getattr(new, name)))
        for name in (*TEXTS, *LISTS, "never")
        if getattr(old, name) != getattr(new, name)
    ]
    names = dict.fromkeys((*old.fields, *new.fields))
    return (
        *out,
        *((one, old.fields.get(one, ""), new.fields.get(one, "")) for one in names
          if old.fields.get(one, "") != new.fields.get(one, "")),
    )  # fmt: skip


def shown(value: object) -> str:
    """A value of a card as text."""
    if isinstance(value, bool):
        return "✓" if value else ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def split_name(name: str) -> tuple[str, str]:
    """Surname and form of address, as far as a name tells: 王先生, 欧阳小红, Mr Smith, Jane Smith."""
    plain = name.strip()
    if told := _BEFORE.fullmatch(plain):
        return told[2].split()[-1], told[1].capitalize()
    title = next((one for one in TITLES if not one.isascii() and plain.endswith(one) and len(plain) > len(one)), "")
    plain = plain.removesuffix(title)
    if plain.isascii():
        words = plain.split()
        return (words[-1] if len(words) > 1 or title else ""), title
    if plain[:2] in COMPOUND_SURNAMES or plain[:2] in _TRADITIONAL:
        return plain[:2], title
    if plain[:1] in SINGLE_SURNAMES or plain[:1] in _SINGLE_TRADITIONAL or (title and len(plain) == 1):
        return (plain[:1] if len(plain) <= 4 else ""), title
    return "", title


_TRADITIONAL = (
    "歐陽",
    "司徒",
    "司馬",
    "諸葛",
    "東方",
    "令狐",
    "尉遲",
    "公孫",
    "端木",
    "南宮",
    "長孫",
    "鍾離",
    "軒轅",
    "獨孤",
)
_SINGLE_TRADITIONAL = (
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧彭曾蕭蔣盧賈閻龍陸鍾葉蘇呂譚範鄒陽萬錢嚴賴顧龔邵湯龐倪喬齊莊聶魯閆韋賀"
    "顏婁項連寧單費滕練叢紀駱簡饒鮑塗畢繆鞏鄔蘭關麥霍洗鄺冼麥藍岑"
)


def person_of(contact: Contact, own: Mapping[str, str] | None = None) -> Person:
    """A card as the desk shows it."""
    first = contact.phones[0] if contact.phones else ""
    return Person(
        id=contact.number or contact.id,
        surname=contact.surname,
        title=contact.title,
        name=contact.name,
        phone=first,
        account=contact.accounts[0] if contact.accounts else "",
        lang=contact.lang,
        notes=contact.notes,
        email=contact.emails[0] if contact.emails else "",
        phones=contact.phones[1:],
        tags=contact.tags,
        never=contact.never,
        fields=dict(contact.fields if own is None else own),
    )


def joined(shop: Person, kept: Person) -> Person:
    """What the shop tells, and what the centre's own card and orders add."""
    if not (kept.id or kept.orders or kept.phone):
        return shop
    texts = {
        name: getattr(shop, name) or getattr(kept, name)
        for name in ("id", "surname", "title", "name", "phone", "account", "lang", "email")
    }
    notes = "\n".join(dict.fromkeys(one for one in (shop.notes, kept.notes) if one))
    numbers = {str(one.get("id", "")) for one in shop.orders}
    orders = (*shop.orders, *(one for one in kept.orders if str(one.get("id", "")) not in numbers))
    return msgspec.structs.replace(
        shop, **texts, notes=notes, orders=orders, phones=kept.phones, tags=kept.tags, never=kept.never,
        fields=kept.fields, history=shop.history or kept.history,
    )  # fmt: skip
