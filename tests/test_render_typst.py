"""The survey as a Typst document: literals, citations in every kind of style, references."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from review.errors import ConfigError
from review.model import Author, Excerpt, Fact, Paper, Quote, Survey
from review.render.book import Book
from review.render.citations import Citations
from review.render.typst import render
from review.render.typst.cite import Cite, given, prose
from review.render.typst.escape import breakable, escape, string, typst, value, visible
from review.render.typst.references import hayagriva, references
from review.render.typst.styles import STYLES, Kind, kind
from tests.test_render_latex import CITED, GU, NAMELESS, SURVEY, TAN, TOLD, YEARLESS

_LITERAL = re.compile(r'#"(?:[^"\\]|\\["\\])*";')


def page(survey: Survey = SURVEY, style: str = "") -> str:
    return next(iter(render(survey, None, style))).text


def cite(kind: Kind = "own") -> Cite:
    return Cite(Citations.of(SURVEY), kind)


# ── text ─────────────────────────────────────────────────────────────────────────────────────


@each(st.text())
def test_text_is_one_literal_that_nothing_ends(text: str) -> None:
    source = escape(text)
    assert not source or _LITERAL.fullmatch(source)
    assert not set(source) & set("\n\r\t\x00\u200b\u202e\ufeff\uffff")


@each(st.text())
def test_a_literal_says_its_text(text: str) -> None:
    said = re.sub(r"\\(.)", r"\1", str(string(text))[1:-1])
    assert said == visible(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\n\t b", "a b"),
        (" a ", " a "),
        ("e\u0301", "é"),
        ("a\u202eb\u200bc\u00add\x00", "abcd"),
        ("\ue000\ud800\uffff\ufdd0", "\ufffd" * 4),
        ("न\u200dम", "न\u200dम"),
        ("5\u00a0km\u2003x\u2028y", "5 km x y"),
        ("", ""),
    ],
)
def test_what_is_seen_of_a_text(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    ("data", "source"),
    [
        ('say "\\"', r'"say \"\\\""'),
        (("a", 1), '("a", 1,)'),
        ((), "()"),
        ({}, "(:)"),
        ({"a b": [None, True]}, '("a b": (none, true,))'),
        (typst("auto"), "auto"),
        (2.5, "2.5"),
    ],
)
def test_values_of_code(data: object, source: str) -> None:
    assert value(data) == source


def test_long_words_may_break() -> None:
    name = "ConvNeXt/ImageNet-Very_Long"
    assert breakable(f"a {name}", 20) == (
        '#"a ";#"ConvNeXt/";#sym.zws;#"ImageNet-";#sym.zws;#"Very_";#sym.zws;#"Long";'
    )
    assert breakable(name, 40) == escape(name)
    assert breakable("a" * 25, 20).count("sym.zws") == 2


# ── citations ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "own", "source"),
    [
        ("own", "", '#link(label("ref:gu2023boot"))[#"Gu (2023)";];'),
        ("own", "'s", '#link(label("ref:gu2023boot"))[#"Gu\'s (2023)";];'),
        ("year", "'s", '#"Gu\'s"; (#cite(label("gu2023boot"), form: "year");)'),
        ("mark", "", '#"Gu";~#cite(label("gu2023boot"), form: "normal");'),
        ("raised", "'s", '#"Gu\'s";#cite(label("gu2023boot"), form: "normal");'),
        ("name", "'s", '#cite(label("gu2023boot"), form: "author");#"\'s";'),
    ],
)
def test_a_work_as_a_subject(kind: Kind, own: str, source: str) -> None:
    assert cite(kind).narrative("gu2023boot", own) == source


def test_a_work_without_authors_is_called_by_its_name_in_any_style() -> None:
    assert '#"MentalBERT (2024)";' in cite().narrative("chi2024")
    assert cite("year").narrative("chi2024").startswith('#"MentalBERT"; (#cite(')
    assert cite("mark").narrative("esport").startswith('#"“ESPORT”";~#cite(')
    assert cite("name").narrative("chi2024") == '#"MentalBERT";'


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        (
            "own",
            '(#link(label("ref:gu2023boot"))[#"Gu, 2023";];; #link(label("ref:tan"))[#"Tan";];)',
        ),
        ("mark", '#cite(label("gu2023boot"), form: "normal");#cite(label("tan"), form: "normal");'),
    ],
)
def test_works_in_parentheses(kind: Kind, source: str) -> None:
    assert cite(kind).group(("gu2023boot", "tan")) == source


def test_further_works_of_a_sentence() -> None:
    told = replace(TOLD, also=("tan",))
    assert (
        cite()
        .sentence(told)
        .endswith('#" propose BOOT & co";~(#"also ";#link(label("ref:tan"))[#"Tan";];)#".";')
    )
    assert '~(#"also";#cite(' in cite("raised").sentence(told)
    cited = replace(CITED, also=("tan",))
    assert '#"Gu, 2023";];; #link' in cite().sentence(cited)


def test_a_sentence_around_its_citation() -> None:
    assert cite().sentence(TOLD) == (
        '#link(label("ref:gu2023boot"))[#"Gu (2023)";];#" propose BOOT & co.";'
    )
    assert cite().sentence(CITED) == (
        '#"It wins by 3%";~(#link(label("ref:gu2023boot"))[#"Gu, 2023";];)#".";'
    )
    assert '3%";#cite(' in cite("raised").sentence(CITED)


def test_a_mark_in_an_abstract_cites_nothing() -> None:
    quote = Quote("See [@tan] #strong[x].", "gu2023boot", 0, 22)
    assert cite().sentence(quote) == '#"See [@tan] #strong[x].";'


def test_counted_sentences_name_works_by_their_titles() -> None:
    listed = Quote(
        "Also filed here: “A $x$” [@tan] and “B” [@esport].", counted=True, also=("tan", "esport")
    )
    source = cite().counted(listed)
    assert source.startswith('#emph[#"Also filed here:";]; #"“A $x$”";~(#link(')
    assert '#" and ";#link(label("ref:esport"))[#"“B”";];' in source
    assert '“B”";~#cite(' in cite("mark").counted(listed)
    assert cite().counted(Quote("Two works.", counted=True)) == '#emph[#"Two works.";];'


def test_addresses_are_links() -> None:
    assert prose('See https://a.org/x"y#z.') == (
        '#"See ";#link("https://a.org/x")[#"https://a.org/x";];#"\\"y#z.";'
    )
    fact = Fact("link", Excerpt("https://github.com/a/b", 0, 1), None, "code")
    assert given(fact) == '#"Code";: #link("https://github.com/a/b")[#"a/b";];'
    odd = Fact("link", Excerpt("javascript:x", 0, 1), None, "code")
    assert given(odd) == '#"Code";: #"javascript:x";'


# ── styles ───────────────────────────────────────────────────────────────────────────────────


def test_kinds_of_styles() -> None:
    assert [kind(name) for name in ("", "ieee", "apa", "nature", "mla")] == [
        "own", "mark", "year", "raised", "name"
    ]  # fmt: skip
    assert len(STYLES) == len(set(STYLES)) > 80


@pytest.mark.parametrize(
    ("style", "near"),
    [("natur", "nature"), ("chicago", "chicago-author-date"), ("IEEE", "ieee"), ("??", "apa")],
)
def test_an_unknown_style_names_the_nearest(style: str, near: str) -> None:
    with pytest.raises(ConfigError, match=rf"--style: .* is no citation style .*\b{near}\b"):
        kind(style)


# ── references ───────────────────────────────────────────────────────────────────────────────


def test_references_in_the_order_of_their_labels() -> None:
    papers = (
        replace(GU, letter="b", venue="ICML 2023 (pp. 3-9)", venue_year=2023, doi="10.1/a&b"),
        replace(TAN, venue="Nature 7(2):1-4", year=2020, authors_complete=False),
        replace(YEARLESS, title=""),
        replace(NAMELESS, venue="arXiv", arxiv="2401.00001"),
    )
    found = {r.key: r for r in references(Book(replace(SURVEY, papers=papers)))}
    assert list(found) == ["esport", "gu2023boot", "chi2024", "tan"]
    assert found["gu2023boot"].head == "Jiatao Gu (2023b)"
    assert (found["gu2023boot"].venue, found["gu2023boot"].rest) == ("ICML", "3–9")
    assert found["gu2023boot"].links == ('#link("https://doi.org/10.1/a&b")[#"doi:10.1/a&b";];',)
    assert (found["tan"].venue, found["tan"].rest) == ("Nature", "7(2), 1–4")
    assert found["tan"].head == "Tan et al. (2020)"
    assert (found["esport"].head, found["esport"].title) == ("", "esport")
    assert (found["chi2024"].head, found["chi2024"].venue) == ("", "")
    assert found["chi2024"].title == "MentalBERT: 100% Chinese (2024)"


def entry(paper: Paper) -> Any:
    return json.loads(hayagriva([paper]))[paper.key]


def test_hayagriva_loses_nothing_and_means_nothing_by_signs() -> None:
    work = entry(
        replace(
            GU,
            title="Cost: $5 } { “Ψ”",
            authors=(Author("van der Berg, Jr", "A. {b}"), Author("The Team")),
            authors_complete=False,
            venue="JMLR 7(2):1-4",
            venue_year=2023,
            doi="10.1/x",
        )
    )
    assert work == {
        "type": "article",
        "title": {"value": r"Cost: \$5 \} \{ “Ψ”", "verbatim": True},
        "author": [
            {"name": "van der Berg, Jr", "given-name": "A. {b}"},
            {"name": "The Team"},
            {"name": "others"},
        ],
        "date": 2023,
        "page-range": "1-4",
        "parent": {
            "type": "periodical",
            "title": {"value": "JMLR", "verbatim": True},
            "volume": 7,
            "issue": 2,
        },
        "url": "https://doi.org/10.1/x",
        "serial-number": {"doi": "10.1/x"},
    }


def test_hayagriva_of_a_preprint_and_of_nothing() -> None:
    preprint = entry(replace(GU, venue="arXiv", arxiv="2306.05544"))
    assert "parent" not in preprint
    assert preprint["serial-number"] == {"arxiv": "2306.05544"}
    bare = entry(Paper(id=1, key="k"))
    assert bare == {"type": "article", "title": {"value": "k", "verbatim": True}}


def test_hayagriva_of_theses_books_and_free_venues() -> None:
    thesis = entry(replace(GU, extra=(("type", "thesis"), ("institution", "MIT"))))
    assert (thesis["type"], thesis["organization"]["value"]) == ("thesis", "MIT")
    book = entry(replace(GU, extra=(("type", "book"), ("publisher", "A & $B\\"))))
    assert (book["type"], book["publisher"]["value"]) == ("book", "A & \\$B\\\\")
    free = entry(replace(GU, venue="Some odd venue: 2nd part, Rome"))
    assert free["parent"]["title"]["value"] == "Some odd venue: 2nd part, Rome"
