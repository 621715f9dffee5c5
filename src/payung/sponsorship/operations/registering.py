"""Registering a decreed list: the registry checks each row, takes the good ones, names the rest.

The registry takes a file whole or not at all. So each row is first shown to its own checks; rows
that it would refuse become REJECTED with its sentence, and the others go in as one file. All of it
is one transaction: a process that is killed leaves nothing, and the same call does it again.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Q

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import IMPORT_REGISTRY, REGISTER_LISTS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.partnerships.models import Agreement
from payung.registry.imports.problems import Severity
from payung.registry.imports.taking import Finding
from payung.registry.models import Employer, EmployerKind, ImportFile, Membership, Segment
from payung.registry.operations import import_path, try_path
from payung.sponsorship import cover_refusals as refusals
from payung.sponsorship.cover_terms import cover_of_list
from payung.sponsorship.listing.rules import OF_REGISTRY
from payung.sponsorship.models import (
    PUBLIC_SOURCES,
    BeneficiaryList,
    FundSource,
    ListAct,
    ListRow,
    RowStatus,
    RowStep,
    RowVerdict,
)
from payung.sponsorship.operations.holding import AT_ONCE, add_act, add_steps, locked_list
from payung.sponsorship.operations.renewals import mark_renewed
from payung.sponsorship.queries.agreements import agreement_for
from payung.sponsorship.registering_sheet import SheetTerms, terms_of, write_sheet

_PUBLIC_PAYERS = (EmployerKind.GOVERNMENT_UNIT, EmployerKind.VILLAGE)
_LINK = """
UPDATE sponsorship_listrow AS r SET person_id = p.id
FROM unnest(%s::bigint[], %s::bigint[]) AS p (row_id, id)
WHERE r.id = p.row_id AND r.person_id IS DISTINCT FROM p.id"""


@dataclass(frozen=True)
class Registration:
    """What came of registering: how many rows became members, how many were rejected and why.

    ``by_code`` counts the rejected rows by the registry's code; ``act`` is None where nobody could
    be registered.
    """

    list: BeneficiaryList
    act: ListAct | None
    registered: int
    rejected: int
    by_code: dict[str, int]


def register_list(
    *,
    actor: Reader,
    list_id: int,
    payer_npp: str,
    payer_division: str = "000",
    on: date | None = None,
) -> Registration:
    """Make members of the decreed rows of a list, for the decreed months, paid by a payer.

    The cover begins with the first month of the list, or the month of ``on`` (default today) when
    that is later, and runs for the decreed number of months. Rows that the registry refuses become
    REJECTED with its code and sentence. Doing it again registers nobody twice: without decreed
    rows it gives what came of it last time.

    Raises ``AccessRefused`` without REGISTER_LISTS; ``ListRefused`` (state, no agreement in force,
    payer unknown or unfit for the money, first month to come, people of a wage earners' line).
    """
    actor.require(IMPORT_REGISTRY)
    day = on or clock.today()
    with transaction.atomic():
        found = locked_list(actor, list_id, ListAct.Kind.REGISTERED)
        rows = _decreed(found)
        if not rows:
            return last_registration(found)
        payer = _payer(actor, found, payer_npp, payer_division)
        agreement = _agreement(found, payer, day)
        terms = terms_of(found, _starts_on(found, day))
        with acting(actor, f"Mendaftarkan daftar {found.number}"), _folder() as folder:
            return _Registering(actor, found, payer, agreement, terms, Path(folder), day).run(rows)


def last_registration(found: BeneficiaryList) -> Registration:
    """What came of the last registering of a list. Raises ``ListRefused`` when there was none."""
    act = found.acts.filter(kind=ListAct.Kind.REGISTERED).order_by("-pk").first()
    if act is None:
        raise refusals.nothing_to("didaftarkan", "registered", found)
    told = act.data
    return Registration(found, act, told["registered"], told["rejected"], told["by_code"])


def payers_for(actor: Reader, found: BeneficiaryList) -> list[Employer]:
    """The payers of the actor's offices that may pay for a list: by region and source of money."""
    kinds = _PUBLIC_PAYERS if found.fund_source in PUBLIC_SOURCES else ()
    payers = Employer.objects.filter(_within(actor), region__pk__startswith=found.region_id)
    payers = (
        payers.filter(kind__in=kinds) if kinds else payers.exclude(kind__in=_PUBLIC_PAYERS)
    ).exclude(status="CLOSED")
    return list(payers.order_by("kind", "name", "division"))


@dataclass(frozen=True)
class _Registering:
    actor: Reader
    found: BeneficiaryList
    payer: Employer
    agreement: Agreement
    terms: SheetTerms
    folder: Path
    on: date

    def run(self, rows: Sequence[ListRow]) -> Registration:
        findings = self._look(rows)
        wrong = {row for row, told in findings.items() if _worst(told) is not None}
        good = [row for row in rows if row.pk not in wrong]
        taken = self._take(good) if good else None
        by_code = Counter(
            worst.code for told in findings.values() if (worst := _worst(told)) is not None
        )
        act = None
        if taken is not None:
            act = self._act(taken, len(good), by_code)
            self._link(good, taken, act)
            mark_renewed(self.actor, self.found, act)
        self._reject(rows, findings, act)
        return Registration(self.found, act, len(good), sum(by_code.values()), dict(by_code))

    def _look(self, rows: Sequence[ListRow]) -> dict[int, list[Finding]]:
        """What the registry finds wrong or strange, by the id of the row."""
        path = self.folder / f"{self.found.number}.csv"
        places = write_sheet(path, rows, self.terms)
        found: dict[int, list[Finding]] = defaultdict(list)
        for one in try_path(**self._asked(path)):  # type: ignore[arg-type]
            if one.severity > Severity.NOTE:
                found[places[one.row_no].pk].append(one)
        return found

    def _take(self, rows: Sequence[ListRow]) -> ImportFile:
        path = self.folder / f"{self.found.number}.csv"
        write_sheet(path, rows, self.terms)
        outcome = import_path(**self._asked(path))  # type: ignore[arg-type]
        if not outcome.accepted:
            raise refusals.registry_changed()
        return outcome.import_file

    def _asked(self, path: Path) -> dict[str, object]:
        return {
            "actor": self.actor,
            "kind": ImportFile.Kind.SPONSORED,
            "office_code": self.payer.office_id,
            "month": self.on.replace(day=1),
            "path": path,
            "payer_npp": self.payer.registration_number,
            "payer_division": self.payer.division,
        }

    def _act(self, taken: ImportFile, registered: int, by_code: Counter[str]) -> ListAct:
        return add_act(
            self.actor,
            self.found,
            ListAct.Kind.REGISTERED,
            on=self.on,
            agreement=self.agreement,
            import_file=taken,
            data={
                "registered": registered,
                "rejected": sum(by_code.values()),
                "by_code": dict(by_code),
                "payer": f"{self.payer.registration_number}/{self.payer.division}",
                "starts_on": self.terms.starts_on.isoformat(),
                "months": self.terms.months,
            },
        )

    def _link(self, rows: Sequence[ListRow], taken: ImportFile, act: ListAct) -> None:
        """Tie each row to its person and membership: those that this file has made."""
        members = {
            bytes(member.person.national_id_hash): member
            for member in Membership.objects.filter(source_file=taken).select_related("person")
        }
        linked = [(row, members[bytes(row.national_id_hash or b"")]) for row in rows]
        with connection.cursor() as cursor:
            cursor.execute(
                _LINK, [[row.pk for row, _ in linked], [one.person_id for _, one in linked]]
            )
        add_steps(
            RowStep(
                row=row,
                status=RowStatus.REGISTERED,
                act=act,
                membership=member,
                happened_on=self.on,
                recorded_by=self.actor.user,
            )
            for row, member in linked
        )

    def _reject(
        self, rows: Iterable[ListRow], findings: dict[int, list[Finding]], act: ListAct | None
    ) -> None:
        RowVerdict.objects.bulk_create(
            (
                RowVerdict(
                    row_id=row,
                    column=one.column[:20],
                    code=f"{OF_REGISTRY}{one.code}",
                    severity=_SEVERITIES[one.severity],
                    detail=one.detail[:200],
                    recorded_by=self.actor.user,
                )
                for row, told in findings.items()
                for one in told
            ),
            batch_size=AT_ONCE,
        )
        add_steps(
            RowStep(
                row=row,
                status=RowStatus.REJECTED,
                act=act,
                reason=f"{OF_REGISTRY}{worst.code}",
                happened_on=self.on,
                recorded_by=self.actor.user,
            )
            for row in rows
            if (worst := _worst(findings.get(row.pk, ()))) is not None
        )


_SEVERITIES = {
    Severity.WARNING: RowVerdict.Severity.WARNING,
    Severity.ERROR: RowVerdict.Severity.ERROR,
}


def _worst(told: Iterable[Finding]) -> Finding | None:
    """The first error of a row: what it is rejected for."""
    return next((one for one in told if one.severity == Severity.ERROR), None)


def _decreed(found: BeneficiaryList) -> list[ListRow]:
    return list(
        ListRow.objects.select_for_update(of=("self",))
        .filter(list=found, status=RowStatus.DECREED)
        .select_related("village")
        .order_by("row_no")
    )


def _payer(actor: Reader, found: BeneficiaryList, number: str, division: str) -> Employer:
    if cover_of_list(found).segment != Segment.NON_WAGE_EARNER:
        raise refusals.wage_earners(found)
    payer = (
        Employer.objects.select_related("office", "region")
        .filter(_within(actor), registration_number=number.strip().upper(), division=division)
        .first()
    )
    if payer is None:
        raise refusals.no_payer(number, division)
    public = found.fund_source in PUBLIC_SOURCES
    if public != (payer.kind in _PUBLIC_PAYERS):
        told = (
            ("pembayar penyelenggara negara atau pemerintah desa", "a government unit or a village")
            if public
            else ("pembayar yang bukan pemerintah", "a payer that is no government")
        )
        raise refusals.payer_unfit(payer, str(FundSource(found.fund_source).label), *told)
    if not payer.region_id.startswith(found.region_id):
        raise refusals.payer_elsewhere(payer, found)
    return payer


def _within(actor: Reader) -> Q:
    return scope_q(actor, employer=None, permission=REGISTER_LISTS)


def _agreement(found: BeneficiaryList, payer: Employer, on: date) -> Agreement:
    """The agreement that the registration rests on: the one recorded, else one in force."""
    agreement = agreement_for(found, payer.office, on)
    if agreement is None:
        raise refusals.no_agreement(found, str(payer.office), on)
    return agreement


def _starts_on(found: BeneficiaryList, on: date) -> date:
    if found.first_month > on:
        raise refusals.month_to_come(found, found.first_month)
    return max(found.first_month, on.replace(day=1))


def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder of its owner's alone, gone when the sheet was read."""
    return tempfile.TemporaryDirectory(prefix="payung-list-")
