"""What a built page asks for and leads to, read as a browser reads it: raw HTML included."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

ADDRESSES = frozenset(
    (
        ("a", "href"), ("link", "href"), ("image", "href"), ("use", "href"), ("img", "src"),
        ("script", "src"), ("iframe", "src"), ("source", "src"), ("form", "action"),
        ("object", "data"), ("video", "src"), ("audio", "src"), ("track", "src"),
    )
)  # fmt: skip
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")
TOGGLES = ("__toc", "__palette", "__drawer", "__search", "__nav")
"""Material's own switches: a label may name one that a page without a table of contents lacks."""
BASE = "https://site.example/"


class Read(HTMLParser):
    """The addresses, the anchors and the pointers of one page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self.anchors: list[str] = []
        self.pointers: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if (tag, name) in ADDRESSES and value is not None:
                self.links.append((tag, value))
            elif name == "id" or (tag == "a" and name == "name"):
                self.anchors.append(value or "")
            elif name in POINTERS:
                self.pointers += (value or "").split()


def read_pages(public: Path) -> dict[str, Read]:
    """Return each page of a website by its path inside it."""
    return {
        path.relative_to(public).as_posix(): Read(path.read_text("utf-8"))
        for path in sorted(public.rglob("*.html"))
    }


def broken(public: Path, under: str = "/") -> Iterator[tuple[str, str]]:
    """Yield the page and the address of each link that leads nowhere.

    `under` is the path below which the website stands: the page for what is lost names it.
    """
    pages = read_pages(public)
    for path, page in pages.items():
        for tag, link in page.links:
            if not _leads(public, pages, path, link, under) or (tag, link) == ("a", ""):
                yield path, link
        ids = set(page.anchors)
        for pointer in page.pointers:
            if pointer not in ids and not pointer.startswith(TOGGLES):
                yield path, f"#{pointer}"


def _leads(public: Path, pages: dict[str, Read], path: str, link: str, under: str) -> bool:
    """Tell whether a link of the page `path` leads to a file and an anchor, or far away."""
    target = urlsplit(urljoin(BASE + under.strip("/") + "/" * (under != "/") + path, link))
    if f"{target.scheme}://{target.netloc}/" != BASE:
        return target.scheme in ("http", "https", "mailto", "data") and link.strip() == link
    place = unquote(target.path)
    if not place.startswith(under):
        return False
    file = place.removeprefix(under)
    file += "index.html" if file.endswith("/") or not file else ""
    if not (public / file).is_file():
        return False
    anchor = unquote(target.fragment)
    return not anchor or file not in pages or anchor in pages[file].anchors or anchor[:2] == "__"
