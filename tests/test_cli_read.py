"""`review read`: what may be named, what is echoed, what the report holds."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from review.cli.read import echo
from review.model import Dropped, Origin, Problem, Source
from tests.conftest import ROOT, review

PROSE = "We study a small thing. It is shown that the thing is small, in three ways."


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "b.txt").write_text(f"A Title\n\n{PROSE}\n", "utf-8")
    (folder / "deep" / "er" / "a.jsonl").write_text('{"title": "B"}\n{"title": "B"}\n', "utf-8")
    (folder / ".hidden.jsonl").write_text('{"title": "C"}\n', "utf-8")
    (folder / ".git" / "d.jsonl").write_text('{"title": "D"}\n', "utf-8")
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("inner.jsonl", '{"title": "E"}\n[1]\n')
    return folder


def test_read_tells_records_and_problems(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    done = review("read", *seeds, "-o", tmp_path / "records.jsonl", "--report", report)
    assert done.returncode == 0
    total = "432 records from 5 files (5 listing), 0 problems, 25 lines dropped"
    assert done.stderr.rstrip().endswith(total)
    assert len(lines((tmp_path / "records.jsonl").read_text("utf-8"))) == 432
    sources = json.loads(report.read_text("utf-8"))["sources"]
    assert [source["records"] for source in sources] == [116, 92, 87, 52, 85]
    assert all(dropped["reason"] for source in sources for dropped in source["dropped"])


def test_a_folder_is_read_in_order_of_name_without_hidden_files(pile: Path) -> None:
    done = review("read", pile)
    assert done.returncode == 0, done.stderr
    assert [line["title"] for line in lines(done.stdout)] == ["A Title", "E", "B", "B"]
    assert len({line["id"] for line in lines(done.stdout)}) == 4


def test_files_folders_patterns_and_standard_input_together(pile: Path) -> None:
    command = f"{sys.executable} -m review read '{pile}/**/*.jsonl' - {pile}/b.txt"
    done = subprocess.run(
        command, shell=True, cwd=ROOT, input='{"title": "S"}\n', capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert [line["title"] for line in lines(done.stdout)] == ["B", "B", "S", "A Title"]
    assert "<stdin>" in done.stderr


def test_a_packed_file_on_standard_input(pile: Path) -> None:
    command = f"gzip -c {pile}/b.txt | {sys.executable} -m review read -"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True)
    assert [line["title"] for line in lines(done.stdout)] == ["A Title"]


def test_a_pipe_is_read_as_a_file(pile: Path) -> None:
    command = f"{sys.executable} -m review read <(cat {pile}/b.txt)"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert [line["title"] for line in lines(done.stdout)] == ["A Title"]


@pytest.mark.parametrize("name", ["nothing.txt", "none/*.txt", "", "a**b"])
def test_what_is_not_there_is_named(name: str) -> None:
    done = review("read", name)
    assert done.returncode == 1
    assert f"{name or '.'}" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    done = review("read", tmp_path)
    assert done.returncode == 1
    assert done.stderr.strip() == f"review: {tmp_path}: no file is in this folder"


def test_the_echo_is_aligned_and_tells_what_was_left_out(pile: Path) -> None:
    (pile / "deep" / "picture.png").write_bytes(bytes(range(256)) * 4)
    done = review("read", pile, "-o", "/dev/null")
    echoed = done.stderr.replace(f"{pile}/", "").splitlines()
    assert echoed == [
        "b.txt              listing       1 records     0 problems      0 lines dropped",
        "c.zip/inner.jsonl  jsonl         1 records     1 problems      0 lines dropped",
        "    problem: line 2: is not a JSON object; nothing was read from it",
        "deep/er/a.jsonl    jsonl         2 records     0 problems      0 lines dropped",
        "deep/picture.png   unread        0 records     1 problems      0 lines dropped",
        "    problem: line 1: is binary, not text; nothing was read",
        "4 records from 4 files (2 jsonl, 1 listing, 1 unread), 2 problems, 0 lines dropped",
    ]


def test_the_echo_counts_what_is_alike_and_stops_somewhere() -> None:
    drops = tuple(Dropped(Origin("a", i), "12", "a number") for i in (3, 5, 9))
    problems = tuple(Problem(f"a:{i}", f"odd {i}") for i in range(1, 41))
    told = list(echo([Source("a", "listing", 1, drops, problems)]))
    assert told[1] == "    dropped: line 3 and 2 more: a number"
    assert told[2] == "    problem: line 1: odd 1"
    assert told[-2] == "    problem: 20 more of other kinds; --report writes them all"
    assert len(told) == 24


def test_text_of_a_file_commands_no_terminal() -> None:
    source = Source("a\x1b[2J", "", 0, problems=(Problem("a:1", "\x1b]0;x\x07 is\nodd"),))
    assert all(line.isprintable() for line in echo([source]))


def test_the_report_holds_every_line(pile: Path, tmp_path: Path) -> None:
    (pile / "b.txt").write_text(f"new\n\nMar 3\n\nA Title\n\n{PROSE}\n", "utf-8")
    report = tmp_path / "r.json"
    review("read", pile, "-o", "/dev/null", "--report", report)
    first, second, _ = json.loads(report.read_text("utf-8"))["sources"]
    assert [drop["text"] for drop in first["dropped"]] == ["new", "Mar 3"]
    assert first["dropped"][0]["origin"] == {"file": f"{pile}/b.txt", "line": 1}
    assert second["problems"] == [
        {
            "where": f"{pile}/c.zip/inner.jsonl:2",
            "message": "is not a JSON object; nothing was read from it",
        }
    ]
