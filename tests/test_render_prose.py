"""Sentences that cite several works, or name them by their titles, as Markdown."""

import re
from dataclasses import replace

from review.model import Paragraph, Quote
from review.render.book import Book, anchored
from review.render.prose import Prose
from review.text.titles import OPENINGS, named
from tests.survey_factory import BARE, HOSTILE, citation, finding, survey


def written(*quotes: Quote) -> str:
    book = Book(survey())
    ((_, text),) = Prose(book, "topics/leaf.md").blocks([Paragraph("works", quotes)])
    return str(text)


def test_every_work_that_a_sentence_cites_has_its_anchor() -> None:
    quotes = (Quote("A.", "p1", also=("p2", "p3")), Quote("B.", counted=True, also=("p2",)))
    (found,) = anchored([Paragraph("works", quotes)])
    assert [anchors for _, anchors in found] == [
        {"p1": "s-p1", "p2": "s-p2", "p3": "s-p3"},
        {"p2": "s-p2-2"},
    ]


def test_a_sentence_that_several_works_say_cites_them_all() -> None:
    told = written(replace(citation("p3"), also=("p4",)))
    assert told.startswith("[O'Neil")
    assert re.search(r"train &#124; them \(also \[O.*, 2023\]\(.*\{ #s-p4 \.cite \}\)\.$", told)
    found = written(replace(finding("p3"), also=("p4", "p5")))
    assert re.search(r" \(\[O.*, 2022\].*#s-p3 .*; \[.*, 2023\].*#s-p4 .*#s-p5 .*\)\.$", found)


def test_works_named_by_their_titles_are_cited_and_linked() -> None:
    text = named([("p4", HOSTILE[4]), (BARE.key, BARE.title)], OPENINGS[0])
    told = written(Quote(text, counted=True, also=("p4", BARE.key)))
    assert told.startswith("*Also filed here:*{ .counted } “&#96;code&#96; ")
    assert "{ #s-p4 .cite }) and [“No abstract, no author”](" in told
    assert told.endswith(f"{{ #s-{BARE.key} .cite }}.")


def test_other_counted_sentences_are_set_apart_whole() -> None:
    assert written(Quote("Two works: 3*4.", counted=True)) == "*Two works: 3&#42;4.*{ .counted }"


def test_a_work_is_found_where_it_is_cited_without_being_quoted() -> None:
    listed = Quote(named([("p4", "x")], OPENINGS[0]), counted=True, also=("p4",))
    whole = survey()
    written_anew = tuple(
        replace(section, paragraphs=(Paragraph("works", (listed,)),), table=())
        for section in whole.sections
    )
    book = Book(replace(whole, sections=written_anew, overview=()))
    prose = Prose(book, "papers/p4.md")
    assert "root.md#s-p4" in str(prose.cited_in("p4")[0][1])
    assert not any(piece.quoted for piece in prose.segments(book.papers["p4"]))
