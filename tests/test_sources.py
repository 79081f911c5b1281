"""Files to records: the table of formats, decoding, golden files found by one test."""

import json
from pathlib import Path

import pytest

from review.errors import SourceError
from review.model import Batch
from review.serial import to_plain
from review.sources import FORMATS, distinct, read_bytes, read_file, read_text

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/in.*"))
SEEDS = Path(__file__).parents[1] / "seeds"
PROSE = "We study a small thing. It is shown that the thing is small, in three ways."


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str) -> None:
    (source,) = (GOLDEN / case).glob("in.*")
    want = json.loads((GOLDEN / case / "out.json").read_text(encoding="utf-8"))
    assert to_plain(read_file(source, source.name)) == want


def test_the_table_names_each_format_once() -> None:
    names = [row.name for row in FORMATS]
    assert len(names) == len(set(names))
    assert names[-1] == "listing"


def test_each_format_has_a_golden_file() -> None:
    outs = [json.loads(path.read_text("utf-8")) for path in GOLDEN.glob("*/out.json")]
    assert {out["sources"][0]["format"] for out in outs} == {row.name for row in FORMATS}


def test_the_seeds_are_432_records_without_a_problem() -> None:
    batches = [read_file(path, path.name) for path in sorted(SEEDS.glob("*.txt"))]
    assert [len(batch.records) for batch in batches] == [116, 92, 87, 52, 85]
    assert [batch.problems for batch in batches] == [()] * 5
    for batch in batches:
        (source,) = batch.sources
        assert len(source.dropped) == 5
        assert [drop.origin.line for drop in source.dropped] == [1, 3, 5, 7, 9]
        assert all(drop.reason for drop in source.dropped)


def test_every_abstract_of_the_seeds_is_a_line_of_its_file() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for record in read_file(path, path.name).records:
            assert lines[record.origin.line - 1] == record.title
            assert record.abstract in lines


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 1, "is empty"),
        (b" \n\n", 1, "is empty"),
        (b"\xef\xbb\xbf", 1, "is empty"),
        (b"one\ntwo\n\x00\x01", 3, "is binary, not text; nothing was read"),
        (b"%PDF-1.7\nhello", 1, "is binary, not text; nothing was read"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 2, "is binary, not text; nothing was read"),
    ],
)
def test_nothing_to_read(tmp_path: Path, data: bytes, line: int, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    batch = read_file(path, "seeds/a.txt")
    assert batch.records == ()
    assert [problem.message for problem in batch.problems] == [message]
    assert batch.problems[0].where.startswith("seeds/a.txt:")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_do_not_matter(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"A Title of Ours{ending}{ending}{PROSE}{ending}".encode())
    (record,) = read_file(path, "a.txt").records
    assert (record.title, record.abstract, record.origin.line) == ("A Title of Ours", PROSE, 1)


def test_what_cannot_be_opened_is_the_persons_mistake(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.txt: cannot be opened"):
        read_file(tmp_path / "nowhere.txt", "nowhere.txt")
    with pytest.raises(SourceError, match="cannot be opened"):
        read_file(tmp_path, "folder")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ["x", "x.txt", "x.bib", "x.ris", "x.csv", "x.json", "x.md"])
def test_the_content_of_each_golden_file_tells_its_format(case: str, name: str) -> None:
    (source,) = (GOLDEN / case).glob("in.*")
    want = json.loads((GOLDEN / case / "out.json").read_text(encoding="utf-8"))["sources"][0]
    (got,) = read_bytes(source.read_bytes(), name).sources
    assert got.records == want["records"]
    assert got.format == want["format"] or source.suffix == ".jsonl"  # of any dialect


def test_content_decides_before_the_suffix() -> None:
    assert read_text('{"title": "A"}\n', "a.txt").sources[0].format == "jsonl"
    assert read_text(f"A Title\n\n{PROSE}\n", "a.jsonl").sources[0].format == "listing"
    assert read_text("hello\n", "a.txt").sources[0].format == "listing"
    assert read_text("[oops\n", "a.jsonl").sources[0].format == "jsonl"


@pytest.mark.parametrize("name", ["a.jsonl", "<stdin>"])
def test_broken_lines_do_not_hide_the_format(name: str) -> None:
    text = '{"title": "A"}\n' + "broken\n" * 30 + f"{PROSE}\n" + '{"title": "B"}\n'
    batch = read_text(text, name)
    assert [record.title for record in batch.records] == ["A", "B"]
    assert len(batch.problems) == 31


def test_a_broken_start_does_not_hide_what_the_suffix_says() -> None:
    text = f"{PROSE}\n" + "[1, 2]\n" * 30 + '{"title": "B"}\n'
    assert [record.title for record in read_text(text, "a.jsonl").records] == ["B"]
    assert read_text(text, "a.txt").sources[0].format == "listing"


@pytest.mark.parametrize("text", ["hello", "#!/bin/sh\nexit 0\n", "<svg></svg>"])
def test_an_unknown_format_is_a_problem(text: str) -> None:
    batch = read_text(text, "a.xyz")
    assert batch.records == ()
    assert "no known format" in batch.problems[0].message


def test_ids_made_from_content_are_distinct_and_do_not_depend_on_position() -> None:
    once = read_text(f"A Title\n\n{PROSE}\n", "a.txt")
    twice = read_text(f"A Title\n\n{PROSE}\n\nB Title\n\n{PROSE}\n\nA Title\n\n{PROSE}\n", "b.txt")
    ids = [record.id for record in twice.records]
    assert ids[0] == once.records[0].id
    assert ids[2] == f"{ids[0]}-2"
    assert len(set(ids)) == 3


def test_stated_ids_are_never_touched() -> None:
    batch = read_text('{"id": 1, "title": "A"}\n{"id": 1, "title": "A"}\n', "a.jsonl")
    assert [record.id for record in batch.records] == [1, 1]


def test_distinct_spans_files() -> None:
    batch = read_text(f"A Title\n\n{PROSE}\n", "a.txt")
    both = distinct(Batch(batch.records * 2, batch.sources * 2))
    assert len({record.id for record in both.records}) == 2
    assert both.sources == batch.sources * 2
