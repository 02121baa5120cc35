"""Printing references: what a reader would misread if a name, a year or a letter went wrong."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from references.csl import Style, print_items
from references.csl_items import TYPES
from tests.hostile import HOSTILE


def page(author: str, year: int, title: str, **more: Any) -> dict[str, Any]:
    issued = {"date-parts": [[year]]}
    return {"type": "webpage", "author": [{"literal": author}], "issued": issued, "title": title, **more}


def words(printed: str) -> str:
    return re.sub(r"</?i>", "", printed)


def test_a_page_of_an_organisation() -> None:
    printed = print_items({"rcp": page("Royal College of Plants", 2021, "Watering - when and how")})["rcp"]
    assert printed.citation == "Royal College of Plants, 2021"
    assert printed.printed == "Royal College of Plants. (2021). <i>Watering - when and how</i>."
    assert printed.url == ""


def test_the_example_page_is_printed_word_for_word(seed_text: str) -> None:
    entries = re.findall(r"^- ((.+?)\. \((\d{4})\)\. (.+)\.)$", seed_text, re.MULTILINE)
    assert len(entries) == 7
    printed = print_items({line: page(author, int(year), title) for line, author, year, title in entries})
    assert [words(each.printed) for each in printed.values()] == list(printed)


def test_a_journal_article_with_people() -> None:
    article = {
        "type": "article-journal",
        "author": [
            {"family": "O'Neil", "given": "Mary-Ann B."},
            {"family": "Berg", "non-dropping-particle": "van den"},
        ],
        "issued": {"date-parts": [[2019, 5, 1]]},
        "title": "Do stretches help?",
        "container-title": "Journal of Stretching",
        "volume": 12,
        "issue": "3",
        "page": "45-51",
        "DOI": "10.1234/js.5",
    }
    printed = print_items({"x": article})["x"]
    assert printed.citation == "O'Neil & van den Berg, 2019"
    assert words(printed.printed) == (
        "O'Neil, M.-A. B., &amp; van den Berg. (2019). Do stretches help? Journal of Stretching, 12(3), 45–51."
    )


def test_harvard() -> None:
    printed = print_items({"x": page("NHS", 2024, "Sore knees")}, Style.HARVARD)["x"]
    assert (printed.citation, printed.printed) == ("NHS, 2024", "NHS (2024) <i>Sore knees</i>.")


@pytest.mark.parametrize(
    ("author", "cited"),
    [
        ("Brighton Cycling Medicine Journal (BCMJ)", "BCMJ"),
        ("Brighton Cycling Medicine Journal [BCMJ]", "BCMJ"),
        ("Chartered Society of Physiotherapy (CSP)", "CSP"),
        ("Health Office (England)", "Health Office (England)"),  # a place, not an abbreviation
        ("(BCMJ)", "(BCMJ)"),
    ],
)
def test_a_group_is_cited_by_the_abbreviation_it_gives(author: str, cited: str) -> None:
    printed = print_items({"x": page(author, 2024, "T")})["x"]
    assert printed.citation == f"{cited}, 2024"
    assert printed.printed.startswith(f"{author}. (2024)")


def test_equal_citations_get_letters_in_the_order_given() -> None:
    items = {"z": page("NHS", 2024, "Zebra"), "o": page("WHO", 2024, "Other"), "a": page("NHS", 2024, "Apple")}
    printed = print_items(items)
    assert [printed[key].citation for key in items] == ["NHS, 2024a", "WHO, 2024", "NHS, 2024b"]
    assert printed["a"].printed == "NHS. (2024b). <i>Apple</i>."


def test_letters_go_on_after_z() -> None:
    printed = print_items({str(number): page("NHS", 2024, f"Title {number}") for number in range(28)})
    assert [printed[key].citation for key in ("25", "26", "27")] == [
        "NHS, 2024z",
        "NHS, 2024aa",
        "NHS, 2024ab",
    ]


def test_letters_where_there_is_no_year() -> None:
    item = {"type": "webpage", "title": "T", "author": [{"literal": "NHS"}]}
    in_press = item | {"issued": {"literal": "in press"}}
    printed = print_items({"a": item, "b": item, "c": in_press, "d": in_press})
    assert [each.citation for each in printed.values()] == [
        "NHS, n.d.-a",
        "NHS, n.d.-b",
        "NHS, in press-a",
        "NHS, in press-b",
    ]
    assert printed["d"].printed == "NHS. (in press-b). T."


def test_many_authors() -> None:
    authors = [{"family": f"Name{number}", "given": "Ann"} for number in range(30)]
    printed = print_items({"x": page("", 2020, "T") | {"author": authors}})["x"]
    assert printed.citation == "Name0 et al., 2020"
    assert printed.printed.startswith("Name0, A., Name1, A.")
    assert "… Name29, A. (2020)" in printed.printed


@pytest.mark.parametrize(
    ("item", "citation", "entry"),
    [
        ({}, "[Untitled], n.d.", "[Untitled]. (n.d.)."),
        ({"type": "report", "title": "Lone title"}, "Lone title, n.d.", "Lone title. (n.d.)."),
        ({"title": "T", "author": [{"family": "Solo"}]}, "Solo, n.d.", "Solo. (n.d.). T."),
        ({"title": "T", "author": [{"given": "Cher"}]}, "Cher, n.d.", "Cher. (n.d.). T."),
        ({"title": "T", "author": "Someone"}, "Someone, n.d.", "Someone. (n.d.). T."),
        ({"title": "T", "editor": [{"family": "Ed", "given": "A"}]}, "Ed, n.d.", "Ed, A. (n.d.). T."),
        ({"title": "Really?", "author": ["A"], "issued": "May 2020"}, "A, 2020", "A. (2020). Really?"),
        ({"title": "T", "author": ["A"], "issued": {"raw": "2020-05"}}, "A, 2020", "A. (2020). T."),
        ({"title": "T", "author": ["A"], "issued": {"date-parts": [["2020", "99"]]}}, "A, 2020", "A. (2020). T."),
        ({"title": "T", "author": ["A"], "type": "interview"}, "A, personal communication, n.d.", "A. (n.d.). T."),
    ],
)
def test_what_is_missing_or_odd_is_printed_as_far_as_it_is_understood(
    item: dict[str, Any], citation: str, entry: str
) -> None:
    printed = print_items({"x": item})["x"]
    assert (printed.citation, words(printed.printed)) == (citation, entry)


def test_a_title_that_leads_is_not_printed_twice_and_is_cut_in_the_citation() -> None:
    title = " ".join(["Physiotherapy"] * 30)
    printed = print_items({"x": {"type": "book", "title": title, "issued": {"date-parts": [[2020]]}}})["x"]
    assert printed.printed.count("Physiotherapy") == 30
    assert len(printed.citation) < 100
    assert printed.citation.endswith("…, 2020")


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"URL": "https://example.org/a?b=1"}, "https://example.org/a?b=1"),
        ({"URL": "https://example.org/", "DOI": "10.1000/x"}, "https://example.org/"),
        ({"DOI": "10.1000/x.1"}, "https://doi.org/10.1000/x.1"),
        ({"DOI": "doi:10.1000/x.1"}, "https://doi.org/10.1000/x.1"),
        ({"DOI": "https://doi.org/10.1000/x.1"}, "https://doi.org/10.1000/x.1"),
        ({"URL": "javascript:alert(1)", "DOI": "10.1000/x"}, "https://doi.org/10.1000/x"),
        ({"URL": "javascript:alert(1)"}, ""),
        ({"URL": "//example.org/"}, ""),
        ({"URL": "https://example.org/ onclick=x"}, ""),
        ({"URL": ["https://example.org"], "DOI": 7}, ""),
        ({"DOI": "not a doi"}, ""),
    ],
)
def test_where_it_can_be_read(fields: dict[str, Any], url: str) -> None:
    printed = print_items({"x": page("A", 2020, "T") | fields})["x"]
    assert printed.url == url
    assert words(printed.printed) == "A. (2020). T."  # the address is printed apart, as a link


def test_markup_of_catalogues_goes_and_anything_else_is_escaped() -> None:
    title = 'Growth <i>in vitro</i> of <span class="nocase">H2O</span> &amp; salt if x < 3 <script>alert(1)</script>'
    printed = print_items({"x": page("A & <b>B</b>", 2020, title)})["x"]
    assert printed.citation == "A & B, 2020"
    assert words(printed.printed) == (
        "A &amp; B. (2020). Growth in vitro of H2O &amp; salt if x &lt; 3 &lt;script&gt;alert(1)&lt;/script&gt;."
    )


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_keeps_its_names_title_and_year(kind: str, style: Style) -> None:
    item = page("Some Office", 2021, "A title of its own") | {"type": kind, "publisher": "P", "volume": "1"}
    printed = print_items({"x": item}, style)["x"]
    assert printed.citation == "Some Office, 2021"
    for text in ("Some Office", "2021", "A title of its own"):
        assert words(printed.printed).count(text) == 1


def test_hostile_words_stay_words() -> None:
    """Four at a time: a formatter that escapes character by character can't tell, and would take four times as long."""
    items: dict[str, dict[str, Any]] = {}
    for text in (" ".join(HOSTILE[start : start + 4]) for start in range(0, len(HOSTILE), 4)):
        fields = dict.fromkeys(["title", "container-title", "publisher", "URL", "DOI"], text)
        items[text] = {"type": "book", "author": [{"literal": text}, {"family": text, "given": text}]} | fields
    for printed in print_items(items).values():
        assert not set(re.findall(r"<[^>]*>?", printed.printed)) - {"<i>", "</i>"}
        assert printed.printed.count("<i>") == printed.printed.count("</i>")
        assert printed.url == "" or re.match(r"https?://[^\s\"<>]+\Z", printed.url, re.IGNORECASE)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["literal", "family", "given"]), inner),
    max_leaves=6,
)
FIELDS = ["type", "title", "author", "editor", "issued", "container-title", "page", "edition", "number", "URL", "DOI"]
DATES = st.fixed_dictionaries({"date-parts": st.lists(st.lists(st.integers() | st.text(max_size=4), max_size=4))})


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON | DATES | st.sampled_from(sorted(TYPES)), max_size=8))
def test_nothing_raises_and_nothing_is_blank(item: dict[str, Any]) -> None:
    printed = print_items({"x": item})["x"]
    assert printed.citation.strip()
    assert not set(re.findall(r"<[^>]*>?", printed.printed)) - {"<i>", "</i>"}
