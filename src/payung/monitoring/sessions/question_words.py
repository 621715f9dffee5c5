"""The words of the questions that rules ask, and why: Indonesian, the keys of the translations."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop as _

from payung.monitoring.models import QuestionRule

QUESTIONS: Final[dict[str, str]] = {
    QuestionRule.GAP: _(
        "Bagaimana kekurangan %(persons)s orang dikejar sampai akhir %(year)s, dan siapa "
        "penanggung jawabnya?"
    ),
    QuestionRule.NO_COVERAGE: _("Berapa cakupan dengan arti yang sama dengan daerah lain?"),
    QuestionRule.NO_PERDA: _("Kapan Perda jaminan sosial ketenagakerjaan disusun dan disahkan?"),
    QuestionRule.NO_BUDGET: _(
        "Kapan iuran pegawai non-ASN dianggarkan: perubahan tahun ini atau tahun depan?"
    ),
    QuestionRule.NO_AGREEMENT: _("Kapan perjanjian kerja sama dibuat atau diperbarui?"),
    QuestionRule.COMMITMENTS_LATE: _(
        "Komitmen %(owner)s terlambat %(days)s hari: %(text)s. Mengapa, dan kapan selesai?"
    ),
    QuestionRule.FIGURE_DOUBTED: _("Benarkah angka %(found)s? Apa sumber dan hitungannya?"),
    QuestionRule.SERIES_BREAK: _(
        "Apa yang berubah pada cara menghitung, dan berapa angka lama menurut arti yang baru?"
    ),
    QuestionRule.INSTRUCTION_OPEN: _(
        "Kapan %(count)s butir instruksi semester %(half)s dijawab dengan bukti?"
    ),
}
REASONS: Final[dict[str, str]] = {
    QuestionRule.GAP: _("Cakupan %(coverage)s, target %(target)s: kurang %(gap)s."),
    QuestionRule.NO_COVERAGE: _(
        "Yang ada %(coverage)s menurut %(definition)s, yang tidak dapat disandingkan."
    ),
    QuestionRule.NO_PERDA: _("Belum ada Perda yang berlaku; peraturan lain: %(regulations)s."),
    QuestionRule.NO_BUDGET: _(
        "Tidak ada baris anggaran, padahal ada %(staff)s pegawai dan %(enrolled)s terdaftar."
    ),
    QuestionRule.NO_AGREEMENT: _("Perjanjian terakhir berakhir %(ended_on)s."),
    QuestionRule.COMMITMENTS_LATE: _("Batas waktunya sudah lewat %(days)s hari."),
    QuestionRule.SERIES_BREAK: _(
        "Sejak %(on)s dipakai %(after)s, sebelumnya %(before)s; keduanya tidak disambung."
    ),
    QuestionRule.INSTRUCTION_OPEN: _("Belum dijawab atau belum berbukti: %(items)s."),
}
