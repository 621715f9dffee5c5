"""Handing cases over to the prosecutors: the exit, the request, the review, and the grant."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final

from payung import clock
from payung.compliance.models import Case
from payung.compliance.operations.mandate_requests import request_mandates
from payung.compliance.operations.steps import record_step
from payung.demo.courses import COURSES, Cohort, Script
from payung.demo.mandates import AFTER_GRANT, Power
from payung.demo.plan import AS_OF
from payung.demo.staff import Prosecutors, Staff
from payung.demo.year import Life, Year, later, on

#: Scripts that end before the grant: they are asked for shortly before the day of the demo.
_LATE_REQUESTS: Final = (Script.REQUESTED, Script.PREPARED, Script.REVIEWED, Script.ACCEPTED)
MANDATED: Final = frozenset({*_LATE_REQUESTS, *AFTER_GRANT})
#: The grant waits until the bills of October are due, so that they are handed over too.
_NOT_BEFORE: Final = {Cohort.SEPTEMBER: date(2024, 11, 18)}
REVIEW: Final = {
    "facts": [
        "Pemberi kerja tidak memenuhi kewajiban iuran atau pendaftaran.",
        "Sudah ditagih atau diimbau, lalu ditegur dua kali secara tertulis.",
    ],
    "issue": "Apakah kewajiban itu dapat ditagih melalui bantuan hukum nonlitigasi?",
    "analysis": [
        "Kewajiban lahir dari UU 24/2011 dan terbukti dari riwayat tagihan.",
        "Tenggang kedua teguran sudah lewat tanpa tanggapan yang cukup.",
    ],
    "recommendation": "ACCEPT",
    "conclusion": "Permohonan lengkap; kuasa dapat diterima.",
}


def begin_handing_over(year: Year, staff: Staff, cases: dict[int, Script]) -> None:
    """Choose the exit of these cases today, and ask for legal aid, office by office."""
    batches: dict[tuple[str, bool], dict[int, Script]] = defaultdict(dict)
    for case in Case.objects.filter(pk__in=cases).order_by("pk"):
        record_step(
            actor=staff.head,
            case_id=case.pk,
            kind="EXIT_PROSECUTORS",
            happened_on=clock.today(),
            reason="Tidak ada penyelesaian sesudah dua teguran",
        )
        office = staff.prosecutors_of(case.region_id).office
        script = cases[case.pk]
        batches[office, script in _LATE_REQUESTS][case.pk] = script
    for (office, is_late), batch in batches.items():
        day = on(12, 9) if is_late else later(1)
        year.begin(day, _ask(year, staff, staff.prosecutors[office], batch))


def _ask(year: Year, staff: Staff, theirs: Prosecutors, batch: dict[int, Script]) -> Life:
    request = request_mandates(
        actor=staff.head,
        case_ids=list(batch),
        prosecution_office_code=theirs.office,
        requested_on=clock.today(),
    )
    for mandate in request.mandates.order_by("pk"):
        script = batch[mandate.case_id]
        year.begin(clock.today(), _handle(Power(staff, theirs, mandate), script))
    return
    yield


def _handle(power: Power, script: Script) -> Life:
    """From the telaahan to the substitution; then as the script says."""
    if script == Script.REQUESTED:
        return
    yield later(3)
    if script == Script.PREPARED:
        power.do(power.theirs.attorney, "SEND_BACK", reason="Lampirkan bukti kirim SP2")
        return
    power.do(power.theirs.attorney, "REVIEW", **REVIEW)
    if script == Script.REVIEWED:
        return
    yield later(1)
    power.do(power.theirs.head, "ACCEPT")
    if script == Script.ACCEPTED:
        return
    yield max(later(1), _NOT_BEFORE.get(COURSES[script].cohort, AS_OF.replace(month=1, day=1)))
    valid_until = clock.today().replace(year=AS_OF.year + 1)
    power.do(power.staff.head, "GRANT", valid_until=valid_until.isoformat())
    yield later(1)
    named = [reader.user.pk for reader in power.theirs.attorneys]
    power.do(power.theirs.head, "SUBSTITUTE", attorneys=named)
    yield from AFTER_GRANT[script](power)
