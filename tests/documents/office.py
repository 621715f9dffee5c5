"""An office with its letters, for looking at the pages: signed ones, drafts, one cancelled."""

from __future__ import annotations

from datetime import date, timedelta

from payung.access.models import HolderKind, Role, ScopeKind
from payung.access.operations import appoint_holder, create_post, create_user
from payung.access.reader import Reader, operator, reader_for
from payung.documents.models import DecisionSubject
from payung.documents.operations import (
    Draft,
    cancel_draft,
    draft_letters,
    record_acting_authority,
    set_letterhead,
    sign_letters,
)
from payung.documents.queries import working_day_from
from payung.reference.operations import load_reference
from tests.documents.samples import SAMPLES, owed

OFFICE = "KC-PANGKALPINANG"
KT = "KT-19"
FIRST = date(2024, 9, 2)
#: Draft warnings that wait for the head.
WAITING = 12
FIRMS = [
    f"{form} {name} {trade}"
    for name in ("Bahari", "Timah Jaya", "Serumpun", "Laut Biru", "Melati", "Cahaya Timur")
    for form, trade in (
        *(("PT", "Sejahtera"), ("CV", "Karya Mandiri"), ("PT", "Niaga Nusantara")),
        *(("CV", "Bangunan"), ("PT", "Perkebunan Lestari")),
    )
]


def seed() -> None:
    """Load the reference data, appoint the people, write some 130 letters."""
    load_reference()
    people = {
        "head": ("Ratna Wijaya", "Kepala Kantor Cabang", Role.HEAD_OF_BRANCH, OFFICE),
        "officer": ("Dimas Pratama", "Petugas Pembina Peserta", Role.ACCOUNT_OFFICER, OFFICE),
        "inspector": ("Sinta Rahayu", "Petugas Pemeriksa", Role.INSPECTOR, OFFICE),
        "prosecutor": ("Hasan Prasetyo", "Kepala Kejaksaan Tinggi", Role.HEAD_PROSECUTOR, KT),
        "attorney": ("Arya Mahendra", "Jaksa Pengacara Negara", Role.STATE_ATTORNEY, KT),
    }
    readers = {name: _appoint(name, *told) for name, told in people.items()}
    set_letterhead(
        actor=operator(),
        office_code=OFFICE,
        address="Jalan Merdeka Contoh Nomor 1, Pangkalpinang 33121",
        contact="Telepon (0717) 000000",
        place="Pangkalpinang",
        valid_from=date(2024, 1, 1),
    )
    _stand_in(readers["head"])
    head = readers["head"]
    for number, kind in enumerate(("visit_reminder", "collection_letter", "warning_first")):
        _sign(head, [_draft(kind, firm, 30 * number + at) for at, firm in enumerate(FIRMS)])
    _sign(readers["inspector"], [_draft("inspection_report", FIRMS[0], 80)])
    _sign(head, [_draft("legal_aid_request", FIRMS[0], 90), _draft("mandate", FIRMS[0], 95)])
    _sign(
        readers["attorney"],
        [_draft("summons", firm, 98, office=KT, shared_with=OFFICE) for firm in FIRMS[:8]],
    )
    draft_letters(
        actor=readers["officer"],
        drafts=[_draft("warning_second", firm, 107) for firm in FIRMS[:WAITING]],
    )
    [given_up] = draft_letters(
        actor=readers["officer"], drafts=[_draft("warning_second", FIRMS[20], 106)]
    )
    cancel_draft(actor=head, letter_id=given_up.pk, reason="Tunggakan sudah dilunasi")


def _appoint(name: str, full_name: str, title: str, role: Role, office: str) -> Reader:
    actor = operator()
    user = create_user(actor=actor, username=f"demo.{name}", full_name=full_name)
    post = create_post(
        actor=actor,
        title=title,
        role=role,
        scope_kind=ScopeKind.OFFICE,
        scope_code=office,
        office_code=office,
    )
    appoint_holder(
        actor=actor, post=post, user=user, valid_from=date(2024, 1, 1), decree=f"DEMO-{role}"
    )
    return reader_for(user)


def _stand_in(head: Reader) -> None:
    """Someone who stands in for the head this week, and may sign what binds."""
    actor = operator()
    holder = appoint_holder(
        actor=actor,
        post=head.user.posts_held.get().post,
        user=create_user(actor=actor, username="demo.plh", full_name="Yusuf Hidayat"),
        valid_from=date(2024, 12, 16),
        valid_to=date(2024, 12, 20),
        kind=HolderKind.DAILY_ACTING,
        decree="SPT/12/2024",
    )
    record_acting_authority(
        actor=actor,
        holder_id=holder.pk,
        subject=DecisionSubject.BINDING_AGREEMENT,
        clause="SPT/12/2024 angka 3: menandatangani surat kuasa khusus",
    )


def _draft(kind: str, firm: str, day: int, office: str = OFFICE, **told: str) -> Draft:
    data = {**SAMPLES[kind], "case_number": f"PK-{OFFICE[3:6]}-2024-{FIRMS.index(firm) + 1}"}
    if "employer_name" in data:
        data["employer_name"] = firm
    if kind in ("collection_letter", "warning_first", "warning_second"):
        data |= owed(1 + FIRMS.index(firm) % 6)
    return Draft(
        kind=kind,
        office_code=office,
        letter_date=working_day_from(office, FIRST + timedelta(days=day)),
        recipient_name=f"Pimpinan {firm}",
        recipient_address="Pangkalpinang",
        data=data,
        employer_code="00012345/000",
        **told,
    )


def _sign(actor: Reader, drafts: list[Draft]) -> None:
    letters = draft_letters(actor=actor, drafts=drafts)
    sign_letters(actor=actor, letter_ids=[letter.pk for letter in letters])
