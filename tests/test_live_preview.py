"""Pages made one at a time are those of `mkdocs build`, and what is wrong in them is told."""

from pathlib import Path

import pytest

from review.errors import ConfigError, ReviewError
from review.live.preview import preview
from tests.browsing import BELOW

SETTINGS = """\
site_name: Survey
docs_dir: site
site_dir: public
theme: {name: mkdocs, custom_dir: templates/theme}
plugins: []
exclude_docs: secret.md
nav: [index.md, topics/one.md]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": SETTINGS,
        "site/index.md": "# Home\n\nTo [one](topics/one.md).\n",
        "site/topics/one.md": "---\ntitle: The first\n---\n\nWords.\n",
        "site/own.md": "# My own\n\nTo [nowhere](nowhere.md) and [home](index.md).\n",
        "site/secret.md": "# Secret\n",
        "site/data.csv": "a,b\n",
        "templates/theme/main.html": '{% extends "base.html" %}\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_page_is_made_with_links_navigation_and_titles(root: Path) -> None:
    found = (preview(root).content("index.html") or b"").decode()
    assert 'href="topics/one/"' in found
    assert "The first" in found, "the title in the navigation"
    assert not (root / "public").exists()


def test_other_files_come_as_they_are_and_the_theme_has_its_own(root: Path) -> None:
    shown = preview(root)
    assert shown.content("data.csv") == b"a,b\n"
    assert shown.content("css/base.css")


@pytest.mark.parametrize("address", ["nothing.html", "secret/index.html", "site/index.md", ""])
def test_what_mkdocs_does_not_make_is_none(root: Path, address: str) -> None:
    assert preview(root).content(address) is None


def test_a_page_is_that_of_the_moment_of_the_preview_and_of_one_making(root: Path) -> None:
    shown = preview(root)
    first = shown.content("index.html")
    (root / "site/index.md").write_text("# Other\n", "utf-8")
    assert shown.content("index.html") == first
    assert b"Other" in (preview(root).content("index.html") or b"")


def test_only_one_page_is_marked_as_the_one_that_is_seen(root: Path) -> None:
    shown = preview(root)
    one = shown.content("topics/one/index.html")
    again = preview(root)
    again.content("index.html")
    assert again.content("topics/one/index.html") == one


def test_warnings_are_those_of_the_pages_asked_for_whoever_made_them_first(root: Path) -> None:
    shown = preview(root)
    assert shown.warnings(["index.md", "data.csv", "gone.md"]) == ()
    shown.content("own/index.html")
    assert [("own.md" in line, "nowhere.md" in line) for line in shown.warnings(["own.md"])] == [
        (True, True)
    ]


def test_a_page_that_cannot_be_read_is_told(root: Path) -> None:
    shown = preview(root)
    (root / "site/topics/one.md").write_bytes(b"\xff\xfe\xff")
    (root / "site/data.csv").unlink()
    with pytest.raises(ReviewError, match=r"data\.csv: cannot be read"):
        shown.content("data.csv")
    with pytest.raises(ReviewError, match=r"topics/one\.md"):
        shown.content("topics/one/index.html")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme: {name: no-such-theme}\n", "no-such-theme"),
        ("plugins: [no-such-plugin]\n", "no-such-plugin"),
        ("site_name: [\n", "mkdocs.yml"),
        ("nav: 7\n", "nav"),
        ("markdown_extensions: [no_such_extension]\n", "no_such_extension"),
    ],
)
def test_settings_that_mkdocs_refuses_are_told(root: Path, text: str, said: str) -> None:
    name = text.partition(":")[0]
    kept = "".join(line for line in SETTINGS.splitlines(True) if not line.startswith(name))
    (root / "mkdocs.yml").write_text(kept + text, "utf-8")
    with pytest.raises(ReviewError, match=said):
        preview(root)


@pytest.mark.parametrize(
    "text",
    ['{% extends "base.html" %}\n{% block x %}', "{{ nothing.at.all }}", "{% include 'x' %}"],
)
def test_a_theme_with_a_mistake_is_told_with_its_place(root: Path, text: str) -> None:
    (root / "templates/theme/main.html").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=r"main\.html:\d"):
        preview(root).content("index.html")
    (root / "templates/theme/main.html").write_text("fine", "utf-8")
    assert preview(root).content("index.html") == b"fine"


def test_a_preview_after_another_is_as_if_there_had_been_none(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    first = preview(root)
    (root / "site/new.md").write_text("# New\n\n[home](index.md)\n", "utf-8")
    (root / "site/css").mkdir()
    (root / "site/css/base.css").write_text("mine", "utf-8")
    (root / "site/own.md").unlink()
    after, alone = preview(root, before=first), preview(root)
    assert set(after.by_address) == set(alone.by_address) != set(first.by_address)
    for address in sorted(after.by_address):
        assert after.content(address) == alone.content(address), address
    assert after.content("css/base.css") == b"mine"
    again = preview(root, before=after)
    assert set(again.by_address) == set(after.by_address)


@pytest.mark.slow
@pytest.mark.xdist_group("website")
def test_each_page_is_byte_for_byte_that_of_the_whole_website(website: Path) -> None:
    shown = preview(website.parent, f"https://example.org{BELOW}")
    pages = sorted(path.relative_to(website).as_posix() for path in website.rglob("*.html"))
    for address in [one for one in pages if one != "404.html"][::10]:
        assert shown.content(address) == (website / address).read_bytes(), address
