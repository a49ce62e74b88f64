"""What was heard in a conversation is told sentence by sentence."""

from __future__ import annotations

from saywell.app.standards import open_standard
from saywell.desk import wire as w
from saywell.desk.heard_doors import HeardMove, heard_in
from tests.desk.world import World, run


def test_every_sentence_has_its_moves_with_titles_and_how_surely_they_were_heard() -> None:
    async def act(world: World) -> None:
        desk, talk = await world.chat()
        await world.do(desk, w.SaySomething(3, talk=talk, text="您好，匯安銀行，很高興為您服務。"))
        await world.customer(talk, "我要投诉你们的柜员")
        await world.customer(talk, "。")
        standard = open_standard("bank")
        found = heard_in(await world.hub.live(talk), standard).lines
        shown = world.talk(talk).entries
        lines = {n: (shown[n].by, {one.move for one in moves}) for n, moves in found.items()}
        assert [by for by, _ in lines.values()] == ["agent", "customer"]
        assert "agent.greets" in lines[next(iter(lines))][1]
        (_, complaint) = lines.values()
        assert "customer.complains" in complaint[1]
        title = standard.moves["customer.complains"].title
        (move,) = (one for one in found[list(found)[1]] if one.move == "customer.complains")
        assert move == HeardMove("customer.complains", title, "rules", 1.0, "")

    run(act)
