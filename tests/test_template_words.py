"""Every word that readers see goes through gettext: the public templates hold none outside a translated string."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
PUBLIC = ("articles/**/*.html", "about/**/*.html", "includes/**/*.html", "reviewers/**/*.html", "*.html")

_TRANSLATED = re.compile(
    r"\{#.*?#\}"
    r"|\{% comment\b.*?\{% endcomment %\}"
    r"|\{% blocktranslate\b.*?\{% endblocktranslate %\}"
    r"|\{%.*?%\}"
    r"|\{\{.*?\}\}",
    re.DOTALL,
)
_WORDS_IN_A_FILTER = re.compile(r"""(?:yesno|pluralize|default):(["'])[^"']*[a-z]{2}[^"']*\1""")
_ALLOWED = {
    'default:"MedGo2U"': "the name of the publisher is one in every language",
    "default:'MedGo2U'": "as above",
    "default:'en-GB'": "the code of a language is no word",
    "default:'website'": "what Open Graph calls a page is no word for readers",
}
_READ_OUT = {"alt", "aria-label", "placeholder", "title"}
_NO_WORDS = {"code", "script", "style"}  # what is typed into a machine is the same in every language


class _Words(HTMLParser):
    """The words of a template that would reach readers untranslated."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NO_WORDS:
            self._inside.append(tag)
        self.found += [value for name, value in attrs if name in _READ_OUT and value and _has_letters(value)]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._inside and _has_letters(data):
            self.found.append(" ".join(data.split()))


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def untranslated(template: str) -> Iterator[str]:
    words = _Words()
    words.feed(_TRANSLATED.sub(" ", template))
    yield from words.found
    yield from (found[0] for found in _WORDS_IN_A_FILTER.finditer(template) if found[0] not in _ALLOWED)


def test_public_templates_hold_no_words_of_their_own() -> None:
    paths = sorted({path for pattern in PUBLIC for path in TEMPLATES.glob(pattern)})
    assert len(paths) > 25
    found = [
        f"{path.relative_to(TEMPLATES)}: {words}" for path in paths for words in untranslated(path.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


def test_words_of_their_own_are_found() -> None:
    bad = '<p title="Hi">{{ x|yesno:"Yes,No" }} {% translate "fine" %} Words <code>pip</code> {# no #}</p>'
    assert list(untranslated(bad)) == ["Hi", "Words", 'yesno:"Yes,No"']
