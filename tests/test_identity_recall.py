"""Ids and keys stay: whatever is added, shuffled, renamed, merged or parted again."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.identity import assign_keys, dump_lock, load_lock, merge
from review.identity.recall import SPLIT, recall
from review.model import Author, Origin, Paper, Record, Remembered
from review.sources import read_file

SEEDS = Path(__file__).parents[1] / "seeds"
TITLE = "Sparse Attention for Very Long Documents"
ABSTRACT = "Transformers read documents slowly. We introduce attention that looks at less. " * 2
OTHER = "Bees find flowers by colour. This survey counts which of them prefer blue to yellow. " * 2
ADA, JAN, MEI = Author("Noor", "Ada"), Author("de Wit", "Jan"), Author("Tan", "Mei")


def record(number: int, title: str = TITLE, **fields: Any) -> Record:
    origin = fields.pop("origin", Origin("a.jsonl", number))
    return Record(**{"id": number, "title": title, **fields}, origin=origin)


def publish(
    records: list[Record], ledger: tuple[Remembered, ...], path: Path
) -> tuple[dict[int, tuple[str, str]], tuple[Remembered, ...]]:
    """Return id and key by record, and the ledger as it is read from what was written."""
    papers = assign_keys(merge(records), ledger)
    (path / "review.lock").write_text(dump_lock(papers, ledger), "utf-8")
    kept = {int(m): (str(p.id), p.key) for p in papers for m in p.members}
    return kept, load_lock(path / "review.lock")


@pytest.mark.parametrize(
    ("first", "better"),
    [
        ({"abstract": ABSTRACT}, {"title": f"{TITLE}: a Study", "abstract": ABSTRACT}),
        ({"doi": "10.1000/x"}, {"title": "Attention, Renamed", "doi": "10.1000/X", "year": 2024}),
        ({}, {"doi": "10.1000/x", "authors": (ADA, JAN), "year": 2024}),
        ({"title": TITLE.upper()}, {"authors": (ADA,), "abstract": ABSTRACT}),
        (
            {"extra": (("pmid", "123"),)},
            {"title": "Attention, Renamed", "extra": (("pmid", "123"),), "abstract": ABSTRACT},
        ),
    ],
)
def test_a_better_record_changes_neither_id_nor_key(
    first: dict[str, Any], better: dict[str, Any], tmp_path: Path
) -> None:
    before, ledger = publish([record(1, **first)], (), tmp_path)
    both = [record(1, **first), record(2, **better), replace(record(3, **better), id=3)]
    after, ledger = publish(both, ledger, tmp_path)
    assert after == {1: before[1], 2: before[1], 3: before[1]}
    alone, _ = publish([record(2, **better)], ledger, tmp_path)
    assert alone == {2: before[1]}, "also when the first record is gone"


def test_a_second_work_of_the_same_title_takes_nothing_from_the_first(tmp_path: Path) -> None:
    first = record(1, authors=(ADA,), abstract=ABSTRACT)
    before, ledger = publish([first], (), tmp_path)
    second = record(2, authors=(MEI,), abstract=OTHER)
    after, ledger = publish([second, first], ledger, tmp_path)
    assert after[1] == before[1]
    assert after[2][0] != after[1][0]
    again, _ = publish([first, second], ledger, tmp_path)
    assert again == after
    assert publish([second], ledger, tmp_path)[0] == {2: after[2]}


def test_a_new_work_under_the_id_of_an_old_one_gets_another(tmp_path: Path) -> None:
    old = record(1, doi="10.1000/x", title="An Old Title of Bees", abstract=ABSTRACT)
    before, ledger = publish([old], (), tmp_path)
    moved = replace(old, title="A Quite Different Name")
    new = record(2, title="An Old Title of Bees", doi="10.1000/y", abstract=OTHER)
    after, ledger = publish([moved, new], ledger, tmp_path)
    assert after[1] == before[1]
    assert after[2][0] != before[1][0]
    assert publish([new, moved], ledger, tmp_path)[0] == after


def test_joined_works_go_on_under_the_older_key_and_part_again(tmp_path: Path) -> None:
    early = record(1, authors=(ADA,), year=2021, doi="10.1000/x")
    late = record(2, "Attention, Renamed", authors=(ADA,), year=2023, arxiv="2301.00001")
    before, ledger = publish([early, late], (), tmp_path)
    assert (before[1][1], before[2][1]) == ("noor2021sparse", "noor2023attention")
    bridge = record(3, doi="10.1000/x", arxiv="2301.00001", year=2022)
    for _ in range(2):
        after, ledger = publish([late, bridge, early], ledger, tmp_path)
        assert set(after.values()) == {before[1]}
        (paper,) = assign_keys(merge([early, late, bridge]), ledger)
        assert paper.aliases == ("noor2023attention",)
        assert [line.into for line in ledger if line.key == "noor2023attention"] == [before[1][0]]
    again, ledger = publish([late, early], ledger, tmp_path)
    assert again == before
    assert [line.into for line in ledger] == ["", ""]


def test_what_was_split_off_leaves_the_key_to_the_rest() -> None:
    one, two = record(1, abstract=ABSTRACT), record(2, doi="10.1000/x", abstract=ABSTRACT)
    (whole,) = assign_keys(merge([one, two]))
    ledger = load(whole)
    (out,), (rest,) = merge([one]), merge([two])
    out = replace(out, evidence=(f"{SPLIT} (curation.yml:2)",))
    found = recall([out, replace(rest, id="w1")], ledger)
    assert found[0].line is None
    assert found[1].line == ledger[0]


def load(paper: Paper) -> tuple[Remembered, ...]:
    return (Remembered(str(paper.id), paper.key, marks=paper.marks),)


def test_a_phrase_instead_of_an_abstract_tells_nothing(tmp_path: Path) -> None:
    old = record(1, "Old Bees and Flowers", abstract="[No abstract available.]")
    _, ledger = publish([old], (), tmp_path)
    new = record(2, "New Documents and Words", abstract="[No abstract available.]")
    after, _ = publish([new], ledger, tmp_path)
    assert after[2][1] == "new-documents"


# ── whatever is done to the files ────────────────────────────────────────────────────────────

titles = [TITLE, f"{TITLE}: a Study", "Editorial", "Bees and Flowers", "Bees & Flowers in Spring"]
entries: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    title=st.sampled_from(titles),
    authors=st.sampled_from([(), (ADA,), (ADA, JAN), (MEI,)]),
    year=st.sampled_from([None, 2020, 2024]),
    doi=st.sampled_from(["", "", "10.1000/a", "10.1000/b"]),
    arxiv=st.sampled_from(["", "", "2401.00001"]),
    abstract=st.sampled_from(["", ABSTRACT, OTHER]),
    extra=st.sampled_from([(), (("pmid", "7"),), (("key", "mine2020"),), (("pages", "1-2"),)]),
)


def moved(records: list[Record], shuffler: random.Random) -> list[Record]:
    """Return the records in other files, on other lines, in another order."""
    files = [f"{shuffler.random()}.bib" for _ in range(3)]
    some = [
        replace(one, origin=Origin(shuffler.choice(files), shuffler.randrange(10_000)))
        for one in records
    ]
    shuffler.shuffle(some)
    return some


@settings(max_examples=150)
@given(st.lists(entries, max_size=7), st.randoms(use_true_random=False))
def test_shuffled_and_renamed_files_give_the_same_keys(
    lines: list[dict[str, Any]], shuffler: random.Random
) -> None:
    records = [record(i, **line) for i, line in enumerate(lines)]
    want = sorted(paper.key for paper in assign_keys(merge(records)))
    assert sorted(paper.key for paper in assign_keys(merge(moved(records, shuffler)))) == want


@settings(max_examples=150)
@given(
    lines=st.lists(entries, min_size=1, max_size=6),
    more=st.lists(entries, max_size=4),
    shuffler=st.randoms(use_true_random=False),
)
def test_no_published_key_is_lost_when_records_are_added(
    lines: list[dict[str, Any]],
    more: list[dict[str, Any]],
    shuffler: random.Random,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("lock")
    records = [record(i, **line) for i, line in enumerate(lines)]
    before, ledger = publish(records, (), path)
    same, again = publish(moved(records, shuffler), ledger, path)
    assert {key for _, key in same.values()} == {key for _, key in before.values()}
    assert [replace(line, into="") for line in again] == list(ledger)
    added = [record(i, **line) for i, line in enumerate(more, len(lines))]
    papers = assign_keys(merge(moved([*records, *added], shuffler)), ledger)
    kept = {key for paper in papers for key in (paper.key, *paper.aliases)}
    former = {line.key for line in ledger}
    assert len({paper.id for paper in papers}) == len({p.key for p in papers}) == len(papers)
    assert all(key in kept for key in former)


def test_the_seeds_keep_their_keys(tmp_path: Path) -> None:
    paths = sorted(SEEDS.glob("*.txt"))
    records = [r for path in paths for r in read_file(path, path.name).records]
    records = [replace(one, id=i) for i, one in enumerate(records)]
    shuffler = random.Random(7)
    fresh = {p.key for p in assign_keys(merge(records))}
    assert {p.key for p in assign_keys(merge(moved(records, shuffler)))} == fresh
    half = [one for one in records if int(one.id) % 2]
    before, ledger = publish(half, (), tmp_path)
    after, ledger = publish(moved(records, shuffler), ledger, tmp_path)
    assert all(after[i] == kept for i, kept in before.items())
    better = [
        record(1_000 + i, one.title.upper(), abstract=one.abstract + ".", doi=f"10.1000/{i}")
        for i, one in enumerate(records[::7])
    ]
    final, _ = publish([*better, *records], ledger, tmp_path)
    assert all(final[i] == kept for i, kept in after.items())
