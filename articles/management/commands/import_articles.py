"""manage.py import_articles: a folder of documents becomes drafts, and old addresses lead on to them."""

import csv
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importing import redirects
from articles.importing.batch import Outcome, Told, coming_slugs, files_below, import_files
from articles.importing.owning import owner_named

_STOPPED = 130  # what shells give for Ctrl-C
_LARGEST_TABLE = 20 * 1024 * 1024
_HEADER = ("file", "outcome", "slug", "sections", "exercises", "references", "new references", "line", "words", "why")


class Command(BaseCommand):
    help = "Imports every document below a folder as a draft. What was imported before is left alone, so run it again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--redirects", type=Path, help="a CSV file with two columns: old address, slug")
        parser.add_argument("--owner", default="", help="the account that will own the drafts")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be imported, and write nothing")
        parser.add_argument("--report", type=Path, help="a file for the report; .csv for a table, else text")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, report, dry_run = options["folder"], options["report"], options["dry_run"]
        _refuse_places(folder, report)
        try:
            owner = owner_named(options["owner"])
            files = files_below(folder)
            table = _table(options["redirects"], files) if options["redirects"] else []
        except redirects.RedirectsRefused as refused:
            raise CommandError("\n".join([*refused.sentences, "Nothing was imported. Mend the table."])) from refused
        except (ValueError, OSError) as error:
            raise CommandError(str(error)) from error
        told: list[Told] = []
        try:
            for each in import_files(folder, files, redirects.slugs_by_name(table), owner, dry_run=dry_run):
                told.append(each)
                self.stdout.write(str(each))
                self.stdout.flush()
        except KeyboardInterrupt as stop:
            self._end(told, len(files) - len(told), table, report, dry_run)
            raise SystemExit(_STOPPED) from stop
        self._end(told, 0, table, report, dry_run)
        failed = sum(each.outcome is Outcome.FAILED for each in told)
        if failed:
            raise CommandError(f"{failed} of {len(told)} files failed. Mend them and run the command again.")

    def _end(
        self, told: list[Told], left: int, table: list[redirects.Redirect], report: Path | None, dry_run: bool
    ) -> None:
        lines = [*_report(told, left), *(() if dry_run else _led_on(table))]
        self.stdout.write("\n".join(["", *lines]))
        if report:
            _write(report, told, lines)


def _refuse_places(folder: Path, report: Path | None) -> None:
    if not folder.is_dir():
        raise CommandError(f"{folder} is not a folder. Nothing was imported.")
    if report and folder.resolve() in report.resolve().parents:
        raise CommandError("Write the report outside of the folder with the documents. Nothing was imported.")
    if report and not report.parent.is_dir():
        raise CommandError(f"There is no folder {report.parent} for the report. Nothing was imported.")


def _table(path: Path, files: Sequence[Path]) -> list[redirects.Redirect]:
    if path.stat().st_size > _LARGEST_TABLE:
        raise redirects.RedirectsRefused(["The table is larger than 20 MB."])
    table = redirects.read_redirects(path.read_bytes())
    slugs = {row.slug for row in table}
    redirects.refuse_wrong(table, coming_slugs(files, redirects.slugs_by_name(table), slugs))
    return table


def _led_on(table: Sequence[redirects.Redirect]) -> Iterator[str]:
    new, waiting = redirects.keep(table)
    if table:
        yield f"Old addresses: {new} new, {len(table) - new - len(waiting)} there before, {len(waiting)} waiting."
    for row in waiting:
        yield f"    {row.path} waits for the article {row.slug}"


def _report(told: Sequence[Told], left: int) -> Iterator[str]:
    """The totals, then what failed, then the lines to look at, by file."""
    counts = Counter(each.outcome for each in told)
    yield "Files: " + (", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome]) or "none")
    if left:
        yield f"Stopped: {left} files were not looked at. Run the command again to go on."
    sums = {name: sum(getattr(each, name) for each in told) for name in ("sections", "exercises", "references")}
    yield f"In all: {sums['sections']} sections, {sums['exercises']} exercises, {sums['references']} references."
    if counts[Outcome.FAILED]:
        yield "Failed:"
        yield from (f"    {each.file}: {each.sentence}" for each in told if each.outcome is Outcome.FAILED)
    for each in told:
        if each.looks or each.history:
            yield f"{each.file} → {each.slug}:"
        yield from (f"    {sentence}" for sentence in each.history)
        for look in each.looks:
            yield f"    Line {look.line}: {look.text}"
            yield f"        {look.reason}"


def _write(path: Path, told: Sequence[Told], lines: Sequence[str]) -> None:
    """The report, whole or not at all."""
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            if path.suffix.lower() == ".csv":
                writer = csv.writer(file)
                writer.writerow(_HEADER)
                writer.writerows(_rows(told))
            else:
                file.write("\n".join([*map(str, told), "", *lines, ""]))
        beside.replace(path)
    except OSError as error:
        raise CommandError(f"The report can't be written to {path}: {error.strerror}.") from error


def _rows(told: Sequence[Told]) -> Iterator[tuple[str, ...]]:
    """A row a file, then one for each of its lines to look at."""
    for each in told:
        counts = (each.sections, each.exercises, each.references, each.new_references)
        why = " ".join((each.sentence, *each.history)).strip()
        yield _harmless(each.file, each.outcome, each.slug, *counts, "", "", why)
        for look in each.looks:
            yield _harmless(each.file, "to look at", each.slug, "", "", "", "", look.line, look.text, look.reason)


def _harmless(*cells: object) -> tuple[str, ...]:
    """Cells that no spreadsheet takes for a formula."""
    return tuple(f"'{cell}" if str(cell).startswith(("=", "+", "-", "@", "\t")) else str(cell) for cell in cells)
