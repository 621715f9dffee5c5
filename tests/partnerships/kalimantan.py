"""Kalimantan Selatan as it is in the reference data: its offices with heads of made-up names,
the agreements of the two years before, and last year's monev with its commitments."""

from __future__ import annotations

from datetime import date, time

from payung.access.models import Post, Role, ScopeKind
from payung.access.operations import appoint_holder, create_post, create_user
from payung.access.reader import Reader, operator, reader_for
from payung.partnerships.models import Agreement, AgreementKind, PartyKind
from payung.partnerships.operations import (
    Guest,
    Party,
    Signatory,
    add_commitment,
    adopt_minutes,
    draft_agreement,
    plan_meeting,
    record_minutes,
    record_progress,
    record_review,
    sign_agreements,
)
from payung.reference.models import Office, OfficeKind
from payung.reference.queries import territory_codes

REGIONAL, BANJARMASIN, BATULICIN, HIGH = "KW-KALIMANTAN", "KC-BANJARMASIN", "KC-BATULICIN", "KT-63"
#: Before the documents of the year that the tests play in.
_SINCE = date(2022, 1, 3)
_NAMES = (
    *("Ahmad Rifani", "Bambang Saputra", "Citra Lestari", "Dewi Anggraini", "Edy Kurniawan"),
    *("Fitri Handayani", "Gunawan Halim", "Hesti Wulandari", "Irwan Maulana", "Joko Susilo"),
    *("Kartika Putri", "Lukman Nasution", "Mira Oktaviani", "Nanda Pratiwi", "Oki Firmanto"),
    *("Putri Amalia", "Rahmat Hidayat"),
)
_ROLES = {
    OfficeKind.REGIONAL: (Role.REGIONAL_OFFICE, "Kepala Kantor Wilayah"),
    OfficeKind.BRANCH: (Role.HEAD_OF_BRANCH, "Kepala Kantor Cabang"),
    OfficeKind.PROSECUTION_HIGH: (Role.HEAD_PROSECUTOR, "Kepala Kejaksaan Tinggi"),
    OfficeKind.PROSECUTION_DISTRICT: (Role.HEAD_PROSECUTOR, "Kepala Kejaksaan Negeri"),
}
#: District offices whose agreement ended earlier than the others', and those without any.
_ENDED_EARLY = {"KN-63.06": date(2024, 8, 31), "KN-63.09": date(2024, 10, 31)}
_NEVER = ("KN-63.08", "KN-63.11")
_DUTIES = {
    "scope": ["legal_assistance", "legal_consideration", "other_legal_action"],
    "fund_duties": "Menyerahkan data piutang dan surat kuasa khusus.\nMembantu pemanggilan.",
    "partner_duties": "Memberi bantuan hukum atas surat kuasa khusus.\nMelaporkan hasilnya.",
    "shared_data": ["EMPLOYER_ACCOUNTS", "EMPLOYER_IDENTITY"],
    "legal_basis": ["Inpres 2/2021", "UU 11/2021"],
}
_AIM = "Meningkatkan kepatuhan pemberi kerja dan memulihkan piutang iuran."


def seed() -> None:
    """Everything; to be called once in an empty database with reference data."""
    heads = make_heads()
    old_agreements(heads)
    last_monev(heads)


def make_heads() -> dict[str, Reader]:
    """A head for each office, with a button on the sign-in page; by office code."""
    offices = [REGIONAL, BANJARMASIN, BATULICIN, HIGH]
    offices += Office.objects.filter(parent=HIGH).order_by("pk").values_list("pk", flat=True)
    return {code: _head(code, name) for code, name in zip(offices, _NAMES, strict=True)}


def _head(code: str, name: str) -> Reader:
    office, actor = Office.objects.get(pk=code), operator()
    role, title = _ROLES[OfficeKind(office.kind)]
    place = office.name.split(title.removeprefix("Kepala "), 1)[-1].strip()
    post = create_post(
        actor=actor,
        title=f"{title} {place}",
        role=role,
        scope_kind=ScopeKind.OFFICE,
        scope_code=code,
        office_code=code,
    )
    user = create_user(actor=actor, username=f"kepala.{code.lower()}", full_name=name)
    appoint_holder(actor=actor, post=post, user=user, valid_from=_SINCE, decree="DEMO-KALSEL")
    return reader_for(user)


def old_agreements(heads: dict[str, Reader]) -> None:
    """What was agreed in the two years before: valid, about to end, ended, never."""
    for district in Office.objects.filter(parent=HIGH).exclude(pk__in=_NEVER).order_by("pk"):
        branch = BATULICIN if district.region_id in territory_codes(BATULICIN) else BANJARMASIN
        ends = _ENDED_EARLY.get(district.pk, date(2024, 12, 17))
        starts = date(ends.year - 2, ends.month, min(ends.day, 28))
        _signed(
            heads[branch],
            starts,
            ends,
            kind=AgreementKind.PKS,
            title="Penanganan masalah hukum bidang perdata dan tata usaha negara",
            parties=[
                Party(PartyKind.FUND, office_code=branch),
                Party(PartyKind.PROSECUTION, office_code=district.pk),
            ],
            no_parent_reason="Berdasar kesepakatan bersama tingkat pusat.",
            **_DUTIES,
        )
    _signed(
        heads[BANJARMASIN],
        date(2023, 2, 21),
        date(2025, 2, 20),
        kind=AgreementKind.MOU,
        title="Pencegahan ketidakpatuhan pemberi kerja",
        parties=[
            Party(PartyKind.FUND, office_code=BANJARMASIN),
            Party(PartyKind.POLICE, name="Kepolisian Resor Kota Banjarmasin"),
        ],
    )
    _signed(
        heads[REGIONAL],
        date(2024, 6, 3),
        date(2026, 6, 2),
        kind=AgreementKind.NOTA_KESEPAKATAN,
        title="Optimalisasi program jaminan sosial ketenagakerjaan",
        parties=[
            Party(PartyKind.FUND, office_code=REGIONAL),
            Party(PartyKind.GOVERNMENT, region_code="63", signatory_title="Gubernur"),
        ],
    )


def _signed(actor: Reader, starts: date, ends: date, **text: object) -> Agreement:
    made = draft_agreement(
        actor=actor, starts_on=starts, ends_on=ends, aim=_AIM, drafted_on=starts, **text
    )
    outside = {
        party.pk: Signatory("Penanda tangan", party.signatory_title or "Kepala")
        for party in made.parties.filter(post=None)
    }
    sign_agreements(actor=actor, agreement_ids=[made.pk], signed_on=starts, signatories=outside)
    if starts < date(2023, 12, 1):
        record_review(
            actor=actor,
            agreement_id=made.pk,
            reviewed_on=date(starts.year + 1, starts.month, min(starts.day, 28)),
            findings="Dilaksanakan sesuai rencana; data pemberi kerja perlu dimutakhirkan.",
        )
    return made


def last_monev(heads: dict[str, Reader]) -> None:
    """Last year's monev: three commitments, of which one was kept."""
    actor = heads[REGIONAL]
    meeting = plan_meeting(
        actor=actor,
        series="Monev tahunan Kalimantan Selatan",
        title="Monev Inpres 2/2021 tahun 2023",
        office_code=REGIONAL,
        region_code="63",
        place="Banjarmasin",
        held_on=date(2023, 10, 19),
        starts_at=time(9),
        ends_at=time(12),
        agenda=["Cakupan kepesertaan", "Kepatuhan badan usaha", "Perpanjangan kerja sama"],
        guests=[
            Guest(office_code=code, post_id=_post(code).pk)
            for code in (HIGH, BANJARMASIN, BATULICIN)
        ],
    )
    record_minutes(
        actor=actor,
        meeting_id=meeting.pk,
        minutes="Cakupan baru sepertiga potensi.\nPerjanjian diperpanjang pada akhir 2024.",
        decisions=["Perjanjian diperpanjang serentak.", "Daftar penunggak diserahkan triwulanan."],
        chair="Kepala Kejaksaan Tinggi Kalimantan Selatan",
        secretary="Kepala Kantor Cabang Banjarmasin",
    )
    promises = (
        ("Menyerahkan daftar 40 pemberi kerja penunggak", BANJARMASIN, date(2023, 12, 29)),
        ("Mendata petugas pemilu dan perangkat desa yang belum terlindungi", BATULICIN,
         date(2024, 2, 29)),
        ("Menunjuk narahubung Datun di setiap kejaksaan negeri", HIGH, date(2023, 11, 30)),
    )  # fmt: skip
    made = [
        add_commitment(
            actor=actor, meeting_id=meeting.pk, text=text, owner_office=owner, due_on=due
        )
        for text, owner, due in promises
    ]
    adopt_minutes(actor=actor, meeting_id=meeting.pk, adopted_on=date(2023, 10, 26))
    record_progress(
        actor=actor,
        commitment_id=made[2].pk,
        kind="DONE",
        note="Daftar narahubung diterima.",
        happened_on=date(2023, 11, 28),
    )


def _post(code: str) -> Post:
    return Post.objects.get(office=code, scope_code=code)
