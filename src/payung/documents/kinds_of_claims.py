"""The letters of claims: what is paid and why, what is not, what is missing, what was objected."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.documents.fields import Sums, choice, count, day, rows, rupiah, text, texts
from payung.documents.kind import FUND, OUTGOING, Kind
from payung.documents.kind_groups import EMPLOYER

#: By programme (or the rules of migrant workers), which laws a letter cites.
PROGRAMMES: Final = ("JKK", "JKM", "JHT", "JP", "JKP", "PMI")

_CLAIM = (
    text("claim_number", "nomor klaim"),
    choice("programme_code", "program", *PROGRAMMES),
    text("programme", "nama program"),
    text("member_name", "nama peserta"),
    text("event", "kejadian"),
    day("event_on", "tanggal kejadian"),
)
_REASONS = rows(
    "reasons",
    "alasan menurut undang-undang",
    text("step", "hal yang dinilai"),
    text("result", "hasilnya", optional=True),
    text("basis", "pasal", optional=True),
    optional=True,
)
_OBJECTION = (
    count("objection_days", "hari kerja untuk berkeberatan"),
    day("objection_until", "keberatan paling lambat"),
)

KINDS_OF_CLAIMS: Final = (
    Kind(
        "claim_decision", _("Keputusan klaim"),
        "Pembayaran Manfaat Jaminan Sosial Ketenagakerjaan", OUTGOING, FUND,
        (
            *_CLAIM,
            choice("voice", "kepada siapa surat berbicara", "MEMBER", "FAMILY"),
            day("decided_on", "hari keputusan"),
            rows(
                "payments", "yang dibayar sekarang",
                text("what", "manfaat"), text("receiver", "penerima"),
                text("account", "rekening", optional=True), rupiah("net", "jumlah"),
                optional=True,
            ),
            rupiah("total", "jumlah yang dibayar sekarang", optional=True),
            rupiah("tax", "pajak yang sudah dipotong", optional=True),
            rows(
                "later", "yang dibayar kemudian",
                text("what", "manfaat"), text("receiver", "penerima"),
                text("when", "kapan"), text("needs", "syaratnya", optional=True),
                rupiah("net", "jumlah"),
                optional=True,
            ),
            _REASONS,
            texts("not_paid", "yang tidak dibayar, dan mengapa", optional=True),
            rupiah("employer_part", "bagian pemberi kerja", optional=True),
            text("employer_name", "nama pemberi kerja", optional=True),
            count("paid_within_days", "hari kerja sampai dibayar", optional=True),
            *_OBJECTION,
        ),
        (Sums("total", ("payments.net",)),), working_day=False,
    ),
    Kind(
        "claim_refusal", _("Penolakan klaim"),
        "Klaim Belum Dapat Dibayar", OUTGOING, FUND,
        (
            *_CLAIM,
            day("decided_on", "hari keputusan"),
            text("grounds", "alasan"),
            _REASONS,
            *_OBJECTION,
        ),
        working_day=False,
    ),
    Kind(
        "claim_papers_missing", _("Berkas klaim belum lengkap"),
        "Berkas Klaim yang Masih Diperlukan", OUTGOING, FUND,
        (
            *_CLAIM,
            day("received_on", "klaim diterima"),
            rows(
                "papers", "berkas yang diperlukan",
                text("paper", "berkas"), text("whose", "milik siapa", optional=True),
                text("why", "keterangan", optional=True),
            ),
        ),
        working_day=False,
    ),
    Kind(
        "claim_objection_answer", _("Jawaban atas keberatan klaim"),
        "Jawaban atas Keberatan Anda", OUTGOING, FUND,
        (
            *_CLAIM,
            day("decided_on", "hari keputusan"),
            day("objected_on", "hari keberatan diterima"),
            choice("outcome", "hasil", "ACCEPTED", "REJECTED"),
            text("reason", "pertimbangan"),
        ),
        signed_with=permissions.REVIEW_OBJECTIONS,
        drafted_with=permissions.REVIEW_OBJECTIONS, working_day=False,
    ),
    Kind(
        "employer_share_notice", _("Pemberitahuan kewajiban pemberi kerja"),
        "Manfaat yang Menjadi Kewajiban Pemberi Kerja", OUTGOING, FUND,
        (
            *_CLAIM,
            text("member_number", "nomor identitas peserta (disamarkan)"),
            *EMPLOYER,
            count("decision_sequence", "keputusan ke berapa atas klaim itu"),
            day("decided_on", "hari keputusan"),
            rows(
                "parts", "manfaat yang menjadi kewajiban pemberi kerja",
                text("what", "manfaat"), text("how", "perhitungan", optional=True),
                text("basis", "pasal"), rupiah("amount", "jumlah"),
            ),
            rows(
                "causes", "mengapa menjadi kewajiban pemberi kerja",
                text("step", "hal yang dinilai"), text("result", "hasilnya"),
                text("basis", "pasal", optional=True),
                optional=True,
            ),
            rows(
                "receivers", "kepada siapa dibayar",
                text("name", "penerima"), text("when", "kapan"), rupiah("amount", "jumlah"),
            ),
            rupiah("total", "jumlah kewajiban"),
            rupiah("settled", "yang sudah dibuktikan"),
            rupiah("left", "yang masih harus dibayar"),
            choice("refund", "penggantian oleh dana", "NONE", "AFTER_ARREARS"),
            count("working_days", "hari kerja untuk membayar"),
            day("deadline", "dibayar paling lambat"),
            *_OBJECTION,
        ),
        (
            Sums("total", ("parts.amount",)),
            Sums("total", ("receivers.amount",)),
            Sums("left", ("total",), less=("settled",)),
        ),
        drafted_with=permissions.PREPARE_PAYMENTS, working_day=False,
    ),
)  # fmt: skip
