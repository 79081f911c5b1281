"""Protected parts: found, filled, emptied; damage told by line; any bytes survive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.text import kept
from review.text.kept import PLACES, Damage, fill, marker, parts, settled

PAGE = b"""# Title

<!-- review:keep intro -->
<!-- /review:keep -->

Generated.

<!-- review:keep end -->
<!-- /review:keep -->
"""
TEX = b"""\\section{T}
% review:keep intro
% /review:keep

Generated.
% review:keep end
% /review:keep
"""
WRITTEN = PAGE.replace(b"end -->\n", b"end -->\nMine,\r\n  *all* of it.\n\n\n")


def test_words_are_read_and_the_rest_is_what_was_generated() -> None:
    found = parts(WRITTEN, "topics/a.md")
    assert found.words == {"intro": b"", "end": b"Mine,\r\n  *all* of it.\n\n\n"}
    assert (found.bare, found.damage) == (PAGE, ())
    assert found.starts == {"intro": 4, "end": 9}


def test_words_are_put_where_they_were() -> None:
    newer = PAGE.replace(b"Generated.", b"Generated anew.\n\nAnd more.")
    filled = fill(newer, "a.md", parts(WRITTEN, "a.md").words)
    assert filled == WRITTEN.replace(b"Generated.", b"Generated anew.\n\nAnd more.")


def test_latex_has_its_own_markers() -> None:
    written = TEX.replace(b"keep intro\n", b"keep intro\nAs \\citet{a} say, 5\\%.\n")
    found = parts(written, "sections/a.tex")
    assert found.words == {"intro": b"As \\citet{a} say, 5\\%.\n", "end": b""}
    assert found.bare == TEX
    assert fill(TEX, "sections/a.tex", found.words) == written
    assert parts(written, "a.md").words == {}
    assert parts(PAGE, "a.tex").words == {}


def test_as_one_text_that_nobody_protects() -> None:
    words = {"intro": b"Mine.\n", "end": b""}
    assert settled(TEX, "a.tex", words) == b"\\section{T}\nMine.\n\nGenerated.\n"


@pytest.mark.parametrize("name", ["survey.json", "references.bib", "a.md.txt", "md"])
def test_other_files_have_none(name: str) -> None:
    assert parts(WRITTEN, name).bare == WRITTEN
    assert parts(WRITTEN, name).words == {}
    assert fill(WRITTEN, name, {"intro": b"x\n"}) == WRITTEN
    assert marker(name, "intro") == ("", "")


def test_blanks_around_a_marker_and_a_name_in_its_end_do_no_harm() -> None:
    loose = WRITTEN.replace(b"<!-- review:keep end -->\n", b"  <!--review:keep   end-->  \r\n")
    loose = loose.replace(b"\n\n<!-- /review:keep -->", b"\n\n<!-- /review:keep end -->")
    found = parts(loose, "a.md")
    assert found.words["end"] == b"Mine,\r\n  *all* of it.\n\n\n"
    assert (found.bare, found.damage) == (PAGE, ())


DAMAGED = {
    "no end": (
        WRITTEN.replace(b"\n\n\n<!-- /review:keep -->", b""),
        Damage(8, "<!-- review:keep end --> has no <!-- /review:keep -->"),
    ),
    "no end before the next": (
        WRITTEN.replace(b"intro -->\n<!-- /review:keep -->", b"intro -->"),
        Damage(3, "<!-- review:keep intro --> has no <!-- /review:keep -->"),
    ),
    "no beginning": (
        WRITTEN.replace(b"<!-- review:keep end -->\n", b""),
        Damage(12, "<!-- /review:keep --> closes nothing"),
    ),
    "a name twice": (
        WRITTEN.replace(b"keep end", b"keep intro"),
        Damage(8, "<!-- review:keep intro --> stands here a second time"),
    ),
    "no name": (
        WRITTEN.replace(b"keep end", b"keep"),
        Damage(8, "is no marker; write <!-- review:keep NAME --> or <!-- /review:keep -->"),
    ),
    "half a marker": (
        WRITTEN.replace(b"keep end -->", b"keep end --"),
        Damage(8, "is no marker; write <!-- review:keep NAME --> or <!-- /review:keep -->"),
    ),
    "words beside it": (
        WRITTEN.replace(b"keep end -->", b"keep end --> Mine:"),
        Damage(8, "is no marker; write <!-- review:keep NAME --> or <!-- /review:keep -->"),
    ),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_damage_is_told_by_line(kind: str) -> None:
    content, damage = DAMAGED[kind]
    found = parts(content, "a.md")
    assert found.damage[0] == damage
    assert found.bare != PAGE


def test_a_damaged_part_leaves_the_others_whole() -> None:
    content = WRITTEN.replace(b"keep end", b"keep").replace(b"intro -->\n", b"intro -->\nHello.\n")
    assert parts(content, "a.md").words == {"intro": b"Hello.\n"}


def test_a_marker_within_words_is_damage_not_a_loss() -> None:
    inside = fill(PAGE, "a.md", {"intro": b"<!-- review:keep end -->\nx\n"})
    assert [one.line for one in parts(inside, "a.md").damage] == [3, 10]


@given(st.dictionaries(st.sampled_from(PLACES), st.binary()), st.sampled_from(["a.md", "a.tex"]))
def test_any_words_survive_byte_for_byte(words: dict[str, bytes], name: str) -> None:
    page = PAGE if name == "a.md" else TEX
    words = {place: text + b"\n" for place, text in words.items()}
    written = fill(page, name, words)
    found = parts(written, name)
    if b"review:keep" not in b"".join(words.values()):
        assert {**dict.fromkeys(PLACES, b""), **words} == found.words
        assert (found.bare, found.damage) == (page, ())
        newer = page.replace(b"Generated.", b"Other.")
        assert fill(newer, name, found.words) == written.replace(b"Generated.", b"Other.", 1) or (
            b"Generated." in b"".join(words.values())
        )


@given(st.lists(st.sampled_from([
    b"<!-- review:keep intro -->", b"<!-- review:keep end -->", b"<!-- /review:keep -->",
    b"<!-- review:keep -->", b"% review:keep end", b"% /review:keep", b"words", b"\r", b"",
])))  # fmt: skip
def test_whatever_the_markers_nothing_is_lost(lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    for name in ("a.md", "a.tex"):
        found = parts(content, name)
        held = sum(line == b"words" for text in found.words.values() for line in text.split(b"\n"))
        left = sum(line == b"words" for line in found.bare.split(b"\n"))
        assert held + left == lines.count(b"words")
        assert parts(found.bare, name).bare == found.bare
        if not found.damage:
            assert all(not text for text in parts(found.bare, name).words.values())


@given(
    st.lists(
        st.sampled_from(
            ["<!-- review:keep a -->", "<!-- /review:keep -->", "  <!--review:keep", "words",
             "% review:keep b", "%% /review:keep", "review:keep", "x <!-- review:keep c -->", "\r"]
        )
    ),
    st.sampled_from([".md", ".tex"]),
    st.sampled_from(["\n", "\r\n", " "]),
)  # fmt: skip
def test_markers_are_found_as_a_search_of_every_line_finds_them(
    lines: list[str], kind: str, between: str
) -> None:
    content = between.join(lines).encode()
    found = [(one.start(), one.end()) for one in kept._lines(content, kind)]
    assert found == [(one.start(), one.end()) for one in kept._LOOSE[kind].finditer(content)]
