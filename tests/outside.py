"""What the tests of the outside script share: a history with everything in it, the script's run, one byte changed."""

import io
import runpy
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout

from django.conf import settings
from django.contrib.auth.models import User

from articles import drafting, keys, workflow
from articles.models import Article, Edition
from tests import device, sign
from tests.conftest import save_content
from tests.reading import ADDRESS

SCRIPT = settings.BASE_DIR / "scripts" / "verify_article.py"


def run(site: str, *options: str, address: str = ADDRESS) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, str(SCRIPT), f"{site}{address}"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - our own file


def run_here(site: str) -> subprocess.CompletedProcess[str]:
    """As `run`, in this process: for many tampered copies, as starting Python takes longer than verifying."""
    out, err, argv, hook = io.StringIO(), io.StringIO(), sys.argv, sys.excepthook
    sys.argv, code = [str(SCRIPT), f"{site}{ADDRESS}"], 0
    try:
        with redirect_stdout(out), redirect_stderr(err):
            try:
                runpy.run_path(str(SCRIPT))
            except Exception as error:  # as Python itself does with what a script raises
                sys.excepthook(type(error), error, error.__traceback__)
                code = 1
    finally:
        sys.argv, sys.excepthook = argv, hook
    return subprocess.CompletedProcess(sys.argv, code, out.getvalue(), err.getvalue())


def honest_history(article: Article, editor: User, by: User, publisher: User) -> Article:
    """Signed with a passkey, renewed, changed in a comma, returned, with a code, revoked, withdrawn, a key replaced."""
    first = workflow.submit(article, editor)
    device.approve(first, by, device.make_key("ES256"))
    workflow.publish(first, publisher)
    device.renew(first, by, device.make_key("Ed25519"))
    returned = _submit(article, editor, lead="A sprained ankle often gets better, at home.")
    workflow.return_(returned, by, digest=returned.digest, note="No.")
    small = _submit(article, editor, lead="A sprained ankle, often, gets better at home.")
    sign.approve(small, by, digest=small.digest, scope="changes only", interests="none")
    workflow.publish(small, publisher)
    keys.make_signing_key()
    fourth = _submit(article, editor, lead="It gets better at home.")
    device.approve(fourth, by, device.make_key("RS256"))
    workflow.publish(fourth, publisher)
    waiting = _submit(article, editor, lead="It gets better.")
    sign.approve(waiting, by, digest=waiting.digest, scope="whole", interests="none")
    fourth.refresh_from_db()
    sign.revoke(fourth, by, note="I overlooked a dose.")
    workflow.withdraw(fourth, editor, as_="out of date", reason="New guidance.")
    return article


def _submit(article: Article, editor: User, **changes: object) -> Edition:
    content = drafting.content_of(article).model_copy(update={"change_note": "Better words.", **changes})
    save_content(article, content, editor)
    return workflow.submit(article, editor)


def swapped(text: str, place: int) -> str:
    return text[:place] + ("b" if text[place] != "b" else "c") + text[place + 1 :]


def after(part: str) -> Callable[[str], str]:
    """One byte changed: the one that follows this part of a text."""
    return lambda text: swapped(text, text.index(part) + len(part))
