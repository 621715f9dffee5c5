"""The facts of a claim on work injury benefits."""

from __future__ import annotations

from payung.claims.facts import common
from payung.claims.facts.sheet import Sheet
from payung.claims.models import EventKind
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
    _put_first_report(sheet)
    died = event.kind == EventKind.DEATH or "died_on" in sheet.findings
    if event.kind == EventKind.DEATH:
        sheet.put("died_on", event.happened_on, common.EVENT)
    if event.kind == EventKind.DISABILITY:
        sheet.put("is_totally_disabled", True, common.EVENT)
    disabled = event.kind == EventKind.DISABILITY or "is_totally_disabled" in sheet.findings
    if died:
        common.put_heirs(sheet)
    if died or disabled:
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


def _put_first_report(sheet: Sheet) -> None:
    """How long after the accident the first report came, as the intake wrote it down."""
    step = sheet.claim.steps.filter(data__has_key="first_report_hours").order_by("pk").first()
    if step is not None and sheet.segment == "WAGE_EARNER":
        told = (
            f"Laporan tahap I tanggal {step.happened_on:%d-%m-%Y}",
            f"First report of {step.happened_on:%d-%m-%Y}",
        )
        sheet.put("first_report_hours", step.data["first_report_hours"], told)
