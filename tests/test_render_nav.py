import pytest

from review.errors import ConfigError
from review.model import Survey
from review.render.nav import html_folder, nav
from review.serial import load_yaml
from tests.survey_factory import survey

CONFIG = """\
site_name: X
docs_dir: site
site_dir: public
nav:
  - Overview: index.md
  # review:nav begin
  - old: old.md
  # review:nav end
  - Mine: mine.md
"""


def test_the_topics_stand_between_the_markers_and_the_rest_stays() -> None:
    text = nav(survey(), CONFIG)
    document = load_yaml(text, "mkdocs.yml").value
    assert isinstance(document, dict)
    assert document["nav"] == [
        {"Overview": "index.md"},
        {"Topics": [
            "topics/index.md",
            {"All &amp; &lt;everything&gt;": [
                {"Overview": "topics/root.md"},
                {"A *leaf* {topic}": "topics/leaf.md"},
                {"Nothing here": "topics/empty.md"},
            ]},
            {"Outside the taxonomy": "unplaced.md"},
        ]},
        {"Works": "papers.md"},
        {"Browse": "by/index.md"},
        {"Bibliography": "bibliography.md"},
        {"Glossary": "glossary.md"},
        {"Methods": [
            {"How it was made": "methods.md"},
            {"Placement": "placement.md"},
            {"Completeness": "completeness.md"},
            {"Duplicates": "duplicates.md"},
        ]},
        {"Mine": "mine.md"},
    ]  # fmt: skip
    assert text.startswith(CONFIG[: CONFIG.index("  - old")])
    assert text.endswith("  # review:nav end\n  - Mine: mine.md\n")


def test_it_is_written_once() -> None:
    once = nav(survey(), CONFIG)
    assert nav(survey(), once) == once


def test_no_page_of_the_unplaced_where_there_is_none() -> None:
    assert "unplaced" not in nav(Survey("X", "0"), CONFIG)


@pytest.mark.parametrize(
    "lost",
    ["  # review:nav begin\n", "  # review:nav end\n", "  - old: old.md\n  # review:nav end\n"],
)
def test_a_lost_marker_is_named(lost: str) -> None:
    with pytest.raises(ConfigError, match=r"mkdocs\.yml: put the lines '# review:nav begin'"):
        nav(survey(), CONFIG.replace(lost, ""))


def test_markers_that_stand_twice_are_named() -> None:
    with pytest.raises(ConfigError, match="once each"):
        nav(survey(), CONFIG + "  # review:nav begin\n  # review:nav end\n")


@pytest.mark.parametrize(
    "folder", ["site", "site/html", ".", "..", "../x", "/tmp/x", "seeds", "templates/x", "./site"]
)
def test_mkdocs_may_not_empty_the_sources(folder: str) -> None:
    with pytest.raises(ConfigError, match=r"mkdocs\.yml:3: site_dir must be a folder of its own"):
        html_folder(CONFIG.replace("site_dir: public", f"site_dir: {folder}"))


def test_the_defaults_of_mkdocs_would_delete_the_sources() -> None:
    with pytest.raises(ConfigError, match="site_dir must be"):
        html_folder(CONFIG.replace("site_dir: public\n", ""))
    with pytest.raises(ConfigError, match="docs_dir must be site"):
        html_folder(CONFIG.replace("docs_dir: site\n", ""))
    with pytest.raises(ConfigError, match="docs_dir must be site"):
        nav(survey(), CONFIG.replace("docs_dir: site\n", "docs_dir: docs\n"))


def test_the_folder_of_the_website() -> None:
    assert html_folder(CONFIG) == "public"
    assert html_folder(CONFIG.replace("public", "./out/html/")) == "out/html"
