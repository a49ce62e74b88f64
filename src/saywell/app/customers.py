"""What is kept of one customer, from the command line: beside a server of this folder that stands still."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from saywell.kernel.errors import Place, SaywellError

if TYPE_CHECKING:
    from saywell.desk.access import Access
    from saywell.desk.customer import Privacy, Who
    from saywell.desk.hub import Hub

T = TypeVar("T")


def export_customer(
    store: str, data: Path, centre: str, phone: str, id: str, token: str, reason: str
) -> dict[str, list[dict[str, Any]]]:
    """Everything by kind. Raises `privacy.*`, `desk.no-centre`, `keep.in-use`, StoreError."""

    async def act(privacy: Privacy, access: Access, who: Who) -> dict[str, list[dict[str, Any]]]:
        found = await privacy.export(centre, who)
        counts = {kind: len(parts) for kind, parts in found.items()}
        await access.log("customer.exported", "", centre, counts=counts, reason=reason.strip())
        return found

    return _with(store, data, centre, (phone, id, token), reason, act)


def erase_customer(store: str, data: Path, centre: str, phone: str, id: str, token: str, reason: str) -> dict[str, int]:
    """How many of each kind went. Raises `privacy.*`, `desk.no-centre`, `keep.in-use`, StoreError."""

    async def act(privacy: Privacy, access: Access, who: Who) -> dict[str, int]:
        gone = await privacy.erase(centre, who)
        await access.log("customer.erased", "", centre, counts=gone, reason=reason.strip())
        return gone

    return _with(store, data, centre, (phone, id, token), reason, act)


def _with(
    store: str,
    data: Path,
    centre: str,
    asked: tuple[str, str, str],
    reason: str,
    act: Callable[[Privacy, Access, Who], Awaitable[T]],
) -> T:
    from saywell.app.serving import beside
    from saywell.desk.called_keepers import Lists, NeverCalled
    from saywell.desk.customer import Privacy, Who
    from saywell.desk.imports.keepers import KeptContacts, KeptOrders
    from saywell.desk.keepers import Books, Talks, Works

    if not 5 <= len(reason.strip()) <= 500:
        raise SaywellError("privacy.reason", place=Place(field="--reason"))
    done: list[T] = []

    async def whole(hub: Hub, access: Access) -> None:
        hub.setting(centre)
        phone, id, token = asked
        keepers = (
            Talks(hub), Works(hub), Lists(hub), NeverCalled(hub), KeptContacts(hub), KeptOrders(hub), Books(hub)
        )  # fmt: skip
        privacy = Privacy(keepers)
        done.append(await act(privacy, access, Who(phone=phone, id=id, token=token)))

    beside(store, data, whole)
    return done[0]
