"""The way of one debtor through the office and the prosecutors, for the journeys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from payung import clock
from payung.access.reader import Reader
from payung.compliance.instalments import Planned
from payung.compliance.models import Case
from payung.compliance.operations.mandate_requests import request_mandates
from payung.compliance.operations.mandates import move
from payung.compliance.operations.restored_rights import tell_workers
from payung.compliance.operations.steps import record_step
from payung.compliance.operations.warnings import issue_warnings
from payung.compliance.queries.rights import restored_workers
from payung.contributions.models import Bill
from payung.contributions.operations import import_statement
from payung.demo import files
from payung.demo.handing_over import REVIEW
from payung.demo.mandates import MET
from payung.demo.staff import Staff
from payung.demo.year import work
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import sign_letter


class Way:
    """One debtor on the way to the money, each act by whoever may do it today."""

    def __init__(self, staff: Staff, case: Case, cashier: Reader) -> None:
        self.staff, self.case, self.cashier = staff, case, cashier
        self.theirs = staff.prosecutors_of(case.region_id)

    def warn(self, kind: str) -> date:
        """Issue and sign a warning; the first working day after its time."""
        issued = issue_warnings(
            actor=self.staff.officer, case_ids=[self.case.pk], kind=kind, letter_date=clock.today()
        )
        if issued.refused:
            raise issued.refused[0][1]
        for letter_id in issued.letters:
            sign_letter(actor=self.staff.head, letter_id=letter_id)
        self.case.refresh_from_db()
        assert self.case.due_on is not None
        return work(self.case.due_on + timedelta(days=1))

    def step(self, who: Reader, kind: str, reason: str = "", /, **data: object) -> None:
        record_step(
            actor=who, case_id=self.case.pk, kind=kind, happened_on=clock.today(), data=data,
            reason=reason,
        )  # fmt: skip

    def ask(self) -> None:
        request = request_mandates(
            actor=self.staff.head,
            case_ids=[self.case.pk],
            prosecution_office_code=self.theirs.office,
            requested_on=clock.today(),
        )
        self.mandate = request.mandates.get()

    def do(self, who: Reader, act: str, **data: object) -> None:
        self.mandate.refresh_from_db()
        move(
            actor=who,
            mandate_id=self.mandate.pk,
            act=act,
            happened_on=clock.today(),
            expected_version=self.mandate.version,
            data=data,
        )
        self.mandate.refresh_from_db()

    def grant(self) -> None:
        """From the telaahan to the attorneys' power."""
        self.do(self.theirs.attorney, "REVIEW", **REVIEW)
        self.do(self.theirs.head, "ACCEPT")
        self.do(self.staff.head, "GRANT", valid_until="2026-01-30")
        named = [reader.user.pk for reader in self.theirs.attorneys]
        self.do(self.theirs.head, "SUBSTITUTE", attorneys=named)

    def pay(self, folder: Path, amount: int) -> None:
        """A bank statement of today, taken in by the finance officer."""
        bill = Bill.objects.filter(employer=self.case.employer).earliest("month")
        today = clock.today()
        path = files.write_csv(
            folder / f"mutasi-{today}.csv",
            ("tanggal", "jumlah", "keterangan", "referensi"),
            [(f"{today:%d-%m-%Y}", amount, f"IURAN {bill.billing_code}", f"UJI{today:%m%d}")],
        )
        import_statement(
            actor=self.cashier, office_code=self.case.office_id, path=path, file_name=path.name
        )

    def negotiate(self) -> None:
        """The employer came, and acknowledged what it owes."""
        people = [{"name": "Yuliana", "title": "Direktur", "party": self.mandate.firm_name}]
        self.do(
            self.theirs.attorney, "NEGOTIATE", **MET, attendees=people,
            points=["Utang diakui."], results=["Sanggup membayar."],
        )  # fmt: skip

    def agree(self, plan: Sequence[Planned]) -> None:
        self.do(
            self.theirs.attorney, "AGREE", **MET, covers="ALL",
            instalments=[[due.isoformat(), amount] for due, amount in plan],
        )  # fmt: skip

    def restore_rights(self) -> int:
        """Each worker whose months came back has one letter, once; how many there are."""
        head, number = self.staff.head, self.mandate.number
        workers = restored_workers(head, self.mandate, clock.today())
        assert workers
        assert all(worker.months and worker.contributions > 0 for worker in workers)
        told = tell_workers(actor=head, number=number, letter_date=clock.today())
        assert told == len(workers)
        assert tell_workers(actor=head, number=number, letter_date=clock.today()) == 0
        letters = Letter.objects.filter(about__startswith=f"rights:{self.mandate.pk}:")
        assert set(letters.values_list("status", flat=True)) == {LetterStatus.SIGNED}
        return told
