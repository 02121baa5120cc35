"""manage.py check_article: what the checks say of a draft. Exits 1 if an error would stop its submission, else 0."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import drafting
from articles.checks import Finding, Level, errors
from articles.models import Article


class Command(BaseCommand):
    help = "Checks the draft of an article. Errors would stop its submission; warnings would not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the last part of the article's address")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        article = Article.objects.filter(slug=options["slug"]).first()
        if article is None:
            raise CommandError(f"There is no article “{options['slug']}”.", returncode=2)
        findings = drafting.findings_of(article, drafting.content_of(article))
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
        else:
            self._tell(findings)
        if errors(findings):
            sys.exit(1)

    def _tell(self, findings: list[Finding]) -> None:
        for finding in findings:
            name = "Error" if finding.level == Level.ERROR else "Warning"
            self.stdout.write(f"{name} [{finding.code}] {finding.label}\n    {finding.message} {finding.advice}")
        stopping = len(errors(findings))
        self.stdout.write(f"{_counted(stopping, 'error')}, {_counted(len(findings) - stopping, 'warning')}.")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
