"""A person's words in generated files through builds: kept, moved, never replaced unasked."""

import hashlib
import json
from contextlib import suppress
from pathlib import Path

import pytest

from review.errors import CheckError
from review.model import Note, Page
from review.render import render
from review.render.write import manifest, write
from review.text.kept import parts
from tests.killed import kill_after
from tests.survey_factory import survey

INTRO = "<!-- review:keep intro -->\n<!-- /review:keep -->\n"
END = "<!-- review:keep end -->\n<!-- /review:keep -->\n"
MINE = "Mine: *two*  \nlines, é.\n\n"


def page(name: str, text: str, before: str = INTRO, after: str = END) -> Page:
    return Page(name, f"# {name}\n\n{before}\n{text}\n\n{after}")


def read(root: Path, name: str) -> str:
    return (root / "site" / name).read_bytes().decode()


def put_words(root: Path, name: str, words: str, place: str = "intro") -> None:
    path = root / "site" / name
    start = f"review:keep {place}" + (" -->\n" if name.endswith(".md") else "\n")
    text = path.read_text("utf-8")
    assert start in text
    path.write_bytes(text.replace(start, start + words, 1).encode())


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / "site" / name
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8", newline="")


def snapshot(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_words_survive_every_build_and_are_no_edit(tmp_path: Path) -> None:
    write([page("a.md", "one")], tmp_path)
    put_words(tmp_path, "a.md", MINE)
    put_words(tmp_path, "a.md", "Last.\n", "end")
    assert write([page("a.md", "one")], tmp_path) == ()
    for text in ("two", "three"):
        assert write([page("a.md", text)], tmp_path) == ("a.md",)
        assert read(tmp_path, "a.md") == page(
            "a.md", text,
            INTRO.replace("-->\n<", f"-->\n{MINE}<"), END.replace("-->\n<", "-->\nLast.\n<"),
        ).text  # fmt: skip


def test_the_manifest_does_not_change_with_a_persons_words(tmp_path: Path) -> None:
    pages = [page("a.md", "one")]
    write(pages, tmp_path)
    before = read(tmp_path, "manifest.json")
    put_words(tmp_path, "a.md", MINE)
    write(pages, tmp_path)
    assert read(tmp_path, "manifest.json") == before == manifest(pages)
    digest = hashlib.sha256(pages[0].text.encode()).hexdigest()
    assert json.loads(before)["files"] == {"a.md": digest}


def test_an_edit_is_told_with_its_line_and_both_texts(tmp_path: Path) -> None:
    write([page("a.md", "one"), page("b.md", "one")], tmp_path)
    put_words(tmp_path, "a.md", MINE)
    edit(tmp_path, "a.md", "\none\n", "\nmy own one\n")
    before = snapshot(tmp_path)
    with pytest.raises(CheckError) as caught:
        write([page("a.md", "two"), page("b.md", "two")], tmp_path)
    said = str(caught.value).split("\n")
    assert said[0] == "site/a.md:9: was edited by hand, in a generated part"
    assert said[1:3] == ["    --- site/a.md", "    +++ as generated"]
    assert "    -my own one" in said
    assert "    +two" in said
    assert "review build --discard site/a.md" in said[-2]
    assert said[-1] == "Nothing was written."
    assert snapshot(tmp_path) == before


def test_a_long_difference_is_cut(tmp_path: Path) -> None:
    long = "\n".join(f"line {i}" for i in range(99))
    write([page("a.md", long)], tmp_path)
    edit(tmp_path, "a.md", "line", "LINE")
    with pytest.raises(CheckError) as caught:
        write([page("a.md", long)], tmp_path)
    said = str(caught.value).split("\n")
    assert sum(line.startswith("    -LINE") for line in said) == 18
    assert any(line.startswith("    … ") and line.endswith(" more lines") for line in said)
    assert len(said) < 28


def test_a_long_line_shows_where_it_differs_and_hides_what_steers_a_terminal(
    tmp_path: Path,
) -> None:
    words = " ".join(f"word{i}" for i in range(300))
    write([page("a.md", words)], tmp_path)
    edit(tmp_path, "a.md", "word200", "\x1b[31mMY WORD")
    with pytest.raises(CheckError) as caught:
        write([page("a.md", words)], tmp_path)
    shown = [line for line in str(caught.value).split("\n") if "word199" in line]
    assert len(shown) == 2
    assert "�[31mMY WORD word201" in shown[0]
    assert "word199 word200 word201" in shown[1]
    assert all(len(line) < 300 for line in shown)
    assert "\x1b" not in str(caught.value)


def test_all_conflicts_are_told_at_once(tmp_path: Path) -> None:
    names = [f"{letter}.md" for letter in "abcdefghijklm"]
    write([page(name, "one") for name in names], tmp_path)
    for name in names:
        edit(tmp_path, name, "one", "1")
    (tmp_path / "site/z.md").write_text("mine")
    with pytest.raises(CheckError) as caught:
        write([page(name, "two") for name in (*names[1:], "z.md")], tmp_path)
    said = str(caught.value)
    assert all(f"site/{name}:" in said for name in names)
    assert said.count("+++ as generated") < len(names)
    assert "site/z.md: was not generated: move it away" in said
    assert "site/a.md:1: was edited by hand, and is no longer part of the survey" in said


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (
            "<!-- /review:keep -->\n\none",
            "one",
            "3: was edited by hand: <!-- review:keep intro --> has no <!-- /review:keep -->",
        ),
        (
            "keep end",
            "keep intro",
            "9: was edited by hand: <!-- review:keep intro --> stands here a second time",
        ),
        (
            "keep end",
            "keep notes",
            "9: was edited by hand: this file has no protected part 'notes'",
        ),
        ("keep end -->", "keep end >", "9: was edited by hand: is no marker;"),
    ],
)
def test_a_damaged_marker_is_a_conflict(tmp_path: Path, old: str, new: str, where: str) -> None:
    write([page("a.md", "one")], tmp_path)
    put_words(tmp_path, "a.md", "Mine.\n")
    edit(tmp_path, "a.md", old, new)
    before = snapshot(tmp_path)
    with pytest.raises(CheckError) as caught:
        write([page("a.md", "two")], tmp_path)
    assert str(caught.value).startswith(f"site/a.md:{where}")
    assert snapshot(tmp_path) == before


def test_an_edit_that_is_discarded_leaves_the_protected_words(tmp_path: Path) -> None:
    write([page("a.md", "one"), page("b.md", "one")], tmp_path)
    put_words(tmp_path, "a.md", MINE)
    edit(tmp_path, "a.md", "one", "1")
    edit(tmp_path, "b.md", "one", "1")
    with pytest.raises(CheckError, match=r"^site/b\.md:6"):
        write([page("a.md", "two"), page("b.md", "two")], tmp_path, discard=["a.md"])
    assert write(
        [page("a.md", "two"), page("b.md", "two")], tmp_path, discard=["a.md", "b.md"]
    ) == ("a.md", "b.md")
    assert MINE in read(tmp_path, "a.md")
    assert "\ntwo\n" in read(tmp_path, "a.md")


def test_of_a_damaged_file_nothing_is_lost_even_when_discarded(tmp_path: Path) -> None:
    write([page("a.md", "one")], tmp_path)
    put_words(tmp_path, "a.md", "Mine.\n", "end")
    edit(tmp_path, "a.md", "Mine.\n<!-- /review:keep -->\n", "Mine.\n")
    before = read(tmp_path, "a.md")
    assert write([page("a.md", "two")], tmp_path, discard=["a.md"]) == ("a.md", "kept/a.md")
    assert read(tmp_path, "kept/a.md") == before
    assert read(tmp_path, "a.md") == page("a.md", "two").text


def test_a_file_that_is_not_ours_cannot_be_discarded(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.md").write_text("mine")
    with pytest.raises(CheckError, match="move it away"):
        write([page("a.md", "two")], tmp_path, discard=["a.md"])
    assert read(tmp_path, "a.md") == "mine"


def test_line_ends_that_an_editor_changed_are_no_conflict(tmp_path: Path) -> None:
    write([page("a.md", "one")], tmp_path)
    put_words(tmp_path, "a.md", "Mine.\n")
    path = tmp_path / "site/a.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    write([page("a.md", "two")], tmp_path)
    assert read(tmp_path, "a.md").startswith("# a.md\n\n<!-- review:keep intro -->\nMine.\r\n<!--")
    assert write([page("a.md", "two")], tmp_path) == ()


# ── pages that go ────────────────────────────────────────────────────────────────────────────


def test_words_of_a_page_that_goes_are_kept_and_are_the_persons(tmp_path: Path) -> None:
    a, b = page("topics/a.md", "one"), page("b.md", "one")
    write([a, b], tmp_path)
    put_words(tmp_path, "topics/a.md", MINE)
    put_words(tmp_path, "topics/a.md", "Last.\n", "end")
    assert write([b], tmp_path) == ("kept/topics/a.md", "topics/a.md")
    assert read(tmp_path, "kept/topics/a.md") == f"{MINE}\nLast.\n"
    assert not (tmp_path / "site/topics").exists()
    assert "kept/" not in read(tmp_path, "manifest.json")
    assert write([b], tmp_path) == ()
    write([a, b], tmp_path)
    put_words(tmp_path, "topics/a.md", "Other.\n")
    write([b], tmp_path)
    assert read(tmp_path, "kept/topics/a.md") == f"{MINE}\nLast.\n"
    assert read(tmp_path, "kept/topics/a-2.md") == "Other.\n"


def test_a_page_without_words_goes_quietly(tmp_path: Path) -> None:
    write([page("a.md", "one"), page("b.md", "one")], tmp_path)
    assert write([page("b.md", "one")], tmp_path) == ("a.md",)


def test_words_that_a_newer_page_has_no_room_for_are_kept(tmp_path: Path) -> None:
    tex = Page("sections/a.tex", "% review:keep intro\n% /review:keep\none\n")
    write([tex], tmp_path)
    put_words(tmp_path, "sections/a.tex", "Mine.\n")
    write([Page("sections/a.tex", "two\n")], tmp_path)
    assert read(tmp_path, "sections/a.tex") == "two\n"
    assert read(tmp_path, "kept/sections/a.tex") == "Mine.\n"


@pytest.mark.parametrize("stays", [False, True])
def test_words_follow_a_work_to_its_new_key(tmp_path: Path, stays: bool) -> None:
    """`stays`: something that sends readers on stands in place of the old page."""
    old, new = page("papers/old.md", "one"), page("papers/new.md", "one")
    sent_on = [Page("papers/old.md", "Moved.\n")] if stays else []
    write([old], tmp_path)
    put_words(tmp_path, "papers/old.md", MINE)
    heirs = {"papers/old.md": "papers/new.md", "papers/gone.md": "papers/nowhere.md"}
    write([new, *sent_on], tmp_path, heirs=heirs)
    assert MINE in read(tmp_path, "papers/new.md")
    assert not (tmp_path / "site/kept").exists()
    assert write([new, *sent_on], tmp_path, heirs=heirs) == ()


def test_words_do_not_replace_those_of_the_heir(tmp_path: Path) -> None:
    pages = [page("old.md", "one"), page("new.md", "one")]
    write(pages, tmp_path)
    put_words(tmp_path, "old.md", "From the old one.\n")
    put_words(tmp_path, "old.md", "Its end.\n", "end")
    put_words(tmp_path, "new.md", "From the new one.\n")
    write(pages[1:], tmp_path, heirs={"old.md": "new.md"})
    assert "keep intro -->\nFrom the new one.\n<" in read(tmp_path, "new.md")
    assert "keep end -->\nIts end.\n<" in read(tmp_path, "new.md")
    assert read(tmp_path, "kept/old.md") == "From the old one.\n"


@pytest.mark.parametrize("steps", range(8))
def test_a_build_that_is_killed_loses_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    first = [page("a.md", "one"), page("old.md", "one"), page("gone.md", "one")]
    second = [page("a.md", "two"), page("new.md", "two"), Page("old.md", "Moved.\n")]
    write(first, tmp_path)
    for name in ("a.md", "old.md", "gone.md"):
        put_words(tmp_path, name, f"Of {name}.\n")
    kill_after(steps, monkeypatch)
    with suppress(KeyboardInterrupt):
        write(second, tmp_path, heirs={"old.md": "new.md"})
    for name in ("a.md", "old.md", "gone.md"):
        assert any(f"Of {name}.\n".encode() in text for text in snapshot(tmp_path).values())
    monkeypatch.undo()
    write(second, tmp_path, heirs={"old.md": "new.md"})
    assert "Of a.md.\n" in read(tmp_path, "a.md")
    assert "Of old.md.\n" in read(tmp_path, "new.md")
    assert read(tmp_path, "kept/gone.md") == "Of gone.md.\n"
    assert [path.name for path in (tmp_path / "site/kept").iterdir()] == ["gone.md"]


# ── what pages offer ─────────────────────────────────────────────────────────────────────────

FORGED = (
    "<!-- review:keep intro -->",
    "A title\n<!-- /review:keep -->\n",
    "% review:keep end",
    "A title\n% /review:keep\n",
    "<!-- review:keep end --> and % review:keep intro",
)
OFFERED = ("index", "topics/", "papers/", "unplaced", "methods", "sections/")


def test_pages_offer_two_places_and_no_paper_can_forge_one() -> None:
    hostile = survey(FORGED, notes=tuple(Note(text, topic="leaf") for text in FORGED))
    offering = set()
    for one in render(hostile, None):
        found = parts(one.text.encode(), one.path)
        assert found.damage == ()
        assert found.bare == one.text.encode()
        if found.words:
            assert found.words == {"intro": b"", "end": b""}
            offering.add(next(name for name in OFFERED if one.path.startswith(name)))
        assert bool(found.words) == (
            one.path.startswith(OFFERED) and one.path.endswith((".md", ".tex"))
        )
    assert offering == set(OFFERED)
