"""Rules that are cited: each must be in the register; the nearest one is suggested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.knowledge import Knowledge
from payung.reference.citations import Citation, likely_rule, read_citation, same_rule

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
    likely = likely_rule(cited, rules)
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


def of_regions(text: str, knowledge: Knowledge) -> Iterator[Finding]:
    """Rules of regions (Perda, Perbup ...) against the register, where there is one.

    What it does not hold may exist all the same: a note. A digit or a year that is off from a rule
    on it, or a rule that was revoked, is doubted.
    """
    for fault in knowledge.regional_faults(text) if knowledge.regional_faults else ():
        yield Finding(
            Code.RULE,
            Place(start=fault.start, end=fault.end),
            text[fault.start : fault.end],
            fault.why_id,
            fault.why_en,
            fault.likely,
            Sureness.MEDIUM if fault.is_misquoted or fault.is_known else Sureness.LOW,
            "Dibandingkan dengan daftar regulasi daerah.",
            "Compared with the register of regional rules.",
        )


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
