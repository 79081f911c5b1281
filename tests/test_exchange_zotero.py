"""Keys and topics survive the way through Zotero: its import, its export, our reading."""

from pathlib import Path

import pytest

from review.cli.streams import read_examples
from review.identity import assign_keys, merge
from review.model import Author, Record
from review.render import csl, ris
from review.sources import read_text
from tests.test_render_exchange import STATED, details, work, world, written
from tests.zotero import EXPORT, IMPORT

WRITE = {"ris": ris.render, "csl-json": csl.render}
WAYS = [("ris", theirs) for theirs in EXPORT]
WAYS += [("csl-json", theirs) for theirs in EXPORT if theirs != "ris"]
"""What stands in Extra alone is in no RIS file that Zotero writes; our RIS file has a note too."""

PAPERS = (
    STATED,
    work("old-key", title="A preprint: 100% of R&D_a", arxiv="2401.00001"),
    work("li2020llm", title="BERT is a Conference Paper", venue="ACL", venue_year=2020,
         authors=(Author("Li", "X."),), doi="10.1000/1",
         extra=details(type="inproceedings", pages="1-9")),
    work("team", authors=(Author("OpenAI"),), abstract=""),
)  # fmt: skip


def through(ours: str, theirs: str) -> dict[str, Record]:
    """The records that come back, by the work that each says it is."""
    items = IMPORT[ours](written(WRITE[ours], world(*PAPERS)))
    batch = read_text(EXPORT[theirs](items), "export")
    assert [source.format for source in batch.sources] == [theirs]
    assert len(batch.records) == len(PAPERS)
    return {str(dict(record.extra)["work"]): record for record in batch.records}


@pytest.mark.parametrize(("ours", "theirs"), WAYS)
def test_decisions_come_back(ours: str, theirs: str) -> None:
    found = through(ours, theirs)
    for paper in PAPERS:
        record = found[str(paper.id)]
        extra = dict(record.extra)
        assert extra["key"] == paper.key
        assert extra["topic"] == "leaf"
        assert extra["topic_path"] == "All; of <it> / Vision / language, speech"
        assert (extra["topic_by"], extra["topic_confidence"]) == ("model", "0.8")
        assert record.arxiv == paper.arxiv
        if paper.abstract and (ours, theirs) != ("ris", "csl-json"):  # which has no notes
            assert extra["contribution"].endswith("present BOOT, a way to train.")  # type: ignore[union-attr]
            assert extra["contribution_span"] == "0-32"


@pytest.mark.parametrize(("ours", "theirs"), WAYS)
def test_so_do_the_facts_that_zotero_keeps(ours: str, theirs: str) -> None:
    found = through(ours, theirs)
    for paper in PAPERS:
        record = found[str(paper.id)]
        assert record.title == paper.title
        assert record.year == 2020 if paper.venue_year else paper.year
        assert record.doi == paper.doi
        assert record.abstract == paper.abstract
        assert record.authors[0] == paper.authors[0]
    stated = found["w-gu2023boot"]
    assert stated.venue == "Journal of Things"
    assert stated.authors_complete is False
    assert (stated.detail("volume"), stated.detail("pages")) == ("12", "45-67")
    assert (stated.detail("pmid"), stated.detail("s2")) == ("12345678", "abc123")
    assert stated.detail("note") == ("" if (ours, theirs) == ("ris", "csl-json") else "Read twice.")
    assert stated.detail("type") == "article"


@pytest.mark.parametrize("theirs", ["ris", "csv"])
def test_the_topic_is_a_tag_and_no_keyword(theirs: str) -> None:
    found = through("ris", theirs)
    assert dict(found["w-gu2023boot"].extra)["keywords"] == ["deep learning", "x-ray, in vivo"]
    assert "keywords" not in dict(found["w-team"].extra)


def test_a_bibliography_parts_keywords_at_commas_and_loses_the_topic_among_them() -> None:
    found = through("ris", "bibtex")
    assert dict(found["w-gu2023boot"].extra)["keywords"] == ["deep learning", "x-ray", "in vivo"]


@pytest.mark.parametrize("ours", IMPORT)
def test_zotero_knows_the_key(ours: str) -> None:
    items = IMPORT[ours](written(WRITE[ours], world(work())))
    assert str(items[0]["extra"]).startswith("Citation Key: gu2023boot\n")
    assert "{gu2023boot," in EXPORT["bibtex"](items)


def test_what_a_person_adds_in_zotero_stays_her_note() -> None:
    items = IMPORT["ris"](written(ris.render, world(work())))
    items[0]["notes"].append("<p>My own <b>thought</b>.</p>")
    items[0]["tags"].append("to read")
    for theirs in ("ris", "csv"):
        (record,) = read_text(EXPORT[theirs](items), "export").records
        assert record.detail("note") == "My own thought ."
        assert dict(record.extra)["keywords"] == ["to read"]
        assert record.detail("key") == "gu2023boot"


@pytest.mark.parametrize(("ours", "theirs"), WAYS)
def test_a_survey_of_what_comes_back_keeps_its_keys(ours: str, theirs: str) -> None:
    records = list(through(ours, theirs).values())
    assert {paper.key for paper in assign_keys(merge(records))} == {paper.key for paper in PAPERS}


def test_topics_that_come_back_are_examples(tmp_path: Path) -> None:
    made = world(*PAPERS)
    for theirs in EXPORT:
        path = tmp_path / f"export.{theirs}"
        path.write_text(EXPORT[theirs](IMPORT["ris"](written(ris.render, made))), "utf-8")
        examples = read_examples(str(path), made.taxonomy)
        assert [example.topic for example in examples] == ["leaf"] * len(PAPERS)
