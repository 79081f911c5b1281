"""Pages to `site/`, without ever losing what a person wrote there.

`site/manifest.json` lists every generated file with the hash of what the program wrote there. A
file that is not listed, or that is not what was listed, is a person's: it is never overwritten or
deleted. What stands in its protected parts is hers too, and stays in every new version of the file;
where none has room for it, it goes to `site/kept/`.
"""

import hashlib
import io
import json
import os
import re
import stat
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from review.errors import CheckError
from review.model import Page
from review.render.conflict import Conflict, conflict, refusal
from review.render.journal import carry_out, finish
from review.text.kept import Parts, fill, parts

KEPT = "kept"
"""The folder in `site/` for words of a person whose page is gone."""

MANIFEST = "manifest.json"
_LISTED = re.compile(r'\s*"([^"\\]+)": "([0-9a-f]{64})",?\s*')
_LINK = "{site}/{name} lies behind a symbolic link; remove the link"
_WAY = "{site}/{place} is in the way of {site}/{name}; move it away"
_UNFIT = re.compile(r'[\x00-\x1f\\:*?"<>|]')
Hashes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What will change on the disk, decided before anything does.

    `left` are the words of protected parts that the new version of their file has no room for, by
    file and name of the part.
    """

    write: dict[str, bytes] = field(default_factory=dict)
    delete: list[str] = field(default_factory=list)
    left: dict[str, dict[str, bytes]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def write(
    pages: Iterable[Page],
    root: Path,
    folder: str = "site",
    discard: Collection[str] = (),
    heirs: Mapping[str, str] = MappingProxyType({}),
    beside: Mapping[str, str] = MappingProxyType({}),
) -> tuple[str, ...]:
    """Write the pages to `root/site` and return the paths that changed, deleted ones included.

    `folder` is the name of another place for them, with a manifest of its own. Of the files in
    `discard` an edit in a generated part is lost. `heirs` names, for a page that goes, the one
    that takes over what a person wrote in its protected parts. `beside` are texts of files in
    `root` that change with the pages.

    All or nothing: raises `CheckError`, with nothing written, where a page would replace a file
    that is not generated or that somebody edited. Only files that differ are written, and all in
    one step: what a build that was killed had begun is finished first.
    """
    site = root / folder
    finish(root, folder)
    wanted = _wanted(pages)
    listed = _listed(site)
    plan = _plan(wanted, listed, site, discard)
    if plan.conflicts:
        raise CheckError(refusal(plan.conflicts, folder))
    fresh = {**plan.write, **_kept(plan, wanted, site, heirs)}
    texts = {f"{folder}/{MANIFEST}": _manifest(wanted), **beside}
    others = {name: text.encode() for name, text in texts.items()}
    files = {f"{folder}/{name}": content for name, content in fresh.items()}
    files |= {name: new for name, new in others.items() if _content(root / name) != new}
    if files or plan.delete:
        carry_out(root, folder, files, [f"{folder}/{name}" for name in plan.delete])
    return tuple(sorted((*fresh, *plan.delete)))


def manifest(pages: Iterable[Page]) -> str:
    """Return the `site/manifest.json` that goes with the pages."""
    return _manifest(_wanted(pages))


def foreign(names: Iterable[str], root: Path) -> frozenset[str]:
    """Return those of the paths in `root/site` at which a file stands that no build has written."""
    site = root / "site"
    ours = _listed(site) if (site / MANIFEST).is_file() else {}
    return frozenset(name for name in names if name not in ours and (site / name).is_file())


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
    fit = name != MANIFEST and not _UNFIT.search(name)
    return fit and all(part and not part.startswith(".") for part in name.split("/"))


def _listed(site: Path) -> Hashes:
    """The hashes that a generated file may have, by path."""
    hashes: dict[str, frozenset[str]] = {}
    for path, digest in _read(site / MANIFEST):  # of two branches that git joined, both
        hashes[path] = hashes.get(path, frozenset()) | {digest}
    return hashes


def _read(path: Path) -> Iterator[tuple[str, str]]:
    content = _content(path)
    if content is None:
        return
    lines = (_LISTED.fullmatch(line) for line in content.decode(errors="replace").split("\n"))
    listed = [(line[1], line[2]) for line in lines if line] or _stated(content, path)
    yield from (item for item in listed if _is_inside(item[0]))


def _stated(content: bytes, path: Path) -> list[tuple[str, str]]:
    """The paths and hashes of a manifest that is not laid out a line a file."""
    try:
        files = json.loads(content)["files"]
        return [(str(name), str(digest)) for name, digest in files.items()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckError(
            f"{path.parent.name}/{path.name} is not readable;"
            " restore it, or delete it with the generated files"
        ) from error


def _plan(
    wanted: Mapping[str, bytes], listed: Hashes, site: Path, discard: Collection[str]
) -> _Plan:
    plan, passed = _Plan(), set[Path]()
    for name in (*wanted, *sorted(set(listed) - set(wanted))):
        found, page = _found(site, name, passed), wanted.get(name)
        if found is None:
            plan.write.update({name: page} if page is not None else {})
            continue
        if found == page:
            continue
        held = parts(found, name)
        content = None if page is None else fill(page, name, held.words)
        if content == found:
            continue
        wrong = conflict(name, found, held, page, listed.get(name, ()))
        if wrong and not (wrong.edited and name in discard):
            plan.conflicts.append(wrong)
        if content is None:
            plan.delete.append(name)
        else:
            plan.write[name] = content
        if left := _left(held, found, name, page):
            plan.left[name] = left
    return plan


def _left(held: Parts, found: bytes, name: str, page: bytes | None) -> dict[str, bytes]:
    """The words in a file that its new version has no room for; the whole file where it is damaged.

    Then nobody can tell what in it is protected.
    """
    if held.damage:
        return {"": found}
    room = parts(page, name).words if page is not None else {}
    return {
        place: words for place, words in held.words.items() if place not in room and words.strip()
    }


def _kept(
    plan: _Plan, wanted: Mapping[str, bytes], site: Path, heirs: Mapping[str, str]
) -> dict[str, bytes]:
    """The files that take what is left over: those of the heirs, and those in `site/kept/`."""
    made: dict[str, bytes] = {}
    for name, left in plan.left.items():
        heir, taken = heirs.get(name, ""), set()
        if heir in wanted:
            page = made.get(heir) or plan.write.get(heir) or _content(site / heir) or b""
            held = parts(page, heir).words
            taken = {one for one in left if held.get(one, b"-").strip() in (b"", left[one].strip())}
            made[heir] = fill(page, heir, {**held, **{one: left[one] for one in taken}})
        if rest := [words for one, words in left.items() if one not in taken]:
            content = b"\n".join(rest)
            made[_free(f"{KEPT}/{name}", content, site)] = content
    return {name: content for name, content in made.items() if content != _content(site / name)}


def _free(name: str, content: bytes, site: Path) -> str:
    """The name, numbered where a file with other content has it."""
    path = PurePosixPath(name)
    names = (str(path.with_stem(f"{path.stem}-{n}")) for n in count(2))
    return next(one for one in chain((name,), names) if _found(site, one, set()) in (None, content))


def _found(site: Path, name: str, passed: set[Path]) -> bytes | None:
    """The file that stands at `name`, or None; a link that leads elsewhere is not followed.

    Folders that were looked at are `passed`.
    """
    path = site / name
    if path.parent not in passed:
        _pass(site, path.parent, name)
        passed.add(path.parent)
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        raise CheckError(_LINK.format(site=site.name, name=name))
    if stat.S_ISDIR(mode):
        raise CheckError(_WAY.format(site=site.name, place=name, name=name))
    return path.read_bytes()


def _pass(site: Path, folder: Path, name: str) -> None:
    """Raise `CheckError` where a file stands for the folder of `name`, or a link leads away."""
    if not folder.resolve().is_relative_to(site.resolve()):
        raise CheckError(_LINK.format(site=site.name, name=name))
    for above in (folder, *folder.parents):
        if not above.is_relative_to(site) or above == site:
            return
        if above.exists() and not above.is_dir():
            place = above.relative_to(site).as_posix()
            raise CheckError(_WAY.format(site=site.name, place=place, name=name))


# ── doing ────────────────────────────────────────────────────────────────────────────────────


def _manifest(wanted: Mapping[str, bytes]) -> str:
    bare = ((name, parts(content, name).bare) for name, content in wanted.items())
    files = {name: hashlib.sha256(content).hexdigest() for name, content in bare}
    return json.dumps({"files": files}, indent=1, ensure_ascii=False) + "\n"


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _fresh(path: Path) -> Path:
    """The name under which the next content of `path` is written, hidden from MkDocs."""
    return path.with_name(f".{path.name}.new")
