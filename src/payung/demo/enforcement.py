"""The branch's year of compliance: detections, decisions, and cases going up the ladder.

All of it by the operations of the rooms, each act on its day and by whoever may do it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from payung import clock
from payung.compliance.models import Case, ComparisonFile, Finding, FindingPath
from payung.compliance.operations.comparison import import_obliged_list
from payung.compliance.operations.findings import decide_findings, detect_findings
from payung.compliance.operations.opening import open_cases
from payung.compliance.operations.warnings import issue_warnings
from payung.demo.courses import COURSES, DETECTED_ON, Cohort, Course, Script
from payung.demo.handing_over import MANDATED, begin_handing_over
from payung.demo.obliged import Firm, listed_firms, write_obliged_list
from payung.demo.payers import Payer
from payung.demo.plan import AS_OF, OFFICE
from payung.demo.rungs import RUNGS, Rung
from payung.demo.staff import Staff
from payung.demo.year import Life, Year, later, work
from payung.documents.operations import sign_letters

_LISTED_ON = date(2024, 5, 20)
#: How many letters of the ladder a script waits for.
_LETTERS = {
    Script.OPENED: 0,
    **dict.fromkeys(
        (
            Script.REMINDED, Script.COLLECTED, Script.INSPECTING, Script.NOTICED,
            Script.INSPECTED, Script.CURATOR,
        ),
        1,
    ),
    Script.WARNED_FIRST: 2,
}  # fmt: skip
_WARNINGS = ("WARNING_FIRST", "WARNING_SECOND")
_PATHS = {
    Script.COLLECTED: FindingPath.LETTER,
    Script.REMINDED: FindingPath.LETTER,
    Script.WARNED_FIRST: FindingPath.LETTER,
    Script.INSPECTING: FindingPath.INSPECTION,
    Script.NOTICED: FindingPath.INSPECTION,
    Script.INSPECTED: FindingPath.INSPECTION,
    Script.RECEIVABLES: FindingPath.STATE_RECEIVABLES,
}
#: How many of the findings of the last day are decided, as the office begins its work on them.
_ACCEPTED_LAST, _DISMISSED_LAST = 12, 8


@dataclass(frozen=True)
class Cast:
    """Who takes which script: payers by their registration number, firms by their key."""

    courses: dict[str, Course]
    firms: list[Firm]

    def of(self, finding: Finding) -> Course | None:
        """The course of whom a finding is about, if any."""
        if finding.employer is not None:
            return self.courses.get(finding.employer.registration_number)
        scripts = {firm.key: firm.script for firm in self.firms}
        script = scripts.get(finding.firm_key)
        return COURSES[script] if script else None


def begin_enforcement(year: Year, staff: Staff, payers: list[Payer], folder: Path) -> None:
    """Let the list be uploaded, findings be looked for, and the cohorts go their ways."""
    courses = {payer.registration_number: payer.course for payer in payers if payer.course}
    taken = {course.script for course in courses.values()}
    firms = listed_firms([script for script in COURSES if _is_for_a_firm(script, taken)])
    cast = Cast(courses, firms)
    year.begin(_LISTED_ON, _upload(staff, firms, folder))
    for cohort, day in DETECTED_ON.items():
        year.begin(day, _cohort(year, staff, cast, cohort))
    year.begin(AS_OF, _last_look(staff))


def _is_for_a_firm(script: Script, taken: set[Script]) -> bool:
    """Whether a firm of the list takes it: nobody else does, and it is not about money."""
    return script not in taken and not COURSES[script].pays_on


def _upload(staff: Staff, firms: list[Firm], folder: Path) -> Life:
    import_obliged_list(
        actor=staff.officer,
        kind=ComparisonFile.Kind.LICENCE,
        office_code=OFFICE,
        listed_on=_LISTED_ON,
        path=write_obliged_list(firms, folder),
    )
    return
    yield


def _cohort(year: Year, staff: Staff, cast: Cast, cohort: Cohort) -> Life:
    """Detect, decide, open, and send the letters that all of a cohort get on the same days."""
    detect_findings(actor=staff.officer, office_code=OFFICE)
    courses = _decide(staff, cast, cohort)
    opened = open_cases(
        actor=staff.officer, finding_ids=list(courses), opened_on=clock.today()
    ).cases
    cases = {case.pk: courses[case.case_findings.get().finding_id].script for case in opened}
    yield later(1)
    _send_first(staff, _waiting_for(cases, 1))
    yield _time_over(_waiting_for(cases, 1))
    _begin(year, staff, cases, 1)
    for place, kind in enumerate(_WARNINGS, start=2):
        going_on = _waiting_for(cases, place)
        _send(staff, going_on, kind)
        if not any(_letters(script) > place for script in cases.values()) and place == 2:
            return
        yield _time_over(going_on)
    _begin(year, staff, cases, 3)
    begin_handing_over(
        year, staff, {pk: script for pk, script in cases.items() if script in MANDATED}
    )


def _decide(staff: Staff, cast: Cast, cohort: Cohort) -> dict[int, Course]:
    """Accept the findings of a cohort; returns the course that each leads to."""
    found = Finding.objects.filter(
        office=OFFICE, status="OPEN", kind__in=("ARREARS", "UNREGISTERED")
    ).select_related("employer")
    courses = {
        finding.pk: course
        for finding in found
        if (course := cast.of(finding)) is not None and course.cohort == cohort
    }
    by_path: dict[FindingPath, list[int]] = {}
    for finding_id, course in courses.items():
        path = _PATHS.get(course.script, FindingPath.MANDATE)
        by_path.setdefault(path, []).append(finding_id)
    for path, finding_ids in by_path.items():
        decide_findings(
            actor=staff.head,
            finding_ids=finding_ids,
            accept=True,
            path=path,
            reason="Ditindaklanjuti sesuai rapat penagihan kantor cabang",
        )
    return courses


def _letters(script: Script) -> int:
    return _LETTERS.get(script, 3)


def _waiting_for(cases: dict[int, Script], letters: int) -> list[int]:
    return [pk for pk, script in cases.items() if _letters(script) >= letters]


def _send_first(staff: Staff, case_ids: list[int]) -> None:
    """Who owes is asked to pay, a firm that is not registered to register."""
    owing = set(
        Case.objects.filter(pk__in=case_ids, employer__isnull=False).values_list("pk", flat=True)
    )
    _send(staff, sorted(owing), "COLLECTION_LETTER")
    _send(staff, sorted(set(case_ids) - owing), "REMINDER")


def _send(staff: Staff, case_ids: list[int], kind: str) -> None:
    if not case_ids:
        return
    issued = issue_warnings(
        actor=staff.officer, case_ids=case_ids, kind=kind, letter_date=clock.today()
    )
    if issued.refused:
        raise issued.refused[0][1]
    sign_letters(actor=staff.head, letter_ids=issued.letters)


def _time_over(case_ids: Iterable[int]) -> date:
    """The first working day after the time that the last letters gave."""
    dues = Case.objects.filter(pk__in=list(case_ids)).values_list("due_on", flat=True)
    last = max((due for due in dues if due), default=clock.today())
    return work(last + timedelta(days=1))


def _begin(year: Year, staff: Staff, cases: dict[int, Script], letters: int) -> None:
    """Let the cases that wait for no further letter go on by themselves."""
    for pk, script in cases.items():
        if _letters(script) == letters and script in RUNGS:
            case = Case.objects.select_related("employer").get(pk=pk)
            year.begin(clock.today(), RUNGS[script](Rung(staff, case)))


def _last_look(staff: Staff) -> Life:
    """The findings of the day of the demo: all debtors, the first few of them decided."""
    detect_findings(actor=staff.officer, office_code=OFFICE)
    waiting = Finding.objects.filter(office=OFFICE, status="OPEN", case_findings=None)
    largest = list(waiting.order_by("-score", "pk").values_list("pk", flat=True))
    # Every debtor stays triaged: what is dismissed here is no debt.
    estimates = waiting.exclude(kind="ARREARS").order_by("score", "-pk")
    smallest = list(estimates.values_list("pk", flat=True))
    share = max(1, len(largest) // 20)
    decide_findings(
        actor=staff.head,
        finding_ids=largest[: min(share, _ACCEPTED_LAST)],
        accept=True,
        reason="Nilai besar; dibuka perkaranya bulan ini",
    )
    decide_findings(
        actor=staff.head,
        finding_ids=smallest[: min(share, _DISMISSED_LAST)],
        accept=False,
        reason="Selisih kecil dan dapat dijelaskan; dipantau pada daftar upah berikutnya",
    )
    return
    yield
