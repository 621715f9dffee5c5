"""The programmes of an employer that is registered already: chosen anew from a month on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import connection, transaction

from payung.access.audit import acting
from payung.access.permissions import IMPORT_REGISTRY
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.registry.imports.programmes import (
    job_loss_below,
    job_loss_requires,
    minimum_programmes,
    open_programmes,
    pension_born_after,
)
from payung.registry.models import Employer, EmployerStatus, Programme, Segment, WageReport
from payung.registry.operations.asking import ImportRefused, month_of

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

SHORTEST_REASON: Final = 5
LONGEST_REASON: Final = 200


@dataclass(frozen=True)
class ProgrammeChange:
    """What a change of programmes did: workers whose enrolment follows, and wage reports of
    months already reported that were revised (their bills are corrected by the next billing)."""

    employer: Employer
    month: date
    workers: int
    wage_reports: int


@transaction.atomic
def change_programmes(
    *,
    actor: Reader,
    employer_id: int,
    programmes: int,
    month: date | str,
    reason: str,
    as_correction: bool = False,
) -> ProgrammeChange:
    """Let an employer take these programmes (a sum of bits) from a contribution month on.

    The enrolments of its wage earners follow from that month, each in what his age and
    citizenship allow. A month for which wages were reported may have been billed: it is only
    changed ``as_correction``, which revises those reports; the next billing of the month then
    issues the difference. Two at once wait for each other.

    Raises ``AccessRefused``, and ``ImportRefused`` for an employer that is unknown, not active or
    registered later, a month to come, programmes that the law does not allow it (see
    ``_refuse_programmes``), a missing reason, or when nothing would change.
    """
    actor.require(IMPORT_REGISTRY)
    first = month_of(month, required=True)
    assert first is not None  # required
    said = _said(reason)
    employer = _locked(actor, employer_id)
    _refuse_employer(employer, first)
    _refuse_programmes(employer, programmes, first)
    with (
        acting(actor, f"Program diubah mulai {first:%Y-%m}: {said}"),
        connection.cursor() as cursor,
    ):
        if not as_correction:
            _refuse_reported(cursor, employer, first)
        workers = _change_enrolments(cursor, employer, programmes, first)
        wage_reports = _revise_reports(cursor, employer, first)
        if employer.programmes == programmes and not workers and not wage_reports:
            raise _nothing_changed(employer, first)
        employer.programmes = programmes
        employer.save(update_fields=["programmes"])
    return ProgrammeChange(employer, first, workers, wage_reports)


def least_programmes(employer: Employer, on: date) -> int:
    """The sum of programmes that an employer must take on a day, of those open to its kind; job
    loss cover is not among them, it follows from the others and from health insurance (JKN)."""
    least = minimum_programmes(employer.business_size, on)
    return least & open_programmes(employer.kind, on) & ~int(Programme.JKP)


def _said(reason: str) -> str:
    plain = " ".join(reason.split())
    if not SHORTEST_REASON <= len(plain) <= LONGEST_REASON:
        raise ImportRefused(
            "no_reason",
            f"Tulis alasannya, {SHORTEST_REASON} sampai {LONGEST_REASON} huruf.",
            f"Write the reason, {SHORTEST_REASON} to {LONGEST_REASON} characters.",
        )
    return plain


def _locked(actor: Reader, employer_id: int) -> Employer:
    """The employer, locked; no list of workers or wages is taken meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('registry_import'))")
    within = scope_q(
        actor, region="region_id", office="office_id", employer=None, permission=IMPORT_REGISTRY
    )
    found = Employer.objects.select_for_update().filter(within, pk=employer_id).first()
    if found is None:
        raise ImportRefused(
            "employer_unknown",
            "Pemberi kerja itu tidak ditemukan.",
            "That employer was not found.",
        )
    return found


def _refuse_employer(employer: Employer, first: date) -> None:
    if employer.status != EmployerStatus.ACTIVE:
        raise ImportRefused(
            "employer_not_active",
            f"{employer.name} berstatus {EmployerStatus(employer.status).label}; program hanya "
            "diubah bagi pemberi kerja yang aktif.",
            f"{employer.name} has the status {employer.status}; only an active employer's "
            "programmes are changed.",
        )
    if first < employer.registered_on.replace(day=1):
        raise ImportRefused(
            "month_before_registration",
            f"{employer.name} terdaftar sejak {employer.registered_on:%d-%m-%Y}; bulan "
            f"{first:%Y-%m} terletak sebelumnya.",
            f"{employer.name} was registered on {employer.registered_on}; {first:%Y-%m} is "
            "before that.",
        )


def _refuse_programmes(employer: Employer, programmes: int, first: date) -> None:
    """What the law of the month does not let this employer take: what is not open to its kind,
    less than the least of its size (Perpres 109/2013 Ps 6(3)), JKP without what it requires
    (PP 37/2021 Ps 4(3))."""
    allowed = open_programmes(employer.kind, first)
    if programmes & ~allowed:
        raise ImportRefused(
            "programme_not_open",
            f"{_names(programmes & ~allowed)} tidak terbuka bagi {employer.get_kind_display()} "
            f"pada {first:%Y-%m}; yang terbuka: {_names(allowed)}.",
            f"{_names(programmes & ~allowed)} is not open to an employer of the kind "
            f"{employer.kind} in {first:%Y-%m}; open are {_names(allowed)}.",
        )
    least = least_programmes(employer, first)
    if least & ~programmes:
        raise ImportRefused(
            "programmes_below_minimum",
            f"Usaha {employer.get_business_size_display().lower()} wajib ikut {_names(least)}; "
            f"kurang {_names(least & ~programmes)}.",
            f"A {employer.business_size.lower()} business must take {_names(least)}; "
            f"{_names(least & ~programmes)} is missing.",
        )
    required = job_loss_requires(employer.business_size, first)
    if programmes & Programme.JKP and required & ~programmes:
        raise ImportRefused(
            "job_loss_requires",
            f"JKP mensyaratkan {_names(required)}; kurang {_names(required & ~programmes)}.",
            f"JKP requires {_names(required)}; {_names(required & ~programmes)} is missing.",
        )


def _names(programmes: int) -> str:
    return ", ".join(programme.name for programme in Programme if programmes & programme)


_REPORTED = f"""
    SELECT min(month), max(month) FROM registry_wagereport
    WHERE employer_id = %(employer)s AND month >= %(month)s
        AND segment = {Segment.WAGE_EARNER.value}"""


def _refuse_reported(cursor: CursorWrapper, employer: Employer, first: date) -> None:
    cursor.execute(_REPORTED, {"employer": employer.pk, "month": first})
    earliest, latest = cursor.fetchone()
    if earliest is not None:
        raise ImportRefused(
            "month_reported",
            f"Upah {earliest:%Y-%m} s.d. {latest:%Y-%m} sudah dilaporkan dan mungkin sudah "
            "ditagih. Nyatakan perubahan ini sebagai perbaikan, atau pilih bulan sesudahnya.",
            f"The wages of {earliest:%Y-%m} to {latest:%Y-%m} were reported and may have been "
            "billed. Declare the change a correction, or choose a later month.",
        )


#: The periods from the month on whose programmes become others. Whoever is in JKP stays in it;
#: who joins must be young enough then, and a citizen.
_CHANGED = f"""
    CREATE TEMP TABLE changed_enrolment ON COMMIT DROP AS
    SELECT * FROM (
        SELECT period.id, period.membership_id, period.valid_from, period.valid_to,
            period.programmes AS before, (%(programmes)s::integer
                & CASE WHEN person.birth_date > %(jp_after)s
                    THEN -1 ELSE {~int(Programme.JP)} END
                & CASE WHEN period.programmes & {int(Programme.JKP)} > 0 OR (
                    person.nationality = 'ID' AND person.birth_date
                        > %(month)s::date - make_interval(years => %(jkp_below)s))
                    THEN -1 ELSE {~int(Programme.JKP)} END)::smallint AS programmes
        FROM registry_enrolment AS period
        JOIN registry_membership AS member ON member.id = period.membership_id
        JOIN registry_person AS person ON person.id = member.person_id
        WHERE member.employer_id = %(employer)s AND member.segment = {Segment.WAGE_EARNER.value}
            AND (period.valid_to IS NULL OR period.valid_to >= %(month)s)
    ) AS found WHERE found.programmes <> found.before"""

_CHANGE = (
    """
    UPDATE registry_enrolment AS period SET programmes = changed.programmes
    FROM changed_enrolment AS changed
    WHERE period.id = changed.id AND changed.valid_from >= %(month)s""",
    """
    UPDATE registry_enrolment AS period
    SET valid_to = (%(month)s::date - interval '1 month')::date
    FROM changed_enrolment AS changed
    WHERE period.id = changed.id AND changed.valid_from < %(month)s""",
    """
    INSERT INTO registry_enrolment (membership_id, programmes, valid_from, valid_to)
    SELECT membership_id, programmes, %(month)s, valid_to FROM changed_enrolment
    WHERE valid_from < %(month)s""",
)


def _change_enrolments(
    cursor: CursorWrapper, employer: Employer, programmes: int, first: date
) -> int:
    """Close each period before the month and open the next; returns how many workers follow."""
    values: dict[str, Any] = {
        "employer": employer.pk,
        "programmes": programmes,
        "month": first,
        "jp_after": pension_born_after(first),
        "jkp_below": job_loss_below(first),
    }
    cursor.execute(_CHANGED, values)
    for statement in _CHANGE:
        cursor.execute(statement, values)
    cursor.execute("SELECT count(DISTINCT membership_id) FROM changed_enrolment")
    workers = int(cursor.fetchone()[0])
    cursor.execute("DROP TABLE pg_temp.changed_enrolment")
    return workers


#: A report keeps its wage; its next revision holds the programmes of the worker's new period.
_REVISE = f"""
    INSERT INTO registry_wagereport (month, membership_id, revision, employer_id, segment,
        programmes, wage, source, source_file_id)
    SELECT report.month, report.membership_id, report.revision + 1, report.employer_id,
        report.segment, period.programmes, report.wage, {WageReport.Source.CORRECTED.value}, NULL
    FROM (
        SELECT DISTINCT ON (month, membership_id) * FROM registry_wagereport
        WHERE employer_id = %(employer)s AND month >= %(month)s
            AND segment = {Segment.WAGE_EARNER.value}
        ORDER BY month, membership_id, revision DESC
    ) AS report
    JOIN registry_enrolment AS period ON period.membership_id = report.membership_id
        AND period.valid_from <= report.month
        AND (period.valid_to IS NULL OR period.valid_to >= report.month)
    WHERE report.wage > 0 AND period.programmes <> report.programmes"""


def _revise_reports(cursor: CursorWrapper, employer: Employer, first: date) -> int:
    cursor.execute(_REVISE, {"employer": employer.pk, "month": first})
    return int(cursor.rowcount)


def _nothing_changed(employer: Employer, first: date) -> ImportRefused:
    return ImportRefused(
        "nothing_changed",
        f"{employer.name} dan pekerjanya sudah ikut {_names(employer.programmes)} sejak "
        f"{first:%Y-%m}; tidak ada yang berubah.",
        f"{employer.name} and its workers have taken {_names(employer.programmes)} since "
        f"{first:%Y-%m} already; nothing changes.",
    )
