"""One folder of many formats that state the same works: each once, with all that is known."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from review.cli import main
from review.config import Config, Settings
from review.model import Author, Paper
from review.pipeline import identify

ABSTRACT = (
    "Wanderers lose their way in fog. We introduce a map that is read by touch, and show that it"
    " halves the time in which eighty walkers find home."
)
BIB = """\
@article{wren2021maps,
  title = {Maps for Wanderers: Reading by Touch},
  author = {Wren, Ada and {\\"O}rn, Bo},
  journal = {Journal of Invented Walks},
  year = {2021}, volume = {7}, number = {2}, pages = {11--29},
  doi = {10.99999/jiw.2021.7}
}
@inproceedings{lark2019bells,
  title = {Bells that Count Sheep}, author = {Lark, Cy}, booktitle = {Proc. of Imagined Farms},
  year = {2019}, pages = {1--4}
}
"""
RIS = """\
TY  - JOUR
TI  - Maps for wanderers: reading by touch.
AU  - Wren, A
AU  - Örn, B
AU  - Finch, Dee
PY  - 2021
JO  - Journal of Invented Walks
SN  - 1234-5679
DO  - https://doi.org/10.99999/JIW.2021.7
ER  -
"""
PUBMED = f"""\
PMID- 98765432
DP  - 2021
TI  - Maps for Wanderers: Reading by Touch.
PG  - 11-29
AB  - {ABSTRACT}
FAU - Wren, Ada
AU  - Wren A
JT  - Journal of Invented Walks
AID - 10.99999/jiw.2021.7 [doi]
"""
CSV = """\
Title,Authors,Year,Source title,DOI
Bells That Count Sheep,"Lark, C.",2019,Proc. of Imagined Farms,10.99999/farm.4
"""
DUMP = f"""\
Maps for Wanderers: Reading by Touch

{ABSTRACT}

A Lamp that Listens to Moths

Moths fly to light and sing. We present a lamp that hears them and dims before they arrive.
"""
PREPRINT = json.dumps(
    {
        "title": "Maps for Wanderers: Reading by Touch",
        "authors": ["Ada Wren", "Bo Örn"],
        "year": 2020,
        "venue": "arXiv",
        "doi": "10.48550/arXiv.2003.01234",
        "extra": {"type": "preprint", "pages": "1-40"},
    }
)
FILES = {
    "a.bib": BIB, "b.ris": RIS, "c.nbib": PUBMED, "d.csv": CSV, "e.txt": DUMP, "f.jsonl": PREPRINT
}  # fmt: skip


@pytest.fixture
def works(tmp_path: Path) -> dict[str, Paper]:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = identify(Config(tmp_path, Settings("x", seeds=("*",)), ()), ())
    return {paper.title.split()[0].casefold(): paper for paper in found.papers}


def test_each_work_once(works: dict[str, Paper]) -> None:
    assert {name: len(paper.records) for name, paper in works.items()} == {
        "maps": 5, "bells": 2, "a": 1
    }  # fmt: skip


def test_the_union_of_what_is_known(works: dict[str, Paper]) -> None:
    maps = works["maps"]
    assert maps.abstract.startswith("Wanderers lose")
    assert maps.authors[:2] == (Author("Wren", "Ada"), Author("Örn", "Bo"))
    assert [author.family for author in maps.authors[2:]] == ["Finch"], "no author is lost"
    assert (maps.doi.casefold(), maps.arxiv) == ("10.99999/jiw.2021.7", "2003.01234")
    assert (maps.year, maps.venue, maps.venue_year) == (2020, "Journal of Invented Walks", 2021)
    assert maps.detail("pmid") == "98765432"
    assert (maps.detail("volume"), maps.detail("number")) == ("7", "2")
    assert maps.detail("pages") == "11-29", "of the journal, not of the preprint"
    assert maps.detail("type") == "article"
    assert maps.detail("issn") == "1234-5679"
    assert maps.key == "wren2021maps", "the key of the file is kept"
    bells = works["bells"]
    assert (bells.doi, bells.detail("pages")) == ("10.99999/farm.4", "1-4")


def test_both_versions_are_kept_and_each_field_says_whose_it_is(works: dict[str, Paper]) -> None:
    maps = works["maps"]
    preprint, published = maps.versions
    assert (preprint.preprint, preprint.year, preprint.arxiv) == (True, 2020, "2003.01234")
    assert (published.preprint, published.year) == (False, 2021)
    assert published.venue == "Journal of Invented Walks"
    assert [origin.file for origin in preprint.records] == ["f.jsonl"]
    assert {origin.file for origin in published.records} == {"a.bib", "b.ris", "c.nbib"}
    said = {one.field: one.source.partition(":")[0] for one in maps.provenance}
    assert (said["venue"], said["volume"], said["pmid"]) == ("a.bib", "a.bib", "c.nbib")
    assert (said["arxiv"], said["year"]) == ("f.jsonl", "f.jsonl")
    assert said["abstract"] in ("c.nbib", "e.txt")
    assert {origin.file for origin in maps.records} == FILES.keys() - {"d.csv"}


def test_the_report_names_each_record_and_what_is_from_it(tmp_path: Path) -> None:
    lines = (
        {"id": 1, "title": "Maps for Wanderers", "doi": "10.99999/1", "abstract": ABSTRACT},
        {"id": "b", "title": "Maps for Wanderers", "doi": "10.99999/1", "venue": "Walks"},
        {"id": 3, "title": "A Lamp that Listens to Moths"},
    )
    found = tmp_path / "records.jsonl"
    found.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    told = tmp_path / "report.json"
    done = CliRunner().invoke(
        main, ["dedupe", str(found), "-o", str(tmp_path / "works"), "--report", str(told)]
    )
    assert done.exit_code == 0, done.output
    report = json.loads(told.read_text("utf-8"))
    assert (report["records"], report["works"]) == (3, 2)
    (merged,) = report["merged"]
    assert merged["evidence"] == ["same DOI 10.99999/1"]
    assert [(one["id"], one["line"], one["fields"]) for one in merged["records"]] == [
        (1, 1, ["title", "abstract", "doi"]),
        ("b", 2, ["venue"]),
    ]
