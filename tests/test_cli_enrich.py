"""`review enrich`: files and services fill what is missing; a preview shows it first."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Done, review
from tests.stub_service import Stub

TITLE = "Echo: Copying Attention Between Neighbouring Layers of Language Models"
BEES = "Bees in the Dark and What They Remember of It"
PAPERS: list[dict[str, Any]] = [
    {"id": 7, "title": TITLE.replace("Copying", "Copyign"), "year": 2023},
    {"id": "b", "title": BEES, "doi": "10.1000/bees"},
    {"id": "c", "title": "A Title of Which Nobody Knows"},
    {"id": "b", "title": BEES, "doi": "10.1000/bees", "abstract": "Bees dance."},
]
OPENALEX = {
    "meta": {"count": 1},
    "results": [
        {
            "id": "https://openalex.org/W77",
            "doi": "https://doi.org/10.1000/bees",
            "title": BEES,
            "publication_year": 2021,
            "is_retracted": True,
            "authorships": [{"author": {"display_name": "Mei Tan"}}],
        }
    ],
}
ATOM = f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>
<entry><id>http://arxiv.org/abs/2301.00001v2</id><title>{TITLE}</title>
<summary>We copy attention.</summary><published>2023-01-05T00:00:00Z</published>
<author><name>Ada Noor</name></author></entry></feed>
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS), "utf-8")
    return path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line]


def test_a_snapshot_fills_each_record_under_its_own_id(papers: Path, tmp_path: Path) -> None:
    snapshot = tmp_path / "s.bib"
    snapshot.write_text(
        f"@article{{x, title={{{TITLE}}}, author={{Noor, Ada}}, year=2024, volume=3}}\n"
        "@article{y, title={Renamed}, doi={10.1000/BEES}, author={Tan, Mei}, year=2021}\n",
        "utf-8",
    )
    done = review("enrich", papers, "--from", snapshot)
    assert done.returncode == 0
    found = lines(done.stdout)
    assert [line["id"] for line in found] == [7, "b", "c", "b"]
    assert [line.get("year") for line in found] == [2023, 2021, None, 2021]
    assert [line["abstract"] for line in found] == ["", "", "", "Bees dance."]
    assert {"field": "authors", "source": f"{snapshot}:1", "confidence": "medium"} in found[0][
        "provenance"
    ]
    assert "provenance" not in found[2]
    assert f"{snapshot}:1: year: '2024', not '2023'" in done.stderr
    assert "2 papers gain 9 fields, 1 conflict" in done.stderr


def test_what_was_enriched_stays_as_it_is(papers: Path, tmp_path: Path) -> None:
    snapshot = tmp_path / "s.jsonl"
    snapshot.write_text(json.dumps({"title": BEES, "year": 2021}) + "\n", "utf-8")
    once = tmp_path / "once.jsonl"
    review("enrich", papers, "--from", snapshot, "-o", once)
    again = review("enrich", once, "--from", snapshot)
    assert again.stdout == once.read_text("utf-8")


def test_a_dry_run_writes_a_table_instead(papers: Path, tmp_path: Path) -> None:
    snapshot = tmp_path / "s.jsonl"
    row = {"title": BEES, "year": 2021, "venue": "Hive\tReview", "confidence": "high"}
    snapshot.write_text(json.dumps(row) + "\n", "utf-8")
    done = review("enrich", papers, "--from", snapshot, "--dry-run")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert rows[0] == ["work", "title", "field", "value", "source", "confidence"]
    assert ["b", BEES, "year", "2021", f"{snapshot}:1", "high"] in rows
    assert ["b", BEES, "venue", "Hive Review", f"{snapshot}:1", "high"] in rows
    assert len(rows) == 5


def online(papers: Path, cache: Path, alex: Stub, arxiv: Stub, *more: str) -> Done:
    services = (f"--service=openalex={alex.address}", f"--service=arxiv={arxiv.address}")
    return review("enrich", papers, *services, "--cache", cache, *more)


def test_services_are_asked_once_and_remembered(
    papers: Path, tmp_path: Path, serve: Callable[..., Stub]
) -> None:
    alex, arxiv = serve(json.dumps(OPENALEX).encode()), serve(ATOM.encode())
    cache = tmp_path / "cache"
    mail = ("--online", "--mailto", "me@example.org")
    first = online(papers, cache, alex, arxiv, *mail)
    assert first.returncode == 0, first.stderr
    found = lines(first.stdout)
    assert found[0]["arxiv"].startswith("2301.00001")
    assert [one["family"] for one in found[1]["authors"]] == ["Tan"]
    assert found[1]["extra"]["retracted"] is True
    assert f"{BEES!r} was retracted" in first.stderr
    assert all(note["source"].split(":")[0] in ("openalex", "arxiv")
               for line in found for note in line.get("provenance", ()))  # fmt: skip
    assert "year" not in {note["field"] for note in found[0]["provenance"]}
    assert "mailto:me@example.org" in alex.agents[0]
    before = len(alex.asked), len(arxiv.asked)
    again = online(papers, cache, alex, arxiv, "--offline")
    assert (again.stdout, (len(alex.asked), len(arxiv.asked))) == (first.stdout, before)


def test_nothing_is_asked_without_online(
    papers: Path, tmp_path: Path, serve: Callable[..., Stub]
) -> None:
    stub = serve(b"{}")
    snapshot = tmp_path / "s.jsonl"
    snapshot.write_text(json.dumps({"title": BEES, "year": 2021}) + "\n", "utf-8")
    service = f"--service=openalex={stub.address}"
    done = review("enrich", papers, "--from", snapshot, service, "--cache", tmp_path / "c")
    assert (done.returncode, stub.asked) == (0, [])
    done = review("enrich", papers, "--offline", service, "--cache", tmp_path / "c")
    assert (done.returncode, stub.asked) == (0, [])
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ((), 2, "say where from"),
        (("--online", "--offline"), 2, "exclude each other"),
        (("--online", "--mailto", "me\nHost: x"), 2, "is no address"),
        (("--online", "--service", "elsewhere"), 2, "is none of openalex, arxiv"),
        (("--online", "--service", "arxiv=file:///etc"), 2, "is no address"),
        (("--from", "none.jsonl"), 1, "cannot be opened"),
    ],
)
def test_mistakes_are_one_clear_line(
    papers: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    done = review("enrich", papers, *options)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
