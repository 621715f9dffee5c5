"""The two languages: which sentences there are, and the compiled English catalogue.

A sentence's key is its Indonesian text, so Indonesian needs no catalogue. The English one is
``locale/en/LC_MESSAGES/django.po``; its compiled form is made on the machine that runs Payung and
is not kept in the repository.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_javascript, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
CATALOGUE = Path(__file__).resolve().parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "translated": None,
    "lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}
CHOICES = {"TextChoices", "IntegerChoices"}

Message = tuple[str | tuple[str, str], str]


def compile_catalogues() -> list[Path]:
    """Write the compiled catalogue where it is missing or older than its text.

    Returns what was written. Called by the set-up and by the tests.
    """
    compiled = CATALOGUE.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime_ns >= CATALOGUE.stat().st_mtime_ns:
        return []
    part = compiled.with_suffix(".part")
    with part.open("wb") as file:
        write_mo(file, english())
    part.replace(compiled)
    return [compiled]


def english() -> Catalog:
    """The English catalogue as it is written."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def update_catalogue() -> int:
    """Bring new sentences into the catalogue and take out those no longer used.

    Returns the number of sentences still without English.
    """
    catalogue = Catalog(locale="en", project="payung", charset="utf-8")
    known = english() if CATALOGUE.exists() else Catalog(locale="en")
    for message, place in sorted(messages(), key=lambda pair: (str(pair[1]), str(pair[0]))):
        key = message[0] if isinstance(message, tuple) else message
        old = known.get(key)
        string = old.string if old else ""
        if isinstance(message, tuple) and isinstance(string, str):
            string = ("", "")  # a sentence that is counted from now on needs both its forms
        catalogue.add(message, string, auto_comments=[], locations=[(place, 0)])
    text = io.BytesIO()
    write_po(text, catalogue, width=100, omit_header=True, include_lineno=False)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(text.getvalue())
    return sum(1 for entry in catalogue if entry.id and not _translated(entry.string))


def untranslated() -> list[str]:
    """The sentences of templates, pages and choices that have no English."""
    known = english()
    missing = []
    for message, place in messages():
        entry = known.get(message[0] if isinstance(message, tuple) else message)
        if entry is None or entry.fuzzy or not _translated(entry.string):
            missing.append(f"{place}: {message!r}")
    return sorted(missing)


def messages() -> Iterator[Message]:
    """Every sentence to be translated, with the file that it stands in."""
    for file in sorted(PACKAGE.rglob("*.html")):
        yield from _of_template(file)
    for file in sorted(PACKAGE.rglob("*.py")):
        source = file.read_bytes()
        if b"gettext" in source or b"Choices" in source:
            yield from _of_python(file, source)


def _translated(string: str | tuple[str, ...] | list[str]) -> bool:
    return all(string) and bool(string) if not isinstance(string, str) else bool(string)


def _place(file: Path) -> str:
    return file.relative_to(PACKAGE.parent).as_posix()


def _of_template(file: Path) -> Iterator[Message]:
    # Django rewrites a template as calls of gettext between blanks; what is left reads as
    # JavaScript for Babel, whose Python reader would stumble over the indentation.
    from django.utils.translation.template import templatize

    code = templatize(file.read_text(encoding="utf-8"), origin=str(file)).encode()
    for found in extract_javascript(io.BytesIO(code), list(KEYWORDS), [], {}):
        yield _message(found[1], found[2]), _place(file)


def _of_python(file: Path, source: bytes) -> Iterator[Message]:
    for found in extract_python(io.BytesIO(source), list(KEYWORDS), [], {"encoding": "utf-8"}):
        if found[2] and not (isinstance(found[2], tuple) and not found[2][0]):
            yield _message(found[1], found[2]), _place(file)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and CHOICES & {_name(base) for base in node.bases}:
            for text in _labels(node):
                yield text, _place(file)


def _message(keyword: str, found: str | tuple[str, ...]) -> str | tuple[str, str]:
    if isinstance(found, str):
        return found
    texts = tuple(text for text in found if text)
    return (texts[0], texts[1]) if keyword.startswith("ngettext") else texts[-1]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _labels(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Tuple):
            last = statement.value.elts[-1]
            if isinstance(last, ast.Constant) and isinstance(last.value, str):
                yield last.value
