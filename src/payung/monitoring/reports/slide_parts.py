"""A slide deck of plain 16:9 slides: title, blocks, a foot with the sources, notes.

Charts are native: they can be opened and changed in PowerPoint and LibreOffice. Every slide tells
its definitions, sources and day in the foot, and each figure's record in the notes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from payung.monitoring.sessions import words
from payung.monitoring.sessions.shown import Shown

FONT: Final = "Arial"
INK, SOFT, LINE = RGBColor(0x1C, 0x25, 0x26), RGBColor(0x4D, 0x5A, 0x5C), RGBColor(0xD9, 0xD2, 0xC3)
NILA, WASH, WHITE = (
    RGBColor(0x0D, 0x3B, 0x45),
    RGBColor(0xE3, 0xEE, 0xF0),
    RGBColor(0xFF, 0xFF, 0xFF),
)
TEAL, DAUN, BATA, KUNYIT = (
    RGBColor(0x0F, 0x55, 0x63),
    RGBColor(0x2C, 0x6E, 0x49),
    RGBColor(0xA3, 0x34, 0x1F),
    RGBColor(0xF2, 0xB4, 0x41),
)
#: Series of a chart that has several, in order; told apart on paper too by their labels.
SERIES: Final = (TEAL, KUNYIT, DAUN, BATA, RGBColor(0x85, 0x80, 0x6F), RGBColor(0x7F, 0xA8, 0xB0))
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, RIGHT = Inches(0.6), Inches(12.733)
TOP, BOTTOM = Inches(1.55), Inches(6.65)
ROW: Final = Inches(0.38)
#: Rows of a table that a slide holds, its heading not counted.
ROWS: Final = 12
PERCENT: Final = '0.00"%"'
COUNT: Final = "#,##0"
BILLIONS: Final = "#,##0,,,"
MILLIONS: Final = "#,##0,,"
Value = int | Decimal | None


@dataclass(frozen=True)
class Box:
    """A place on a slide."""

    x: int
    y: int
    width: int
    height: int


FULL: Final = Box(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP)
WIDE: Final = Box(LEFT, TOP, Inches(7.6), BOTTOM - TOP)
SIDE: Final = Box(Inches(8.5), TOP, RIGHT - Inches(8.5), BOTTOM - TOP)
HALF: Final = Box(LEFT, TOP, Inches(5.9), BOTTOM - TOP)
OTHER: Final = Box(Inches(6.8), TOP, RIGHT - Inches(6.8), BOTTOM - TOP)


@dataclass(frozen=True)
class Line:
    """One series of a chart; without a value at a place nothing is drawn there."""

    name: str
    values: tuple[Value, ...]
    colour: RGBColor | None = None
    is_hidden: bool = False


@dataclass
class Page:
    """One slide that is being written."""

    slide: Any
    used: list[Shown] = field(default_factory=list)

    def text(
        self,
        box: Box,
        lines: Sequence[str],
        *,
        size: int = 16,
        bold: bool = False,
        colour: RGBColor = INK,
        align: PP_ALIGN = PP_ALIGN.LEFT,
    ) -> None:
        """Paragraphs in a box."""
        frame = _frame(self.slide, box)
        for index, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            paragraph.alignment = align
            paragraph.space_after = Pt(6)
            _run(paragraph, line, size, bold, colour)

    def figure(self, box: Box, name: str, value: str, beside: str = "") -> None:
        """A headline figure: its name, the value in large letters, what stands beside it."""
        ground = self.slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, box.x, box.y, box.width, box.height
        )
        ground.fill.solid()
        ground.fill.fore_color.rgb = WASH
        ground.line.fill.background()
        ground.shadow.inherit = False
        frame = ground.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        for index, (told, size, bold, colour) in enumerate(
            ((name, 13, True, SOFT), (value, 28, True, NILA), (beside, 12, False, SOFT))
        ):
            if not told:
                continue
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            _run(paragraph, told, size, bold, colour)

    def table(
        self, box: Box, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
    ) -> None:
        """A table; the first column stands left, figures right. Widths are parts of the whole."""
        shape = self.slide.shapes.add_table(
            len(rows) + 1, len(heads), box.x, box.y, box.width, ROW * (len(rows) + 1)
        )
        table = shape.table
        _plain(shape)
        whole = sum(widths)
        for index, part in enumerate(widths):
            table.columns[index].width = Emu(box.width * part // whole)
        for index, head in enumerate(heads):
            _cell(table.cell(0, index), head, head=True, right=index > 0 and _is_right(rows, index))
        for line, row in enumerate(rows, start=1):
            table.rows[line].height = ROW
            for index, told in enumerate(row):
                right = index > 0 and _is_right(rows, index)
                _cell(table.cell(line, index), told, odd=line % 2 == 0, right=right)

    def chart(
        self,
        box: Box,
        kind: XL_CHART_TYPE,
        places: Sequence[str],
        lines: Sequence[Line],
        *,
        form: str,
        labels: bool = True,
        legend: bool = True,
        title: str = "",
        join_gaps: bool = False,
    ) -> None:
        """A native chart. A missing value leaves a gap (joined only with ``join_gaps``)."""
        data = CategoryChartData(number_format=form)
        data.categories = list(places)
        for line in lines:
            data.add_series(line.name, line.values)
        shape = self.slide.shapes.add_chart(kind, box.x, box.y, box.width, box.height, data)
        shape.name = title or "chart"
        _style(shape.chart, lines, form, labels, legend, title)
        _blanks(shape.chart, "span" if join_gaps else "gap")

    def uses(self, figures: Iterable[Shown]) -> None:
        """Figures that the slide rests on: its foot and notes tell them."""
        known = {one.pk for one in self.used}
        self.used += [one for one in figures if one.pk not in known]


class Deck:
    """A presentation that grows slide by slide; ``finish`` writes feet, notes and bytes."""

    def __init__(self, mark: str) -> None:
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = WIDTH, HEIGHT
        self.mark = mark
        self.pages: list[Page] = []

    def cover(self, title: str, lines: Sequence[str]) -> Page:
        """The first slide."""
        page = self._blank()
        ground = page.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, WIDTH, HEIGHT)
        ground.fill.solid()
        ground.fill.fore_color.rgb = NILA
        ground.line.fill.background()
        page.text(
            Box(LEFT, Inches(2.2), RIGHT - LEFT, Inches(1.6)), [title],
            size=40, bold=True, colour=WHITE,
        )  # fmt: skip
        page.text(Box(LEFT, Inches(4), RIGHT - LEFT, Inches(2.4)), lines, size=20, colour=WASH)
        return page

    def add(self, title: str, lead: str) -> Page:
        """A slide with its title and the sentence that says what it shows."""
        page = self._blank()
        band = page.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, WIDTH, Inches(0.14))
        band.fill.solid()
        band.fill.fore_color.rgb = NILA
        band.line.fill.background()
        band.shadow.inherit = False
        page.text(
            Box(LEFT, Inches(0.3), RIGHT - LEFT, Inches(0.6)), [title],
            size=28, bold=True, colour=NILA,
        )  # fmt: skip
        page.text(Box(LEFT, Inches(0.92), RIGHT - LEFT, Inches(0.5)), [lead], size=16, colour=SOFT)
        self.pages.append(page)
        return page

    def finish(self) -> bytes:
        """The file."""
        for number, page in enumerate(self.pages, start=1):
            _foot(page, self.mark, number)
            page.slide.notes_slide.notes_text_frame.text = _notes(page)
        memory = io.BytesIO()
        self.file.save(memory)
        return memory.getvalue()

    def _blank(self) -> Page:
        return Page(self.file.slides.add_slide(self.file.slide_layouts[6]))


def below(rows: int) -> Box | None:
    """The room under a table of so many rows; None where it is too low for a chart."""
    top = TOP + ROW * (rows + 1) + Inches(0.35)
    return Box(LEFT, top, RIGHT - LEFT, BOTTOM - top) if BOTTOM - top > Inches(1.8) else None


def continued(title: str, number: int) -> str:
    """The title of a slide that goes on with its table."""
    if number == 0:
        return title
    return _("%(title)s (lanjutan %(number)s)") % {"title": title, "number": number}


def share(basis_points: int | None) -> Decimal | None:
    """Basis points as percent, exactly, for a chart."""
    return None if basis_points is None else Decimal(basis_points).scaleb(-2)


def _foot(page: Page, mark: str, number: int) -> None:
    """Definition, day and source of what is shown, in one or two lines, and the slide's number."""
    told = list(dict.fromkeys(words.source_line(one) for one in page.used))
    shown = told[:3]
    if len(told) > len(shown):
        shown.append(_("dan %(count)s sumber lain di catatan salindia.") % {"count": len(told) - 3})
    foot = Box(LEFT, Inches(6.72), Inches(11.2), Inches(0.7))
    page.text(foot, [" ".join(shown) or mark], size=10, colour=SOFT)
    place = Box(Inches(11.9), Inches(6.95), RIGHT - Inches(11.9), Inches(0.4))
    page.text(place, [str(number)], size=11, colour=SOFT, align=PP_ALIGN.RIGHT)


def _notes(page: Page) -> str:
    """Each figure of the slide with its meaning, place, value, status, source and record."""
    lines = [
        _("%(name)s [%(definition)s] %(region)s, %(day)s: %(value)s. Keadaan: %(status)s. "
          "Sumber: %(source)s. Angka nomor %(record)s.")
        % {
            "name": words.name_of(one),
            "definition": one.definition,
            "region": one.region or _("nasional"),
            "day": words.span(one),
            "value": words.value_of(one),
            "status": words.status_of(one),
            "source": one.source,
            "record": one.pk,
        }
        for one in page.used
    ]  # fmt: skip
    return "\n".join(lines) or _("Salindia ini tidak memuat angka.")


def _frame(slide: Any, box: Box) -> Any:
    frame = slide.shapes.add_textbox(box.x, box.y, box.width, box.height).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _run(paragraph: Any, told: str, size: int, bold: bool, colour: RGBColor) -> None:
    run = paragraph.add_run()
    run.text = told
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = colour


def _is_right(rows: Sequence[Sequence[str]], index: int) -> bool:
    """Whether a column holds figures: most of its cells begin with a digit, Rp or a sign."""
    cells = [row[index] for row in rows if row[index] not in ("", "–")]
    if not cells:
        return any(row[index] == "–" for row in rows)
    figures = [one for one in cells if one[0].isdigit() or one.startswith(("Rp", words.MINUS))]
    return 2 * len(figures) > len(cells)


def _cell(
    cell: Any, told: str, *, head: bool = False, odd: bool = False, right: bool = False
) -> None:
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    cell.margin_left = cell.margin_right = Inches(0.08)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = NILA if head else (WASH if odd else WHITE)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    _run(paragraph, told, 14, head, WHITE if head else INK)


def _plain(shape: Any) -> None:
    """No style of the program's own: the cells carry their colours."""
    properties = shape._element.graphic.graphicData.tbl.tblPr
    properties.set("bandRow", "0")
    properties.set("firstRow", "0")


def _style(
    chart: Any, lines: Sequence[Line], form: str, labels: bool, legend: bool, title: str
) -> None:
    chart.font.size, chart.font.name = Pt(12), FONT
    chart.has_title = bool(title)
    if title:
        paragraph = chart.chart_title.text_frame.paragraphs[0]
        _run(paragraph, title, 14, True, NILA)
    chart.has_legend = legend and len(lines) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    plot = chart.plots[0]
    for index, (line, series) in enumerate(zip(lines, plot.series, strict=True)):
        _paint(series, line, line.colour or SERIES[index % len(SERIES)])
        if labels and not line.is_hidden:
            marks = series.data_labels
            marks.show_value = True
            marks.number_format, marks.number_format_is_linked = form, False
            marks.font.size = Pt(11)
            if hasattr(series, "smooth"):  # a line: beside it the number would lie on it
                marks.position = XL_LABEL_POSITION.ABOVE
    values = chart.value_axis
    values.has_major_gridlines = not labels
    values.visible = not labels
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = form, False
    if not labels:
        values.major_gridlines.format.line.color.rgb = LINE
    chart.category_axis.format.line.color.rgb = LINE
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def _paint(series: Any, line: Line, colour: RGBColor) -> None:
    if line.is_hidden:
        series.format.fill.background()
        series.format.line.fill.background()
        return
    if hasattr(series, "smooth"):
        series.smooth = False
        series.format.line.color.rgb = colour
        series.format.line.width = Pt(2.5)
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour
        return
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour
    series.invert_if_negative = False


def _blanks(chart: Any, how: str) -> None:
    """What stands at a place without a value: nothing (``gap``), or the line goes on (``span``)."""
    element = chart._chartSpace.chart
    found = element.find(qn("c:dispBlanksAs"))
    if found is None:
        found = element.makeelement(qn("c:dispBlanksAs"), {})
        element.append(found)
    found.set("val", how)
