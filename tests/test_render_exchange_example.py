"""The example survey in every exchange format, and back."""

import pytest

from review import pipeline
from review.config import load_config
from review.model import Survey
from review.render.exchange import items
from tests.conftest import ROOT
from tests.test_render_exchange import back


@pytest.fixture(scope="module")
def example() -> Survey:
    """The works of the example survey, as they are before anything is said of them."""
    papers = pipeline.identify(load_config(ROOT), pipeline.remember(ROOT).works).papers
    return Survey(title="S", version="0", papers=papers)


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["csl-json", "ris", "csv"])
def test_all_works_of_the_example_come_back(format_: str, example: Survey) -> None:
    found = {record.detail("key"): record for record in back(format_, example)}
    assert len(found) == len(example.papers)
    for item in items(example):
        record, paper = found[item.paper.key], item.paper
        assert (record.title, record.authors) == (item.title, item.authors)
        assert record.authors_complete == paper.authors_complete
        assert (str(record.year or ""), record.venue) == (item.date[:4], item.container)
        assert (record.doi, record.arxiv, record.url) == (paper.doi, paper.arxiv, item.url)
        assert record.abstract.split() == item.abstract.split()
        assert record.detail("type") == item.type
        assert {name: record.detail(name) for name in item.facts} == item.facts
        assert dict(record.extra)["work"] == paper.id


@pytest.mark.slow
def test_no_abstract_of_the_example_changes_in_a_table(example: Survey) -> None:
    found = {record.detail("key"): record for record in back("csv", example)}
    assert all(found[paper.key].abstract == paper.abstract for paper in example.papers)
