"""The documentation holds what the program does."""

import re
from pathlib import Path

import click
import pytest

from review.cli import main
from review.config import read_curation
from review.model import Topic
from review.serial import load_yaml
from review.text.kept import parts

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, command in main.commands.items():
        if isinstance(command, click.Group):
            found += [(f"{name} {sub}", one) for sub, one in command.commands.items()]
        else:
            found.append((name, command))
    return found


@pytest.mark.parametrize(("name", "command"), commands(), ids=str)
def test_each_command_and_option_is_in_the_readme_and_has_an_example(
    name: str, command: click.Command
) -> None:
    assert f"review {name}" in README
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(option in README for option in parameter.opts), parameter.opts
    assert f"review {name}" in (command.epilog or ""), "--help shows an example"


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    known = {name.split()[0] for name, _ in commands()}
    for block in re.findall(r"^```(?:sh)?\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        for word in re.findall(r"^(?:\S+/)?review ([a-z]+)", block, re.MULTILINE):
            assert word in known


def test_links_of_the_documentation_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
            assert (ROOT / link).exists(), f"{name} links to {link}"


def test_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"\bmake ([a-z]+)\b", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_screenshots_are_shown_and_light() -> None:
    for picture in (ROOT / ".github").glob("*.png"):
        assert f".github/{picture.name}" in README
        assert picture.stat().st_size <= 200_000, picture.name


def test_the_examples_of_the_guide_are_read_as_it_says() -> None:
    guide = (ROOT / "docs/your-hand.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"^```(\w+)\n(.*?)^```", guide, re.MULTILINE | re.DOTALL))
    curation = read_curation(load_yaml(blocks["yaml"], "curation.yml"), (Topic("medicine", "M"),))
    assert all(getattr(curation, name) for name in curation.__dataclass_fields__)
    assert [bool(one.use) for one in curation.sentences] == [True, False]
    for language, name, place in (("markdown", "a.md", "intro"), ("latex", "a.tex", "end")):
        found = parts(blocks[language].encode(), name)
        assert found.words[place]
        assert found.damage == ()
