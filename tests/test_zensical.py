"""The survey's `mkdocs.yml` stays readable to Zensical, which follows MkDocs."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.page_links import broken, read_pages


@pytest.mark.slow
def test_zensical_builds_a_survey(survey: Path) -> None:
    if not find_spec("zensical"):
        pytest.skip("this needs Zensical (pip install zensical)")
    command = Path(sys.executable).with_name("zensical")
    done = subprocess.run(
        [str(command), "build", "--clean"], cwd=survey, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout + done.stderr
    pages = read_pages(survey / "public")
    written = {path.relative_to(survey / "site") for path in (survey / "site").rglob("*.md")}
    assert {str(path.with_suffix(".html")) for path in written} <= set(pages)
    assert list(broken(survey / "public")) == []
    work = min(path for path in pages if path.startswith("papers/"))
    assert "citation_title" in (survey / "public" / work).read_text("utf-8")
    shutil.rmtree(survey / "public")
