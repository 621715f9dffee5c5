"""Questions about governments: their regulation with coverage before and after, their budgets."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from payung import clock
from payung.access.permissions import VIEW_REGULATIONS
from payung.law import parameters
from payung.monitoring.queries.questions.form import (
    About,
    Answer,
    Asked,
    Column,
    Headline,
    Kind,
    Row,
    places_of,
    table,
)
from payung.monitoring.queries.regulation_effects import (
    EFFECT_MONTHS,
    Change,
    Effect,
    regulation_effects,
)
from payung.sponsorship.queries.budget_gaps import GapState, Served, budget_gaps


def regulation_and_coverage(asked: Asked) -> Answer:
    """Which governments have a Perda or Perkada, since when, and coverage before and after.

    By the rule of ``queries.regulation_effects``: the change over the months before and after the
    first day in force, of figures of one meaning, beside that of the province.
    """
    found = [
        effect
        for region in places_of(asked.reader, VIEW_REGULATIONS, asked.region)
        for effect in regulation_effects(asked.reader, region=region)
    ]
    having = sorted(
        (one for one in found if one.regulation is not None),
        key=lambda one: (one.since or date.min, one.region.pk),
    )
    governments = len({one.region.pk for one in found})
    owners = len({one.region.pk for one in having})
    rose = {one.region.pk for one in having if any((c.points or 0) > 0 for c in one.changes)}
    months = [int(str(row["months"])) for row in parameters.get(EFFECT_MONTHS, clock.today()).rows]
    return table(
        (
            Column("government", lazy("Pemerintah")),
            Column("regulation", lazy("Peraturan")),
            Column("since", lazy("Sejak"), Kind.DAY),
            Column("at", lazy("Cakupan saat itu"), Kind.SHARE),
            *(column for number in months for column in _columns(number)),
        ),
        [_regulated(one) for one in having],
        headline=(
            Headline(lazy("Punya Perda atau Perkada"), owners),
            Headline(lazy("dari pemerintah"), governments),
            Headline(lazy("Cakupan naik sesudahnya"), len(rose)),
        ),
        notes=[
            _("%(number)s pemerintah belum mempunyai Perda atau Perkada yang berlaku.")
            % {"number": governments - owners},
            _("Perubahan: dari sekian bulan sebelum sampai sekian bulan sesudah mulai berlaku, "
              "hanya di antara angka yang artinya sama."),
        ],
    )  # fmt: skip


def _columns(months: int) -> tuple[Column, Column]:
    return (
        Column(
            f"change_{months}",
            _("Perubahan %(months)s bulan") % {"months": months},
            Kind.POINTS,
        ),
        Column(
            f"province_{months}",
            _("Provinsinya, %(months)s bulan") % {"months": months},
            Kind.POINTS,
        ),
    )


def _regulated(one: Effect) -> Row:
    pairs = [
        (own.points, beside.points)
        for own, beside in zip_longest(one.changes, one.province, fillvalue=_NOTHING)
    ]
    return Row(
        (
            one.region.name,
            one.regulation.citation if one.regulation else "",
            one.since,
            one.at.value if one.at else None,
            *(points for pair in pairs for points in pair),
        ),
        About("government", one.region.pk),
    )


#: Beside a province's own government stands no province.
_NOTHING = Change(0, None, None)


def non_asn_budgets(asked: Asked) -> Answer:
    """Which governments budget for non-civil servants in the year of the day, and what is paid."""
    rows = budget_gaps(asked.reader, asked.on.year, asked.on, region=asked.region)
    gaps = [(one, one.gap(Served.NON_ASN)) for one in rows]
    having = [(one, gap) for one, gap in gaps if gap.state != GapState.NONE]
    having.sort(key=lambda pair: (-pair[1].sums.in_force, pair[0].region.pk))
    return table(
        (
            Column("government", lazy("Pemerintah")),
            Column("lines", lazy("Baris anggaran"), Kind.COUNT, total=True),
            Column("persons", lazy("Orang"), Kind.COUNT, total=True),
            Column("months", lazy("Bulan"), Kind.COUNT),
            Column("in_force", lazy("Anggaran"), Kind.MONEY, total=True),
            Column("paid", lazy("Dicairkan"), Kind.MONEY, total=True),
            Column("share", lazy("Dicairkan, persen"), Kind.SHARE, of=("paid", "in_force")),
        ),
        [
            Row(
                (
                    one.region.name,
                    gap.sums.lines,
                    gap.sums.persons,
                    gap.months,
                    gap.sums.in_force,
                    gap.sums.paid_out,
                    gap.sums.paid_bp,
                ),
                About("budgets", one.region.pk),
            )
            for one, gap in having
        ],
        headline=(
            Headline(lazy("Pemerintah yang menganggarkan"), len(having)),
            Headline(lazy("dari pemerintah"), len(rows)),
            Headline(lazy("Orang"), sum(gap.sums.persons for _one, gap in having)),
        ),
        notes=[_("Tahun anggaran %(year)s.") % {"year": asked.on.year}],
    )
