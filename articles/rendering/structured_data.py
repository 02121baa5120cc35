"""Structured data of an article's page, in the vocabulary of schema.org (release 30).

Two linked nodes, because only a WebPage may be `reviewedBy` somebody and only an Article has a version. What is marked
up here stands visibly on the page too. A review is named only while it stands.
"""

import html
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from articles.content import Content, Dose, Exercise, Source
from articles.rendering.citations import Citing
from articles.rendering.dose import dose_sentence
from articles.rendering.invisible import without_invisible
from articles.rendering.markdown import render_inline

Node = dict[str, Any]

_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class ReviewerFacts:
    """A clinician as the page names them; `regulator` in short, such as "HCPC", `regulator_name` in full."""

    name: str
    url: str
    job_title: str
    regulator: str
    regulator_name: str
    registration_number: str
    specialties: tuple[str, ...] = ()


@dataclass(frozen=True)
class EncodingFacts:
    """A file that holds the edition, such as its canonical JSON; `sha256` of its bytes, in hexadecimal."""

    url: str
    media_type: str
    sha256: str


@dataclass(frozen=True)
class CorrectionFacts:
    """A published correction: what was wrong and what was done about it."""

    text: str
    on: date


@dataclass(frozen=True)
class PageFacts:
    """What the page says. Every address is absolute. `breadcrumbs` are (words, address), the home page first.

    `reviewed_on` and `reviewers` are given while a valid review stands, and only then.
    """

    url: str
    site_url: str
    publisher_name: str
    content: Content
    description: str
    edition: int
    published_on: date
    modified_on: date
    principles_url: str
    breadcrumbs: tuple[tuple[str, str], ...] = ()
    encodings: tuple[EncodingFacts, ...] = ()
    specialties: tuple[str, ...] = ()
    reviewed_on: date | None = None
    reviewers: tuple[ReviewerFacts, ...] = ()
    corrections: tuple[CorrectionFacts, ...] = ()


def json_ld(page: PageFacts) -> Node:
    """The page and its article, as JSON-LD."""
    return {"@context": "https://schema.org", "@graph": [_web_page(page), _article(page)]}


def script_text(data: Node) -> SafeString:
    """The data for the inside of a script element, where no text in it can end the element."""
    text = without_invisible(json.dumps(data, ensure_ascii=False))
    return mark_safe(text.translate(_ESCAPES))


def _web_page(page: PageFacts) -> Node:
    return _without_blanks(
        {
            "@type": "MedicalWebPage",
            "@id": page.url,
            "url": page.url,
            "name": page.content.title,
            "description": page.description,
            "inLanguage": page.content.language,
            "publisher": _publisher(page),
            "about": {"@type": "Thing", "name": page.content.title},
            "medicalAudience": {"@type": "MedicalAudience", "audienceType": "Patients"},
            "specialty": [{"@type": "MedicalSpecialty", "name": name} for name in page.specialties],
            "breadcrumb": _breadcrumb(page),
            "mainEntity": {"@id": f"{page.url}#article"},
        }
        | _review(page)
    )


def _article(page: PageFacts) -> Node:
    content = page.content
    citing = Citing({source.key: source for source in content.references})
    exercises = [exercise for section in content.sections for exercise in section.exercises]
    return _without_blanks(
        {
            "@type": "Article",
            "@id": f"{page.url}#article",
            "mainEntityOfPage": {"@id": page.url},
            "headline": content.title,
            "description": page.description,
            "inLanguage": content.language,
            "author": {"@type": "Organization", "name": content.byline} if content.byline else _publisher(page),
            "publisher": _publisher(page),
            "datePublished": page.published_on.isoformat(),
            "dateModified": page.modified_on.isoformat(),
            "version": str(page.edition),
            "publishingPrinciples": page.principles_url,
            "correction": [_correction(each) for each in page.corrections],
            "citation": [_cited(source) for source in content.references],
            "hasPart": [_exercise_plan(exercise, citing) for exercise in exercises],
            "encoding": [_encoding(encoding) for encoding in page.encodings],
        }
    )


def _review(page: PageFacts) -> Node:
    if page.reviewed_on is None or not page.reviewers:
        return {}
    reviewers = [person(reviewer) for reviewer in page.reviewers]
    return {"lastReviewed": page.reviewed_on.isoformat(), "reviewedBy": reviewers}


def person(reviewer: ReviewerFacts) -> Node:
    """The clinician. Without a registration number nothing is said of a registration."""
    named = {"@type": "Person", "name": reviewer.name, "url": reviewer.url, "jobTitle": reviewer.job_title}
    registered = _registration(reviewer) if reviewer.registration_number else {}
    return _without_blanks(named | registered | {"knowsAbout": list(reviewer.specialties)})


def _registration(reviewer: ReviewerFacts) -> Node:
    regulator = {"@type": "Organization", "name": reviewer.regulator_name}
    registration = {"@type": "PropertyValue", "propertyID": reviewer.regulator, "value": reviewer.registration_number}
    credential = {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": "registration",
        "identifier": registration,
        "recognizedBy": regulator,
    }
    return {"identifier": registration, "hasCredential": credential}


def _exercise_plan(exercise: Exercise, citing: Citing) -> Node:
    dose = exercise.dose
    return _without_blanks(
        {
            "@type": "ExercisePlan",
            "name": exercise.name,
            "description": _words(render_inline(exercise.goal, citing)),
            "repetitions": _repetitions(dose),
            "activityDuration": f"PT{dose.hold_seconds}S" if dose.hold_seconds else "",
            "additionalVariable": dose_sentence(dose),
        }
    )


def _repetitions(dose: Dose) -> Node:
    if dose.repetitions_from is None:
        return {}
    if dose.repetitions_to is None:
        return {"@type": "QuantitativeValue", "value": dose.repetitions_from}
    return {"@type": "QuantitativeValue", "minValue": dose.repetitions_from, "maxValue": dose.repetitions_to}


def _cited(source: Source) -> Node:
    return _without_blanks({"@type": "CreativeWork", "name": _words(source.printed), "url": source.url})


def _correction(correction: CorrectionFacts) -> Node:
    return {"@type": "CorrectionComment", "text": correction.text, "datePublished": correction.on.isoformat()}


def _encoding(encoding: EncodingFacts) -> Node:
    return {
        "@type": "MediaObject",
        "contentUrl": encoding.url,
        "encodingFormat": encoding.media_type,
        "sha256": encoding.sha256,
    }


def _breadcrumb(page: PageFacts) -> Node:
    steps = [
        {"@type": "ListItem", "position": position, "name": words, "item": {"@type": "WebPage", "@id": address}}
        for position, (words, address) in enumerate(page.breadcrumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps} if steps else {}


def _publisher(page: PageFacts) -> Node:
    return {"@type": "Organization", "name": page.publisher_name, "url": page.site_url}


def _words(markup: str) -> str:
    return html.unescape(strip_tags(markup))


def _without_blanks(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", [], {})}
