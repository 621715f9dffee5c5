"""Questions about enforcement: silence after SP2, mandates without money, what comes back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from payung.access.permissions import VIEW_RECOVERY
from payung.compliance.deadlines import length
from payung.compliance.facts import facts_of
from payung.compliance.models import CaseStep, Mandate, MandateKind, Stage
from payung.compliance.queries.cases import seen, with_claims
from payung.compliance.queries.mandate_reach import reach_q
from payung.compliance.queries.mandates import mandates
from payung.compliance.queries.recoveries import Recovery, recoveries_of
from payung.law import parameters
from payung.monitoring.queries.questions.form import (
    About,
    Answer,
    Asked,
    Column,
    Headline,
    Kind,
    Row,
    share,
    table,
)
from payung.partnerships.models import AgreementTerm
from payung.partnerships.terms import mandate_key
from payung.reference.queries import subtree

_SECOND = "WARNING_SECOND"
_UNPAID_DAYS = "compliance/mandate_unpaid_days"


def silent_after_second_warning(asked: Asked) -> Answer:
    """Which employers got SP2, its working days are over, and nothing followed by the day.

    A case is read as it stood on the day: by its last step until then. Whoever owes nothing any
    more is left out.
    """
    visible = seen(asked.reader).filter(subtree(asked.region or "", "region__code"))
    last = (
        CaseStep.objects.filter(case__in=visible, happened_on__lte=asked.on)
        .order_by("case", "-sequence")
        .distinct("case")
    )
    ended = CaseStep.objects.filter(
        pk__in=last.values("pk"), stage=Stage.WARNED_SECOND, due_on__lt=asked.on
    )
    over = {step.case_id: step.due_on for step in ended if step.due_on is not None}
    found = list(visible.filter(pk__in=over).select_related("employer", "office", "region"))
    facts = facts_of(found, asked.on)
    owing = [case for case in found if facts[case.pk].owes]
    given = _second_warnings([case.pk for case in owing], asked.on)
    rows = with_claims(visible.filter(pk__in=[case.pk for case in owing]), asked.on)
    return table(
        (
            Column("firm", lazy("Pemberi kerja")),
            Column("case", lazy("Perkara")),
            Column("given", lazy("SP2"), Kind.DAY),
            Column("due", lazy("Batas"), Kind.DAY),
            Column("days", lazy("Hari lewat"), Kind.COUNT),
            Column("owed", lazy("Yang ditagih"), Kind.MONEY, total=True),
        ),
        [
            Row(
                (
                    row.case.firm_name,
                    row.case.number,
                    given.get(row.case.pk),
                    over[row.case.pk],
                    (asked.on - over[row.case.pk]).days,
                    row.owed,
                ),
                About("case", row.case.number),
            )
            for row in rows
        ],
        headline=(
            Headline(lazy("Pemberi kerja"), len(rows)),
            Headline(lazy("Yang ditagih"), sum(row.owed for row in rows), Kind.MONEY),
        ),
        notes=[
            _("SP2 dijawab dalam %(days)s hari kerja; sesudahnya belum ada langkah lain.")
            % {"days": length(_SECOND, asked.on)}
        ],
    )


def _second_warnings(cases: list[int], on: date) -> dict[int, date]:
    """The day of the last second warning of each case."""
    steps = CaseStep.objects.filter(case__in=cases, kind=_SECOND, happened_on__lte=on)
    return dict(steps.order_by("sequence").values_list("case", "happened_on"))


def mandates_without_money(asked: Asked) -> Answer:
    """Which running SKK brought nothing in so many days, and which run without an agreement."""
    days = parameters.get(_UNPAID_DAYS, asked.on).number
    running = mandates(asked.reader).filter(
        subtree(asked.region or "", "case__region__code"), granted_on__lte=asked.on
    )
    found = list(running.filter(Q(closed_on=None) | Q(closed_on__gt=asked.on)))
    accounts = recoveries_of([one.pk for one in found], asked.on)
    ended = _ended_agreements(found, asked.on)
    rows, unpaid_amount = [], 0
    for one in sorted(found, key=lambda one: (one.granted_on, one.pk)):
        account = accounts[one.pk]
        if account.handed_over and account.remaining <= 0:
            continue
        silent = _is_silent(one, account, asked.on, days)
        lapsed = ended.get((one.branch_id, one.prosecution_office_id))
        if silent or lapsed:
            unpaid_amount += account.remaining if silent else 0
            rows.append(_silent_row(one, account, silent, lapsed, asked.on))
    return table(
        (
            Column("mandate", lazy("SKK")),
            Column("firm", lazy("Pemberi kerja")),
            Column("office", lazy("Kejaksaan")),
            Column("granted", lazy("Diberikan"), Kind.DAY),
            Column("days", lazy("Hari berjalan"), Kind.COUNT),
            Column("remaining", lazy("Sisa"), Kind.MONEY, total=True),
            Column("silent", lazy("Pembayaran")),
            Column("agreement", lazy("Perjanjian berakhir"), Kind.DAY),
        ),
        rows,
        headline=(
            Headline(lazy("SKK tanpa pembayaran"), sum(bool(row.cells[6]) for row in rows)),
            Headline(lazy("Nilainya"), unpaid_amount, Kind.MONEY),
            Headline(lazy("SKK tanpa perjanjian"), sum(bool(row.cells[7]) for row in rows)),
        ),
        notes=[
            _("Tanpa pembayaran: lebih dari %(days)s hari sejak SKK diberikan.") % {"days": days}
        ],
    )


def _is_silent(one: Mandate, account: Recovery, on: date, days: int) -> bool:
    if one.granted_on is None or not account.handed_over or account.first_payment_on is not None:
        return False
    return one.granted_on + timedelta(days=days) < on


def _silent_row(
    one: Mandate, account: Recovery, silent: bool, lapsed: date | None, on: date
) -> Row:
    granted = one.granted_on or on
    return Row(
        (
            one.number,
            one.firm_name,
            str(one.prosecution_office),
            granted,
            (on - granted).days,
            account.remaining,
            _("belum ada") if silent else "",
            lapsed,
        ),
        About("mandate", one.number),
    )


def _ended_agreements(found: list[Mandate], on: date) -> dict[tuple[str, str], date]:
    """The last day of the last agreement of two offices between which none is in force."""
    pairs = {mandate_key(one.branch_id, one.prosecution_office_id): one for one in found}
    terms = AgreementTerm.objects.filter(key__in=pairs, starts_on__lte=on)
    last = dict(terms.values("key").annotate(last=Max("ends_on")).values_list("key", "last"))
    return {
        (one.branch_id, one.prosecution_office_id): last[key]
        for key, one in pairs.items()
        if key in last and last[key] < on
    }


def recovered_by_office(asked: Asked) -> Answer:
    """What came back of each rupiah handed over, by prosecution office, kind of SKK and year."""
    asked.reader.require(VIEW_RECOVERY)
    found = list(
        Mandate.objects.filter(
            reach_q(asked.reader, VIEW_RECOVERY),
            subtree(asked.region or "", "case__region__code"),
            granted_on__lte=asked.on,
        ).select_related("prosecution_office")
    )
    accounts = recoveries_of([one.pk for one in found], asked.on)
    groups: dict[tuple[str, str, int], list[Recovery]] = defaultdict(list)
    for one in found:
        if one.granted_on is not None:
            key = (str(one.prosecution_office), one.kind, one.granted_on.year)
            groups[key].append(accounts[one.pk])
    rows = [_recovered(key, members) for key, members in sorted(groups.items())]
    handed = sum(account.handed_over for account in accounts.values())
    recovered = sum(account.recovered for account in accounts.values())
    return table(
        (
            Column("office", lazy("Kejaksaan")),
            Column("kind", lazy("Jenis kuasa")),
            Column("year", lazy("Tahun SKK")),
            Column("mandates", lazy("SKK"), Kind.COUNT, total=True),
            Column("handed", lazy("Diserahkan"), Kind.MONEY, total=True),
            Column("recovered", lazy("Dipulihkan"), Kind.MONEY, total=True),
            Column("share", lazy("Pulih per rupiah"), Kind.SHARE, of=("recovered", "handed")),
        ),
        rows,
        headline=(
            Headline(lazy("Diserahkan"), handed, Kind.MONEY),
            Headline(lazy("Dipulihkan"), recovered, Kind.MONEY),
            Headline(lazy("Pulih per rupiah"), share(recovered, handed), Kind.SHARE),
        ),
    )


def _recovered(key: tuple[str, str, int], members: list[Recovery]) -> Row:
    office, kind, year = key
    handed = sum(account.handed_over for account in members)
    recovered = sum(account.recovered for account in members)
    return Row(
        (
            office,
            str(MandateKind(kind).label),
            str(year),
            len(members),
            handed,
            recovered,
            share(recovered, handed),
        ),
        About("recap", str(year)),
    )
