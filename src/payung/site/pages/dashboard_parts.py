"""The blocks of a dashboard: lines of figures, each with its state and the way to its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from payung.monitoring.dashboard_sums import Shown
from payung.monitoring.models import IndicatorDefinition, Status, Unit
from payung.monitoring.queries.dashboards import Board
from payung.registry.models import Programme, Segment
from payung.site import formatting
from payung.site.formatting import language
from payung.site.pages.wording import class_words

Definitions = Mapping[str, IndicatorDefinition]

_FULL = 10_000
#: The headline figures beside the chosen one.
HEADLINES = ("ACTIVE_MEMBERS", "COLLECTION_RATE", "ARREARS_PRINCIPAL")
_COLLECTION = (
    *("BILLED", "COLLECTED", "COLLECTION_RATE", "ACTIVE_EMPLOYERS"),
    *("EMPLOYERS_IN_ARREARS", "ARREARS_SHARE"),
)
_CLAIMS = ("CLAIMS_CASES", "SYMBOLIC_HANDOVER")
_GOVERNMENT = (
    *("REGULATIONS_IN_FORCE", "HAS_PERDA", "AGREEMENTS_IN_FORCE"),
    *("BUDGET_PERSONS", "BUDGET_PLANNED"),
)
_RECOVERY = ("MANDATES_OPEN", "MANDATED_PRINCIPAL")
_FOLLOW_UP = ("COMMITMENTS_OPEN", "COMMITMENTS_LATE", "INSTRUCTIONS_ANSWERED")
#: What a dashboard shows of a place besides the chosen indicator, and what in parts.
CODES = (
    *(*HEADLINES, *_COLLECTION, *_CLAIMS, *_GOVERNMENT, *_RECOVERY, *_FOLLOW_UP),
    *("CLAIMS_PAID", "BUDGET_REALISED", "RECOVERED"),
)
IN_PARTS = ("ACTIVE_MEMBERS", "ARREARS_PRINCIPAL", "CLAIMS_PAID")


@dataclass(frozen=True)
class Line:
    """One figure in words: its name, value, day and state; the gauge is a share of 10,000."""

    name: str
    value: str
    address: str
    beside: str
    is_draft: bool
    gauge: int | None = None
    owed: bool = False

    @property
    def link(self) -> SafeString:
        """The value, leading to its source and meaning; a draft says so.

        Written here and not by a template: a page has some two hundred of them.
        """
        if not self.is_draft:
            return format_html('<a href="{}">{}</a>', self.address, self.value)
        return format_html(
            '<a href="{}">{}</a> <span class="state state--warn">{}</span>',
            self.address,
            self.value,
            _("konsep"),
        )


@dataclass(frozen=True)
class Block:
    """Lines that belong together, and the sentence that says what one sees."""

    key: str
    title: str
    sentence: str
    lines: tuple[Line, ...]
    total: Line | None = None
    more: tuple[str, str] | None = None


def name_of(definition: IndicatorDefinition) -> str:
    """An indicator's name in the reader's language."""
    return definition.name_en if language() == "en" else definition.name_id


def text_of(value: int, unit: str) -> str:
    """A value in its unit, short enough for a column."""
    if unit == Unit.BASIS_POINTS:
        return formatting.percent(value)
    return formatting.rupiah_compact(value) if unit == Unit.RUPIAH else formatting.number(value)


def address_of(shown: Shown) -> str:
    """Where a figure says its source, its state and what it means; a sum names its parts."""
    if shown.pk is None:
        return "#peringkat"
    return _observation().replace("/0/", f"/{shown.pk}/")


@cache
def _observation() -> str:
    """The address of the figure 0: a page leads to some two hundred figures."""
    return reverse("site:observation", kwargs={"pk": 0})


def line_of(
    shown: Shown, name: str, as_of: date, *, gauge: int | None = None, owed: bool = False
) -> Line:
    """A figure as a line; its own month stands beside it when it is older than the one asked."""
    said = []
    if (shown.as_of.year, shown.as_of.month) != (as_of.year, as_of.month):
        said.append(formatting.short_day(shown.as_of))
    if shown.pk is None:
        said.append(_("jumlah %(count)s provinsi") % {"count": len(shown.made_of)})
    if shown.status == Status.CHECKED:
        said.append(_("diperiksa"))
    return Line(
        name=name,
        value=text_of(shown.value, shown.unit),
        address=address_of(shown),
        beside=" · ".join(said),
        is_draft=shown.is_draft,
        gauge=gauge,
        owed=owed,
    )


def blocks_of(board: Board, definitions: Definitions) -> list[Block]:
    """The blocks that have a figure, in the order in which one asks for them."""
    makers: Sequence[Callable[[Board, Definitions], Block | None]] = (
        _segments,
        _collection,
        _ageing,
        _claims,
        _government,
        _recovery,
        _follow_up,
    )
    return [block for make in makers if (block := make(board, definitions)) is not None]


def _share(part: int, whole: int) -> int:
    return max(0, min(_FULL, part * _FULL // whole)) if whole > 0 else 0


def _parts(board: Board, code: str, names: Mapping[str, str], *, owed: bool = False) -> list[Line]:
    """The parts of a whole, each with its bar."""
    found = [(name, board.figures.get((code, part))) for part, name in names.items()]
    known = [(name, shown) for name, shown in found if shown is not None and shown.value]
    whole = board.figures.get((code, ""))
    total = whole.value if whole else sum(shown.value for _name, shown in known)
    return [
        line_of(shown, name, board.as_of, gauge=_share(shown.value, total), owed=owed)
        for name, shown in known
    ]


def _lines(board: Board, definitions: Definitions, codes: Sequence[str]) -> list[Line]:
    found = []
    for code in codes:
        shown = board.figures.get((code, ""))
        if shown is not None and code in definitions:
            share = shown.value if shown.unit == Unit.BASIS_POINTS else None
            gauge = None if share is None else max(0, min(_FULL, share))
            found.append(line_of(shown, name_of(definitions[code]), board.as_of, gauge=gauge))
    return found


def _total(board: Board, code: str) -> Line | None:
    shown = board.figures.get((code, ""))
    return line_of(shown, _("Jumlah"), board.as_of) if shown else None


def _largest(lines: Sequence[Line]) -> str:
    top = max(lines, key=lambda line: line.gauge or 0)
    return _("Terbesar: %(name)s, %(share)s.") % {
        "name": top.name,
        "share": formatting.percent(top.gauge or 0),
    }


def _segments(board: Board, definitions: Definitions) -> Block | None:
    names = {segment.name: _(str(segment.label)) for segment in Segment}
    lines = _parts(board, "ACTIVE_MEMBERS", names)
    if not lines:
        return None
    return Block(
        "segments",
        _("Peserta aktif menurut segmen"),
        _largest(lines),
        tuple(lines),
        _total(board, "ACTIVE_MEMBERS"),
    )


def _ageing(board: Board, definitions: Definitions) -> Block | None:
    names = {
        code: f"{word.name} ({word.months})" for code, word in class_words(board.as_of).items()
    }
    lines = _parts(board, "ARREARS_PRINCIPAL", names, owed=True)
    if not lines:
        return None
    more = None
    if board.place.code and not board.place.is_sum:
        more = (
            f"{reverse('site:arrears')}?wilayah={board.place.code}",
            _("Buka daftar kerja tunggakan"),
        )
    return Block(
        "ageing",
        _("Umur tunggakan"),
        _largest(lines),
        tuple(lines),
        _total(board, "ARREARS_PRINCIPAL"),
        more,
    )


def _collection(board: Board, definitions: Definitions) -> Block | None:
    lines = _lines(board, definitions, _COLLECTION)
    rate = board.figures.get(("COLLECTION_RATE", ""))
    sentence = (
        _("%(share)s iuran yang ditagih sudah dibayar.") % {"share": formatting.percent(rate.value)}
        if rate
        else ""
    )
    return Block("collection", _("Iuran"), sentence, tuple(lines)) if lines else None


def _claims(board: Board, definitions: Definitions) -> Block | None:
    names = {one.name: f"{_(str(one.label))} ({one.name})" for one in Programme}
    lines = [
        *_parts(board, "CLAIMS_PAID", names),
        *_lines(board, definitions, _CLAIMS),
    ]
    if not lines and ("CLAIMS_PAID", "") not in board.figures:
        return None
    paid, cases = board.figures.get(("CLAIMS_PAID", "")), board.figures.get(("CLAIMS_CASES", ""))
    sentence = ""
    if paid and cases:
        sentence = _("%(paid)s dibayarkan untuk %(cases)s kasus.") % {
            "paid": text_of(paid.value, paid.unit),
            "cases": formatting.number(cases.value),
        }
    return Block(
        "claims", _("Manfaat yang dibayarkan"), sentence, tuple(lines), _total(board, "CLAIMS_PAID")
    )


def _government(board: Board, definitions: Definitions) -> Block | None:
    lines = _lines(board, definitions, _GOVERNMENT)
    plan = board.figures.get(("BUDGET_PLANNED", ""))
    spent = board.figures.get(("BUDGET_REALISED", ""))
    sentence = ""
    if spent:
        share = _share(spent.value, plan.value) if plan else None
        name = name_of(definitions["BUDGET_REALISED"])
        lines.append(line_of(spent, name, board.as_of, gauge=share))
        if share is not None:
            sentence = _("%(share)s anggaran iuran sudah terealisasi.") % {
                "share": formatting.percent(share)
            }
    if not lines:
        return None
    return Block(
        "government", _("Pemerintah daerah: regulasi dan anggaran"), sentence, tuple(lines)
    )


def _recovery(board: Board, definitions: Definitions) -> Block | None:
    lines = _lines(board, definitions, _RECOVERY)
    mandated = board.figures.get(("MANDATED_PRINCIPAL", ""))
    recovered = board.figures.get(("RECOVERED", ""))
    if recovered:
        share = _share(recovered.value, mandated.value) if mandated else None
        lines.append(
            line_of(recovered, name_of(definitions["RECOVERED"]), board.as_of, gauge=share)
        )
    if not lines:
        return None
    sentence = (
        _("%(amount)s dipulihkan melalui kejaksaan.")
        % {"amount": text_of(recovered.value, recovered.unit)}
        if recovered
        else ""
    )
    return Block("recovery", _("Kuasa khusus dan pemulihan"), sentence, tuple(lines))


def _follow_up(board: Board, definitions: Definitions) -> Block | None:
    lines = _lines(board, definitions, _FOLLOW_UP)
    if not lines:
        return None
    late = board.figures.get(("COMMITMENTS_LATE", ""))
    sentence = ""
    if late:
        sentence = (
            _("%(count)s komitmen lewat tenggat.") % {"count": formatting.number(late.value)}
            if late.value
            else _("Tidak ada komitmen yang lewat tenggat.")
        )
    return Block("follow_up", _("Komitmen dan butir Inpres"), sentence, tuple(lines))
