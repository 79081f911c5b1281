"""What `review build` knows before it imports what builds: whether there is anything to do."""

import functools
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import click

from review import cache
from review.cache import FOLDER, made_by
from review.cache.standing import (
    Standing,
    digest_of,
    dump_standing,
    files_in,
    load_standing,
    named_in,
    state_of,
)
from review.config.files import files_matching

_NAME = "standing.json"
_FILES = ("review.yml", "taxonomy.yml", "curation.yml", "mkdocs.yml", "review.lock")
_CLOCK = "SOURCE_DATE_EPOCH"


def alone(root: Path) -> AbstractContextManager[None]:
    """Hold the survey folder for this process; while another one builds it, say so and wait.

    Raises `CheckError` where nothing can be kept in its `.cache/`.
    """
    return cache.alone(root, functools.partial(click.echo, err=True))


def last(root: Path) -> Standing | None:
    """Return how the folder stood after its last build, by the program as it is; else None."""
    found = load_standing(root / FOLDER / _NAME)
    return found if found and found.made == made_by() else None


def holds(root: Path, before: Standing) -> bool:
    """Return whether what the last build read and wrote is as it was, the website aside."""
    if not before.patterns:
        return False
    inputs = _inputs(root, before.patterns)
    return before.inputs == inputs and before.site == state_of(root / "site")


def website_holds(root: Path, now: Standing) -> bool:
    """Return whether the website is whole, and made of what would make it now."""
    whole = bool(now.public) and now.public == state_of(root / now.website)
    return whole and now.source == _source(root, now.website, now.address)


def keep(
    root: Path, before: Standing | None, patterns: Sequence[str], said: Sequence[str], address: str
) -> Standing:
    """Write and return how the folder stands now that `site/` is written.

    A website of `before` is remembered: it may be that of these pages.
    """
    now = Standing(
        made=made_by(),
        patterns=tuple(patterns),
        inputs=_inputs(root, patterns),
        site=state_of(root / "site"),
        said=tuple(said),
        address=address,
        source=before.source if before else "",
        website=before.website if before else "",
        public=before.public if before else "",
    )
    dump_standing(root / FOLDER / _NAME, now)
    return now


def keep_website(root: Path, now: Standing, website: str) -> None:
    """Write that the website in the folder `website`, too, stands as it should."""
    source, public = _source(root, website, now.address), state_of(root / website)
    whole = replace(now, source=source, website=website, public=public)
    dump_standing(root / FOLDER / _NAME, whole)


def _inputs(root: Path, patterns: Sequence[str]) -> str:
    """Return a digest of what is read for `site/`."""
    files = {path for pattern in patterns for path in files_matching(root, pattern)}
    own = (root / name for name in _FILES)
    return digest_of(root, (*own, *sorted(files), *_folders(root)))


def _source(root: Path, website: str, address: str) -> str:
    """Return a digest of what a website is made of; its settings may name further files."""
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8", errors="replace")
    named = named_in(text, root, ("site", website.split("/", maxsplit=1)[0], FOLDER))
    files = digest_of(root, (settings, *_folders(root), *named))
    parts = (made_by(), address, os.environ.get(_CLOCK, ""), state_of(root / "site"), files)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _folders(root: Path) -> Iterator[Path]:
    return (path for name in ("templates", "fonts") for path in files_in(root / name))
