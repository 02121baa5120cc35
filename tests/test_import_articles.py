"""manage.py import_articles: a whole back catalogue, however some of its files are."""

import csv
import io
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from articles import drafting, workflow
from articles.exporting.markdown import to_markdown
from articles.importing import batch
from articles.importing.history import worded
from articles.importing.lines import Document
from articles.importing.read import read_file
from articles.models import Article, FormerAddress, Import, Review, Revision
from reviewers.models import Specialty
from tests import sign
from tests.conftest import complete_content, save_content
from tests.test_exporting_markdown import KNEE, WRITTEN

HIP = to_markdown(KNEE.model_copy(update={"title": "Hip pain"}))


@pytest.fixture
def folder(tmp_path: Path, editor: User) -> Path:
    place = tmp_path / "old"
    files = {
        "knee-pain.md": WRITTEN,
        "hip/Hip Pain (2).md": HIP,
        "broken.md": WRITTEN.replace("knee-pain", "broken").replace("kind=safety", "kind=danger"),
        "untitled.md": to_markdown(KNEE.model_copy(update={"title": ""})),
        ".hidden/secret.md": WRITTEN,
        "photo.heic": "x",
    }
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    (place / "latin.txt").write_bytes(b"caf\xe9")
    (place / "large.txt").write_bytes(b"a" * 21_000_000)
    (place / "link.md").symlink_to(place / "knee-pain.md")
    return place


def run(folder: Path, *arguments: Any, fails: bool = False) -> str:
    told = io.StringIO()
    with pytest.raises(CommandError) if fails else nullcontext() as refused:
        call_command("import_articles", str(folder), *map(str, arguments), stdout=told)
    return f"{told.getvalue()}\n{refused.value if refused else ''}"


def test_a_folder_with_good_and_bad_files_and_again(folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    dry = run(folder, "--dry-run", fails=True)
    assert "knee-pain.md → knee-pain: 2 sections, 1 exercise, 1 reference (1 new), 0 lines to look at" in dry
    assert not Article.objects.exists()
    told = run(folder, "--report", report, fails=True)
    assert "knee-pain.md → knee-pain: 2 sections, 1 exercise, 1 reference, 0 lines to look at" in told
    assert "hip/Hip Pain (2).md → hip-pain-2: 2 sections, 1 exercise, 1 reference (1 new)" in told
    assert "Files: 2 imported, 3 passed over, 4 failed" in told
    assert "    broken.md: Line " in told
    assert "    untitled.md: It has no title, and the name of a file is none." in told
    assert "    latin.txt: This file is not plain text in UTF-8." in told
    assert "    large.txt: This document is larger than" in told
    assert ".hidden: hidden, passed over" in told
    assert "link.md: a link to somewhere else, passed over" in told
    assert "photo.heic: not a form that can be imported" in told
    assert "4 of 9 files failed" in told
    assert set(Article.objects.values_list("slug", flat=True)) == {"knee-pain", "hip-pain-2"}
    rows = list(csv.DictReader(report.open(encoding="utf-8")))
    assert [(row["file"], row["outcome"]) for row in rows][:2] == [(".hidden", "passed over"), ("broken.md", "failed")]
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (folder / "knee-pain.md").write_text(WRITTEN.replace("Six weeks", "Eight weeks"), encoding="utf-8")
    before = list(Import.objects.values_list("pk", "sha256"))
    told = run(folder, fails=True)
    assert "hip/Hip Pain (2).md: already imported as hip-pain-2" in told
    assert "old.doc: This is a Word document of before 2007" in told
    assert "knee-pain.md: It has changed since it became knee-pain. The draft was not touched" in told
    assert list(Import.objects.values_list("pk", "sha256")) == before


@pytest.mark.parametrize("error", [RecursionError, MemoryError, KeyError, ValueError])
def test_a_defect_of_the_import_stops_no_other_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    real = drafting.save_revision

    def save_revision(article: Article, by: User) -> Revision:
        if article.slug == "hip-pain-2":
            raise error("x")
        return real(article, by)

    monkeypatch.setattr(drafting, "save_revision", save_revision)
    told = run(folder, fails=True)
    assert f"Hip Pain (2).md: This is a defect of the import ({error.__name__}). Nothing of the file was saved." in told
    assert list(Article.objects.values_list("slug", flat=True)) == ["knee-pain"]


def test_ctrl_c_leaves_whole_files_and_the_next_run_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(name: str, data: bytes) -> Document:
        if name == "knee-pain.md":
            raise KeyboardInterrupt
        return real(name, data)

    real = read_file
    with monkeypatch.context() as patch:
        patch.setattr(batch, "read_file", stop)
        told = io.StringIO()
        with pytest.raises(SystemExit, match="130"):
            call_command("import_articles", str(folder), stdout=told)
        assert "Stopped: 6 files were not looked at." in told.getvalue()
    assert list(Article.objects.values_list("slug", flat=True)) == ["hip-pain-2"]
    assert "knee-pain.md → knee-pain" in run(folder, fails=True)


def test_the_table_of_redirects_gives_slugs_and_old_addresses(folder: Path, tmp_path: Path) -> None:
    for name in ("broken.md", "untitled.md", "latin.txt", "large.txt"):
        (folder / name).unlink()
    table = tmp_path / "redirects.csv"
    table.write_text(
        "old address,slug\n"
        "https://old.example/blog/Hip%20Pain%20(2).html,hip-pain\n"
        "/blog/knee/,knee-pain\n/blog/Knee,knee-pain\n\n"
        "/index.php?p=12&utm_source=x,knee-pain\n",
        encoding="utf-8",
    )
    told = run(folder, "--redirects", table)
    assert "hip/Hip Pain (2).md → hip-pain: 2 sections" in told
    assert "Old addresses: 3 new" in told
    expected = {"/blog/hip pain (2).html": "hip-pain", "/blog/knee": "knee-pain", "/index.php?p=12": "knee-pain"}
    assert dict(FormerAddress.objects.values_list("path", "article__slug")) == expected
    assert "Old addresses: 0 new" in run(folder, "--redirects", table)
    assert FormerAddress.objects.count() == 3


def test_a_wrong_table_is_told_line_by_line_before_anything_is_imported(folder: Path, tmp_path: Path) -> None:
    wrong = {
        "blog/knee,knee-pain": "is not an address",
        "ftp://x.example/a,knee-pain": "is not an address",
        "http://[x/a,knee-pain": "is not an address",
        "//x.example/a,knee-pain": "is not an address",
        "/a,knee pain": "is not a slug",
        "/b": "two columns",
        "/c,knee-pain,more": "two columns",
        f"/{'d' * 501},knee-pain": "longer than 500",
        "/e%00,knee-pain": "longer than 500",
    }
    table = tmp_path / "redirects.csv"
    table.write_text("\n".join(wrong), encoding="utf-8")
    told = run(folder, "--redirects", table, fails=True)
    for number, says in enumerate(wrong.values(), start=1):
        (line,) = (line for line in told.splitlines() if line.startswith(f"Line {number}: "))
        assert says in line
    against = {
        "/blog/knee,knee-pain": "",
        "/blog/KNEE/,hip-pain-2": "leads to “knee-pain” on line 1 already",
        "/blog/elbow,elbow-pain": "there is no article “elbow-pain”",
        "/articles/knee-pain,knee-pain": "an address of this site",
        "https://old.example,knee-pain": "an address of this site",
        "/admin/x/,knee-pain": "an address of this site",
        "/articles/old-knee/,knee-pain": "",
    }
    table.write_text("\n".join(against), encoding="utf-8")
    told = run(folder, "--redirects", table, fails=True)
    for number, says in enumerate(against.values(), start=1):
        lines = [line for line in told.splitlines() if line.startswith(f"Line {number}: ")]
        assert len(lines) == bool(says)
        assert all(says in line for line in lines)
    table.write_bytes(b"/caf\xe9,knee-pain")
    assert "not text in UTF-8" in run(folder, "--redirects", table, fails=True)
    assert not Article.objects.exists()
    assert not FormerAddress.objects.exists()


CLAIMS: list[dict[str, Any]] = [
    {"line": 1, "kind": "published", "label": "Published", "text": "2019", "date": None},
    {"line": 2, "kind": "reviewer", "label": "Reviewed by", "text": "Robin Zanzibar", "date": None},
    {"line": 3, "kind": "reviewed on", "label": "Reviewed on", "text": "1 May 2019", "date": "2019-05-01"},
    {"line": 4, "kind": "modified", "label": "Updated", "text": "2 June 2020", "date": "2020-06-02"},
    {"line": 5, "kind": "biography", "label": "", "text": "Robin likes boats.", "date": None},
]


def test_claims_are_worded_as_claims() -> None:
    assert worded(CLAIMS) == [
        "First published 2019, according to the publisher.",
        "Reviewed by Robin Zanzibar on 1 May 2019, according to the publisher. This site has not checked it.",
        "Last changed 2 June 2020, according to the publisher.",
    ]
    assert worded(CLAIMS[2:3]) == ["Reviewed on 1 May 2019, according to the publisher. This site has not checked it."]


def test_claims_are_shown_to_editors_and_never_to_readers(
    article: Article, editor: User, clinician: User, publisher: User, physiotherapy: Specialty, client: Client
) -> None:
    found = Import.objects.create(article=article, source_name="old.txt", text="x", imported_by=editor, claims=CLAIMS)
    save_content(article, complete_content(), editor)
    edition = workflow.submit(article, editor)
    sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests="none")
    workflow.publish(edition, publisher)
    assert Review.objects.get().reviewer.name == "Clinician"
    for address in ("/articles/ankle-sprain/", "/articles/ankle-sprain.json", "/articles/ankle-sprain/review/"):
        page = client.get(address).content.decode()
        assert "Zanzibar" not in page
        assert "2019" not in page.replace("-2019", "")
    client.force_login(editor)
    screens = (f"{article.pk}/change/", f"{article.pk}/import/{found.pk}/")
    for screen in screens:
        page = " ".join(client.get(f"/admin/articles/article/{screen}").content.decode().split())
        assert "Reviewed by Robin Zanzibar on 1 May 2019, according to the publisher." in page, screen
