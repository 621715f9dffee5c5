"""A module of the law without its test is a failing test; so is a float in the law."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import payung.law

LAW = Path(payung.law.__file__).parent
TESTS = Path(__file__).parent
MODULES = sorted(file.relative_to(LAW) for file in LAW.rglob("*.py") if file.name != "__init__.py")
FLOAT_CALLS = {"float", "round", "Decimal"}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_module_has_its_test_file(module: Path) -> None:
    """The tests of the benefits stand together and name the modules that they prove."""
    beside = TESTS / module.parent / f"test_{module.name}"
    dotted = ".".join(("payung", "law", *module.with_suffix("").parts))
    among_the_benefits = any(
        dotted in file.read_text(encoding="utf-8") for file in (TESTS / "benefits").rglob("*.py")
    )
    assert beside.exists() or among_the_benefits, f"{beside.relative_to(TESTS)} is missing"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_float_comes_near_money(module: Path) -> None:
    for node in ast.walk(ast.parse((LAW / module).read_text(encoding="utf-8"))):
        where = f"{module}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float | complex), where
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            assert _is_path(node), f"{where}: true division"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FLOAT_CALLS, where


def _is_path(node: ast.BinOp) -> bool:
    """Joining a folder and a name is written with the same sign as dividing."""
    return any(
        isinstance(side, ast.Constant | ast.JoinedStr)
        and not isinstance(getattr(side, "value", None), int)
        for side in (node.left, node.right)
    )


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_files_stay_readable_in_a_sitting(module: Path) -> None:
    assert len((LAW / module).read_text(encoding="utf-8").splitlines()) < 400
