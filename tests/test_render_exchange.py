"""What is written for other programs: CSL-JSON, RIS, CSV and JSON Lines, read back as written."""

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.model import (
    UNPLACED,
    Assignment,
    Author,
    Edit,
    Excerpt,
    Extract,
    Page,
    Paper,
    Record,
    Survey,
    Topic,
)
from review.render import csl, csvfile, jsonfile, paperlines, ris
from review.render.exchange import Item, facts_alone, items, one_line, sentence, told, topic_tag
from review.sources import read_text
from tests.survey_factory import HOSTILE, citation, survey

Render = Callable[[Survey, Path | None], Iterable[Page]]
FORMATS: dict[str, Render] = {
    "csl-json": csl.render, "ris": ris.render, "csv": csvfile.render, "jsonl": paperlines.render,
}  # fmt: skip

TEXT = "We present BOOT, a way to train. It is 12% faster; see [1]."


def work(key: str = "gu2023boot", **fields: object) -> Paper:
    stated: dict[str, object] = {
        "id": f"w-{key}", "key": key, "title": "BOOT: Training", "abstract": TEXT,
        "authors": (Author("Gu", "Jiatao"), Author("van der Maaten", "L. J. P.")), "year": 2023,
    }  # fmt: skip
    return Paper(**{**stated, **fields})  # type: ignore[arg-type]


def details(**fields: object) -> tuple[tuple[str, object], ...]:
    return tuple(fields.items())


def world(*papers: Paper, **fields: object) -> Survey:
    """A survey of the papers, all filed by the program under a topic of two levels."""
    said = Excerpt("[@{}] present BOOT, a way to train.", 0, 32, (Edit("subject", 0, 2, "[@{}]"),))
    taxonomy = (
        Topic("root", "All; of <it>", topics=(Topic("leaf", "Vision / language, speech"),)),
    )
    assigned = tuple(Assignment(p.key, "leaf", True, 0.8349) for p in papers)
    extracts = tuple(
        Extract(
            p.key,
            citation=replace(
                said,
                text=said.text.format(p.key),
                edits=(replace(said.edits[0], to=f"[@{p.key}]"),),
            ),
        )
        for p in papers
        if p.abstract
    )
    given_: dict[str, object] = {
        "title": "S", "version": "0", "papers": papers, "taxonomy": taxonomy,
        "assignments": assigned, "extracts": extracts,
    }  # fmt: skip
    return Survey(**{**given_, **fields})  # type: ignore[arg-type]


def written(render: Render, made: Survey) -> str:
    (page,) = render(made, None)
    return page.text


def back(format_: str, made: Survey) -> tuple[Record, ...]:
    batch = read_text(written(FORMATS[format_], made), "x")
    assert [source.format for source in batch.sources] == [format_]
    assert batch.problems == ()
    return batch.records


STATED = work(
    authors=(Author("O'Neil-Smith", "Zoë"), Author("The X Team and Friends"), Author("OpenAI")),
    authors_complete=False,
    venue="Journal of Things",
    doi="10.1000/xyz(1)",
    arxiv="2306.05544",
    url="https://example.org/a_(b)?x=1&y=2",
    extra=details(
        type="article", volume="12", number="3", pages="45-67", issn="1234-567X",
        published="2023-05-01", keywords=["deep learning", "x-ray, in vivo"], note="Read twice.",
        pmid="12345678", pmcid="PMC123456", openalex="W123456", s2="abc123", language="en",
        primary_class="cs.LG", retracted=True, publisher="Press",
        editors=[{"family": "Ed", "given": "Ith"}],
    ),
)  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS)
def test_every_fact_comes_back(format_: str) -> None:
    (record,) = back(format_, world(STATED))
    for name in ("title", "authors", "authors_complete", "year", "venue", "doi", "arxiv", "url"):
        assert getattr(record, name) == getattr(STATED, name), name
    assert record.abstract == TEXT
    assert record.detail("key") == "gu2023boot"
    extra, stated = dict(record.extra), dict(STATED.extra)
    assert {name: extra.get(name) for name in stated} == stated
    assert {name: extra[name] for name in extra if "topic" in name or name == "work"} == {
        "topic": "leaf",
        "topic_path": "All; of <it> / Vision / language, speech",
        "topic_by": "model",
        "topic_confidence": "0.8",
        "work": "w-gu2023boot",
    }
    assert extra["contribution"] == "O'Neil-Smith et al. (2023) present BOOT, a way to train."
    assert extra["contribution_span"] == "0-32"


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_not_known_is_not_written(format_: str) -> None:
    bare = work(authors=(), year=None, abstract="")
    (record,) = back(format_, replace(world(bare), assignments=(), taxonomy=()))
    assert (record.authors, record.year, record.venue, record.abstract) == ((), None, "", "")
    extra = {name for name, _ in record.extra} - {"TY", "M3"}
    assert extra <= {"key", "type", "work"}
    assert "Anonymous" not in written(FORMATS[format_], world(bare))


@pytest.mark.parametrize("format_", FORMATS)
def test_papers_outside_of_all_topics_say_so(format_: str) -> None:
    outside = Assignment("gu2023boot", "leaf", False, 0.1)
    pinned = Assignment("b", "leaf", True, 1.0, by="person")
    made = replace(world(work(), work("b")), assignments=(outside, pinned))
    second, first = (dict(record.extra) for record in back(format_, made))
    assert (first["topic"], first["topic_by"]) == (UNPLACED, "model")
    assert "topic_path" not in first
    assert (second["topic"], second["topic_by"]) == ("leaf", "person")
    assert "topic_confidence" not in second


@pytest.mark.parametrize("render", [*FORMATS.values()])
@pytest.mark.parametrize("abstracts", ["quoted", "none"])
def test_abstracts_stay_home_unless_they_may_be_shown(render: Render, abstracts: str) -> None:
    text = written(render, world(work(), abstracts=abstracts))
    assert "12% faster" not in text
    assert "present BOOT, a way to train." in text


@pytest.mark.parametrize("render", [*FORMATS.values(), jsonfile.render])
def test_the_order_of_the_papers_changes_nothing(render: Render) -> None:
    papers = [work(f"k{number}") for number in range(9)]
    shuffled = papers[:]
    random.Random(1).shuffle(shuffled)
    if render is not jsonfile.render:
        assert written(render, world(*papers)) == written(render, world(*shuffled))
    assert written(render, world(*papers)) == written(render, world(*papers))


@pytest.mark.parametrize("format_", FORMATS)
def test_titles_that_try_to_break_a_file(format_: str) -> None:
    made = survey((*HOSTILE, "x\nER  - \nTY  - JOUR", '"], {"id": 1', "=cmd|' /C calc'!A0", "'=1"))
    found = {record.detail("key"): record for record in back(format_, made)}
    for item in items(made):
        record = found[item.paper.key]
        if format_ == "jsonl":
            assert record.title == " ".join(item.paper.title.split())
        elif item.title != "---":  # a table takes a rule for nothing
            assert record.title == item.title


# ── made papers ──────────────────────────────────────────────────────────────────────────────

LETTERS = st.text("abcdefgh éüßøłñ漢字ΨЖ", min_size=3, max_size=12).map(one_line)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).map(one_line)
FAMILY = LETTERS.filter(lambda text: len(text) > 3 and " " not in text).map(str.capitalize)
GIVEN = st.sampled_from(["Ada", "J. R.", "Jean-Luc", "X.", "Mary Ann", "Đức"])
PEOPLE = st.lists(
    st.builds(Author, FAMILY, GIVEN) | st.just(Author("The Q Group")), max_size=5, unique=True
)
TITLES = WORDS.filter(lambda text: len(re.findall(r"\w", text)) > 3)
PAPERS = st.builds(
    lambda title, people, year, venue, all_, number: work(
        title=title,
        authors=tuple(people),
        authors_complete=all_ or not people,
        year=year,
        venue=f"Venue {venue}".strip(),
        doi=f"10.1000/{number}",
        abstract=f"An abstract. {title}",
        extra=details(type="article", volume=str(number), pages=f"{number}-{number + 9}"),
    ),
    TITLES, PEOPLE, st.integers(1900, 2030), LETTERS, st.booleans(), st.integers(1, 999),
)  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=60)
@given(paper=PAPERS)
def test_made_papers_come_back(format_: str, paper: Paper) -> None:
    made = world(paper)
    (item,) = items(made)
    (record,) = back(format_, made)
    title = " ".join(paper.title.split()) if format_ == "jsonl" else item.title
    assert record.title == title
    assert (record.authors, record.authors_complete) == (item.authors, paper.authors_complete)
    assert (record.year, record.doi) == (paper.year, paper.doi)
    assert record.venue == (paper.venue if format_ == "jsonl" else item.container)
    assert record.abstract.split() == paper.abstract.split()
    for name in ("volume", "pages", "type", "key"):
        assert record.detail(name) == {**dict(paper.extra), "key": paper.key}[name]


# ── the formats themselves ───────────────────────────────────────────────────────────────────


def test_ris_has_a_value_a_line_and_the_tags_of_its_readers() -> None:
    lines = written(ris.render, world(STATED)).split("\n")
    assert lines[:5] == [
        "TY  - JOUR",
        "ID  - gu2023boot",
        "TI  - BOOT: Training",
        "AU  - O'Neil-Smith, Zoë",
        "AU  - The X Team and Friends,",
    ]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
    assert lines[-2:] == ["ER  - ", ""]
    assert {"PY  - 2023", "DA  - 2023/05/01/", "SP  - 45", "EP  - 67", "AU  - et al."} <= set(lines)


def test_csl_is_valid_in_what_citeproc_reads() -> None:
    (item,) = json.loads(written(csl.render, world(STATED)))
    assert item["type"] == "article-journal"
    assert item["issued"] == {"date-parts": [[2023, 5, 1]]}
    assert item["author"][0] == {"family": "O'Neil-Smith", "given": "Zoë"}
    assert item["author"][1:] == [
        {"literal": "The X Team and Friends"}, {"literal": "OpenAI"}, {"literal": "et al."},
    ]  # fmt: skip
    assert item["id"] == item["citation-key"] == "gu2023boot"
    assert "\nCitation Key: gu2023boot\n" in item["note"]
    assert item["page"] == "45-67"


def test_preprints_are_preprints() -> None:
    made = world(work(arxiv="2306.05544"))
    (item,) = json.loads(written(csl.render, made))
    assert (item["type"], item["number"], item["publisher"]) == (
        "article", "arXiv:2306.05544", "arXiv",
    )  # fmt: skip
    assert item["URL"] == "https://arxiv.org/abs/2306.05544"
    assert "TY  - UNPD\n" in written(ris.render, made)
    for format_ in FORMATS:
        assert back(format_, made)[0].arxiv == "2306.05544"


def test_a_table_has_a_mark_stable_columns_and_no_formula() -> None:
    titles = ("=1+1", "+1", "-1", "@SUM(A1)", "'=quoted", "'quoted'", "\t=tab")
    text = written(csvfile.render, world(*(work(f"k{i}", title=t) for i, t in enumerate(titles))))
    assert text.startswith("\ufeffcitation key,title,authors,year,")
    header, *rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert tuple(header) == csvfile.COLUMNS
    assert all(len(row) == len(header) for row in rows)
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")]
    assert [row[1] for row in rows] == [
        "'=1+1", "'+1", "'-1", "'@SUM(A1)", "''=quoted", "'quoted'", "'=tab",
    ]  # fmt: skip
    assert [record.title for record in read_text(text, "a.csv").records] == [
        one_line(title) for title in titles
    ]


def test_paper_lines_are_what_the_stages_read() -> None:
    (line,) = map(json.loads, written(paperlines.render, world(STATED)).splitlines())
    assert line["id"] == "gu2023boot"
    assert line["authors"][0] == {"given": "Zoë", "family": "O'Neil-Smith"}
    assert line["extra"]["topic"] == "leaf"


# ── sentences and notes ──────────────────────────────────────────────────────────────────────


def one(made: Survey) -> Item:
    return items(made)[0]


def test_a_sentence_names_its_work() -> None:
    made = world(work())
    item = one(made)
    assert (
        item.decision.contribution == "Gu and van der Maaten (2023) present BOOT, a way to train."
    )
    assert told(item) == (
        "Contribution: Gu and van der Maaten (2023) present BOOT, a way to train."
        " (characters 0-32 of the abstract)"
        " [living-review: key=gu2023boot; work=w-gu2023boot; topic=leaf;"
        " path=All%3B of %3Cit%3E / Vision %2F language, speech; by=model; confidence=0.8]"
    )
    assert topic_tag(item) == "topic: Vision / language, speech"


def test_what_is_copied_by_hand_holds_no_decision_and_no_abstract() -> None:
    item = facts_alone(one(world(STATED)).paper)
    text = ris.entry(item)
    assert "living-review" not in text + json.dumps(csl.entry(item))
    assert "Contribution" not in text
    assert "topic: " not in text
    assert TEXT not in text
    (record,) = read_text(text, "a.ris").records
    assert (record.title, record.authors) == (STATED.title, STATED.authors)


def test_a_sentence_in_parentheses_and_what_only_looks_like_one() -> None:
    from review.render.citations import Citations

    made = survey()
    quote = citation("p0")
    found = sentence(Excerpt(quote.text, quote.start, quote.end, quote.edits), Citations.of(made))
    assert found.startswith("O'Neil_* and Ü & Co | Ltd (2019) introduces BOOT")
    plain = Excerpt("It cites [@p0] itself.", 0, 22, ())
    assert sentence(plain, Citations.of(made)) == "It cites [@p0] itself."
