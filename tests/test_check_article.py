"""manage.py check_article."""

import json
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import Article
from tests.conftest import complete_content, save_content


def check(*arguments: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    out = StringIO()
    try:
        call_command("check_article", *arguments, stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_good_draft_exits_with_0(article: Article) -> None:
    assert check(article.slug) == (0, "0 errors, 0 warnings.\n")


def test_warnings_are_printed_and_exit_with_0(article: Article, editor: User) -> None:
    save_content(article, complete_content(lead="It always works."), editor)
    code, printed = check(article.slug)
    assert code == 0
    assert "Warning [absolute-promise] Lead\n    “always works” promises" in printed
    assert printed.endswith("0 errors, 1 warning.\n")


def test_errors_exit_with_1(article: Article, editor: User) -> None:
    save_content(article, complete_content(lead=""), editor)
    code, printed = check(article.slug)
    assert code == 1
    assert printed.startswith("Error [no-lead] Lead\n")


def test_json_for_programs(article: Article, editor: User) -> None:
    save_content(article, complete_content(lead="", title="Ankles that never fail"), editor)
    code, printed = check(article.slug, "--json")
    assert code == 1
    first, second = json.loads(printed)
    assert (first["code"], first["level"], first["place"]) == ("no-lead", "error", "lead")
    assert (second["code"], second["level"], second["label"]) == ("absolute-promise", "warning", "Title")
    assert set(first) == {"code", "level", "place", "label", "message", "advice"}


def test_the_second_edition_is_asked_for_a_change_note(published: object, article: Article) -> None:
    code, printed = check(article.slug)
    assert code == 1
    assert "[no-change-note]" in printed


def test_an_unknown_article_is_told_in_a_sentence_and_exits_with_2(db: None) -> None:
    with pytest.raises(CommandError, match="There is no article “knee-pain”") as refused:
        call_command("check_article", "knee-pain")
    assert refused.value.returncode == 2
