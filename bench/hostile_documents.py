"""What hostile or huge documents cost to read: DEMO=true python -m bench.hostile_documents [WORDS OF A NAME].

Each is read in a process of its own: seconds of the processor, the most memory, and how it ends. A document may take
5 seconds and 300 MB, Django and all; one that takes more is marked.
"""

import io
import multiprocessing
import os
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medgo2u.settings")

import django

django.setup()

from articles.importing.document import import_document
from articles.importing.lines import UnreadableDocument
from articles.importing.read import read_file
from tests.word_files import MAIN, p, word, word_files, zipped

MOST_SECONDS = 5
MOST_MEGABYTES = 300
GIVEN_UP_AFTER = 60
MEGABYTE = 1_000_000
MOST_PARAGRAPHS = 9_000  # of Word: with more, all would be refused for that

REPEATED = {
    "divs": "<div>",
    "divs side by side": "<div>x</div>",
    "paragraphs": "<p>Some words of a paragraph.</p>",
    "tables in tables": "<table><tr><td>",
    "cells": "<td>x",
    "rows": "<tr><td>x<td>y",
    "bold left open": "<p><b>x",
    "spans": "<span>x</span>",
    "links": '<a href="/x">x</a>',
    "items": "<li>x",
    "lists in lists": "<ul><li>",
    "comments": "<!-- x -->",
    "classes": '<p class="share nav related">x',
    "entities": "&amp;",
    "pictures": '<img src="data:image/png;base64,AAAA">',
    "line breaks": "x<br>",
    "opened brackets": "[",
    "nested links": "[a](",
    "emphasis": "*a*",
    "stars": "*",
    "underscores": "_a ",
    "backticks": "`a",
    "bullets on a line": "- ",
    "quotes": "> ",
    "bullets": "- x\n",
    "rows of a table": "| a |\n",
    "rows of a table with a rule": "| a | b |\n|---|---|\n",
    "headings": "# x\n",
    "headings and words": "What helps\nSome words.\n\n",
    "bold headings": "**x**\n\n",
    "digits": "1",
    "numbers": "1 ",
    "numbers and words": "1 x ",
    "doses": "3 x 12, hold for 5 seconds. ",
    "exercises": "Exercise 1: x\n- Goal: x\n- How: hold for 5 seconds, 10 times.\n",
    "citations": "(Smith, 2020) ",
    "citations of many": "Smith, Jones & Brown (2020) ",
    "citations by number": "[1] ",
    "references": "Smith, A. (2020). A title. A journal, 3(4), 5-6. https://doi.org/10.1/x\n",
    "references with numbers": "1. Smith A, Jones B. A title. J Pain. 2020;3(4):5-6.\n",
    "signs": "- Call 999 if x.\n",
    "questions": "Q: x?\nA: y.\n",
    "reviewers": "Reviewed by Jo Xu on 3 March 2025\n",
    "a promise": "Book an appointment with us.\n",
    "one line": "word ",
    "capitals": "A",
    "capitals with stops": "A. ",
    "lines of a word": "word\n",
    "empty lines": "\n",
    "spaces": " ",
    "tabs": "a\tb\n",
    "carriage returns": "\r",
    "zero-width": "\u200b",
    "accents on one letter": "e\u0301\u0301\u0301\u0301",
    "right to left": "\u202e",
    "apostrophes": "’",
    "fences": ":::\n",
    "fences opened": "::: {.x a=",
    "addresses": "https://example.org/a_(b) ",
    "rules": "---\n",
}
"""A megabyte of each is read as plain text, Markdown, a web page and, as one paragraph, Word."""

STARTS = {".txt": "Lead.\n\nA heading\n", ".md": "# A heading\n\n", ".html": ""}
UNDER = {"references": "References\n", "references with numbers": "References\n", "signs": "Safety\n"}


def _filled(part: str, size: int = MEGABYTE) -> str:
    whole = part * (size // len(part.encode()) + 1)
    return whole.encode()[:size].decode(errors="ignore")


def _of_form(part: str, under: str, ending: str) -> bytes:
    if ending in STARTS:
        return (STARTS[ending] + under + _filled(part)).encode()[:MEGABYTE]
    words = (under + _filled(part)).replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;")
    return _packed(word_files("".join(p(line) for line in words.split("\n")[:MOST_PARAGRAPHS])))


def _packed(files: dict[str, bytes]) -> bytes:
    """Not compressed: what repeats itself so often would be taken for a bomb."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    return held.getvalue()


def _yaml_bomb() -> bytes:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(["---", *rows, "---", "Words."]).encode()


def _entity_bomb() -> bytes:
    rows = ['<!ENTITY a0 "lol">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))]
    return f"<!DOCTYPE x [{''.join(rows)}]><p>&a11;</p>".encode()


def _zip_bomb() -> bytes:
    return zipped({**word_files(p("x")), "word/media/a.png": bytes(200 * MEGABYTE)})


def _word_with_pictures() -> bytes:
    pictures = {f"word/media/image{number}.png": os.urandom(MEGABYTE // 2) for number in range(39)}
    return _packed({**word_files(p("Words.")), **pictures})


def _table_of_word(rows: int) -> bytes:
    row = "<w:tr>" + f"<w:tc>{p('x')}</w:tc>" * 10 + "</w:tr>"
    return _packed(word_files(f"<w:tbl>{row * rows}</w:tbl>"))


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ONE_BY_ONE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "50,000 lines": ("a.txt", lambda: b"Some words here\n" * 50_000),
    "50,000 lines of Markdown": ("a.md", lambda: b"Some words here\n" * 50_000),
    "50,000 paragraphs of Word": ("a.docx", lambda: _packed(word_files(p("Some words.") * 50_000))),
    "aliases in YAML": ("a.md", _yaml_bomb),
    "YAML of one depth": ("a.md", lambda: b"---\na: " + b"[" * 500_000 + b"\n---\n"),
    "front matter of a megabyte": ("a.md", lambda: b"---\n" + b"a: b\n" * 190_000 + b"---\nWords."),
    "entities in a page": ("a.html", _entity_bomb),
    "entities in Word": ("a.docx", lambda: zipped({**word_files(p("x")), "word/document.xml": _entity_bomb()})),
    "UTF-16 without its mark": ("a.txt", lambda: "Some words. ".encode("utf-16-le") * 1000),
    "UTF-16 page without its mark": ("a.html", lambda: "<p>Some words. ".encode("utf-16-le") * 1000),
    "UTF-16 with its mark": ("a.txt", lambda: ("Some words.\n" * 30_000).encode("utf-16")),
    "NUL": ("a.txt", lambda: b"Some\x00words"),
    "NUL in a page": ("a.html", lambda: b"<p>Some\x00words"),
    "Latin-1": ("a.txt", lambda: "Caf\u00e9".encode("latin-1")),
    "10 MB of text": ("a.txt", lambda: b"word " * (2 * MEGABYTE)),
    "10 MB page": ("a.html", lambda: b"<p>x</p>" * (MEGABYTE + MEGABYTE // 4)),
    "10 MB without a known ending": ("a.xyz", lambda: bytes(10 * MEGABYTE)),
    "zip bomb": ("a.docx", _zip_bomb),
    "20 MB of Word, full of pictures": ("a.docx", _word_with_pictures),
    "21 MB of Word": ("a.docx", lambda: os.urandom(21 * MEGABYTE)),
    "table of Word, 10 x 1,000": ("a.docx", lambda: _table_of_word(1_000)),
    "table of Word, 10 x 10,000": ("a.docx", lambda: _table_of_word(10_000)),
    "macros": ("a.docm", lambda: word(p("x"))),
    "macros under another name": (
        "a.docx",
        lambda: zipped(word_files(p("x"), main=MAIN.replace("document.main", "macroEnabled.main"))),
    ),
    "with a password": ("a.docx", lambda: _OLE + "EncryptedPackage".encode("utf-16-le") + bytes(MEGABYTE)),
    "saved page of 15,000 elements": ("a.html", lambda: _saved_page(15_000)),
    "saved page of 30,000 elements": ("a.html", lambda: _saved_page(30_000)),
    "saved page, drawn": ("a.html", lambda: _saved_page(5_000, b'<svg><path d="M0 0"/><g><use href="#x"/></g></svg>')),
}


def _saved_page(elements: int, between: bytes = b"") -> bytes:
    """A page as sites make them: much navigation, then an article whose words stand deep in boxes and spans."""
    menu = b'<li class="menu-item"><a href="/x"><span>A page of the site</span></a></li>' * (elements // 8)
    part = b"<h2>What helps</h2><div><div><p><span>Some <b>words</b> about</span> knees.</p></div></div>" + between
    article = b"<h1>Sore knees</h1>" + part * (elements // 2 // 6)
    head = b"<!DOCTYPE html><html><head><title>Sore knees</title></head><body>"
    return head + b'<nav class="menu"><ul>' + menu + b"</ul></nav><main><article>" + article + b"</article></main>"


def every() -> dict[str, tuple[str, Callable[[], bytes]]]:
    found = dict(ONE_BY_ONE)
    for name, part in REPEATED.items():
        for ending in (*STARTS, ".docx"):
            found[f"{name} {ending}"] = (f"a{ending}", partial(_of_form, part, UNDER.get(name, ""), ending))
    return found


def _read(name: str, make: Callable[[], bytes], told: Connection) -> None:
    data, started = make(), time.process_time()
    try:
        imported = import_document(read_file(name, data))
        end = f"read: {len(imported.placed)} placed, {len(imported.unplaced)} unplaced"
    except UnreadableDocument as error:
        end = str(error).partition(". ")[0]
    except Exception as error:
        end = f"FAULT {type(error).__name__}: {error}"[:100]
    told.send((time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, end))


def main() -> None:
    looked_for = " ".join(sys.argv[1:])
    forks = multiprocessing.get_context("fork")
    for name, (file, make) in every().items():
        if looked_for not in name:
            continue
        here, there = forks.Pipe(duplex=False)
        process = forks.Process(target=_read, args=(file, make, there))
        process.start()
        if here.poll(GIVEN_UP_AFTER):
            seconds, megabytes, end = here.recv()
        else:
            process.kill()
            seconds, megabytes, end = GIVEN_UP_AFTER, 0, "given up"
        process.join()
        mark = "!" if seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES or end.startswith("FAULT") else " "
        print(f"{mark} {name:45} {seconds:6.2f} s {megabytes:5.0f} MB  {end}", flush=True)


if __name__ == "__main__":
    main()
