"""The files of deploy/ name options, doors and parts that there are."""

from __future__ import annotations

import configparser
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.cli.saywell import saywell

from saywell.desk.http import ROUTES

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text("compose.yaml"))
    return found


def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read_string(text("saywell.service"))
    return parser


def started() -> dict[str, list[str]]:
    """How each file starts the server: the words behind `saywell`."""
    [image] = re.findall(r"^CMD (\[.*\])$", text("Dockerfile"), re.MULTILINE)
    line = shlex.split(unit()["Service"]["ExecStart"])
    assert line[0].endswith("/bin/saywell")
    services = compose()["services"]
    return {
        "Dockerfile": json.loads(image),
        "saywell.service": line[1:],
        "compose one": services["one"]["command"],
        "compose two": services["two"]["command"],
    }


@pytest.mark.parametrize("words", started().values(), ids=started().keys())
def test_the_server_is_started_with_options_that_it_has(words: list[str]) -> None:
    verb, *options = words
    assert verb == "serve" and "--demo" not in options
    known = set(re.findall(r"--[a-z][a-z-]+", saywell("serve", "--help").out))
    named = {option.partition("=")[0] for option in options if option.startswith("--")}
    assert named and named <= known


def test_the_image_runs_as_nobody_in_particular_and_is_asked_for_its_health() -> None:
    lines = text("Dockerfile").splitlines()
    runtime = lines[max(n for n, line in enumerate(lines) if line.startswith("FROM ")) :]
    user = [line for line in runtime if line.startswith("USER ")]
    assert user == ["USER 10001:10001"]
    assert all(re.match(r"FROM \S+:\S+", line) for line in lines if line.startswith("FROM "))
    [path] = set(re.findall(r"http://127\.0\.0\.1:8420(/[\w/]+)", text("Dockerfile")))
    assert path in {door.path for door in ROUTES if door.right is None}
    for copied in re.findall(r"^COPY (?!--from)(.+) \S+$", text("Dockerfile"), re.MULTILINE):
        for name in copied.split():
            assert (ROOT / name).exists(), name
            kept = name.strip("/").split("/")[0]
            assert f"!{kept}" in text("Dockerfile.dockerignore").splitlines(), name


def test_the_image_has_the_versions_that_are_tested() -> None:
    def pinned(name: str) -> dict[str, str]:
        lock = (ROOT / "lock" / name).read_text(encoding="utf-8")
        return dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))

    image, run, dev = pinned("image.txt"), pinned("run.txt"), pinned("dev.txt")
    assert {"uvicorn", "asyncpg", "argon2-cffi"} <= set(image)
    assert image == {name: run.get(name, dev.get(name)) for name in image}


def test_two_equal_nodes_stand_on_one_database_behind_one_proxy() -> None:
    found = compose()
    services = found["services"]
    assert services["one"] == services["two"]
    node = services["one"]
    assert node["read_only"] and node["cap_drop"] == ["ALL"] and "ports" not in node and "ports" not in services["db"]
    [store] = [word for word in node["command"] if word.startswith("--store=")]
    user, host = re.fullmatch(r"--store=postgresql://(\w+)@(\w+)/saywell", store).groups()  # type: ignore[union-attr]
    assert host in services and services[host]["environment"]["POSTGRES_USER"] == user
    assert node["environment"]["PGPASSWORD"] == services[host]["environment"]["POSTGRES_PASSWORD"]
    proxy = services["proxy"]
    assert node["environment"]["FORWARDED_ALLOW_IPS"] == proxy["networks"]["inside"]["ipv4_address"]
    for one in services.values():
        networks = one["networks"]
        assert set(networks) <= set(found["networks"])
        for volume in one.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in found["volumes"] or source.startswith("./")
        for other in one.get("depends_on", {}):
            assert other in services
    assert (DEPLOY / node["build"]["context"] / node["build"]["dockerfile"]).is_file()


def test_the_proxy_leads_to_the_nodes_and_keeps_the_figures_to_itself() -> None:
    config = text("nginx.conf")
    assert config.count("{") == config.count("}")
    assert re.findall(r"^\s+server (\w+):8420 ", config, re.MULTILINE) == ["one", "two"]
    assert re.search(r"location = /metrics \{\s+return 404;", config)
    assert "$request " not in config.partition("log_format")[2].partition(";")[0]
    ports = {port.split(":")[1] for port in compose()["services"]["proxy"]["ports"]}
    assert ports == set(re.findall(r"listen (\d+)", config))


def test_the_unit_has_what_a_unit_needs() -> None:
    found = unit()
    service = found["Service"]
    assert service["User"] not in ("", "root") and service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict" and service["UMask"] == "0077"
    folder = "/var/lib/" + service["StateDirectory"]
    assert f"--data {folder} " in service["ExecStart"] and service["WorkingDirectory"] == folder
    assert found["Install"]["WantedBy"] == "multi-user.target"


def test_the_unit_lets_the_process_of_lists_give_way_and_kills_nothing_for_asking() -> None:
    told = re.findall(r"^SystemCallFilter=(.*)$", text("saywell.service"), re.MULTILINE)
    assert told[0] == "@system-service" and "@resources" in told[1] and told[1].startswith("~")
    # `os.nice` asks the kernel for setpriority, which stands in @resources.
    assert "setpriority" in " ".join(told[2:]).split()
    assert unit()["Service"]["SystemCallErrorNumber"] == "EPERM"
