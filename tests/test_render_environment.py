"""A mistake in a template is the person's, with its place; one of the program's own is a bug."""

from pathlib import Path

import pytest

from review.errors import ConfigError
from review.render import usable
from review.render.environment import Later, environment, own_mark


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


def test_own_templates_may_lie_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/paper.md").write_text("{% include 'site/part.md' %}")
    (tmp_path / "shared/part.md").write_text("shared")
    root = tmp_path / "survey"
    (root / "templates").mkdir(parents=True)
    (root / "templates/site").symlink_to(tmp_path / "shared")
    (root / "templates/gone.md").symlink_to(tmp_path / "nowhere")
    jinja = environment(str, root)
    assert jinja.get_template("site/paper.md").render() == "shared"
    (tmp_path / "shared/part.md").write_text("changed meanwhile")
    assert jinja.get_template("site/part.md").render() == "shared"
    assert own_mark(jinja) != own_mark(environment(str, root)) != own_mark(environment(str, None))


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/own.md").write_bytes(b"\xff")
    with pytest.raises(ConfigError, match=r"own\.md:1: 'utf-8'"), usable():
        environment(str, tmp_path).get_template("own.md")


def test_a_copy_of_a_shipped_template_is_the_shipped_one(tmp_path: Path) -> None:
    shipped = environment(str, None).get_template("site/letters.md").filename
    assert shipped
    copy = tmp_path / "templates/site/letters.md"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(Path(shipped).read_bytes())
    assert environment(str, tmp_path).get_template("site/letters.md").filename == shipped
    copy.write_text(copy.read_text("utf-8") + "!")
    assert environment(str, tmp_path).get_template("site/letters.md").filename == str(copy)


def test_a_variable_is_made_where_a_template_reads_it(tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> str:
        made.append("now")
        return "now"

    given = {"later": Later(make), "other": Later(lambda: 1 // 0)}
    assert rendered(tmp_path, "{{ title }}", title="T", **given) == "T"
    assert not made
    (tmp_path / "templates/part.md").write_text("{{ later }}")
    jinja = environment(str, tmp_path)
    own = jinja.from_string("{% include 'part.md' %} {{ later if later is defined }}")
    assert own.render(**given) == "now now"
    assert made == ["now"] * len(made)
