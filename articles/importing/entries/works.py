"""What a work is: its title, and where it appeared."""

import re

from articles.importing.entries.books import read_chapter, read_publisher, take_edition, year_at_end
from articles.importing.entries.journals import read_journal, split_at_comma, split_journal
from articles.importing.entries.kinds import of_meeting, read_inside, read_site_first, read_thesis
from articles.importing.entries.years import YEAR, date_parts
from articles.texts import Csl

_AHEAD = re.compile(
    r"[,;]?\s*[(\[]?\b(?:advance online publication|advance access|(?:e-?pub|online|published online) ahead of print"
    r"|published online first:?\s[0-9]{1,2}\s\w{3,9}\s[0-9]{4}|e-?pub\s[0-9]{4}\s\w{3,9}(?:\s[0-9]{1,2})?"
    r"|published online(?:\sfirst)?(?::?\s(?:\w{3,9}\s[0-9]{1,2},\s[0-9]{4}|[0-9]{4}\s\w{3,9}(?:\s[0-9]{1,2})?"
    r"|[0-9]{1,2}\s\w{3,9}\s[0-9]{4}))?"
    r"|published\s[0-9]{4}\s\w{3}(?:\s[0-9]{1,2})?|accepted manuscript"
    r"|in press)\b(?:[,:]?\s[0-9]{4}\s\w{3,9}(?:\s[0-9]{1,2})?(?=[)\]]))?[)\]]?\.?",
    re.IGNORECASE,
)
_REVISED = re.compile(rf"(?<=[0-9]{{4}}),?\s(?:revised|updated|amended|reprinted)\s{YEAR}")
_PREPRINT = re.compile(r"[(\[]pre-?print[)\]]|\bpre-?print\b(?=\.?$)", re.IGNORECASE)
_NOTE = re.compile(r"\s*\[(?P<note>[^\[\]]{1,120})\](?=[.,;:]?(?:\s|$))")
_CODE = re.compile(
    r"\s*\((?P<note>(?:[^()]{0,60}\b(?:no|number|guideline|report|publication"
    r"|version)\b\.?[^()]{0,40}[0-9][^()]{0,20}|[A-Z]{2,4}[0-9]{1,5}))\)(?=[.,]?(?:\s|$))",
    re.IGNORECASE,
)
_GUIDELINE = re.compile(
    r"(?:NICE\s)?(?:clinical\s)?guideline\s(?:no\.?\s)?\[?(?:NG|CG|QS|TA|PH)[0-9]{1,4}\]?\.?|[A-Z]{2,4}[0-9]{1,5}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b([A-Z]{2,4}[0-9]{1,5})\b|\b[Nn]o\.\s?([0-9]{1,6})\b")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[^\W_]|[“\"‘'(\[*])|(?<=[.?!][”’\"'])\s+(?=[^\W_])")
_UNENDING = re.compile(
    r"(?:\b(?:vs|e\.g|i\.e|cf|St|Dr|Mr|Mrs|Prof|approx|al|no|vol|[vn]|pp?|U\.S|U\.K|U\.S\.A|E\.U)|\b[A-Z]\.[A-Z])\.$"
)
_QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'"}
_YEAR_AFTER = re.compile(rf"(?P<title>.*[^\W_])(?:,\s(?P<year>{YEAR})|\s\((?P<bracketed>{YEAR})\))")
_SAYS_LITTLE = re.compile(r"(?:author|(?:nice |clinical )*guideline|(?:volume|vol\.?) [0-9]+)\.?", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:leaflet|(?:technical |research )?report|publication|(?:clinical )?guideline|document|identifier"
    r"|(?:trial )?registration|reference|ref)"
    r"(?:\s(?:no|number|id|identifier)\b)?\.?:?\s(?P<number>[\w/-]*[0-9][\w/.-]*?)\.?",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?<=\S)\s\((?:conference |published |meeting )?(?:abstract|poster|letter|editorial|leaflet|booklet|video"
    r"|podcast|pdf|online)\)[.,]?$",
    re.IGNORECASE,
)
_LONGEST_SITE = 120


def read_work(body: str, has_makers: bool, dated: bool, addresses: Csl) -> tuple[Csl, bool]:
    """Type, title and what else the words after the makers give; and whether all of them were understood."""
    early = _AHEAD.search(body)
    work, understood = _work(body, has_makers, addresses)
    if dated or "issued" in work or not work:
        return work, understood and has_makers
    if early and (parts := date_parts(early[0])):
        return work | {"issued": {"date-parts": [parts]}}, understood and has_makers
    if found := _YEAR_AFTER.fullmatch(work["title"]):
        year = int(found["year"] or found["bracketed"])
        work |= {"title": found["title"], "issued": {"date-parts": [[year]]}}
    return work, understood and has_makers


def _work(body: str, has_makers: bool, addresses: Csl) -> tuple[Csl, bool]:
    body, ahead = _without(_AHEAD, body)
    body, preprint = _without(_PREPRINT, body)
    body, _again = _without(_REVISED, body)
    body = _without_doi_s_end(body, addresses)
    body = re.sub(r"\s+(?=[.,;:])", "", body).strip(" ,;")
    if quoted := _quoted(body):
        title, rest = quoted
        return _placed(title, rest, ahead, preprint, addresses)
    if thesis := read_thesis(body):
        return thesis, True
    if chapter := read_chapter(body):
        return _chapter(*chapter)
    if special := read_inside(_noted(body)[0]) or read_site_first(body):
        return special, True
    sentences = sentences_of(body)
    if split := split_journal(sentences):
        title, place = split
        return _journal(title, place)
    whole = read_journal(body) if len(sentences) == 1 else None
    if whole and has_makers and (parted := split_at_comma(whole)):
        return _journal(*parted)
    work, understood = _other(body, ahead, preprint, addresses)
    return work, understood and not whole


def sentences_of(body: str) -> list[str]:
    """The body parted where sentences may end; "U.S." and initials end none."""
    parts: list[str] = []
    for piece in _SENTENCE_END.split(body):
        if parts and _UNENDING.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {piece}"
        elif piece:
            parts.append(piece)
    return parts


def title_of(text: str) -> tuple[str, Csl]:
    """The title without its stop, the quotation marks round it and what stands in brackets after it."""
    text, notes = text.strip(), []
    while found := re.search(
        rf"(?:{_NOTE.pattern}|{_CODE.pattern.replace('?P<note>', '')})[.,;]?$", text, re.IGNORECASE
    ):
        notes.append(found[0].strip(" []().,;"))
        if not text[: found.start()].strip():
            break
        text = text[: found.start()].strip()
    text = _KIND.sub("", text.strip(" ,;"))
    closing = _QUOTES.get(text[:1])
    if closing and text.rstrip(".").endswith(closing) and closing not in text[1:].rstrip(".")[:-1]:
        text = text.rstrip(".")[1:-1].strip()
    bare = text.rstrip(".") if not text.endswith("..") and not _UNENDING.search(text) else text
    number = next((found[1] or found[2] for note in notes if (found := _NUMBER.search(note))), "")
    return bare.rstrip(" ,;") or text, {"number": number} if number else {}


def _without_doi_s_end(body: str, addresses: Csl) -> str:
    """The body without a number that repeats the end of its DOI: "medRxiv. 2023: 2023.01.04.23284001"."""
    end = str(addresses.get("DOI", "")).partition("/")[2]
    return body.replace(f": {end}", "") if re.fullmatch(r"[0-9.]{8,}", end) else body


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    shorter = pattern.sub("", text)
    return (shorter, True) if shorter != text and shorter.strip(" .") else (text, False)


def _quoted(body: str) -> tuple[str, str] | None:
    """A title in quotation marks at the start, and the rest."""
    closing = _QUOTES.get(body[:1])
    if not closing:
        return None
    for found in re.finditer(re.escape(closing), body[1:600]):
        end = found.start() + 1
        inner, rest = body[1:end], body[end + 1 :]
        ends = not rest or rest[:1] in ".,;:" or (inner[-1:] in ".,?!" and rest[:1].isspace())
        parted = rest[:1] == " " and rest[1:2].isupper() and closing != "'" and closing != "’" and read_journal(rest)
        note = re.match(r"\s\[[^\[\]]{1,60}\][.,]", rest)
        if inner.strip() and (ends or parted or note):
            return inner.strip(), rest.lstrip(" .,;:") if not note else rest[note.end() :].strip()
    return None


def _journal(title: str, place: Csl) -> tuple[Csl, bool]:
    name, extra = title_of(title)
    return {"type": "article-journal", "title": name} | extra | place, True


def _chapter(title: str, rest: str, found: Csl) -> tuple[Csl, bool]:
    name, _extra = title_of(title)
    book, after = _book_and_publisher(rest)
    work: Csl = {"type": "chapter", "title": name} | ({"container-title": book} if book else {}) | found | after
    return of_meeting(work), bool(book)


def _book_and_publisher(rest: str) -> tuple[str, Csl]:
    sentences = sentences_of(rest)
    for first in range(1, len(sentences)):
        if publisher := read_publisher(" ".join(sentences[first:])):
            return title_of(" ".join(sentences[:first]).rstrip(" ,:"))[0], publisher
    bare, year = year_at_end(rest)
    sentences = sentences_of(bare)
    if len(sentences) > 1 and len(sentences[-1]) <= _LONGEST_SITE and not re.search(r"[0-9]", sentences[-1]):
        return title_of(" ".join(sentences[:-1]))[0], {"publisher": sentences[-1].strip(" .,;")} | year
    return title_of(bare)[0], year


def _placed(title: str, rest: str, ahead: bool, preprint: bool, addresses: Csl) -> tuple[Csl, bool]:
    """A title that its quotation marks end, and what follows."""
    name = title.rstrip(" ,").removesuffix(".")
    if thesis := read_thesis(f"{name}. {rest}"):
        return thesis | {"title": name}, True
    if found := re.match(r"in:?\s+", rest, re.IGNORECASE):
        chapter = read_chapter(f"{name}. In {rest[found.end() :]}")
        if chapter:
            return _chapter(name, *chapter[1:])
        rest = rest[found.end() :]
    if place := read_journal(rest):
        return {"type": "article-journal", "title": name} | place, True
    work, understood = _other(
        f"{name}. {rest}" if rest and name[-1:] not in "?!" else f"{name} {rest}", ahead, preprint, addresses
    )
    if not work["title"].startswith(name):
        return {"type": "document", "title": name}, False
    return work, understood


def _other(body: str, ahead: bool, preprint: bool, addresses: Csl) -> tuple[Csl, bool]:
    """A work that stands in no journal: book, report or page."""
    body, edition = take_edition(body)
    notes = [found["note"] for found in _NOTE.finditer(body)]
    body, numbered = _noted(body)
    sentences = sentences_of(body)
    if not sentences:
        return {}, False
    numbers = [found["number"] for one in sentences[1:] if (found := _NUMBERED.fullmatch(one))]
    known = edition | ({"number": numbers[0]} if numbers else {}) | numbered
    sentences = sentences[:1] + [
        one for one in sentences[1:] if not (_SAYS_LITTLE.fullmatch(one) or _NUMBERED.fullmatch(one))
    ]
    for first in range(1, len(sentences)):
        publisher = read_publisher(" ".join(sentences[first:]))
        if (
            not publisher
            and first == len(sentences) - 1
            and "URL" not in addresses
            and sentences[first].startswith("University ")
        ):
            publisher = {"publisher": sentences[first].rstrip(".")}
        if publisher:
            kind = "webpage" if "URL" in addresses and not edition else "report" if numbered else "book"
            title, extra = title_of(" ".join(sentences[:first]))
            return {"type": kind, "title": title} | extra | known | publisher, True
    return _page(sentences, known, ahead, preprint, notes, addresses)


def _noted(body: str) -> tuple[str, Csl]:
    """The body without notes in brackets such as [NG226], and the number of a guideline among them."""
    number = ""

    def without(found: re.Match[str]) -> str:
        nonlocal number
        note = found["note"].strip()
        if found_number := _NUMBER.search(note):
            number = number or found_number[1] or found_number[2]
        return ""

    shorter = _CODE.sub(without, _NOTE.sub(without, body)).strip()
    return (shorter, {"number": number} if number else {}) if shorter.strip(" .") else (body, {})


def _page(
    sentences: list[str], known: Csl, ahead: bool, preprint: bool, _notes: list[str], addresses: Csl
) -> tuple[Csl, bool]:
    last, year = year_at_end(sentences[-1]) if len(sentences) > 1 else (sentences[-1], {})
    if year and not last.strip(" .,;"):
        sentences, last = sentences[:-1], sentences[-2]
    kind = "report" if "number" in known else "book" if "edition" in known else "webpage"
    if ahead or preprint:
        kind = "article" if preprint else "article-journal"
    title, extra = title_of(" ".join(sentences[:-1]) if len(sentences) > 1 else sentences[0])
    work: Csl = {"type": kind, "title": title} | extra | known | year
    if len(sentences) == 1:
        return work, True
    if _GUIDELINE.fullmatch(last.strip(" .")):
        return work, True
    if len(sentences) > 2 and not sentences[-2].endswith(("?", "!")) and not (ahead or preprint or "URL" in addresses):
        return work | {"title": title_of(" ".join(sentences))[0]}, False
    if len(last) > _LONGEST_SITE or not re.search(r"[^\W\d_]{2}", last):
        return work | {"title": title_of(" ".join(sentences))[0]}, False
    name = "publisher" if "edition" in known or (preprint and not ahead) else "container-title"
    return work | {name: last.strip(" .,;")}, len(sentences) == 2 or ahead or preprint or sentences[-2].endswith(
        ("?", "!")
    )
