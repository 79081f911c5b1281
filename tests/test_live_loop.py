"""What a change asks for, and what browsers and the terminal are told of it."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from review.cache import alone
from review.live import loop as module
from review.live.loop import _Asked, _asked
from review.live.window import State
from review.model import Problem
from tests.live_bench import OURS, Bench, Shown


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ((), _Asked.NOTHING),
        (("templates/theme/main.html",), _Asked.WEBSITE),
        (("site/own.md",), _Asked.WEBSITE),
        (("site/topics/one.md",), _Asked.PAGES),
        (("templates/site/topic.md",), _Asked.PAGES),
        (("mkdocs.yml", "site/own.md"), _Asked.PAGES),
        (("curation.yml",), _Asked.SURVEY),
        (("review.lock",), _Asked.SURVEY),
        (("seeds/a.bib", "templates/theme/main.html"), _Asked.SURVEY),
        (("taxonomy.yml", "site/index.md"), _Asked.SURVEY),
    ],
)
def test_what_changed_paths_ask_for(changed: tuple[str, ...], asked: _Asked) -> None:
    assert _asked(changed, OURS) is asked


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    made = Bench(tmp_path, monkeypatch)
    made.change("review.yml")
    yield made


SURVEY = ["before", "build", "drawn", "publish", "preview"]


def test_at_first_all_is_made_whatever_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Bench(tmp_path, monkeypatch).change("site/own.md") == SURVEY


def test_each_change_makes_what_it_asks_for_and_no_more(bench: Bench) -> None:
    assert bench.change("curation.yml") == SURVEY
    assert bench.change("templates/site/topic.md") == ["drawn", "publish", "preview"]
    assert bench.change("templates/theme/main.html") == ["preview"]
    assert bench.change("site/own.md") == ["preview"]


def test_browsers_reload_only_when_there_is_something_to_see(bench: Bench) -> None:
    before = bench.window.state.version
    bench.written = ()
    bench.change("curation.yml")
    assert bench.window.state.version == before
    bench.written = ("index.md",)
    bench.change("curation.yml")
    assert bench.window.state.version == before + 1


def test_what_was_written_is_no_change(bench: Bench) -> None:
    bench.written = ("index.md", "topics/one.md")
    bench.change("curation.yml")
    assert {"site/index.md", "site/topics/one.md", "review.lock"} <= set(bench.watch.own)


def test_an_error_is_told_and_shown_and_the_pages_stay_until_it_is_mended(bench: Bench) -> None:
    version = bench.window.state.version
    bench.wrong = {"build": "curation.yml:3: no such topic"}
    assert bench.change("curation.yml") == ["before", "build"]
    assert bench.window.state.error == "curation.yml:3: no such topic"
    assert bench.window.state.version == version
    assert b"page" in bench.window.reply("/").body
    assert bench.told == ["review: curation.yml:3: no such topic\nThe last good site stays."]
    bench.wrong, bench.written = {}, ()
    assert bench.change("curation.yml")[:2] == ["before", "build"]
    assert bench.window.state.error == ""


def test_inputs_that_are_again_what_they_were_make_no_new_survey(bench: Bench) -> None:
    bench.change("curation.yml", given=b"good")
    bench.wrong = {"build": "curation.yml:3: no such topic"}
    assert bench.change("curation.yml", given=b"bad") == ["before", "build"]
    bench.wrong = {}
    assert bench.change("curation.yml", given=b"good") == ["drawn", "publish", "preview"]
    assert bench.window.state.error == ""
    (bench.root / "review.lock").write_text("somebody else's", "utf-8")
    assert bench.change("curation.yml", given=b"good") == SURVEY


def test_a_survey_that_was_never_written_is_made_again(bench: Bench) -> None:
    bench.change("curation.yml", given=b"good")
    bench.wrong = {"publish": "site/topics/one.md was edited by hand"}
    bench.change("curation.yml", given=b"other")
    bench.wrong = {}
    assert bench.change("curation.yml", given=b"good") == SURVEY


def test_what_failed_is_owed_whatever_changes_next(bench: Bench) -> None:
    bench.wrong = {"build": "seeds/a.bib: cannot be opened"}
    bench.change("seeds/a.bib")
    bench.wrong = {}
    assert bench.change("templates/theme/main.html") == SURVEY


def test_a_template_that_is_mended_does_not_make_the_survey_again(bench: Bench) -> None:
    bench.wrong = {"drawn": "templates/site/topic.md:2: unexpected end"}
    assert bench.change("seeds/a.bib") == ["before", "build", "drawn"]
    bench.wrong = {}
    assert bench.change("templates/site/topic.md") == ["drawn", "publish", "preview"]
    assert bench.window.state.error == ""


def test_an_edit_by_hand_in_a_generated_page_is_told(bench: Bench) -> None:
    bench.wrong = {"publish": "site/topics/one.md was edited by hand"}
    bench.change("site/topics/one.md")
    assert bench.window.state.error == "site/topics/one.md was edited by hand"
    bench.wrong = {}
    bench.change("site/topics/one.md")
    assert bench.window.state.error == ""


def test_what_mkdocs_refuses_is_told_and_the_last_pages_stay(bench: Bench) -> None:
    version = bench.window.state.version
    bench.wrong = {"preview": "mkdocs.yml: no such theme"}
    bench.change("mkdocs.yml")
    assert bench.window.state == State(version, "mkdocs.yml: no such theme")
    bench.wrong = {}
    bench.change("mkdocs.yml")
    assert (bench.window.state.version, bench.window.state.error) == (version + 1, "")


def test_a_theme_is_read_again_where_it_changed_or_was_wrong(bench: Bench) -> None:
    for name, is_new in (
        ("curation.yml", False), ("templates/theme/main.html", True), ("mkdocs.yml", True),
        ("site/own.md", False),
    ):  # fmt: skip
        bench.change(name)
        assert (bench.before is None) is is_new, name
    bench.wrong = {"preview": "main.html:1: what is this"}
    bench.change("templates/theme/main.html")
    bench.wrong = {}
    bench.change("site/own.md")
    assert bench.before is None
    bench.change("site/own.md")
    assert bench.before is bench.shown


def test_the_person_s_own_pages_are_looked_through_until_the_website_is_whole(
    bench: Bench,
) -> None:
    bench.shown = Shown(("own.md leads to 'x.md', which is not there",))
    bench.change("site/own.md")
    assert bench.shown.asked == ["index.md", "own.md"]
    assert bench.window.state.error == "own.md leads to 'x.md', which is not there"
    bench.change("templates/theme/main.html")
    assert bench.shown.asked == ["index.md", "own.md"], "still wrong"
    bench.shown = Shown()
    bench.change("site/own.md")
    assert bench.window.state.error == ""
    bench.loop._built("")
    bench.change("templates/theme/main.html")
    assert bench.shown.asked == ["index.md"]


def test_what_only_the_whole_website_shows_is_told_until_the_next_change(bench: Bench) -> None:
    bench.loop._built("mkdocs: a page is in no navigation")
    assert bench.window.state.error == "mkdocs: a page is in no navigation"
    bench.written = ()
    bench.change("curation.yml")
    assert bench.window.state.error == ""


def test_a_whole_website_is_said_once_it_stands(bench: Bench) -> None:
    bench.told.clear()
    bench.loop._built("")
    assert bench.told == [f"{bench.window.public} is up to date"]


def test_a_survey_that_is_out_of_date_is_dropped_and_the_next_is_not(bench: Bench) -> None:
    def overtake() -> None:
        bench.watch.behind = True

    bench.during = overtake
    version = bench.window.state.version
    assert bench.change("curation.yml") == ["before", "build"]
    assert bench.window.state.version == version
    assert bench.change("site/own.md") == SURVEY, "what was dropped is owed, and made to its end"
    assert bench.window.state.version == version + 1


def test_each_problem_is_told_once(bench: Bench) -> None:
    one, two = Problem("curation.yml:1", "nobody"), Problem("seeds/a.bib:7", "no title")
    bench.problems = (one,)
    bench.change("curation.yml")
    assert "curation.yml:1: nobody" in bench.told
    bench.problems = (one, two)
    bench.change("curation.yml")
    assert bench.told[0] == "seeds/a.bib:7: no title"
    assert "curation.yml:1: nobody" not in bench.told


def test_another_build_of_the_folder_is_waited_for_and_told(bench: Bench) -> None:
    begun, done = threading.Event(), threading.Event()

    def other() -> None:
        with alone(bench.root, lambda _: None):
            begun.set()
            time.sleep(0.5)
            done.set()

    thread = threading.Thread(target=other)
    thread.start()
    assert begun.wait(30)
    assert bench.change("curation.yml") == SURVEY
    assert done.is_set()
    assert bench.told[0].startswith("Another build of this folder is running")
    thread.join()


def test_at_rest_the_whole_website_is_built_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []

    def wait(timeout: float) -> frozenset[str]:
        rests.append(timeout)
        if len(rests) == 4:
            raise KeyboardInterrupt
        return frozenset()

    bench.done.clear()
    bench.watch.wait = wait
    with pytest.raises(KeyboardInterrupt):
        bench.loop.run()
    assert bench.done.count("website") == 1
    assert rests == [module.REST, *[module._FOREVER] * 3]
