"""How long a file of a back catalogue takes, and whether memory stays flat: DEMO=true python -m bench.back_catalogue.

Works in a database of its own, which is gone afterwards. Documents: tests/documents, each with another title.
"""

import io
import os
import resource
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medgo2u.settings")
_VAR = tempfile.TemporaryDirectory()
os.environ["VAR_DIR"] = _VAR.name
os.environ["DATABASE_URL"] = f"sqlite:///{_VAR.name}/bench.sqlite3"

import django

django.setup()

from django.contrib.auth.models import Group, User
from django.core.management import call_command

from articles import roles
from articles.exporting.markdown import to_markdown
from articles.importing.document import import_text

FILES = 200
DOCUMENTS = sorted((Path(__file__).parent.parent / "tests" / "documents").glob("*.txt"))


def main() -> None:
    call_command("migrate", verbosity=0)
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name=roles.EDITOR))
    folder = Path(_VAR.name, "old")
    folder.mkdir()
    for number in range(FILES):
        text = DOCUMENTS[number % len(DOCUMENTS)].read_text(encoding="utf-8")
        content = import_text(text, f"Article {number}").content
        (folder / f"article-{number:03}.md").write_text(to_markdown(content), encoding="utf-8")
    for run in ("first run", "again"):
        before, begin = _peak(), time.perf_counter()
        told = io.StringIO()
        call_command("import_articles", str(folder), stdout=told)
        each = (time.perf_counter() - begin) / FILES * 1000
        print(f"{run}: {each:.1f} ms a file, peak memory {before:.0f} MB before, {_peak():.0f} MB after")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
