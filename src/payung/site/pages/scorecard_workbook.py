"""A league as a workbook: weights on one sheet, and the ranking follows them by formulas.

Sheet "Bobot" holds the weights, "Poin" the points of each government (empty where a criterion is
left out) with its score, "Peringkat" the governments in the order of their scores, "Angka" the
figures, their sources and the rule of each point. Formulas carry the values of today.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from payung.monitoring.models import Criterion, ScorecardEdition
from payung.monitoring.queries.scorecards import Scored
from payung.site.formatting import day
from payung.site.pages import scorecard_words as words

#: Sheets keep these names in every language: formulas name them.
WEIGHTS, POINTS, RANKING, FIGURES = "Bobot", "Poin", "Peringkat", "Angka"
#: Rows above the first criterion, and above the first government.
FIRST_WEIGHT, FIRST_POINTS = 6, 6
#: The row of sheet "Poin" that repeats the weights, and the one that says which are a bonus.
_WEIGHT_ROW, _BONUS_ROW = 4, 5


def workbook(
    edition: ScorecardEdition, criteria: Sequence[Criterion], rows: Sequence[Scored], *, mark: str
) -> bytes:
    """The bytes of the file. Whoever has no rank stands below, without a score."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False})
    looks = _looks(book)
    ranked = [row for row in rows if row.score is not None]
    _ranking(book, looks, edition, ranked, mark)
    _weights(book, looks, criteria)
    _points(book, looks, criteria, ranked)
    _figures(book, looks, criteria, rows)
    book.close()
    return memory.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "input": book.add_format({"num_format": "0", "bg_color": "#FFF4D6", "border": 1}),
        "points": book.add_format({"num_format": "0.00"}),
        "count": book.add_format({"num_format": "0"}),
        "bold": book.add_format({"bold": True, "num_format": "0.00"}),
        "note": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _ranking(
    book: Any, looks: dict[str, Any], edition: ScorecardEdition, ranked: Sequence[Scored], mark: str
) -> None:
    sheet = book.add_worksheet(RANKING)
    sheet.write_string(0, 0, f"{_('Kartu nilai')} {edition}", looks["title"])
    sheet.write_string(1, 0, f"{words.compared(edition)} · {day(edition.as_of)}")
    sheet.write_string(2, 0, mark)
    for column, name in enumerate((_("Peringkat"), _("Pemerintah daerah"), _("Nilai"))):
        sheet.write_string(4, column, name, looks["head"])
    sheet.set_column(0, 0, 11)
    sheet.set_column(1, 1, 40)
    sheet.set_column(2, 2, 12)
    first, last = FIRST_POINTS + 1, FIRST_POINTS + len(ranked)
    for place, row in enumerate(ranked):
        at = 5 + place
        # Equal scores keep their order: the sheet "Poin" counts who stands before.
        line = f"MATCH({place + 1},{POINTS}!$E${first}:$E${last},0)"
        names, scores, ranks = (f"{POINTS}!${c}${first}:${c}${last}" for c in "ACD")
        sheet.write_formula(at, 0, f"=INDEX({ranks},{line})", looks["count"], row.rank)
        sheet.write_formula(at, 1, f"=INDEX({names},{line})", None, row.region.name)
        sheet.write_formula(at, 2, f"=INDEX({scores},{line})", looks["bold"], _score(row))
    sheet.freeze_panes(5, 0)
    sheet.fit_to_pages(1, 0)


def _weights(book: Any, looks: dict[str, Any], criteria: Sequence[Criterion]) -> None:
    sheet = book.add_worksheet(WEIGHTS)
    sheet.write_string(0, 0, _("Bobot kriteria"), looks["title"])
    sheet.write_string(1, 0, _("Ubah bobot di kolom B: peringkat menghitung dirinya kembali."))
    sheet.write_string(3, 0, _("Jumlah bobot tanpa bonus"))
    last = FIRST_WEIGHT + len(criteria)
    total = sum(one.weight for one in criteria if not one.is_bonus)
    sheet.write_formula(
        3,
        1,
        f"=SUMIF($C${FIRST_WEIGHT + 1}:$C${last},0,$B${FIRST_WEIGHT + 1}:$B${last})",
        looks["count"],
        total,
    )
    heads = (_("Kriteria"), _("Bobot (poin)"), _("Bonus (1 = ya)"), _("Indikator"), _("Poin"))
    for column, name in enumerate(heads):
        sheet.write_string(FIRST_WEIGHT - 1, column, name, looks["head"])
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 2, 14)
    sheet.set_column(3, 4, 30)
    for place, one in enumerate(criteria):
        at = FIRST_WEIGHT + place
        sheet.write_string(at, 0, words.criterion_name(one))
        sheet.write_number(at, 1, one.weight, looks["input"])
        sheet.write_number(at, 2, int(one.is_bonus), looks["count"])
        sheet.write_string(at, 3, one.indicator)
        sheet.write_string(at, 4, str(one.get_rule_display()))  # type: ignore[attr-defined]


def _points(
    book: Any, looks: dict[str, Any], criteria: Sequence[Criterion], ranked: Sequence[Scored]
) -> None:
    """Columns: name, code, score, rank, order, then the points of each criterion in percent."""
    sheet = book.add_worksheet(POINTS)
    sheet.write_string(
        0, 0, _("Poin setiap kriteria, dalam persen dari poin penuh"), looks["title"]
    )
    sheet.write_string(
        1, 0, _("Kosong: kriteria dikeluarkan, bobot yang lain tetap dalam perbandingannya.")
    )
    heads = (_("Pemerintah daerah"), _("Kode"), _("Nilai"), _("Peringkat"), _("Urutan"))
    for column, name in enumerate(heads):
        sheet.write_string(FIRST_POINTS - 1, column, name, looks["head"])
    sheet.write_string(_WEIGHT_ROW - 1, 0, _("Bobot"))
    sheet.write_string(_BONUS_ROW - 1, 0, _("Bonus (1 = ya)"))
    begin = len(heads)
    for place, one in enumerate(criteria):
        column, line = begin + place, FIRST_WEIGHT + place + 1
        sheet.write_formula(_WEIGHT_ROW - 1, column, f"={WEIGHTS}!$B${line}", None, one.weight)
        sheet.write_formula(
            _BONUS_ROW - 1, column, f"={WEIGHTS}!$C${line}", None, int(one.is_bonus)
        )
        sheet.write_string(FIRST_POINTS - 1, column, words.criterion_name(one), looks["head"])
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, begin + len(criteria), 12)
    span = (xl_col_to_name(begin), xl_col_to_name(begin + max(len(criteria), 1) - 1))
    for place, row in enumerate(ranked):
        _government(sheet, looks, row, place, len(ranked), span)
    sheet.freeze_panes(FIRST_POINTS, 1)


def _government(
    sheet: Any,
    looks: dict[str, Any],
    row: Scored,
    place: int,
    many: int,
    span: tuple[str, str],
) -> None:
    at = FIRST_POINTS + place
    line, first, last = at + 1, FIRST_POINTS + 1, FIRST_POINTS + many
    weights = f"${span[0]}${_WEIGHT_ROW}:${span[1]}${_WEIGHT_ROW}"
    bonus = f"${span[0]}${_BONUS_ROW}:${span[1]}${_BONUS_ROW}"
    own = f"{span[0]}{line}:{span[1]}{line}"
    known = f"SUMPRODUCT({weights}*(1-{bonus})*ISNUMBER({own}))"
    score = (
        f"=ROUND(IF({known}=0,0,(SUMPRODUCT({weights},{own})-SUMPRODUCT({weights},{bonus},{own}))"
        f"/{known})+SUMPRODUCT({weights},{bonus},{own})/100,10)"
    )
    sheet.write_string(at, 0, row.region.name)
    sheet.write_string(at, 1, row.region.pk)
    sheet.write_formula(at, 2, score, looks["bold"], _score(row))
    ranks = f"$C${first}:$C${last}"
    sheet.write_formula(at, 3, f"=RANK(C{line},{ranks})", looks["count"], row.rank)
    sheet.write_formula(
        at, 4, f"=D{line}+COUNTIF(D${first}:D{line},D{line})-1", looks["count"], place + 1
    )
    for offset, mark in enumerate(row.marks):
        if mark.points is not None:
            column = 5 + offset
            sheet.write_number(at, column, mark.points / 100, looks["points"])


def _figures(
    book: Any, looks: dict[str, Any], criteria: Sequence[Criterion], rows: Sequence[Scored]
) -> None:
    sheet = book.add_worksheet(FIGURES)
    heads = (
        *(_("Pemerintah daerah"), _("Kriteria"), _("Angka"), _("Per tanggal"), _("Keadaan")),
        *(_("Cara menilai"), _("Indikator"), _("Versi definisi"), _("Sumber"), _("Nomor angka")),
    )
    for column, name in enumerate(heads):
        sheet.write_string(0, column, name, looks["head"])
    sheet.set_column(0, 1, 34)
    sheet.set_column(2, 9, 20)
    at = 1
    for row in rows:
        for mark in row.marks:
            figure = mark.found.figure
            told = (
                row.region.name,
                words.criterion_name(mark.criterion),
                words.value_words(mark, mark.found.value),
                day(figure.as_of) if figure else "",
                str(mark.found.state.label),
                words.rule_words(mark),
                mark.criterion.indicator,
                str(figure.version) if figure else "",
                figure.source if figure else "",
                str(figure.pk) if figure else "",
            )
            for column, value in enumerate(told):
                sheet.write_string(at, column, value)
            at += 1
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, at - 1), len(heads) - 1)


def _score(row: Scored) -> float:
    return float(row.score or 0)
