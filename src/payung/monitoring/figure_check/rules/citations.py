"""Rules that are cited: each must be in the register; the nearest one is suggested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
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
