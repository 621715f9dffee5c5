"""The reports of work accidents, and the hours that the law gives for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from payung.access.audit import acting
from payung.access.models import User
from payung.access.permissions import TAKE_CLAIMS
from payung.access.reader import Reader
from payung.claims import refusals_of_intake as refusals
from payung.claims.acting_for import held_for
from payung.claims.happenings import is_of_work
from payung.claims.models import (
    AccidentReport,
    Claim,
    ClaimState,
    EventKind,
    Finding,
    LifeEvent,
)
from payung.claims.operations.opening import Happening, open_claims
from payung.claims.steps import add_step
from payung.clock import today
from payung.law import parameters
from payung.registry.models import Programme

Stage, Outcome = AccidentReport.Stage, AccidentReport.Outcome
_HOUR = timedelta(hours=1)
_CLOSED = (ClaimState.WITHDRAWN, ClaimState.REFUSED, ClaimState.PAID)


@dataclass(frozen=True)
class ReportClock:
    """One report: until when it is due, when it came, after how many hours (started ones count).

    ``due_at`` is None while nobody knows when the second report's time began.
    """

    stage: int
    limit_hours: int
    began_at: datetime | None
    due_at: datetime | None
    reported_at: datetime | None
    hours: int | None
    is_late: bool


def local_now(event: LifeEvent | None = None) -> datetime:
    """The business day with the time of the clock, where the event happened."""
    return datetime.combine(today(), timezone.now().astimezone(_zone(event)).time(), _zone(event))


def happened_at(event: LifeEvent) -> datetime:
    """When it happened; without an hour, the end of that day: nobody is late by what is unknown."""
    if event.happened_at is not None:
        return datetime.combine(event.happened_on, event.happened_at, _zone(event))
    return datetime.combine(event.happened_on + timedelta(days=1), time(), _zone(event))


def report_clocks(claim: Claim, at: datetime | None = None) -> tuple[ReportClock, ...]:
    """The clocks of both reports of a work accident; none for other claims.

    ``at``: as of when one that has not come is late (default: now). The second report's time
    begins when recovery, disability or death is established (PP 44/2015; Permenaker 5/2021).
    """
    event = claim.event
    if claim.programme != Programme.JKK or not is_of_work(event.kind, event.cause):
        return ()
    at = at or local_now(event)
    reports = {one.stage: one for one in claim.reports.all()}
    first = parameters.get("jkk/first_report_within_hours", event.happened_on).number
    second = parameters.get("claims/second_report_within_hours", event.happened_on).number
    ended = reports[Stage.SECOND].established_at if Stage.SECOND in reports else None
    if ended is None and event.kind == EventKind.DEATH:
        ended = happened_at(event)
    return (
        _clock(Stage.FIRST, first, happened_at(event), reports.get(Stage.FIRST), at),
        _clock(Stage.SECOND, second, ended, reports.get(Stage.SECOND), at),
    )


def report_first(
    *,
    actor: Reader,
    number: str,
    reported_at: datetime | None = None,
    description: str = "",
) -> AccidentReport:
    """Write down the first report of a work accident. Told twice it is the same report.

    ``reported_at``: when the office got it (default: now). Raises ``ClaimRefused``
    (``report_refused``) for other claims and times that cannot be.
    """
    with acting(actor, "Laporan kecelakaan tahap I"), transaction.atomic():
        held = held_for(actor, number)
        found = held.reports.filter(stage=Stage.FIRST).first()
        return found or write_first(held, actor.user, reported_at, description)


def write_first(
    held: Claim, by: User, reported_at: datetime | None, description: str
) -> AccidentReport:
    """The row and the step of a first report, for a locked claim."""
    event = held.event
    at = reported_at or local_now(event)
    if held.programme != Programme.JKK or not is_of_work(event.kind, event.cause):
        raise refusals.report_refused(
            "Laporan kecelakaan hanya untuk klaim kecelakaan kerja atau penyakit akibat kerja.",
            "Accident reports belong to claims of work accidents or occupational diseases.",
        )
    _check_time(at, event, event.happened_on)
    made = AccidentReport.objects.create(
        claim=held, stage=Stage.FIRST, reported_at=at, description=description.strip()[:1000],
        recorded_by=by,
    )  # fmt: skip
    hours = hours_between(happened_at(event), at)
    on = at.astimezone(_zone(event)).date()
    add_step(held, "FIRST_REPORT", by=by, on=on, first_report_hours=hours)
    return made


def report_second(
    *,
    actor: Reader,
    number: str,
    outcome: str,
    established_at: datetime,
    reported_at: datetime | None = None,
    description: str = "",
    version: int | None = None,
) -> AccidentReport:
    """Write down how a work accident ended. A death also opens the claims of savings and pension.

    What an officer writes of a death or a total disability becomes his finding for the law's
    door; what an employer tells is checked by an officer first. Told twice it is the same
    report; another outcome is refused (an officer records it as a finding).

    Raises ``AccessRefused``, ``NotFound``, ``ClaimRefused`` (``report_refused``).
    """
    with acting(actor, "Laporan kecelakaan tahap II"), transaction.atomic():
        held = held_for(actor, number, version)
        found = held.reports.filter(stage=Stage.SECOND).first()
        if found is not None:
            return _same(found, outcome)
        made = _write_second(held, actor, outcome, established_at, reported_at, description)
        if outcome == Outcome.DEATH:
            _open_after_death(held, actor, made)
    return made


def _same(found: AccidentReport, outcome: str) -> AccidentReport:
    if found.outcome != outcome:
        raise refusals.report_refused(
            "Laporan tahap II klaim ini sudah ada dengan akibat lain. Catat perubahan keadaan "
            "sebagai temuan petugas.",
            "The second report of this claim stands with another outcome. Record the change as "
            "an officer's finding.",
        )
    return found


def _write_second(
    held: Claim,
    actor: Reader,
    outcome: str,
    established_at: datetime,
    reported_at: datetime | None,
    description: str,
) -> AccidentReport:
    event = held.event
    if not held.reports.filter(stage=Stage.FIRST).exists() or held.state in _CLOSED:
        raise refusals.report_refused(
            "Laporan tahap II menyusul laporan tahap I, selama klaim masih dilayani.",
            "The second report follows the first one, while the claim is served.",
        )
    if outcome not in Outcome.values:
        raise refusals.unfit_cause(outcome, Outcome.values)
    at = reported_at or local_now(event)
    _check_time(established_at, event, event.happened_on)
    _check_time(at, event, established_at.astimezone(_zone(event)).date())
    made = AccidentReport.objects.create(
        claim=held,
        stage=Stage.SECOND,
        outcome=outcome,
        established_at=established_at,
        reported_at=max(at, established_at),
        description=description.strip()[:1000],
        recorded_by=actor.user,
    )
    add_step(held, "SECOND_REPORT", by=actor.user, outcome=outcome)
    if actor.can(TAKE_CLAIMS):
        _find(held, actor.user, made)
    return made


def _find(held: Claim, by: User, report: AccidentReport) -> None:
    """What the law's door asks of the outcome, as the officer's finding."""
    ended = report.established_at
    assert ended is not None  # the database keeps no second report without
    on = ended.astimezone(_zone(held.event)).date()
    source = f"Laporan kecelakaan tahap II, {report.reported_at:%d-%m-%Y}"
    found: dict[str, dict[str, object]] = {
        Outcome.DEATH: {"died_on": on.isoformat()},
        Outcome.TOTALLY_DISABLED: {"is_totally_disabled": True},
    }
    for field, value in found.get(report.outcome, {}).items():
        Finding.objects.create(claim=held, field=field, value=value, source=source, recorded_by=by)


def _open_after_death(held: Claim, actor: Reader, report: AccidentReport) -> None:
    """Savings and pension of who died of the accident; the accident's own claim stays."""
    if held.membership is None or held.event.kind == EventKind.DEATH:
        return
    ended = report.established_at
    assert ended is not None
    told = Happening(
        kind=EventKind.DEATH,
        happened_on=ended.astimezone(_zone(held.event)).date(),
        cause="ACCIDENT" if held.event.kind == EventKind.ACCIDENT else "OCCUPATIONAL_DISEASE",
        place=held.event.place,
        programmes=(int(Programme.JHT), int(Programme.JP)),
    )
    _, fresh = open_claims(
        told,
        member=held.membership,
        office=held.office_id,
        channel=held.channel,  # type: ignore[arg-type]
        by=actor.user,
        seen=Claim.objects.filter(office=held.office_id),
    )
    for claim in fresh:
        add_step(claim, "RECEIVED", by=actor.user, note=f"Laporan tahap II klaim {held.number}")


def hours_between(start: datetime, end: datetime) -> int:
    """Hours from one moment to another; a started one counts, none are negative."""
    return max(0, -((start - end) // _HOUR))


def _clock(
    stage: int, limit: int, began: datetime | None, report: AccidentReport | None, at: datetime
) -> ReportClock:
    reported = report.reported_at if report is not None else None
    due = began + limit * _HOUR if began is not None else None
    hours = hours_between(began, reported) if began and reported else None
    late = due is not None and (reported or at) > due
    return ReportClock(stage, limit, began, due, reported, hours, late)


def _check_time(at: datetime, event: LifeEvent, earliest: date) -> None:
    on = at.astimezone(_zone(event)).date()
    if not earliest <= on <= today():
        raise refusals.unfit_day("Waktu laporan", "Time of the report", on, earliest, today())


def _zone(event: LifeEvent | None) -> ZoneInfo:
    return ZoneInfo(event.region.time_zone if event is not None else "Asia/Jakarta")
