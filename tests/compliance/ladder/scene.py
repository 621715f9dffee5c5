"""A branch with some fifty cases on every rung, for looking at the pages in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

from payung.access.models import Role, ScopeKind
from payung.access.operations import appoint_holder, create_post, create_user
from payung.access.reader import Reader, operator, reader_for
from payung.compliance.ladder import STEPS
from payung.compliance.models import Case, FindingKind
from payung.compliance.operations.opening import open_cases
from payung.compliance.operations.steps import record_step
from payung.compliance.operations.warnings import issue_warnings
from payung.contributions.operations import charge_penalties
from payung.documents.operations import sign_letters
from payung.monitoring.operations import load_indicators
from payung.reference.operations import load_reference
from payung.registry.models import Employer
from tests.compliance.ladder.builders import finding
from tests.contributions import builders as money

OFFICE = "KC-PANGKALPINANG"
FOUND = date(2024, 8, 1)
TODAY = date(2024, 12, 18)
REGENCIES = ("19.71", "19.01", "19.05", "19.03", "19.04")
NAMES = [
    f"{form} {name} {trade}"
    for name, (form, trade) in product(
        ("Bahari", "Timah Jaya", "Serumpun", "Laut Biru", "Melati", "Cahaya Timur", "Pelangi"),
        (
            ("PT", "Sejahtera"),
            ("CV", "Karya Mandiri"),
            ("PT", "Niaga Nusantara"),
            ("CV", "Bangunan"),
            ("PT", "Perkebunan Lestari"),
            ("UD", "Sembako"),
            ("CV", "Bengkel"),
        ),
    )
]
DEBTORS = 40


def seed() -> None:
    """Load the reference data, appoint the people, bill the firms and walk their cases."""
    load_reference()
    load_indicators()
    firms = _firms()
    head = _appoint("Ratna Wijaya", "Kepala Kantor Cabang", Role.HEAD_OF_BRANCH, OFFICE)
    officer = _appoint("Dimas Pratama", "Petugas Pembina Peserta", Role.ACCOUNT_OFFICER, OFFICE)
    inspector = _appoint("Sinta Rahayu", "Petugas Pemeriksa", Role.INSPECTOR, OFFICE)
    number = firms[1].registration_number
    _appoint("Eka Gunawan", f"Personalia ({firms[1].name})", Role.EMPLOYER_HR, f"{number}/000")
    cases = _open(officer, firms)
    _climb(officer, head, cases)
    _inspect(inspector, head, cases[DEBTORS])


def _appoint(full_name: str, title: str, role: Role, code: str) -> Reader:
    actor, employer = operator(), role == Role.EMPLOYER_HR
    user = create_user(
        actor=actor, username=f"demo.{full_name.split()[0].lower()}", full_name=full_name
    )
    post = create_post(
        actor=actor,
        title=title,
        role=role,
        scope_kind=ScopeKind.EMPLOYER if employer else ScopeKind.OFFICE,
        scope_code=code,
        office_code=None if employer else OFFICE,
    )
    appoint_holder(
        actor=actor, post=post, user=user, valid_from=date(2024, 1, 1), decree=f"DEMO-{role}"
    )
    return reader_for(user)


def _firms() -> list[Employer]:
    """Firms with up to four workers, unpaid since different months; one has paid everything."""
    months = [date(2024, month, 1) for month in range(4, 12)]
    firms = []
    for place, name in enumerate(NAMES):
        firm = money.payer(
            name,
            region_id=REGENCIES[place % len(REGENCIES)],
            address=f"Jalan Merdeka Nomor {place + 1}",
            business_size="MEDIUM" if place % 7 == 0 else "SMALL",
        )
        owed = months[place % 3 :] if place < DEBTORS else months[-2:]
        for worker in range(1 + place % 4):
            money.worker(firm, dict.fromkeys(owed, 3_640_000 + 450_000 * worker + 90_000 * place))
        firms.append(firm)
    for month in months:
        money.issue(month)
    charge_penalties(actor=operator(), office_code=OFFICE, as_of=TODAY)
    for firm in (firms[20], *firms[DEBTORS:]):
        for bill in firm.bills.order_by("month"):
            late = sum(charge.amount for charge in bill.penalties.all())
            money.pay(bill, bill.total + late, date(2024, 12, 17))
    return firms


def _open(officer: Reader, firms: Sequence[Employer]) -> list[Case]:
    found = [
        finding(
            firm,
            FindingKind.ARREARS if place < DEBTORS else FindingKind.WAGES_UNDERREPORTED,
            detected_on=FOUND,
            region=firm.region,
            amount=sum(bill.total for bill in firm.bills.all()),
        ).pk
        for place, firm in enumerate(firms)
    ]
    open_cases(actor=officer, finding_ids=found, opened_on=date(2024, 8, 5))
    by_firm = {case.employer_id: case for case in Case.objects.all()}
    return [by_firm[firm.pk] for firm in firms]


def _climb(officer: Reader, head: Reader, cases: Sequence[Case]) -> None:
    """Sixteen reach SP2 (four of them these days), four the fine, one TMP2T, three prosecutors."""
    letters = (
        ("COLLECTION_LETTER", cases[:32], date(2024, 8, 12)),
        ("REMINDER", cases[DEBTORS:], date(2024, 8, 12)),
        ("WARNING_FIRST", cases[:24], date(2024, 9, 2)),
        ("WARNING_SECOND", cases[:12], date(2024, 9, 23)),
        ("WARNING_SECOND", cases[12:16], date(2024, 12, 9)),
    )
    for kind, chosen, on in letters:
        ids = [case.pk for case in chosen]
        issued = issue_warnings(actor=officer, case_ids=ids, kind=kind, letter_date=on)
        sign_letters(actor=head, letter_ids=issued.letters)
    fines = [_step(officer, case, "FINE", date(2024, 10, 14)) for case in cases[:4]]
    sign_letters(actor=head, letter_ids=fines)
    asked = _step(
        head, cases[0], "DENIAL_REQUEST", date(2024, 11, 18),
        services=["BUSINESS_LICENCE", "TENDER"], recipient_name="Kepala DPMPTSP",
        recipient_address="Kota Pangkalpinang",
    )  # fmt: skip
    sign_letters(actor=head, letter_ids=[asked])
    for case in cases[4:7]:
        _step(head, case, "EXIT_PROSECUTORS", date(2024, 10, 21))
    for case, promised in ((cases[1], "2024-12-02"), (cases[17], "2024-12-18")):
        _step(
            officer, case, "VISIT", date(2024, 11, 25), result="PROMISED", met="Ibu Yanti",
            position="Kepala keuangan", promised_on=promised,
            note="Menunggu pembayaran dari pelanggan.",
        )  # fmt: skip


def _inspect(inspector: Reader, head: Reader, case: Case) -> None:
    """An inspection that was announced for today."""
    assigned = _step(
        inspector, case, "INSPECTION_ASSIGNMENT", date(2024, 12, 9),
        inspectors="Sinta Rahayu, Petugas Pemeriksa", purpose="Memeriksa upah dan kepesertaan",
        starts_on="2024-12-10", ends_on="2024-12-20",
    )  # fmt: skip
    sign_letters(actor=head, letter_ids=[assigned])
    told = _step(
        inspector, case, "INSPECTION_NOTICE", date(2024, 12, 10), inspection_on="2024-12-18",
        time="09.00 WIB", place="Kantor perusahaan", documents="Daftar gaji\nSPT PPh 21",
    )  # fmt: skip
    sign_letters(actor=head, letter_ids=[told])


def _step(actor: Reader, case: Case, kind: str, on: date, **data: object) -> int:
    """Take a step; gives the id of its letter (0 without one)."""
    reason = "Tidak ada iktikad baik setelah dua teguran" if STEPS[kind].needs_reason else ""
    step = record_step(
        actor=actor, case_id=case.pk, kind=kind, happened_on=on, data=data, reason=reason
    )
    return step.letter_id or 0
