"""What an agreement must be before it is kept: the questions that drafting and revising ask."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from payung.partnerships.errors import AgreementRefused
from payung.partnerships.kinds import INSTRUMENTS, SHARED_DATA, Instrument
from payung.partnerships.models import Agreement, AgreementKind, PartyKind
from payung.reference.models import OfficeKind, Region
from payung.reference.queries import find_regulation, territory_codes

#: What an agreement may be about; the three services of the civil division of the prosecutors.
SCOPES = ("legal_assistance", "legal_consideration", "other_legal_action")
_FUND_KINDS = (OfficeKind.REGIONAL, OfficeKind.BRANCH, OfficeKind.PIONEER_BRANCH)


@dataclass(frozen=True)
class Party:
    """A party as it is named to ``draft_agreement``: an office, a government or another body.

    ``post_id`` is the post that signs; without it the office's only signing post is taken.
    """

    kind: str
    office_code: str | None = None
    region_code: str | None = None
    name: str = ""
    post_id: int | None = None
    signatory_title: str = ""


def instrument(kind: str) -> Instrument:
    """The instrument of a kind. Raises ``AgreementRefused`` when it is none."""
    if kind not in INSTRUMENTS:
        raise AgreementRefused(
            "kind_unknown",
            f"Jenis perjanjian {kind!r} tidak dikenal; pilih satu dari {', '.join(INSTRUMENTS)}.",
            f"The kind of agreement {kind!r} is unknown; choose one of {', '.join(INSTRUMENTS)}.",
            kind=kind,
        )
    return INSTRUMENTS[kind]


def check_title(kind: str, title: str) -> str:
    """The title in one line; it may not name another instrument than the one chosen."""
    told = " ".join(title.split())
    if len(told) < 5:
        raise AgreementRefused(
            "title_missing", "Judul wajib diisi.", "The agreement needs a title."
        )
    for other, rule in INSTRUMENTS.items():
        if other != kind and rule.title_words in told.casefold():
            raise AgreementRefused(
                "instruments_mixed",
                f"Judul menyebut {rule.title_words}, tetapi jenis yang dipilih "
                f"{AgreementKind(kind).label}. Dua instrumen tidak dicampur: ubah judul atau "
                "jenisnya.",
                f"The title names a {other}, yet the kind chosen is {kind}. Two instruments are "
                "never mixed: change the title or the kind.",
                found=other,
                kind=kind,
            )
    return told[:300]


def check_term(starts_on: date, ends_on: date) -> None:
    """An agreement ends on or after the day on which it starts."""
    if ends_on < starts_on:
        raise AgreementRefused(
            "ends_before_start",
            f"Perjanjian berakhir ({ends_on}) sebelum mulai ({starts_on}).",
            f"The agreement ends ({ends_on}) before it starts ({starts_on}).",
        )


def check_parent(
    kind: str, parent: Agreement | None, reason: str, starts_on: date, ends_on: date
) -> None:
    """A PKS names its parent or says why there is none; a parent's instrument and term fit."""
    rule = instrument(kind)
    if parent is None:
        if rule.needs_parent and len(reason.strip()) < 5:
            raise AgreementRefused(
                "parent_missing",
                "Perjanjian kerja sama memerlukan perjanjian induk, atau alasan mengapa tidak ada.",
                "A PKS needs a parent agreement, or the reason why there is none.",
            )
        return
    if parent.kind not in rule.may_stand_under:
        raise AgreementRefused(
            "parent_unfit",
            f"{AgreementKind(kind).label} tidak dapat berinduk pada {parent.get_kind_display()}.",
            f"A {kind} cannot stand under a {parent.kind}.",
        )
    if starts_on < parent.starts_on or ends_on > parent.ends_on:
        raise AgreementRefused(
            "outside_parent",
            f"Masa {starts_on} s.d. {ends_on} di luar masa perjanjian induk {parent.starts_on} "
            f"s.d. {parent.ends_on}.",
            f"The term {starts_on} to {ends_on} lies outside the parent's {parent.starts_on} to "
            f"{parent.ends_on}.",
        )


def check_contents(
    kind: str,
    scope: Collection[str],
    fund_duties: str,
    partner_duties: str,
    shared_data: Sequence[str] | None,
    *,
    with_prosecutors: bool,
) -> None:
    """The parts of the text that the kind asks for are there.

    The scope (legal assistance, consideration, other action) is asked of prosecutors alone.
    """
    rule = instrument(kind)
    missing: list[tuple[str, str]] = []
    if rule.needs_scope and with_prosecutors and not scope:
        missing.append(("ruang lingkup", "the scope"))
    if rule.needs_duties and not (fund_duties.strip() and partner_duties.strip()):
        missing.append(("tugas masing-masing pihak", "each party's duties"))
    if rule.needs_data_clause and shared_data is None:
        missing.append(
            ("ketentuan data (data yang dibagi, atau tidak ada)", "the data clause (or none)")
        )
    if missing:
        told_id, told_en = zip(*missing, strict=True)
        raise AgreementRefused(
            "contents_missing",
            f"{AgreementKind(kind).label} belum lengkap: {'; '.join(told_id)}.",
            f"The {kind} is not complete: {'; '.join(told_en)}.",
            missing=list(told_en),
        )
    unknown = [name for name in scope if name not in SCOPES]
    unknown += [name for name in shared_data or () if name not in SHARED_DATA]
    if unknown:
        raise AgreementRefused(
            "contents_unknown",
            f"Ruang lingkup atau data {unknown[0]!r} tidak dikenal.",
            f"The scope or data {unknown[0]!r} is unknown.",
            found=unknown[0],
        )


def check_legal_basis(citations: Sequence[str]) -> list[str]:
    """The register codes of the rules cited; a citation of no known rule is refused."""
    codes = []
    for citation in citations:
        answer = find_regulation(citation)
        if answer.regulation is None:
            near = ", ".join(rule.citation for rule in answer.suggestions) or "-"
            raise AgreementRefused(
                "citation_unknown",
                f"Dasar hukum {citation!r} tidak ada di daftar peraturan. Mungkin: {near}.",
                f"The legal basis {citation!r} is not in the register. Perhaps: {near}.",
                found=citation,
            )
        codes.append(answer.regulation.pk)
    return codes


def check_parties(kind: str, parties: Sequence[Party], offices: dict[str, str], on: date) -> None:
    """The bodies fit the kind, and all lie where the fund's office serves on the first day.

    ``offices`` gives the kind of each office named.
    """
    if len(parties) < 2:
        raise AgreementRefused(
            "parties_missing",
            "Perjanjian memerlukan sedikitnya dua pihak.",
            "An agreement needs at least two parties.",
        )
    _refuse_doubles(parties)
    fund = [party for party in parties if party.kind == PartyKind.FUND]
    if not fund:
        raise AgreementRefused(
            "fund_missing",
            "Salah satu pihak harus kantor BPJS Ketenagakerjaan.",
            "One of the parties must be an office of the fund.",
        )
    if instrument(kind).needs_government and not any(
        party.kind == PartyKind.GOVERNMENT for party in parties
    ):
        raise AgreementRefused(
            "government_missing",
            "Nota kesepakatan dibuat dengan pemerintah daerah; belum ada pihak pemerintah daerah.",
            "A nota kesepakatan is made with a government; no party is one.",
        )
    served = [code for party in fund for code in territory_codes(party.office_code or "", on)]
    for party in parties:
        _check_body(party, offices)
        _check_territory(party, served, on)


def _refuse_doubles(parties: Sequence[Party]) -> None:
    bodies = [(p.office_code, p.region_code, p.name.casefold()) for p in parties]
    if len(set(bodies)) < len(bodies):
        raise AgreementRefused(
            "party_twice", "Satu pihak disebut dua kali.", "One party is named twice."
        )


def _check_body(party: Party, offices: dict[str, str]) -> None:
    office_kind = offices.get(party.office_code or "")
    fits = {
        PartyKind.FUND: office_kind in _FUND_KINDS,
        PartyKind.PROSECUTION: office_kind is not None and office_kind not in _FUND_KINDS,
        PartyKind.GOVERNMENT: party.region_code is not None and party.office_code is None,
    }.get(PartyKind(party.kind), bool(party.name.strip()) and party.office_code is None)
    if not fits:
        label = PartyKind(party.kind).label
        raise AgreementRefused(
            "party_unfit",
            f"Pihak {label}: sebutkan kantor yang sejenis, daerah, atau nama badannya "
            f"(ditemukan {party.office_code or party.region_code or party.name or 'kosong'}).",
            f"Party {party.kind}: name an office of that kind, a region, or the body's name "
            f"(found {party.office_code or party.region_code or party.name or 'nothing'}).",
        )


def _check_territory(party: Party, served: list[str], on: date) -> None:
    """Prosecutors and governments outside the territory of the fund's office are refused."""
    if party.kind == PartyKind.PROSECUTION:
        regions = territory_codes(party.office_code or "", on)
    elif party.region_code is not None:
        regions = (party.region_code,)
    else:
        return
    if not any(_meet(mine, theirs) for mine in served for theirs in regions):
        name = party.office_code or Region.objects.get(pk=party.region_code).name
        raise AgreementRefused(
            "outside_territory",
            f"{name} tidak berada di wilayah kerja kantor BPJS Ketenagakerjaan yang menjadi "
            f"pihak pada {on}.",
            f"{name} does not lie in the territory of the fund's office on {on}.",
            party=str(name),
        )


def _meet(first: str, second: str) -> bool:
    """Whether two regions are one, or one holds the other."""
    return first == second or first.startswith(f"{second}.") or second.startswith(f"{first}.")
