"""What becomes of a mandate after the grant, one life for each state that it can be in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from payung import clock
from payung.access.reader import Reader
from payung.compliance.instalments import Planned, even_plan
from payung.compliance.models import Mandate, MandateStep
from payung.compliance.operations.mandates import move
from payung.compliance.operations.restored_rights import tell_workers
from payung.compliance.operations.steps import record_step
from payung.compliance.queries.recoveries import open_bills
from payung.demo.courses import Script
from payung.demo.plan import AS_OF
from payung.demo.staff import Prosecutors, Staff
from payung.demo.year import Life, later, on
from payung.documents.operations import sign_letter

MET: Final = {
    "place": "Ruang Datun",
    "met_name": "Yuliana Contoh",
    "met_title": "Direktur",
}
_COURT: Final = "Pengadilan Negeri Pangkalpinang"


@dataclass(frozen=True)
class Power:
    """A mandate with the people of both sides."""

    staff: Staff
    theirs: Prosecutors
    mandate: Mandate

    def do(self, actor: Reader, act: str, **data: object) -> MandateStep:
        """One act today, on the mandate as it now is."""
        self.mandate.refresh_from_db()
        return move(
            actor=actor,
            mandate_id=self.mandate.pk,
            act=act,
            happened_on=clock.today(),
            expected_version=self.mandate.version,
            data=data,
        )

    def attorney(self, act: str, **data: object) -> MandateStep:
        """The same, by the attorney who leads."""
        return self.do(self.theirs.attorney, act, **data)

    def unpaid(self) -> list[tuple[date, int]]:
        """The contributions handed over that are still owed today: month and rupiah."""
        handed = set(self.mandate.bills.values_list("bill_id", flat=True))
        assert self.mandate.employer_id is not None
        return [
            (bill.month, bill.principal)
            for bill in open_bills(self.mandate.employer_id, clock.today())
            if bill.bill_id in handed and bill.principal
        ]


def _summon(power: Power, *, after_days: int = 7) -> date:
    appears = later(after_days)
    power.attorney("SUMMON", appear_on=appears.isoformat(), time="10.00 WIB", place="Ruang Datun")
    return appears


def _negotiate(power: Power, result: str) -> None:
    attendees = [
        {"name": MET["met_name"], "title": MET["met_title"], "party": power.mandate.firm_name},
        {
            "name": str(power.staff.officer.user),
            "title": "Petugas Pembina Peserta",
            "party": "BPJS Ketenagakerjaan",
        },
    ]
    power.attorney(
        "NEGOTIATE", **MET, attendees=attendees,
        points=["Kewajiban dijelaskan dan diakui."], results=[result],
    )  # fmt: skip


def _agree(
    power: Power, rows: list[Planned], act: str = "AGREE", covers: str = "PRINCIPAL"
) -> None:
    plan = [{"due_on": due_on.isoformat(), "amount": amount} for due_on, amount in rows if amount]
    power.attorney(act, **MET, covers=covers, instalments=plan)


def _summed(months: list[tuple[date, int]]) -> int:
    return sum(amount for _month, amount in months)


def _older(power: Power) -> tuple[list[tuple[date, int]], list[tuple[date, int]]]:
    """The months that the employer will have paid by the end, and those that it will not."""
    settled = power.mandate.employer
    assert settled is not None
    owed_in_the_end = {bill.month for bill in open_bills(settled.pk, AS_OF) if bill.principal}
    months = power.unpaid()
    return (
        [one for one in months if one[0] not in owed_in_the_end],
        [one for one in months if one[0] in owed_in_the_end],
    )


def _mandated(power: Power) -> Life:
    """Substituted; the first summons is not out yet."""
    return
    yield


def _invited_1(power: Power) -> Life:
    yield on(12, 12)
    _summon(power)


def _invited_2(power: Power) -> Life:
    appears = _summon(power)
    yield max(appears + timedelta(days=1), on(12, 6))
    _summon(power)


def _invited_3(power: Power) -> Life:
    for _ in range(3):
        yield _summon(power) + timedelta(days=1)
        yield later(0)


def _visited(power: Power) -> Life:
    yield _summon(power)
    yield later(1)
    power.attorney("VISIT", starts_on=later(0).isoformat(), ends_on=later(1).isoformat())


def _came(power: Power, result: str) -> Life:
    """Came at the first summons and spoke."""
    yield _summon(power)
    _negotiate(power, result)


def _negotiating(power: Power) -> Life:
    yield from _came(power, "Meminta waktu untuk menghitung sendiri.")


def _agreed(power: Power) -> Life:
    _negotiate(power, "Sanggup mengangsur tiga kali.")
    yield later(1)
    _agree(power, even_plan(_summed(power.unpaid()), 3, date(2024, 12, 30)), "PLEDGE")


def _on_time(power: Power) -> Life:
    yield from _came(power, "Membayar bulan-bulan lama dahulu.")
    yield later(2)
    older, rest = _older(power)
    _agree(power, [(date(2024, 12, 13), _summed(older)), (date(2025, 1, 15), _summed(rest))])
    yield on(12, 10)
    power.do(power.staff.inspector, "FIRST_PAYMENT")


def _late(power: Power) -> Life:
    """Each instalment comes, and each too late; the last one is missed."""
    yield from _came(power, "Mengangsur dalam tiga kali.")
    yield later(2)
    older, rest = _older(power)
    half = -(-len(older) // 2)
    _agree(
        power,
        [
            (date(2024, 10, 31), _summed(older[:half])),
            (date(2024, 11, 29), _summed(older[half:])),
            (date(2024, 12, 13), _summed(rest)),
        ],
    )
    yield on(11, 13)
    power.do(power.staff.inspector, "FIRST_PAYMENT")


def _reopened(power: Power) -> Life:
    """Two instalments went by without money: the negotiation is open again."""
    yield from _came(power, "Mengangsur dalam tiga kali.")
    yield later(2)
    plan = even_plan(_summed(power.unpaid()), 3, date(2024, 10, 31))
    days = (date(2024, 10, 31), date(2024, 11, 14), date(2024, 12, 13))
    _agree(power, [(day, amount) for day, (_due, amount) in zip(days, plan, strict=True)])
    yield on(11, 18)
    power.do(power.staff.inspector, "REOPEN")


def _paid(power: Power) -> Life:
    yield from _came(power, "Sanggup melunasi pada bulan November.")
    yield later(2)
    _agree(power, [(date(2024, 11, 29), _summed(power.unpaid()))])
    yield on(11, 21)
    power.do(power.staff.inspector, "PAY_IN_FULL")
    yield later(4)
    power.attorney("REPORT", conclusion="Seluruh nilai yang dikuasakan lunas menurut buku iuran.")


def _paid_and_closed(power: Power) -> Life:
    """Paid, reported, closed; the workers are told; the case ends with it."""
    yield from _came(power, "Sanggup melunasi bulan berikutnya.")
    yield on(9, 11)
    power.do(power.staff.inspector, "PAY_IN_FULL")
    yield later(2)
    power.attorney("REPORT", conclusion="Seluruh nilai yang dikuasakan lunas menurut buku iuran.")
    yield later(3)
    power.do(power.staff.head, "CLOSE", close_reason="PAID")
    tell_workers(actor=power.staff.head, number=power.mandate.number, letter_date=clock.today())
    for kind, data, reason in (
        ("COMPLIANCE_SHOWN", {"how": "PAID"}, "Lunas selama kuasa kejaksaan"),
        ("SETTLED", {}, ""),
    ):
        record_step(
            actor=power.staff.officer, case_id=power.mandate.case_id, kind=kind,
            happened_on=clock.today(), data=data, reason=reason,
        )  # fmt: skip


def _returned(power: Power) -> Life:
    for _ in range(2):
        yield _summon(power) + timedelta(days=1)
        yield later(0)
    yield on(10, 7)
    power.do(
        power.theirs.head,
        "RETURN",
        reason="Tidak pernah hadir; alamat dan penanggung jawab perlu diperbarui cabang.",
    )
    yield later(2)
    record_step(
        actor=power.staff.head, case_id=power.mandate.case_id, kind="RETURNED",
        happened_on=clock.today(), data={"reference": "Surat pengembalian SKK"},
        reason="Alamat diperbarui, lalu ditentukan jalan lain",
    )  # fmt: skip


def _not_found(power: Power) -> Life:
    """Nobody came and nobody is there: the mandate is closed, the case stopped."""
    yield _summon(power) + timedelta(days=1)
    yield later(0)
    power.attorney("VISIT", starts_on=later(0).isoformat(), ends_on=later(1).isoformat())
    yield later(5)
    power.do(power.staff.head, "CLOSE", close_reason="NOT_FOUND", reason="Bangunan kosong")
    for who, kind, data, reason in (
        (power.staff.officer, "VISIT", {"result": "NOT_FOUND"}, ""),
        (power.staff.head, "RETURNED", {"reference": "BA kunjungan"}, "Kuasa sudah ditutup"),
        (
            power.staff.head,
            "STOPPED",
            {"reason": "NOT_FOUND", "reference": "BA kunjungan"},
            "Perusahaan tidak ditemukan di alamatnya",
        ),
    ):
        record_step(
            actor=who, case_id=power.mandate.case_id, kind=kind, happened_on=clock.today(),
            data=data, reason=reason,
        )  # fmt: skip


def _confer(power: Power) -> Life:
    """Came once, paid nothing: both sides agree that only a court is left."""
    yield from _came(power, "Tidak ada kesanggupan.")
    yield later(9)
    step = power.attorney(
        "CONFER",
        place="Ruang Datun",
        chair=str(power.theirs.head.user),
        secretary=str(power.theirs.attorney.user),
        attendees=[
            {
                "name": str(power.staff.inspector.user),
                "title": "Petugas Pemeriksa",
                "party": "BPJS Ketenagakerjaan",
            }
        ],
        points=["Tunggakan terbukti dari buku iuran."],
        decisions=["Menempuh gugatan."],
        arrears_proven=True,
        no_good_faith=True,
    )
    if step.letter_id is not None:
        sign_letter(actor=power.theirs.head, letter_id=step.letter_id)


def _file(power: Power, act: str, claim: str, filed_on: date) -> Life:
    yield from _confer(power)
    yield later(3)
    power.do(
        power.staff.head,
        "GRANT_LITIGATION",
        valid_until=clock.today().replace(year=AS_OF.year + 1).isoformat(),
        claim_kind=claim,
        court=_COURT,
    )
    yield max(filed_on, later(2))
    power.attorney(
        act,
        court=_COURT,
        grounds=["Tergugat wajib membayar iuran setiap bulan.", "Tergugat lalai."],
        evidence=["Riwayat tagihan dan pembayaran", "SP1 dan SP2"],
        claims=["Menghukum Tergugat membayar seluruh tunggakan."],
    )


def _hear(power: Power, number: str, days: list[date], next_on: date | None = None) -> Life:
    for place, day in enumerate(days):
        yield day
        following = days[place + 1] if place + 1 < len(days) else next_on
        power.attorney(
            "HEAR",
            court_case_number=number,
            agenda="Pembacaan gugatan" if place == 0 else "Pembuktian",
            result="Para pihak hadir; tidak ada perdamaian.",
            **({"next_on": following.isoformat()} if following else {}),
        )


def _judge(power: Power, number: str) -> None:
    power.attorney("JUDGE", judgment_number=number, judgment="GRANTED")


def _case_conference(power: Power) -> Life:
    yield on(11, 11)
    yield from _confer(power)


def _small_claim(power: Power) -> Life:
    yield from _file(power, "FILE_SMALL_CLAIM", "SMALL_CLAIM", on(11, 4))
    yield from _hear(power, "5/Pdt.G.S/2024/PN Pgp", [on(11, 14), on(12, 5)], on(12, 19))


def _lawsuit(power: Power) -> Life:
    yield from _file(power, "FILE_LAWSUIT", "LAWSUIT", on(9, 18))
    days = [on(10, 2), on(11, 6), on(12, 4)]
    yield from _hear(power, "31/Pdt.G/2024/PN Pgp", days, date(2025, 1, 8))


def _judged(power: Power) -> Life:
    yield from _file(power, "FILE_SMALL_CLAIM", "SMALL_CLAIM", on(11, 6))
    yield from _hear(power, "6/Pdt.G.S/2024/PN Pgp", [on(11, 18), on(12, 2)], on(12, 12))
    yield on(12, 12)
    _judge(power, "6/Pdt.G.S/2024/PN Pgp")


def _enforcing(power: Power) -> Life:
    yield from _file(power, "FILE_SMALL_CLAIM", "SMALL_CLAIM", on(9, 2))
    yield from _hear(power, "3/Pdt.G.S/2024/PN Pgp", [on(9, 11), on(9, 18)], on(9, 25))
    yield on(9, 25)
    _judge(power, "3/Pdt.G.S/2024/PN Pgp")
    for stage, day in (("AANMANING", on(10, 14)), ("SEIZURE", on(11, 14))):
        yield day
        power.attorney("ENFORCE", enforcement=stage, court_letter=f"3/Pen.Eks/{day:%m}/2024/PN Pgp")


AFTER_GRANT: Final[dict[Script, Callable[[Power], Life]]] = {
    Script.MANDATED: _mandated,
    Script.INVITED_1: _invited_1,
    Script.INVITED_2: _invited_2,
    Script.INVITED_3: _invited_3,
    Script.VISITED: _visited,
    Script.NEGOTIATING: _negotiating,
    Script.REOPENED: _reopened,
    Script.AGREED: _agreed,
    Script.ON_TIME: _on_time,
    Script.LATE: _late,
    Script.PAID: _paid,
    Script.PAID_AND_CLOSED: _paid_and_closed,
    Script.RETURNED: _returned,
    Script.NOT_FOUND: _not_found,
    Script.CASE_CONFERENCE: _case_conference,
    Script.SMALL_CLAIM: _small_claim,
    Script.LAWSUIT: _lawsuit,
    Script.JUDGED: _judged,
    Script.ENFORCING: _enforcing,
}
