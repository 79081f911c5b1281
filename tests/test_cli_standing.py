import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from review import cache
from review.cache.standing import digest_of, load_standing, named_in, state_of
from review.cli import main
from review.pipeline.start import start
from tests.conftest import ROOT, snapshot

NOTHING = "Nothing to do."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("survey") / "survey"
    start(root, "Small")
    build(root)
    return root


@pytest.fixture
def survey(built: Path, tmp_path: Path) -> Path:
    """A built survey of its own, which knows that it is built."""
    root = tmp_path / "survey"
    shutil.copytree(built, root)
    build(root)
    return root


def build(root: Path, *options: str, html: bool = False) -> str:
    options = options if html else ("--no-html", *options)
    done = CliRunner().invoke(main, ["build", str(root), *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_nothing_changed_and_nothing_to_do(survey: Path) -> None:
    before = snapshot(survey)
    said = build(survey).splitlines()
    assert said[-1] == NOTHING
    assert "cited sentences" in said[-2]
    assert snapshot(survey) == before


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


def edit(name: str) -> Callable[[Path], object]:
    return lambda root: append(root / name, "\n# more\n")


CHANGES: dict[str, Callable[[Path], object]] = {
    "settings": edit("review.yml"),
    "taxonomy": edit("taxonomy.yml"),
    "decisions": edit("curation.yml"),
    "website": edit("mkdocs.yml"),
    "ledger": lambda root: (root / "review.lock").unlink(),
    "new seed": lambda root: (root / "seeds/new.md").write_text("# One more\n"),
    "seed": lambda root: append(next((root / "seeds").iterdir()), "\n"),
    "page gone": lambda root: (root / "site/index.md").unlink(),
    "own page": lambda root: (root / "site/mine.md").write_text("# Mine\n"),
    "page touched": lambda root: os.utime(root / "site/index.md"),
    "template": lambda root: write(root / "templates/site/new.md", "x"),
    "unfinished": lambda root: write(root / "site/.next/0", "x"),
    "cache gone": lambda root: shutil.rmtree(root / ".cache"),
    "cache broken": lambda root: (root / ".cache/standing.json").write_text("{"),
    "cache strange": lambda root: (root / ".cache/standing.json").write_text('{"made": []}'),
}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(survey: Path, change: str) -> None:
    CHANGES[change](survey)
    assert NOTHING not in build(survey)
    assert NOTHING in build(survey)


@pytest.mark.parametrize("option", ["--fresh", "--no-cache"])
def test_who_asks_for_a_build_gets_one(survey: Path, option: str) -> None:
    before = snapshot(survey)
    assert NOTHING not in build(survey, option)
    assert snapshot(survey) == before


def test_problems_are_told_again(survey: Path) -> None:
    topic = (survey / "taxonomy.yml").read_text().split("id: ")[1].split()[0]
    (survey / "curation.yml").write_text(f"pins:\n- {{paper: nobody2020, topic: {topic}}}\n")
    first, second = build(survey), build(survey)
    assert "nobody2020" in first
    assert "nobody2020" in second
    assert NOTHING in second


def test_a_git_date_is_asked_for_every_time(survey: Path) -> None:
    text = (survey / "review.yml").read_text()
    (survey / "review.yml").write_text(text + "date: git\n")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        git(survey, *command)
    build(survey)
    assert NOTHING not in build(survey)


def git(root: Path, *command: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(root), *who, *command], check=True)


def test_where_nothing_is_to_do_nothing_heavy_is_imported(survey: Path) -> None:
    code = (
        "import sys\nfrom review.cli import main\n"
        f"try: main(['build', {str(survey)!r}, '--no-html'])\nexcept SystemExit: pass\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert NOTHING in done.stderr
    heavy = {"numpy", "scipy", "sklearn", "nltk", "pybtex", "jinja2", "yaml", "mkdocs"}
    assert not heavy & set(done.stdout.split())


def test_no_folder_is_made_where_no_survey_is(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["build", str(tmp_path)])
    assert done.exit_code == 1
    assert "no review.yml here" in done.output
    assert list(tmp_path.iterdir()) == []


# ── two builds at once ───────────────────────────────────────────────────────────────────────


def begun(root: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "review", "build", str(root), "--no-html"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_a_build_waits_for_another_and_then_has_nothing_to_do(survey: Path) -> None:
    with cache.turn(cache.folder_of(survey), print):
        second = begun(survey)
        assert second.stderr
        said = second.stderr.readline()
        assert second.poll() is None
    with second:
        rest = second.communicate()[1]
    assert said == f"Another build of this folder is running (process {os.getpid()}); waiting\n"
    assert NOTHING in rest
    assert second.returncode == 0


def test_two_builds_at_once_are_one_after_the_other(survey: Path) -> None:
    edit("review.yml")(survey)
    (survey / "seeds/more.md").write_text("# Small nets\n\n- Tan, A. Nets of ants. 2021.\n")
    with begun(survey) as one, begun(survey) as other:
        told = [one.communicate()[1], other.communicate()[1]]
    assert (one.returncode, other.returncode) == (0, 0)
    assert sum(NOTHING in text for text in told) == 1
    assert NOTHING in build(survey)


# ── the website ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def websites(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """MkDocs is not run: what would run it notes that it was asked."""
    made: list[str] = []

    def build_html(root: Path, *_: object) -> None:
        made.append("html")
        write(root / "public/index.html", f"{len(made)}")

    monkeypatch.setattr("review.pipeline.folder.build_html", build_html)
    return made


def test_the_website_is_made_once(survey: Path, websites: list[str]) -> None:
    assert "index.html" in build(survey, html=True)
    assert NOTHING in build(survey, html=True)
    assert NOTHING in build(survey)
    assert websites == ["html"]


def test_the_website_is_not_made_where_the_pages_stay_the_same(
    survey: Path, websites: list[str]
) -> None:
    build(survey, html=True)
    edit("taxonomy.yml")(survey)
    assert NOTHING not in build(survey, html=True)
    assert NOTHING in build(survey, html=True)
    assert websites == ["html"]


def test_an_earlier_website_is_known_after_builds_without_one(
    survey: Path, websites: list[str]
) -> None:
    build(survey, html=True)
    edit("taxonomy.yml")(survey)
    build(survey)
    build(survey, html=True)
    assert websites == ["html"]


WEBSITE: dict[str, Callable[[Path], object]] = {
    "settings": edit("mkdocs.yml"),
    "page gone": lambda root: (root / "public/index.html").unlink(),
    "page edited": edit("public/index.html"),
    "website gone": lambda root: shutil.rmtree(root / "public"),
    "own page": lambda root: write(root / "site/own.md", "# Mine\n"),
    "theme": lambda root: write(root / "templates/theme/main.html", "x"),
    "address": lambda root: append(root / "review.yml", "url: https://example.org/a/\n"),
}


@pytest.mark.parametrize("change", WEBSITE)
def test_the_website_is_made_again(survey: Path, websites: list[str], change: str) -> None:
    build(survey, html=True)
    WEBSITE[change](survey)
    assert NOTHING not in build(survey, html=True)
    assert websites == ["html", "html"]
    assert NOTHING in build(survey, html=True)


def test_files_that_the_settings_name_are_of_the_website(survey: Path, websites: list[str]) -> None:
    write(survey / "hooks/own.py", "A = 1\n")
    text = (survey / "mkdocs.yml").read_text()
    (survey / "mkdocs.yml").write_text(f"hooks: [hooks/own.py]\n{text}")
    build(survey, html=True)
    write(survey / "hooks/own.py", "A = 2\n")
    build(survey, html=True)
    assert websites == ["html", "html"]


# ── digests ──────────────────────────────────────────────────────────────────────────────────


def test_files_are_told_apart_by_name_and_content(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_text("x")
    found = [digest_of(tmp_path, paths) for paths in ([a], [b], [a, b], [])]
    b.write_text("x")
    found += [digest_of(tmp_path, paths) for paths in ([b], [a, b])]
    assert len(set(found)) == 6
    assert digest_of(tmp_path, [a]) == found[0]


def test_the_state_of_a_folder(tmp_path: Path) -> None:
    seen = {state_of(tmp_path / "none"), state_of(tmp_path)}
    assert len(seen) == 1
    write(tmp_path / "deep/a", "x")
    seen.add(state_of(tmp_path))
    at = (tmp_path / "deep/a").stat()
    (tmp_path / "deep/a").write_text("y")
    os.utime(tmp_path / "deep/a", ns=(at.st_atime_ns, at.st_mtime_ns))
    seen.add(state_of(tmp_path))  # the time of the system tells
    assert len(seen) == 3
    assert state_of(tmp_path) in seen


def test_names_in_a_text(tmp_path: Path) -> None:
    for name in ("hooks/a.py", "site/b.md", "c.css", "d"):
        write(tmp_path / name, "")
    text = "docs_dir: site\nhooks: [hooks, ./c.css, ../d, /d, .]\n- 'site/b.md'\n"
    names = [p.relative_to(tmp_path).as_posix() for p in named_in(text, tmp_path, ["site"])]
    assert names == ["c.css", "hooks/a.py"]


def test_what_is_no_standing_is_none(tmp_path: Path) -> None:
    path = tmp_path / "standing.json"
    assert load_standing(path) is None
    for text in ("", "[]", "{}", '{"made": 1}', '{"made": "a", "extra": 1}', "\0"):
        path.write_text(text)
        assert load_standing(path) is None
