"""Templates of pages: a person's own win, what is not given is an error, all is escaped."""

from pathlib import Path

import pytest

from review.render.environment import environment
from review.render.markdown import escape
from review.render.site import render
from tests.survey_factory import HOSTILE, survey


def test_a_person_overrides_a_template(tmp_path: Path) -> None:
    (tmp_path / "templates/site").mkdir(parents=True)
    (tmp_path / "templates/assets").mkdir()
    (tmp_path / "templates/site/glossary.md").write_text("{{ head }}\n# Mine {{ title }}\n")
    (tmp_path / "templates/assets/review.css").write_text("/* mine */")
    made = {page.path: page.text for page in render(survey(HOSTILE[:2]), tmp_path)}
    assert made["glossary.md"].endswith("# Mine Glossary\n")
    assert made["assets/review.css"] == "/* mine */"
    assert "iframe-worker" in made["assets/iframe-worker.js"]
    assert made["methods.md"].startswith("---\n")


def test_an_undefined_name_in_a_template_is_an_error(tmp_path: Path) -> None:
    made = environment(escape, tmp_path).from_string("{{ nothing }}")
    with pytest.raises(Exception, match="'nothing' is undefined"):
        made.render()


def test_a_template_escapes_by_default() -> None:
    assert environment(escape, None).from_string("{{ a }}").render(a="*x*") == "&#42;x&#42;"
