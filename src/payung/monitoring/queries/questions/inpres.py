"""The question about instructions: which have no answer, or none with evidence."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from payung.monitoring.half_years import half_year_of
from payung.monitoring.queries.instructions import LACKS, Standing, unanswered
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


def without_evidence(asked: Asked) -> Answer:
    """Which instructions have no answer with evidence in the half-year of the day, by answerer."""
    half = half_year_of(asked.on)
    found = unanswered(asked.reader, half=half, region=asked.region)
    silent = sum(one.lack != "NO_EVIDENCE" for one in found)
    return table(
        (
            Column("answerer", lazy("Yang ditanya")),
            Column("item", lazy("Butir")),
            Column("text", lazy("Isi")),
            Column("lack", lazy("Yang kurang")),
            Column("evidence", lazy("Bukti yang diminta")),
        ),
        [_lacking(one) for one in found],
        headline=(
            Headline(lazy("Belum dijawab"), silent),
            Headline(lazy("Dijawab tanpa bukti"), len(found) - silent),
            Headline(lazy("Batas jawaban"), half.answer_by, Kind.DAY),
        ),
        notes=[_("Untuk %(half)s.") % {"half": half.name}],
    )


def _lacking(one: Standing) -> Row:
    item, unit = one.asked.item, one.asked.unit
    english = (get_language() or "id").startswith("en")
    return Row(
        (
            unit.name(item),
            item.code,
            item.text_en if english else item.text_id,
            str(LACKS[one.lack]),
            item.evidence_en if english else item.evidence_id,
        ),
        About("instruction", item.code),
    )
