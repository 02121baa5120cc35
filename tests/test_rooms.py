"""The import table of docs/architecture.md: imports run downward only, and none hides inside a function."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

ROOMS: dict[str, set[str]] = {
    "references": set(),
    "reviewers": set(),
    "articles": {"references", "reviewers"},
    "medgo2u": {"articles", "references", "reviewers"},
}
"""Each room and the other rooms that it may know."""


def files(room: str) -> Iterator[Path]:
    return (path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts)


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


ALL = [path for room in ROOMS for path in files(room)]
names = [str(path.relative_to(ROOT)) for path in ALL]


@pytest.mark.parametrize("path", ALL, ids=names)
def test_imports_run_downward(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    known = {name.split(".")[0] for name in imports(ast.parse(path.read_text()))} & set(ROOMS)
    assert known <= ROOMS[room] | {room}


@pytest.mark.parametrize("path", ALL, ids=names)
def test_no_import_hides_in_a_function(path: Path) -> None:
    hidden = [
        inner.lineno
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


@pytest.mark.parametrize("name", ["content", "texts"])
def test_content_knows_no_database(name: str) -> None:
    known = set(imports(ast.parse((ROOT / f"articles/{name}.py").read_text())))
    assert not {each.split(".")[0] for each in known if not each.startswith("articles.texts")} & {"django", *ROOMS}


def test_only_the_workflow_moves_or_makes_editions_and_reviews() -> None:
    """`state=` in an update, and creating either record, stand in articles/workflow.py alone."""
    found = set()
    for path in files("articles"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            target = ast.unparse(node.func)
            writes = target.startswith(("Edition.objects.", "Review.objects.")) and node.func.attr in {
                "create",
                "bulk_create",
                "get_or_create",
                "update_or_create",
            }
            moves = node.func.attr == "update" and any(word.arg == "state" for word in node.keywords)
            if writes or moves:
                found.add(str(path.relative_to(ROOT)))
    assert found == {"articles/workflow.py"}


def test_no_file_assigns_a_state() -> None:
    for path in files("articles"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assign):
                assert not any(isinstance(to, ast.Attribute) and to.attr == "state" for to in node.targets), path
