"""The wall between what people type and what browsers run.

One list says which tags, attributes and values published HTML may hold. Two sanitisers that share no code enforce it,
one after the other: bleach, whose development has ended, and nh3, which has the last word.
"""

import re

import bleach
import nh3
from django.utils.safestring import SafeString, mark_safe

from articles.rendering.addresses import IMAGE_ADDRESS, SAFE_ADDRESS
from articles.rendering.invisible import without_invisible

VOCABULARY: dict[str, set[str]] = {
    "a": set(),
    "aside": {"insight"},
    "blockquote": set(),
    "br": set(),
    "code": set(),
    "data": {"sets", "times"},
    "div": {"care-card", "care-card-emergency", "care-card-soon", "care-card-unset", "care-card-urgent"}
    | {"how", "lead", "precaution", "progression", "question", "stop", "table-scroll"},
    "em": set(),
    "h2": set(),
    "h3": set(),
    "h4": set(),
    "h5": set(),
    "h6": set(),
    "hr": set(),
    "i": set(),
    "img": {"figure"},
    "li": {"do", "dont", "exercise", "tip"},
    "nav": {"contents"},
    "ol": {"exercises"},
    "p": {"dose", "figures", "goal", "help-reminder", "label"},
    "section": {"care-cards", "disclaimer", "faq", "references", "section"}
    | {"section-benefits", "section-conclusion", "section-exercises", "section-safety", "section-text"},
    "span": {"backlinks", "citation", "citation-unknown", "label", "side"},
    "strong": set(),
    "table": {"benefits"},
    "tbody": set(),
    "td": set(),
    "th": set(),
    "thead": set(),
    "time": {"hold"},
    "tr": set(),
    "ul": {"donts", "dos", "tips"},
}
"""Every tag that published HTML may hold, with the class names it may carry; docs/vocabulary.md says what they mean."""

_ID = re.compile(
    r"get-help|contents|faq|references|disclaimer|s-\d+(?:-[a-z0-9_-]+)?|ref-[\w:.~-]+|cite-[\w:.~-]+", re.ASCII
)
_ANYTHING = re.compile(r".*", re.DOTALL)

# What an attribute of a tag may be, as a whole. `class` is apart: each of its words is judged by itself.
_VALUES = {
    ("a", "href"): SAFE_ADDRESS,
    ("a", "aria-label"): _ANYTHING,
    ("data", "value"): re.compile(r"\d{1,4}", re.ASCII),
    ("div", "aria-label"): _ANYTHING,
    ("div", "role"): re.compile("region"),
    ("div", "tabindex"): re.compile("0"),
    ("img", "alt"): _ANYTHING,
    ("img", "loading"): re.compile("lazy"),
    ("img", "src"): IMAGE_ADDRESS,
    ("nav", "aria-labelledby"): re.compile("contents"),
    ("ol", "start"): re.compile(r"\d{1,9}", re.ASCII),
    ("p", "aria-hidden"): re.compile("true"),
    ("th", "scope"): re.compile("col|row"),
    ("time", "datetime"): re.compile(r"PT\d{1,4}S", re.ASCII),
} | {(tag, "id"): _ID for tag in ("a", "h2", "li", "section")}
_TAGS = frozenset(VOCABULARY)
_ATTRIBUTES = {tag: {"class"} | {name for owner, name in _VALUES if owner == tag} for tag in _TAGS}
_SCHEMES = {"http", "https", "mailto", "tel"}

# Only the figures of a dose may be kept from those who listen: the sentence beside them says the same.
_PARAGRAPH = re.compile(r"<p [^>]*>")
_FIGURES = '<p class="figures" aria-hidden="true">'

_MARKED_TAGS = _TAGS | {"ins", "del"}
_MARKS = {"came", "went", "visually-hidden", "unseen", "sign-name", "target"}


def sanitize(html: str) -> SafeString:
    """The HTML with allowed tags, attributes and values only, and without invisible characters. Words are kept."""
    seen = without_invisible(html)  # bleach would print "?" for some
    once = bleach.clean(seen, tags=_TAGS, attributes=_is_allowed, protocols=_SCHEMES, strip=True)
    # Entities are characters now: what they hid is taken out, and what is left is read once more.
    return mark_safe(_clean(without_invisible(_clean(once))))


def sanitize_marked(html: str) -> SafeString:
    """As `sanitize`, for a comparison: <ins>, <del> and what names the unseen are allowed too. Never for an edition.

    nh3 alone: what is compared went through both sanitisers when it was frozen, and bleach would take longer over a
    long article than the comparison.
    """
    return mark_safe(
        nh3.clean(
            html,
            tags=set(_MARKED_TAGS),
            attributes={tag: _ATTRIBUTES.get(tag, set()) | {"class"} for tag in _MARKED_TAGS},
            attribute_filter=_allowed_marked,
            url_schemes=_SCHEMES,
            link_rel=None,
        )
    )


def only_italics(html: str) -> SafeString:
    """The HTML with `<i>` and nothing else: for an entry of the reference list."""
    return mark_safe(without_invisible(nh3.clean(html, tags={"i"}, attributes={}, link_rel=None)))


def _clean(html: str) -> str:
    cleaned = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed_value,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return _PARAGRAPH.sub(_heard, cleaned)


def _heard(paragraph: re.Match[str]) -> str:
    """The start tag of a paragraph; hidden from those who listen only if it holds figures. Its values hold no ">"."""
    if 'class="figures"' in paragraph[0] and " aria-hidden=" in paragraph[0]:
        return _FIGURES
    return paragraph[0].replace(' aria-hidden="true"', "")


def _is_allowed(tag: str, name: str, value: str) -> bool:
    return name in _ATTRIBUTES.get(tag, ()) and _allowed_value(tag, name, value) is not None


def _allowed_value(tag: str, name: str, value: str) -> str | None:
    """The value, or what may stay of it, or None if the attribute must go."""
    if name == "class":
        return " ".join(word for word in value.split() if word in VOCABULARY[tag]) or None
    pattern = _VALUES.get((tag, name))
    return value if pattern and pattern.fullmatch(value) else None


def _allowed_marked(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(word for word in value.split() if word in VOCABULARY.get(tag, set()) | _MARKS) or None
    return _allowed_value(tag, name, value)
