"""A branch and its prosecution offices in the middle of their work, for the browser's tests.

Forty-odd employers with made-up names, billed, warned and handed over; mandates in every state,
each brought there by the operations that users have.
"""

from __future__ import annotations

from datetime import date

from payung.access.models import Role, ScopeKind
from payung.access.operations import appoint_holder, create_post, create_user
from payung.access.reader import Reader, operator, reader_for
from payung.compliance.instalments import even_plan
from payung.compliance.models import Mandate
from payung.compliance.operations.mandate_ledger import follow_ledger
from payung.contributions.operations import charge_penalties
from payung.registry.models import Employer, Person
from tests.access import builders as access
from tests.compliance.mandates import builders as build
from tests.compliance.mandates.builders import ATTENDEES, MET, MONTHS, People, do
from tests.contributions import builders as money

LAPSED = "KN-19.71"
_KINDS = ("CV", "PT", "UD", "Toko", "Koperasi")
_NAMES = (
    *("Timah Jaya", "Lada Putih", "Sungai Baturusa", "Kuala Makmur", "Bukit Intan", "Rangkui"),
    *("Gerunggang", "Selat Nasik", "Karya Bahari", "Mentok Abadi", "Koba Sentosa", "Toboali"),
    *("Air Itam", "Pasir Padi", "Laut Biru", "Angin Timur", "Cahaya Bangka", "Karang Mas"),
    *("Sumber Rejeki", "Anugerah", "Bintang Tujuh", "Citra Niaga", "Dermaga", "Elok Bersama"),
)
_WORKERS = ("Anisa Putri", "Bagus Wirawan", "Cahyo Utomo", "Dian Permata", "Endang Lestari")


def person(name: str, title: str, role: Role, kind: ScopeKind, code: str, office: str) -> Reader:
    """A user who signs in by a button of the demo."""
    actor = operator()
    made = create_user(
        actor=actor, username=f"demo.{name.lower().replace(' ', '.')}", full_name=name
    )
    post = create_post(
        actor=actor, title=title, role=role, scope_kind=kind, scope_code=code, office_code=office
    )
    appoint_holder(
        actor=actor, post=post, user=made, valid_from=date(2024, 1, 2), decree=f"DEMO-{title}"
    )
    return reader_for(made)


def cast() -> People:
    """The people of the branch and of its prosecution offices."""
    office, mandate = ScopeKind.OFFICE, ScopeKind.MANDATE
    branch, kejari, high = build.BRANCH, build.KEJARI, build.HIGH
    regional = access.SUMBAGSEL
    return People(
        head=person("Ratna Wijaya", "Kepala Kantor Cabang", Role.HEAD_OF_BRANCH, office, branch,
                    branch),
        inspector=person("Sinta Rahayu", "Petugas Pemeriksa", Role.INSPECTOR, office, branch,
                         branch),
        attorney=person("Arya Mahendra", "Jaksa Pengacara Negara", Role.STATE_ATTORNEY, mandate,
                        "", kejari),
        second=person("Bima Kusuma", "Jaksa Fungsional Datun", Role.STATE_ATTORNEY, mandate, "",
                      kejari),
        kajari=person("Hendra Saputra", "Kepala Kejaksaan Negeri", Role.HEAD_PROSECUTOR, office,
                      kejari, kejari),
        kajati=person("Hasan Prasetyo", "Kepala Kejaksaan Tinggi", Role.HEAD_PROSECUTOR, office,
                      high, high),
        regional=person("Maya Kusuma", "Asisten Deputi Wilayah", Role.REGIONAL_OFFICE, office,
                        regional, regional),
    )  # fmt: skip


def employers(count: int) -> list[Employer]:
    """Debtors of three months, with three to five workers each."""
    made = []
    for number in range(count):
        name = f"{_KINDS[number % len(_KINDS)]} {_NAMES[number % len(_NAMES)]}"
        employer = money.payer(
            name=name if number < len(_NAMES) else f"{name} Dua",
            address=f"Jalan Pelabuhan {number + 1}, Pangkalpinang",
            registration_number=f"0024{number:04d}",
            programmes=31,
        )
        for place in range(3 + number % 3):
            wage = 3_650_000 + 175_000 * ((number * 7 + place * 3) % 23)
            member = money.worker(employer, dict.fromkeys(MONTHS, wage))
            Person.objects.filter(pk=member.person_id).update(
                name=_WORKERS[(number + place) % len(_WORKERS)]
            )
        made.append(employer)
    for month in MONTHS:
        money.issue(month)
    charge_penalties(actor=operator(), office_code=build.BRANCH, as_of=date(2024, 9, 30))
    return made


def pay(mandate: Mandate, amount: int, on: date) -> None:
    """Money for a mandate's oldest month."""
    bill = mandate.bills.order_by("bill__month").first().bill
    money.pay(bill, amount, on)


def plan(who: People, mandate: Mandate, count: int, first: date) -> None:
    """An agreement over all that remains, in equal instalments from a day on."""
    rows = even_plan(mandate.handed_over, count, first)
    do(
        who.attorney, mandate, "AGREE", build.APPEAR,
        **MET, covers="ALL", instalments=rows, terms=["Iuran bulan berjalan dibayar tepat waktu."],
    )  # fmt: skip


def seed() -> None:
    """Everything; to be called once in an empty database with reference data."""
    who = cast()
    build.agreement()
    build.agreement(ends_on=date(2024, 11, 30), office=LAPSED)
    waiting, *debtors = employers(44)
    rest = iter(debtors)
    build.case(who, waiting)
    for _ in range(2):
        build.case(who, next(rest))
    build.case(who, next(rest), warnings=1)
    for _ in range(3):
        build.requested(who, next(rest))
    reviewed = build.requested(who, next(rest))
    do(who.attorney, reviewed, "REVIEW", build.REVIEWED, **build.REVIEW)
    for employer in (next(rest), next(rest)):
        elsewhere = build.requested(who, employer, LAPSED)
        build.in_state(elsewhere, "ACCEPTED", who.head, build.ACCEPTED)
        do(who.head, elsewhere, "GRANT", build.GRANTED, valid_until=build.VALID_UNTIL)
    _summoned(who, [build.granted(who, next(rest)) for _ in range(8)])
    _agreed(who, [build.negotiating(who, next(rest)) for _ in range(9)])
    _ended(who, [build.granted(who, next(rest)) for _ in range(8)])
    _in_court(who, [build.negotiating(who, next(rest)) for _ in range(3)])
    follow_ledger(actor=operator(), on=build.TODAY)


def _summoned(who: People, mandates: list[Mandate]) -> None:
    """Two not called yet, the others called once or twice; one is to come today."""
    for mandate in mandates[2:]:
        build.summoned(who, mandate)
    for mandate in mandates[5:]:
        build.summoned(who, mandate, date(2024, 10, 24), date(2024, 10, 31))
    build.summoned(who, mandates[7], date(2024, 12, 9), build.TODAY)
    visited = mandates[5]
    do(who.attorney, visited, "VISIT", date(2024, 11, 4),
       starts_on=date(2024, 11, 5), ends_on=date(2024, 11, 6))  # fmt: skip


def _agreed(who: People, mandates: list[Mandate]) -> None:
    """Plans that are kept, late, broken, and due today; one is paid."""
    for place, mandate in enumerate(mandates):
        if place < 7:
            plan(who, mandate, 4, date(2024, 11, 18) if place < 5 else date(2024, 11, 5))
    for mandate in mandates[:3]:
        pay(mandate, mandate.handed_over // 4 + 1, date(2024, 11, 15))
    pay(mandates[3], mandates[3].handed_over // 8, date(2024, 11, 25))
    pay(mandates[4], mandates[4].handed_over, date(2024, 12, 3))


def _ended(who: People, mandates: list[Mandate]) -> None:
    """Paid, closed for other reasons, returned and withdrawn."""
    for number, mandate in enumerate(mandates[:5]):
        pay(mandate, mandate.handed_over, date(2024, 10, 25 + number))
    follow_ledger(actor=operator(), on=date(2024, 12, 2))
    for mandate in mandates[:4]:
        do(who.attorney, mandate, "REPORT", date(2024, 12, 3), conclusion="Lunas.")
        do(who.head, mandate, "CLOSE", date(2024, 12, 4), close_reason="PAID")
    do(who.kajari, mandates[5], "RETURN", date(2024, 12, 5), reason="Tidak kooperatif")
    do(who.head, mandates[6], "CLOSE", date(2024, 12, 6), close_reason="NOT_FOUND",
       reason="Alamat kosong menurut kunjungan bersama")  # fmt: skip
    pay(mandates[7], mandates[7].handed_over // 3, date(2024, 11, 20))


def _in_court(who: People, mandates: list[Mandate]) -> None:
    """A case conference, a small claim that is heard, and a judgment that is enforced."""
    court = "Pengadilan Negeri Sungailiat"
    for mandate in mandates:
        do(
            who.attorney, mandate, "CONFER", date(2024, 10, 30),
            place="Kejaksaan Negeri Bangka", chair="Kasi Datun", secretary="Staf Datun",
            attendees=ATTENDEES, points=["Semua langkah ditelaah."],
            decisions=["Ajukan gugatan sederhana."], arrears_proven=True, no_good_faith=True,
        )  # fmt: skip
    for mandate in mandates[1:]:
        do(
            who.head, mandate, "GRANT_LITIGATION", date(2024, 10, 31),
            valid_until=build.VALID_UNTIL, claim_kind="SMALL_CLAIM", court=court,
        )  # fmt: skip
        do(
            who.attorney, mandate, "FILE_SMALL_CLAIM", date(2024, 11, 4), court=court,
            grounds=["Tergugat menunggak iuran."], evidence=["Tagihan, SP1, SP2."],
            claims=["Menghukum tergugat membayar tunggakan."],
        )  # fmt: skip
        do(
            who.attorney, mandate, "HEAR", date(2024, 11, 11),
            court_case_number="4/Pdt.G.S/2024/PN Sgl", agenda="Sidang pertama",
            result="Tergugat tidak hadir", next_on=date(2024, 12, 18),
        )  # fmt: skip
    do(who.attorney, mandates[2], "JUDGE", date(2024, 11, 25),
       judgment_number="4/Pdt.G.S/2024/PN Sgl", judgment="GRANTED")  # fmt: skip
    do(who.attorney, mandates[2], "ENFORCE", date(2024, 12, 9),
       enforcement="AANMANING", court_letter="1/Pen.Aan/2024/PN Sgl")  # fmt: skip
