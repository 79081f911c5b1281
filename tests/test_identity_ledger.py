"""`review.lock`: what is written is read again, and a broken line is named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.errors import ConfigError
from review.identity import dump_lock, dump_pages, load_ledger, load_lock
from review.model import Author, Departed, Ledger, Paper, Published, Remembered


def lock(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "review.lock"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_are_sorted_and_works_no_longer_present_stay() -> None:
    papers = (Paper(id="w2", key="b", letter="a"), Paper(id="w1", key="c", aliases=("d",)))
    ledger = (Remembered("w3", "e"), Remembered("w2", "stale"))
    assert dump_lock(papers, ledger) == (
        '{"id": "w1", "key": "c", "aliases": ["d"]}\n'
        '{"id": "w2", "key": "b", "letter": "a"}\n'
        '{"id": "w3", "key": "e"}\n'
    )


def test_the_year_of_a_label_is_kept(tmp_path: Path) -> None:
    known = Paper(id="w1", key="a", authors=(Author("Gu"),), year=2023, venue_year=2024)
    assert '"year": 2023' in dump_lock((known,), ())
    text = dump_lock((known,), (), (), lambda paper: paper.venue_year)
    assert text == '{"id": "w1", "key": "a", "year": 2024}\n'
    assert load_lock(lock(tmp_path, text)) == (Remembered("w1", "a", year=2024),)


def test_reading_what_was_written(tmp_path: Path) -> None:
    papers = (Paper(id="w1", key="c-1", letter="ab", aliases=("d", "e")), Paper(id="w2", key="b"))
    text = dump_lock(papers, ())
    entries = load_lock(lock(tmp_path, text))
    assert entries == (Remembered("w1", "c-1", "ab", ("d", "e")), Remembered("w2", "b"))
    assert dump_lock((), entries) == text


def test_an_empty_ledger(tmp_path: Path) -> None:
    assert load_lock(lock(tmp_path, "")) == ()
    assert load_lock(lock(tmp_path, "\n\n")) == ()
    assert dump_lock((), ()) == ""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not a line of the ledger"),
        ("[" * 9_000, "not a line of the ledger"),
        ("<<<<<<< HEAD", "a conflict marker of git: keep the lines of both sides"),
        ("=======", "a conflict marker of git"),
        (">>>>>>> other", "a conflict marker of git"),
        ('{"page": "../x.md"}', "is not the path of a page"),
        ('{"page": "topics/x.md", "txt": "a"}', "unknown field 'txt'"),
        ("[1]", "expected a mapping"),
        ('{"id": "w2"}', "'key' is missing"),
        ('{"id": "w2", "key": "a", "kye": "b"}', "unknown field 'kye'"),
        ('{"id": "w2", "key": ["a"]}', "key must be text"),
        ('{"id": "w2", "key": "A:b"}', "is not a citation key"),
        ('{"id": "w2", "key": "a", "letter": "B"}', "is not a year letter"),
        ('{"id": "w2", "key": "one"}', r"key one stands already at review\.lock:1"),
        ('{"id": "w2", "key": "a", "aliases": ["one"]}', "key one stands already"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = lock(tmp_path, f'{{"id": "w1", "key": "one"}}\n{line}\n')
    with pytest.raises(ConfigError, match=message) as caught:
        load_lock(path)
    assert str(caught.value).startswith("review.lock:2: ")


def test_the_lines_of_one_work_that_two_branches_wrote_are_one(tmp_path: Path) -> None:
    ours = '{"id": "w1", "key": "one", "cell": [0, 1], "marks": ["a"], "since": "2026-02-01"}\n'
    theirs = '{"id": "w1", "key": "other", "marks": ["b"], "since": "2026-01-01"}\n'
    (found,) = load_lock(lock(tmp_path, ours + theirs))
    assert found == Remembered(
        "w1", "other", aliases=("one",), marks=("a", "b"), since="2026-01-01"
    )
    assert load_lock(lock(tmp_path, theirs + ours + theirs)) == (found,)


@given(
    st.permutations(
        [
            '{"id": "w1", "key": "b", "since": "2026-01-01", "marks": ["m"], "letter": "a"}',
            '{"id": "w1", "key": "a", "since": "2026-01-01", "marks": ["n"], "left": "2026-02-01"}',
            '{"id": "w1", "key": "c", "since": "2026-02-01", "aliases": ["d"], "into": "w2"}',
            '{"id": "w2", "key": "e"}',
            '{"id": "w2", "key": "e"}',
        ]
    )
)
def test_the_order_of_the_lines_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = lock(tmp_path_factory.mktemp("lock"), "\n".join(lines))
    assert sorted(load_lock(path), key=lambda entry: entry.id) == [
        Remembered("w1", "a", "", ("b", "c", "d"), marks=("m", "n"), since="2026-01-01"),
        Remembered("w2", "e"),
    ]


def test_a_work_that_one_branch_still_has_has_not_left(tmp_path: Path) -> None:
    lines = '{"id": "w1", "key": "one", "left": "2026-02-01"}\n{"id": "w1", "key": "one"}\n'
    (found,) = load_lock(lock(tmp_path, lines))
    assert found.left == ""


def test_pages_are_written_after_the_works_and_read_again(tmp_path: Path) -> None:
    pages = (
        Published("topics/b.md", "B", "a", "0123456789", "2026-01-01"),
        Published("by/index.md"),
        Published("topics/c.md", "C", to="b"),
    )
    text = dump_lock((Paper(id="w1", key="a"),), ()) + dump_pages(pages)
    assert text == (
        '{"id": "w1", "key": "a"}\n'
        '{"page": "by/index.md"}\n'
        '{"page": "topics/b.md", "title": "B", "above": "a", "text": "0123456789",'
        ' "changed": "2026-01-01"}\n'
        '{"page": "topics/c.md", "title": "C", "to": "b"}\n'
    )
    found = load_ledger(lock(tmp_path, text))
    assert found == Ledger((Remembered("w1", "a"),), (pages[1], pages[0], pages[2]))
    assert text.splitlines() == sorted(text.splitlines())


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_lines_of_a_page_the_later_one_holds(tmp_path: Path, turn: int) -> None:
    lines = [
        '{"page": "topics/b.md", "text": "0", "changed": "2026-01-01"}',
        '{"page": "topics/b.md", "text": "1", "changed": "2026-02-01"}',
        '{"page": "topics/b.md", "to": "c"}',
    ]
    (page,) = load_ledger(lock(tmp_path, "\n".join(lines[::turn]))).pages
    assert (page.text, page.changed, page.to) == ("1", "2026-02-01", "")


def test_a_work_that_left_keeps_its_title_and_the_day(tmp_path: Path) -> None:
    here = dump_lock((Paper(id="w1", key="a", title="On **sand** " + "x" * 400),), ())
    (entry,) = load_lock(lock(tmp_path, here))
    assert entry.title.startswith("On **sand** xx")
    assert len(entry.title) == 200
    gone = dump_lock((), (entry,), departed=(Departed("w1", "a", date="2026-03-01"),))
    (entry,) = load_lock(lock(tmp_path, gone))
    assert (entry.left, entry.title[:2]) == ("2026-03-01", "On")
    back = dump_lock((Paper(id="w1", key="a", title="On sand"),), (entry,))
    assert "left" not in back


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_lock(tmp_path / "review.lock")
    (tmp_path / "review.lock").write_bytes(b"\xff\n")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_lock(tmp_path / "review.lock")


@given(st.text(max_size=80))
def test_no_text_breaks_anything_but_the_promise(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("lock") / "review.lock"
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        load_lock(path)
    except ConfigError as error:
        assert "\n" not in str(error)
