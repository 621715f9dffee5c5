"""The sheets of a monev's workbook."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from payung.law.arithmetic import half_up_ratio
from payung.monitoring.models import Unit
from payung.monitoring.reports.content import Content, alike
from payung.monitoring.reports.sheet import Column, Sheet
from payung.monitoring.sessions import words
from payung.monitoring.sessions.inputs import SECTIONS, SEGMENTS
from payung.monitoring.sessions.shown import Shown
from payung.partnerships.commitments import CommitmentState

_ROUND = 10_000


def _share(basis_points: int) -> Decimal:
    """Basis points as the fraction that a percent cell holds."""
    return Decimal(basis_points).scaleb(-4)


def _meaning(figure: Shown | None) -> list[object]:
    """Definition, day and source: what stands beside each figure."""
    if figure is None:
        return [None, None, None]
    return [figure.definition, figure.as_of, figure.source]


def _meaning_columns() -> list[Column]:
    return [
        Column(_("Arti (kode dan versi)"), width=24),
        Column(_("Per"), "date", 12),
        Column(_("Sumber"), width=40),
    ]


def summary(sheet: Sheet, content: Content) -> None:
    """Members, workers and coverage of all governments together, and the target."""
    pack = content.pack
    sheet.begin(
        content.session.name,
        _("Angka per %(day)s. Pembagian, selisih dan jumlah adalah rumus hidup.")
        % {"day": words.day(content.session.as_of)},
        [
            Column(_("Daerah"), width=30),
            Column(_("Pembilang"), "count"),
            Column(_("Penyebut"), "count"),
            Column(_("Cakupan"), "share", 12),
            Column(_("Target"), "share", 12),
            Column(_("Kurang (orang)"), "count"),
            Column(_("Catatan"), width=24),
            *_meaning_columns(),
        ],
    )
    line = 0
    for page in pack.governments:
        found = page.coverage
        note = "" if page.comparable else (_("arti lain") if found else _("belum ada angka"))
        name = words.region_name(page.region)
        sheet.row(line, [name, None, None, None, None, None, note, *_meaning(found)])
        if found is not None:
            _coverage(sheet, line, found, page.target_bp, page.gap_persons)
        line += 1
    if pack.joint_coverage is not None:
        members, workers = pack.joint_coverage
        sheet.row(line, [_("Jumlah")], total=True)
        sheet.sum(line, 1, 0, members)
        sheet.sum(line, 2, 0, workers)
        ratio = half_up_ratio(members, _ROUND, workers)
        sheet.formula(line, 3, _rounded(sheet, line), _share(ratio), total=True)
        gaps = [page.gap_persons for page in pack.governments if page.gap_persons is not None]
        if len(gaps) == len(pack.governments):
            sheet.sum(line, 5, 0, sum(gaps))
        line += 1
    if pack.nation_coverage is not None:
        found = pack.nation_coverage
        sheet.row(
            line,
            [_("Nasional"), None, None, None, None, None,
             _("untuk dibandingkan bila artinya sama"), *_meaning(found)],
        )  # fmt: skip
        _coverage(sheet, line, found, None, None)


def _coverage(sheet: Sheet, line: int, found: Shown, target: int | None, gap: int | None) -> None:
    """A share as a formula over its inputs, or as published where these are not known."""
    if found.numerator is not None and found.denominator is not None:
        sheet.put(line, 1, found.numerator)
        sheet.put(line, 2, found.denominator)
        ratio = half_up_ratio(found.numerator, _ROUND, found.denominator)
        sheet.formula(line, 3, _rounded(sheet, line), _share(ratio))
    else:
        sheet.put(line, 3, _share(found.value))
    if target is not None:
        sheet.put(line, 4, _share(target))
        if gap is not None:
            wanted = f"ROUND({sheet.cell(line, 4)}*{sheet.cell(line, 2)},0)"
            sheet.formula(line, 5, f"{wanted}-{sheet.cell(line, 1)}", gap)


def _rounded(sheet: Sheet, line: int) -> str:
    """Numerator over denominator, rounded half up to hundredths of a percent."""
    return f"ROUND({sheet.cell(line, 1)}/{sheet.cell(line, 2)},4)"


def league(sheet: Sheet, content: Content) -> None:
    """The ranking: the rank is a formula over the shares of one definition."""
    pack = content.pack
    chosen = pack.regencies or pack.league
    sheet.begin(
        _("Klasemen cakupan"),
        _("Hanya angka dengan satu arti yang diberi peringkat."),
        [
            Column(_("Daerah"), width=32),
            Column(_("Kode"), width=9),
            Column(_("Cakupan"), "share", 12),
            Column(_("Peringkat"), "count", 11),
            Column(_("Target"), "share", 12),
            Column(_("Selisih"), "share", 12),
            *_meaning_columns(),
        ],
    )
    ranked = [one for one in chosen if one.rank is not None]
    for line, one in enumerate(chosen):
        found = one.figure
        value = _share(found.value) if found else None
        sheet.row(
            line,
            [words.region_name(one.region), one.region.pk, value, None,
             _share(one.target_bp) if one.target_bp is not None else None, None,
             *_meaning(found)],
        )  # fmt: skip
        if one.rank is not None and found is not None:
            span = f"{sheet.cell(0, 2)}:{sheet.cell(len(ranked) - 1, 2)}".replace("C", "$C$")
            sheet.formula(line, 3, f"RANK({sheet.cell(line, 2)},{span})", one.rank)
            if one.target_bp is not None:
                sheet.formula(
                    line, 5, f"{sheet.cell(line, 2)}-{sheet.cell(line, 4)}",
                    _share(found.value - one.target_bp),
                )  # fmt: skip
    sheet.filter(len(chosen))


def governments(sheet: Sheet, content: Content) -> None:
    """Every input of every government, missing ones told as missing."""
    sheet.begin(
        _("Semua angka per daerah"),
        _("Yang belum ada disebut belum ada."),
        [
            Column(_("Daerah"), width=28),
            Column(_("Topik"), width=24),
            Column(_("Angka"), width=44),
            Column(_("Nilai"), "count", 20),
            Column(_("Persen"), "share", 11),
            Column(_("Satuan"), width=16),
            Column(_("Keadaan"), width=16),
            *_meaning_columns(),
        ],
    )
    line = 0
    for page in content.pack.governments:
        name = words.region_name(page.region)
        for section in SECTIONS:
            for (code, _part), one in sorted(page.figures.items()):
                if code not in section.codes:
                    continue
                is_share = one.unit == Unit.BASIS_POINTS
                sheet.row(
                    line,
                    [name, words.topic_name(section.topic), words.name_of(one),
                     None if is_share else one.value, _share(one.value) if is_share else None,
                     str(Unit(one.unit).label), words.status_of(one), *_meaning(one)],
                )  # fmt: skip
                line += 1
        for code in page.missing:
            sheet.row(
                line, [name, None, words.code_name(code), None, None, None, _("belum ada angka")]
            )
            line += 1
    sheet.filter(line)


def segments(sheet: Sheet, content: Content) -> None:
    """Active members by segment with their sum and each segment's part of it."""
    names = [words.part_name(part) for part in SEGMENTS]
    sheet.begin(
        _("Peserta aktif menurut segmen"),
        _("Jumlah dan bagian dihitung dari kolom di sebelahnya."),
        [
            Column(_("Daerah"), width=28),
            *(Column(name, "count", 18) for name in names),
            Column(_("Jumlah"), "count", 16),
            *(Column(_("Bagian %(name)s") % {"name": name}, "share", 14) for name in names),
            *_meaning_columns(),
        ],
    )
    whole = 1 + len(SEGMENTS)
    line = 0
    sums = dict.fromkeys(SEGMENTS, 0)
    for page in content.pack.governments:
        found = [page.figure("ACTIVE_MEMBERS", part) for part in SEGMENTS]
        known = [one for one in found if one]
        if not known:
            continue
        values = [one.value if one else 0 for one in found]
        for part, value in zip(SEGMENTS, values, strict=True):
            sums[part] += value
        blanks = [None] * (1 + len(SEGMENTS))
        name = words.region_name(page.region)
        sheet.row(line, [name, *values, *blanks, *_meaning(known[0])])
        _parts(sheet, line, values, whole)
        line += 1
    if line:
        sheet.row(line, [_("Jumlah")], total=True)
        for index, part in enumerate(SEGMENTS, start=1):
            sheet.sum(line, index, 0, sums[part])
        _parts(sheet, line, list(sums.values()), whole, total=True)


def _parts(
    sheet: Sheet, line: int, values: Sequence[int], whole: int, *, total: bool = False
) -> None:
    span = f"{sheet.cell(line, 1)}:{sheet.cell(line, len(values))}"
    sheet.formula(line, whole, f"SUM({span})", sum(values), total=total)
    for index, value in enumerate(values, start=1):
        ratio = half_up_ratio(value, _ROUND, sum(values)) if sum(values) else 0
        text = f"IF({sheet.cell(line, whole)}=0,0,"
        text += f"ROUND({sheet.cell(line, index)}/{sheet.cell(line, whole)},4))"
        sheet.formula(line, whole + index, text, _share(ratio), total=total)


def claims(sheet: Sheet, content: Content) -> None:
    """Claims paid, cases and value per case; symbolic hand-overs in a column apart."""
    sheet.begin(
        _("Klaim"),
        _("Penyerahan simbolis adalah acara, bukan pembayaran tersendiri; tidak dijumlahkan."),
        [
            Column(_("Daerah"), width=28),
            Column(_("Kasus"), "count"),
            Column(_("Nilai (Rp)"), "money", 22),
            Column(_("Nilai per kasus (Rp)"), "money", 20),
            Column(_("Penyerahan simbolis (Rp)"), "money", 20),
            Column(_("Mulai"), "date", 12),
            *_meaning_columns(),
        ],
    )
    paid = alike(one for _page, found in content.of("CLAIMS_PAID") for one in found)
    in_sum = {one.pk for one in paid}
    line, amount, cases = 0, 0, 0
    for page in content.pack.governments:
        one, count = page.figure("CLAIMS_PAID"), page.figure("CLAIMS_CASES")
        handed = page.figure("SYMBOLIC_HANDOVER")
        if one is None or one.pk not in in_sum:
            continue
        sheet.row(
            line,
            [words.region_name(page.region), count.value if count else None, one.value, None,
             handed.value if handed else None, one.period_from, *_meaning(one)],
        )  # fmt: skip
        amount += one.value
        if count:
            cases += count.value
            _per_case(sheet, line, one.value, count.value)
        line += 1
    if line:
        sheet.row(line, [_("Jumlah")], total=True)
        sheet.sum(line, 1, 0, cases)
        sheet.sum(line, 2, 0, amount)
        if cases:
            _per_case(sheet, line, amount, cases, total=True)


def _per_case(sheet: Sheet, line: int, amount: int, cases: int, *, total: bool = False) -> None:
    text = f"ROUND({sheet.cell(line, 2)}/{sheet.cell(line, 1)},0)"
    sheet.formula(line, 3, text, (2 * amount + cases) // (2 * cases), total=total)


def budget(sheet: Sheet, content: Content) -> None:
    """Budgets planned and paid, what is left, and for how many persons."""
    codes = ("BUDGET_PLANNED", "BUDGET_REALISED", "BUDGET_PERSONS")
    sheet.begin(
        _("Anggaran iuran"),
        _("Sisa dan bagian terbayar adalah rumus."),
        [
            Column(_("Daerah"), width=28),
            Column(_("Anggaran (Rp)"), "money", 20),
            Column(_("Dibayar (Rp)"), "money", 20),
            Column(_("Sisa (Rp)"), "money", 20),
            Column(_("Terbayar"), "share", 11),
            Column(_("Orang"), "count", 12),
            *_meaning_columns(),
        ],
    )
    line = planned_sum = paid_sum = 0
    for page in content.pack.governments:
        planned, paid, persons = (page.figure(code) for code in codes)
        if planned is None:
            continue
        spent = paid.value if paid else 0
        sheet.row(
            line,
            [words.region_name(page.region), planned.value, spent, None, None,
             persons.value if persons else None, *_meaning(planned)],
        )  # fmt: skip
        _left(sheet, line, planned.value, spent)
        planned_sum, paid_sum, line = planned_sum + planned.value, paid_sum + spent, line + 1
    if line:
        sheet.row(line, [_("Jumlah")], total=True)
        sheet.sum(line, 1, 0, planned_sum)
        sheet.sum(line, 2, 0, paid_sum)
        _left(sheet, line, planned_sum, paid_sum, total=True)


def _left(sheet: Sheet, line: int, planned: int, paid: int, *, total: bool = False) -> None:
    first, second = sheet.cell(line, 1), sheet.cell(line, 2)
    sheet.formula(line, 3, f"{first}-{second}", planned - paid, total=total)
    ratio = half_up_ratio(paid, _ROUND, planned) if planned else 0
    text = f"IF({first}=0,0,ROUND({second}/{first},4))"
    sheet.formula(line, 4, text, _share(ratio), total=total)


def commitments(sheet: Sheet, content: Content) -> None:
    """What was promised, and how many of them are late."""
    names = {one.region.pk: words.region_name(one.region) for one in content.pack.governments}
    sheet.begin(
        _("Komitmen"),
        _("Keadaan per %(day)s.") % {"day": words.day(content.on)},
        [
            Column(_("Daerah"), width=24),
            Column(_("Tindak lanjut"), width=60),
            Column(_("Penanggung jawab"), width=34),
            Column(_("Batas waktu"), "date", 13),
            Column(_("Keadaan"), width=14),
            Column(_("Hari terlambat"), "count", 14),
            Column(_("Rapat"), width=34),
        ],
    )
    for line, one in enumerate(content.promises):
        row = one.row
        sheet.row(
            line,
            [names.get(one.region or ""), row.commitment.text, row.owner, row.due_on,
             _(CommitmentState(row.state).label), row.days_late, row.commitment.meeting.title],
        )  # fmt: skip
    count = len(content.promises)
    if count:
        sheet.row(count, [_("Terlambat")], total=True)
        late = sum(one.row.days_late > 0 for one in content.promises)
        span = f"{sheet.cell(0, 5)}:{sheet.cell(count - 1, 5)}"
        sheet.formula(count, 5, f'COUNTIF({span},">0")', late, total=True)


def sources(sheet: Sheet, content: Content) -> None:
    """Every figure of the session with its record: where each can be looked up again."""
    sheet.begin(
        _("Sumber dan arti"),
        _("Nomor angka membuka arti, masukan dan riwayatnya di Payung."),
        [
            Column(_("Nomor angka"), "count", 13),
            Column(_("Wilayah"), width=12),
            Column(_("Angka"), width=46),
            Column(_("Arti (kode dan versi)"), width=28),
            Column(_("Mulai"), "date", 12),
            Column(_("Per"), "date", 12),
            Column(_("Nilai"), "count", 20),
            Column(_("Satuan"), width=18),
            Column(_("Keadaan"), width=12),
            Column(_("Keyakinan"), width=11),
            Column(_("Sumber"), width=60),
        ],
    )
    for line, one in enumerate(content.pack.figures):
        sheet.row(
            line,
            [one.pk, one.region or _("nasional"), words.name_of(one), one.definition,
             one.period_from, one.as_of, one.value, _unit(one), words.status_of(one),
             one.confidence, one.source],
        )  # fmt: skip
    sheet.filter(len(content.pack.figures))


def _unit(figure: Shown) -> str:
    if figure.unit == Unit.BASIS_POINTS:
        return _("perseratus persen")
    return str(Unit(figure.unit).label)
