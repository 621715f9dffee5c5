"""What is read of findings: always within the reader's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, When

from payung import clock
from payung.access.permissions import DETECT_FINDINGS, VIEW_FINDINGS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance import scoring
from payung.compliance.models import (
    ComparisonFile,
    Detection,
    Finding,
    FindingDecision,
    FindingKind,
    FindingPath,
    FindingState,
    FindingStatus,
)
from payung.errors import NotFound
from payung.reference.queries import subtree
from payung.registry.imports import store
from payung.registry.models import Employer

#: The orders that a list of findings can have; each ends in what is unique.
ORDERS = {
    "score": ("score", "pk"),
    "amount": ("amount", "pk"),
    "workers": ("workers", "pk"),
    "name": ("firm_name", "pk"),
    "region": ("region_id", "pk"),
    "detected": ("detected_on", "pk"),
}


def findings(
    reader: Reader,
    *,
    office: str | None = None,
    region: str | None = None,
    kind: str | None = None,
    status: str | None = None,
    path: str | None = None,
    search: str = "",
    amount_from: int | None = None,
    amount_to: int | None = None,
    order: str = "-score",
) -> QuerySet[Finding]:
    """The findings that the reader may see, with ``region``, ``employer`` and ``path_in_force``
    (the decided path of an accepted one, else the suggested).

    ``region`` takes in all below it; ``search`` looks in name and identifier; ``order`` is a key
    of ``ORDERS``, with a leading minus the other way round. Raises ``AccessRefused``.
    """
    found = _seen(reader).select_related("region", "employer", "office")
    found = found.annotate(path_in_force=_path_in_force())
    if office:
        found = found.filter(office=office)
    if region:
        found = found.filter(subtree(region, "region__pk"))
    chosen = {"kind": kind, "status": status, "path_in_force": path}
    found = found.filter(**{name: value for name, value in chosen.items() if value})
    for word in search.split():
        found = found.filter(Q(firm_name__icontains=word) | Q(firm_identifier__icontains=word))
    if amount_from is not None:
        found = found.filter(amount__gte=amount_from)
    if amount_to is not None:
        found = found.filter(amount__lte=amount_to)
    first, last = ORDERS.get(order.removeprefix("-"), ORDERS["score"])
    chosen_order = F(first).desc() if order.startswith("-") else F(first).asc()
    return found.order_by(chosen_order, last)


def _seen(reader: Reader) -> QuerySet[Finding]:
    reader.require(VIEW_FINDINGS)
    return Finding.objects.filter(
        scope_q(
            reader,
            region="region_id",
            office="office_id",
            employer="employer",
            permission=VIEW_FINDINGS,
        )
    )


def _path_in_force() -> Case:
    decided = (
        FindingDecision.objects.filter(finding=OuterRef("pk"), accept=True)
        .order_by("-pk")
        .values("path")[:1]
    )
    return Case(
        When(status=FindingStatus.ACCEPTED, then=Subquery(decided)),
        default=F("suggested_path"),
        output_field=CharField(),
    )


def finding(reader: Reader, pk: int) -> Finding:
    """One finding. Raises ``AccessRefused``, and ``NotFound`` when it is not within scope."""
    found = findings(reader).filter(pk=pk).first()
    if found is None:
        raise NotFound(
            "finding_not_found",
            f"Temuan nomor {pk} tidak ditemukan.",
            f"Finding number {pk} was not found.",
        )
    return found


def states(finding: Finding) -> QuerySet[FindingState]:
    """The versions of a finding's evidence, newest first."""
    return finding.states.select_related("recorded_by").order_by("-sequence")


def decisions(finding: Finding) -> QuerySet[FindingDecision]:
    """What was decided on a finding, newest first."""
    return finding.decisions.select_related("decided_by").order_by("-pk")


def doubted_employers(finding: Finding) -> list[Employer]:
    """The employers that a listed firm may be, by its evidence."""
    numbers = [str(number).partition("/") for number, _, _ in finding.evidence.get("doubts", [])]
    wanted = Q(pk__in=[])
    for npp, _, division in numbers:
        wanted |= Q(registration_number=npp, division=division)
    return list(Employer.objects.filter(wanted).order_by("pk"))


def options(finding: Finding) -> list[scoring.Option]:
    """Every path for a finding with its cost and expected recovery, by the tables of its day."""
    return scoring.options(
        finding.states.order_by("-sequence").values_list("as_of", flat=True)[0],
        amount=finding.amount,
        chance=finding.chance,
        is_arrears=finding.kind == FindingKind.ARREARS,
    )


def last_detection(reader: Reader, office: str | None = None) -> Detection | None:
    """The newest search for findings in an office (None: in any office in scope)."""
    reader.require(VIEW_FINDINGS)
    within = scope_q(
        reader,
        region="office__region_id",
        office="office_id",
        employer=None,
        permission=VIEW_FINDINGS,
    )
    found = Detection.objects.filter(within).select_related("office", "started_by")
    return (found.filter(office=office) if office else found).order_by("-id").first()


@dataclass(frozen=True)
class TriageRow:
    """The findings of one path, or those dismissed for one reason (they have no path, and nothing
    is spent on them or expected). Money in rupiah: ``arrears`` is owed by the ledger, ``estimate``
    would be owed for a year if the other findings hold. Of ``expected_recovery``, the part
    ``expected_arrears`` is of the arrears."""

    path: str
    reason: str
    findings: int
    debtors: int
    arrears: int
    estimate: int
    workers: int
    expected_arrears: int
    expected_recovery: int
    handling_cost: int

    @property
    def gain(self) -> int:
        """What is expected after the cost."""
        return self.expected_recovery - self.handling_cost


@dataclass(frozen=True)
class Triage:
    """All findings that stand on a day, each in one class: the undecided and the accepted by
    path (``rows``), and the ``dismissed``, parted by reason in ``reasons`` (most findings first).
    The classes add up to ``total``; ``by_kind`` is kind -> (findings, rupiah) of the same total."""

    as_of: date
    rows: tuple[TriageRow, ...]
    dismissed: TriageRow
    reasons: tuple[TriageRow, ...]
    total: TriageRow
    by_kind: dict[str, tuple[int, int]]
    undecided: int
    accepted: int

    @property
    def mean_arrears(self) -> int:
        """Rupiah owed by a debtor on average, half up."""
        debtors = self.total.debtors
        return (self.total.arrears * 2 + debtors) // (2 * debtors) if debtors else 0


@dataclass(frozen=True)
class _Sum:
    """One line of ``_TRIAGE``: findings of one class and kind."""

    path: str
    reason: str
    kind: str
    is_decided: bool
    findings: int
    amount: int
    workers: int
    expected: int
    cost: int


#: Each finding as it stood on the day: its newest state, and what had been decided by then. A
#: decision without a path is a dismissal.
_TRIAGE = """
WITH state AS (
    SELECT DISTINCT ON (finding_id) finding_id, change, amount, workers, suggested_path,
        expected_recovery, handling_cost
    FROM compliance_findingstate WHERE as_of <= %(as_of)s AND finding_id IN ({seen})
    ORDER BY finding_id, sequence DESC
), decision AS (
    SELECT DISTINCT ON (finding_id) finding_id, accept, path, reason, state_sequence
    FROM compliance_findingdecision WHERE decided_on <= %(as_of)s ORDER BY finding_id, id DESC
), standing AS (
    SELECT state.*, finding.kind, decision.path, decision.reason, decision.accept,
        decision.finding_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM compliance_findingstate AS later WHERE later.finding_id = state.finding_id
                AND later.change = 'REOPENED' AND later.as_of <= %(as_of)s
                AND later.sequence > decision.state_sequence) AS decided
    FROM state JOIN compliance_finding AS finding ON finding.id = state.finding_id
    LEFT JOIN decision ON decision.finding_id = state.finding_id
    WHERE state.change <> 'RESOLVED'
), classed AS (
    SELECT standing.*, decided AND NOT accept AS dismissed FROM standing
)
SELECT CASE WHEN decided THEN path ELSE suggested_path END,
    CASE WHEN dismissed THEN reason ELSE '' END, kind, decided,
    count(*), sum(amount)::bigint, sum(workers)::bigint,
    sum(CASE WHEN dismissed THEN 0 ELSE expected_recovery END)::bigint,
    sum(CASE WHEN dismissed THEN 0 ELSE handling_cost END)::bigint
FROM classed GROUP BY 1, 2, 3, 4"""


def triage(
    reader: Reader,
    office: str | None = None,
    as_of: date | None = None,
    *,
    region: str | None = None,
) -> Triage:
    """How many findings stand, how much they are about, by which path, and what it would bring.

    Every debtor of the ledger is in one class: debtors and ``arrears`` of ``total`` are those of
    ``contributions.queries.arrears``, as of the last detection up to the day (default: today).
    One query.
    """
    day = as_of or clock.today()
    found = _sums(reader, day, office=office, region=region)
    dismissed = [one for one in found if not one.path]
    rows = [
        _triage_row([one for one in found if one.path == path], path=path) for path in FindingPath
    ]
    reasons = [
        _triage_row([one for one in dismissed if one.reason == reason], reason=reason)
        for reason in sorted({one.reason for one in dismissed})
    ]
    by_kind: dict[str, tuple[int, int]] = {}
    for kind in FindingKind:
        of_kind = [one for one in found if one.kind == kind]
        counted = sum(one.findings for one in of_kind)
        by_kind[kind.value] = (counted, sum(one.amount for one in of_kind))
    return Triage(
        as_of=day,
        rows=tuple(row for row in rows if row.findings),
        dismissed=_triage_row(dismissed),
        reasons=tuple(sorted(reasons, key=lambda row: -row.findings)),
        total=_triage_row(found),
        by_kind=by_kind,
        undecided=sum(one.findings for one in found if not one.is_decided),
        accepted=sum(one.findings for one in found if one.is_decided and one.path),
    )


def _sums(reader: Reader, day: date, *, office: str | None, region: str | None) -> list[_Sum]:
    chosen = _seen(reader)
    if office:
        chosen = chosen.filter(office=office)
    if region:
        chosen = chosen.filter(subtree(region, "region__pk"))
    sql, values = chosen.order_by().values("pk").query.sql_with_params()
    names = [f"seen_{place}" for place in range(len(values))]
    seen = sql % tuple(f"%({name})s" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            _TRIAGE.format(seen=seen), {"as_of": day, **dict(zip(names, values, strict=True))}
        )
        return [_Sum(*row) for row in cursor.fetchall()]


def _triage_row(found: list[_Sum], *, path: str = "", reason: str = "") -> TriageRow:
    debts = [one for one in found if one.kind == FindingKind.ARREARS]
    others = [one for one in found if one.kind != FindingKind.ARREARS]
    return TriageRow(
        path=str(path),
        reason=reason,
        findings=sum(one.findings for one in found),
        debtors=sum(one.findings for one in debts),
        arrears=sum(one.amount for one in debts),
        estimate=sum(one.amount for one in others),
        workers=sum(one.workers for one in found),
        expected_arrears=sum(one.expected for one in debts),
        expected_recovery=sum(one.expected for one in found),
        handling_cost=sum(one.cost for one in found),
    )


def comparison_files(reader: Reader) -> QuerySet[ComparisonFile]:
    """The lists that the reader's offices compare with, newest first. Raises ``AccessRefused``."""
    reader.require(DETECT_FINDINGS)
    within = scope_q(
        reader,
        region="office__region_id",
        office="office_id",
        employer=None,
        permission=DETECT_FINDINGS,
    )
    return (
        ComparisonFile.objects.filter(within)
        .select_related("office", "uploaded_by", "employer")
        .order_by("-pk")
    )


def comparison_file(reader: Reader, pk: int) -> ComparisonFile:
    """One such list. Raises ``AccessRefused``, and ``NotFound`` when it is not within scope."""
    found = comparison_files(reader).filter(pk=pk).first()
    if found is None:
        raise NotFound(
            "list_not_found",
            f"Daftar nomor {pk} tidak ditemukan.",
            f"List number {pk} was not found.",
        )
    return found


def comparison_answer(reader: Reader, pk: int) -> bytes:
    """The answer workbook of a list (XLSX). Raises ``NotFound`` when it has none."""
    found = comparison_file(reader, pk)
    return store.answer(found.file_name, found.answer_path)
