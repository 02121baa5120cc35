"""The story of the demo: invented people do everything through the real screens, so nothing in it is forged."""

from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.checklist import Answer, name_of, questions_for
from articles.demo import articles as cast
from articles.demo import drawings, enrolment, finding, people, second_edition
from articles.demo.articles import DemoArticle
from articles.demo.people import Clinician, Person
from articles.demo.screens import Screens
from articles.models import Article, Edition
from reviewers.models import Reviewer, Specialty


def tell() -> None:
    """Everything from the first account to a second edition. Raises screens.ScreenError if a screen refuses."""
    User.objects.create_superuser(people.ADMIN.username, people.ADMIN.email, people.PASSWORD)
    admin = enrolment.sign_in_first(people.ADMIN)
    browsers = {person: _invite(admin, person) for person in people.EVERYONE if person != people.ADMIN}
    clerk, ada = browsers[people.CLARA], browsers[people.ADA]
    for name in people.SPECIALTIES:
        clerk.send(reverse("admin:reviewers_specialty_add"), {"name": name, "slug": name.lower().replace(" ", "-")})
    for clinician in people.CLINICIANS:
        _register(clerk, clinician)
    for article in cast.EVERY:
        _import(ada, article)
    _publish_twice(ada, browsers[people.SAM.person], browsers[people.PRIYA])
    for article, clinician in cast.CHECKED_ONCE:
        _approve_and_publish(browsers[clinician.person], browsers[people.PRIYA], _submit(ada, article))
    _submit(ada, cast.IN_REVIEW)
    edition = _submit(ada, cast.RETURNED)
    browsers[people.MORGAN.person].send(reverse("desk:edition", args=[edition.pk]), {"note": cast.RETURN_NOTE})
    _promote(ada)
    finding.make_topics(ada)
    finding.set_synonyms(browsers[people.PRIYA])
    finding.report_concern(Screens())


def _invite(admin: Screens, person: Person) -> Screens:
    """The account is opened without a password; the person comes in by the mailed link."""
    groups = [str(Group.objects.get(name=name).pk) for name in person.groups]
    admin.send(
        reverse("admin:auth_user_add"),
        {
            "username": person.username,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "email": person.email,
            "groups": groups,
            "how": "Invented together with the rest of this demo.",
        },
    )
    return enrolment.open_mailed_link(person)


def _register(clerk: Screens, clinician: Clinician) -> None:
    account = User.objects.get(username=clinician.person.username)
    specialties = Specialty.objects.filter(name__in=clinician.specialties)
    clerk.send(
        reverse("admin:reviewers_reviewer_add"),
        {
            "user": str(account.pk),
            "name": f"{clinician.person.first_name} {clinician.person.last_name}",
            "slug": clinician.slug,
            "job_title": clinician.job_title,
            "regulator": clinician.regulator,
            "registration_number": clinician.registration_number,
            "specialties": [str(specialty.pk) for specialty in specialties],
            "biography": clinician.biography,
        },
    )
    reviewer = Reviewer.objects.get(user=account)
    seen = {"registered": "on", "evidence": "An invented entry of an invented register, for the demo."}
    clerk.send(reverse("admin:reviewers_registercheck_add"), {"reviewer": str(reviewer.pk), **seen})


def _import(editor: Screens, article: DemoArticle) -> None:
    text = drawings.upload(editor, article.document.read_text(encoding="utf-8"))
    specialties = [str(Specialty.objects.get(name=article.specialty).pk)]
    told = {"title": article.title, "slug": article.slug, "specialties": specialties}
    look = editor.send(reverse("admin:articles_article_import"), {**told, "text": text})
    editor.send(look, {**told, "do": "save"})


def _publish_twice(editor: Screens, sam: Screens, priya: Screens) -> None:
    _approve_and_publish(sam, priya, _submit(editor, cast.PUBLISHED))
    draft = _address("change", cast.PUBLISHED)
    editor.send(draft, {"change_note": second_edition.CHANGE_NOTE, **_changed_fields(editor)})
    _approve_and_publish(sam, priya, _submit(editor, cast.PUBLISHED))


def _approve_and_publish(clinician: Screens, publisher: Screens, edition: Edition) -> None:
    _approve(clinician, edition)
    publisher.send(reverse("admin:articles_article_publish", args=[edition.article_id]), {"edition": str(edition.pk)})


def _approve(clinician: Screens, edition: Edition) -> None:
    """Answer everything, then sign with the password and a code of the clinician's app."""
    answers = {f"q-{name_of(question)}": Answer.YES.value for question in questions_for(edition.article)}
    whole = {"scope": "whole", "competence": "all", "has_interests": "none", **answers}
    sign = clinician.send(reverse("desk:edition", args=[edition.pk]), whole)
    clinician.send(sign, {"password": people.PASSWORD, "code": clinician.phone.code()})


def _submit(editor: Screens, article: DemoArticle) -> Edition:
    editor.send(_address("submit", article), {"edition": ""})
    return Edition.objects.in_flight().get(article__slug=article.slug)


def _changed_fields(editor: Screens) -> dict[str, str]:
    """The second edition's changes as the fields of the draft's form, e.g. exercises-3-repetitions_from."""
    article = _article(cast.PUBLISHED)
    fields = {}
    for group, name, field, value in second_edition.CHANGES:
        rows = [str(row) for row in getattr(article, group).all()]
        fields[f"{group}-{rows.index(name)}-{field}"] = drawings.upload(editor, value)
    return fields


def _promote(editor: Screens) -> None:
    published = [str(_article(article).pk) for article in (cast.PUBLISHED, *(once for once, _by in cast.CHECKED_ONCE))]
    for promotion in people.PROMOTIONS:
        editor.send(
            reverse("admin:articles_promotion_add"), {**promotion._asdict(), "active": "on", "articles": published}
        )


def _article(article: DemoArticle) -> Article:
    return Article.objects.get(slug=article.slug)


def _address(what: str, article: DemoArticle) -> str:
    return reverse(f"admin:articles_article_{what}", args=[_article(article).pk])
