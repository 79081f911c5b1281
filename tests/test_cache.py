import pickle
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review import cache
from review.cache.code import made_by
from review.cache.memo import BUILDS, Memo, digest, each, kept, opened
from review.model import Author, Origin, Record

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
PAPER = Record(id="a", title="T", authors=(Author("Tan", "Ana"),), origin=Origin("a.txt", 3))


def double(given: Sequence[int]) -> list[int]:
    return [2 * one for one in given]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memo.sqlite"


@given(VALUES)
def test_a_digest_is_of_the_value_and_not_of_the_object(value: object) -> None:
    assert digest(value) == digest(pickle.loads(pickle.dumps(value)))
    assert digest(value) != digest((value,))


def test_a_digest_does_not_see_which_texts_are_one_object() -> None:
    word = "".join(("ab", "cd"))
    assert digest((word, word)) == digest((word, "".join(("abc", "d"))))
    assert digest((1, "1")) != digest(("1", 1))
    assert digest(PAPER) == digest(pickle.loads(pickle.dumps(PAPER)))


def test_what_was_made_is_not_made_again(path: Path) -> None:
    for build in range(2):
        memo = Memo(path, "x")
        assert memo.each("double", [1, 2, 2], double) == (2, 4, 4)
        assert memo.each("double", [2, 3], double) == (4, 6)
        assert memo.made.total() == (4 if build == 0 else 0)
        memo.close()


def test_kinds_are_apart(path: Path) -> None:
    memo = Memo(path, "x")
    memo.each("double", [1], double)
    assert memo.each("negative", [1], lambda given: [-one for one in given]) == (-1,)


def test_another_program_begins_anew(path: Path) -> None:
    for made in ("x", "y", "x"):
        memo = Memo(path, made)
        memo.each("double", [1], double)
        assert memo.made.total() == 1
        memo.close()


def test_what_no_build_uses_any_more_goes(path: Path) -> None:
    def build(*given: int) -> int:
        memo = Memo(path, "x")
        memo.each("double", given, double)
        memo.close()
        return memo.made.total()

    assert build(1, 2) == 2
    assert [build(1) for _ in range(BUILDS - 1)] == [0] * (BUILDS - 1)
    assert build(1, 2) == 0
    assert [build(1) for _ in range(BUILDS)] == [0] * BUILDS
    assert build(1, 2) == 1


def test_builds_that_use_nothing_of_a_kind_forget_nothing_of_it(path: Path) -> None:
    def build(kind: str, *given: int) -> int:
        with opened(path, "x") as memo:
            memo.each(kind, given, double)
        return memo.made.total()

    assert build("survey", 1, 2) == 2
    assert build("pages", 1) == 1
    assert [build("pages", 1) for _ in range(2 * BUILDS)] == [0] * (2 * BUILDS)
    assert build("survey", 1, 2) == 0


def test_records_come_back(path: Path) -> None:
    for _ in range(2):
        memo = Memo(path, "x")
        assert memo.each("same", [PAPER], lambda given: given) == (PAPER,)
        memo.close()


@dataclass(frozen=True, slots=True)
class Foreign:
    name: str


def test_only_plain_values_and_types_of_this_package_are_read(path: Path) -> None:
    for _ in range(2):
        memo = Memo(path, "x")
        assert memo.each("same", [1], lambda _: [Foreign("a")]) == (Foreign("a"),)
        assert memo.made.total() == 1  # it was kept, and never read
        memo.close()


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (Path("evil"),)


def test_nothing_in_the_file_can_run(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    memo = Memo(path, "x")
    memo.each("same", [1], lambda _: [Evil()])
    memo.close()
    memo = Memo(path, "x")
    assert memo.each("same", [1], lambda _: ["good"]) == ("good",)
    assert not (tmp_path / "evil").exists()


def rot(path: Path, seed: int) -> None:
    """Change a byte of every value."""
    dice = random.Random(seed)
    with sqlite3.connect(path) as file:
        for rowid, value in file.execute("SELECT rowid, value FROM value").fetchall():
            bad = bytearray(value)
            bad[dice.randrange(len(bad))] ^= 1 << dice.randrange(8)
            file.execute("UPDATE value SET value = ? WHERE rowid = ?", (bytes(bad), rowid))
    file.close()


@pytest.mark.parametrize("seed", range(20))
def test_a_rotten_value_is_made_again(path: Path, seed: int) -> None:
    memo = Memo(path, "x")
    memo.each("double", range(9), double)
    memo.close()
    rot(path, seed)
    memo = Memo(path, "x")
    assert memo.each("double", range(9), double) == tuple(range(0, 18, 2))
    assert memo.made.total() == 9
    memo.close()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 4000])
def test_a_broken_file_is_begun_anew(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for made in (1, 0):
        memo = Memo(path, "x")
        assert memo.each("double", [4], double) == (8,)
        assert memo.made.total() == made
        memo.close()


def test_a_file_of_other_tables_is_begun_anew(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE made (something TEXT)")
    file.close()
    memo = Memo(path, "x")
    assert memo.each("double", [4], double) == (8,)
    memo.close()


def test_a_value_that_was_not_made_is_not_kept(path: Path) -> None:
    def fails(_: Sequence[int]) -> list[int]:
        raise KeyError

    memo = Memo(path, "x")
    with pytest.raises(KeyError):
        memo.each("double", [1], fails)
    assert memo.each("double", [1], double) == (2,)
    memo.close()


calls: list[str] = []


@kept
def shout(word: str, times: int = 1) -> str:
    calls.append(word)
    return word.upper() * times


def test_functions_are_kept_while_a_memo_is_open(path: Path) -> None:
    calls.clear()
    assert shout("a") == shout("a") == "A"
    assert calls == ["a", "a"]
    for _ in range(2):
        with opened(path, "x"):
            assert (shout("a"), shout("a"), shout("a", times=2)) == ("A", "A", "AA")
            assert each("double", [1], double) == (2,)
    assert calls == ["a", "a", "a", "a"]
    assert each("double", [1], double) == (2,)
    assert shout("a") == "A"
    assert calls[4:] == ["a"]


def test_what_was_made_before_a_failure_is_kept(path: Path) -> None:
    calls.clear()
    with pytest.raises(KeyboardInterrupt), opened(path, "x"):
        shout("b")
        raise KeyboardInterrupt
    with opened(path, "x"):
        shout("b")
    assert calls == ["b"]


def test_the_folder_is_ignored_by_git(tmp_path: Path) -> None:
    assert cache.folder_of(tmp_path) == tmp_path / ".cache"
    assert (tmp_path / ".cache/.gitignore").read_text() == "*\n"
    with cache.remembering(tmp_path) as memo:
        assert memo.each("double", [1], double) == (2,)


def test_the_program_is_code_templates_and_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "review"
    for name in ("review/a.py", "review/deep/data.json", "templates/t.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.setattr("review.cache.code._PACKAGE", package)
    seen = set()
    for change in ("", "review/a.py", "review/deep/data.json", "templates/t.md", "review/new.py"):
        if change:
            (tmp_path / change).write_text("other")
        made_by.cache_clear()
        seen.add(made_by())
        made_by.cache_clear()
        assert made_by() in seen
    assert len(seen) == 5
    (package / "__pycache__").mkdir()
    (package / "__pycache__/a.pyc").write_text("compiled")
    made_by.cache_clear()
    assert made_by() in seen
    made_by.cache_clear()
