import html
import json
import re
import sys
from dataclasses import replace

import pytest

from review.model import Bibliography, Note, Provenance, Survey
from review.render.book import Book
from review.render.site import render
from tests.conftest import ROOT
from tests.survey_factory import BARE, HOSTILE, OUTSIDE, survey


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {page.path: page.text for page in render(survey(), ROOT)}


RAW = (
    "<script>", "<b>e", "<b>l", "<b>G", "<i>", "<z>", "](javascript", "](http://evil", "{{", "[TOC]"
)  # fmt: skip

# ── the pages ────────────────────────────────────────────────────────────────────────────────


def test_there_is_a_page_for_everything(pages: dict[str, str]) -> None:
    papers = {f"papers/{item.key}.md" for item in survey().papers}
    assert {path for path in pages if path.endswith(".md")} == papers | {
        "index.md", "topics/index.md", "topics/root.md", "topics/leaf.md", "topics/empty.md",
        "bibliography.md", "glossary.md", "methods.md", "placement.md",
        "completeness.md", "duplicates.md", "papers.md", "unplaced.md",
        "by/index.md", "by/comparison.md",
        "by/year/index.md", *(f"by/year/{year}.md" for year in range(2019, 2024)),
        "by/author/index.md", "by/author/zoe-b-o-neil.md", "by/author/u-co-ltd.md",
        "by/venue/index.md", "by/venue/conf-i.md",
    }  # fmt: skip
    assert {
        "assets/review.css",
        "assets/papers.js",
        "assets/cards.js",
        "assets/map.js",
        "assets/works.js",
        "assets/iframe-worker.js",
        "topics/leaf.bib",
    } <= set(pages)


def test_the_data_of_the_cards_is_a_line_a_work(pages: dict[str, str]) -> None:
    text = pages["assets/works.js"]
    works = json.loads(text.removeprefix("window.reviewWorks = "))
    assert list(works) == sorted(item.key for item in survey().papers)
    assert text.count("\n") == len(works) + 2
    assert all(len(facts) == 4 and facts[0] for facts in works.values())
    title, source, does, topic = works["p3"]
    assert title == "A | pipe | in | a title", "text, not markup"
    assert "(20" in source and "introduces BOOT" in does and topic == "A *leaf* {topic}"
    assert works[OUTSIDE.key][3] == ""


@pytest.mark.parametrize("name", ["glossary", "papers", "by/comparison", "unplaced", "topics/leaf"])
def test_pages_that_cite_have_cards(pages: dict[str, str], name: str) -> None:
    assert "assets/cards.js" in pages[f"{name}.md"]


def test_the_first_page_leads_to_the_pdf_where_there_is_one(pages: dict[str, str]) -> None:
    made = {page.path: page.text for page in render(replace(survey(), pdf=True), None)}
    assert '<a href="review.pdf">' in made["index.md"]
    assert "review.pdf" not in pages["index.md"]


def test_topics_have_a_bibliography_only_where_review_yml_wants_it() -> None:
    made = {page.path: page.text for page in render(
        replace(survey(), bibliography=Bibliography(per_topic=False)), None
    )}  # fmt: skip
    assert not [path for path in made if path.endswith(".bib")]
    assert ".bib)" not in made["topics/leaf.md"]


def test_every_page_has_one_title_and_ends_in_one_newline(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        if path.endswith(".md"):
            head, body = text.removeprefix("---\n").split("\n---\n", 1)
            assert head.startswith('title: "'), path
            assert len(re.findall(r"^(?:# |<h1 )", body, re.MULTILINE)) == 1, path
            assert text.endswith("\n"), path
            assert "\n\n\n" not in text, path
            assert not re.search(r"[ \t]$", text, re.MULTILINE), path


def test_nothing_hostile_is_left_raw(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        if path.endswith(".md"):
            body = text.split("\n---\n", 1)[1]
            shown = re.sub(r"<pre.*?</pre>", "", body, flags=re.DOTALL)
            for part in RAW:
                assert part not in shown, (path, part)


def test_a_topic_cites_its_works_both_ways(pages: dict[str, str]) -> None:
    leaf = pages["topics/leaf.md"]
    assert "{ #s-p0 .cite }" in leaf
    assert "[All &#38; &#60;everything&#62;](root.md)" in leaf
    for heading in ("literature", "findings", "limits", "comparison", "references", "bare", "also"):
        assert f"{{ #{heading} " in leaf, heading
    for key in (BARE.key, OUTSIDE.key, "p3"):
        assert f"](../papers/{key}.md){{ #ref-{key} .work }}" in leaf
    first = pages["papers/p3.md"]
    assert "](../topics/leaf.md#s-p3" in first
    assert "](../bibliography.md#p3)" in first
    assert "](topics/leaf.md#s-p3)" in pages["bibliography.md"]


def test_a_topic_tells_its_parts_in_order(pages: dict[str, str]) -> None:
    anchors = re.findall(r"^##+ .*\{ #(\S+)[^}]*\}$", pages["topics/leaf.md"], re.MULTILINE)
    assert anchors == [
        "literature", "theme-a-theme-x", "findings", "limits", "comparison", "central",
        "references", "filed", "bare", "also", "see-also",
    ]  # fmt: skip


def test_a_parent_shows_its_topics(pages: dict[str, str]) -> None:
    root = pages["topics/root.md"]
    assert "### [A &#42;leaf&#42; &#123;topic&#125;](leaf.md)" in root
    assert "*Some &#60;works&#62;, 2019–2023.*{ .counted }" in root
    assert "### [Nothing here](empty.md)" in root
    assert "No work is filed here yet." in pages["topics/empty.md"]


def test_the_abstract_shows_what_is_quoted_and_where(pages: dict[str, str]) -> None:
    text = pages["papers/p3.md"]
    marked = re.findall(r"<mark id=\"q\d+\">(.*?)</mark>", text)
    assert [part.split()[0] for part in marked] == ["However,", "BOOT"]
    assert '../topics/leaf.md#s-p3 "Quoted there"' in text
    assert "It fails on &#123;&#123; 7 &#42; 7 &#125;&#125; small data." in text


@pytest.mark.parametrize(
    ("abstracts", "whole", "quoted"),
    [("full", True, True), ("quoted", False, True), ("none", False, False)],
)
def test_abstracts_are_shown_as_the_person_says(abstracts: str, whole: bool, quoted: bool) -> None:
    made = survey(HOSTILE[:3], abstracts=abstracts)
    text = next(page.text for page in render(made, ROOT) if page.path == "papers/p1.md")
    assert ("small data" in text) is whole
    assert ("<mark " in text) is quoted
    assert ("## What it does { #does data-search-exclude }" in text) is whole
    assert ("## What it does { #does }" in text) is not whole


def test_sources_name_the_fields_that_they_state() -> None:
    made = survey(HOSTILE[:3])
    notes = [("title", "a:1", ""), ("year", "b|{{", "high"), ("venue", "a:1", "")]
    told = replace(made.papers[0], provenance=tuple(Provenance(*note) for note in notes))
    text = next(
        page.text for page in render(replace(made, papers=(told, *made.papers[1:])), ROOT)
        if page.path == f"papers/{told.key}.md"
    )  # fmt: skip
    assert "<li><code>a&#58;1</code>: title, venue</li>" in text
    assert "<li><code>b&#124;&#123;&#123;</code>: year (high confidence)</li>" in text


def test_a_work_without_abstract_or_author(pages: dict[str, str]) -> None:
    text = pages[f"papers/{BARE.key}.md"]
    assert "No abstract of this work is known." in text
    assert "](../topics/leaf.md#ref-p98), as a reference" in text
    assert ".byline" not in text


def test_a_work_outside_the_taxonomy(pages: dict[str, str]) -> None:
    text = pages[f"papers/{OUTSIDE.key}.md"]
    assert "[Outside the taxonomy](../unplaced.md)" in text
    assert "the best candidate is [A &#42;leaf&#42;" in text
    assert "](../unplaced.md#s-p99)" in text


def test_a_retracted_work_says_so_and_according_to_whom() -> None:
    note = Provenance("retracted", "<b>openalex</b>:1")
    made = survey(HOSTILE[:3])
    flagged = replace(made.papers[0], extra=(("retracted", True),), provenance=(note,))
    silent = replace(made.papers[1], extra=(("retracted", False),))
    papers = (flagged, silent, *made.papers[2:])
    pages = {page.path: page.text for page in render(replace(made, papers=papers), ROOT)}
    text = pages[f"papers/{flagged.key}.md"]
    assert "**Retracted.** According to &#60;b&#62;openalex" in text
    assert text.index("**Retracted.**") < text.index("BibTeX")
    assert not any("Retracted" in pages[f"papers/{paper.key}.md"] for paper in papers[1:])


def test_a_note_stands_on_the_page_it_is_about_as_text() -> None:
    notes = (
        Note("Read <b>this</b> first.\n\n# Not a heading", paper="p1"),
        Note("Of the {{ theme }}", topic="leaf"),
        Note("Outside", topic="unplaced"),
    )
    made = {page.path: page.text for page in render(survey(HOSTILE[:3], notes=notes), ROOT)}
    noted = {path for path, text in made.items() if 'class="remark"' in text}
    assert noted == {"papers/p1.md", "topics/leaf.md", "unplaced.md"}
    text = made["papers/p1.md"]
    assert "\nRead &#60;b&#62;this&#60;/b&#62; first.\n\n&#35; Not a heading\n" in text
    assert "&#123;&#123; theme" in made["topics/leaf.md"]


def test_the_topics_open_with_a_tree_of_links(pages: dict[str, str]) -> None:
    text = pages["topics/index.md"]
    figure = text[text.index("<figure") : text.index("</figure>")]
    assert figure.count("<svg ") == 1
    assert figure.count("](") == 3 + 1
    assert 'aria-label="All &amp; &lt;everything&gt;"' in figure
    assert "A &#42;leaf&#42; &#123;topic&#125;" in figure
    assert '">16 works</text>](root.md)' in figure
    assert '">16</text>](leaf.md)' in figure
    assert '">0</text>](empty.md)' in figure


def test_the_page_of_placement_names_what_to_look_at(pages: dict[str, str]) -> None:
    text = pages["placement.md"]
    assert "16 works filed under 1 topic, 0 of them by a person; 16 filed with little" in text
    assert "| 0.5–0.6 | 17 | 0.50 | 8 | 0 | 0 |" in text
    assert "No person has filed a work yet" in text
    assert text.count('class="doubt"') == 17
    assert "#### [Placed nowhere](papers/p99.md) { #at-p99 data-search-exclude }" in text
    assert "next best [Nothing here](topics/empty.md)" in text
    assert "- {paper: p99, topic: leaf}  # or empty</code>" in text
    assert '<span class="term">a&#124;b</span>' in text
    assert text.index("{ #outside .group }") < text.index("{ #doubtful .group }")
    assert "No work: all were filed by the program." in text


def test_the_page_of_completeness_counts_names_and_says_how_to_mend(pages: dict[str, str]) -> None:
    text = pages["completeness.md"]
    assert "1 of 17 works lack something; of the others" in text
    assert text.count('<rect class="bar"') == text.count('<rect class="track"') == 6
    assert "| Venue | 16 | 1 | 6 % |" in text
    assert "| Title | 17 | 0 | 0 % |" in text
    assert "### Authors, year, venue, identifier and abstract { #authors-year-" in text
    assert f"[No abstract, no author](papers/{BARE.key}.md)" in text
    assert "`review read --todo todo.csv`" in text
    assert (
        "\nNot known: authors, year, venue, identifier, abstract.\n"
        in (pages[f"papers/{BARE.key}.md"])
    )
    assert "Not known:" not in pages["papers/p1.md"]
    assert "](completeness.md)" in pages["methods.md"]


def test_a_survey_in_which_all_is_known_says_so() -> None:
    made = survey()
    whole = tuple(replace(made.papers[0], key=one.key) for one in made.papers)
    known = (replace(made, papers=whole), "Everything asked for is known of each work.")
    for given, words in (known, (Survey("X", "0"), "There are no works.")):
        text = next(page.text for page in render(given, ROOT) if page.path == "completeness.md")
        assert words in text
        assert "How to mend" not in text


def test_a_work_that_a_person_filed_says_so_everywhere() -> None:
    made = survey(HOSTILE[:3])
    first, *others = made.assignments
    told = replace(first, by="person", confidence=1.0)
    moved = replace(first, topic="empty", confidence=0.8)
    made = replace(made, assignments=(told, *others), unaided=(moved,))
    shown = {page.path: page.text for page in render(made, ROOT)}
    assert "), filed by a person\n" in shown["papers/p0.md"]
    assert "[How works were filed](../placement.md)" in shown["papers/p0.md"]
    assert "[To be looked at by a person](../placement.md#at-p1)" in shown["papers/p1.md"]
    text = shown["placement.md"]
    assert "the program alone: [Nothing here](topics/empty.md) (0.80)" in text
    assert "| 0.8–0.9 | 1 | 0.80 | 0 | 1 | 0 |" in text
    assert "no fair sample" in text
    assert "#at-p0" not in text


def test_placement_of_an_empty_survey() -> None:
    shown = {page.path: page.text for page in render(Survey("Only a title", "0"), ROOT)}
    assert "There are no works." in shown["placement.md"]
    assert "Nothing: every work is filed with confidence." in shown["placement.md"]


def test_methods_count_and_name_what_was_left_out(pages: dict[str, str]) -> None:
    text = pages["methods.md"]
    assert "| Records identified | 20 |" in text
    assert "| a &#124; head | 1 |" in text
    assert "off &#124; topic" in text
    assert "odd &#124; &#60;b&#62;line&#60;/b&#62;" in text
    assert text.count("<rect") == 5


def test_the_survey_itself_is_cited_from_given_fields_only(pages: dict[str, str]) -> None:
    assert "author = {Ann {\\textbar} Other}" in html.unescape(pages["index.md"]).replace(
        "\\textbar{}", "{\\textbar}"
    )
    assert "year = {2026}" in pages["index.md"]
    bare = next(iter(render(Survey("Only a title", "0"), ROOT))).text
    assert "author" not in bare
    assert "year" not in bare


def test_a_long_bibliography_is_split_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[Book.__module__], "_SPLIT", 3)
    made = {page.path: page.text for page in render(survey(), ROOT)}
    assert "](bibliography/o.md)" in made["bibliography.md"]
    assert "{ #p3 .work }" in made["bibliography/o.md"]
    assert "](../bibliography/o.md#p3)" in made["papers/p3.md"]
    assert "[Bibliography](../bibliography.md)\n</nav>" in made["bibliography/o.md"]
    assert "[N](n.md)" in made["bibliography/o.md"]
    assert re.search(r"^\d+ works? of \d+, by author", made["bibliography/o.md"], re.MULTILINE)
    assert "{ #p98 .work }" in made["bibliography/n.md"]  # without authors, by its title


@pytest.mark.parametrize("split", [3, 1_000])
def test_a_bibliography_keeps_what_begins_with_no_letter(
    monkeypatch: pytest.MonkeyPatch, split: int
) -> None:
    monkeypatch.setattr(sys.modules[Book.__module__], "_SPLIT", split)
    titles = {"q1": "3D Things", "q2": "Абрис", "q3": "%", "q4": "Ångström"}
    made = survey()
    odd = tuple(replace(BARE, key=key, id=key, title=title) for key, title in titles.items())
    made = replace(made, papers=tuple(sorted((*made.papers, *odd), key=lambda paper: paper.key)))
    text = "".join(page.text for page in render(made, ROOT) if "bibliography" in page.path)
    for one in made.papers:
        assert text.count(f"{{ #{one.key} .work }}") == 1


def test_the_same_pages_whatever_the_order_of_assignments() -> None:
    made = survey()
    turned = replace(made, assignments=made.assignments[::-1], extracts=made.extracts[::-1])
    assert list(render(made, ROOT)) == list(render(turned, ROOT))
