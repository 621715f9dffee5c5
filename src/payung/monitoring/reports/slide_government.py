"""Slides four to ten: what the governments have, spend, enforce, receive and promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from pptx.enum.chart import XL_CHART_TYPE as KIND

from payung.monitoring.reports.content import Content, alike
from payung.monitoring.reports.slide_parts import (
    BATA,
    COUNT,
    DAUN,
    FULL,
    HALF,
    MILLIONS,
    OTHER,
    ROWS,
    TEAL,
    Box,
    Deck,
    Line,
    Page,
    below,
    continued,
)
from payung.monitoring.sessions import words
from payung.monitoring.sessions.inputs import SEGMENTS
from payung.monitoring.sessions.pages import GovernmentPage
from payung.monitoring.sessions.waterfall import Step, gap_steps

Row = list[str]


@dataclass(frozen=True)
class Bars:
    """The chart under a table: how its figures are written, and name and code of each series."""

    title: str
    form: str
    series: tuple[tuple[str, str], ...]


def segments(deck: Deck, content: Content) -> None:
    """4. Active members by segment, and the waterfall from them to the target."""
    pages = content.pack.governments
    shown = [one for one in pages if any(one.figure("ACTIVE_MEMBERS", part) for part in SEGMENTS)]
    steps = gap_steps(content.pack)
    page = deck.add(_("Segmen dan kekurangan menuju target"), _gap_lead(content))
    page.uses(
        one.figures["ACTIVE_MEMBERS", part]
        for one in shown
        for part in SEGMENTS
        if ("ACTIVE_MEMBERS", part) in one.figures
    )
    page.uses(one.coverage for one in pages if one.coverage)
    if shown:
        page.chart(
            HALF, KIND.COLUMN_STACKED, [words.region_name(one.region) for one in shown[:16]],
            [
                Line(words.part_name(part), tuple(
                    found.value if (found := one.figure("ACTIVE_MEMBERS", part)) else None
                    for one in shown[:16]
                ))
                for part in SEGMENTS
            ],
            form=COUNT, labels=False, title=_("Peserta aktif menurut segmen"),
        )  # fmt: skip
    else:
        page.text(HALF, [_("Peserta menurut segmen belum dilaporkan.")], size=18)
    if steps:
        _waterfall(page, OTHER, steps)
    else:
        page.text(OTHER, [_("Kekurangan bersama tidak dihitung: arti atau target belum sama.")])


def _gap_lead(content: Content) -> str:
    gaps = [one.gap_persons for one in content.pack.governments if one.gap_persons is not None]
    if not gaps or len(gaps) < len(content.pack.governments):
        return _("Kekurangan dihitung hanya bila arti dan target setiap daerah diketahui.")
    lacking = sum(max(0, gap) for gap in gaps)
    return _("Kurang %(persons)s orang lagi untuk mencapai target tahun %(year)s.") % {
        "persons": words.number(lacking),
        "year": content.session.as_of.year,
    }


def _waterfall(page: Page, box: Box, steps: Sequence[Step]) -> None:
    """Stacked columns on an unseen base: how the parts add up, and what lacks."""

    def line(name: str, kind: str) -> tuple[int | None, ...]:
        return tuple(step.size if step.kind == kind else None for step in steps)

    page.chart(
        box, KIND.COLUMN_STACKED, [_step_name(step) for step in steps],
        [
            Line(_("Dasar"), tuple(step.base for step in steps), is_hidden=True),
            Line(_("Peserta aktif"), line("", "PART"), TEAL),
            Line(_("Kekurangan"), line("", "GAP"), BATA),
            Line(_("Target"), line("", "WHOLE"), DAUN),
        ],
        form=COUNT, labels=False, legend=False, title=_("Dari peserta aktif ke target (orang)"),
    )  # fmt: skip


def _step_name(step: Step) -> str:
    names = {"GAP": _("Kurang"), "WHOLE": _("Target")}
    told = names.get(step.kind) or words.part_short(step.name)
    return f"{told}\n{words.number(step.size)}"  # on the column it would lie on its colour


def as_employer(deck: Deck, content: Content) -> None:
    """5. The government as employer: staff who are no civil servants, village officials."""
    codes = ("NON_ASN_TOTAL", "NON_ASN_ENROLLED", "NON_ASN_COVERAGE", "VILLAGE_OFFICIALS_ENROLLED")

    def row(page: GovernmentPage) -> Row:
        return [
            words.region_name(page.region),
            *(words.value_of(page.figure(code)) for code in codes),
        ]

    _tables(
        deck, content, _("Pemerintah daerah sebagai pemberi kerja"),
        _("Pegawai non-ASN dan aparatur desa: berapa jumlahnya, berapa yang terdaftar."),
        [_("Daerah"), _("Pegawai non-ASN"), _("Terdaftar"), _("Bagian"), _("Aparatur desa")],
        row, codes, [30, 18, 18, 16, 18],
        Bars(_("Pegawai non-ASN: seluruhnya dan yang terdaftar"), COUNT,
             ((_("Seluruhnya"), codes[0]), (_("Terdaftar"), codes[1]))),
    )  # fmt: skip


def budget(deck: Deck, content: Content) -> None:
    """6. Budgets: allocated or not, how much, for how many, and what was paid."""
    codes = ("BUDGET_PLANNED", "BUDGET_REALISED", "BUDGET_PERSONS")

    def row(page: GovernmentPage) -> Row:
        under = page.lists.get("budget_below") or {}
        told = (
            _("%(none)s dari %(all)s")
            % {"none": under["without_non_asn"], "all": under["governments"]}
            if under.get("governments")
            else "–"
        )
        return [
            words.region_name(page.region),
            _allocated(page),
            *(words.value_of(page.figure(code), short=True) for code in codes),
            told,
        ]

    _tables(
        deck, content, _("Anggaran iuran"),
        _("Sudah dialokasikan atau belum, untuk berapa orang, dan berapa yang sudah dibayar."),
        [_("Daerah"), _("Non-ASN"), _("Anggaran"), _("Dibayar"), _("Orang"),
         _("Kab/kota tanpa anggaran non-ASN")],
        row, codes, [24, 16, 18, 18, 11, 19],
        Bars(_("Anggaran dan yang dibayar (juta rupiah)"), MILLIONS,
             ((_("Anggaran"), codes[0]), (_("Dibayar"), codes[1]))),
    )  # fmt: skip


def _allocated(page: GovernmentPage) -> str:
    told = page.serves_non_asn
    if told is None:
        return _("tidak diketahui")
    return _("ada") if told else _("belum ada")


def regulations(deck: Deck, content: Content) -> None:
    """7. Regulations: the strongest of each government, since when, and how many below."""

    def row(page: GovernmentPage) -> Row:
        listed = page.lists.get("regulations") or []
        under = page.lists.get("regulations_below") or {}
        first = min(listed, key=lambda one: (not one["is_perda"], one["since"]), default=None)
        counted = (
            _("%(some)s dari %(all)s") % {"some": under["with_rule"], "all": under["governments"]}
            if under.get("governments")
            else "–"
        )
        return [
            words.region_name(page.region),
            words.value_of(page.figure("REGULATIONS_IN_FORCE")),
            words.value_of(page.figure("HAS_PERDA")),
            first["name"] if first else "–",
            words.day(date.fromisoformat(first["since"])) if first else "–",
            counted,
        ]

    _tables(
        deck, content, _("Regulasi"),
        _("Perda mengikat pihak ketiga; Perkada dan surat edaran lebih lemah."),
        [_("Daerah"), _("Berlaku"), _("Perda"), _("Terkuat"), _("Sejak"),
         _("Kab/kota dengan Perda/Perkada")],
        row, ("REGULATIONS_IN_FORCE", "HAS_PERDA"), [22, 10, 13, 20, 18, 21],
    )  # fmt: skip


def compliance(deck: Deck, content: Content) -> None:
    """8. Compliance: firms, arrears, mandates and what they brought back."""
    codes = ("ACTIVE_EMPLOYERS", "EMPLOYERS_IN_ARREARS", "ARREARS_PRINCIPAL", "MANDATES_OPEN",
             "MANDATED_PRINCIPAL", "RECOVERED")  # fmt: skip

    def row(page: GovernmentPage) -> Row:
        return [
            words.region_name(page.region),
            *(words.value_of(page.figure(code), short=True) for code in codes),
        ]

    _tables(
        deck, content, _("Kepatuhan"),
        _("Pemberi kerja, tunggakan, surat kuasa khusus (SKK) dan pemulihannya."),
        [_("Daerah"), _("Pemberi kerja"), _("Menunggak"), _("Tunggakan"), _("SKK"),
         _("Dikuasakan"), _("Dipulihkan")],
        row, codes, [22, 13, 12, 17, 8, 16, 16],
        Bars(_("Pokok tunggakan (juta rupiah)"), MILLIONS, ((_("Tunggakan"), codes[2]),)),
    )  # fmt: skip


def _tables(
    deck: Deck,
    content: Content,
    title: str,
    lead: str,
    heads: Sequence[str],
    row: Callable[[GovernmentPage], Row],
    codes: Sequence[str],
    widths: Sequence[int],
    bars: Bars | None = None,
) -> None:
    """A table of all governments, over as many slides as it needs; a chart where there is room."""
    pages = content.pack.governments
    for number, start in enumerate(range(0, max(1, len(pages)), ROWS)):
        page = deck.add(continued(title, number), lead)
        shown = pages[start : start + ROWS]
        page.uses(
            one.figures[code, ""] for one in shown for code in codes if (code, "") in one.figures
        )
        page.table(FULL, heads, [row(one) for one in shown], widths)
        room = below(len(shown))
        if bars is not None and room is not None:
            _bars(page, room, bars, shown)


def _bars(page: Page, room: Box, bars: Bars, shown: Sequence[GovernmentPage]) -> None:
    """Columns of figures that mean the same; a government with another meaning has none."""
    lines = []
    for name, code in bars.series:
        found = {one.region.pk: one.figure(code) for one in shown}
        same = {one.pk for one in alike(one for one in found.values() if one)}
        lines.append(
            Line(
                name, tuple(one.value if one and one.pk in same else None for one in found.values())
            )
        )
    if any(value is not None for line in lines for value in line.values):
        places = [words.region_name(one.region) for one in shown]
        page.chart(room, KIND.COLUMN_CLUSTERED, places, lines, form=bars.form, title=bars.title)
