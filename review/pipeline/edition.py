"""The date of an edition, from the inputs alone: never from the clock.

A `date:` in `review.yml` wins. Without one, seed files may have it in their names, or in that of a
folder they lie in: `seeds/2026-03/scopus.ris`, `seeds/pubmed-2026-03-14.nbib`. With `date: git`,
the commit that last touched a seed file gives it its date.
"""

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from review.config import Config
from review.errors import ConfigError

GIT = "git"
"""The `date:` that asks for the dates of commits."""

_DATE = re.compile(
    r"(?<![^\W_])((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Dates:
    """The date of the edition as 2026-03-14, or empty; and those of seed files, by their names.

    Where a person gave a date, no file has one of its own.
    """

    edition: str
    files: Mapping[str, str] = field(default_factory=dict)


def dates(config: Config) -> Dates:
    """Return the dates of the edition. Raises `ConfigError` where git was asked and knows none."""
    given = config.settings.date
    if given and given != GIT:
        return Dates(given)
    names = [path.relative_to(config.root).as_posix() for path in config.seed_files()]
    found = _committed(config.root, names) if given else _named(names)
    return Dates(max(found.values(), default=""), found)


def _named(names: Sequence[str]) -> dict[str, str]:
    """Return the dates that names have; of several the innermost and last. A month has its 1st."""
    found = {name: [match for part in name.split("/") for match in _DATE.finditer(part)]
             for name in names}  # fmt: skip
    return {
        name: f"{last[1]}-{last[3]}-{last[4] or '01'}"
        for name, matches in found.items()
        for last in [one for one in matches if one[2] or one[4]][-1:]
    }


def _committed(root: Path, names: Sequence[str]) -> dict[str, str]:
    """Return the date of the last commit of each file."""
    if _git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        raise ConfigError("review.yml: date: git: this clone has no history (fetch-depth: 0)")
    log = _git(
        root, "log", "--format=:%cs", "--name-only", "--relative", "-z", "--no-renames", "--",
        *names,
    )  # fmt: skip
    found: dict[str, str] = {}
    date = ""
    for part in re.split(r"[\0\n]+", log):
        if part.startswith(":"):
            date = part[1:]
        elif part:
            found.setdefault(part, date)
    changed = _git(root, "status", "--porcelain", "-z", "--", *names).strip("\0")
    if missing := [name for name in names if name not in found]:
        raise ConfigError(f"{missing[0]}: is not committed, so that git gives no date to it")
    if changed:
        raise ConfigError(
            f"{changed.split(chr(0))[0][3:]}: was changed since its last commit, which would give"
            " its date (date: git in review.yml); commit it first"
        )
    return found


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise ConfigError("review.yml: date: git: git is not installed") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise ConfigError(f"review.yml: date: git: {said}")
    return done.stdout.decode(errors="replace")
