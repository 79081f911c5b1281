"""Snapshots are read line by line: what is wanted, and what is wrong, and nothing else is held."""

import bz2
import gzip
import json
import lzma
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from review.errors import SourceError
from review.model import Problem, Record
from review.sources import stream as module
from review.sources.stream import LONGEST, Found, stream

ROWS: list[dict[str, Any]] = [
    {"title": "Gloves of Sleeping Robots", "year": 2023, "authors": ["Ada Noor"]},
    {"title": "Echo", "doi": "https://doi.org/10.1000/X", "pmid": 77, "score": 1},
    {"title": "Bees in the Dark", "arxiv": "arXiv:2301.00001v2"},
]


def lines(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def found(path: Path, wanted: Callable[[Record], bool] = lambda _: True) -> list[Found]:
    return list(stream(path, path.name, wanted))


def titles(some: list[Found]) -> list[str]:
    return [one.title for one in some if isinstance(one, Record)]


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress)],
)
def test_packed_or_not_each_line_is_a_record(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / f"s.jsonl{suffix}"
    path.write_bytes(pack(lines(ROWS)))
    some = found(path)
    assert titles(some) == [row["title"] for row in ROWS]
    assert [str(one.origin) for one in some if isinstance(one, Record)] == [
        f"{path.name}:{i}" for i in (1, 2, 3)
    ]
    whole = [one for one in some if isinstance(one, Record)]
    assert (whole[0].year, str(whole[0].authors[0])) == (2023, "Ada Noor")
    assert (whole[1].doi, dict(whole[1].extra)) == ("10.1000/X", {"pmid": 77, "score": 1})


def test_only_what_is_wanted_is_read_by_title_and_identifiers(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_bytes(lines(ROWS))
    seen: list[Record] = []

    def wanted(record: Record) -> bool:
        seen.append(record)
        return record.title == "Echo"

    assert titles(found(path, wanted)) == ["Echo"]
    assert [(r.doi, r.arxiv, r.detail("pmid")) for r in seen] == [
        ("", "", ""),
        ("10.1000/X", "", "77"),
        ("", "2301.00001v2", ""),
    ]


def test_lines_of_a_service_are_known_by_their_own_names(tmp_path: Path) -> None:
    rows = [
        {"id": f"https://openalex.org/W{i}", "display_name": f"Echo {i}", "authorships": [],
         "ids": {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{i}"}, "is_retracted": i == 2}
        for i in (1, 2)
    ]  # fmt: skip
    path = tmp_path / "dump.txt"
    path.write_bytes(lines(rows))
    some = found(path, lambda record: record.title == "Echo 2")
    (record,) = [one for one in some if isinstance(one, Record)]
    assert dict(record.extra)["retracted"] is True


def test_bad_lines_are_problems_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    bad = [b'{"title": "Cut', b"[1]", b"\0\0", b"[" * 50_000, b'{"title": "caf\xe9"}', b""]
    path.write_bytes(lines(ROWS[:1]) + b"\n".join(bad) + b"\n" + lines(ROWS[1:]))
    some = found(path)
    problems = [one for one in some if isinstance(one, Problem)]
    assert [problem.where for problem in problems] == [f"s.jsonl:{i}" for i in (2, 3, 4, 5, 6)]
    assert titles(some) == [ROWS[0]["title"], "café", ROWS[1]["title"], ROWS[2]["title"]]


def test_a_line_of_fifty_megabytes_costs_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl.gz"
    huge = b'{"title": "' + b"x" * 50_000_000 + b'"}\n'
    path.write_bytes(gzip.compress(lines(ROWS) + huge + lines(ROWS), compresslevel=1))
    tracemalloc.start()
    some = found(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(titles(some)) == 6
    assert [one.where for one in some if isinstance(one, Problem)] == ["s.jsonl.gz:4"]
    assert peak < 4 * LONGEST


def test_what_unpacks_to_too_much_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HARMLESS", 100_000)
    path = tmp_path / "s.jsonl.xz"
    path.write_bytes(lzma.compress(lines(ROWS) + b" " * 5_000_000 + b"\n" + lines(ROWS)))
    some = found(path)
    assert len(titles(some)) == 3
    assert "unpacks to too much" in str(some[-1])


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_damaged_file_gives_what_stands_before(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "s.jsonl.gz"
    rows = [{"title": f"Echo {i}", "abstract": f"{i * i * 7919}" * 9} for i in range(9_000)]
    data = pack(lines(rows))
    path.write_bytes(data[: len(data) // 2])
    some = found(path)
    assert isinstance(some[-1], Problem)
    assert "damaged" in some[-1].message


def test_other_formats_are_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "s.bib"
    path.write_text("@misc{a, title={Echo}}\n@misc{b, title={Bees}}\n", "utf-8")
    assert titles(found(path, lambda record: record.title == "Bees")) == ["Bees"]
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"meta": {}, "results": [{"title": "A"}, {"title": "B"}]}))
    assert titles(found(path))[:1] != ["meta"]


def test_duplicates_of_one_id_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_bytes(lines([{"id": 1, "title": "Echo"}] * 3))
    assert titles(found(path)) == ["Echo"] * 3


def test_a_file_that_is_not_there_is_the_persons_mistake(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be opened"):
        found(tmp_path / "none.jsonl")
    with pytest.raises(SourceError, match="cannot be opened"):
        found(tmp_path)
