"""Files and functions stay short enough to be read in one go."""

from __future__ import annotations

import ast
from pathlib import Path

LONGEST_FILE = 400
LONGEST_FUNCTION = 60

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_file_in_src_is_too_long(root: Path) -> None:
    """A file in src/ has 400 lines at most."""
    sizes = {
        str(path.relative_to(root)): len(path.read_text(encoding="utf-8").split("\n")) - 1 for path in sources(root)
    }

    too_long = {path: size for path, size in sizes.items() if size > LONGEST_FILE}

    assert sizes
    assert not too_long


def test_no_function_in_src_is_too_long(root: Path) -> None:
    """A function in src/ has 60 lines at most, its docstring not counted."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources(root)}

    sizes = {
        f"{path.name}:{node.lineno} {node.name}": size_of(node) for path in trees for node in functions(trees[path])
    }

    assert sizes
    assert not {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION}


def test_the_docstring_is_not_counted() -> None:
    """Who explains more is not asked to split a function for it."""
    (short,) = functions(ast.parse('def f():\n    """One.\n\n    Two.\n    """\n    return 1\n'))

    size = size_of(short)

    assert size == 2


def sources(root: Path) -> list[Path]:
    """List the source files of the package; Django's migrations are records that nobody edits, and of any length."""
    return sorted(path for path in (root / "src").rglob("*.py") if path.parent.name != "migrations")


def functions(tree: ast.AST) -> list[Function]:
    """List every function of a file, nested ones too."""
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def size_of(function: Function) -> int:
    """Count the lines of a function without its docstring."""
    lines = function.end_lineno - function.lineno + 1
    doc = function.body[0] if ast.get_docstring(function) is not None else None
    return lines - (doc.end_lineno - doc.lineno + 1 if doc else 0)
