"""The questions that people ask again and again, saved: each with its region and its day.

An answer holds what the reader may see and nothing else: every question asks through the queries
of its room, which know his scope.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.errors import NotFound
from payung.monitoring.coverage import known_region
from payung.monitoring.queries.questions.enforcement import (
    mandates_without_money,
    recovered_by_office,
    silent_after_second_warning,
)
from payung.monitoring.queries.questions.figures import stated_figures, to_be_added
from payung.monitoring.queries.questions.form import (
    About,
    Answer,
    Asked,
    Column,
    Headline,
    Kind,
    Printed,
    Question,
    Row,
)
from payung.monitoring.queries.questions.governments import (
    non_asn_budgets,
    regulation_and_coverage,
)
from payung.monitoring.queries.questions.inpres import without_evidence
from payung.monitoring.queries.questions.sponsored import soon_lapsing, two_lists

__all__ = [
    "QUESTIONS",
    "About",
    "Answer",
    "Asked",
    "Column",
    "Headline",
    "Kind",
    "Printed",
    "Question",
    "Row",
    "answer",
    "lacking",
    "question",
]

QUESTIONS: tuple[Question, ...] = (
    Question(
        1,
        _("Pemerintah mana yang punya Perda atau Perkada, sejak kapan, dan bagaimana cakupannya "
          "sesudah itu?"),
        _("Cakupan pekerja aktif sebelum dan sesudah peraturan berlaku. Naik sesudahnya belum "
          "tentu naik karenanya."),
        (permissions.VIEW_REGULATIONS, permissions.VIEW_COVERAGE),
        regulation_and_coverage,
        uses_day=False,
    ),
    Question(
        2,
        _("Siapa yang menganggarkan iuran pegawai non-ASN tahun ini: berapa orang, berapa bulan, "
          "berapa yang sudah dicairkan?"),
        _("Baris anggaran bagi pegawai pemerintah yang bukan ASN, pada tahun anggaran itu."),
        (permissions.VIEW_BUDGETS,),
        non_asn_budgets,
    ),
    Question(
        3,
        _("Penerima bantuan iuran mana yang perlindungannya segera berakhir, dan di desa mana?"),
        _("Masanya habis dalam hari yang ditetapkan kantor, dan belum diperpanjang."),
        (permissions.VIEW_LISTS,),
        soon_lapsing,
    ),
    Question(
        4,
        _("Pemberi kerja mana yang sudah lewat batas SP2 dan belum ada tindak lanjutnya?"),
        _("Batas hari kerja SP2 sudah lewat, masih berutang, dan tidak ada langkah sesudahnya."),
        (permissions.VIEW_CASES,),
        silent_after_second_warning,
    ),
    Question(
        5,
        _("SKK mana yang belum menghasilkan pembayaran, dan perjanjian mana yang berakhir selagi "
          "SKK berjalan?"),
        _("SKK yang masih berjalan dan masih bersisa."),
        (permissions.VIEW_MANDATES,),
        mandates_without_money,
    ),
    Question(
        6,
        _("Berapa yang pulih dari setiap rupiah yang diserahkan, menurut kejaksaan, jenis kuasa, "
          "dan tahun?"),
        _("Diserahkan: nilai tagihan terbuka pada hari SKK. Dipulihkan: uang yang masuk "
          "sesudahnya."),
        (permissions.VIEW_RECOVERY,),
        recovered_by_office,
    ),
    Question(
        7,
        _("Berapa yang harus ditambah sampai 31 Desember untuk mencapai target, menurut wilayah "
          "dan segmen?"),
        _("Target dikali potensi, dikurangi peserta aktif; target dan angka harus seartian."),
        (permissions.VIEW_COVERAGE,),
        to_be_added,
    ),
    Question(
        8,
        _("Angka apa yang kami nyatakan pada suatu tanggal, dari masukan mana, dengan definisi "
          "mana?"),
        _("Sebagaimana dikenal pada tanggal itu; yang kemudian diganti ditunjukkan di sampingnya."),
        (permissions.VIEW_COVERAGE,),
        stated_figures,
    ),
    Question(
        9,
        _("Siapa yang tercatat pada dua daftar yang dibiayai?"),
        _("Orang yang sama pada dua daftar dalam bulan yang sama; baris yang ditolak atau keluar "
          "tidak dihitung."),
        (permissions.VIEW_LISTS,),
        two_lists,
        uses_day=False,
    ),
    Question(
        10,
        _("Butir Inpres mana yang belum ada buktinya pada semester ini?"),
        _("Belum dijawab, dikembalikan, atau dijawab tanpa bukti, menurut pemerintah dan kantor."),
        (permissions.VIEW_COVERAGE,),
        without_evidence,
    ),
)  # fmt: skip


def question(number: int) -> Question:
    """The question of a number; ``NotFound``."""
    found = next((one for one in QUESTIONS if one.number == number), None)
    if found is None:
        raise NotFound(
            "question_unknown",
            f"Pertanyaan {number} tidak ada; yang ada 1 sampai {len(QUESTIONS)}.",
            f"There is no question {number}; there are 1 to {len(QUESTIONS)}.",
            number=number,
        )
    return found


def lacking(reader: Reader, asked: Question) -> tuple[str, ...]:
    """The permissions that the reader lacks for the answer; none when he may see it."""
    return tuple(name for name in asked.permissions if not reader.can(name))


def answer(reader: Reader, number: int, *, region: str | None, on: date) -> Answer:
    """The answer of a question for a region (None: all in sight) as of a day.

    Raises ``NotFound`` for another number, ``MonitoringRefused`` for an unknown region,
    ``AccessRefused`` without one of the question's permissions.
    """
    asked = question(number)
    for name in asked.permissions:
        reader.require(name)
    if region is not None:
        known_region(region)
    return asked.ask(Asked(reader, region, on))
