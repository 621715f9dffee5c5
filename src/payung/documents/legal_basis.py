"""The rules that each kind of letter cites, by their codes in the register of regulations.

The register (``payung.reference``) gives type, number, year and title; only the articles stand
here. A rule that is not in the register is refused before anything is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from payung.documents.refusals import rule_not_in_register
from payung.reference.citations import TYPE_NAMES
from payung.reference.models import Regulation


@dataclass(frozen=True)
class Cited:
    """A rule and its articles; ``when`` names the datum and value that it is cited for."""

    code: str
    articles: str = ""
    when: tuple[str, str] | None = None


_DUTY: Final = (
    Cited("uu-40-2004", "Pasal 13 dan Pasal 17"),
    Cited("uu-24-2011", "Pasal 15 dan Pasal 19"),
)
_PROGRAMMES: Final = (Cited("pp-44-2015"), Cited("pp-45-2015"), Cited("pp-46-2015"))
_INSPECTION: Final = (Cited("uu-24-2011", "Pasal 11 huruf c"),)
_SANCTIONS: Final = (Cited("uu-24-2011", "Pasal 17"), Cited("pp-86-2013"))
_OPTIMISING: Final = (Cited("inpres-2-2021"),)
_PROSECUTORS: Final = (
    Cited("uu-16-2004", "Pasal 30 ayat (2)"),
    Cited("uu-11-2021"),
    Cited("perkejaksaan-7-2021"),
)
_SMALL_CLAIM: Final = (
    Cited("perma-2-2015", when=("claim_kind", "SMALL_CLAIM")),
    Cited("perma-4-2019", when=("claim_kind", "SMALL_CLAIM")),
)
_MANDATED: Final = (*_DUTY, *_PROSECUTORS, *_OPTIMISING)

BASIS: Final[dict[str, tuple[Cited, ...]]] = {
    "visit_reminder": (*_DUTY, *_OPTIMISING),
    "collection_letter": (_DUTY[1], *_PROGRAMMES),
    "inspection_assignment": (*_INSPECTION, *_OPTIMISING),
    "inspection_notice": _INSPECTION,
    "inspection_report": (*_INSPECTION, *_DUTY),
    "warning_first": (*_DUTY, *_SANCTIONS),
    "warning_second": (*_DUTY, *_SANCTIONS),
    "fine_decision": _SANCTIONS,
    "service_denial_request": (*_SANCTIONS, Cited("permenaker-4-2018")),
    "service_restoration": (Cited("pp-86-2013"), Cited("permenaker-4-2018")),
    "legal_aid_request": _MANDATED,
    "mandate": _PROSECUTORS[:2],
    "mandate_litigation": (*_PROSECUTORS[:2], *_SMALL_CLAIM),
    "substitution": _PROSECUTORS,
    "review_note": (*_DUTY, *_PROSECUTORS),
    "summons": (*_DUTY, *_PROSECUTORS),
    "visit_assignment": _PROSECUTORS,
    "negotiation_minutes": _PROSECUTORS,
    "settlement_agreement": (*_DUTY, *_PROSECUTORS),
    "undertaking": (),
    "lawsuit_filing": (*_DUTY, *_PROSECUTORS[:2], *_SMALL_CLAIM),
    "mandate_return": _PROSECUTORS,
    "final_report": _PROSECUTORS,
    "receivables_transfer": (*_DUTY, Cited("pp-28-2022")),
    "labour_inspectorate_referral": (*_DUTY, Cited("uu-24-2011", "Pasal 11 huruf g"), *_OPTIMISING),
    "rights_restored": _PROGRAMMES,
    "agreement": (Cited("uu-24-2011", "Pasal 11 huruf h"), *_OPTIMISING),
    "minutes": (),
    "approval_note": (Cited("uu-30-2014", "Pasal 14"),),
}

_LONG_NAMES: Final = {short: long.title() for long, short in reversed(TYPE_NAMES.items())}


def cited(kind: str, data: Mapping[str, object]) -> list[Cited]:
    """The rules that a letter of a kind with such data cites, in the order printed."""
    return [one for one in BASIS[kind] if one.when is None or data.get(one.when[0]) == one.when[1]]


def register_of(citations: list[Cited]) -> dict[str, Regulation]:
    """Those rules as the register has them. Raises ``LetterRefused`` when one is missing."""
    found = Regulation.objects.in_bulk({one.code for one in citations})
    for one in citations:
        if one.code not in found:
            raise rule_not_in_register(one.code)
    return found


def printed(citation: Cited, rule: Regulation) -> str:
    """``Undang-Undang Nomor 24 Tahun 2011 tentang ..., Pasal 17``."""
    name = _LONG_NAMES.get(rule.type, rule.type)
    number = f" Nomor {rule.number}" if rule.number else ""
    articles = f", {citation.articles}" if citation.articles else ""
    return f"{name}{number} Tahun {rule.year} tentang {rule.title}{articles}"
