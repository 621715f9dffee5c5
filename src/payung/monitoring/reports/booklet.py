"""The booklet of a monev as PDF: national picture, a page for each government, what was agreed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from payung.documents.typesetting import Printable, typeset
from payung.monitoring.models import Severity, Unit
from payung.monitoring.reports.content import Content, alike
from payung.monitoring.sessions import words
from payung.monitoring.sessions.inputs import SECTIONS
from payung.monitoring.sessions.pages import GovernmentPage, Ranked
from payung.monitoring.sessions.shown import Shown
from payung.partnerships.commitments import CommitmentState

KIND: Final = "monev_booklet"


def booklet(content: Content, language: str) -> bytes:
    """The PDF of a session, in Indonesian (``id``) or English (``en``); the same content gives the
    same bytes."""
    with override(language):
        told = _content(content, language)
    stamp = int(datetime.combine(content.on, time(), UTC).timestamp())
    return typeset(Printable(KIND, json.dumps(told), stamp))


def _content(content: Content, language: str) -> dict[str, Any]:
    session, pack = content.session, content.pack
    questions = _questions(content)
    return {
        "language": language,
        "words": _words(),
        "title": session.name,
        "office": session.meeting.office.name,
        "day": words.day(session.as_of),
        "period": _("Periode %(first)s sampai %(last)s")
        % {"first": words.day(session.period_from), "last": words.day(session.period_to)},
        "as-of": _("Angka per %(day)s") % {"day": words.day(session.as_of)},
        "held": f"{session.meeting.place}, {words.day(session.meeting.held_on)}",
        "regions": ", ".join(words.region_name(one.region) for one in pack.governments),
        "nation": [
            _box(one)
            for (_code, part), one in sorted(pack.nation.items())
            if not part and one.unit == Unit.BASIS_POINTS
        ][:3],
        "path": _path(content),
        "common": words.source_line(pack.common) if pack.common else "",
        "league": [_place(one) for one in (*pack.league, *pack.regencies)],
        "claims": _claims(content),
        "governments": [_government(one, questions.get(one.region.pk, [])) for one in
                        pack.governments],
        "findings": [
            {
                "region": words.region_name(one.region),
                "text": one.text,
                "topic": words.topic_name(one.topic),
                "weight": str(Severity(one.severity).label),
            }
            for one in content.findings
        ],
        "promises": _promises(content),
    }  # fmt: skip


def _words() -> dict[str, str]:
    return {
        "page": _("Halaman"),
        "national": _("Gambaran nasional dan peringkat"),
        "no-nation": _("Angka nasional belum ada."),
        "path": _("Target nasional"),
        "year": _("Tahun"),
        "scale": _("Skala"),
        "target": _("Target"),
        "document": _("Dokumen"),
        "league": _("Peringkat"),
        "rank": _("No."),
        "region": _("Daerah"),
        "coverage": _("Cakupan"),
        "gap": _("Kurang (orang)"),
        "claims": _("Klaim"),
        "cases": _("Kasus"),
        "amount": _("Nilai"),
        "per-case": _("Per kasus"),
        "figure": _("Angka"),
        "value": _("Nilai"),
        "as-of": _("Per"),
        "source": _("Arti dan sumber"),
        "missing": _("Belum ada angka:"),
        "lists": _("Regulasi, anggaran, perjanjian"),
        "questions": _("Pertanyaan"),
        "answer": _("Jawaban"),
        "findings": _("Temuan"),
        "no-findings": _("Belum ada temuan yang dicatat."),
        "finding": _("Temuan"),
        "topic": _("Topik"),
        "weight": _("Bobot"),
        "promises": _("Komitmen"),
        "no-promises": _("Belum ada komitmen yang dicatat."),
        "what": _("Tindak lanjut"),
        "owner": _("Penanggung jawab"),
        "due": _("Batas waktu"),
        "state": _("Keadaan"),
    }


def _box(figure: Shown) -> dict[str, str]:
    return {
        "name": words.name_of(figure),
        "value": words.value_of(figure, short=True),
        "beside": f"{words.span(figure)} · {words.status_of(figure)}",
    }


def _path(content: Content) -> list[dict[str, str]]:
    return [
        {
            "year": str(one.year),
            "scale": one.definition.name_en if words.language() == "en" else one.definition.name_id,
            "share": words.percent(one.share),
            "document": one.document,
        }
        for one in content.pack.national_path
        if one.share is not None
    ]


def _place(one: Ranked) -> dict[str, Any]:
    found = one.figure
    gap = ""
    if one.rank and found and one.target_bp is not None and found.denominator:
        page_gap = one.target_bp * found.denominator // 10_000 - (found.numerator or 0)
        gap = words.number(page_gap)
    return {
        "rank": str(one.rank or "–"),
        "region": words.region_name(one.region),
        "coverage": words.value_of(found),
        "share": found.value if one.rank and found else None,
        "target-share": one.target_bp,
        "target": words.percent(one.target_bp) if one.target_bp is not None else "–",
        "gap": gap or "–",
        "note": found.definition if found else _("belum ada angka"),
    }


def _claims(content: Content) -> dict[str, Any] | None:
    paid = alike(one for _page, found in content.of("CLAIMS_PAID") for one in found)
    if not paid:
        return None
    known = {one.region.pk: one for one in content.pack.governments}
    rows = []
    for one in paid:
        page = known[one.region or ""]
        count = page.figure("CLAIMS_CASES")
        rows.append(_claim(words.region_name(page.region), one.value, count))
    amount, cases = content.pack.total("CLAIMS_PAID"), content.pack.total("CLAIMS_CASES")
    total = None
    if amount is not None and cases:
        total = {
            "region": _("Jumlah"),
            "cases": words.number(cases),
            "amount": words.rupiah(amount),
            "per-case": words.rupiah((2 * amount + cases) // (2 * cases)),
        }
    return {"rows": rows, "total": total, "note": words.source_line(paid[0])}


def _claim(region: str, amount: int, count: Shown | None) -> dict[str, str]:
    each = "–"
    if count is not None and count.value:
        each = words.rupiah((2 * amount + count.value) // (2 * count.value))
    return {
        "region": region,
        "cases": words.value_of(count),
        "amount": words.rupiah(amount),
        "per-case": each,
    }


def _government(page: GovernmentPage, questions: list[dict[str, str]]) -> dict[str, Any]:
    gap = page.gap_persons
    boxes = [
        {
            "name": _("Cakupan"),
            "value": words.value_of(page.coverage),
            "beside": words.span(page.coverage) if page.coverage else _("belum ada angka"),
        },
        {
            "name": _("Target %(year)s") % {"year": page.target.year}
            if page.target
            else (_("Target")),
            "value": words.percent(page.target_bp) if page.target_bp is not None else "–",
            "beside": page.target.document if page.target else _("belum dicatat"),
        },
        {
            "name": _("Kekurangan"),
            "value": words.number(gap) if gap is not None else "–",
            "beside": _("orang"),
        },
    ]
    listed = [
        one
        for section in SECTIONS
        for (code, _part), one in sorted(page.figures.items())
        if code in section.codes
    ]
    note = ""
    if page.coverage is not None and not page.comparable:
        note = _("Cakupan ini berarti lain dan tidak disandingkan: %(what)s.") % {
            "what": page.coverage.definition
        }
    return {
        "region": words.region_name(page.region),
        "boxes": boxes,
        "note": note,
        "figures": [
            {
                "name": words.name_of(one),
                "value": words.value_of(one),
                "day": words.day(one.as_of),
                "source": f"{one.definition} · {one.source}",
            }
            for one in listed
        ],
        "missing": ", ".join(words.code_name(code) for code in page.missing),
        "lists": lists_in_words(page),
        "questions": questions,
    }


def lists_in_words(page: GovernmentPage) -> list[str]:
    """Regulations, budgets and agreements of a government, a line each."""
    told = []
    for one in page.lists.get("regulations") or ():
        told.append(
            _("%(name)s tentang %(title)s, berlaku sejak %(day)s")
            % {
                "name": one["name"],
                "title": one["title"],
                "day": words.day(date.fromisoformat(one["since"])),
            }
        )
    for one in page.lists.get("agreements") or ():
        ended = one["days_left"] < 0
        pattern = (
            _("%(title)s, berakhir %(day)s")
            if not ended
            else (_("%(title)s, sudah berakhir %(day)s"))
        )
        told.append(
            pattern % {"title": one["title"], "day": words.day(date.fromisoformat(one["ends_on"]))}
        )
    for one in page.lists.get("commitments") or ():
        told.append(
            _("Komitmen %(owner)s: %(text)s (batas %(day)s)")
            % {
                "owner": one["owner"],
                "text": one["text"],
                "day": words.day(date.fromisoformat(one["due_on"])),
            }
        )
    return told


def _questions(content: Content) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in content.questions:
        found.setdefault(row.question.region_id, []).append(
            {
                "question": words.question(row.question),
                "reason": words.reason(row.question),
                "answer": row.answer.text if row.answer else "",
            }
        )
    return found


def _promises(content: Content) -> list[dict[str, str]]:
    names = {one.region.pk: words.region_name(one.region) for one in content.pack.governments}
    return [
        {
            "region": names.get(one.region or "", "–"),
            "what": one.row.commitment.text,
            "owner": one.row.owner,
            "due": words.day(one.row.due_on),
            "state": _(CommitmentState(one.row.state).label),
        }
        for one in content.promises
    ]
