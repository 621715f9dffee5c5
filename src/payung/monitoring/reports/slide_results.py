"""Slides nine and ten: what was paid out, and what was promised."""

from __future__ import annotations

from django.utils.translation import gettext as _
from pptx.enum.chart import XL_CHART_TYPE as KIND

from payung.monitoring.reports.content import Content, alike
from payung.monitoring.reports.slide_parts import (
    BATA,
    BILLIONS,
    FULL,
    HALF,
    OTHER,
    ROWS,
    TEAL,
    Box,
    Deck,
    Line,
    continued,
)
from payung.monitoring.sessions import words
from payung.partnerships.commitments import CommitmentState


def benefits(deck: Deck, content: Content) -> None:
    """9. Claims paid by province, cases and value per case; the symbolic hand-over apart."""
    pack = content.pack
    page = deck.add(_("Klaim yang dibayar"), _claims_lead(content))
    paid = alike(one for _page, found in content.of("CLAIMS_PAID") for one in found)
    cases = alike(one for _page, found in content.of("CLAIMS_CASES") for one in found)
    page.uses([*paid, *cases])
    if not paid:
        page.text(FULL, [_("Klaim belum dilaporkan untuk periode ini.")], size=20)
        return
    seats = {one.region.pk: words.region_name(one.region) for one in pack.governments}
    page.chart(
        HALF, KIND.COLUMN_CLUSTERED, [seats[one.region or ""] for one in paid[:16]],
        [Line(_("Klaim (miliar rupiah)"), tuple(one.value for one in paid[:16]), TEAL)],
        form=BILLIONS, title=_("Klaim dibayar (miliar rupiah)"),
    )  # fmt: skip
    known = {one.region: one for one in cases}
    rows = [
        [
            seats[one.region or ""],
            words.value_of(known.get(one.region)),
            words.rupiah_short(one.value),
            _per_case(one.value, known[one.region].value) if one.region in known else "–",
        ]
        for one in paid[: ROWS - 2]
    ]
    total, count = pack.total("CLAIMS_PAID"), pack.total("CLAIMS_CASES")
    if total is not None and count:
        rows.append([_("Jumlah"), words.number(count), words.rupiah_short(total),
                     _per_case(total, count)])  # fmt: skip
    page.table(
        Box(OTHER.x, OTHER.y, OTHER.width, 0),
        [_("Daerah"), _("Kasus"), _("Nilai"), _("Per kasus")], rows, [30, 17, 29, 24],
    )  # fmt: skip
    handed = [one for _page, found in content.of("SYMBOLIC_HANDOVER") for one in found]
    handed += (
        [pack.nation["SYMBOLIC_HANDOVER", ""]] if (("SYMBOLIC_HANDOVER", "") in pack.nation) else []
    )
    if handed:
        page.uses(handed)
        below = Box(OTHER.x, OTHER.y + OTHER.height - 700_000, OTHER.width, 700_000)
        page.text(below, [_handed(sum(one.value for one in handed))], size=14, colour=BATA)


def _handed(amount: int) -> str:
    return _("Penyerahan simbolis %(amount)s dicatat terpisah dan tidak menambah jumlah klaim.") % {
        "amount": words.rupiah(amount)
    }


def _per_case(amount: int, count: int) -> str:
    return words.rupiah_short((2 * amount + count) // (2 * count)) if count else "–"


def _claims_lead(content: Content) -> str:
    total, count = content.pack.total("CLAIMS_PAID"), content.pack.total("CLAIMS_CASES")
    if total is None or count is None:
        return _("Dijumlahkan hanya bila setiap daerah melaporkan periode yang sama.")
    return _("Bersama %(amount)s untuk %(cases)s kasus.") % {
        "amount": words.rupiah(total),
        "cases": words.number(count),
    }


def commitments(deck: Deck, content: Content) -> None:
    """10. What was promised, by whom, by when, and how far it has come."""
    names = {one.region.pk: words.region_name(one.region) for one in content.pack.governments}
    states = {
        CommitmentState.OPEN: _("berjalan"),
        CommitmentState.LATE: _("terlambat"),
        CommitmentState.DONE: _("selesai"),
        CommitmentState.CANCELLED: _("dibatalkan"),
    }
    rows = [
        [
            _("Sesi lalu") if one.is_earlier else names.get(one.region or "", "–"),
            one.row.commitment.text[:90],
            one.row.owner[:48],
            words.day(one.row.due_on),
            states[CommitmentState(one.row.state)],
        ]
        for one in content.promises
    ]
    late = sum(one.row.state == CommitmentState.LATE for one in content.promises)
    lead = _("%(all)s komitmen, %(late)s terlambat. Ditandatangani dengan berita acara.") % {
        "all": words.number(len(rows)),
        "late": words.number(late),
    }
    tall = ROWS // 2  # their texts take two lines
    for number, start in enumerate(range(0, max(1, len(rows)), tall)):
        page = deck.add(continued(_("Komitmen dan batas waktu"), number), lead)
        if not rows:
            page.text(FULL, [_("Belum ada komitmen; catat selama sesi.")], size=20)
            return
        page.table(
            FULL,
            [_("Daerah"), _("Tindak lanjut"), _("Penanggung jawab"), _("Batas waktu"),
             _("Keadaan")],
            rows[start : start + tall], [16, 38, 23, 19, 12],
        )  # fmt: skip
