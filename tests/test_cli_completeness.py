"""`review read --completeness` and `--todo`: of files, and of a survey folder; and back again."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from review.cli import main

WORKS: list[dict[str, Any]] = [
    {"id": 1, "title": "Boot: How to Start", "abstract": "We boot.", "authors": ["Ada Gu"],
     "year": 2023, "venue": "J", "doi": "10.1000/a"},
    {"id": 2, "title": "=cmd()|' /C calc'!A0", "abstract": "We run.", "year": 2020},
    {"id": 3, "title": "No Abstract", "authors": ["Bo Li"], "year": 2021, "venue": "J",
     "arxiv": "2101.00001"},
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "survey"
    (root / "seeds").mkdir(parents=True)
    (root / "review.yml").write_text("title: T\nseeds: [seeds/*.jsonl]\n", "utf-8")
    dump(root / "seeds" / "a.jsonl", WORKS[:2])
    dump(root / "seeds" / "b.jsonl", [WORKS[2], {**WORKS[1], "id": 4}])
    return root


def dump(path: Path, works: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(work) + "\n" for work in works), "utf-8")


def run(*arguments: str | Path) -> Result:
    done = CliRunner().invoke(main, ["read", *map(str, arguments)])
    assert "Traceback" not in done.output
    return done


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_table_by_file_and_of_all_works(folder: Path) -> None:
    done = run(folder, "--completeness")
    assert done.exit_code == 0, done.output
    table = [line.split() for line in done.stdout.splitlines()]
    assert table[0] == "lacking of title authors year venue identifier abstract".split()
    assert table[1:] == [
        "seeds/a.jsonl 2 0 0% 1 50% 0 0% 1 50% 1 50% 0 0%".split(),
        "seeds/b.jsonl 2 0 0% 1 50% 0 0% 1 50% 1 50% 1 50%".split(),
        "all records 4 0 0% 2 50% 0 0% 2 50% 2 50% 1 25%".split(),
        "works 3 0 0% 1 33% 0 0% 1 33% 1 33% 1 33%".split(),
        "2 of 3 works lack something".split(),
    ]
    assert len({len(line) for line in done.stdout.splitlines()[:-1]}) == 1, "in columns"


def test_this_folder_is_meant_where_none_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = run(folder, "--completeness").stdout
    monkeypatch.chdir(folder)
    assert run("--completeness").stdout == named
    monkeypatch.chdir(folder.parent)
    done = run("--completeness")
    assert done.exit_code == 1
    assert "no review.yml here" in done.stderr


def test_files_are_told_of_as_they_are(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "records.jsonl"
    done = run(folder / "seeds" / "b.jsonl", "--completeness", "-o", kept)
    assert done.stdout.split("\n")[2].startswith("works ")
    assert "all records" not in done.stdout, "of one file there is no sum"
    assert done.stderr == "", "what was read is told with the records"
    assert [json.loads(line)["id"] for line in kept.read_text("utf-8").split("\n") if line] == [
        3,
        4,
    ]


def test_the_list_to_fill_in_is_merged_back(folder: Path) -> None:
    path = folder / "seeds" / "todo.csv"
    done = run(folder, "--todo", path)
    assert done.exit_code == 0, done.output
    assert f"1 work to complete in {path}" in done.stderr
    assert path.read_bytes().startswith(b"\xef\xbb\xbfcitation key,title,authors,")
    (line,) = lines(path)
    assert line["title"] == "'=cmd()|' /C calc'!A0"
    assert [name for name, cell in line.items() if not cell] == [
        "authors", "venue", "doi", "arxiv", "url"
    ]  # fmt: skip
    filled = {**line, "authors": "Roe, Jane; Doe, Jo", "venue": "K", "doi": "10.1000/b"}
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, filled)
        writer.writeheader()
        writer.writerow(filled)
    with (folder / "review.yml").open("a", encoding="utf-8") as stream:
        stream.write("metadata: [seeds/todo.csv]\n")
    again = run(folder, "--todo", path)
    assert "1 of 3 works lack something" in again.stdout, "the abstract"
    assert "0 works to complete" in again.stderr
    assert lines(path) == []


def test_problems_of_files_are_told_all_the_same(folder: Path) -> None:
    path = folder / "seeds" / "b.jsonl"
    path.write_text(path.read_text("utf-8") + "[1]\n", "utf-8")
    for what in (path, folder):
        done = run(what, "--completeness")
        assert done.exit_code == 0
        assert "b.jsonl:3: is not a JSON object" in done.stderr


def test_works_of_files_go_by_the_id_of_their_record(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "todo.csv"
    run(folder / "seeds" / "a.jsonl", "--todo", path)
    assert [line["id"] for line in lines(path)] == ["2"]
    first = path.read_bytes()
    run(folder / "seeds" / "a.jsonl", "--todo", path)
    assert path.read_bytes() == first


def test_without_files_there_is_nothing_to_read() -> None:
    done = run()
    assert done.exit_code == 2
    assert "Missing argument" in done.stderr


def test_a_list_that_cannot_be_written_is_said(folder: Path) -> None:
    done = run(folder, "--todo", folder / "no" / "todo.csv")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr
