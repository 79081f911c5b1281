"""Templates are compiled once: the shipped ones, and by the code that is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from review.render import environment as module
from review.render.environment import environment


def loud(text: str) -> str:
    return text.upper()


def quiet(text: str) -> str:
    return text.lower()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of one template, in a place of its own."""
    package = tmp_path / "review"
    (package / "templates/site").mkdir(parents=True)
    (package / "templates/site/a.md").write_text("Constant: {{ given }}")
    monkeypatch.setattr(module, "_PACKAGE", package)
    module._compiled.cache_clear()
    yield package
    module._compiled.cache_clear()


def kept(package: Path) -> list[str]:
    return sorted(path.name for path in (package / "__pycache__/templates").glob("*.jinja"))


def said(escape: object, root: Path | None = None) -> str:
    jinja = environment(escape, root)  # type: ignore[arg-type]
    return jinja.get_template("site/a.md").render(given="Given")


def test_each_target_has_its_own(package: Path) -> None:
    for _ in range(2):
        assert said(loud) == "Constant: GIVEN"
        assert said(quiet) == "Constant: given"
        assert len(kept(package)) == 2


def test_a_changed_template_is_compiled_anew(package: Path) -> None:
    assert said(loud) == "Constant: GIVEN"
    (package / "templates/site/a.md").write_text("{{ given }}!")
    assert said(loud) == "GIVEN!"


def test_templates_of_a_survey_are_not_kept(package: Path, tmp_path: Path) -> None:
    own = tmp_path / "survey/templates/site"
    own.mkdir(parents=True)
    (own / "a.md").write_text("mine: {{ given }}")
    assert said(loud, tmp_path / "survey") == "mine: GIVEN"
    assert kept(package) == []
    assert said(loud) == "Constant: GIVEN"


def test_those_of_other_code_are_deleted(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said(loud)
    before = kept(package)
    monkeypatch.setattr(module, "made_by", lambda: "another program of another day")
    module._compiled.cache_clear()
    assert said(loud) == "Constant: GIVEN"
    assert len(kept(package)) == 1
    assert kept(package) != before


def test_where_nobody_may_write_templates_are_compiled_every_time(package: Path) -> None:
    (package / "__pycache__").write_text("in the way")
    assert said(loud) == "Constant: GIVEN"
