"""Where a reference can be read: DOI, PMID, PMCID, link and day of access, taken out of its line.

Only what the line itself calls a DOI or PMID becomes one. Two different ones leave both out: either may be wrong.
"""

import re
from typing import Any, NamedTuple

from articles.importing.entries.years import date_parts
from articles.texts import Csl


class Taken(NamedTuple):
    """The line without its addresses, their CSL fields, and whether they left no doubt."""

    rest: str
    csl: Csl
    sure: bool


_PLACE = "\ue000"  # where an address was taken out
_TAIL = r"[^\s<>\"“”|\\^`{}]{1,500}"
# A DOI may hold a pair of signs as in "10.1002/(SICI)1097(1998)22:4<411::AID-X>3.0.CO;2-L", but no tag.
_SUFFIX = r"(?:[^\s<>\"“”|\\^`{}]|<(?!/?[a-z]{1,6}\s?/?>)[^\s<>]{1,60}>){1,500}"
_LINK = re.compile(rf"!?\[(?P<words>[^\[\]]{{0,500}})\]\(<?(?P<url>(?:https?://|www\.){_TAIL}?)>?\)(?!\S*\))")
_LOOKS_LIKE_ADDRESS = re.compile(r"https?://|\bwww\.|\bdoi\b|^10\.[0-9]{4}", re.IGNORECASE)
_DOI = re.compile(
    rf"(?:\bdoi\s*[:=]?\s*)?(?:<|\(|\[)?(?:https?://)?(?:dx\."
    rf"|www\.)?doi\.org/(?:doi:\s*)?(?P<linked>10\.[0-9]{{4,9}}/{_SUFFIX})"
    rf"|\bdoi\s*[:=.]?\s*<?(?:https?://\S{{0,40}}?/)?(?P<named>10\.[0-9]{{4,9}}/{_SUFFIX})"
    rf"|(?<![\w./-])(?P<bare>10\.[0-9]{{4,9}}/{_SUFFIX})",
    re.IGNORECASE,
)
_BROKEN_DOI = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/\S*|\bdoi\s*:\s*(?=10\.)", re.IGNORECASE)
_URL = re.compile(
    rf"<?(?P<url>https?://{_TAIL}|(?<![\w@./-])www\.{_TAIL}"
    rf"|(?<![\w@./-])(?:[a-z0-9-]{{1,60}}\.){{1,5}}[a-z]{{2,10}}/{_TAIL})>?",
)
_CUT = re.compile(
    r"[^\s)\]>”\"’',;.]|(?<=\.)\s+(?!www)(?=[\w.()/-]*[0-9])[a-z0-9][\w()/-]*[.-][\w()/-]|(?<=[/_-])(?:\s|$)|\s+[./_-][\w.()/-]*[0-9]"
)
"""What follows a DOI that was not taken whole: a sign that no DOI holds, or its rest after a stray space."""
_CUT_HERE = "\ue001"
_REST_OF_CUT = re.compile(rf"{_CUT_HERE}\s*(?:[\w.()/-]*[0-9][\w.()/-]*)?")
_PMID = re.compile(
    r"\b(?:(?:PubMed\s+)?(?:PMID|PubMed ID)\s*[:=]?|PubMed\s*:)\s*(?P<pmid>[0-9]{1,8})(?![0-9]|\s[0-9]{3}(?![0-9]))\.?",
    re.IGNORECASE,
)
_BROKEN_PMID = re.compile(r"\bPMID\s*[:=]?\s*[0-9][0-9 ]*[.;]?", re.IGNORECASE)
_PMID_URL = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(?P<pmid>[0-9]{1,8})(?=[/?#.,;)\]]|$)"
)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*(?P<isbn>[0-9][0-9 -]{8,16}[0-9X])\b\.?")
_PMCID = re.compile(r"\b(?:PMCID\s*[:=]?\s*)?(?P<pmcid>PMC[0-9]{1,9})\b\.?", re.IGNORECASE)
_PMCID_URL = re.compile(r"/(?:pmc/)?articles/(?P<pmcid>PMC[0-9]{1,9})\b")
_DAY = r"[\w.,/ -]{4,40}?"
_ACCESSED = re.compile(
    rf"[(\[](?:(?:last|date)\s+)?(?:accessed|viewed|retrieved)(?:\s+on)?:?\s*(?P<bracket>{_DAY})[)\]]"
    rf"|\[(?:updated\s{_DAY};\s*)?cited:?\s*(?P<cited>{_DAY})\]"
    rf"|\bretrieved\s+(?:on\s+)?(?P<retrieved>{_DAY}),?\s+from\b:?"
    rf"|\b(?:(?:last\s+|date\s+)?accessed|viewed)(?:\s+on)?:?\s+(?P<loose>[0-9]{{1,2}}(?:st|nd|rd"
    rf"|th)?\s\w{{3,9}}\.?,?\s[0-9]{{4}}"
    rf"|\w{{3,9}}\.?\s[0-9]{{1,2}},?\s[0-9]{{4}}|[0-9]{{1,4}}[/.-][0-9]{{1,2}}[/.-][0-9]{{2,4}})",
    re.IGNORECASE,
)
_FROM_ON = re.compile(
    rf"{_PLACE}\s*,?\s*(?:on|accessed|viewed|retrieved):?\s+(?P<day>[0-9]{{1,2}}(?:st|nd|rd"
    rf"|th)?\s\w{{3,9}}\.?,?\s[0-9]{{4}}"
    rf"|\w{{3,9}}\.?\s[0-9]{{1,2}},?\s[0-9]{{4}})",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:(?:also |full text |freely )?available(?:\s+online)?(?:\s+(?:at|from|via|online|on))?"
    r"|retrieved\s+from|url|link|web(?:site)?"
    r"|accessed\s+(?:at|from|via))\s*:?\s*(?=\ue000)|\bavailable\s+(?:at|from)\s*:\s*$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\[(?:internet|online|blog(?: ?post)?|pdf|web ?page|website|google scholar|crossref|pubmed"
    r"|pmc free article|free full text|web)\]"
    r"|(?<=[.;]\s)[0-9]{1,4}\s?(?:p|pp|pages)\.?(?=\s*$)|\[about [0-9]{1,3} (?:screens|pages|p\.?)\]"
    r"|\[posted\s[^\[\]]{4,20}\]"
    r"|[(\[]?\b(?:next|due for) review(?: due| date)?:?\s(?:\w{1,9}\s){0,2}[0-9]{4}[)\]]?\.?"
    r"|(?:[;.,]\s*)?\bPMCID\s*:?\s*(?=\ue000)",
    re.IGNORECASE,
)


def take_addresses(text: str) -> Taken:
    """The line without its addresses and the words that only lead to them."""
    urls: list[str] = []
    text = _LINK.sub(lambda found: _unlinked(found, urls), re.sub(f"[{_PLACE}{_CUT_HERE}]", " ", text))
    found: dict[str, list[Any]] = {"DOI": [], "PMID": [], "PMCID": [], "ISBN": [], "accessed": []}
    text = _ACCESSED.sub(lambda match: _accessed(match, found["accessed"]), text)
    text = _DOI.sub(lambda match: _doi(match, found["DOI"]), text)
    text = _REST_OF_CUT.sub(_PLACE, text)
    broken = _BROKEN_DOI.search(text)
    text = _URL.sub(lambda match: _url(match, urls), text)
    text = _FROM_ON.sub(lambda match: _accessed_on(match, found["accessed"]), text)
    text = _PMID.sub(lambda match: _gathered(match["pmid"], found["PMID"]), text)
    text = _ISBN.sub(lambda match: _gathered(match["isbn"].strip(" -"), found["ISBN"]), text)
    text, broken_pmids = _BROKEN_PMID.subn(_PLACE, text)
    text = _PMCID.sub(lambda match: _gathered(match["pmcid"], found["PMCID"]), text)
    linked = _sort_links(urls, found)
    csl: Csl = {name: values[0] for name, values in found.items() if len(set(map(str, values))) == 1 and values[0]}
    cut = "" in found["DOI"]
    if linked:
        csl["URL"] = linked[0]
    doubts = (
        broken
        or cut
        or broken_pmids
        or len(linked) > 1
        or any(len(set(map(str, values))) > 1 for values in found.values())
    )
    return Taken(_tidied(text), csl, not doubts)


def _unlinked(link: re.Match[str], urls: list[str]) -> str:
    """A link's words, its address kept; or its address where the words only print that."""
    if _LOOKS_LIKE_ADDRESS.search(link["words"]) or not link["words"].strip():
        return f" {link['url']} "
    urls.append(link["url"])
    return link["words"]


def _gathered(value: str, values: list[Any]) -> str:
    values.append(value)
    return _PLACE


def _doi(match: re.Match[str], dois: list[Any]) -> str:
    raw = match["linked"] or match["named"] or match["bare"]
    doi = without_tail(raw)
    if _CUT.match(match.string, match.end()) or doi.count("(") > doi.count(")"):
        dois.append("")
        return _CUT_HERE
    if doi.casefold() not in [other.casefold() for other in dois]:
        dois.append(doi)
    return _PLACE + raw[len(doi) :].lstrip(")]>")


def _url(match: re.Match[str], urls: list[str]) -> str:
    url = without_tail(match["url"])
    if "doi.org/" not in url:
        urls.append(url)
    return _PLACE + match["url"][len(url) :].lstrip(")]>")


def without_tail(address: str) -> str:
    """An address without the stops and closing brackets of the sentence that it stands in."""
    while True:
        shorter = address.rstrip(".,;:!?'’‘”*_")
        for opening, closing in ("()", "[]"):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def _accessed(match: re.Match[str], dates: list[Any]) -> str:
    day = next(filter(None, match.groups()), "")
    if parts := date_parts(day):
        dates.append({"date-parts": [parts]})
    if match.string[match.end() :].startswith(";"):
        return ""  # "2015 Nov [cited 2024 Jan 9];45(11)"
    return _PLACE if match["retrieved"] is None else "Available at "


def _accessed_on(match: re.Match[str], dates: list[Any]) -> str:
    if parts := date_parts(match["day"]):
        dates.append({"date-parts": [parts]})
    return f" {_PLACE}"


def _sort_links(urls: list[str], found: dict[str, list[Any]]) -> list[str]:
    """The links that lead to no catalogue before those that do; DOI, PMID and PMCID are read from theirs."""
    plain, catalogued = [], []
    for url in dict.fromkeys(urls):
        if doi := re.fullmatch(r"https?://(?:dx\.|www\.)?doi\.org/(10\.[0-9]{4,9}/\S+)", url, re.IGNORECASE):
            _doi_of_link(without_tail(doi[1]), found["DOI"])
        elif match := _PMID_URL.search(url):
            found["PMID"].append(match["pmid"])
            catalogued.append(url)
        elif match := _PMCID_URL.search(url):
            found["PMCID"].append(match["pmcid"])
            catalogued.append(url)
        else:
            plain.append(url)
    return plain or catalogued[:1]


def _doi_of_link(doi: str, dois: list[Any]) -> None:
    if doi.casefold() not in [other.casefold() for other in dois]:
        dois.append(doi)


def _stop_for(noise: re.Match[str]) -> str:
    """A note such as "[online]" may end a title as a stop does."""
    after = noise.string[noise.end() :]
    return ". " if noise[0].startswith("[") and re.match(r"\s+[A-Z]", after) else " "


def _tidied(text: str) -> str:
    text = _NOISE.sub(_stop_for, _LEADS.sub(" ", text.replace(" | ", " ")))
    text = re.sub(r"[(\[<](?:\s*\ue000[\s.,;]*)+[)\]>]?|\ue000\s*>", _PLACE, text)
    text = re.sub(r"[\s,;]*\ue000[\s.,;\ue000]*", ". ", text)
    text = re.sub(r"(?<=[.?!])(?:\s*\.)+(?=\s|$)", "", text)
    text = re.sub(r"\s+(?=[.,;](?:\s|$)|;[0-9])", "", text)
    return " ".join(text.split()).strip(" ;,")
