"""A source as an editor fills it in, and the CSL-JSON item that it becomes.

Only what was changed in the form is written into the item, so what the form can't show is never lost.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from references.models import Reference

_TYPES = (
    ("webpage", gettext_lazy("Web page")),
    ("article-journal", gettext_lazy("Article in a journal")),
    ("report", gettext_lazy("Report or guideline")),
    ("book", gettext_lazy("Book")),
    ("chapter", gettext_lazy("Chapter of a book")),
    ("article-newspaper", gettext_lazy("Article in a newspaper")),
    ("paper-conference", gettext_lazy("Conference paper")),
    ("thesis", gettext_lazy("Thesis")),
    ("dataset", gettext_lazy("Data set")),
    ("document", gettext_lazy("Other")),
)

_TEXTS = {
    "title": "title",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "publisher": "publisher",
    "url": "URL",
    "doi": "DOI",
}
"""The form's fields that stand in the item as they are, and the item's names for them."""

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_LONGEST_KEY = 80


class ReferenceForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    key = forms.CharField(
        label=gettext_lazy("Citation key"),
        required=False,
        max_length=_LONGEST_KEY,
        help_text=gettext_lazy("Texts cite the source by it. Leave it empty for one made of author and year."),
    )
    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=_TYPES)
    authors = forms.CharField(
        label=gettext_lazy("Authors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One a line: “Family, Given”, or an organisation. Put an organisation in quotation marks if its name has a "
            "comma."
        ),
    )
    year = forms.CharField(
        label=gettext_lazy("Year"), required=False, max_length=40, help_text=gettext_lazy("Or words, such as: in press")
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=500)
    container = forms.CharField(
        label=gettext_lazy("Published in"),
        required=False,
        help_text=gettext_lazy("The journal, newspaper, website or book that it is a part of."),
    )
    volume = forms.CharField(label=gettext_lazy("Volume"), required=False, max_length=40)
    issue = forms.CharField(label=gettext_lazy("Issue"), required=False, max_length=40)
    pages = forms.CharField(label=gettext_lazy("Pages"), required=False, max_length=40)
    publisher = forms.CharField(label=gettext_lazy("Publisher"), required=False)
    url = forms.URLField(label=gettext_lazy("Web address"), required=False, assume_scheme="https", max_length=2000)
    doi = forms.CharField(label="DOI", required=False, help_text=gettext_lazy("For example: 10.1136/bmj.k1234"))

    class Meta:
        model = Reference
        fields = ("key", "evidence", "retraction")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item = self.instance.csl or {}
        kind = item.get("type", "webpage")
        self.initial.update({name: _text(item.get(in_csl)) for name, in_csl in _TEXTS.items()})
        self.initial.update(
            type=kind,
            authors="\n".join(_line(name) for name in item.get("author", [])),
            year=_year(item.get("issued")),
        )
        types = self.fields["type"]
        if isinstance(types, forms.ChoiceField) and kind not in dict(_TYPES):
            types.choices = [*_TYPES, (kind, kind)]

    def clean_doi(self) -> str:
        text: str = self.cleaned_data["doi"]
        match = _DOI.fullmatch(text)
        if text and not match and "doi" in self.changed_data:
            raise ValidationError(_("A DOI begins with 10. and a number, such as 10.1136/bmj.k1234."))
        return match[1] if match else text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("key"):
            cleaned["key"] = self.instance.key or _free_key(cleaned["authors"], cleaned["title"], cleaned["year"])
        return cleaned

    def save(self, commit: bool = True) -> Reference:
        self.instance.csl = self._item()
        reference: Reference = super().save(commit)
        return reference

    def _item(self) -> dict[str, Any]:
        """The item with what was changed; a field that was emptied is taken out."""
        item = dict(self.instance.csl or {})
        changed: dict[str, Any] = {
            _TEXTS[name]: self.cleaned_data[name] for name in _TEXTS if name in self.changed_data
        }
        if "type" in self.changed_data or "type" not in item:
            changed["type"] = self.cleaned_data["type"]
        if "authors" in self.changed_data:
            changed["author"] = _names(self.cleaned_data["authors"], item.get("author", []))
        if "year" in self.changed_data:
            changed["issued"] = _date(self.cleaned_data["year"])
        return {name: value for name, value in (item | changed).items() if name not in changed or value}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _line(name: object) -> str:
    """One author as one line of the form."""
    if not isinstance(name, dict):
        return str(name)
    if name.get("literal"):
        literal = str(name["literal"])
        return f'"{literal}"' if "," in literal else literal
    given = " ".join(str(name[part]) for part in ("given", "non-dropping-particle", "suffix") if name.get(part))
    return ", ".join(filter(None, (str(name.get("family", "")), given)))


def _names(lines: str, known: list[Any]) -> list[Any]:
    """The authors of the lines. Those whose line did not change stay as they were, with all their parts."""
    before = {_line(name): name for name in known}
    return [before.get(line, _name(line)) for line in (each.strip() for each in lines.splitlines()) if line]


def _name(line: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in line.partition(","))
    if line[0] in '"“' and line[-1] in '"”' and len(line) > 2:
        return {"literal": line[1:-1].strip()}
    return {"family": family, "given": given} if comma and family and given else {"literal": line.rstrip(", ")}


def _year(issued: object) -> str:
    if not isinstance(issued, dict):
        return _text(issued)
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return str(parts[0][0])
    return _text(issued.get("literal") or issued.get("raw"))


def _date(year: str) -> dict[str, Any]:
    if not year:
        return {}
    return {"date-parts": [[int(year)]]} if re.fullmatch(r"[0-9]{4}", year) else {"literal": year}


def _free_key(authors: str, title: str, year: str) -> str:
    """A key such as nhs-2024 that no source has yet."""
    first = next((line for line in authors.splitlines() if line.strip()), title)
    who = re.search(r"\(([A-Z][\w&-]+)\)", first)
    words = slugify(who[1] if who else first.split(",")[0]).split("-")[:4]
    key = "-".join([*filter(None, words), *re.findall(r"\d{4}", year)[:1]]) or "source"
    key, number = key[: _LONGEST_KEY - 4], 1
    free = key
    while Reference.objects.filter(key=free).exists():
        number += 1
        free = f"{key}-{number}"
    return free
