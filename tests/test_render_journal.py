import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.render.journal import STAGE, carry_out, finish

NEW = {"site/a.md": b"A", "site/deep/er/b.md": b"B", "review.lock": b"L"}


def begin(root: Path) -> None:
    for name, text in (("site/a.md", "a"), ("site/old/c.md", "c"), ("review.lock", "l")):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


OLD = {"review.lock": "l", "site/a.md": "a", "site/old/c.md": "c"}
DONE = {"review.lock": "L", "site/a.md": "A", "site/deep/er/b.md": "B"}


def test_files_change_and_nothing_is_left_behind(tmp_path: Path) -> None:
    begin(tmp_path)
    carry_out(tmp_path, "site", NEW, ["site/old/c.md"])
    assert files(tmp_path) == DONE
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["a.md", "deep"]
    assert not finish(tmp_path, "site")


class Killed(BaseException):
    pass


def stopped_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the calls of `os` and `Path` that change the disk raise once `steps` are done."""
    left = steps

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **more: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return real(*given, **more)

        return call

    monkeypatch.setattr(os, "replace", counted(os.replace))
    for name in ("write_bytes", "write_text", "unlink", "mkdir", "rmdir"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))


@pytest.mark.parametrize("steps", range(22))
def test_stopped_anywhere_it_is_the_old_state_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    begin(tmp_path)
    with monkeypatch.context() as patch:
        stopped_after(steps, patch)
        try:
            carry_out(tmp_path, "site", NEW, ["site/old/c.md"])
        except Killed:
            assert steps < 21
    finish(tmp_path, "site")
    assert files(tmp_path) in (OLD, DONE)
    assert not (tmp_path / "site" / STAGE).exists()
    carry_out(tmp_path, "site", NEW, ["site/old/c.md"])
    assert files(tmp_path) == DONE


@pytest.mark.parametrize("steps", range(22))
def test_a_second_stop_while_finishing_is_finished_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    begin(tmp_path)
    for more in (8, steps):
        with monkeypatch.context() as patch:
            stopped_after(more, patch)
            try:
                if not (tmp_path / "site" / STAGE).exists():
                    carry_out(tmp_path, "site", NEW, ["site/old/c.md"])
                else:
                    finish(tmp_path, "site")
            except Killed:
                pass
    finish(tmp_path, "site")
    assert files(tmp_path) in (OLD, DONE)


def test_what_a_person_edited_after_the_kill_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(tmp_path)
    with monkeypatch.context() as patch:
        stopped_after(6, patch)  # the journal stands, and no file is at its place
        with pytest.raises(Killed):
            carry_out(tmp_path, "site", NEW, ["site/old/c.md"])
    (tmp_path / "site/a.md").write_text("mine")
    (tmp_path / "site/old/c.md").write_text("mine too")
    assert finish(tmp_path, "site")
    found = files(tmp_path)
    assert (found["site/a.md"], found["site/old/c.md"]) == ("mine", "mine too")
    assert (found["site/deep/er/b.md"], found["review.lock"]) == ("B", "L")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[1]", "[[1, 2]]", '{"a": 1}', "[[1, 2, 3]]", '[["a", null, "b"]]']
)
def test_a_journal_that_nobody_wrote_changes_nothing(tmp_path: Path, text: str) -> None:
    begin(tmp_path)
    (tmp_path / "site" / STAGE).mkdir()
    (tmp_path / "site" / STAGE / "journal.json").write_text(text)
    finish(tmp_path, "site")
    assert files(tmp_path) == OLD


@pytest.mark.parametrize("name", ["../out", "/tmp/out", "site/../../out", "seeds/x.txt", ""])
def test_a_journal_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    root = tmp_path / "survey"
    begin(root)
    stage = root / "site" / STAGE
    stage.mkdir()
    (stage / "0").write_bytes(b"evil")
    after = "4e4aa09b6d80efbd684e80f54a70c1d8605625c3380f4cb012b32644a002b5be"
    (stage / "journal.json").write_text(json.dumps([[name, "", after]]))
    finish(root, "site")
    assert files(root) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["survey"]


def test_a_folder_that_is_a_link_leads_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "survey").mkdir()
    (tmp_path / "survey/site").symlink_to(tmp_path / "elsewhere")
    carry_out(tmp_path / "survey", "site", {"site/a/b.md": b"B", "review.lock": b"L"})
    assert files(tmp_path / "elsewhere") == {"a/b.md": "B"}
    assert (tmp_path / "survey/review.lock").read_bytes() == b"L"


@given(st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=9)), st.data())
def test_any_files_any_number_of_times(files: dict[str, bytes], data: st.DataObject) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        root = Path(folder)
        carry_out(root, "site", {f"site/{name}": text for name, text in files.items()})
        gone = data.draw(st.sets(st.sampled_from("abcdefg")))
        carry_out(root, "site", {}, sorted(f"site/{name}" for name in gone))
        left = {path.name: path.read_bytes() for path in (root / "site").iterdir()}
        assert left == {name: text for name, text in files.items() if name not in gone}
