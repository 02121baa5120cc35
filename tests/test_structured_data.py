"""What search engines are told: true, in words that schema.org has, and unable to leave its script element."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from articles.content import Content, Dose, DoseKind, Exercise, Section, SectionKind, Source
from articles.rendering.structured_data import (
    CorrectionFacts,
    EncodingFacts,
    PageFacts,
    ReviewerFacts,
    json_ld,
    script_text,
)
from articles.rendering.structured_site import SiteFacts, home_page, profile_page
from tests.hostile import HOSTILE

REVIEWER = ReviewerFacts(
    name="Robin Sample",
    url="https://site.example/reviewers/robin-sample/",
    job_title="Physiotherapist",
    regulator="HCPC",
    regulator_name="Health and Care Professions Council (HCPC)",
    registration_number="PH000001",
    specialties=("Musculoskeletal physiotherapy",),
)
NUMBERS = Dose(kind=DoseKind.NUMBERS, hold_seconds=5, repetitions_from=10, repetitions_to=15, sets=3)
CONTENT = Content(
    title="Ankle sprains",
    byline="The editors",
    sections=(
        Section(
            kind=SectionKind.EXERCISES,
            exercises=(
                Exercise(name="Heel raise", goal="Stronger *calves* [@nhs-2024] & feet", dose=NUMBERS),
                Exercise(name="Balance", dose=Dose(kind=DoseKind.NUMBERS, repetitions_from=4)),
            ),
        ),
    ),
    references=(
        Source(
            key="nhs-2024",
            csl={},
            citation="NHS, 2024",
            printed="NHS. (2024). <i>Ankles &amp; feet</i>.",
            url="https://ok.example/ankles",
        ),
    ),
)
PAGE = PageFacts(
    url="https://site.example/articles/ankle-sprains/",
    site_url="https://site.example",
    publisher_name="Publisher",
    content=CONTENT,
    description="How to look after a sprained ankle.",
    edition=2,
    published_on=date(2026, 1, 5),
    modified_on=date(2026, 3, 1),
    principles_url="https://site.example/how-we-review/",
    breadcrumbs=(("Home", "https://site.example/"), ("Articles", "https://site.example/articles/")),
    encodings=(EncodingFacts("https://site.example/2.json", "application/json", "0" * 64),),
    specialties=("Musculoskeletal physiotherapy",),
    reviewed_on=date(2026, 2, 20),
    reviewers=(REVIEWER,),
    corrections=(CorrectionFacts("The hold was too long. It is 5 seconds now.", date(2026, 2, 1)),),
)
HOME = home_page(SiteFacts("https://site.example/", "Publisher", "en-GB", PAGE.principles_url))
PROFILE = profile_page(REVIEWER, "en-GB")


def graph(page: PageFacts) -> tuple[dict[str, Any], dict[str, Any]]:
    web_page, article = json_ld(page)["@graph"]
    return web_page, article


def test_page_and_article_are_two_linked_nodes() -> None:
    web_page, article = graph(PAGE)
    assert (web_page["@type"], article["@type"]) == ("MedicalWebPage", "Article")
    assert web_page["mainEntity"]["@id"] == article["@id"]
    assert article["mainEntityOfPage"]["@id"] == web_page["@id"] == PAGE.url


def test_a_standing_review_is_told_on_the_page_alone() -> None:
    web_page, article = graph(PAGE)
    assert web_page["lastReviewed"] == "2026-02-20"
    (person,) = web_page["reviewedBy"]
    assert person["name"] == "Robin Sample"
    assert person["identifier"] == {"@type": "PropertyValue", "propertyID": "HCPC", "value": "PH000001"}
    assert person["hasCredential"]["recognizedBy"]["name"] == "Health and Care Professions Council (HCPC)"
    assert not {"lastReviewed", "reviewedBy"} & set(article)


@pytest.mark.parametrize("page", [replace(PAGE, reviewed_on=None), replace(PAGE, reviewers=())])
def test_without_a_standing_review_nothing_is_claimed(page: PageFacts) -> None:
    assert not {"lastReviewed", "reviewedBy"} & set(graph(page)[0])
    assert "Robin" not in script_text(json_ld(replace(page, reviewers=())))


def test_the_article_tells_its_edition_sources_and_bytes() -> None:
    _, article = graph(PAGE)
    assert (article["version"], article["datePublished"], article["dateModified"]) == ("2", "2026-01-05", "2026-03-01")
    assert article["author"]["name"] == "The editors"
    assert article["citation"] == [
        {"@type": "CreativeWork", "name": "NHS. (2024). Ankles & feet.", "url": "https://ok.example/ankles"}
    ]
    assert article["encoding"][0]["sha256"] == "0" * 64
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "The hold was too long. It is 5 seconds now.",
            "datePublished": "2026-02-01",
        }
    ]
    assert "correction" not in graph(replace(PAGE, corrections=()))[1]
    assert graph(replace(PAGE, content=CONTENT.model_copy(update={"byline": ""})))[1]["author"]["name"] == "Publisher"


def test_exercises_tell_their_dose_in_numbers_and_words() -> None:
    raise_, balance = graph(PAGE)[1]["hasPart"]
    assert raise_ == {
        "@type": "ExercisePlan",
        "name": "Heel raise",
        "description": "Stronger calves (NHS, 2024) & feet",
        "repetitions": {"@type": "QuantitativeValue", "minValue": 10, "maxValue": 15},
        "activityDuration": "PT5S",
        "additionalVariable": "Hold for 5 seconds. Repeat 10 to 15 times. Do 3 sets.",
    }
    assert balance["repetitions"] == {"@type": "QuantitativeValue", "value": 4}


def test_retired_markup_is_not_used() -> None:
    assert not {"FAQPage", "HowTo", "ClaimReview"} & {node.get("@type") for node in nodes(json_ld(PAGE))}


def test_nothing_leaves_the_script_element() -> None:
    for text in HOSTILE:
        content = CONTENT.model_copy(update={"title": text, "byline": text})
        script = script_text(json_ld(replace(PAGE, content=content, description=text + "</script><!--\u2028")))
        assert not re.search("[<>&\u2028\u2029\u202e]", script)
        assert json.loads(script)["@graph"][1]["version"] == "2"


def test_what_is_escaped_reads_the_same() -> None:
    data = {"name": "</script> A&E <!-- “naïve”"}
    assert json.loads(script_text(data)) == data


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


THING = {"name", "url", "description", "identifier"}
WORK = THING | {"author", "citation", "correction", "dateModified", "datePublished", "encoding", "hasPart", "headline"}
WORK |= {"about", "inLanguage", "mainEntity", "mainEntityOfPage", "publisher", "publishingPrinciples", "version"}
PAGE_ONLY = {"breadcrumb", "lastReviewed", "medicalAudience", "reviewedBy", "specialty"}
PROPERTIES = {
    "Article": WORK,
    "BreadcrumbList": {"itemListElement"},
    "CorrectionComment": {"datePublished", "text"},
    "CreativeWork": WORK,
    "EducationalOccupationalCredential": THING | {"credentialCategory", "recognizedBy"},
    "ExercisePlan": THING | {"activityDuration", "additionalVariable", "repetitions"},
    "ListItem": {"item", "name", "position"},
    "MediaObject": {"contentUrl", "encodingFormat", "sha256"},
    "MedicalAudience": {"audienceType"},
    "MedicalSpecialty": THING,
    "MedicalWebPage": WORK | PAGE_ONLY,
    "Organization": THING | {"publishingPrinciples"},
    "Person": THING | {"hasCredential", "jobTitle", "knowsAbout"},
    "ProfilePage": WORK,
    "PropertyValue": {"propertyID", "value"},
    "QuantitativeValue": {"maxValue", "minValue", "value"},
    "Thing": THING,
    "WebPage": WORK,
    "WebSite": WORK,
}
"""What schema.org lets each type have, as far as we use it: for clones that don't have the vocabulary beside them."""


def test_no_property_stands_where_it_may_not() -> None:
    for node in every_node():
        if "@type" in node:
            assert set(node) - {"@context", "@type", "@id"} <= PROPERTIES[node["@type"]]
        else:
            assert set(node) in ({"@id"}, {"@context", "@graph"})


def every_node() -> list[dict[str, Any]]:
    return [node for data in (json_ld(PAGE), HOME, PROFILE) for node in nodes(data)]


def named(term: dict[str, Any], relation: str) -> set[str]:
    targets = term.get(relation, [])
    targets = targets if isinstance(targets, list) else [targets]
    return {target["@id"].removeprefix("schema:") for target in targets}


AS_TEXT = {"Text", "URL", "Date", "DateTime", "Duration"}
"""What a string may stand for: https://schema.org/Duration is written as ISO 8601 spells it."""


def test_every_type_property_and_value_is_schema_org_s(schema_org: dict[str, dict[str, Any]]) -> None:
    def with_ancestors(kind: str) -> set[str]:
        above = named(schema_org[kind], "rdfs:subClassOf") & set(schema_org)
        return {kind}.union(*(with_ancestors(name) for name in above))

    def kinds(value: Any) -> set[str]:
        if isinstance(value, dict):
            return with_ancestors(value["@type"]) if "@type" in value else {"Thing"}
        return {"Number", "Integer"} if isinstance(value, int) else AS_TEXT

    for kind, name in {(kind, name) for kind, names in PROPERTIES.items() for name in names}:
        domains = named(schema_org[name], "schema:domainIncludes")
        assert domains & with_ancestors(kind), f"{name} is no property of {kind}"
    for node in (each for each in every_node() if "@type" in each):
        for name, value in node.items():
            ranges = set() if name.startswith("@") else named(schema_org[name], "schema:rangeIncludes")
            for each in value if isinstance(value, list) else [value]:
                is_link = isinstance(each, dict) and "@type" not in each  # to a node that is typed where it stands
                assert not ranges or is_link or ranges & kinds(each), f"{name} may not be {each}"


def test_a_profile_tells_a_registration_only_while_there_is_one() -> None:
    assert PROFILE["mainEntity"]["identifier"]["value"] == "PH000001"
    off = profile_page(replace(REVIEWER, registration_number=""), "en-GB")
    assert not {"identifier", "hasCredential"} & set(off["mainEntity"])
