"""The order of a repair, on paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from saywell.conversation import inputs as i
from saywell.desk import wire as w
from saywell.desk.work_printed import printed_order
from saywell.followup import inputs as f
from saywell.followup.decide import PREFIX
from saywell.kernel.errors import SaywellError
from saywell.kernel.locale import LOCALES
from saywell.kernel.time import DAY
from tests.desk.world import World, run, status

FIELDS = {
    "company": "华信科技有限公司", "device": "HP LaserJet 打印机", "quantity": "2", "fault": "开机后卡纸,屏幕闪烁",
    "address": "上海市浦东新区张江路 88 号", "phone": "13800138000",
}  # fmt: skip


def test_an_order_has_what_the_technician_needs_in_every_language() -> None:
    async def act(world: World) -> None:
        desk = world.desk("1")
        await world.do(desk, status(desk, "idle"))
        id = await world.call(person="p1")
        await world.do(desk, w.Take(2, talk=id))
        await world.hub.send(id, i.FormFilled(0, form="repair", fields=FIELDS))
        await world.rest()
        name = f"{PREFIX}{id}-repair"
        await world.hub.works.send(name, f.Plan(by="1", when=world.clock() + DAY, person="801"))
        work = (await world.hub.works.look(name)).state
        for locale in LOCALES:
            made = printed_order(world.hub, work, locale, f"https://desk.example/work/{work.id}")
            reader = PdfReader(BytesIO(made))
            assert len(reader.pages) == 1
            text = "".join(reader.pages[0].extract_text().split())
            for value in FIELDS.values():
                assert "".join(value.split()) in text, (locale, value)
            assert "王先生" in text and "801" in text and "2026-11-1810:00" in text and "rent-4.7.2" in text
            assert {"zh-Hans": "设备维护单", "zh-Hant": "設備維護單", "en": "Repairorder"}[locale] in text

    run(act, standard="rent")


def test_only_a_repair_has_an_order() -> None:
    async def act(world: World) -> None:
        command = f.Open(what="question", centre="bank", about="x")
        held = (await world.hub.works.send(f"{PREFIX}q", command)).held
        with pytest.raises(SaywellError, match="Only a repair"):
            printed_order(world.hub, held.state, "en", "https://desk.example/")

    run(act)
