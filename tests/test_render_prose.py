"""Sentences that cite several works, or name them by their titles, as Markdown."""

import re
from dataclasses import replace

from review.model import Edit, Paragraph, Quote
from review.render.book import Book, anchored
from review.render.prose import Prose
from review.text.titles import OPENINGS, named
from tests.survey_factory import BARE, HOSTILE, citation, finding, survey


def written(*quotes: Quote, **fields: object) -> str:
    book = Book(survey(**fields))  # type: ignore[arg-type]
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


# ── numbers ──────────────────────────────────────────────────────────────────────────────────


def shown(*quotes: Quote) -> str:
    """The text of a paragraph of a survey that cites by numbers, without targets and anchors."""
    told = re.sub(r"\]\([^)]*\)\{[^}]*\}", "]", written(*quotes, citations="numbered"))
    return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), told)


def test_the_numbers_of_a_page_follow_its_first_citations() -> None:
    book = Book(survey(citations="numbered"))
    numbers = book.numbers["topics/leaf.md"]
    cited = book.cited["topics/leaf.md"]
    assert [numbers[key] for key in cited] == list(range(1, len(cited) + 1))
    rest = [key for key in book.listed["topics/leaf.md"] if key not in cited]
    assert rest == [BARE.key, "p99"], "what is filed and not cited comes after"
    assert numbers[BARE.key] == len(cited) + 1
    assert book.numbers["index.md"] == {"p0": 1}, "each page has its own"
    assert Book(survey()).numbers == {}


def test_a_narrative_citation_keeps_the_name_and_takes_the_number() -> None:
    number = Book(survey(citations="numbered")).numbers["topics/leaf.md"]["p3"]
    assert shown(citation("p3")).startswith(f"[O'Neil_* and Ü & Co | Ltd [{number}]] introduces")
    own = Quote("[@p3]'s way.", "p3", 0, 2, (Edit("possessive", 0, 2, "[@p3]'s"),))
    assert shown(own) == f"[O'Neil_* and Ü & Co | Ltd's [{number}]] way."


def test_numbers_stand_in_brackets_of_their_own() -> None:
    numbers = Book(survey(citations="numbered")).numbers["topics/leaf.md"]
    several = shown(replace(finding("p3"), also=("p4", "p5")))
    assert several.endswith(
        " [[{}]], [[{}]], [[{}]].".format(*(numbers[f"p{i}"] for i in (3, 4, 5)))
    )
    also = shown(replace(citation("p3"), also=("p4",)))
    assert also.endswith(f" (also [[{numbers['p4']}]]).")


def test_works_named_by_their_titles_take_numbers_too() -> None:
    numbers = Book(survey(citations="numbered")).numbers["topics/leaf.md"]
    text = named([("p4", "One"), (BARE.key, BARE.title)], OPENINGS[0])
    told = shown(Quote(text, counted=True, also=("p4", BARE.key)))
    assert told.endswith(
        f"“One” [[{numbers['p4']}]] and “No abstract, no author” [[{numbers[BARE.key]}]]."
    )


def test_a_page_without_references_cites_by_author_and_year() -> None:
    book = Book(survey(citations="numbered"))
    assert "Ltd (2022)]" in Prose(book, "glossary.md").cite("p3")


# ── what a card shows ────────────────────────────────────────────────────────────────────────


def test_a_preview_tells_what_a_work_does_and_its_topic() -> None:
    prose = Prose(Book(survey()), "topics/leaf.md")
    told = prose.preview("p3")
    assert told.startswith('<span class="does" data-topic="A *leaf* {topic}" hidden>O\'Neil&#95;')
    assert told.endswith(" Ltd (2022) introduces BOOT, a way to train &#124; them.</span>")
    assert prose.preview(BARE.key) == (
        '<span class="does" data-topic="A *leaf* {topic}" hidden></span>'
    )
    assert prose.preview("p99").startswith('<span class="does" hidden>')


def test_what_is_known_of_neither_is_no_preview() -> None:
    made = survey(assignments=(), extracts=())
    assert Prose(Book(made), "topics/leaf.md").preview("p3") == ""
