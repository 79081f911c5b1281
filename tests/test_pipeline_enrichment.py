"""Facts of snapshots and services reach the records they mean, in files and in survey folders."""

import json
import lzma
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from review.config import load_config
from review.model import Origin, Problem, Provenance, Record, Work
from review.pipeline import enrich_records, identify
from tests.conftest import copy_inputs, cut_seeds

TITLE = "Echo: Copying Attention Between Neighbouring Layers of Language Models"


def record(line: int, title: str = TITLE, **fields: Any) -> Record:
    return Record(**{"id": f"r{line}", "title": title, "origin": Origin("p.jsonl", line), **fields})


def snapshot(path: Path, *rows: dict[str, Any]) -> Path:
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(lzma.compress(text.encode()))
    return path


def test_records_of_one_work_gain_together(tmp_path: Path) -> None:
    records = [record(1, doi="10.1000/a"), record(2, year=2020), record(3, "Bees in the Dark")]
    file = snapshot(tmp_path / "s.jsonl.xz", {"title": "x", "doi": "10.1000/a", "venue": "Hive"})
    done = enrich_records(records, [file])
    assert [work.id for work in done.works] == ["r1", "r2", "r3"]
    assert [work.venue for work in done.works] == ["Hive", "Hive", ""]
    assert [work.records for work in done.works] == [(one.origin,) for one in records]
    assert [work.doi for work in done.works] == ["10.1000/a", "10.1000/a", ""]


def test_what_services_state_is_joined_like_all_else(tmp_path: Path) -> None:
    seen: list[Sequence[Work]] = []

    def asked(works: Sequence[Work]) -> list[Record | Problem]:
        seen.append(works)
        stated = Record(id=1, title=TITLE, year=2023, origin=Origin("openalex:0123456789ab", 1))
        return [stated, Problem("arxiv:1", "does not answer")]

    file = snapshot(tmp_path / "s.jsonl.xz", {"title": TITLE, "year": 2023})
    done = enrich_records([record(1), record(2)], [file], asked)
    assert len(seen[0]) == 1  # the two records are one work, asked about once
    assert done.problems == (Problem("arxiv:1", "does not answer"),)
    assert {note.confidence for note in done.works[0].provenance} == {"high"}


def test_the_provenance_of_an_earlier_run_is_kept() -> None:
    note = {"field": "year", "source": "s.jsonl:1", "confidence": "high"}
    (work,) = enrich_records([record(1, extra=(("provenance", [note]), ("a", 1)))], []).works
    assert work.provenance == (Provenance("year", "s.jsonl:1", "high"),)
    assert work.extra == (("a", 1),)
    (work,) = enrich_records([record(1, extra=(("provenance", ["mine"]),))], []).works
    assert work.extra == (("provenance", ["mine"]),)


def test_a_folder_is_filled_from_a_packed_snapshot_with_slips(tmp_path: Path) -> None:
    root = copy_inputs(tmp_path)
    cut_seeds(root, 6)
    (root / "review.yml").write_text(
        'title: "T"\nseeds: ["seeds/*.txt"]\nmetadata: ["seeds/facts.jsonl.xz"]\n', "utf-8"
    )
    (root / "seeds" / "metadata.jsonl").unlink()
    titles = [paper.title for paper in identify(load_untold(root), ()).papers]
    longest = max(titles, key=len)
    word = max(longest.split(), key=len)
    noisy = longest.replace(word, word[:4] + word[5:])
    snapshot(
        root / "seeds" / "facts.jsonl.xz",
        {"title": noisy, "year": 2021, "retracted": True},
        {"title": "A Work That Is Not in the Folder", "year": 1999},
    )
    corpus = identify(load_config(root), ())
    (paper,) = [one for one in corpus.papers if one.year]
    assert (paper.title, paper.year, len(corpus.papers)) == (longest, 2021, len(titles))
    assert Provenance("year", "seeds/facts.jsonl.xz:1", "medium") in paper.provenance
    where = "seeds/facts.jsonl.xz:1"
    assert Problem(where, f"{longest!r} was retracted") in corpus.problems


def load_untold(root: Path) -> Any:
    """Return the configuration of the folder while it has no snapshot yet."""
    told = (root / "review.yml").read_text("utf-8")
    (root / "review.yml").write_text(told.partition("metadata:")[0], "utf-8")
    config = load_config(root)
    (root / "review.yml").write_text(told, "utf-8")
    return config
