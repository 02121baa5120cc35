"""An article's place in a journal, in the ways that styles print it: "Journal, 53(2), 80–85", "J. 2019;53(2):80-5"."""

import re

from articles.importing.entries.books import is_published
from articles.importing.entries.years import YEAR, date_parts
from articles.texts import Csl

_PAGE = r"[A-Za-z]{0,3}[0-9]{1,9}[A-Za-z]?(?:\.[A-Za-z]{0,3}[0-9]{1,6})?"
_PAGES = rf"(?P<page>{_PAGE}(?:\s?[-–—\u2010\u2011−]{{1,2}}\s?{_PAGE})?(?:,\s?{_PAGE}[-–—]{_PAGE})?)"
_PP = r"(?:pp?\.?\s?|S\.\s?|pages?\s|article\s(?:no\.?\s|number\s|ID\s)?|art\.?\s(?:no\.?\s)?)"
_VOLUME = r"(?P<volume>[0-9]{1,5}(?:[-–/][0-9]{1,2})?[A-Z]?|[A-Z]-?[0-9]{1,4}|[0-9]{1,4}\s?Suppl\.?\s?[0-9]{0,3})"
_ISSUE = r"(?P<issue>[^()\[\];:]{1,30})"
_CONTAINER = r"(?P<container>[^\W_][^;]{0,250}?)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?P<date>{YEAR}(?:[ ,]\s?{_MONTH}(?:\s?[-–/]\s?{_MONTH})?(?:\s[0-9]{{1,2}})?)?)"
_END = r"\s*[.,;]?"

_FORMS = [
    # Br J Sports Med. 2019 Mar;53(2):80-5
    rf"{_CONTAINER}[.,]?\s+\(?{_DATE}\)?\s?[;,:]\s*(?:vol\.?\s?)?{_VOLUME}\s?(?:\({_ISSUE}\))?(?:\s?[:,]\s*{_PP}?{_PAGES})?{_END}",
    # Cochrane Database of Systematic Reviews 2015, Issue 1. Art. No.: CD004376; J Sports 43.4 (2009): 259-264
    rf"{_CONTAINER}[.,]?\s+{_DATE},\s(?:issue|no\.?)\s(?P<issue>[0-9]{{1,3}})(?:[.:,]\s*(?:art\.?\s?(?:no\.?)?:?\s?)?{_PAGES})?{_END}",
    rf"{_CONTAINER}[.,]?\s+(?:issue|no\.?)\s(?P<issue>[0-9]{{1,3}})(?:[.:,]\s*(?:art\.?\s?(?:no\.?)?:?\s?){_PAGES}){_END}",
    rf"{_CONTAINER}[.,]?\s+(?P<volume>[0-9]{{1,4}})\.(?P<issue>[0-9]{{1,3}}(?:[-–/][0-9]{{1,2}})?)\s\((?P<after>{YEAR})\)\s?[:,]\s*{_PP}?{_PAGES}{_END}",
    # Journal 12, no. 3 (2014): 45-52
    rf"{_CONTAINER}[.,]?\s+(?:vol\.?\s)?{_VOLUME},?\s(?:no|issue|n)\.?\s(?P<issue>[\w/–-]{{1,10}})\s\((?:{_MONTH}\s)?(?P<after>{YEAR})\)\s?[:,]\s*{_PP}?{_PAGES}{_END}",
    # Br. J. Sports Med. 54 (2020) 444–451
    rf"{_CONTAINER}[.,]?\s+{_VOLUME}\s?(?:\({_ISSUE}\)\s?)?\((?P<after>{YEAR})\)\s?[:,]?\s*{_PP}?{_PAGES}{_END}",
    # Rehabil Ther. 2019;(2):80-5; BMJ. 2019;e12345
    rf"{_CONTAINER}[.,]?\s+{_DATE}\s?[;,:]\s*\({_ISSUE}\)\s?[:,]\s*{_PP}?{_PAGES}{_END}",
    # Front Physiol. (2019) 10:123
    rf"{_CONTAINER}[.,]?\s+\({_DATE}\)\s*{_VOLUME}\s?(?:\({_ISSUE}\))?(?:\s?[:,]\s*{_PP}?{_PAGES})?{_END}",
    # Endocrine Tales, 2009, 3(1): 21–25; Journal, 53(2), pp. 80–85; Journal 53 (2): 80–85; Journal. 53, 80–85 (2019)
    (
        rf"{_CONTAINER}[.,]?\s+(?:vol(?:ume|\.)?\s?|v\.\s?)?{_VOLUME}(?:\s?\({_ISSUE}\)|[,.]?\s(?:no|issue|iss|number|n)\.?\s?(?P<number>[\w/–-]{{1,10}}))?"
        rf"(?:\s?[:,.]\s*(?:\(?(?P<between>(?:{_MONTH}\s)?{YEAR})\)?,\s*)?{_PP}?{_PAGES}(?:\s?\((?P<after>{YEAR})\))?|,?\s\(?(?P<only>{YEAR})\)?)?{_END}"
    ),
    # Journal, vol. 53, no. 2, 2019, pp. 80–85 without a volume: Journal, (12), pp. 80–85
    rf"{_CONTAINER},\s+\((?P<issue>[0-9]{{1,4}}(?:[/–-][0-9]{{1,4}})?)\),\s*{_PP}?{_PAGES}{_END}",
    # Journal, pp. 80–85; Journal, e12345
    rf"{_CONTAINER},\s+(?:{_PP}{_PAGES}|(?P<article>e[0-9]{{3,9}})){_END}",
]
_PATTERNS = [re.compile(form, re.IGNORECASE) for form in _FORMS]
_YEAR_LAST = re.compile(rf"(?P<rest>.*[0-9a-z]),\s+(?:{_MONTH}\s)?\(?(?P<year>{YEAR})\)?\.?")
_NO_CONTAINER = re.compile(
    rf"[0-9]\s?\(|\({YEAR}\)|,\s(?:vol|no|pp?)\b|,\s\w{{1,2}}$|\bvol\.?$|,\s[vn]\.?$|\bno\.?$|\bpp?\.?$|\s[0-9]+\.[0-9]+$|[.,]\s(?:[0-9]{{1,2}}\s)?{_MONTH}$|^{_MONTH}$|^{YEAR}(?:[\s;]|$)|^[0-9\W]+$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(rf"(?P<container>.+?)[,.]\s+(?P<year>{YEAR}),\s+(?P<rest>[0-9].*)")
_STRONG = re.compile(r"[0-9]\s*\(|[;:,]\s*(?:pp?\.?\s?)?[A-Za-z]{0,3}[0-9]|\bvol|\bpp?\.", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"(?:J|Br|Am|Eur|Int|Clin|Scand|Can|Aust|N|Engl|Ann|Arch|Proc|Phys|Med|Sci|Orthop|Exerc|Musculoskelet|Disord|Physiother"
    r"|Ther|Rehabil|Res|Rev|Surg|Nurs|Pract|Syst|Gen|Occup|Publ?|Rheumatol|Rheum|Jt|Biomech|Physiol|Appl|Nat|Front|Curr"
    r"|Opin|Biol|Chem|Neurol|Psychol|Psychiatr|Soc|Natl|Acad|Q|Bull|Z|Dtsch|Imag|Fict|Eng|Traumatol|Epidemiol|Geriatr|Gerontol"
    r"|Pediatr|Paediatr|Obstet|Gynecol|Gynaecol|Metab|Endocrinol|Cardiol|Respir|Dent|Educ|Manag|Behav|Ergon|Kinesiol|Assoc)"
)
_JOURNAL_WORD = re.compile(
    r"\b(?:journal|review|reviews|annals|archives|bmj|bmc|lancet|quarterly|letters|proceedings|plos|jama|bulletin|transactions"
    r"|acta|spine|physiotherapy|rheumatology|medicine|sciences?|frontiers|j|ergonomics|rehabilitation|therapy|cochrane)\b",
    re.IGNORECASE,
)
_SERIES = re.compile(r"[A-Z]{3,6}\.")  # "MMWR. Recommendations and Reports"
_LONGEST = 600


def read_journal(text: str) -> Csl | None:
    """Container, volume, issue, page and date of a text that is wholly a place in a journal; None for any other."""
    text = text.strip()
    if len(text) > _LONGEST or not text or not re.search(r"[0-9]", text):
        return None
    between = _YEAR_FIRST.fullmatch(text)
    if between and (found := _matched(f"{between['container']}, {between['rest']}")):
        return found | {"issued": {"date-parts": [[int(between["year"])]]}}
    last = _YEAR_LAST.fullmatch(text)
    if last and (found := _matched(last["rest"])) and "issued" not in found:
        return found | {"issued": {"date-parts": [[int(last["year"])]]}}
    return _matched(text)


def _matched(text: str) -> Csl | None:
    if not _STRONG.search(text) and " Issue " not in text:
        return None
    for pattern in _PATTERNS:
        if (found := pattern.fullmatch(text)) and (csl := _fields(found)):
            return csl
    return None


def _fields(found: re.Match[str]) -> Csl | None:
    groups = {name: value.strip() for name, value in found.groupdict().items() if value}
    container = re.sub(r"^In:?\s+", "", groups["container"].strip(" ,"))
    container = re.sub(rf",\s[0-9]{{1,2}}\s{_MONTH}$", "", container)  # a newspaper's day
    if _NO_CONTAINER.search(container) or is_published(found[0]):
        return None
    if re.fullmatch(YEAR, groups.get("volume", "")) and "issue" not in groups and "page" not in groups:
        return None
    csl: Csl = {"container-title": container.rstrip(".") if not container.endswith("..") else container}
    issue = groups.get("issue") or groups.get("number")
    if issue and re.fullmatch(rf"(?:{_MONTH}\s)?{YEAR}", issue):
        groups["after"], issue = issue, None
    csl |= {name: groups[name] for name in ("volume",) if name in groups}
    csl |= {"issue": re.sub(r"^(?:no|issue|iss)\.?\s", "", issue, flags=re.IGNORECASE)} if issue else {}
    page = groups.get("page") or groups.get("article")
    csl |= {"page": page} if page else {}
    date = next((groups[name] for name in ("date", "between", "after", "only") if name in groups), "")
    if date and (parts := date_parts(date)):
        csl["issued"] = {"date-parts": [parts]}
    return csl


def split_journal(sentences: list[str]) -> tuple[str, Csl] | None:
    """Title and place of sentences that end with a place in a journal; None for others."""
    for first in range(len(sentences) - 1, 0, -1):
        while first > 1 and (_is_abbreviated(sentences[first - 1]) or _SERIES.fullmatch(sentences[first - 1])):
            first -= 1
        if place := read_journal(" ".join(sentences[first:])):
            return " ".join(sentences[:first]), place
    return None


def _is_abbreviated(sentence: str) -> bool:
    """ "Br." or "J. Sports Med.": a stop that ends no title."""
    words = sentence.split()
    shortened = sentence.endswith(".") and _ABBREVIATED.fullmatch(words[-1].rstrip(".")) is not None
    return shortened and len(words) <= 3 and all(word[:1].isupper() for word in words)


def split_at_comma(place: Csl) -> tuple[str, Csl] | None:
    """ "Title, Journal" that no stop parts: parted at its last comma where the words after it name a journal."""
    title, comma, container = place["container-title"].rpartition(", ")
    if comma and container[:1].isupper() and title and _JOURNAL_WORD.search(container):
        return title, place | {"container-title": container}
    return None
