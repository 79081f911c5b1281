from pathlib import Path

import pytest

from benchmarks.kill import edition, run


@pytest.mark.slow
def test_a_killed_build_leaves_an_edition_and_the_next_is_as_if_nothing_had_been() -> None:
    found = {row["figure"]: row["value"] for row in run(kills=6, works=15)}
    assert found["killed builds"] == 6
    assert found["left the edition before"] + found["left the new edition"] == 6
    assert found["left anything else"] == 0
    assert found["next build differs from an undisturbed one"] == 0


def test_an_edition_is_what_a_build_writes(tmp_path: Path) -> None:
    for name in ("site/a.md", "site/.next/0", "review.lock", "mkdocs.yml", "seeds/x", "public/y"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert sorted(edition(tmp_path)) == ["mkdocs.yml", "review.lock", "site/a.md"]
