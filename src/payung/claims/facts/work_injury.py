"""The facts of a claim on work injury benefits."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from payung.claims.facts import common
from payung.claims.facts.sheet import Sheet
from payung.claims.models import AccidentReport, EventKind, LifeEvent
from payung.law.benefits.jkk import CAUSES
from payung.registry.models import Programme


def take(sheet: Sheet) -> None:
    """The facts of the law's ``WorkAccident``; what doctors and receipts say, officers find."""
    event = sheet.claim.event
    sheet.put("accident_on", event.happened_on, common.EVENT)
    sheet.put("cause", _cause(event.kind, event.cause), common.EVENT)
    common.put_person(sheet)
    common.put_claimed_on(sheet)
    common.put_cover(sheet, Programme.JKK)
    common.put_wage(sheet)
    _put_end_of_work(sheet)
    _put_death(sheet)
    if event.kind == EventKind.DISABILITY:
        sheet.put("is_totally_disabled", True, common.EVENT)
    _put_reports(sheet)
    told = sheet.sourced.keys() | sheet.findings.keys()
    if "died_on" in told:
        common.put_heirs(sheet)
    if told & {"died_on", "is_totally_disabled"}:
        common.put_children(sheet)


def _cause(kind: str, cause: str) -> str:
    if cause in CAUSES:
        return cause
    return "OCCUPATIONAL_DISEASE" if kind == EventKind.DISEASE else "ACCIDENT"


def _put_end_of_work(sheet: Sheet) -> None:
    """A disease may show after work has ended: then the law counts from that day."""
    card = sheet.claim.membership
    if card is None or card.ended_on is None or card.ended_on >= sheet.event_on:
        return
    if sheet.claim.event.kind == EventKind.DISEASE:
        sheet.put("employment_ended_on", card.ended_on, common.REGISTRY)


def _put_reports(sheet: Sheet) -> None:
    """How long after the accident the employer reported it, and how it ended by his second report.

    Without a time of day the hours run from the end of the day: nobody is late by a guess.
    """
    event = sheet.claim.event
    for report in sheet.claim.reports.order_by("stage"):
        told = (
            f"Laporan {report.get_stage_display()} diterima {report.reported_at:%d-%m-%Y}",
            f"Report {report.stage} received on {report.reported_at:%d-%m-%Y}",
        )
        if report.stage == AccidentReport.Stage.FIRST and sheet.segment == "WAGE_EARNER":
            zone = ZoneInfo(sheet.claim.office.time_zone)
            at = datetime.combine(sheet.event_on, event.happened_at or time.max, zone)
            hours = -((at - report.reported_at) // timedelta(hours=1))
            sheet.put("first_report_hours", max(0, hours), told)
        if report.outcome == AccidentReport.Outcome.TOTALLY_DISABLED:
            sheet.put("is_totally_disabled", True, told)


def _put_death(sheet: Sheet) -> None:
    """The death, where it is the event, or the outcome that the second report tells."""
    event = sheet.claim.event
    if event.kind == EventKind.DEATH:
        sheet.put("died_on", event.happened_on, common.EVENT)
    elif sheet.claim.reports.filter(outcome=AccidentReport.Outcome.DEATH).exists():
        sheet.ask("died_on")
        death = LifeEvent.objects.filter(person=sheet.claim.person_id, kind=EventKind.DEATH).first()
        if death is not None:
            told = ("Laporan kematian peserta", "Report of the member's death")
            sheet.put("died_on", death.happened_on, told)
