"""The slides of a monev: a cover and the ten that every session shows, with native charts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override
from pptx.enum.chart import XL_CHART_TYPE as KIND

from payung.monitoring.reports import slide_government as government
from payung.monitoring.reports import slide_results as results
from payung.monitoring.reports.content import Content
from payung.monitoring.reports.slide_parts import (
    BATA,
    FULL,
    HALF,
    KUNYIT,
    OTHER,
    PERCENT,
    ROWS,
    SIDE,
    TEAL,
    WIDE,
    Box,
    Deck,
    Line,
    Page,
    continued,
    share,
)
from payung.monitoring.sessions import words
from payung.monitoring.sessions.pages import Ranked

#: The most bars and lines that one chart shows; a longer table stands in the workbook.
MOST_BARS = 16
MOST_LINES = 6


def slides(content: Content, language: str) -> bytes:
    """The deck of a session as PPTX, in Indonesian (``id``) or English (``en``)."""
    with override(language):
        return _deck(content).finish()


def _deck(content: Content) -> Deck:
    session = content.session
    deck = Deck(session.name)
    deck.cover(
        session.name,
        [
            _("Periode %(first)s sampai %(last)s")
            % {"first": words.day(session.period_from), "last": words.day(session.period_to)},
            _("Angka per %(day)s") % {"day": words.day(session.as_of)},
            ", ".join(words.region_name(one.region) for one in content.pack.governments[:12]),
        ],
    )
    national(deck, content)
    ranks(deck, content)
    league(deck, content)
    government.segments(deck, content)
    government.as_employer(deck, content)
    government.budget(deck, content)
    government.regulations(deck, content)
    government.compliance(deck, content)
    results.benefits(deck, content)
    results.commitments(deck, content)
    return deck


def national(deck: Deck, content: Content) -> None:
    """1. The nation's coverage and its path of targets; each scale a line of its own."""
    pack = content.pack
    page = deck.add(_("Gambaran nasional dan jalan ke 2045"), _national_lead(content))
    shown = [
        one
        for (_code, part), one in sorted(pack.nation.items())
        if not part and one.unit == "BASIS_POINTS"
    ][:3]
    page.uses(shown)
    height = SIDE.height // 3 - 100_000
    for index, one in enumerate(shown):
        place = Box(SIDE.x, SIDE.y + index * (SIDE.height // 3), SIDE.width, height)
        page.figure(place, words.name_of(one), words.value_of(one), words.span(one))
    path = [one for one in pack.national_path if one.share is not None]
    if not path:
        page.text(WIDE, [_("Target nasional belum dicatat.")], size=18)
        return
    years = sorted({one.year for one in path})
    lines = []
    for code in dict.fromkeys(one.definition.code for one in path):
        by_year = {one.year: share(one.share) for one in path if one.definition.code == code}
        name = next(one.definition for one in path if one.definition.code == code)
        told = name.name_en if words.language() == "en" else name.name_id
        lines.append(Line(told, tuple(by_year.get(year) for year in years)))
    page.chart(
        WIDE, KIND.LINE_MARKERS, [str(year) for year in years], lines,
        form=PERCENT, title=_("Target nasional per tahun, tiap skala satu garis"), join_gaps=True,
    )  # fmt: skip


def _national_lead(content: Content) -> str:
    found = content.pack.nation_coverage
    if found is None:
        return _("Angka nasional belum ada; yang dibahas adalah daerah pada sesi ini.")
    return _("Secara nasional %(share)s pekerja terlindungi (%(what)s).") % {
        "share": words.percent(found.value),
        "what": found.name(words.language()),
    }


def ranks(deck: Deck, content: Content) -> None:
    """2. The governments by coverage against target, and their lines of the past with breaks."""
    pack = content.pack
    ranked = [one for one in pack.league if one.rank is not None and one.figure]
    apart = [one for one in pack.league if one.rank is None]
    page = deck.add(_("Peringkat daerah pada sesi ini"), _rank_lead(ranked, apart))
    page.uses(one.figure for one in pack.league if one.figure)
    if not ranked:
        page.text(FULL, [_("Belum ada cakupan dengan arti yang sama untuk disandingkan.")], size=20)
        return
    bars = _ends(ranked)
    lines = [Line(_("Cakupan"), tuple(share(one.figure.value) for one in bars if one.figure), TEAL)]
    if any(one.target_bp is not None for one in bars):
        lines.append(Line(_("Target"), tuple(share(one.target_bp) for one in bars), KUNYIT))
    past = _past(content)
    page.chart(
        HALF if past else FULL, KIND.COLUMN_CLUSTERED,
        [words.region_name(one.region) for one in bars], lines,
        form=PERCENT, title=_("Cakupan dan target"),
    )  # fmt: skip
    if past:
        days, series = past
        page.uses(one for row in pack.governments for one in row.past)
        page.chart(
            OTHER, KIND.LINE_MARKERS, days, series, form=PERCENT, labels=False,
            title=_("Perjalanan cakupan; arti yang berganti diputus"),
        )  # fmt: skip


def _rank_lead(ranked: Sequence[Ranked], apart: Sequence[Ranked]) -> str:
    if not ranked:
        return _("Peringkat hanya dibuat dari satu arti.")
    first, last = ranked[0], ranked[-1]
    told = _("%(first)s tertinggi (%(best)s), %(last)s terendah (%(least)s).") % {
        "first": words.region_name(first.region),
        "best": words.value_of(first.figure),
        "last": words.region_name(last.region),
        "least": words.value_of(last.figure),
    }
    if apart:
        told += " " + _("Tidak disandingkan karena artinya lain atau belum ada: %(names)s.") % {
            "names": ", ".join(words.region_name(one.region) for one in apart[:6])
        }
    return told


def _past(content: Content) -> tuple[list[str], list[Line]] | None:
    """The days and lines of the past; a new definition begins a new line, so a break shows."""
    pages = [one for one in content.pack.governments if len(one.past) > 1][:MOST_LINES]
    days = sorted({one.as_of for page in pages for one in page.past})
    if len(days) < 2:
        return None
    series = []
    for page in pages:
        for kind in dict.fromkeys(one.definition for one in page.past):
            values = {one.as_of: share(one.value) for one in page.past if one.definition == kind}
            name = words.region_name(page.region)
            told = name if kind == page.past[-1].definition else f"{name} ({kind})"
            series.append(Line(told, tuple(values.get(day) for day in days)))
    return [words.day(day) for day in days], series


def league(deck: Deck, content: Content) -> None:
    """3. The league table of the governments below (or of those of the session), with its ends."""
    pack = content.pack
    chosen = pack.regencies or pack.league
    for number, start in enumerate(range(0, max(1, len(chosen)), ROWS)):
        title = _("Klasemen kabupaten dan kota") if pack.regencies else _("Klasemen daerah")
        page = deck.add(continued(title, number), _league_lead(content))
        rows = chosen[start : start + ROWS]
        page.uses(one.figure for one in rows if one.figure)
        page.table(
            WIDE,
            [_("Daerah"), _("Peringkat"), _("Cakupan"), _("Target"), _("Catatan")],
            [_place(one) for one in rows],
            [34, 14, 15, 15, 22],
        )
        _boxes(page, pack.best, pack.last)


def _place(one: Ranked) -> list[str]:
    note = ""
    if one.rank is None:
        note = (
            _("arti lain: %(what)s") % {"what": one.figure.definition}
            if one.figure
            else _("belum ada angka")
        )
    return [
        words.region_name(one.region),
        str(one.rank) if one.rank else "–",
        words.value_of(one.figure),
        "–" if one.target_bp is None else words.percent(one.target_bp),
        note,
    ]


def _league_lead(content: Content) -> str:
    common = content.pack.common
    if common is None:
        return _("Belum ada cakupan yang dapat disandingkan.")
    return _("Satu arti untuk semua: %(what)s.") % {"what": common.name(words.language())}


def _boxes(page: Page, best: Sequence[Ranked], last: Sequence[Ranked]) -> None:
    height = SIDE.height // 2 - 100_000
    for index, (name, rows) in enumerate(((_("Tiga tertinggi"), best), (_("Tiga terendah"), last))):
        top = SIDE.y + index * (SIDE.height // 2)
        page.text(Box(SIDE.x, top, SIDE.width, 350_000), [name], size=18, bold=True)
        told = [
            f"{words.region_name(one.region)}  {words.value_of(one.figure)}" for one in rows
        ] or [_("tidak cukup daerah")]
        page.text(
            Box(SIDE.x, top + 420_000, SIDE.width, height - 420_000), told, size=18,
            colour=BATA if index and rows else TEAL,
        )  # fmt: skip


def _ends(ranked: Sequence[Ranked]) -> list[Ranked]:
    """All bars, or where there are too many the first and the last ones."""
    if len(ranked) <= MOST_BARS:
        return list(ranked)
    return [*ranked[: MOST_BARS // 2], *ranked[-MOST_BARS // 2 :]]
