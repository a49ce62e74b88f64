"""`saywell import`: a file comes in, what cannot be used is told, and it goes out again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CUSTOMERS = "客户号,姓名,手机,勿扰\nC1,王强,13800138000,是\n,李女士,1.38E+10,\n"


def saywell(*arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "saywell", "--locale", "en", *map(str, arguments)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == code and "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def data(tmp_path: Path) -> Path:
    saywell("centre", "bank", "-s", "bank", "--data", tmp_path / "data")
    return tmp_path / "data"


def test_a_file_is_looked_at_brought_in_listed_and_taken_back(data: Path, tmp_path: Path) -> None:
    file, errors = tmp_path / "客户.csv", tmp_path / "errors.csv"
    file.write_bytes(CUSTOMERS.encode("gb18030"))
    place = ("--centre", "bank", "--data", data)
    looked = saywell("import", "contacts", file, *place, "--preview")
    assert "2 rows: 1 new, 0 changed, 0 the same, 1 faulty" in looked.stdout and "phones ← 手机" in looked.stdout
    assert "row 3: “1.38E+10”" in looked.stderr and saywell("import", "list", *place).stdout == ""
    done = saywell("import", "contacts", file, *place, "--errors", errors)
    assert "李女士" in errors.read_text(encoding="utf-8-sig") and "王强" not in errors.read_text(encoding="utf-8-sig")
    id = done.stdout.split()[-1]
    again = saywell("import", "contacts", file, *place)
    assert "0 new, 0 changed, 1 the same" in again.stdout
    assert saywell("import", "list", *place).stdout.count("contacts") == 2
    reason = ("--reason", "asked in writing")
    assert "王强" in saywell("customer", "export", "--phone", "13800138000", *place, *reason).stdout
    assert f"{id} is taken back" in saywell("import", "undo", id, "--data", data).stdout
    left = saywell("customer", "export", "--phone", "13800138000", *place, *reason).stdout
    assert "王强" not in left and '"on": false' in left, "the list of those who are not called knows that they may be"


def test_what_cannot_be_is_told_in_one_line(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(CUSTOMERS, encoding="utf-8")
    place = ("--centre", "bank", "--data", data)
    for arguments, told in (
        (("contacts", tmp_path / "none.csv", *place), "none.csv"),
        (("contacts", file, "--centre", "no", "--data", data), "no"),
        (("contacts", file, *place, "--map", "name=甲"), "甲"),
        (("contacts", file, *place, "--errors", tmp_path / "e.txt"), "e.txt"),
        (("orders", file, *place), "id"),
        (("undo", "none", "--data", data), "no such import"),
    ):
        done = saywell("import", *arguments, code=1)
        assert told in done.stderr and len(done.stderr.splitlines()) == 1
