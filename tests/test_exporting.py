"""Content goes out as JSON that its published schema describes, by downloads of the admin, and by commands."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given, settings

from articles import drafting
from articles.content import Content, canonical, parse
from articles.exporting.as_json import schema, to_json
from articles.importing.read import read_file
from articles.models import Article, Edition
from tests.contents import contents, nasty_contents
from tests.json_schema import faults
from tests.test_exporting_markdown import read

SCHEMA = schema()


@settings(max_examples=30, deadline=None)
@given(contents | nasty_contents)
def test_any_content_is_as_the_schema_says(content: Content) -> None:
    written = json.loads(to_json(content))
    assert list(faults(written, SCHEMA, SCHEMA)) == []
    assert written.pop("$schema") == SCHEMA["$id"]
    assert canonical(parse(json.dumps(written))) == canonical(content)


@pytest.mark.parametrize("change", [{"sections": [{"kind": "danger"}]}, {"extra": 1}, {"format": "x"}, {"title": 1}])
def test_the_schema_refuses_what_is_no_content(change: dict[str, Any]) -> None:
    assert list(faults({**json.loads(to_json(Content())), **change}, SCHEMA, SCHEMA))


def test_the_schema_is_published(client: Client, db: None) -> None:
    answer = client.get("/schemas/content-1.json")
    assert answer.json() == SCHEMA
    assert answer.headers["Content-Type"] == "application/schema+json"
    assert SCHEMA["$id"] == "http://localhost:8000/schemas/content-1.json"


def test_an_editor_downloads_the_draft(client: Client, article: Article, editor: User) -> None:
    draft = drafting.content_of(article)
    client.force_login(editor)
    page = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    found = {}
    for ending in ("md", "json"):
        address = f"/admin/articles/article/{article.pk}/export/{ending}/"
        assert f'href="{address}"' in page
        answer = client.get(address)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="ankle-sprain.{ending}"'
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert client.post(address).status_code == 405
        found[ending] = answer.content
    assert read(found["md"].decode()) == draft
    assert found["json"] == to_json(draft)
    assert client.get(f"/admin/articles/article/{article.pk}/export/exe/").status_code == 404


def run(command: str, *arguments: Any) -> str:
    told = io.StringIO()
    call_command(command, *map(str, arguments), stdout=told, stderr=told)
    return told.getvalue()


def test_commands_write_files_and_never_over_others(published: Edition, editor: User, tmp_path: Path) -> None:
    article = published.article
    article.lead = "Only in the draft."
    article.save()
    file = tmp_path / "ankle-sprain.md"
    assert f"Written to {file}" in run("export_article", "ankle-sprain", "--into", tmp_path)
    draft = read(file.read_text(encoding="utf-8"))
    assert draft == drafting.content_of(article)
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(CommandError, match="It was left alone"):
        run("export_article", "ankle-sprain", "--into", tmp_path)
    with pytest.raises(CommandError, match="1 were not written"):
        run("export_articles", tmp_path)
    assert file.read_text(encoding="utf-8") == "mine"
    assert "1 articles written" in run("export_articles", tmp_path, "--published", "--replace")
    assert canonical(read(file.read_text(encoding="utf-8"))) == published.content
    run("export_articles", tmp_path / "new", "--format", "json")
    assert (tmp_path / "new" / "ankle-sprain.json").read_bytes() == to_json(draft)
    assert {path.name for path in tmp_path.iterdir()} - {"keys"} == {"ankle-sprain.md", "new"}
    run("export_articles", tmp_path / "new", "--format", "docx", "--published")
    word = read_file("a.docx", (tmp_path / "new" / "ankle-sprain.docx").read_bytes())
    assert word.left_out[0].text.startswith("Copy of the published version · ")
    with pytest.raises(CommandError, match="no article"):
        run("export_article", "elbow", "--into", tmp_path)


def test_what_goes_out_comes_in_again_as_it_was(article: Article, editor: User, tmp_path: Path) -> None:
    article.byline = ""
    article.save()
    draft = drafting.content_of(article)
    run("export_article", "ankle-sprain", "--into", tmp_path)
    told = run("import_article", tmp_path / "ankle-sprain.md", "--slug", "another")
    assert "Imported as the draft “another”" in told
    assert drafting.content_of(Article.objects.get(slug="another")) == draft
