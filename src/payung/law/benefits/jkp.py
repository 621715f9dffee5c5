"""Job loss benefit (Jaminan Kehilangan Pekerjaan): the door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.law import parameters
from payung.law.arithmetic import match
from payung.law.benefits import checks, documents
from payung.law.benefits.benefit import EMPLOYER_FIRST, MONTHLY, Benefit, Item
from payung.law.benefits.reasoning import Reasoning
from payung.law.benefits.responsibility import by_arrears
from payung.law.benefits.time_limits import require_in_time
from payung.law.formats import day, percent
from payung.law.inputs import check_amount, check_code, check_count, check_flag, refused
from payung.law.jkp import cash_benefit
from payung.law.quantities import wage as wage_quantity

REASONS = (
    *("TERMINATION", "EARLY_CONTRACT_END", "BANKRUPTCY", "RESIGNATION", "TOTAL_DISABILITY"),
    *("RETIREMENT", "DEATH", "CONTRACT_END"),
)


@dataclass(frozen=True, kw_only=True)
class MonthOfSearch:
    """What the worker did in one month to find work: needed for the cash of months 2 to 6.

    ``training_attendance`` in ppm, ``None`` when no training was taken.
    """

    applications: int = 0
    interviews: int = 0
    training_attendance: int | None = None

    def __post_init__(self) -> None:
        check_count("applications", self.applications)
        check_count("interviews", self.interviews)
        if self.training_attendance is not None:
            check_count("training_attendance", self.training_attendance, 0, 1_000_000)


@dataclass(frozen=True, kw_only=True)
class JobLoss:
    """The facts of one job loss; ``terminated_on`` selects the regime.

    ``wage``: the last reported monthly wage in rupiah. Contributions either as ``paid_months``
    (first days of the months paid) or as counts within the window of the law:
    ``months_paid_in_window`` and ``longest_run``. ``unpaid_months``: consecutive unpaid JKK
    months. ``drawn_before``: benefits drawn earlier, with the ``months_paid_since``.
    ``ended_after_months``: months already paid when new work or death ended it. ``searches``:
    the months after the first, ``None`` when not asked.
    """

    terminated_on: date
    wage: int
    reason: str = "TERMINATION"
    claimed_on: date | None = None
    paid_months: tuple[date, ...] = ()
    months_paid_in_window: int | None = None
    longest_run: int | None = None
    is_enrolled: bool = True
    is_citizen: bool = True
    unpaid_months: int = 0
    drawn_before: int = 0
    months_paid_since: int | None = None
    ended_after_months: int | None = None
    searches: tuple[MonthOfSearch, ...] | None = None

    def __post_init__(self) -> None:
        on = checks.check_event("terminated_on", self.terminated_on, "jkp/cash_shares")
        check_amount("wage", self.wage)
        check_code("reason", self.reason, REASONS)
        checks.check_order("terminated_on", on, "claimed_on", self.claimed_on)
        check_flag("is_enrolled", self.is_enrolled)
        check_flag("is_citizen", self.is_citizen)
        check_count("unpaid_months", self.unpaid_months)
        check_count("drawn_before", self.drawn_before, 0, 100)
        most = parameters.get("jkp/most_months", on).number
        if self.ended_after_months is not None:
            check_count("ended_after_months", self.ended_after_months, 0, most)
        if self.drawn_before:
            check_count("months_paid_since", self.months_paid_since)
        if self.searches is not None:
            checks.check_tuple("searches", self.searches, MonthOfSearch)
            check_count("searches", len(self.searches), 0, most - 1)
        self._check_record()

    def _check_record(self) -> None:
        checks.check_tuple("paid_months", self.paid_months, date)
        counted = (self.months_paid_in_window, self.longest_run)
        if bool(self.paid_months) == (counted != (None, None)):
            raise refused(
                "paid_months",
                len(self.paid_months),
                "paid_months, atau months_paid_in_window beserta longest_run",
                "paid_months, or months_paid_in_window with longest_run",
            )
        if self.paid_months:
            for month in self.paid_months:
                if type(month) is not date or month.day != 1:
                    raise refused("paid_months", str(month), "hari pertama bulan", "a first day")
            return
        window = parameters.get("jkp/contribution_window_months", self.terminated_on).number
        check_count("months_paid_in_window", self.months_paid_in_window, 0, window)
        check_count("longest_run", self.longest_run, 0, self.months_paid_in_window or 0)

    @property
    def record(self) -> tuple[int, int]:
        """Months paid within the window, and the longest run of them."""
        if not self.paid_months:
            return self.months_paid_in_window or 0, self.longest_run or 0
        window = parameters.get("jkp/contribution_window_months", self.terminated_on).number
        return contribution_record(self.paid_months, self.terminated_on, window)


def contribution_record(
    paid_months: Sequence[date], terminated_on: date, window: int
) -> tuple[int, int]:
    """Months paid and their longest run in the ``window`` months before that of termination."""
    end = terminated_on.year * 12 + terminated_on.month - 1
    found = {month.year * 12 + month.month - 1 for month in paid_months}
    inside = {number for number in found if end - window <= number < end}
    longest = run = 0
    for number in range(end - window, end):
        run = run + 1 if number in inside else 0
        longest = max(longest, run)
    return len(inside), longest


def benefit(facts: JobLoss) -> Benefit:
    """The cash after job loss, month by month, who pays it first, until when, and why."""
    reasoning = Reasoning("JKP", facts.terminated_on)
    until = require_in_time(reasoning, facts.claimed_on)
    _require_started(reasoning, facts)
    _require_person(reasoning, facts)
    _require_reason(reasoning, facts)
    _require_contributions(reasoning, facts)
    _require_times(reasoning, facts)
    if not reasoning.is_refused:
        _grant(reasoning, facts)
    return reasoning.finish(
        ("Manfaat Jaminan Kehilangan Pekerjaan", "Job loss benefit"),
        inputs=(wage_quantity(facts.wage),),
        documents=documents.codes("JKP", facts.terminated_on),
        claim_until=until,
    )


def _require_started(reasoning: Reasoning, facts: JobLoss) -> None:
    first = parameters.get("jkp/claims_from", facts.terminated_on).day
    if facts.claimed_on is not None and facts.claimed_on < first:
        reasoning.require(
            False,
            "claims_not_started",
            (f"Klaim mulai {day(first, 'id')}?", f"Claims from {day(first, 'en')}?"),
            (
                f"Diajukan {day(facts.claimed_on, 'id')}",
                f"Claimed on {day(facts.claimed_on, 'en')}",
            ),
            ("belum dapat diajukan", "too early to claim"),
            ("jkp/claims_from",),
        )


def _require_person(reasoning: Reasoning, facts: JobLoss) -> None:
    reasoning.require(
        facts.is_enrolled,
        "not_enrolled",
        ("Terdaftar dalam program yang disyaratkan?", "Enrolled in the required programmes?"),
        ("Terdaftar", "Enrolled") if facts.is_enrolled else ("Tidak terdaftar", "Not enrolled"),
        ("tidak ada JKP", "no job loss benefit"),
        ("jkp/required_programmes",),
    )
    only = parameters.get("jkp/citizens_only", facts.terminated_on).is_true
    reasoning.require(
        facts.is_citizen or not only,
        "not_a_citizen",
        ("Warga negara Indonesia?", "Indonesian citizen?"),
        ("WNI", "Citizen") if facts.is_citizen else ("Bukan WNI", "Not a citizen"),
        ("tidak ada JKP", "no job loss benefit"),
        ("jkp/citizens_only",),
    )


def _require_reason(reasoning: Reasoning, facts: JobLoss) -> None:
    rows = parameters.get("jkp/reasons", facts.terminated_on).rows
    label = tuple(str(match(rows, "reason", key, facts.reason)) for key in ("label_id", "label_en"))
    reasoning.require(
        bool(match(rows, "reason", "is_covered", facts.reason)),
        "reason_not_covered",
        ("Sebab berhenti ditanggung JKP?", "Is the reason covered?"),
        (label[0], label[1]),
        ("tidak ditanggung JKP", "not covered"),
        ("jkp/reasons",),
    )


def _require_contributions(reasoning: Reasoning, facts: JobLoss) -> None:
    on = facts.terminated_on
    paid, run = facts.record
    window = parameters.get("jkp/contribution_window_months", on).number
    least = parameters.get("jkp/minimum_months", on).number
    reasoning.require(
        paid >= least,
        "too_few_months",
        (
            f"Paling sedikit {least} bulan iuran dalam {window} bulan terakhir?",
            f"At least {least} months paid within the last {window}?",
        ),
        (f"{paid} bulan dibayar", f"{paid} months paid"),
        ("tidak ada JKP", "no job loss benefit"),
        ("jkp/minimum_months", "jkp/contribution_window_months"),
    )
    row = parameters.get("jkp/minimum_consecutive_months", on).number
    reasoning.require(
        run >= row,
        "too_few_consecutive_months",
        (f"Paling sedikit {row} bulan beruntun?", f"At least {row} months in a row?")
        if row
        else ("Syarat bulan beruntun?", "Consecutive months?"),
        (f"Deret terpanjang {run} bulan", f"The longest run is {run} months")
        if row
        else ("Tidak ada lagi", "No longer asked"),
        ("tidak ada JKP", "no job loss benefit"),
        ("jkp/minimum_consecutive_months",),
    )


def _require_times(reasoning: Reasoning, facts: JobLoss) -> None:
    on = facts.terminated_on
    most = parameters.get("jkp/most_times", on).number
    reasoning.require(
        facts.drawn_before < most,
        "too_many_times",
        (f"Paling banyak {most} kali?", f"At most {most} times?"),
        (f"Sudah {facts.drawn_before} kali", f"Drawn {facts.drawn_before} times"),
        ("tidak ada lagi", "no more"),
        ("jkp/most_times",),
    )
    if not facts.drawn_before:
        return
    further = parameters.get("jkp/further_months_before_next", on).number
    since = facts.months_paid_since or 0
    reasoning.require(
        since >= further,
        "too_soon_after_last",
        (
            f"Iuran {further} bulan lagi sejak manfaat sebelumnya?",
            f"A further {further} months paid since the last benefit?",
        ),
        (f"{since} bulan", f"{since} months"),
        ("belum dapat diambil lagi", "not yet again"),
        ("jkp/further_months_before_next",),
    )


def _grant(reasoning: Reasoning, facts: JobLoss) -> None:
    on = facts.terminated_on
    payer = by_arrears(reasoning, facts.unpaid_months, employer_closed=facts.reason == "BANKRUPTCY")
    if payer == EMPLOYER_FIRST:
        months = parameters.get("jkp/reclaim_within_months", on).number
        days = parameters.get("jkp/refund_within_working_days", on).number
        reasoning.ask(
            True,
            ("Penggantian kepada pemberi kerja?", "Refund to the employer?"),
            (
                f"Diminta dalam {months} bulan, dibayar dalam {days} hari kerja",
                f"Asked for within {months} months, paid within {days} working days",
            ),
            ("jkp/reclaim_within_months", "jkp/refund_within_working_days"),
        )
    months = _payable_months(reasoning, facts)
    for times, step in cash_benefit.by_band(on, wage=facts.wage, months=months):
        reasoning.grant(Item(code="CASH", step=step, payer=payer, rhythm=MONTHLY, times=times))


def _payable_months(reasoning: Reasoning, facts: JobLoss) -> int:
    on = facts.terminated_on
    most = parameters.get("jkp/most_months", on).number
    months = most
    if facts.ended_after_months is not None:
        months = facts.ended_after_months
        reasoning.require(
            months == most,
            "ended",
            ("Masih tanpa pekerjaan?", "Still without work?"),
            (f"Berakhir setelah {months} bulan", f"Ended after {months} months"),
            ("bulan berikutnya tidak dibayar", "later months are not paid"),
            ("jkp/most_months",),
        )
    if facts.searches is None:
        return months
    for number, search in enumerate(facts.searches, start=2):
        if number <= months and not _has_searched(reasoning, number, search):
            return number - 1
    return min(months, len(facts.searches) + 1)


def _has_searched(reasoning: Reasoning, number: int, search: MonthOfSearch) -> bool:
    on = reasoning.on
    applications = parameters.get("jkp/job_applications_minimum", on).number
    interviews = parameters.get("jkp/interviews_instead", on).number
    attendance = parameters.get("jkp/training_attendance_minimum", on).number
    attended = search.training_attendance
    searched = search.applications >= applications or search.interviews >= interviews
    return reasoning.require(
        searched and (attended is None or attended >= attendance),
        "search_conditions",
        (
            f"Bulan ke-{number}: {applications} lamaran atau {interviews} wawancara, "
            f"kehadiran pelatihan {percent(attendance, 'id')}?",
            f"Month {number}: {applications} applications or {interviews} interview, "
            f"training attendance {percent(attendance, 'en')}?",
        ),
        (
            f"{search.applications} lamaran, {search.interviews} wawancara",
            f"{search.applications} applications, {search.interviews} interviews",
        ),
        ("bulan ini dan seterusnya menunggu", "this month and later ones wait"),
        (
            "jkp/job_applications_minimum",
            "jkp/interviews_instead",
            "jkp/training_attendance_minimum",
        ),
    )
