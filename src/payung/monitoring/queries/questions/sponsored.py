"""Questions about people whom governments pay for: whose cover ends, who is on two lists."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

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
from payung.sponsorship.queries.lapsing import lapsing, lapsing_days
from payung.sponsorship.queries.payers import OtherPayer, PaidTwice, paid_twice

#: The other side is a list as well, and no employer or membership.
_LISTS = (OtherPayer.OTHER_GOVERNMENT, OtherPayer.OTHER_SOURCE, OtherPayer.SAME_PAYER)


def soon_lapsing(asked: Asked) -> Answer:
    """Which subsidised persons lapse within the office's days (``sponsorship/lapsing_days``)."""
    days = lapsing_days(asked.on)
    found = lapsing(asked.reader, asked.on, days, region=asked.region)
    return table(
        (
            Column("village", lazy("Desa atau kelurahan")),
            Column("district", lazy("Kecamatan")),
            Column("name", lazy("Nama")),
            Column("list", lazy("Daftar")),
            Column("ends_on", lazy("Berakhir"), Kind.DAY),
            Column("days_left", lazy("Hari lagi"), Kind.COUNT),
        ),
        [
            Row(
                (
                    one.village or _("Tanpa desa"),
                    one.district,
                    one.name,
                    one.list_number,
                    one.ends_on,
                    one.days_left,
                ),
                About("list", str(one.list_id)),
            )
            for one in found
        ],
        headline=(
            Headline(lazy("Orang"), len(found)),
            Headline(
                lazy("Desa atau kelurahan"), len({(one.region, one.village) for one in found})
            ),
            Headline(
                lazy("Yang pertama berakhir"),
                min((one.ends_on for one in found), default=None),
                Kind.DAY,
            ),
        ),
        notes=[_("Berakhir dalam %(days)s hari dan belum diperpanjang.") % {"days": days}],
    )


def two_lists(asked: Asked) -> Answer:
    """Which persons of a list in sight are paid for in some of the same months by another list."""
    found = [one for one in paid_twice(asked.reader, region=asked.region) if one.payer in _LISTS]
    months = sum(_months(one.first_month, one.last_month) for one in found)
    return table(
        (
            Column("name", lazy("Nama")),
            Column("village", lazy("Desa atau kelurahan")),
            Column("list", lazy("Daftar")),
            Column("other", lazy("Daftar lain")),
            Column("source", lazy("Sumber dana lain")),
            Column("government", lazy("Pemerintah lain")),
            Column("from", lazy("Dari bulan"), Kind.DAY),
            Column("to", lazy("Sampai bulan"), Kind.DAY),
            Column("months", lazy("Bulan ganda"), Kind.COUNT, total=True),
        ),
        [_twice(one) for one in found],
        headline=(
            Headline(lazy("Orang"), len({(one.list_id, one.row_no) for one in found})),
            Headline(lazy("Bulan ganda"), months),
        ),
    )


def _twice(one: PaidTwice) -> Row:
    return Row(
        (
            one.name,
            one.village,
            one.list_number,
            one.other,
            one.other_source_name,
            one.other_region,
            one.first_month,
            one.last_month,
            _months(one.first_month, one.last_month),
        ),
        About("list", str(one.list_id)),
    )


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1
