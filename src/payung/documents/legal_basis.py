"""The rules that each kind of letter cites, by their codes in the register of regulations.

The register (``payung.reference``) gives type, number, year and title; only the articles stand
here. A rule that is not in the register is refused before anything is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from payung.documents.refusals import rule_not_in_register
from payung.reference.citations import TYPE_NAMES
from payung.reference.models import Regulation


@dataclass(frozen=True)
class Cited:
    """A rule, its articles, and the rule that changed it.

    ``when`` names the datum and the value with which alone it is cited.
    """

    code: str
    articles: str = ""
    changed_by: str = ""
    when: tuple[str, str] | None = None


_DUTY: Final = (
    Cited("uu-40-2004", "Pasal 13 dan Pasal 17"),
    Cited("uu-24-2011", "Pasal 15 dan Pasal 19"),
)
_PROGRAMMES: Final = (Cited("pp-44-2015"), Cited("pp-45-2015"), Cited("pp-46-2015"))
_INSPECTION: Final = (Cited("uu-24-2011", "Pasal 11 huruf c"),)
_SANCTIONS: Final = (Cited("uu-24-2011", "Pasal 17"), Cited("pp-86-2013"))
_WARNING: Final = (
    _DUTY[0],
    Cited("uu-24-2011", "Pasal 15, Pasal 17, dan Pasal 19"),
    _SANCTIONS[1],
)
_OPTIMISING: Final = (Cited("inpres-2-2021"),)
_PROSECUTORS: Final = (
    Cited("uu-16-2004", "Pasal 30 ayat (2)", changed_by="uu-11-2021"),
    Cited("perkejaksaan-7-2021"),
)
_SMALL_CLAIM: Final = (
    Cited("perma-2-2015", changed_by="perma-4-2019", when=("claim_kind", "SMALL_CLAIM")),
)
_MANDATED: Final = (*_DUTY, *_PROSECUTORS, *_OPTIMISING)
#: A government that pays for workers of its own region; shared revenue has rules of its own.
_SPONSORED: Final = (
    Cited("uu-40-2004"),
    Cited("uu-24-2011"),
    Cited("uu-23-2014"),
    Cited("pp-44-2015"),
    Cited("uu-6-2014", when=("fund_source", "VILLAGE_BUDGET")),
    Cited("pmk-91-2023", when=("fund_source", "PALM_OIL_SHARE")),
    Cited("pmk-72-2024", when=("fund_source", "TOBACCO_SHARE")),
    *_OPTIMISING,
)
#: What a claim rests on, by its programme; every amount in the letter names its own article.
_BENEFITS: Final = (
    Cited("uu-40-2004"),
    Cited("pp-44-2015", when=("programme_code", "JKK")),
    Cited("pp-44-2015", when=("programme_code", "JKM")),
    Cited("pp-46-2015", when=("programme_code", "JHT")),
    Cited("pp-45-2015", when=("programme_code", "JP")),
    Cited("pp-37-2021", when=("programme_code", "JKP")),
    Cited("permenaker-4-2023", when=("programme_code", "PMI")),
)
_OBJECTION: Final = (
    Cited("uu-24-2011", "Pasal 48 sampai dengan Pasal 50"),
    Cited("uu-30-2014", "Pasal 77"),
)

BASIS: Final[dict[str, tuple[Cited, ...]]] = {
    "visit_reminder": (*_DUTY, *_OPTIMISING),
    "collection_letter": (_DUTY[1], *_PROGRAMMES),
    "inspection_assignment": (*_INSPECTION, *_OPTIMISING),
    "inspection_notice": _INSPECTION,
    "inspection_report": (
        _DUTY[0],
        Cited("uu-24-2011", "Pasal 11 huruf c, Pasal 15, dan Pasal 19"),
    ),
    "warning_first": _WARNING,
    "warning_second": _WARNING,
    "fine_decision": _SANCTIONS,
    "service_denial_request": (*_SANCTIONS, Cited("permenaker-4-2018")),
    "service_restoration": (Cited("pp-86-2013"), Cited("permenaker-4-2018")),
    "legal_aid_request": _MANDATED,
    "mandate": _PROSECUTORS[:1],
    "mandate_litigation": (*_PROSECUTORS[:1], *_SMALL_CLAIM),
    "substitution": _PROSECUTORS,
    "review_note": (*_DUTY, *_PROSECUTORS),
    "summons": (*_DUTY, *_PROSECUTORS),
    "visit_assignment": _PROSECUTORS,
    "negotiation_minutes": _PROSECUTORS,
    "settlement_agreement": (*_DUTY, *_PROSECUTORS),
    "undertaking": (),
    "lawsuit_filing": (*_DUTY, *_PROSECUTORS[:1], *_SMALL_CLAIM),
    "mandate_return": _PROSECUTORS,
    "final_report": _PROSECUTORS,
    "receivables_transfer": (*_DUTY, Cited("pp-28-2022")),
    "labour_inspectorate_referral": (
        _DUTY[0],
        Cited("uu-24-2011", "Pasal 11 huruf g, Pasal 15, dan Pasal 19"),
        *_OPTIMISING,
    ),
    "rights_restored": _PROGRAMMES,
    "agreement": (Cited("uu-24-2011", "Pasal 11 huruf h"), *_OPTIMISING),
    "beneficiary_decree": _SPONSORED,
    "replacement_decree": _SPONSORED,
    "card_handover": (),
    "policy_note": (
        Cited("uu-40-2004"),
        Cited("uu-24-2011"),
        Cited("uu-23-2014"),
        Cited("pp-12-2019"),
        Cited("pp-44-2015"),
        *_OPTIMISING,
    ),
    "minutes": (),
    "monev_commitments": (_DUTY[1], *_OPTIMISING),
    "approval_note": (Cited("uu-30-2014", "Pasal 14"),),
    "claim_decision": _BENEFITS,
    "claim_refusal": (*_BENEFITS, *_OBJECTION),
    "claim_papers_missing": _BENEFITS,
    "claim_objection_answer": (*_BENEFITS, *_OBJECTION),
    "employer_share_notice": (*_DUTY, *_BENEFITS[1:]),
}

#: Words that stay on one line with the number that follows.
_BOUND: Final = re.compile(r"\b(Pasal|ayat|huruf|Nomor|Tahun) ")
_LONG_NAMES: Final = {short: long.title() for long, short in reversed(TYPE_NAMES.items())}


def cited(kind: str, data: Mapping[str, object]) -> list[Cited]:
    """The rules that a letter of a kind with such data cites, in the order printed."""
    return [one for one in BASIS[kind] if one.when is None or data.get(one.when[0]) == one.when[1]]


def register_of(citations: Iterable[Cited]) -> dict[str, Regulation]:
    """Those rules as the register has them. Raises ``LetterRefused`` when one is missing."""
    wanted = {code for one in citations for code in (one.code, one.changed_by) if code}
    found = Regulation.objects.in_bulk(wanted)
    for code in sorted(wanted):
        if code not in found:
            raise rule_not_in_register(code)
    return found


def printed(citation: Cited, rules: Mapping[str, Regulation]) -> str:
    """``Undang-Undang Nomor 24 Tahun 2011 tentang ..., Pasal 17``."""
    rule = rules[citation.code]
    text = f"{_named(rule)} tentang {rule.title}"
    if citation.changed_by:
        text += f" sebagaimana telah diubah dengan {_named(rules[citation.changed_by])}"
    if citation.articles:
        text += f", {citation.articles}"
    return _BOUND.sub("\\1\u00a0", text)


def _named(rule: Regulation) -> str:
    name = _LONG_NAMES.get(rule.type, rule.type)
    number = f" Nomor {rule.number}" if rule.number else ""
    return f"{name}{number} Tahun {rule.year}"
