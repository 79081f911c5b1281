"""The columns of tables: which field a header means, whichever service or tool wrote it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SYNONYMS = {
    "id": "id recordid refid itemid",
    "key": "citationkey citekey bibtexkey bibtexcitationkey",
    "title": "title articletitle documenttitle primarytitle papertitle itemtitle ti displayname "
    "worktitle t1 titel titre título titulo titolo 题名 标题 论文标题 論文名",
    "abstract": "abstract abstractnote abstracttext summary ab n2 articleabstract "
    "zusammenfassung résumé resume resumen resumo riassunto 摘要 抄録",
    "authors": "authorfullnames authorsfullnames fullauthors fullauthornames "
    "authorshipsauthordisplayname authorsdisplayname authors author authorlist authornames "
    "authorname authorstring creators creator au a1 firstauthors autoren auteurs auteur autores "
    "autor autori 作者 著者",
    "first_author": "firstauthor author1 leadauthor",
    "year": "year publicationyear pubyear publishedyear yearpublished yearofpublication py "
    "publyear articleyear jahr année annee año ano anno 年 年份 出版年",
    "published": "published publicationdate dp datepublished publisheddate publishtime pubdate "
    "date coverdate issuedate onlinedate publicationdateonline datum fecha 发表时间",
    "venue": "sourcetitle publicationtitle journaltitle journalbook journal journalname "
    "journalfull venue publicationvenue primarylocationsourcedisplayname containertitle so "
    "booktitle anthologytitle proceedingstitle conferencetitle conferencename conference "
    "publication pubtitle secondarytitle hostvenue hostvenuedisplayname publishedin t2 jo jf "
    "zeitschrift revue revista rivista periodical 刊名 来源 文献来源 source abbreviatedsourcetitle "
    "journalabbreviation isoabbreviation",
    "doi": "doi itemdoi articledoi do doinumber digitalobjectidentifier di bookdoi doilink doiurl",
    "arxiv": "arxiv arxivid arxivnumber eprint",
    "url": "url link urls externalurl articleurl sourceurl sourceurls landingpageurl weblink "
    "documenturl plink permalink dimensionsurl primarylocationlandingpageurl pdflink pdfurl pdf "
    "ur openaccessurl fulltexturl citationurl",
    "type": "itemtype documenttype publicationtype entrytype bibliographytype bibtype reftype "
    "referencetype typeofreference contenttype sourcetype pubtype doctype documentidentifier dt "
    "type pt ty",
    "volume": "volume journalvolume vol vl biblovolume bibliovolume vi",
    "number": "issue number issuenumber journalissue is biblioissue ip no",
    "pages": "pages pagination pageinfo page pagerange pg",
    "first_page": "pagestart startpage firstpage beginningpage bp bibliofirstpage spage",
    "last_page": "pageend endpage lastpage endingpage ep bibliolastpage epage",
    "article_number": "artno articlenumber ar",
    "series": "series seriestitle bookseriestitle se",
    "edition": "edition ed",
    "publisher": "publisher publishername pu",
    "institution": "institution school university organization",
    "address": "place publisherlocation publishercity placeofpublication address pi cy",
    "editors": "editors editor bookeditors be",
    "isbn": "isbn isbns bn",
    "issn": "issn issns sn issnl printissn eissn onlineissn journalissn ei "
    "primarylocationsourceissnl",
    "pmid": "pmid pubmedid pubmed idspmid pm",
    "pmcid": "pmcid pmc pubmedcentralid idspmcid",
    "openalex": "openalexid openalex idsopenalex",
    "s2": "paperid corpusid semanticscholarid s2id s2paperid s2corpusid",
    "primary_class": "primaryclass primarycategory arxivcategory",
    "keywords": "authorkeywords keywords keyword de manualtags tags kw authorkeyword "
    "keywordsdisplayname subjects topics schlagwörter motsclés palabrasclave 关键词",
    "language": "language languageoforiginaldocument la sprache lang",
    "note": "note notes comment comments",
    "retracted": "isretracted retracted",
}
"""Field to the names of its columns, without blanks and punctuation, the best one first."""

# Two letters mean a field only where the whole header is made of such tags (Web of Science).
_TAGS = 4
_FIELDS = {
    name: (field, rank)
    for field, names in SYNONYMS.items()
    for rank, name in enumerate(names.split())
}
# In a header of tags, full names stand before the short ones.
_TAGGED = {"af": ("authors", 0), "c1": ("", 0), "id": ("", 0), "no": ("", 0), "ed": ("", 0)}
# In a header nobody has seen before, a column that is called so is what it says.
_TITLE = re.compile(
    r"^(?:paper|article|document|study|publication|work|primary|the)*titles?\w{0,16}$"
)
_NOT_TITLE = re.compile(r"source|series|short|journal|book|conference|meeting|alternat|translat")
MAIN = ("title", "abstract")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: its headers, the places of each field, the places of no field.

    The places of a field are in the order in which they are believed.
    """

    headers: tuple[str, ...]
    fields: tuple[tuple[str, tuple[int, ...]], ...]
    rest: tuple[int, ...]

    @property
    def known(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(field for field, _ in self.fields)

    @property
    def readable(self) -> bool:
        """Whether there are titles or abstracts."""
        return not self.known.isdisjoint(MAIN)


def plain(header: str) -> str:
    """Return a header in lower case, without blanks and punctuation."""
    text = unicodedata.normalize("NFKC", header[:200]).casefold()
    return "".join(letter for letter in text if letter.isalnum())


def columns(headers: Sequence[str]) -> Columns:
    """Return what the cells of a header row mean."""
    names = [plain(header) for header in headers]
    tags = sum(len(name) == 2 and name.isascii() for name in names) >= _TAGS or "ti" in names
    found = [_field(name, tags) for name in names]
    for field, pattern in (("title", _TITLE), ("abstract", re.compile("abstract"))):
        if not any(known == field for known, _ in found):
            found = [
                (field, 99)
                if not known and pattern.search(name) and not _NOT_TITLE.search(name)
                else (known, rank)
                for (known, rank), name in zip(found, names, strict=True)
            ]
    places: dict[str, list[tuple[int, int]]] = {}
    for i, (field, rank) in enumerate(found):
        places.setdefault(field, []).append((rank, i))
    rest = tuple(i for _, i in places.pop("", []))
    ordered = ((field, tuple(i for _, i in sorted(spots))) for field, spots in places.items())
    return Columns(tuple(" ".join(h.split()) for h in headers), tuple(ordered), rest)


def _field(name: str, tags: bool) -> tuple[str, int]:
    """Return the field that a plain header names, "" for none, and its rank."""
    if tags and name in _TAGGED:
        return _TAGGED[name]
    if len(name) == 2 and name.isascii() and name not in ("id", "no") and not tags:
        return ("", 0)
    return _FIELDS.get(name, ("", 0))
