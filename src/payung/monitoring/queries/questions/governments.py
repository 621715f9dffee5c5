"""Questions about governments: their regulation with coverage before and after, their budgets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from payung.monitoring.definitions import ACTIVE_COVERAGE
from payung.monitoring.queries.observations import series
from payung.monitoring.queries.questions.form import (
    About,
    Answer,
    Asked,
    Column,
    Headline,
    Kind,
    Row,
    table,
)
from payung.sponsorship.queries.budget_gaps import GapState, Served, budget_gaps
from payung.sponsorship.queries.regulations import Government, governments


@dataclass(frozen=True)
class Around:
    """Coverage on the last day before a regulation and on the newest day after, basis points.

    Both are of one definition; None where there is no such figure.
    """

    before: int | None = None
    before_on: date | None = None
    after: int | None = None
    after_on: date | None = None
    redefined: bool = False

    @property
    def change(self) -> int | None:
        """By how many basis points coverage changed; None unless both are known."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


def regulation_and_coverage(asked: Asked) -> Answer:
    """Which governments have a Perda or Perkada, since when, and coverage before and after."""
    found = governments(asked.reader, asked.on, region=asked.region)
    having = [one for one in found if one.since is not None]
    around = {
        one.region.pk: _around(asked, one.region.pk, one.since) for one in having if one.since
    }
    having.sort(key=lambda one: (one.since or asked.on, one.region.pk))
    changes = [change for one in having if (change := around[one.region.pk].change) is not None]
    notes = [
        _("%(number)s pemerintah dalam wilayah kerja Anda belum mempunyai Perda atau Perkada.")
        % {"number": len(found) - len(having)}
    ]
    if any(one.redefined for one in around.values()):
        notes.append(_("Perubahan hanya dihitung di antara angka yang artinya sama."))
    return table(
        (
            Column("government", lazy("Pemerintah")),
            Column("perda", lazy("Perda sejak"), Kind.DAY),
            Column("perkada", lazy("Perkada sejak"), Kind.DAY),
            Column("before", lazy("Cakupan sebelum"), Kind.SHARE),
            Column("before_on", lazy("per"), Kind.DAY),
            Column("after", lazy("Cakupan sesudah"), Kind.SHARE),
            Column("after_on", lazy("per"), Kind.DAY),
            Column("change", lazy("Perubahan"), Kind.POINTS),
        ),
        [_regulated(one, around[one.region.pk]) for one in having],
        headline=(
            Headline(lazy("Punya Perda atau Perkada"), len(having)),
            Headline(lazy("dari pemerintah"), len(found)),
            Headline(lazy("Cakupan naik sesudahnya"), sum(change > 0 for change in changes)),
        ),
        notes=notes,
    )


def _regulated(one: Government, around: Around) -> Row:
    return Row(
        (
            one.region.name,
            one.perda.valid_from if one.perda else None,
            one.perkada.valid_from if one.perkada else None,
            around.before,
            around.before_on,
            around.after,
            around.after_on,
            around.change,
        ),
        About("government", one.region.pk),
    )


def _around(asked: Asked, region: str, since: date) -> Around:
    """The coverage of a region around a day, of figures that may be joined by a line."""
    stretches = series(
        asked.reader, code=ACTIVE_COVERAGE, region=region, first=date.min, last=asked.on
    )
    held = [
        (stretch, figure)
        for stretch in stretches
        for figure in stretch.figures
        if figure.as_of < since
    ]
    stretch, before = held[-1] if held else (None, None)
    later = [one for one in stretches if one.figures[-1].as_of >= since]
    same = later[-1:] if stretch is None else [one for one in later if one is stretch]
    after = same[-1].figures[-1] if same else None
    return Around(
        before=before.value if before else None,
        before_on=before.as_of if before else None,
        after=after.value if after else None,
        after_on=after.as_of if after else None,
        redefined=len(same) < len(later),
    )


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
