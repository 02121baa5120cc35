"""What on a web page belongs to the site and not to the article, told by its name, role and words."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_noop
from lxml.html import HtmlElement

from articles.importing.lines import Kind, Line
from articles.importing.recognising import mark_of


class Furniture(NamedTuple):
    """Why a part is left out, yet to be translated, and whether its words may say who wrote or checked the article."""

    reason: str
    may_hold_claims: bool = False


_NAVIGATION = gettext_noop("This is navigation of the site.")
_COOKIES = gettext_noop("This is a notice of the site, such as one about cookies.")
_SHARING = gettext_noop("This is for sharing the page.")
_RELATED = gettext_noop("This leads to other pages.")
_NEWSLETTER = gettext_noop("This asks for a subscription or holds a form.")
_COMMENTS = gettext_noop("These are comments of readers.")
_ADVERTISING = gettext_noop("This is advertising.")
_FRAME = gettext_noop("This is the header, footer or side of the site.")
_AUTHOR_CARD = gettext_noop("This is about the author, no text of the article.")

_BY_NAME: tuple[tuple[str, str], ...] = (
    (
        _COOKIES,
        "cookies?|consent|gdpr|cmp|ccpa|onetrust|cookiebot|modal|popup|lightbox|overlay|toast|announcement",
    ),
    (
        _SHARING,
        "shar(?:e|es|ing|edaddy|ethis|e-?buttons)|social|socials|addtoany|addthis|sharebar|follow-us|print-button",
    ),
    (
        _NAVIGATION,
        (
            "nav|navbar|navigation|menu|megamenu|breadcrumbs?|crumbs?|pagination|pager|skip|skiplink|skip-?(?:to|link)"
            "|toc|table-of-contents|ez-toc|sitemap|search-?form|search-?box|language-switcher|lang-?switch|on-this-page"
            "|back-to-top|prev-?next|post-?nav"
        ),
    ),
    (
        _RELATED,
        (
            "related|relatedposts|jp-relatedposts|recommend(?:ed|ations?)|recent-?posts|popular|trending|read-?next"
            "|read-?more|more-?(?:posts|articles|stories|from)|you-?(?:may|might)(?:-?also)?(?:-?like)?|also-?like"
            "|see-?also|up-?next|further-?articles|latest|tags?|tag-?cloud|categor(?:y|ies)|cat-links"
        ),
    ),
    (
        _NEWSLETTER,
        (
            "newsletter|subscri(?:be|ption)|sign-?up|mailchimp|mc4wp|optin|opt-in|lead-?magnet|email-?capture|feedback"
            "|helpful|rating|survey"
        ),
    ),
    (_COMMENTS, "comments?|comments-area|comment-list|disqus|respond|replies"),
    (_ADVERTISING, "ads?|advert|adverts|advertisements?|adsense|adslot|sponsor(?:ed)?|promoted|banner-ad"),
    (_AUTHOR_CARD, "author-?(?:box|card|bio|info)|about-?(?:the-?)?author|bio-?card"),
    (
        _FRAME,
        (
            "site-?header|site-?footer|masthead|colophon|sidebar|widget-area|topbar|top-bar|page-?footer"
            "|global-?(?:header|footer)|footer|copyright"
        ),
    ),
)
_NAMES = tuple(
    (reason, re.compile(rf"(?:^|[\s_-])(?:{names})(?=$|[\s_-])", re.IGNORECASE)) for reason, names in _BY_NAME
)
_ROLES = {
    "navigation": _NAVIGATION,
    "search": _NAVIGATION,
    "banner": _FRAME,
    "contentinfo": _FRAME,
    "dialog": _COOKIES,
    "alertdialog": _COOKIES,
    "menu": _NAVIGATION,
    "menubar": _NAVIGATION,
}
_HOLDING_CLAIMS = (_FRAME, _AUTHOR_CARD)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORDS = re.compile(
    r"(?:skip (?:to|over)\b.{0,40}|back to top|read more|see all|view all|load more|print(?: this page)?"
    r"|share(?: this)?(?: page| article| post)?:?|advertisement|sponsored"
    r"|[0-9]+ min(?:ute)?s? read|(?:all )?comments?(?: \([0-9]+\))?)\W*",
    re.IGNORECASE,
)
_HEADING_WORDS = re.compile(
    r"(?:related(?: (?:articles?|posts?|content|pages?|topics|reading|stories|guides))?"
    r"|you (?:may|might)(?: also)? (?:like|enjoy|be interested in)|(?:read|up|what to read) next"
    r"|(?:recent|popular|latest|similar) (?:posts?|articles?|news|stories)"
    r"|more (?:from|articles|posts|stories|like this)\b.{0,40}|share this\b.{0,30}|(?:table of )?contents"
    r"|on this page|in this article|jump to|"
    r"(?:join|sign up (?:to|for)|subscribe to|get)\b.{0,40}newsletter|leave a (?:reply|comment)"
    r"|[0-9]+ (?:comments?|thoughts on\b.{0,80}))\W*",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"(?:(?:medically |clinically )?(?:written|reviewed|fact[- ]checked|checked|authored|posted)(?: and \w+)? by\b"
    r"|by:?\s+(?:dr\.? )?[A-Z]|(?:authors?|(?:medical |clinical )?reviewers?|editors?)\s*:"
    r"|(?:last |date |first |next )*(?:medically |clinically )?"
    r"(?:reviewed|review|updated|published|modified|review due)"
    r"(?: on| date)?\s*:?\s+(?:\w+day,? )?(?:[0-9]|[A-Z][a-z]{2,8} [0-9]))",
)
_META = re.compile(
    r"(?:^|[\s_-])(?:entry|post|article|page|byline)?-?meta(?:$|[\s_-])|(?:^|\s)(?:post|entry)-info(?:\s|$)",
    re.IGNORECASE,
)
_MATTERS = re.compile(r"\b(?:999|911|112|111|A&E|GP|emergency|red flags?|urgent(?:ly)?|ambulance)\b")
_LONGEST_CLAIM = 200
_IN_A_PARAGRAPH = "span strong em b i u sup sub small time td th tr h1 h2 h3 h4 h5 h6 label"
_WORDS_OF_A_PARAGRAPH = frozenset(_IN_A_PARAGRAPH.split())


def furniture_of(element: HtmlElement) -> Furniture | None:
    """What part of the site an element is, if its name, role or words leave no doubt."""
    tag = element.tag
    if tag in ("html", "body", "main", "h1", "li") or (tag == "article" and not _inside_article(element)):
        return None
    reason = _ROLES.get(element.get("role") or "")
    if tag == "nav":
        reason = _NAVIGATION
    elif tag in ("header", "footer", "aside") and not _inside_article(element):
        reason = reason or _named(element) or _FRAME
    elif tag == "form" and len(element.text_content()) < 1000:
        reason = _NEWSLETTER
    reason = reason or _worded(element) or (None if _matters(element) else _named(element))
    return Furniture(reason, reason in _HOLDING_CLAIMS) if reason else None


def _matters(element: HtmlElement) -> bool:
    """Whether a box inside the article says whom to call: its name alone is no reason to leave that out."""
    return _inside_article(element) and _MATTERS.search(element.text_content()) is not None


def _inside_article(element: HtmlElement) -> bool:
    return any(above.tag in ("article", "main") or above.get("role") == "main" for above in element.iterancestors())


def _named(element: HtmlElement) -> str | None:
    if element.tag in _WORDS_OF_A_PARAGRAPH:
        return None
    names = _CAMEL.sub("-", f"{element.get('class') or ''} {'' if element.tag == 'p' else element.get('id') or ''}")
    if not names.strip():
        return None
    return next((reason for reason, pattern in _NAMES if pattern.search(names)), None)


def _worded(element: HtmlElement) -> str | None:
    """Short parts by their own words; a heading by what it says of the links below it; lists that only lead away."""
    if element.tag in ("a", "p", "span", "button", "div") and not len(element):
        words = " ".join((element.text or "").split())
        return _NAVIGATION if words and len(words) < 60 and _WORDS.fullmatch(words) else None
    if element.tag in ("ul", "ol", "section", "aside", "div", "p") and _leads_away(element):
        return _RELATED
    if element.tag in ("h2", "h3", "h4", "h5", "p", "div") and len(element) < 3:
        words = " ".join(element.text_content().split())
        return _RELATED if len(words) < 100 and _HEADING_WORDS.fullmatch(words) else None
    return None


def _leads_away(element: HtmlElement) -> bool:
    """Several short links and nothing else. References are longer, and carry a year."""
    links = element.findall(".//a")
    if len(links) < 2:
        return False
    words = " ".join(element.text_content().split())
    linked = sum(len(" ".join(link.text_content().split())) for link in links)
    heading = sum(len(" ".join(part.text_content().split())) for part in element.iter("h2", "h3", "h4"))
    rest = len(words) - linked - heading
    return rest <= 3 * len(links) + 10 and linked / len(links) <= 70 and not re.search(r"\b(?:19|20)[0-9]{2}\b", words)


def is_meta(element: HtmlElement) -> bool:
    """A row of small details above or below an article: date, category, minutes to read."""
    return bool(_META.search(element.get("class") or "")) and len(element.text_content()) < 400


def says_who_or_what(element: HtmlElement) -> str:
    """ "claim" for a line about the making of the article, "part" for the heading of a part, else nothing."""
    words = " ".join(element.text_content().split())
    if not words or len(words) > _LONGEST_CLAIM:
        return ""
    if mark_of(Line(0, Kind.HEADING, words)):
        return "part"
    holds_blocks = next(element.iter("p", "div", "li", "ul", "section"), element) is not element
    if _CLAIM.match(words[:1].upper() + words[1:] if words.startswith("by ") else words) or _CLAIM.match(
        words.lower()[:1] + words[1:]
    ):
        return "" if holds_blocks and len(list(element.iter("p", "li", "div"))) > 2 else "claim"
    return ""
