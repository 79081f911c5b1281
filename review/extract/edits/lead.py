"""`drop-lead`: openings and asides that tie a sentence to the text around it and claim nothing."""

import re

from review.extract.edits.view import words
from review.model import Edit, Op

OP: Op = "drop-lead"

CONNECTIVES = (
    "accordingly", "additionally", "afterwards?", "again", "all in all", "along the way", "also",
    "and", "as a (?:consequence|result)", "as a (?:remedy|solution|first step)", "as such",
    "at last", "at the same time", "besides", "by the way", "clearly", "collectively",
    "conceptually", "concretely", "consequently", "correspondingly", "crucially", "encouragingly",
    "especially",
    "evidently", "fifth", "finally", "first", "first and foremost", "first of all", "firstly",
    "for (?:example|instance)", "foremost", "fortunately", "fourth", "fourthly", "further",
    "furthermore", "hence", "here", "hereby", "herein", "hopefully", "however", "importantly",
    "impressively",
    "in (?:brief|conclusion|detail|essence|fact|parallel|particular|response|short|sum|summary)",
    "in (?:so|the) doing", "in a nutshell", "in addition", "in broad terms", "in doing so",
    "in more detail", "in other words",
    "in th(?:is|at) (?:context|regard|respect|spirit|vein|view|way|light)",
    "in the (?:end|following|sequel)", "in turn",
    "indeed", "inevitably", "interestingly", "intriguingly", "intuitively", "last", "lastly",
    "luckily", "meanwhile",
    "more (?:concretely|importantly|precisely|specifically|broadly|generally|interestingly)",
    "more impressively",
    "more in detail", "moreover", "most importantly", "namely", "naturally", "nevertheless", "next",
    "nonetheless", "notably", "now", "obviously", "of course", "of note", "overall", "particularly",
    "precisely", "promisingly", "regardless", "remarkably", "second", "secondly", "similarly",
    "simultaneously", "so", "specifically", "still", "strikingly", "subsequently", "surprisingly",
    "taken together", "technically", "that is", "that said", "then", "thereafter", "thereby",
    "therefore", "third", "thirdly", "thus",
    "to (?:begin(?: with)?|conclude|start(?: with)?|summari[sz]e|sum up)",
    "to be (?:more )?(?:precise|specific)", "to our delight", "to our surprise", "together",
    "ultimately", "unexpectedly", "unfortunately", "what is more", "what's more", "yet",
)  # fmt: skip
"""Connectives that may open a sentence; dropped with the comma after them."""

PAPER = (
    r"(?:paper|work|study|article|research|report|letter|survey|review|thesis|dissertation|chapter|"
    r"contribution|manuscript|tutorial|note|technical report|position paper|short paper|case study|"
    r"survey paper|review paper|investigation|publication|project|essay|demo|demonstration|"
    r"research paper|research work|system description|preprint)"
)
"""What a text may call itself."""

IN_PAPER = (
    r"(?:in|through(?:out)?|within) (?:this(?: (?:present|current|new))?|the (?:present|current)|"
    rf"our(?: (?:present|current|recent))?) {PAPER}"
)
"""The aside that says where the reader is."""

_ANAPHOR = (
    r"(?:(?:all |both )?(?:of )?(?:this|these|those|that|such|above)|it|them|(?:all |"
    r"both )?(?:of )?the(?:se)? (?:above|aforementioned|above-mentioned|abovementioned|mentioned|"
    r"issue|issues|problem|problems|challenge|challenges|limitation|limitations|gap|gaps|"
    r"shortcoming|shortcomings|drawback|drawbacks|difficulty|difficulties|concern|concerns|"
    r"question|questions|goal|obstacle|obstacles|deficiency|deficiencies))"
)
_AIMS = (
    "accomplish|account for|achieve|address|alleviate|answer|attain|avoid|break|bridge|circumvent|"
    "close|combat|cope|counter|counteract|cover|deal|do|ease|effectively|eliminate|enable|examine|"
    "explore|facilitate|fill|fix|fulfil|fulfill|handle|help|improve|investigate|jointly|make|meet|"
    "mitigate|move beyond|narrow|overcome|prevent|reach|realize|realise|rectify|reduce|relax|"
    "relieve|remedy|remove|resolve|solve|study|support|surmount|tackle|target|test|understand|"
    "validate|verify|directly|better|further|systematically|simultaneously|efficiently|explicitly|"
    "begin to|achieving|addressing|tackling|get around|confront|exploit|leverage|respond to|"
    "compensate for|correct|evaluate|assess|start|satisfy|demonstrate|illustrate|show|capture|"
    "utilize|complement|strengthen|substantiate|formalize|face|bypass|lift|fully|help"
)
_INSIGHT = (
    r"(?:(?:key|important|crucial|new|above|useful|recent|theoretical|empirical|simple|"
    r"interesting|promising|encouraging|novel|valuable|preliminary|initial|main) )?"
    r"(?:insights?|observations?|findings?|results?|analys[ei]s|facts?|ideas?|intuitions?|considerations?|understanding|"
    r"theory|evidence|motivations?|principles?|success(?:es)?|discover(?:y|ies)|perspectives?|"
    r"needs?|phenomen(?:on|a)|challenges?|gaps?|limitations?|issues?|problems?|questions?|"
    r"hypothes[ei]s|advances?|developments?|foundations?|concepts?|formulations?|framework|premise|"
    r"view|points?|shortcomings?|drawbacks?|line of work|trends?|works?|concerns?|basis|property|"
    r"properties|study|studies|stud(?:y|ies)|connections?|lessons?|opportunit(?:y|ies)|"
    r"characteristics|reasons?|investigation|derivations?|conclusions?)"
)
_SCOPE = (
    "when|if|under|given|assuming|for|on|with|without|unlike|except|although|by|using|while|despite"
)
_FILLER = rf"(?:[ -](?!(?:{_SCOPE})\b)[A-Za-z][A-Za-z'/-]*){{0,7}}?"

PURPOSE = (
    r"(?:in order )?to (?:th(?:is|at|ese) (?:end|aim|purpose|goal|effect|ends)|the(?:se|se) ends)",
    r"towards? (?:th(?:is|at|ese) (?:end|aim|purpose|goals?|direction|objective)|"
    r"addressing (?:this|these)"
    rf"{_FILLER})",
    rf"(?:as an attempt |in an (?:attempt|effort) |in order |so as |aiming )?to "
    rf"(?:(?:{_AIMS})(?: [a-z]+ly)?(?: [a-z]+)? {_ANAPHOR}|[a-z-]+(?: [a-z]+)? (?:this|these|"
    rf"such)){_FILLER}",
    r"(?:in order )?to (?:do|achieve|accomplish) (?:so|this|that)",
    rf"(?:addressing|tackling|leveraging|exploiting|following|applying|adopting|continuing|recognizing|considering|embracing|"
    rf"bridging|filling) (?:this|these|such|the above){_FILLER}",
)
"""Purpose leads that only point back; one that names its purpose itself is kept."""

REFERENCE = (
    rf"(?:based|building|relying|drawing|capitali[sz]ing|expanding|grounded|predicated) (?:up)?on "
    rf"(?:this|these|those|such|our|the above|that|it|the)(?: {_INSIGHT})",
    r"(?:based|building|relying|drawing|capitali[sz]ing) (?:up)?on (?:this|these|that|it)",
    rf"(?:motivated|inspired|driven|guided|informed|encouraged|prompted|supported|spurred) by "
    rf"(?:this|these|those|such|our|the above|that)(?: {_INSIGHT})?",
    rf"(?:because of|due to|in (?:the )?(?:light|view|face|consideration) of|in response to|"
    rf"in line with|as a response to|in accordance with|in pursuit of|in support of) (?:this|"
    rf"these|those|that|such|the above){_FILLER}",
    r"as (?:an?|one|the first) (?:first |initial |potential |possible )?(?:step|remedy|solution|"
    r"attempt|alternative)(?: towards? (?:this|that)(?: (?:end|goal|direction))?|"
    r" in this direction)?",
    r"to this (?:end|aim)",
    r"in (?:this|these|that|such) (?:paper|context|contexts|regard|respect|sense|manner|direction|"
    r"spirit)",
)
"""Leads that point back to what the abstract said before."""

_PART = (
    "abstract|aims?|approach|background|case (?:presentation|reports?)|conclusions?|context|"
    "contribution|data|data (?:analysis|collection|sources?)|design|discussion|evaluation|findings|"
    "goals?|hypothes[ei]s|impact|implications|importance|interpretation|interventions?|"
    "introduction|key results|limitations?|main outcome measures?|main results|materials?|"
    "measures|methodology|methods?|motivation|novelty|objectives?|originality|outcomes?|"
    "participants|patients|practical implications|problem|procedures?|purpose|rationale|"
    "recent findings|recommendations?|relevance|research design|results?|sample|scope|setting|"
    "significance|solution|statement|study design|subjects|summary|takeaway|technique|"
    "theoretical implications|tl;dr|value|what this (?:paper|study) adds|"
    "our (?:approach|contribution|solution)"
)
LABELS = rf"(?:{_PART})(?:(?:,| and| &|/)\s?(?:{_PART}))*"
"""What a structured abstract calls its parts, alone or joined: "Design and methods"."""

_HEADING = (
    "Aims?|Background|Conclusions?|Discussion|Findings|Introduction|Methods?|Objectives?|Purpose|"
    "Results?"
)
_OPENERS = (
    "A|According|Across|After|All|Although|Among|An|And|As|At|Based|Because|Before|Between|Both|By|"
    "Compared|Data|Despite|Due|During|Each|Every|Few|Following|For|From|Given|Here|How|However|If|"
    "In|It|Its|Many|More|Most|No|None|Of|On|One|Our|Overall|Participants|Patients|Respondents|"
    "Several|Since|Some|That|The|Their|There|These|They|This|Those|Three|Through|Two|Under|Using|"
    "We|What|When|Where|Whether|While|Who|With|Within"
)
UNMARKED = re.compile(
    rf"(?P<word>{_HEADING})(?:(?:(?: and| &|/) ?(?i:{_HEADING}))?\s+(?=(?:{_OPENERS})\s|To [a-z]|"
    r"[A-Z][a-z-]+,? (?!(?:is|are|was|were|has|have|can|and|of)\b)[a-z])"
    rf"|(?: and| &|/) ?(?i:{_HEADING})\s+(?=[A-Z][a-z]|\d))"
)
"""A label that only a capital letter parts from its sentence: "Results The rates fell"."""

_ENUMERATOR = (
    r"(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-e])\)|(?:\d{1,2}|[ivx]{2,4})[.:](?=\s[A-Z])|[•·▪●‣*–—-](?=\s))"
)

_LIMITS = re.compile(
    r"\A(?:when|if|under|given|assuming|on|with|without|unlike|except|although|by|using)\b|"
    r"\Afor (?!example|instance)|\b(?:only|not|except|unless|but|up to|about|no|never|without|"
    r"neither|nor|cannot|none)\b|n't\b|\d"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million)\b",
    re.IGNORECASE,
)
"""What makes a lead a condition, a scope, a contrast, a limit or a negation: such a lead stays."""

_SELF_START = rf"(?:we|I|(?:this|the (?:present|current)) {PAPER}|the authors|in (?:this|the) )\b"
_TIED = "|".join((IN_PAPER, *PURPOSE, *REFERENCE))
_WITH_COMMA = re.compile(
    rf"(?:(?:{'|'.join(CONNECTIVES)})(?:,? (?:{_TIED}))?|{_TIED})\s*[,:—–]\s*",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:(?:accordingly|additionally|and|as such|consequently|finally|first|further|furthermore|"
    r"hence|here|in the following|herein|hereby|in addition|indeed|moreover|next|now|overall|so|"
    r"specifically|subsequently|then|therefore|thus|as a result|meanwhile|lastly|"
    r"secondly)(?: to this end)?|"
    rf"{_TIED})\s+(?={_SELF_START})"
    rf"|{IN_PAPER}\s+(?!(?:and|or|that|which|is|are|was|were|has|have|can|on|of|by|to|for)\b)",
    re.IGNORECASE,
)
_MARKED = re.compile(
    rf"(?:(?i:{LABELS})\s*(?::\s*|[—–]\s+|\s-\s+)|(?:{LABELS.upper()})\s*(?:[:.]\s*|\s)(?=[A-Z])|"
    rf"(?:Results?|Methods?|Conclusions?|Objectives?|Background|Purpose|Aims?|"
    rf"Findings)\.\s+(?=[A-Z])|{_ENUMERATOR}\s*)"
)
_LABELLED = (_MARKED, UNMARKED)
_REASON = re.compile(
    r"(?:(?:in order )?to [a-z-]+ |(?:based|building|built|relying|drawing|motivated|inspired|"
    rf"driven|guided|informed) (?:up)?(?:on|by) )[^,.;:()]{{3,120}},\s+(?={_SELF_START})",
    re.IGNORECASE,
)
_SCOPED = re.compile(
    r"\b(?:when|if|under|given|assuming|without|unlike|except|although|while|despite)\b", re.I
)
_ASIDE = re.compile(
    rf"(?P<comma>,\s+)(?P<inner>(?:{IN_PAPER}|here|in turn),\s*)"
    rf"|\s+{IN_PAPER}(?=[\s.,;:])(?P<after>,(?=\s))?",
    re.IGNORECASE,
)
_OF_SELF = re.compile(
    rf"\s+of (?:this|the (?:present|current)|our|the)(?: (?:present|current|new))? {PAPER}"
    r"(?=(?:,? [a-z]+,)? (?:is|was|are|were)\b)",
    re.IGNORECASE,
)
"""Whose aim it is, where the citation says so: "[@…]'s aim was to"."""

_ASIDE_WORDS = frozenset("this present current our here turn".split())
_INNER = re.compile(rf"(?:{IN_PAPER}|here|in turn),\s*", re.IGNORECASE)
_LEANING = re.compile(r"(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bwere)(?<!\bbeen)(?<!\bbe)\s\w+ed\Z")
"""A participle that needs the aside: "a metric introduced in this paper"."""

_PRONOUN = re.compile(r"(?:we|I)", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|but)\Z")
"""What loses both commas of an aside after it: "and, in this paper, we extend"."""

_SECOND = re.compile(
    r",\s*(?:therefore|thus|hence|in turn|however|consequently|moreover),(?=\s)"
    r"|\s+(?:also|then|therefore|thus|hence|consequently|accordingly|furthermore|additionally|"
    r"moreover|further|here|herein|hereby|subsequently|finally|next|in turn|now|instead)"
    r"(?=\s+[a-z])"
)


def drop_lead(text: str) -> tuple[list[Edit], int]:
    """Return the drops at the head of `text`, and where the sentence begins after them."""
    edits: list[Edit] = []
    position = 0
    while found := _lead(text, position):
        edits.append(Edit(OP, position, found.end(), ""))
        position = found.end()
    return edits, position


def label(text: str) -> re.Match[str] | None:
    """Return the label of a structured abstract, or the enumerator, that `text` begins with."""
    found = _MARKED.match(text) or UNMARKED.match(text)
    return found if found and found.end() < len(text) else None


def drop_label(text: str) -> tuple[list[Edit], int]:
    """Return the drop of that label alone, and where the sentence begins after it."""
    found = label(text)
    return ([Edit(OP, 0, found.end(), "")], found.end()) if found else ([], 0)


def drop_reason(text: str, position: int) -> Edit | None:
    """Return the drop of a lead that names a purpose or a ground and limits nothing.

    Only before the authors themselves: "To capture the interactions, we propose …".
    """
    found = _REASON.match(text, position)
    if found is None or _LIMITS.search(found[0]) or _SCOPED.search(found[0]):
        return None
    return Edit(OP, position, found.end(), "")


def drop_asides(text: str, start: int) -> list[Edit]:
    """Return the drops of "in this paper" and its like after `start`."""
    if _ASIDE_WORDS.isdisjoint(words(text)):
        return []
    return [
        Edit(OP, *_aside(found, text[start : found.start()]), "")
        for found in _ASIDE.finditer(text, start)
        if not _LEANING.search(text, start, found.start())
    ]


def drop_owner(text: str, position: int) -> Edit | None:
    """Return the drop of "of this study" at `position`, right after "the aim"."""
    found = _OF_SELF.match(text, position)
    return Edit(OP, found.start(), found.end(), "") if found else None


def drop_second(text: str, position: int) -> Edit | None:
    """Return the drop of a connective right after the subject, which ends at `position`."""
    found = _SECOND.match(text, position)
    return Edit(OP, found.start(), found.end(), "") if found else None


def fits(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` is a lead or an aside that this operation may drop."""
    lead = _lead(text, start)
    second = _SECOND.match(text, start)
    aside = _ASIDE.match(text, start) or _INNER.match(text, start)
    if aside and end <= aside.end() and not text[end : aside.end()].strip(" ,"):
        return True
    reason = drop_reason(text, start)
    if reason and end == reason.end:
        return True
    owner = _OF_SELF.match(text, start)
    return end in [found.end() for found in (lead, second, owner) if found]


def _aside(found: re.Match[str], head: str) -> tuple[int, int]:
    """Where an aside begins and ends: with both its commas after a bare pronoun."""
    if found["comma"] is None:
        leads = found["after"] and "," not in head and len(head.split()) > 1
        return found.start(), found.end() - 1 if leads else found.end()
    if _PRONOUN.fullmatch(head.strip()) or _JOINED.search(head):
        return found.start(), found.start() + len(found[0].rstrip())
    return found.start("inner"), found.end()


def _lead(text: str, position: int) -> re.Match[str] | None:
    for pattern in (_MARKED, UNMARKED, _WITH_COMMA, _BARE):
        found = pattern.match(text, position)
        lawful = found and (pattern in _LABELLED or not _LIMITS.search(found[0]))
        if found and lawful and found.end() < len(text):
            return found
    return None
