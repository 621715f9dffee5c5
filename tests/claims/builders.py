"""Workers with enrolments, wages, paid months; their claims; and the people of a branch."""

from __future__ import annotations

from datetime import date
from itertools import count

from django.db import connection

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import BANK_ACCOUNT
from payung.access.models import PostHolder, Role, ScopeKind, User
from payung.access.reader import Reader, operator, reader_for
from payung.claims.models import (
    AccountCheck,
    Channel,
    Claim,
    ClaimState,
    EventKind,
    LifeEvent,
    Paper,
    PaperCheck,
    Party,
    PartyAccount,
    PartyRole,
)
from payung.claims.papers import missing
from payung.documents.models import Attachment
from payung.registry.models import Enrolment, Membership, Programme, WageReport
from payung.registry.months import ensure_month
from tests.access.builders import holder
from tests.monitoring import builders as members

BRANCH = members.OFFICE
_numbers = count(1)


def officer(name: str = "petugas.layanan", office: str = BRANCH) -> Reader:
    """A claims officer of a branch."""
    return _of_branch(Role.CLAIMS_OFFICER, name, office)


def head(name: str = "kepala.cabang", office: str = BRANCH) -> Reader:
    """The head of a branch."""
    return _of_branch(Role.HEAD_OF_BRANCH, name, office)


def cashier(name: str = "petugas.keuangan", office: str = BRANCH) -> Reader:
    """A finance officer of a branch."""
    return _of_branch(Role.FINANCE_OFFICER, name, office)


def _of_branch(role: Role, name: str, office: str) -> Reader:
    who, _ = User.objects.get_or_create(username=name, defaults={"full_name": name})
    if not PostHolder.objects.filter(user=who).exists():
        holder(role, ScopeKind.OFFICE, office, who=who, office_code=office)
    return reader_for(who)


def worker(
    *,
    months: int = 12,
    until: date = date(2024, 12, 1),
    wage: int = 5_000_000,
    programmes: int = 15,
    born_on: date = date(1990, 1, 1),
    paid: int | None = None,
) -> Membership:
    """A wage earner of a firm of his own with ``months`` of wages up to the month ``until``; the
    first ``paid`` of them (all without it) are billed and paid on their due day."""
    payer = members.employer()
    first = _back(until, months - 1)
    who = members.person()
    who.birth_date = born_on
    who.save()
    one = members.member(payer, who=who, started_on=first)
    Enrolment.objects.create(membership=one, programmes=programmes, valid_from=first)
    for number in range(months):
        month = _back(until, months - 1 - number)
        with connection.cursor() as cursor:
            ensure_month(cursor, month)
        WageReport.objects.create(
            month=month,
            membership=one,
            employer=payer,
            segment=one.segment,
            programmes=programmes,
            wage=wage,
            source=WageReport.Source.REPORTED,
        )
        due = date(month.year + month.month // 12, month.month % 12 + 1, 15)
        issued = members.bill(payer, month, [one], due_on=due)
        if paid is None or number < paid:
            members.settle(issued, issued.total, due)
    return one


def _back(month: date, by: int) -> date:
    years, index = divmod(month.year * 12 + month.month - 1 - by, 12)
    return date(years, index + 1, 1)


def claim(
    member: Membership,
    programme: Programme,
    kind: EventKind = EventKind.DEATH,
    happened_on: date = date(2024, 12, 2),
    *,
    cause: str = "",
    state: str = ClaimState.COMPLETE,
    received_on: date | None = None,
) -> Claim:
    """A claim whose papers are complete, as the intake leaves it."""
    event, _ = LifeEvent.objects.get_or_create(
        person=member.person,
        kind=kind,
        happened_on=happened_on,
        defaults={
            "cause": cause,
            "region_id": member.work_region_id,
            "reported_by": operator().user,
        },
    )
    received = received_on or happened_on
    return Claim.objects.create(
        number=f"KL-TEST-{next(_numbers):06d}",
        event=event,
        programme=programme,
        person=member.person,
        membership=member,
        employer=member.employer,
        office_id=BRANCH,
        channel=Channel.BRANCH,
        state=state,
        received_on=received,
        complete_on=received if state != ClaimState.RECEIVED else None,
    )


def party(
    of: Claim,
    relation: str = "SPOUSE",
    name: str = "Siti Contoh",
    *,
    role: str = PartyRole.HEIR,
    account: str | None = None,
    **fields: object,
) -> Party:
    """Somebody of a claim, with a confirmed bank account."""
    made = Party.objects.create(claim=of, role=role, relation=relation, name=name, **fields)
    number = account or f"{next(_numbers):010d}"
    added = PartyAccount.objects.create(
        party=made,
        bank_name="BRI",
        account_name=name,
        bank_account_hash=blind_index(number, BANK_ACCOUNT),
        bank_account_cipher=encrypt(number, BANK_ACCOUNT),
    )
    AccountCheck.objects.create(account=added, checked_by=operator().user)
    return made


def papers(of: Claim) -> None:
    """Every paper that the law asks for by now, brought and accepted."""
    me = operator().user
    for needed in missing(of):
        scan = Attachment.objects.create(
            about=of.about,
            office_id=of.office_id,
            kind="claim_paper",
            file_name="pindaian.pdf",
            content_type="application/pdf",
            size_bytes=1,
            sha256=next(_numbers).to_bytes(32, "big"),
            content=b"-",
            attachment_key_cipher=b"-",
            uploaded_by=me,
        )
        paper = Paper.objects.create(
            claim=of,
            document=needed.document,
            person_name=needed.person_name,
            attachment=scan,
            received_on=of.received_on,
            received_by=me,
        )
        PaperCheck.objects.create(paper=paper, is_accepted=True, checked_by=me)
