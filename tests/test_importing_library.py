"""Which sources of a document the library knows already, and that a doubtful one is never tied."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.content import Content, Section, SectionKind, Source
from articles.importing.library import matches, tied
from articles.importing.save import with_library_keys
from references.matching import Match
from references.models import Reference

HELD: dict[str, Any] = {
    "type": "article-journal",
    "title": "Loading the calf",
    "author": [{"family": "Mock", "given": "A."}],
    "issued": {"date-parts": [[2019]]},
    "DOI": "10.5555/ABC",
    "PMID": "123",
    "volume": "5",
}


def source(key: str, **fields: Any) -> Source:
    csl = {name: value for name, value in ({**HELD, **fields}).items() if value}
    return Source(key=key, csl=csl, citation="Mock, 2019", printed="Mock")


@pytest.mark.django_db
def test_the_library_s_own_record_is_used_and_a_doubtful_one_is_not() -> None:
    Reference.objects.create(key="mock-calf", csl=HELD)
    sources = {
        "doi": source("doi", DOI="https://doi.org/10.5555/abc", PMID=None, volume="6"),
        "pmid": source("pmid", DOI=None),
        "title": source("title", DOI=None, PMID=None, title="Loading the calf."),
    }
    for one in sources.values():
        match = matches(Content(references=(one,)))[one.key]
        assert (match.key, match.doubt) == ("mock-calf", "")
    assert matches(Content(references=(sources["doi"],)))["doi"].differs == ("volume",)
    doubtful = [source("x", title="Another title"), source("x", DOI="10.5555/other", PMID=None)]
    assert matches(Content(references=(doubtful[0],)))["x"].doubt
    assert matches(Content(references=(doubtful[1],)))["x"].doubt
    assert [with_library_keys(Content(references=(one,))).references[0].key for one in doubtful] == ["x", "x"]
    other = source("x", author=[{"family": "Else"}], DOI=None, PMID=None)
    assert matches(Content(references=(other,))) == {}


@pytest.mark.django_db
def test_citations_follow_to_the_library_s_key() -> None:
    Reference.objects.create(key="mock-calf", csl=HELD)
    Reference.objects.create(key="mock-2019", csl={**HELD, "title": "Something else", "DOI": "10.5555/z", "PMID": "9"})
    known, new = source("a-2019"), source("mock-2019", title="A third work", DOI=None, PMID=None)
    section = Section(kind=SectionKind.TEXT, heading="X", body="So [-@a-2019, p. 3] and [@mock-2019; @a-2019].")
    content = with_library_keys(Content(sections=(section,), references=(known, new)))
    assert [one.key for one in content.references] == ["mock-calf", "mock-2019-2"]
    assert content.sections[0].body == "So [-@mock-calf, p. 3] and [@mock-2019-2; @mock-calf]."


@pytest.mark.django_db
def test_a_hundred_references_take_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    Reference.objects.create(key="mock-calf", csl={**HELD, "DOI": "https://doi.org/10.5555/ABC"})
    many = tuple(
        source(f"work-{n}", title=f"Work {n} of many", DOI=f"10.5555/w{n}", PMID=str(n)) for n in range(200, 299)
    )
    content = Content(references=(*many, source("doi", PMID=None)))
    with django_assert_max_num_queries(4):
        kept = with_library_keys(content)
    assert [one.key for one in kept.references] == [*(one.key for one in many), "mock-calf"]


def test_two_sources_that_match_one_record_are_tied_by_neither() -> None:
    found = {"a": Match("held", "same DOI"), "b": Match("held", "same PMID"), "c": Match("other", "same DOI")}
    assert tied(found) == {"c": "other"}
    assert tied({"a": Match("held", "same DOI", doubt="Another title.")}) == {}


@pytest.mark.django_db
def test_a_key_far_up_the_row_is_free_too() -> None:
    Reference.objects.bulk_create(
        Reference(key=key, csl={"type": "book", "title": key})
        for key in ["x", *(f"x-{number}" for number in range(2, 40))]
    )
    (new,) = with_library_keys(
        Content(references=(source("x", DOI=None, PMID=None, title="Quite another"),))
    ).references
    assert new.key == "x-40"
