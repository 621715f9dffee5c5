"""The code of a new line: as told, else where its government books such a line."""

from __future__ import annotations

from dataclasses import dataclass

from payung.reference.models import Region
from payung.sponsorship import budget_refusals as refusals
from payung.sponsorship.codes import printed
from payung.sponsorship.drafts import Draft
from payung.sponsorship.models import CodeKind
from payung.sponsorship.notices import Notice, Weight
from payung.sponsorship.queries.account_codes import CodeCheck, check_code, mapped_code

_NAMES = {
    CodeKind.ACCOUNT: ("kode rekening", "account code"),
    CodeKind.ACTIVITY: ("kode subkegiatan", "activity code"),
}


@dataclass(frozen=True)
class ChosenCode:
    """A normalised code ("" when none is known) with its list, and what to know of it."""

    code: str
    list_code: str
    notices: tuple[Notice, ...]


def chosen_code(draft: Draft, region: Region, kind: CodeKind) -> ChosenCode:
    """The code of a draft. Raises ``BudgetRefused`` for one that a complete list lacks."""
    text = draft.account_code if kind == CodeKind.ACCOUNT else draft.activity_code
    if not text.strip():
        text = mapped_code(
            region.pk,
            kind,
            worker_segment=draft.worker_segment,
            fund_source=draft.fund_source,
            fiscal_year=draft.fiscal_year,
        )
    if not text:
        return ChosenCode("", "", (_missing(kind),))
    check = check_code(text, kind, draft.fiscal_year)
    if check.known is None and check.is_certain:
        raise refusals.code_unknown(check)
    return ChosenCode(check.code, check.list_code, tuple(_doubts(check)))


def _missing(kind: CodeKind) -> Notice:
    name_id, name_en = _NAMES[kind]
    return Notice(
        f"{kind.lower()}_missing",
        Weight.NOTE,
        f"Belum ada {name_id}; isi di baris ini atau petakan untuk pemerintah Anda.",
        f"There is no {name_en} yet; give one, or map it for your government.",
    )


def _doubts(check: CodeCheck) -> list[Notice]:
    name_id, name_en = _NAMES[CodeKind(check.kind)]
    found = []
    if check.known is None:
        near = ", ".join(f"{item.printed} {item.name}" for item in check.near)
        found.append(
            Notice(
                f"{check.kind.lower()}_unknown",
                Weight.WARNING,
                f"{name_id.capitalize()} {check.printed} tidak ada di daftar "
                f"{check.list_code or 'mana pun'}" + (f"; yang terdekat: {near}." if near else "."),
                f"The {name_en} {check.printed} is not in {check.list_code or 'any list'}"
                + (f"; the nearest: {near}." if near else "."),
            )
        )
    if not check.is_whole:
        found.append(
            Notice(
                f"{check.kind.lower()}_heading",
                Weight.WARNING,
                f"{name_id.capitalize()} {printed(check.code, check.kind)} adalah judul, belum "
                "sampai rincian terakhir.",
                f"The {name_en} {printed(check.code, check.kind)} is a heading and not whole.",
            )
        )
    return found
