"""Hostile files: bounded time and memory, a problem, the rest read, whatever the format."""

import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.sources import FORMATS, MAX_FIELD, read_bytes, read_text
from review.sources.lines import LONGEST

PROSE = "We study a small thing. It is shown that the thing is small, in three ways."
Make = Callable[[str], str]
# A file of each format with three records, of which the second holds a text of any kind.
FILES: dict[str, Make] = {
    "listing": lambda text: (
        f"A Way to Learn\n\n{PROSE}\n\nC for the Others\n\n{text}\n\nB is About Us\n\n{PROSE}\n"
    ),
    "jsonl": lambda text: (
        f'{{"title":"A"}}\n{{"title":"C","abstract":"{text}"}}\n{{"title":"B"}}\n'
    ),
    "bibtex": lambda text: (
        f"@misc{{a,title={{A}}}}\n@misc{{c,title={{C}},abstract={{{text}}}}}\n"
        "@misc{b,title={B}}\n"
    ),
    "ris": lambda text: (
        "TY  - JOUR\nTI  - A\nER  - \n"
        f"TY  - JOUR\nTI  - C\nAB  - {text}\nER  - \nTY  - JOUR\nTI  - B\nER  - \n"
    ),
    "medline": lambda text: (
        f"PMID- 1\nTI  - A\n\nPMID- 2\nTI  - C\nAB  - {text}\n\nPMID- 3\nTI  - B\n"
    ),
    "wos": lambda text: (
        "FN Clarivate\nVR 1.0\nPT J\nTI A\nER\n\n"
        f"PT J\nTI C\nAB {text}\nER\n\nPT J\nTI B\nER\n\nEF\n"
    ),
    "csv": lambda text: f'title,abstract,year\nA,x,2020\nC,"{text}",2021\nB,y,2022\n',
    "markdown": lambda text: (
        "- [A of Ours](http://x.org/a)\n"
        f"- [C of Ours](http://x.org/c) - {text}\n- [B of Ours](http://x.org/b)\n"
    ),
}


def first_and_last(text: str, data: bytes | None = None) -> list[str]:
    batch = read_bytes(data or text.encode(), "a.txt")
    titles = [record.title[:1] for record in batch.records]
    return [title for title in titles if title in "AB"]


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
@pytest.mark.parametrize("unit", ["x", f"{PROSE} ", "- ", "a, ", "\t"])
def test_a_line_of_a_megabyte_is_told_and_the_rest_read(make: Make, unit: str) -> None:
    text = make(unit * (1_000_000 // len(unit)))
    start = time.process_time()
    batch = read_text(text, "a.txt")
    assert time.process_time() - start < 10
    assert first_and_last(text) == ["A", "B"]
    assert all(len(record.abstract) <= MAX_FIELD for record in batch.records)
    if unit.strip():
        assert any("characters" in problem.message for problem in batch.problems)


@pytest.mark.parametrize("name", ["listing", "ris"])
def test_a_line_of_fifty_megabytes(name: str) -> None:
    text = FILES[name](f"{PROSE} " * (50_000_000 // 77))
    start = time.process_time()
    batch = read_text(text, "a.txt")
    assert time.process_time() - start < 20
    assert len(batch.problems) >= 1
    assert sum(len(drop.text) for drop in batch.sources[0].dropped) < 10_000
    assert [record.title[0] for record in batch.records] == ["A", "C", "B"]


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_zero_bytes_are_told_and_the_rest_read(make: Make) -> None:
    data = make(f"{PROSE} In the mi\0ddle.").encode()
    batch = read_bytes(data, "a.txt")
    assert first_and_last("", data) == ["A", "B"]
    assert any("zero bytes" in problem.message for problem in batch.problems)
    assert all("\0" not in record.abstract for record in batch.records)


@pytest.mark.parametrize(
    "unit", ["[", '{"a":', '[{"a":', "((", "{", "{{", "<a>", "\\", "@a{", "$", '"']
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.bib", "a.xml", "a.csv", "a.txt", "a.ris"])
def test_deep_nesting_ends(unit: str, name: str) -> None:
    start = time.process_time()
    batch = read_text(unit * (200_000 // len(unit)), name)
    assert time.process_time() - start < 10
    assert batch.problems


@pytest.mark.parametrize("name", ["jsonl", "listing", "bibtex", "ris"])
def test_nesting_inside_one_record_leaves_the_others(name: str) -> None:
    assert first_and_last(FILES[name]("[" * 50_000 + "]" * 50_000))[0] == "A"


def test_fields_beyond_all_bounds_are_left_out_each_with_a_problem() -> None:
    long = "x" * (MAX_FIELD + 1)
    line: dict[str, object] = {
        "title": "A",
        "abstract": PROSE,
        "note": long,
        "authors": ["Ada Noor", long],
        "n": [1],
    }
    line["cells"] = [{"a": "xy"}] * MAX_FIELD
    batch = read_text(json.dumps(line) + "\n", "a.jsonl")
    (record,) = batch.records
    assert (record.title, record.abstract, record.extra) == ("A", PROSE, (("n", [1]),))
    assert (record.authors, record.authors_complete) == ((), False)
    assert [problem.message.split(":")[0] for problem in batch.problems] == [
        "note",
        "cells",
        "authors",
    ]


def test_a_long_line_of_a_listing_is_dropped_with_its_start() -> None:
    text = f"Title A\n\n{PROSE}\n\n{'y' * (LONGEST + 1)}\n\nTitle B\n\n{PROSE}\n"
    batch = read_text(text, "a.txt")
    assert [record.abstract for record in batch.records] == [PROSE, PROSE]
    (drop,) = batch.sources[0].dropped
    assert (drop.text, drop.reason) == ("y" * 500, "longer than 100,000 characters")
    assert [problem.where for problem in batch.problems] == ["a.txt:5"]


@given(st.sampled_from(FORMATS), st.binary(max_size=300), st.sampled_from(sorted(FILES)))
def test_no_bytes_crash_any_reader(row: object, noise: bytes, name: str) -> None:
    data = FILES[name](PROSE).encode()
    read_bytes(data[: len(data) // 2] + noise + data[len(data) // 2 :], "a.txt")


@given(st.sampled_from(range(len(FORMATS))), st.text(max_size=200))
def test_no_text_crashes_any_reader(index: int, text: str) -> None:
    row = FORMATS[index]
    row.sniff(text)
    row.holds(text)
    if text.strip():
        batch = row.read(text, "a.x")
        assert sum(source.records for source in batch.sources) == len(batch.records)
