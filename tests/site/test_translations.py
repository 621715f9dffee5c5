"""Whoever reads English reads every sentence in English."""

from __future__ import annotations

import ast
import re

from payung.site import translations


def test_every_sentence_has_its_english() -> None:
    assert translations.untranslated() == []


def test_both_languages_fill_in_the_same_names() -> None:
    """``%(rows)s`` in one language and not in the other would fail, or lose a figure."""
    wrong = []
    for entry in translations.english():
        texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        keys = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        wanted = set(re.findall(r"%\((\w+)\)s", keys[-1]))
        wrong += [keys[0] for text in texts if set(re.findall(r"%\((\w+)\)s", text)) != wanted]
    assert wrong == []


def test_the_catalogue_holds_nothing_that_is_no_longer_said() -> None:
    said = {m[0] if isinstance(m, tuple) else m for m, _ in translations.messages()}
    kept = {e.id[0] if isinstance(e.id, tuple) else e.id for e in translations.english() if e.id}
    assert kept - said == set()


def test_compiling_twice_writes_once() -> None:
    translations.compile_catalogues()
    assert translations.compile_catalogues() == []


def test_no_sentence_hides_behind_another_name_of_gettext() -> None:
    """What is imported ``as`` a name that is not looked for would never get its English."""
    names = set()
    for file in translations.PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                names |= {one.asname or one.name for one in node.names if "gettext" in one.name}
    assert names <= translations.KEYWORDS.keys()
