"""The .bib file as a whole, and titles of any kind in it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from review.model import Page, Problem, Survey
from review.render import bibtex
from review.render.texescape import repaired, unwritable
from review.text.titles import unstopped
from tests.test_render_bibtex import field, folded, paper, parsed, read

# ── the file ─────────────────────────────────────────────────────────────────────────────────


def test_the_file_is_sorted_ascii_and_the_same_in_any_order() -> None:
    papers = [paper(key=key, title=title) for key, title in (("b", "Ü"), ("a", "Ψ"), ("c", "汉"))]
    text = bibtex.bibliography(papers)
    assert re.findall(r"@misc\{(\w),", text) == ["a", "b", "c"]
    assert text == bibtex.bibliography(reversed(papers))
    assert text.isascii()
    assert "\r" not in text


def test_the_file_begins_with_what_addresses_need() -> None:
    text = bibtex.bibliography([paper()])
    assert text.startswith(bibtex.PREAMBLE)
    assert len(parsed(text).preamble) > 0
    assert not re.search(r"\\@|#", bibtex.PREAMBLE)  # both mean something else elsewhere


def test_rendering_gives_one_page() -> None:
    survey = Survey(title="T", version="1", papers=(paper(),))
    assert list(bibtex.render(survey, None)) == [
        Page("references.bib", bibtex.bibliography(survey.papers))
    ]


def test_retired_keys_have_entries_only_where_asked_for() -> None:
    renamed = paper(aliases=("old2024key",))
    assert "old2024key" not in bibtex.bibliography([renamed])
    written = bibtex.bibliography([renamed], ("alias",))
    assert bibtex.entry(renamed) in written
    assert bibtex.entry(renamed).replace("tan2024pints", "old2024key") in written


def test_abstracts_are_written_only_where_asked_for() -> None:
    known = paper(abstract="100% of {it}.")
    assert "abstract" not in bibtex.entry(known)
    assert r"  abstract = {100\% of it.}," in bibtex.entry(known, ("abstract",))


def test_characters_tex_lacks_are_told_with_the_key() -> None:
    assert bibtex.problems([paper(title="漢字 Ψ")]) == (
        Problem(
            "tan2024pints",
            "TeX cannot print U+6F22, U+5B57; references.bib has ? or a bare letter there",
        ),
    )


hostile = st.text(
    st.one_of(
        st.sampled_from([*"%&_#$^~{}\\\"'`@,;|<>-= \t\n?!", "Ψ", "é", "漢", "\u200b", "😀", "ﬁ"]),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=60,
)


@settings(deadline=None)
@given(hostile)
def test_any_title_survives(title: str) -> None:
    made = bibtex.entry(paper(title=title))
    entry = parsed(made).entries["tan2024pints"]
    assert made.count("\n") == len(made.splitlines())
    assert made.isascii()
    for text in entry.fields.values():
        assert text.count("{") == text.count("}")
        assert not re.search(r"(?<!\\)[%&#]", text)
    assert set(entry.fields) <= {"title", "key"}


@settings(deadline=None)
@given(st.text(st.sampled_from("abcXYZ 0189%&_#^~{}|<>@éÜßłΨ≤漢字😀-/:;.,()"), max_size=60))
def test_the_reader_sees_the_title(title: str) -> None:
    shown = field("title", title=title) or ""
    expected = repaired(unstopped(title))
    for character in unwritable(expected):
        expected = expected.replace(character, "?")
    assert re.sub(r"\?+", "?", read(shown)) == folded(re.sub(r"\?+", "?", expected))


@settings(deadline=None)
@given(st.lists(hostile, max_size=6, unique=True))
def test_hostile_neighbours_leave_each_other_alone(titles: list[str]) -> None:
    papers = [
        paper(key=f"k{i}", title=title, venue=title, url="https://x.org/" + title)
        for i, title in enumerate(titles)
    ]
    assert list(parsed(bibtex.bibliography(papers)).entries) == [
        f"k{i}" for i in range(len(titles))
    ]
