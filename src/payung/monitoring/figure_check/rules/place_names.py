"""Names of places in a text: misspelled regions, kinds and islands; a rubric of another region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.knowledge import Knowledge
from payung.monitoring.figure_check.places import bare, plain
from payung.monitoring.figure_check.rules import regions
from payung.monitoring.figure_check.text_tokens import OPEN
from payung.reference.likeness import one_letter_apart

if TYPE_CHECKING:
    from payung.monitoring.figure_check.text_records import Reading

_KIND = re.compile(
    r"\b(?P<kind>Kabupaten|Kab\.|Kota|Provinsi)\s+(?P<name>[A-Za-z][\w'-]+(?:\s+[A-Za-z][\w'-]+){0,4})"
)
#: A word that may be a misspelled kind, before a capitalised name.
_NEAR_KIND = re.compile(
    r"\b(?P<kind>[KP][a-z]{3,9})\s+(?=(?P<name>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,3}))"
)
_KINDS = ("Kabupaten", "Provinsi", "Kota")
#: A name in small letters is taken as a region's only from so many letters: "kabupaten baru".
_LEAST_SMALL = 6
_RUBRIC = re.compile(r"^[ \t]*(?:Kategori|Rubrik|Kanal)\s*:\s*(?P<name>[^\n]{3,60})$", re.M | re.I)


def check(text: str, reading: Reading, knowledge: Knowledge) -> Iterator[Finding]:
    """Names after Kabupaten, Kota or Provinsi that are no region's; misspelled kinds, islands."""
    known = [
        (token.start, token.end) for token in reading.regions if not token.code.startswith(OPEN)
    ]
    for found in _KIND.finditer(text):
        if any(start < found.end("kind") + 2 and found.start() < end for start, end in known):
            continue
        name = _misread(found, knowledge)
        if name:
            end = found.start("name") + len(name)
            place = Place(start=found.start(), end=end)
            yield regions.unknown_name(text[found.start() : end], place, knowledge)
    yield from _kinds(text, knowledge)
    seen: dict[str, str] = {}
    for found in re.finditer(r"\b[A-Z][a-z]{5,}\b", text):
        word = found[0]
        if word not in seen:
            seen[word] = _misspelled(word, knowledge)
        if seen[word]:
            yield _misspelling(word, seen[word], Place(start=found.start(), end=found.end()))


def _misread(found: re.Match[str], knowledge: Knowledge) -> str:
    """The words after a kind that are a letter away from a region's name; "" for good ones."""
    gazetteer = knowledge.gazetteer
    words = re.split(r"(\s+)", found["name"])
    for length in range(len(words), 0, -2):
        name = "".join(words[:length])
        if gazetteer.all(f"{found['kind']} {name}") or gazetteer.all(name):
            return ""
        small = any(word[:1].islower() for word in words[:length:2])
        if (
            small
            and len(plain(name)) >= _LEAST_SMALL
            and gazetteer.is_near(f"{found['kind']} {name}")
        ):
            return name
    capitals = list(takewhile(lambda word: word[0].isupper(), words[::2]))
    for length in range(len(capitals), 0, -1):
        name = "".join(words[: 2 * length - 1])
        if gazetteer.is_near(f"{found['kind']} {name}") or gazetteer.nearest(name):
            return name
    return ""


def _kinds(text: str, knowledge: Knowledge) -> Iterator[Finding]:
    """``Kabapaten Kediri``: the word before a region's name is a letter away from its kind."""
    for found in _NEAR_KIND.finditer(text):
        kind = next((one for one in _KINDS if one_letter_apart(one, found["kind"])), "")
        if not kind or found["kind"] in _KINDS or knowledge.gazetteer.all(found["kind"]):
            continue
        words = found["name"].split()
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length])
            code = next(iter(knowledge.gazetteer.all(f"{kind} {name}")), "")
            if code and bare(plain(knowledge.gazetteer.name(code))) == plain(name):
                where = Place(start=found.start(), end=found.start("name") + len(name))
                written = text[where.start : where.end]
                yield _misspelling(written, f"{kind} {name}", where)
                break


def _misspelled(word: str, knowledge: Knowledge) -> str:
    """The province or island word that this one is a letter away from; "" for a good word."""
    gazetteer = knowledge.gazetteer
    if word in gazetteer.place_words or gazetteer.all(word):
        return ""
    near = sorted(
        right
        for right in gazetteer.place_words
        if right[0] == word[0] and one_letter_apart(word, right)
    )
    return near[0] if near else ""


def _misspelling(word: str, right: str, place: Place) -> Finding:
    return Finding(
        Code.REGION_UNKNOWN,
        place,
        word,
        f"Mungkin salah tulis untuk {right}.",
        f"Perhaps a misspelling of {right}.",
        right,
        Sureness.MEDIUM,
        "Beda satu huruf dari nama yang ada di daftar wilayah.",
        "One letter away from a name of the list of regions.",
    )


def rubric(text: str, reading: Reading, knowledge: Knowledge) -> Iterator[Finding]:
    """A rubric line (``Kategori: Jawa Timur``) that names a province of which nothing is said."""
    for found in _RUBRIC.finditer(text):
        filed = knowledge.gazetteer.find(found["name"].strip())
        spoken = {
            token.code[:2]
            for token in reading.regions
            if not token.code.startswith((OPEN, "ID"))
            and not found.start() <= token.start < found.end()
        }
        if len(filed) == 1 and filed[0] != "ID" and spoken and filed[0][:2] not in spoken:
            names = ", ".join(sorted(knowledge.gazetteer.name(code) for code in spoken))
            yield Finding(
                Code.RUBRIC,
                Place(start=found.start("name"), end=found.end("name")),
                found["name"].strip(),
                f"Isinya tentang {names}, bukan wilayah rubriknya.",
                f"What it says is about {names}, not the region of its rubric.",
                knowledge.gazetteer.name(next(iter(spoken))) if len(spoken) == 1 else "",
                Sureness.MEDIUM,
                "Tidak satu pun wilayah rubrik itu disebut di dalam teks.",
                "No place of that region is named in the text.",
            )
