"""Letters that offices of both sides issue."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.documents.fields import (
    choice,
    day,
    rows,
    text,
    texts,
)
from payung.documents.kind import (
    AGREEMENT,
    ANY,
    MINUTES,
    NOTE,
    RECORD,
    STATEMENT,
    Kind,
)
from payung.documents.kind_groups import (
    AMOUNTS,
    INSTALMENTS,
    PERIOD,
    PLACED_EMPLOYER,
    PLAN_ADDS_UP,
)

KINDS_OF_BOTH: Final = (
    Kind(
        "undertaking", _("Surat pernyataan kesanggupan"),
        "Surat Pernyataan Kesanggupan Membayar", STATEMENT, ANY,
        (
            *PLACED_EMPLOYER,
            text("met_name", "nama yang menyatakan"),
            text("met_title", "jabatannya"),
            text("place", "tempat"),
            *PERIOD, *AMOUNTS, INSTALMENTS,
        ),
        PLAN_ADDS_UP, working_day=False,
    ),
    Kind(
        "agreement", _("Perjanjian kerja sama"),
        "Perjanjian Kerja Sama", AGREEMENT, ANY,
        (
            choice("agreement_kind", "jenis", "MOU", "NOTA_KESEPAKATAN", "KESEPAKATAN_BERSAMA",
                   "PKS"),
            text("title", "tentang"),
            day("concluded_on", "hari penandatanganan"),
            text("place", "tempat"),
            rows(
                "parties", "para pihak",
                text("name", "nama pihak"),
                text("called", "disebut, misalnya PIHAK KESATU"),
                text("represented_by", "nama penanda tangan"),
                text("title", "jabatan penanda tangan"),
                text("address", "alamat", optional=True),
                text("register_number", "nomor pada pihak itu", optional=True),
            ),
            texts("recitals", "menimbang", optional=True),
            texts("legal_basis", "dasar hukum lain para pihak", optional=True),
            rows(
                "clauses", "pasal",
                text("heading", "judul pasal"), texts("paragraphs", "ayat"),
            ),
            day("starts_on", "berlaku mulai"),
            day("ends_on", "berlaku sampai"),
        ),
        signed_with=permissions.SIGN_AGREEMENTS, binding=True,
        drafted_with=permissions.MANAGE_AGREEMENTS,
        frame_when=(
            "agreement_kind", frozenset({"MOU", "NOTA_KESEPAKATAN", "KESEPAKATAN_BERSAMA"}),
        ),
    ),
    Kind(
        "minutes", _("Notulen"), "Notulen Rapat", MINUTES, ANY,
        (
            text("meeting_title", "rapat"),
            day("held_on", "hari rapat"),
            text("time", "pukul", optional=True),
            text("place", "tempat"),
            text("chair", "pimpinan rapat"),
            text("secretary", "notulis"),
            rows(
                "attendees", "daftar hadir",
                text("name", "nama"), text("title", "jabatan"), text("party", "instansi"),
            ),
            texts("agenda", "acara"),
            texts("points", "pokok pembicaraan", optional=True),
            texts("decisions", "keputusan", optional=True),
            rows(
                "commitments", "tindak lanjut",
                text("what", "tindak lanjut"), text("owner", "penanggung jawab"),
                day("due_on", "batas waktu"),
                optional=True,
            ),
        ),
        signed_with=permissions.MANAGE_MEETINGS, working_day=False,
    ),
    Kind(
        "monev_commitments", _("Berita acara kesepakatan monev"),
        "Berita Acara Kesepakatan dan Rencana Tindak Lanjut", RECORD, ANY,
        (
            text("session_title", "sesi monev"),
            day("held_on", "hari sesi"),
            text("place", "tempat"),
            day("period_from", "awal periode"),
            day("period_to", "akhir periode"),
            rows(
                "governments", "daerah yang dibahas",
                text("region", "daerah"), text("coverage", "cakupan"),
                text("target", "target", optional=True), text("gap", "kekurangan", optional=True),
            ),
            rows(
                "session_findings", "temuan",
                text("region", "daerah"), text("finding", "temuan"), text("weight", "bobot"),
                optional=True,
            ),
            rows(
                "commitments", "rencana tindak lanjut",
                text("region", "daerah"), text("what", "tindak lanjut"),
                text("owner", "penanggung jawab"), day("due_on", "batas waktu"),
            ),
            rows(
                "parties", "yang menyepakati",
                text("body", "instansi"), text("name", "nama", optional=True),
                text("title", "jabatan", optional=True),
            ),
            text("definition", "arti angka cakupan"),
        ),
        signed_with=permissions.MANAGE_MEETINGS, working_day=False,
    ),
    Kind(
        "approval_note", _("Nota persetujuan"), "Nota Persetujuan", NOTE, ANY,
        (
            text("matter", "hal yang diajukan"),
            text("requested_by", "diajukan oleh"),
            day("requested_on", "tanggal pengajuan"),
            choice("decision", "keputusan", "APPROVED", "REJECTED", "RETURNED"),
            day("decided_on", "tanggal keputusan"),
            text("considerations", "pertimbangan"),
            text("limits", "batas wewenang pejabat sementara", optional=True),
        ),
        signed_with=permissions.APPROVE, working_day=False,
    ),
)  # fmt: skip
