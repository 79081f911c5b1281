"""The kinds of works: what services and tools call them, in the words of `DETAILS`."""

from functools import lru_cache

_NAMES = {
    "article": "article journalarticle journalpaper journal earlyaccessarticle magazinearticle "
    "ieeejournals ieeemagazines ieeeearlyaccessarticles ietjournals newspaperarticle "
    "articleinpress review reviewarticle shortsurvey letter lettersandcomments editorial "
    "casereport clinicaltrial metaanalysis literaturereview j systematicreview jour jrnl "
    "shortcommunication researcharticle researchpaper erratum paratext datapaper retracted "
    "retractedpublication articlejournal "
    "electronicarticle newspaper magazine journalelectronic ejournalarticle",
    "inproceedings": "inproceedings conference conferencepaper proceedingspaper c "
    "conferencearticle ieeeconferences conferenceproceedingsarticle paperconference "
    "meetingabstract ietconferences vdeconferences conf cpaper proceedingsarticle "
    "conferenceabstract workshoppaper conferencereview",
    "incollection": "incollection inbook bookchapter chapter booksection bookpart referenceentry "
    "encyclopediaarticle bookcontent chap "
    "electronicbooksection encyclopedia dictionary",
    "book": "book b editedbook monograph referencebook booklet "
    "electronicbook bookwhole bookedited classicalwork",
    "proceedings": "proceedings conferenceproceedings conferenceproceeding",
    "thesis": "thesis dissertation phdthesis mastersthesis doctoralthesis thesisdissertation thes "
    "dissertationthesis academicdissertation dissertationthesisunpublished",
    "report": "report techreport technicalreport reportcomponent rprt workingpaper "
    "governmentdocument",
    "preprint": "preprint postedcontent preprints",
    "dataset": "dataset database onlinedatabase aggregateddatabase",
    "software": "software computerprogram computersoftware",
    "misc": "misc other webpage online document",
}
KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}


@lru_cache(maxsize=1 << 12)
def kind_of(name: str) -> str:
    """Return which of the types of `DETAILS` a name means, or an empty string.

    Of several names ("Journal Article; Review", "Book; Meeting Abstract") the first known counts.
    """
    for part in (name, *name.replace("|", ";").replace(",", ";").split(";")):
        plain = "".join(letter for letter in part.casefold() if letter.isalnum())
        if plain in KINDS:
            return KINDS[plain]
    return ""
