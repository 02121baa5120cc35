"""Every address of the site, walked: headers, nothing inline, no cookie for readers, and no way in without a form."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from articles.models import Edition
from references.models import Reference
from reviewers.models import Specialty
from tests.inline import inline_faults
from tests.showcase import PUBLIC_PAGES, Cast, every_address, set_up
from tests.tables import everything_stored

WRITING = ("post", "put", "patch", "delete")
SIGN_IN = ("/sign-in/?next=/", "/admin/login/?next=/admin/")  # the second leads on to the first
OPEN_FORMS = (
    "sign-in", "sign-out", "admin:logout", "account_login", "mfa_authenticate", "mailed-link", "forgotten-password",
    "forgotten-password-sent", "concern",
)  # fmt: skip
ROOMS_FOR_PEOPLE = (
    "admin:", "desk:", "markdownx_", "sign-", "change", "axes", "account", "mfa_",
    "recovery-", "mailed-", "forgotten-", "notice-", "confirm",
)  # fmt: skip


@pytest.fixture
def showcase(
    editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference, superuser: User
) -> None:
    set_up(Cast(editor, clinician, publisher, physiotherapy))


@pytest.fixture
def as_(showcase: None, superuser: User, clinician: User) -> Callable[..., Client]:
    """A browser of somebody."""

    def browser_of(whom: str, **options: Any) -> Client:
        client = Client(raise_request_exception=False, **options)
        if whom != "nobody":
            client.force_login({"superuser": superuser, "clinician": clinician}[whom])
        return client

    return browser_of


def is_public(name: str) -> bool:
    return not name.startswith(ROOMS_FOR_PEOPLE)


def assert_guarded(answer: Any, address: str) -> None:
    """The headers are there, and nothing in the page needs more than they allow."""
    policy = answer.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, address
    assert "frame-ancestors 'none'" in policy, address
    assert "unsafe" not in policy, address
    assert "*" not in policy, address
    assert answer.headers["X-Content-Type-Options"] == "nosniff", address
    assert answer.headers["Referrer-Policy"] == "same-origin", address
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", address
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        assert inline_faults(answer.content.decode()) == [], address


def every_address_has_its_headers_and_no_inline_code(as_: Callable[..., Client]) -> None:
    expected = {"nobody": {200, 302, 403, 405}, "superuser": {200, 403, 404}, "clinician": {200, 302, 403}}
    for whom, statuses in expected.items():
        client, seen = as_(whom), set()
        for _name, address in every_address():
            answer = client.get(address)
            assert answer.status_code < 500, (whom, address)
            assert_guarded(answer, address)
            seen.add(answer.status_code)
        assert seen >= statuses, whom


def error_pages_too(as_: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> None:
    client = as_("nobody")
    asked = {
        400: client.get("/log.json?after=x"),
        404: client.get("/articles/nothing-here/"),
        405: client.post("/articles/"),
        410: client.get(PUBLIC_PAGES["unsafe"]),
        403: as_("clinician").get("/admin/", follow=True),
        429: [client.post("/sign-in/", {"username": "editor", "password": "x"}) for _attempt in range(6)][-1],
    }
    wrong_host = client.get("/", headers={"host": "evil.example"})
    monkeypatch.setattr("articles.finding_pages.all_listed", _broken)
    asked[500] = client.get("/")
    assert {status: answer.status_code for status, answer in asked.items()} == {status: status for status in asked}
    for status, answer in asked.items():
        assert_guarded(answer, str(status))
    assert wrong_host.status_code == 400
    assert_guarded(wrong_host, "wrong host")


def _broken() -> None:
    raise RuntimeError("as good as any")


def test_static_files_too(settings: Settings, client: Client) -> None:
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    for name in ("icon.svg", "css/base.css", "js/admin/markdown.js"):
        answer = client.get(f"/static/{name}")
        assert answer.status_code == 200
        assert_guarded(answer, name)


def test_inline_code_would_be_found(monkeypatch: pytest.MonkeyPatch, client: Client, db: None) -> None:
    """The tests above can fail."""
    for harm in (
        "<script>x()</script>",
        "<p style='color:red'>x</p>",
        "<style>p{}</style>",
        "<p onclick=x()>x</p>",
        "<a href=' javascript:x()'>x</a>",
        "<script src=https://evil.example/x.js></script>",
        "<img src=//evil.example/x.png>",
        "<form action=https://evil.example/></form>",
        "<base href=https://evil.example/>",
    ):
        assert len(inline_faults(f"<p>Words</p>{harm}")) >= 1, harm
    monkeypatch.setattr("articles.finding_pages.render", lambda *_values, **_more: HttpResponse("<p onclick=x()>x</p>"))
    with pytest.raises(AssertionError, match="onclick"):
        assert_guarded(client.get("/articles/"), "/articles/")


def readers_get_no_cookie_anywhere(as_: Callable[..., Client]) -> None:
    client = as_("nobody")
    public = [address for name, address in every_address() if is_public(name)]
    readers = [address for name, address in PUBLIC_PAGES.items() if name != "sign-in"]
    for address in (*public, *readers, "/nothing-here", "/articles", "/articles/twisted-ankle/"):
        for method in ("get", "head", "post", "options"):
            answer = getattr(client, method)(address, headers={"accept-language": "cy"})
            assert "Set-Cookie" not in answer.headers, address
            assert not answer.cookies, address
    assert client.get("/sign-in/").cookies  # where somebody signs in there is one to be seen


def nobody_writes_without_signing_in(as_: Callable[..., Client]) -> None:
    client, before = as_("nobody"), everything_stored()
    edition = Edition.objects.in_flight().earliest("pk")
    sent = {
        "content": "x", "title": "X", "slug": "x", "text": "Lead.", "username": "x", "edition": edition.pk,
        "version": 1, "digest": edition.digest, "scope": "whole", "has_interests": "none", "note": "x",
        "as_": "unsafe", "reason": "x", "_save": "Save", "post": "yes",
    }  # fmt: skip
    for method, (name, address) in itertools.product(WRITING, every_address()):
        data: Any = sent if method == "post" else "title=x"
        answer = getattr(client, method)(address, data)
        if name in OPEN_FORMS:
            assert answer.status_code in (200, 302, 405, 422)
            continue
        assert answer.status_code in (302, 403, 404, 405), f"{method} {address}"
        assert answer.headers.get("Location", SIGN_IN[0]).startswith(SIGN_IN), address
    assert everything_stored() == before


def somebody_who_may_does_write(as_: Callable[..., Client]) -> None:
    """What the test above compares does change where a change is allowed."""
    before = everything_stored()
    as_("superuser").post("/admin/reviewers/specialty/add/", {"name": "X", "slug": "x", "_save": "Save"})
    changed = {name for name, rows in everything_stored().items() if rows != before[name]}
    assert "reviewers.Specialty" in changed


def forms_of_another_site_are_refused_everywhere(as_: Callable[..., Client]) -> None:
    for whom in ("nobody", "superuser", "clinician"):
        client, before = as_(whom, enforce_csrf_checks=True), everything_stored()
        for _name, address in every_address():
            answer = client.post(address, {"note": "x"}, headers={"origin": "https://evil.example"})
            assert answer.status_code == 403, (whom, address)
        assert everything_stored() == before


def admin_and_desk_send_strangers_to_the_sign_in_page(as_: Callable[..., Client]) -> None:
    client = as_("nobody")
    for name, address in every_address():
        if name.startswith(("admin:", "desk:")) and name not in ("admin:login", "admin:logout"):
            answer = client.get(address)
            assert answer.headers.get("Location", "").startswith(SIGN_IN), address
            assert (answer.status_code, answer.content) == (302, b""), address


@pytest.mark.parametrize("path", ["/", "/articles/", "/sign-in/", "/admin/", "/sitemap.xml", "/feed/", "/nothing"])
def test_another_host_is_refused_and_never_repeated(client: Client, published: Edition, path: str) -> None:
    for header in ("host", "x-forwarded-host"):
        answer = client.get(path, headers={header: "evil.example"})
        assert "evil.example" not in answer.content.decode()
        assert "evil.example" not in str(answer.headers)
    assert client.get(path, headers={"host": "evil.example"}).status_code == 400


def test_a_path_that_looks_like_a_host_leads_nowhere_else(client: Client, db: None) -> None:
    for path in ("//evil.example/admin", "//evil.example/articles", "/\\evil.example", "/admin//evil.example"):
        location = client.get(path).headers.get("Location", "/")
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))


def a_broken_page_tells_nothing_of_the_inside(
    as_: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr("articles.finding_pages.all_listed", _broken)
    for address in ("/", "/articles/nothing-here/"):
        text = as_("nobody").get(address).content.decode()
        for secret in ("RuntimeError", "as good as any", "Traceback", settings.SECRET_KEY, "articles.views"):
            assert secret not in text


def test_every_address_asked_for(
    as_: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """One house for all that only reads: to build it takes longer than a walk through it."""
    admin_and_desk_send_strangers_to_the_sign_in_page(as_)
    readers_get_no_cookie_anywhere(as_)
    every_address_has_its_headers_and_no_inline_code(as_)
    error_pages_too(as_, monkeypatch)
    a_broken_page_tells_nothing_of_the_inside(as_, monkeypatch, settings)


def test_every_address_written_to(as_: Callable[..., Client]) -> None:
    nobody_writes_without_signing_in(as_)
    forms_of_another_site_are_refused_everywhere(as_)
    somebody_who_may_does_write(as_)
