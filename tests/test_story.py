"""The whole story: two editions of a survey with a person's hand between, on cut real files."""

from pathlib import Path

import pytest

from benchmarks.story import NEW, Story, tell
from tests.conftest import ROOT

_PAPERS = 25
_HEADER = 5  # lines of a dump before its first paper


def _cut(target: Path) -> list[Path]:
    """Return the five dumps with their first papers alone."""
    target.mkdir()
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        lines = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
        text = "\n\n".join(lines[: _HEADER + 2 * _PAPERS]) + "\n"
        (target / path.name).write_text(text, "utf-8")
    return sorted(target.iterdir())


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("story")
    dumps = _cut(folder / "dumps")
    return tell(folder / "survey", dumps[:3], dumps[3:])


@pytest.mark.slow
@pytest.mark.xdist_group("story")
class TestStory:
    def test_every_promise_is_kept(self, story: Story) -> None:
        assert [one for one in story.promises if not one.kept] == []
        assert len(story.promises) > 20

    def test_the_second_edition_has_the_papers_of_all_files(self, story: Story) -> None:
        assert story.counts["records"] == 5 * _PAPERS
        assert story.counts["excluded"] == 2

    def test_the_diff_can_be_read_in_a_minute(self, story: Story) -> None:
        for heading in ("### Counts", "### Works added", "### Works removed (2)",
                        "### Works merged", "### Topics added (1)", "### Topics removed (1)",
                        "### Topics renamed (1)", "### Citation keys changed (1)"):  # fmt: skip
            assert heading in story.diff
        assert f"- {NEW.title}" in story.diff
