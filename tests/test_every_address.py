"""The table of every address and every role. Addresses come from the URL configuration: one without a row fails.

Each role is a letter: - nobody signed in, n signed in without a role, c contributor, e editor, p publisher, k register
clerk, a administrator, s superuser, d clinician. A row names those whom the address lets in.
"""

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Edition, LogEntry, Notice, Review
from references.models import Reference
from reviewers.models import Reviewer, Specialty
from tests.conftest import make_person, signed_in, with_password_only
from tests.showcase import Cast, every_address, set_up

EVERYBODY, SIGNED_IN, HOUSE = "-ncepkasd", "ncepkasd", "cepkas"

ADDRESSES = {
    EVERYBODY: (
        "design exercises exercises-pdf "
        "article-json article-schema content-schema changes funding accessibility privacy "
        "home articles article topics topic topic-feed reviewers review-record review-json review-zip edition-json "
        "edition-html reviewer how-we-review proof proof-script media jwks log feed sitemap robots sign-in "
        "account_login mfa_authenticate mailed-link forgotten-password forgotten-password-sent sign-out admin:logout "
        "concern concern-lookup concern-progress corrections search"
    ),
    SIGNED_IN: (
        "account confirm account-app account-app-picture account-passkey recovery-codes notice-preference "
        "change-password changed-password"
    ),
    HOUSE: "admin:index admin:jsi18n admin:password_change admin:password_change_done",
    "cepas": "admin:app_list",  # the articles' part of the front page: clerks have only the reviewers'
    "ceps": (
        "markdownx_preview admin:articles_article_preview admin:articles_article_revision "
        "admin:articles_article_edition admin:articles_article_evidence "
        "admin:articles_article_comment admin:articles_article_imported admin:articles_article_export"
    ),
    "ces": "markdownx_upload admin:articles_article_import",
    "e": "admin:articles_article_incoming",  # it is that editor's own
    "es": (
        "admin:articles_article_submit admin:articles_article_recall admin:articles_article_request "
        "admin:articles_article_restore admin:articles_article_take_over"  # of an article that is the editor's own
    ),
    "ps": "admin:articles_article_publish admin:articles_article_reinstate admin:articles_article_correction",
    "eps": "admin:articles_article_withdraw",
    "as": "admin:auth_user_link admin:auth_user_lost_device",
    "d": (
        "desk:queue desk:published desk:edition desk:approve desk:return desk:renew desk:revoke desk:sign "
        "desk:withdraw desk:claim desk:release desk:decline desk:comment desk:thread"
    ),
    # Another's second factor; the admin's own sign-in, which leads to ours; a search without a field; Django's rest.
    "": "account-remove admin:login admin:autocomplete admin:view_on_site admin:admin/(?P<url>.*)$",
}

# What can be done with each kind of record in the admin: who sees it, adds one, deletes one.
RECORDS = {
    "articles_article": ("cep", "ce", ""),
    "articles_articlekind": ("p", "p", ""),
    "articles_checklistquestion": ("p", "p", ""),
    "articles_edition": ("cep", None, ""),
    "articles_review": ("cep", None, ""),
    "articles_logentry": ("cep", None, ""),
    "articles_revision": ("cep", None, ""),
    "articles_import": ("cep", None, ""),
    "articles_formeraddress": ("cep", None, ""),
    "articles_concern": ("ep", None, ""),
    "articles_correction": ("ep", None, ""),
    "articles_notice": ("a", None, ""),
    "articles_witnessed": ("a", None, ""),
    "articles_promotion": ("ep", "ep", "eps"),
    "articles_topic": ("ep", "ep", "eps"),
    "articles_synonyms": ("p", "p", "ps"),
    "references_reference": ("cep", "cep", ""),
    "reviewers_specialty": ("ka", "ka", ""),
    "reviewers_regulator": ("ka", "ka", ""),
    "reviewers_registercheck": ("ka", "ka", ""),
    "reviewers_reviewer": ("ka", "ka", ""),
    "auth_group": ("a", None, ""),
    "auth_user": ("a", "a", ""),
    "axes_accessattempt": ("", None, "s"),
    "axes_accesslog": ("", None, "s"),
    "axes_accessfailurelog": ("", None, "s"),
}


SIGNS_OUT = ("sign-out", "admin:logout")


def table() -> dict[str, str]:
    rows = {name: roles for roles, names in ADDRESSES.items() for name in names.split()}
    for record, (sees, adds, deletes) in RECORDS.items():
        rows |= {f"admin:{record}_{page}": f"{sees}s" for page in ("changelist", "history", "change")}
        rows[f"admin:{record}_add"] = "" if adds is None else f"{adds}s"
        rows[f"admin:{record}_delete"] = deletes
        rows[f"admin:admin/{record.replace('_', '/')}/<path:object_id>/"] = HOUSE  # leads on to the record's page
    return rows


@pytest.fixture
def people(
    editor: User, clinician: User, publisher: User, superuser: User, physiotherapy: Specialty, reference: Reference
) -> dict[str, User]:
    """One person a role, in a house where everything is; clients are made anew for each address."""
    set_up(Cast(editor, clinician, publisher, physiotherapy))
    AccessAttempt.objects.create(username="x", ip_address="127.0.0.1", failures_since_start=1)
    AccessLog.objects.create(username="x", ip_address="127.0.0.1")
    AccessFailureLog.objects.create(username="x", ip_address="127.0.0.1")
    roles = {"c": "contributor", "k": "register clerk", "a": "administrator"}
    others = {letter: make_person(f"the {role}".replace(" ", "-"), role) for letter, role in roles.items()}
    nobody = make_person("somebody", staff=False)
    return {"n": nobody, "e": editor, "p": publisher, "s": superuser, "d": clinician, **others}


def is_let_in(client: Client, address: str) -> bool:
    """Whether the address does anything for this person; what takes only forms is sent an empty one."""
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    leads_to = answer.headers.get("Location", "")
    return answer.status_code not in (403, 404) and not leads_to.startswith(("/sign-in/?", "/admin/login/"))


def browsers(people: dict[str, User]) -> dict[str, Client]:
    return {"-": Client(), **{letter: signed_in(person) for letter, person in people.items()}}


def decided() -> tuple[object, ...]:
    """What no stranger's request may change."""
    states = tuple(Edition.objects.order_by("pk").values_list("state", "digest"))
    counts = tuple(model.objects.count() for model in (Review, LogEntry, Article, Reviewer, User))
    return states, counts, Notice.objects.count(), Article.objects.filter(version__gt=0).count()


def test_every_address_lets_in_whom_its_row_names(people: dict[str, User]) -> None:
    assert {name for name, _address in every_address()} == set(table())
    no_form_of_somebody_who_is_not_let_in_changes_anything(people)
    rows, wrong, clients = table(), [], browsers(people)
    for name, address in every_address():
        let_in = {letter for letter, client in clients.items() if is_let_in(client, address)}
        if name in SIGNS_OUT:
            clients = browsers(people)
        if let_in != set(rows[name]):
            wrong.append(f"{name}: {''.join(sorted(let_in))} instead of {''.join(sorted(rows[name]))}")
    assert not wrong, "\n".join(wrong)


def no_form_of_somebody_who_is_not_let_in_changes_anything(people: dict[str, User]) -> None:
    rows, before, clients = table(), decided(), browsers(people)
    for name, address in every_address():
        for letter, client in clients.items():
            if letter not in rows[name]:
                answer = client.post(address, {"digest": "x", "reason": "x", "note": "x", "scope": "whole"})
                assert answer.status_code in (302, 403, 404, 405), (name, letter)
    assert decided() == before


def test_a_password_alone_opens_nothing_but_the_way_to_a_second_factor(people: dict[str, User]) -> None:
    Authenticator.objects.all().delete()
    own = set(ADDRESSES[SIGNED_IN].split()) - {"notice-preference", "change-password"}
    for name, address in every_address():
        roles = table()[name]
        if roles and "-" not in roles and name not in own:
            assert not is_let_in(with_password_only(people[roles[0]]), address), name
