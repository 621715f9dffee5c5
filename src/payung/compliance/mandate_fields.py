"""What must be told with an act on a mandate: each field's shape, and how it is read.

The same fields make the forms of the pages and check what operations are given: plain JSON values
(days as ``2024-12-18``, money in whole rupiah), which is also how a step keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.compliance.errors import MandateRefused
from payung.compliance.mandate_states import NAMED_REASONS, CloseReason

LONGEST_TEXT = 2_000
MOST_ROWS = 100
LARGEST_AMOUNT = 10**15

Choices = tuple[tuple[str, Promise | str], ...]


@dataclass(frozen=True)
class Field:
    """One thing to be told: its shape (text, texts, day, choice, people, yes, users, plan)."""

    name: str
    shape: str
    label: Promise
    choices: Choices = ()
    help: Promise | str = ""


_MANY = _("Satu baris untuk tiap butir.")
_PEOPLE = _("Satu orang tiap baris: nama; jabatan; pihak.")

_FIELDS: Final = (
    Field("reason", "text", _("Alasan")),
    Field("facts", "texts", _("Kasus posisi"), help=_MANY),
    Field("issue", "text", _("Permasalahan hukum")),
    Field("analysis", "texts", _("Analisis"), help=_MANY),
    Field(
        "recommendation", "choice", _("Saran"),
        (
            ("ACCEPT", _("Terima kuasa")),
            ("COMPLETE", _("Lengkapi berkas dahulu")),
            ("DECLINE", _("Tolak")),
        ),
    ),
    Field("conclusion", "text", _("Kesimpulan")),
    Field("valid_until", "day", _("Berlaku sampai")),
    Field("attorneys", "users", _("Jaksa Pengacara Negara")),
    Field("appear_on", "day", _("Hari hadir")),
    Field("time", "text", _("Pukul"), help=_("Misalnya: 10.00 WIB.")),
    Field("place", "text", _("Tempat")),
    Field("starts_on", "day", _("Mulai")),
    Field("ends_on", "day", _("Selesai")),
    Field("met_name", "text", _("Nama wakil pemberi kerja")),
    Field("met_title", "text", _("Jabatan wakil pemberi kerja")),
    Field("attendees", "people", _("Daftar hadir"), help=_PEOPLE),
    Field("points", "texts", _("Pokok pembicaraan"), help=_MANY),
    Field("results", "texts", _("Hasil"), help=_MANY),
    Field(
        "covers", "choice", _("Yang disepakati"),
        (("ALL", _("Pokok dan denda")), ("PRINCIPAL", _("Pokok saja; denda tetap ditagih"))),
    ),
    Field("instalments", "plan", _("Jadwal angsuran")),
    Field("deed_number", "text", _("Nomor akta perdamaian")),
    Field("chair", "text", _("Pimpinan gelar perkara")),
    Field("secretary", "text", _("Notulis")),
    Field("decisions", "texts", _("Keputusan"), help=_MANY),
    Field("arrears_proven", "yes", _("Tunggakan terbukti")),
    Field("no_good_faith", "yes", _("Tidak ada iktikad baik")),
    Field(
        "claim_kind", "choice", _("Jenis gugatan"),
        (("SMALL_CLAIM", _("Gugatan sederhana")), ("LAWSUIT", _("Gugatan biasa"))),
    ),
    Field("court", "text", _("Pengadilan")),
    Field("grounds", "texts", _("Alasan gugatan (posita)"), help=_MANY),
    Field("evidence", "texts", _("Bukti"), help=_MANY),
    Field("claims", "texts", _("Yang diminta (petitum)"), help=_MANY),
    Field(
        "court_case_number", "text", _("Nomor perkara pengadilan"),
        help=_("Misalnya: 4/Pdt.G.S/2024/PN Pgp."),
    ),
    Field("agenda", "text", _("Acara sidang")),
    Field("result", "text", _("Jalannya sidang")),
    Field("judgment_number", "text", _("Nomor putusan")),
    Field(
        "judgment", "choice", _("Isi putusan"),
        (
            ("GRANTED", _("Dikabulkan")),
            ("PARTLY", _("Dikabulkan sebagian")),
            ("REJECTED", _("Ditolak")),
            ("NOT_ADMITTED", _("Tidak dapat diterima")),
        ),
    ),
    Field(
        "raised_by", "choice", _("Diajukan oleh"),
        (("EMPLOYER", _("Pemberi kerja")), ("FUND", _("Kantor cabang melalui jaksa"))),
    ),
    Field(
        "enforcement", "choice", _("Tahap eksekusi"),
        (
            ("AANMANING", _("Teguran pengadilan (aanmaning)")),
            ("SEIZURE", _("Sita eksekusi")),
            ("AUCTION", _("Lelang")),
        ),
    ),
    Field("court_letter", "text", _("Nomor penetapan pengadilan")),
    Field(
        "close_reason", "choice", _("Sebab penutupan"),
        tuple((one.value, one.label) for one in NAMED_REASONS),
    ),
    # Told when there is something to tell.
    Field("next_on", "day", _("Sidang berikutnya")),
    Field("decision_number", "text", _("Nomor keputusan atau surat yang mendasari")),
    Field("value", "money", _("Nilai gugatan")),
    Field("terms", "texts", _("Ketentuan lain"), help=_MANY),
)  # fmt: skip

FIELDS: Final = {field.name: field for field in _FIELDS}
#: What may be told with an act beside what must be (``Transition.data``).
OPTIONAL: Final = {
    "HEAR": ("next_on",),
    "CLOSE": ("reason", "decision_number"),
    "AGREE": ("terms",),
    "SETTLE_IN_COURT": ("terms",),
    "FILE_SMALL_CLAIM": ("value",),
    "FILE_LAWSUIT": ("value",),
}
ENFORCEMENT_ORDER: Final = ("AANMANING", "SEIZURE", "AUCTION")
CLOSE_REASONS_WITH_DECISION: Final = (CloseReason.WRITTEN_OFF, CloseReason.TRANSFERRED)


def read(act: str, required: Sequence[str], given: Mapping[str, object]) -> dict[str, object]:
    """What was told with an act, each value in its shape.

    Raises ``MandateRefused`` naming every field that is missing, unknown or misshapen.
    """
    optional = OPTIONAL.get(act, ())
    wrong: list[tuple[str, str, str]] = []
    told: dict[str, object] = {}
    for name in given:
        if name not in required and name not in optional:
            wrong.append((name, "tidak diminta untuk tindakan ini", "is not asked for this act"))
    for name in (*required, *optional):
        value = given.get(name)
        if value in (None, "", [], ()):
            if name in required:
                wrong.append((name, "belum diisi", "is missing"))
            continue
        field = FIELDS[name]
        try:
            told[name] = _SHAPES[field.shape](field, value)
        except _Misshapen as found:
            wrong.append((name, found.expected_id, found.expected_en))
    if wrong:
        raise _refusal(wrong)
    return told


def plain(told: Mapping[str, object]) -> dict[str, object]:
    """The same as JSON, as a step keeps it."""
    return {name: _plain(value) for name, value in told.items()}


class _Misshapen(Exception):
    def __init__(self, expected_id: str, expected_en: str) -> None:
        super().__init__(expected_id)
        self.expected_id, self.expected_en = expected_id, expected_en


def _refusal(wrong: list[tuple[str, str, str]]) -> MandateRefused:
    def name(field: str) -> str:
        return str(FIELDS[field].label) if field in FIELDS else field

    told_id = "; ".join(f"{name(field)}: {found}" for field, found, _en in wrong)
    told_en = "; ".join(f"{name(field)}: {found}" for field, _id, found in wrong)
    return MandateRefused(
        "mandate_data",
        f"Isian belum dapat diterima. {told_id}.",
        f"The entry cannot be accepted yet. {told_en}.",
        fields={field: (found_id, found_en) for field, found_id, found_en in wrong},
    )


def _text(field: Field, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
        raise _Misshapen(
            f"perlu teks 1 sampai {LONGEST_TEXT} huruf", f"needs a text of 1 to {LONGEST_TEXT}"
        )
    return value.strip()


def _texts(field: Field, value: object) -> list[str]:
    listed = value.splitlines() if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or len(listed) > MOST_ROWS:
        raise _Misshapen("perlu daftar teks", "needs a list of texts")
    lines = [_text(field, line) for line in listed if not isinstance(line, str) or line.strip()]
    if not lines:
        raise _Misshapen("belum diisi", "is missing")
    return lines


def _day(field: Field, value: object) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise _Misshapen(
            f"perlu tanggal seperti 2024-12-18, bukan {value}",
            f"needs a day such as 2024-12-18, not {value}",
        ) from None


def _choice(field: Field, value: object) -> str:
    if value not in {code for code, _label in field.choices}:
        names = ", ".join(str(label) for _code, label in field.choices)
        raise _Misshapen(f"pilih salah satu: {names}", f"choose one of: {names}")
    return str(value)


def _yes(field: Field, value: object) -> bool:
    return value in (True, "on", "1", "true", "True")


def _money(field: Field, value: object) -> int:
    try:
        amount = int(str(value).replace(".", "").replace("Rp", "").strip())
    except ValueError:
        amount = -1
    if isinstance(value, bool | float) or not 0 < amount < LARGEST_AMOUNT:
        raise _Misshapen(
            f"perlu bilangan rupiah bulat di atas nol, bukan {value}",
            f"needs a whole number of rupiah above zero, not {value}",
        )
    return amount


def _users(field: Field, value: object) -> list[int]:
    listed = value if isinstance(value, list | tuple) else [value]
    try:
        return sorted({int(str(one)) for one in listed})
    except ValueError:
        raise _Misshapen("perlu pilihan jaksa", "needs a choice of attorneys") from None


def _people(field: Field, value: object) -> list[dict[str, str]]:
    listed = value.splitlines() if isinstance(value, str) else value
    if not isinstance(listed, list | tuple):
        raise _Misshapen("perlu daftar orang", "needs a list of people")
    people = [_person(row) for row in listed if row and (not isinstance(row, str) or row.strip())]
    if not people or len(people) > MOST_ROWS:
        raise _Misshapen("perlu 1 sampai 100 orang", "needs 1 to 100 people")
    return people


def _person(row: object) -> dict[str, str]:
    if isinstance(row, Mapping):
        parts = [str(row.get(key, "")).strip() for key in ("name", "title", "party")]
    else:
        parts = [part.strip() for part in str(row).split(";")]
    if len(parts) != 3 or not all(parts):
        raise _Misshapen(
            f"tulis nama; jabatan; pihak, bukan {row}", f"write name; post; party, not {row}"
        )
    return dict(zip(("name", "title", "party"), parts, strict=True))


def _plan(field: Field, value: object) -> list[tuple[date, int]]:
    if not isinstance(value, list | tuple) or not 0 < len(value) <= MOST_ROWS:
        raise _Misshapen("perlu 1 sampai 100 angsuran", "needs 1 to 100 instalments")
    pairs = [
        (row.get("due_on"), row.get("amount")) if isinstance(row, Mapping) else tuple(row)
        for row in value
    ]
    if any(len(pair) != 2 for pair in pairs):
        raise _Misshapen("perlu jatuh tempo dan besar tiap angsuran", "needs day and amount")
    return [(_day(field, due_on), _money(field, amount)) for due_on, amount in pairs]


_SHAPES: Final[dict[str, Callable[[Field, object], object]]] = {
    "text": _text,
    "texts": _texts,
    "day": _day,
    "choice": _choice,
    "yes": _yes,
    "money": _money,
    "users": _users,
    "people": _people,
    "plan": _plan,
}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
