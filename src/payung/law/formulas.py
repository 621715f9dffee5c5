"""The formulas of the law as they are computed: each module's code beside what it reads."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from payung.law import parameters

_ROOM = Path(__file__).parent

FORMULAS: dict[str, tuple[str, ...]] = {
    "bpu": ("non_wage_earner", "bpu/contribution"),
    "claims": (
        *("benefits/documents", "benefits/time_limits", "benefits/responsibility"),
        *("benefits/days", "benefits/fixed_sums"),
    ),
    "heirs": ("benefits/heirs",),
    "jakon": ("construction", "jakon/contribution"),
    "jht": ("jht/contribution", "jht/growth", "jht/payment", "benefits/jht"),
    "jkk": (
        *("jkk/contribution", "jkk/labour_intensive", "jkk/wage_multiple", "jkk/death"),
        *("jkk/total_disability", "jkk/partial_disability", "jkk/temporary_incapacity"),
        *("jkk/costs", "benefits/jkk"),
    ),
    "jkm": ("jkm/contribution", "jkm/death_benefit", "benefits/jkm"),
    "jkp": ("jkp/recomposition", "jkp/cash_benefit", "benefits/jkp"),
    "jp": (
        *("jp/contribution", "jp/deferral", "jp/pension_date", "jp/average_wage"),
        *("jp/monthly_pension", "benefits/jp"),
    ),
    "membership": (
        *("membership/active", "membership/age", "membership/business_size"),
        *("membership/job_loss_entry", "membership/minimum_programmes"),
        "membership/registration",
    ),
    "payment": (
        *("payment/due_date", "payment/penalty", "payment/settlement", "payment/first_payer"),
        *("payment/lapse", "payment/collectability", "payment/administrative_fine"),
    ),
    "pmi": ("migrant_worker", "benefits/pmi"),
    "scholarship": ("benefits/scholarship",),
    "wage": ("wage/monthly_base", "wage_earner", "relief", "arithmetic"),
}
"""Page to the modules whose formulas stand on it, in the order of reading."""

MACHINERY = (
    *("columns", "documentation", "errors", "explanation", "formats", "formulas", "household"),
    "inputs",
    *("quantities", "questions", "schema", "parameters/", "reform/"),
    *("benefits/benefit", "benefits/checks", "benefits/doors", "benefits/reading"),
    *("benefits/reasoning", "benefits/schema"),
)
"""Modules, and folders of modules, that hold no rule of the law (``household``: assumptions)."""


def modules() -> list[str]:
    """All modules of this room, without the packages' own files: ``jkk/death``."""
    names = [file.relative_to(_ROOM).with_suffix("").as_posix() for file in _ROOM.rglob("*.py")]
    return sorted(name for name in names if not name.endswith("__init__"))


def section(page: str) -> str:
    """The formulas of one page as Markdown; empty for a page without formulas."""
    if page not in FORMULAS:
        return ""
    return "## Rumus (formulas)\n\n" + "\n".join(_module(name, page) for name in FORMULAS[page])


def _module(name: str, page: str) -> str:
    tree = _tree(name)
    dotted = f"payung.law.{name.replace('/', '.')}"
    code = "\n\n\n".join(_segments(name, tree))
    return (
        f"### `{dotted}`\n\n{ast.get_docstring(tree)}\n\n"
        + "".join(f"- {_basis(read, page)}\n" for read in parameters_of(name))
        + "\n<details><summary>Kode (code)</summary>\n\n"
        + f"```python\n{code}\n```\n\n</details>\n"
    )


def parameters_of(name: str) -> list[str]:
    """The parameters that the code of a module names, in alphabetical order."""
    known = [parameter.name for parameter in parameters.in_use()]
    patterns = {pattern for node in ast.walk(_tree(name)) if (pattern := _pattern(node))}
    return [
        name for name in known if any(re.fullmatch(pattern, name) for pattern in sorted(patterns))
    ]


def _pattern(node: ast.AST) -> str:
    """What a text in the code may name: a constant itself, of a formatted text any filling."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and "/" in node.value:
        return re.escape(node.value)
    if not isinstance(node, ast.JoinedStr):
        return ""
    parts = [
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_]+"
        for part in node.values
    ]
    pattern = "".join(parts)
    return pattern if re.fullmatch(r"[\w/\[\]+\-]+", pattern) and "/" in pattern else ""


def _basis(name: str, page: str) -> str:
    """A parameter with the articles of its values, and where its table stands."""
    articles = dict.fromkeys(v.article for v in parameters.in_use().parameter(name).values)
    other = name.split("/")[0]
    link = f"`{name}`" if other == page else f"[`{name}`]({other}.md)"
    return f"{link}: {'; '.join(articles)}"


@cache
def _tree(name: str) -> ast.Module:
    return ast.parse(_source(name))


@cache
def _source(name: str) -> str:
    return (_ROOM / f"{name}.py").read_text(encoding="utf-8")


def _segments(name: str, tree: ast.Module) -> Iterator[str]:
    """The rules of a module: its constants and functions, without what only explains them."""
    lines = _source(name).splitlines()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            if node.name.lstrip("_").startswith("explain"):
                continue
            first = min([node.lineno, *(item.lineno for item in node.decorator_list)])
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            first = node.lineno
        else:
            continue
        yield "\n".join(lines[first - 1 : node.end_lineno])
