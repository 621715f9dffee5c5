"""Rules that are cited: each must be in the register; the nearest one is suggested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.places import one_letter_apart
from payung.reference.citations import TYPE_NAMES, Citation, nearest, read_citation, same_rule

_TYPES = "|".join(re.escape(name) for name in sorted(TYPE_NAMES, key=len, reverse=True))
#: A citation within a sentence: its type, a number, and a year after "tahun" or a slash.
CITATION = re.compile(
    rf"\b(?:{_TYPES})\b(?:\s*(?:RI|Republik Indonesia))?[\s,]*(?:(?:nomor|no)\b\.?\s*:?\s*)?"
    r"\d[\w.-]*(?:/[\w.-]+)*?(?:\s*,?\s*tahun\s+(?:19|20)\d\d|/(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"jamsostek|jaminan sosial ketenagakerjaan|BPJS Ketenagakerjaan", re.I)


def check(
    text: str, where: Place, rules: Sequence[Citation], context: str = ""
) -> Iterator[Finding]:
    """One citation against the register.

    ``context`` is the sentence: a citation there about employment social security is doubted
    more, since the register holds the rules of that field and not all others.
    """
    cited = read_citation(text)
    if cited is None or any(same_rule(cited, rule) for rule in rules):
        return
    likely = _likely(cited, rules)
    about_us = bool(_SUBJECT.search(context))
    if likely is None:
        yield _not_registered(text, where)
        return
    name = f"{likely.type} {likely.number}/{likely.year}"
    sure = Sureness.HIGH if likely.type == "Inpres" or about_us else Sureness.MEDIUM
    yield Finding(
        Code.RULE,
        where,
        text,
        f"Tidak ada di daftar peraturan; yang terdekat {name}.",
        f"Not in the register of rules; the nearest is {name}.",
        name,
        sure,
        "Nomor atau tahunnya beda sedikit dari peraturan yang terdaftar.",
        "Its number or year is a little off from a registered rule.",
    )


def _likely(cited: Citation, rules: Sequence[Citation]) -> Citation | None:
    """The registered rule that was surely meant: one digit or the year alone is off."""
    same_type = [rule for rule in rules if rule.type == cited.type]
    slips = [
        rule
        for rule in same_type
        if (rule.year == cited.year and one_letter_apart(rule.number, cited.number))
        or (rule.number == cited.number and abs(rule.year - cited.year) <= 3)
    ]
    if not slips:
        return None
    best = nearest(f"{cited.type} {cited.number}/{cited.year}", slips)
    return best[0] if best else slips[0]


def _not_registered(text: str, where: Place) -> Finding:
    return Finding(
        Code.RULE,
        where,
        text,
        "Tidak ada di daftar peraturan Payung, dan tidak ada yang mirip.",
        "Not in Payung's register of rules, and none is like it.",
        "",
        Sureness.LOW,
        "Daftar ini memuat peraturan jaminan sosial ketenagakerjaan, bukan semua peraturan.",
        "The register holds the rules of employment social security, not all rules.",
    )
