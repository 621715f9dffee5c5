"""What the pages of a session say: figures, places, questions, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.monitoring.models import QuestionRule, Unit
from payung.monitoring.queries.sessions import Promise, QuestionRow
from payung.monitoring.reports.booklet import lists_in_words
from payung.monitoring.sessions import words
from payung.monitoring.sessions.inputs import SECTIONS
from payung.monitoring.sessions.pages import GovernmentPage, Pack, Ranked
from payung.monitoring.sessions.shown import Shown
from payung.partnerships.commitments import CommitmentState


@dataclass(frozen=True)
class Headline:
    """A large figure: its name, its value, what stands beside it, where it leads."""

    name: str
    value: str
    beside: str = ""
    address: str = ""
    presses: bool = False


@dataclass(frozen=True)
class FigureRow:
    """A figure in a table: name, value, day, status, definition, and where it is explained."""

    name: str
    value: str
    unit: str
    day: str
    status: str
    definition: str
    address: str


@dataclass(frozen=True)
class QuestionWords:
    """A question as it is shown."""

    row: QuestionRow
    text: str
    reason: str
    topic: str
    rule: str
    figure: str


@dataclass(frozen=True)
class Place:
    """A place of the league."""

    one: Ranked
    name: str
    value: str
    target: str
    note: str
    share: int | None


def value(figure: Shown | None) -> str:
    """A figure in its unit, a dash where there is none."""
    return words.value_of(figure)


def mark(page: GovernmentPage) -> str:
    """Why a government's coverage does not stand beside the others; empty when it does."""
    if page.comparable:
        return ""
    if page.coverage is None:
        return _("belum ada angka")
    return _("arti lain: %(what)s") % {"what": page.coverage.definition}


def figure_address(pk: int) -> str:
    """Where a figure's meaning, inputs and history are shown."""
    return reverse("site:observation", kwargs={"pk": pk})


def headline(
    pack: Pack, asked: Sequence[QuestionRow], promised: Sequence[Promise]
) -> list[Headline]:
    """What a head of office reads first."""
    told = []
    joint = pack.joint_coverage
    if joint is not None:
        members, workers = joint
        share = (members * 20_000 + workers) // (2 * workers)
        told.append(
            Headline(
                _("Cakupan bersama"),
                words.percent(share),
                _("%(members)s dari %(workers)s pekerja")
                % {"members": words.number(members), "workers": words.number(workers)},
            )
        )
    if pack.nation_coverage is not None:
        found = pack.nation_coverage
        told.append(
            Headline(
                _("Nasional"), words.value_of(found), words.name_of(found),
                figure_address(found.pk),
            )
        )  # fmt: skip
    open_ = sum(row.answer is None for row in asked)
    told.append(
        Headline(
            _("Pertanyaan belum dijawab"),
            words.number(open_),
            _("dari %(all)s pertanyaan") % {"all": words.number(len(asked))},
            presses=open_ > 0,
        )
    )
    late = sum(one.row.state == CommitmentState.LATE for one in promised)
    told.append(
        Headline(
            _("Komitmen"),
            words.number(len(promised)),
            _("%(late)s terlambat") % {"late": words.number(late)},
            presses=late > 0,
        )
    )
    return told


def league(ranked: Sequence[Ranked]) -> list[Place]:
    """The places of the league."""
    return [
        Place(
            one=one,
            name=words.region_name(one.region),
            value=words.value_of(one.figure),
            target="–" if one.target_bp is None else words.percent(one.target_bp),
            note=""
            if one.rank
            else (
                _("arti lain: %(what)s") % {"what": one.figure.definition}
                if one.figure
                else _("belum ada angka")
            ),
            share=one.figure.value if one.rank and one.figure else None,
        )
        for one in ranked
    ]


def claims(pack: Pack) -> dict[str, Any] | None:
    """Claims of the governments side by side, with their sum where it may be made."""
    rows = []
    for page in pack.governments:
        paid, cases = page.figure("CLAIMS_PAID"), page.figure("CLAIMS_CASES")
        if paid is None:
            continue
        each = None
        if cases is not None and cases.value:
            each = (2 * paid.value + cases.value) // (2 * cases.value)
        rows.append(
            {
                "name": words.region_name(page.region),
                "cases": value(cases),
                "amount": words.rupiah(paid.value),
                "each": words.rupiah(each) if each is not None else "–",
                "address": figure_address(paid.pk),
                "handed": value(page.figure("SYMBOLIC_HANDOVER")),
            }
        )
    if not rows:
        return None
    amount, count = pack.total("CLAIMS_PAID"), pack.total("CLAIMS_CASES")
    first = next(one for one in pack.governments if one.figure("CLAIMS_PAID"))
    found = first.figure("CLAIMS_PAID")
    return {
        "rows": rows,
        "amount": words.rupiah(amount) if amount is not None else "",
        "cases": words.number(count) if count is not None else "",
        "each": words.rupiah((2 * amount + count) // (2 * count)) if amount and count else "–",
        "span": words.span(found) if found else "",
    }


def question(row: QuestionRow) -> QuestionWords:
    """A question in the reader's language."""
    one = row.question
    return QuestionWords(
        row=row,
        text=words.question(one),
        reason=words.reason(one),
        topic=words.topic_name(one.topic),
        rule=str(QuestionRule(one.rule).label),
        figure=figure_address(one.figure_id) if one.figure_id else "",
    )


def government_head(page: GovernmentPage) -> list[Headline]:
    """The large figures of one government, fit for a projector."""
    found, gap = page.coverage, page.gap_persons
    target = page.target
    told = [
        Headline(
            _("Cakupan"),
            value(found),
            words.name_of(found) if found else _("belum ada angka"),
            figure_address(found.pk) if found else "",
        ),
        Headline(
            _("Target %(year)s") % {"year": target.year} if target else _("Target"),
            words.percent(page.target_bp) if page.target_bp is not None else "–",
            target.document if target else _("belum dicatat"),
        ),
        Headline(
            _("Kekurangan"),
            words.number(gap) if gap is not None else "–",
            _("orang menuju target"),
            presses=gap is not None and gap > 0,
        ),
    ]
    for code, name in (
        ("HAS_PERDA", _("Perda")),
        ("BUDGET_PLANNED", _("Anggaran iuran")),
        ("CLAIMS_PAID", _("Klaim dibayar")),
    ):
        one = page.figure(code)
        told.append(
            Headline(
                name,
                words.value_of(one, short=True),
                words.span(one) if one else _("belum ada angka"),
                figure_address(one.pk) if one else "",
                presses=one is not None and code != "CLAIMS_PAID" and one.value == 0,
            )
        )
    return told


def sections(page: GovernmentPage) -> list[tuple[str, list[FigureRow]]]:
    """The figures of a government by topic; a topic without any is left out."""
    told = []
    for section in SECTIONS:
        rows = [
            _row(one) for (code, _part), one in sorted(page.figures.items())
            if code in section.codes
        ]  # fmt: skip
        if rows:
            told.append((words.topic_name(section.topic), rows))
    return told


def missing(page: GovernmentPage) -> str:
    """The figures that a monev asks for and that nobody has, in words."""
    return ", ".join(words.code_name(code) for code in page.missing)


def lists(page: GovernmentPage) -> list[str]:
    """Regulations, agreements and earlier promises, a line each."""
    return lists_in_words(page)


def _row(one: Shown) -> FigureRow:
    return FigureRow(
        name=words.name_of(one),
        value=words.value_of(one),
        unit="" if one.unit == Unit.BASIS_POINTS else words.unit_of(one),
        day=words.span(one),
        status=words.status_of(one),
        definition=one.definition,
        address=figure_address(one.pk),
    )
