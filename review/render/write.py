"""Pages to `site/`, without ever losing what a person wrote there.

`site/manifest.json` lists every generated file with the hash of its content. A file that is not
listed, or whose content is not what was listed, is a person's: it is never overwritten or deleted.
"""

import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from review.errors import CheckError
from review.model import Page

MANIFEST = "manifest.json"
JOURNAL = ".manifest.next.json"
"""What a build that was killed had meant to list: what it wrote is no edit of a person."""

_UNFIT = re.compile(r'[\x00-\x1f\\:*?"<>|]')
Hashes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What will change on the disk, decided before anything does."""

    write: dict[str, bytes]
    delete: tuple[str, ...]


def write(pages: Iterable[Page], root: Path, folder: str = "site") -> tuple[str, ...]:
    """Write the pages to `root/site` and return the paths that changed, deleted ones included.

    `folder` is the name of another place for them, with a manifest of its own.

    All or nothing: raises `CheckError`, with nothing written, where a page would replace a file
    that is not generated or that somebody edited. Only files that differ are written, each in one
    step, the manifest last, so that a build that is killed can be run again.
    """
    site = root / folder
    wanted = _wanted(pages)
    listed = _listed(site)
    plan = _plan(wanted, listed, site)
    if (site / JOURNAL).exists():
        _sweep(site, listed)
    manifest = _manifest(wanted).encode()
    if plan.write or plan.delete:
        put(site / JOURNAL, manifest)
    for name, content in plan.write.items():
        put(site / name, content)
    for name in plan.delete:
        _remove(site / name, site)
    if _content(site / MANIFEST) != manifest:
        put(site / MANIFEST, manifest)
    (site / JOURNAL).unlink(missing_ok=True)
    return tuple(sorted((*plan.write, *plan.delete)))


def manifest(pages: Iterable[Page]) -> str:
    """Return the `site/manifest.json` that goes with the pages."""
    return _manifest(_wanted(pages))


def put(path: Path, content: bytes) -> None:
    """Write a file in one step, so that a build that is killed leaves the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _fresh(path)
    fresh.write_bytes(content)
    os.replace(fresh, path)  # noqa: PTH105 - the one call that replaces in one step


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of the files by their paths, the same for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name)  # its date is the first that ZIP knows
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is written
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


# ── deciding ─────────────────────────────────────────────────────────────────────────────────


def _wanted(pages: Iterable[Page]) -> dict[str, bytes]:
    """The content of every page by its path, sorted; each path a place of its own in `site/`."""
    wanted: dict[str, bytes] = {}
    folded: dict[str, str] = {}
    for page in sorted(pages, key=lambda page: page.path):
        if not _is_inside(page.path):
            raise CheckError(f"{page.path!r} is no path of a page inside site/")
        twin = folded.setdefault(page.path.casefold(), page.path)
        if page.path in wanted or twin != page.path:
            raise CheckError(f"site/{page.path} and site/{twin} would be one file; rename one")
        wanted[page.path] = page.text.encode()
    return wanted


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    fit = bool(parts) and name == "/".join(parts) and not _UNFIT.search(name)
    return fit and name != MANIFEST and not any(part.startswith(".") for part in parts)


def _listed(site: Path) -> Hashes:
    """The hashes that a generated file may have, by path."""
    hashes: dict[str, frozenset[str]] = {}
    for name in (MANIFEST, JOURNAL):
        for path, digest in _read(site / name):
            hashes[path] = hashes.get(path, frozenset()) | {digest}
    return hashes


def _read(path: Path) -> Iterator[tuple[str, str]]:
    content = _content(path)
    if content is None:
        return
    try:
        files = json.loads(content)["files"]
        listed = [(str(name), str(digest)) for name, digest in files.items()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckError(
            f"{path.parent.name}/{path.name} is not readable;"
            " restore it, or delete it with the generated files"
        ) from error
    yield from (item for item in listed if _is_inside(item[0]))


def _plan(wanted: Mapping[str, bytes], listed: Hashes, site: Path) -> _Plan:
    changed = {}
    for name, content in wanted.items():
        found = _found(site, name)
        if found == content:
            continue
        if found is not None:
            _check_ours(site, name, found, listed)
        changed[name] = content
    gone = []
    for name in sorted(set(listed) - set(wanted)):
        found = _found(site, name)
        if found is not None:
            _check_ours(site, name, found, listed)
            gone.append(name)
    return _Plan(changed, tuple(gone))


def _found(site: Path, name: str) -> bytes | None:
    """The file that stands at `name`, or None; a link that leads elsewhere is not followed."""
    path = site / name
    if path.is_symlink() or not path.parent.resolve().is_relative_to(site.resolve()):
        raise CheckError(f"{site.name}/{name} lies behind a symbolic link; remove the link")
    for above in (path, *path.parents[: len(PurePosixPath(name).parts) - 1]):
        if above.exists() and above.is_dir() == (above == path):
            place = above.relative_to(site).as_posix()
            raise CheckError(
                f"{site.name}/{place} is in the way of {site.name}/{name}; move it away"
            )
    return _content(path)


def _check_ours(site: Path, name: str, found: bytes, listed: Hashes) -> None:
    if name not in listed:
        raise CheckError(f"{site.name}/{name} was not generated ({site.name}/{MANIFEST} does not"
                         " list it): move it away, nothing was written")  # fmt: skip
    if hashlib.sha256(found).hexdigest() not in listed[name]:
        kept = "templates/ or in a page" if site.name == "site" else "a file"
        raise CheckError(f"{site.name}/{name} was edited by hand: keep the edit in {kept}"
                         " of your own and delete the file; nothing was written")  # fmt: skip


# ── doing ────────────────────────────────────────────────────────────────────────────────────


def _manifest(wanted: Mapping[str, bytes]) -> str:
    files = {name: hashlib.sha256(content).hexdigest() for name, content in wanted.items()}
    return json.dumps({"files": files}, indent=1, ensure_ascii=False) + "\n"


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _fresh(path: Path) -> Path:
    """The name under which the next content of `path` is written, hidden from MkDocs."""
    return path.with_name(f".{path.name}.new")


def _sweep(site: Path, listed: Hashes) -> None:
    """Delete what a build that was killed had begun to write."""
    for name in (*listed, MANIFEST, JOURNAL):
        if _fresh(site / name).exists():
            _remove(_fresh(site / name), site)


def _remove(path: Path, site: Path) -> None:
    """Delete a file, and the folders it leaves empty."""
    path.unlink()
    for folder in path.parents:
        if folder == site or any(folder.iterdir()):
            return
        folder.rmdir()
