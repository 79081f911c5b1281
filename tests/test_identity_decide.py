"""Merges, splits and keys of a person: they hold, they are told of, and they can be undone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from review.config import Config, Curation, Merging, Renaming, Settings, Splitting
from review.identity import assign_keys, dump_lock, load_lock, renamed
from review.model import Paper, Problem, Remembered, Work
from review.pipeline import finder, identify

BEES = '{"title": "Bees and Their Flowers", "year": 2020, "authors": ["Ada Noor"]}\n'
COLOUR = '{"title": "Why Blue is Chosen", "year": 2022, "authors": ["Ada Noor"]}\n'
TWINS = (
    '{"title": "Maps for Wanderers", "doi": "10.1000/m", "year": 2021, "authors": ["Mei Tan"]}\n'
    '{"title": "Maps for Wanderers", "year": 2021, "authors": ["Mei Tan"]}\n'
    '{"title": "MAPS FOR WANDERERS", "year": 2021, "authors": ["Mei Tan"]}\n'
)


def papers(
    root: Path, ledger: Sequence[Remembered] = (), **said: Any
) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    (root / "a.jsonl").write_text(BEES + COLOUR + TWINS, "utf-8")
    config = Config(root, Settings("x", seeds=("*.jsonl",)), (), Curation(**said))
    found = identify(config, ledger)
    return found.papers, found.problems


def ledger_of(root: Path, found: Sequence[Paper], before: Sequence[Remembered] = ()) -> Any:
    (root / "review.lock").write_text(dump_lock(found, before), "utf-8")
    return load_lock(root / "review.lock")


def by_key(found: Sequence[Paper]) -> dict[str, list[str]]:
    return {paper.key: [str(origin) for origin in paper.records] for paper in found}


APART = {
    "noor2020bees": ["a.jsonl:1"],
    "noor2022blue": ["a.jsonl:2"],
    "tan2021maps": ["a.jsonl:3", "a.jsonl:4", "a.jsonl:5"],
}
JOIN = Merging(("noor2022blue", "Bees and their flowers"), "curation.yml:12")


def test_what_a_person_merges_is_one_and_parts_again(tmp_path: Path) -> None:
    found, _ = papers(tmp_path)
    assert by_key(found) == APART
    ledger = ledger_of(tmp_path, found)
    for names in (JOIN.papers, ("a.jsonl:1", "a.jsonl:2"), (str(found[0].id), "noor2022blue")):
        merged, problems = papers(tmp_path, ledger, merge=(Merging(names, "curation.yml:12"),))
        assert not problems
        assert by_key(merged) == {
            "noor2020bees": ["a.jsonl:1", "a.jsonl:2"],
            "tan2021maps": APART["tan2021maps"],
        }
        assert merged[0].aliases == ("noor2022blue",), "the older key stays"
        assert merged[0].evidence == ("merged by hand (curation.yml:12)",)
        later = ledger_of(tmp_path, merged, ledger)
        again, problems = papers(tmp_path, later, merge=(JOIN,))
        assert again == merged
        assert not problems
        assert dump_lock(again, later) == dump_lock(merged, ledger)
        assert by_key(papers(tmp_path, later)[0]) == APART, "without her word they part again"


def test_a_merge_wins_against_contradiction(tmp_path: Path) -> None:
    merged, problems = papers(tmp_path, merge=(Merging(("tan2021maps", "noor2020bees")),))
    assert not problems
    assert len(merged) == 2
    assert {author.family for author in merged[0].authors} == {"Noor", "Tan"}


def test_what_a_person_splits_stays_apart(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, papers(tmp_path)[0])
    split = Splitting("tan2021maps", ("a.jsonl:4",), "curation.yml:3")
    for _ in range(2):
        found, problems = papers(tmp_path, ledger, split=(split,))
        assert not problems
        parts = by_key(found)
        assert parts["tan2021maps"] == ["a.jsonl:3", "a.jsonl:5"], "the rest keeps the key"
        (out,) = (paper for paper in found if len(paper.records) == 1 and paper.year == 2021)
        assert out.evidence == ("split by hand (curation.yml:3)",)
        assert parts[out.key] == ["a.jsonl:4"]
        ledger = ledger_of(tmp_path, found, ledger)
    (tmp_path / "b.jsonl").write_text(TWINS, "utf-8")
    found, _ = papers(tmp_path, ledger, split=(split,))
    assert by_key(found)[out.key] == ["a.jsonl:4"], "records that are added join the rest"
    assert by_key(papers(tmp_path, ledger)[0])["tan2021maps"][:3] == APART["tan2021maps"]


def test_records_are_named_in_other_ways_too(tmp_path: Path) -> None:
    split = Splitting("a.jsonl:5", ("https://doi.org/10.1000/M",))
    found, problems = papers(tmp_path, split=(split,))
    assert not problems
    assert sorted(map(len, by_key(found).values())) == [1, 1, 1, 2]


def test_what_cannot_be_done_is_said_with_its_line(tmp_path: Path) -> None:
    found, problems = papers(
        tmp_path,
        merge=(
            Merging(("nobody", "noor2020bees"), "c:1"),
            Merging(("a.jsonl:3", "a.jsonl:4"), "c:2"),
        ),
        split=(
            Splitting("tan2021maps", ("a.jsonl:4",), "c:3"),
            Splitting("tan2021maps", ("a.jsonl:9",), "c:4"),
            Splitting("noor2020bees", ("a.jsonl:1",), "c:5"),
            Splitting("nobody", ("a.jsonl:1",), "c:6"),
        ),
        keys=(Renaming("noor2020bees", "noor2022blue", "c:7"), Renaming("none", "new", "c:8")),
    )
    assert [(one.where, one.message) for one in problems] == [
        (
            "c:4",
            "no record of 'tan2021maps' is called 'a.jsonl:9' (in split)"
            " (did you mean 'a.jsonl:5'?)",
        ),
        ("c:5", "'noor2020bees' has no other records; nothing was split"),
        ("c:6", "no work is called 'nobody' (in split)"),
        ("c:1", "no work is called 'nobody' (in merge)"),
        ("c:2", "would join what c:3 splits; nothing was merged"),
        ("c:7", "'noor2022blue' is or was the key of another work; 'noor2020bees' stays"),
        ("c:8", "no work is called 'none' (in keys)"),
    ]
    assert len(found) == 4


def test_a_changed_key_leaves_an_alias(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, papers(tmp_path)[0])
    said = (Renaming("noor2020bees", "noor2020flowers"),)
    for _ in range(2):
        found, problems = papers(tmp_path, ledger, keys=said)
        assert not problems
        (paper,) = (one for one in found if one.key == "noor2020flowers")
        assert paper.aliases == ("noor2020bees",)
        assert [one.key for one in found] == sorted(one.key for one in found)
        ledger = ledger_of(tmp_path, found, ledger)
    found, _ = papers(tmp_path, ledger)
    assert "noor2020flowers" in by_key(found), "the ledger keeps it"
    back, _ = papers(tmp_path, ledger, keys=(Renaming("noor2020flowers", "noor2020bees"),))
    assert by_key(back).keys() == APART.keys()


def test_no_key_is_taken_from_a_work_that_is_gone() -> None:
    (paper,) = assign_keys([Work(id="w1", title="Bees")])
    ledger = (Remembered("w9", "gone", aliases=("older",)),)
    for key in ("gone", "older"):
        said = (Renaming("bees", key, "c:1"),)
        found, (problem,) = renamed([paper], finder([paper]), said, ledger)
        assert found == (paper,)
        assert key in problem.message


def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path) -> None:
    _, problems = papers(
        tmp_path,
        merge=(Merging(("nor2020bees", "tan2021maps"), "c:1"),),
        split=(Splitting("tan2021map", ("a.jsonl:4",), "c:2"),),
        keys=(Renaming("noor2020be", "new", "c:3"),),
    )
    assert [(one.where, one.message.partition(") (")[2]) for one in problems] == [
        ("c:2", "did you mean 'tan2021maps'?)"),
        ("c:1", "did you mean 'noor2020bees'?)"),
        ("c:3", "did you mean 'noor2020bees'?)"),
    ]
