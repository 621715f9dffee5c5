"""Looking for findings, and deciding them. Nothing is sent from here: a person decides first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection, transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import DECIDE_FINDINGS, DETECT_FINDINGS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance import scoring
from payung.compliance.detection import arrears, firms, ground, standing, wages, workers
from payung.compliance.errors import FindingRefused
from payung.compliance.models import (
    Detection,
    Finding,
    FindingDecision,
    FindingKind,
    FindingPath,
    FindingState,
    FindingStatus,
    FirmMatch,
)
from payung.contributions.offices import visible_office
from payung.errors import NotFound
from payung.reference.models import Office
from payung.registry.models import Employer

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

#: Class of the advisory locks that let one detection of an office run at a time.
DETECTING = 7501
#: A reason shorter than this explains nothing.
SHORTEST_REASON = 5
LONGEST_REASON = 300
#: As many findings are decided at once, at most.
MOST_AT_ONCE = 5_000


@transaction.atomic
def detect_findings(*, actor: Reader, office_code: str, as_of: date | None = None) -> Detection:
    """Look for all kinds of findings among an office's employers as of a day (default: today).

    One transaction. Doing it again with the same evidence changes nothing; evidence that changed
    becomes the next state of its finding, a cause that has gone resolves it. Two at once wait for
    each other. Raises ``AccessRefused`` without the right or outside the scope, and
    ``FindingRefused`` for a day to come or before the office's last detection.
    """
    office = detecting_office(actor, office_code)
    day = as_of or clock.today()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [DETECTING, office.pk])
        _refuse_day(office, day)
        search = ground.Search(office.pk, day, ground.latest_month(cursor, office.pk, day))
        kinds = _find(cursor, search)
        cursor.execute("SELECT nextval('compliance_detection_id_seq')")
        number = int(cursor.fetchone()[0])
        counts = standing.settle(
            cursor, search, detection_id=number, actor_id=actor.user.pk, kinds=kinds
        )
        _clear(cursor)
    rules = {*arrears.RULES, *firms.RULES, *wages.RULES, *workers.RULES, *workers.PROGRAMME_RULES}
    with acting(actor, "detect_findings"):
        return Detection.objects.create(
            pk=number,
            office=office,
            as_of=day,
            started_by=actor.user,
            parameters=scoring.in_force((*scoring.PARAMETERS, *sorted(rules)), day),
            counts=counts,
        )


def _find(cursor: CursorWrapper, search: ground.Search) -> list[str]:
    """Fill ``candidate``; returns the kinds that could be looked for."""
    ground.lay(cursor, search)
    firms.prepare(cursor, search)
    has_wages = search.month is not None
    if has_wages:
        wages.prepare(cursor, search)
    workers.prepare(cursor, search)
    ground.weigh_dues(cursor)
    arrears.find(cursor, search)
    firms.find(cursor, search)
    workers.find(cursor, search)
    if has_wages:
        wages.find(cursor, search)
    without = () if has_wages else (FindingKind.WAGES_UNDERREPORTED,)
    return [kind.value for kind in FindingKind if kind not in without]


def _clear(cursor: CursorWrapper) -> None:
    """Drop the working tables now, so that one transaction may hold several detections."""
    cursor.execute(
        "SELECT string_agg(format('pg_temp.%I', relname), ', ') FROM pg_class"
        " WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'"
        " AND (relname LIKE 'detect\\_%' OR relname = 'candidate')"
    )
    cursor.execute(f"DROP TABLE {cursor.fetchone()[0]}")


def detecting_office(actor: Reader, code: str) -> Office:
    """The office, when the actor may look for findings in it; raises ``AccessRefused``."""
    actor.require(DETECT_FINDINGS)
    return visible_office(actor, code, DETECT_FINDINGS)


def _refuse_day(office: Office, day: date) -> None:
    if day > clock.today():
        raise FindingRefused(
            "day_to_come",
            f"Temuan dicari paling akhir per hari ini ({clock.today():%d-%m-%Y}), bukan "
            f"{day:%d-%m-%Y}.",
            f"Findings are looked for as of today ({clock.today()}) at the latest, not {day}.",
        )
    last = Detection.objects.filter(office=office).order_by("-id").first()
    if last is not None and day < last.as_of:
        raise FindingRefused(
            "day_before_last",
            f"Temuan kantor ini sudah dicari per {last.as_of:%d-%m-%Y}; tanggal {day:%d-%m-%Y} "
            "terletak sebelumnya.",
            f"Findings of this office were looked for as of {last.as_of}; {day} is before that.",
            last=last.as_of,
        )


@transaction.atomic
def decide_findings(
    *, actor: Reader, finding_ids: Sequence[int], accept: bool, path: str = "", reason: str
) -> int:
    """Accept findings for a path, or dismiss them; each with the reason. All or none.

    ``path`` "": the suggested one of each. A dismissed finding may still be accepted later; an
    accepted one is final here. Returns how many were decided. Raises ``AccessRefused``,
    ``NotFound`` when any lies outside the scope, ``FindingRefused`` for a short reason, an
    unknown path, or a finding that somebody else has decided meanwhile (named, with who and when).
    """
    actor.require(DECIDE_FINDINGS)
    wanted = _wanted(finding_ids)
    reason = reason_given(reason)
    _check_path(accept, path)
    found = _locked(actor, wanted)
    _refuse_decided(found, accept)
    with acting(actor, f"decide_findings: {reason}"):
        FindingDecision.objects.bulk_create(
            [
                FindingDecision(
                    finding=finding,
                    state_sequence=finding.sequence,
                    accept=accept,
                    path=(path or finding.suggested_path) if accept else "",
                    overrules=accept and bool(path) and path != finding.suggested_path,
                    reason=reason,
                    amount=finding.amount,
                    workers=finding.workers,
                    decided_on=clock.today(),
                    decided_by=actor.user,
                )
                for finding in found
            ]
        )
    return len(found)


def _locked(actor: Reader, wanted: set[int]) -> list[Finding]:
    """The findings that the actor may decide, locked; ``NotFound`` when any is missing."""
    within = scope_q(
        actor,
        region="region_id",
        office="office_id",
        employer="employer",
        permission=DECIDE_FINDINGS,
    )
    found = list(
        Finding.objects.filter(within, pk__in=wanted).select_for_update(of=("self",)).order_by("pk")
    )
    if len(found) < len(wanted):
        raise _unknown(len(wanted) - len(found))
    return found


def _wanted(finding_ids: Sequence[int]) -> set[int]:
    wanted = set(finding_ids)
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise FindingRefused(
            "how_many",
            f"Pilih 1 sampai {MOST_AT_ONCE} temuan; terpilih {len(wanted)}.",
            f"Choose 1 to {MOST_AT_ONCE} findings; {len(wanted)} were chosen.",
            chosen=len(wanted),
        )
    return wanted


def reason_given(reason: str) -> str:
    """The reason in one line; ``FindingRefused`` when it is too short or too long."""
    plain = " ".join(reason.split())
    if not SHORTEST_REASON <= len(plain) <= LONGEST_REASON:
        raise FindingRefused(
            "no_reason",
            f"Tulis alasannya, {SHORTEST_REASON} sampai {LONGEST_REASON} huruf.",
            f"Write the reason, {SHORTEST_REASON} to {LONGEST_REASON} characters.",
        )
    return plain


def _check_path(accept: bool, path: str) -> None:
    if (path and path not in FindingPath.values) or (path and not accept):
        known = ", ".join(FindingPath.values)
        raise FindingRefused(
            "unknown_path",
            f"Jalur {path!r} tidak dikenal, atau temuannya dikesampingkan. Jalur: {known}.",
            f"The path {path!r} is unknown, or the finding is dismissed. Paths: {known}.",
            path=path,
        )


def _unknown(missing: int) -> NotFound:
    return NotFound(
        "finding_not_found",
        f"{missing} temuan tidak ditemukan dalam wilayah kerja Anda.",
        f"{missing} findings were not found within your scope.",
        missing=missing,
    )


def _refuse_decided(found: list[Finding], accept: bool) -> None:
    for finding in found:
        if finding.status == FindingStatus.OPEN:
            continue
        if finding.status == FindingStatus.DISMISSED and accept:
            continue
        last = finding.decisions.select_related("decided_by").order_by("-pk").first()
        who = f" oleh {last.decided_by} pada {last.decided_on:%d-%m-%Y}" if last else ""
        by = f" by {last.decided_by} on {last.decided_on}" if last else ""
        raise FindingRefused(
            "decided_already",
            f"Temuan {finding.firm_name} sudah {finding.get_status_display().lower()}{who}. "
            "Tidak satu pun diputuskan; muat ulang daftarnya.",
            f"The finding about {finding.firm_name} is {finding.status.lower()} already{by}. "
            "None was decided; load the list anew.",
            finding=finding.pk,
        )


@transaction.atomic
def match_firm(
    *, actor: Reader, finding_id: int, employer_id: int | None, reason: str
) -> FirmMatch:
    """Say whose a listed firm is: an employer of its list of doubts, or nobody's (None).

    With an employer the finding is resolved at once; with None the doubt is gone at the next
    detection and the firm stays found as unregistered. Raises ``AccessRefused``, ``NotFound``,
    and ``FindingRefused`` when the finding is about no listed firm, is resolved, or the employer
    is not among the doubts.
    """
    actor.require(DECIDE_FINDINGS)
    reason = reason_given(reason)
    (finding,) = _locked(actor, {finding_id})
    _refuse_match(finding, employer_id)
    with acting(actor, f"match_firm: {reason}"):
        match = FirmMatch.objects.create(
            office=finding.office,
            firm_key=finding.firm_key,
            employer_id=employer_id,
            reason=reason,
            decided_by=actor.user,
        )
        if employer_id is not None:
            _resolve(finding, actor)
    return match


def _refuse_match(finding: Finding, employer_id: int | None) -> None:
    doubts = {str(number) for number, _, _ in finding.evidence.get("doubts", [])}
    if not doubts or finding.status == FindingStatus.RESOLVED:
        raise FindingRefused(
            "no_doubt",
            f"Temuan {finding.firm_name} tidak menunggu pencocokan.",
            f"The finding about {finding.firm_name} waits for no match.",
            finding=finding.pk,
        )
    if employer_id is not None and _number_of(employer_id) not in doubts:
        raise FindingRefused(
            "not_a_doubt",
            "Pilih salah satu pemberi kerja yang namanya sama.",
            "Choose one of the employers of the same name.",
            employer=employer_id,
        )


def _number_of(employer_id: int) -> str:
    found = Employer.objects.filter(pk=employer_id).first()
    return f"{found.registration_number}/{found.division}" if found else ""


def _resolve(finding: Finding, actor: Reader) -> None:
    day = clock.today()
    FindingState.objects.create(
        finding=finding,
        sequence=finding.sequence + 1,
        change=FindingState.Change.RESOLVED,
        as_of=day,
        recorded_by=actor.user,
        evidence=finding.evidence | {"resolved_on": day.isoformat(), "resolved_by": "MATCH"},
        fingerprint=f"R{finding.fingerprint[:31]}",
        amount=0,
        is_estimate=finding.is_estimate,
        workers=0,
        score=0,
        chance=finding.chance,
        reasons=finding.reasons,
        suggested_path=FindingPath.WATCH,
        expected_recovery=0,
        handling_cost=0,
    )
