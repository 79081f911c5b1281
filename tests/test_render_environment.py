"""A mistake in a template is the person's, with its place; one of the program's own is a bug."""

from pathlib import Path

import pytest

from review.errors import ConfigError
from review.render import usable
from review.render.environment import environment


def rendered(root: Path, text: str, **given: object) -> str:
    (root / "templates").mkdir()
    (root / "templates/own.md").write_text(text, "utf-8")
    with usable():
        return environment(str, root).get_template("own.md").render(**given)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{% if %}", r"own\.md:2: Expected an expression"),
        ("{{ nothing }}", r"own\.md:1: 'nothing' is undefined"),
        ("\n\n{{ 1 + 'a' }}", r"own\.md:3: TypeError: unsupported operand"),
        ("{{ 1 // 0 }}", r"own\.md:1: ZeroDivisionError"),
        ("\n{{ 7 | join }}", r"own\.md:2: TypeError"),
        ("{{ 'x'.format(**{}).index('y') }}", r"own\.md:1: ValueError"),
        ("{% include 'none.md' %}", r"own\.md:1: "),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        rendered(tmp_path, text)


def test_a_fault_of_the_program_is_not_put_down_to_the_template(tmp_path: Path) -> None:
    from review.render.citations import label

    with pytest.raises(AttributeError):
        rendered(tmp_path, "{{ label(7) }}", label=label)
    with pytest.raises(ValueError, match="invalid literal"), usable():
        int("x")
