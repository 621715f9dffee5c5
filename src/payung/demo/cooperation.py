"""The agreements of the branch and its superior with the prosecutors, and the yearly monev."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from pathlib import Path

from payung import clock
from payung.access.reader import Reader
from payung.demo.plan import OFFICE, PROVINCE
from payung.demo.staff import Staff
from payung.demo.year import Life, Year, work
from payung.documents import queries as letters
from payung.documents.operations import attach
from payung.partnerships.models import Agreement, AgreementKind, PartyKind
from payung.partnerships.operations import (
    Guest,
    Party,
    Signatory,
    add_commitment,
    adopt_minutes,
    draft_agreement,
    issue_minutes,
    issue_text,
    plan_meeting,
    record_minutes,
    record_progress,
    record_register_number,
    record_review,
    sign_agreements,
)

SCOPE = ("legal_assistance", "legal_consideration", "other_legal_action")
SHARED = ("EMPLOYER_ACCOUNTS", "EMPLOYER_IDENTITY", "WORKER_COUNTS", "COVERAGE")
SUBJECT = "Penanganan masalah hukum bidang perdata dan tata usaha negara"
AIM = (
    "Meningkatkan kepatuhan pemberi kerja dan pemulihan hak pekerja atas jaminan sosial "
    "ketenagakerjaan."
)
FUND_DUTIES = "Menyiapkan berkas perkara yang lengkap dan memberi kuasa khusus."
PARTNER_DUTIES = "Memberi bantuan hukum, pertimbangan hukum dan tindakan hukum lain."
SERIES = "Monev kepatuhan dan kerja sama Datun"
_REGIONAL, _HIGH = "KW-SUMBAGSEL", f"KT-{PROVINCE}"
#: The day of the signing and the last day of each child, by district office.
_RENEWABLE = (date(2023, 1, 16), date(2025, 1, 15))
_CHILDREN = {
    "KN-19.71": _RENEWABLE,
    "KN-19.01": _RENEWABLE,
    "KN-19.04": _RENEWABLE,
    "KN-19.05": _RENEWABLE,
    "KN-19.02": (date(2024, 3, 4), date(2026, 3, 3)),
    "KN-19.03": (date(2024, 3, 4), date(2026, 3, 3)),
    "KN-19.06": (date(2022, 11, 14), date(2024, 11, 13)),
}
_ALONE = "Perjanjian induk dan perjanjian ini ditandatangani pada waktu yang berbeda."
_MONEV = date(2023, 12, 14)
_NEXT_MONEV = date(2024, 12, 18)


def begin_cooperation(year: Year, staff: Staff, folder: Path) -> None:
    """Let the agreements be signed on their days, and the monev be held."""
    for first in sorted({term[0] for term in _CHILDREN.values()}):
        year.begin(first, _sign(staff, first))
    year.begin(_MONEV, _monev(staff, folder))


def _sign(staff: Staff, first: date) -> Life:
    """The agreements of one day: the parent where its term holds them, then the children."""
    ends = {office: last for office, (begins, last) in _CHILDREN.items() if begins == first}
    parent = _parent(staff) if first == _RENEWABLE[0] else None
    children = [_child(staff, office, first, last, parent) for office, last in ends.items()]
    family = [parent, *children] if parent else children
    sign_agreements(
        actor=staff.regional,
        agreement_ids=[one.pk for one in family],
        signatories=_outside(family),
    )
    for number, one in enumerate(family, start=1):
        by_branch = one is not parent
        issue_text(actor=staff.head if by_branch else staff.regional, agreement_id=one.pk)
        theirs = one.parties.get(kind=PartyKind.PROSECUTION)
        code = str(theirs.office_id).replace("KN-", "L.9.").replace("KT-", "L.9/")
        record_register_number(
            actor=staff.regional,
            agreement_id=one.pk,
            party_id=theirs.pk,
            number=f"B-{number:02d}/{code}/Gs/{first:%m/%Y}",
        )
    if first == _RENEWABLE[0]:
        yield _MONEV
        for one in family:
            record_review(
                actor=staff.regional,
                agreement_id=one.pk,
                findings="Ditinjau dalam monev tahunan; diteruskan tanpa perubahan.",
            )


def _parent(staff: Staff) -> Agreement:
    first, last = _RENEWABLE
    return draft_agreement(
        actor=staff.regional,
        kind=AgreementKind.KESEPAKATAN_BERSAMA,
        title=SUBJECT,
        parties=[
            Party(PartyKind.FUND, office_code=_REGIONAL),
            Party(PartyKind.PROSECUTION, office_code=_HIGH),
        ],
        starts_on=first,
        ends_on=last,
        aim=AIM,
        scope=SCOPE,
    )


def _child(
    staff: Staff, office: str, first: date, last: date, parent: Agreement | None
) -> Agreement:
    return draft_agreement(
        actor=staff.regional,
        kind=AgreementKind.PKS,
        title=SUBJECT,
        parties=[
            Party(PartyKind.FUND, office_code=OFFICE),
            Party(PartyKind.PROSECUTION, office_code=office),
        ],
        starts_on=first,
        ends_on=last,
        aim=AIM,
        parent_id=parent.pk if parent else None,
        no_parent_reason="" if parent else _ALONE,
        scope=SCOPE,
        fund_duties=FUND_DUTIES,
        partner_duties=PARTNER_DUTIES,
        shared_data=SHARED,
    )


def _outside(family: Sequence[Agreement]) -> dict[int, Signatory]:
    """Who signs for offices that nobody of the demo sits in: made-up heads."""
    names = ("Surya Wirawan", "Dewi Maharani", "Agus Santosa", "Rini Puspita", "Hadi Kurnia")
    parties = [party for one in family for party in one.parties.all() if party.post_id is None]
    return {
        party.pk: Signatory(names[place % len(names)], f"Kepala {party.office}")
        for place, party in enumerate(parties)
    }


def _monev(staff: Staff, folder: Path) -> Life:
    """The yearly monev of 2023 with its commitments: one is done, one is late, one runs on."""
    head = staff.head
    meeting = plan_meeting(
        actor=head,
        series=SERIES,
        title="Monev tahunan kerja sama Datun tahun 2023",
        office_code=OFFICE,
        place="Pangkalpinang",
        held_on=_MONEV,
        starts_at=time(9),
        ends_at=time(12),
        agenda=["Capaian surat kuasa khusus", "Pemberi kerja menunggak", "Rencana tahun 2024"],
        guests=_guests(staff),
        region_code=PROVINCE,
    )
    record_minutes(
        actor=head,
        meeting_id=meeting.pk,
        minutes="Surat kuasa khusus tahun 2023 dibahas per kejaksaan negeri.\n"
        "Berkas dari cabang dinilai lebih lengkap daripada tahun sebelumnya.\n"
        "Tunggakan kecil ditagih dengan surat; kejaksaan menangani yang tidak menanggapi.",
        decisions=[
            "Setiap permohonan bantuan hukum disertai riwayat tagihan dan SP1 serta SP2.",
            "Daftar pemberi kerja wajib belum daftar dipadankan dengan data perizinan.",
            "Perjanjian yang berakhir awal 2025 disiapkan pembaruannya.",
        ],
        guests=_guests(staff),
        chair=str(head.user),
        secretary=str(staff.officer.user),
    )
    promised = [
        add_commitment(
            actor=head, meeting_id=meeting.pk, text=text, due_on=due_on, owner_office=owner,
            decision_number=number,
        )
        for number, (text, due_on, owner) in enumerate(
            (
                ("Menyusun daftar periksa berkas permohonan", date(2024, 3, 29), OFFICE),
                ("Memadankan data perizinan dengan pemberi kerja", date(2024, 9, 30), OFFICE),
                ("Menyiapkan naskah pembaruan perjanjian", date(2025, 1, 10), _REGIONAL),
            ),
            start=1,
        )
    ]  # fmt: skip
    issued = issue_minutes(actor=head, meeting_id=meeting.pk)
    adopt_minutes(actor=head, meeting_id=meeting.pk)
    yield work(date(2024, 3, 20))
    path = folder / "daftar-periksa-berkas.pdf"
    path.write_bytes(letters.pdf(head, issued.pk))
    evidence = attach(
        actor=head, about=f"commitment:{promised[0].pk}", office_code=OFFICE, kind="evidence",
        path=path, file_name=path.name,
    )  # fmt: skip
    _tell(head, promised[0].pk, "DONE", "Daftar periksa dipakai sejak Maret.", evidence.pk)
    yield work(date(2024, 7, 15))
    _tell(head, promised[1].pk, "PROGRESS", "Data perizinan lima kabupaten sudah diterima.", None)
    yield _NEXT_MONEV - timedelta(days=14)
    plan_meeting(
        actor=head,
        series=SERIES,
        title="Monev tahunan kerja sama Datun tahun 2024",
        office_code=OFFICE,
        place="Pangkalpinang",
        held_on=_NEXT_MONEV,
        starts_at=time(9),
        agenda=["Cakupan dan target", "Tunggakan dan surat kuasa khusus", "Pembaruan perjanjian"],
        guests=_guests(staff),
        region_code=PROVINCE,
    )


def _tell(actor: Reader, commitment: int, kind: str, note: str, evidence: int | None) -> None:
    record_progress(
        actor=actor, commitment_id=commitment, kind=kind, note=note,
        happened_on=clock.today(), attachment_id=evidence,
    )  # fmt: skip


def _guests(staff: Staff) -> list[Guest]:
    people = [
        (OFFICE, staff.head), (OFFICE, staff.officer), (_REGIONAL, staff.regional),
        *((one.office, one.head) for one in staff.prosecutors.values()),
    ]  # fmt: skip
    return [Guest(office_code=office, name=str(reader.user)) for office, reader in people]
