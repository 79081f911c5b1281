"""What a rebuild changes against an earlier edition: the written one, a file, or one in git."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review import check
from review.changes import compare
from review.config import load_config
from review.errors import CheckError, ConfigError
from review.model import Changes
from review.pipeline.corpus import Step, silent
from review.pipeline.folder import remember
from review.pipeline.survey import build
from review.render.jsonfile import survey_plain

_WRITTEN = Path("site", "survey.json")


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed, and the titles of the topics, by id."""

    changes: Changes
    titles: Mapping[str, str]


def difference(root: Path, since: str = "", step: Step = silent) -> Difference:
    """Return what building the folder `root` changes; touches nothing.

    `since` is a `survey.json`, or a revision of git; without it the survey as it is written.
    Raises `ConfigError` where it is neither.
    """
    before = _earlier(root, since)
    survey = build(load_config(root), remember(root), step)
    titles = dict(_titles(before.get("taxonomy", ())))
    titles |= {topic.id: topic.title for top in survey.taxonomy for topic in top.walk()}
    return Difference(compare(before, survey_plain(survey)), titles)


def _titles(topics: Any) -> list[tuple[str, str]]:
    return [
        pair
        for topic in topics
        for pair in ((topic["id"], topic.get("title", "")), *_titles(topic.get("topics", ())))
    ]


def _earlier(root: Path, since: str) -> Mapping[str, Any]:
    path = Path(since) if since else root / _WRITTEN
    if not since and not path.exists():
        return {}
    try:
        return check.load_survey(path) if path.is_file() else _from_git(root, since)
    except CheckError as error:
        raise ConfigError(f"{path}: {error}") from error


def _from_git(root: Path, revision: str) -> Mapping[str, Any]:
    """Return the survey that a revision holds. No option of git can be smuggled in."""
    place = f"{revision}:./{_WRITTEN.as_posix()}"
    command = ["git", "-C", str(root), "show", "--end-of-options", place]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise ConfigError(f"{revision}: is no file, and git is not installed") from error
    if done.returncode:
        raise ConfigError(
            f"{revision}: is neither a survey.json nor a revision of git that has one"
        )
    try:
        stated = json.loads(done.stdout)
    except ValueError as error:
        raise ConfigError(f"{revision}: its {_WRITTEN.as_posix()} is not JSON") from error
    if not isinstance(stated, dict):
        raise ConfigError(f"{revision}: its {_WRITTEN.as_posix()} is not a survey")
    return stated
