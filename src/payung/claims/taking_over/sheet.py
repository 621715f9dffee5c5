"""The sheet of settled claims: its columns, and a row as facts of the law's door."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.access.masking import mask_number_runs
from payung.claims.errors import ClaimRefused
from payung.claims.taking_over.people import children_told, heirs_told, plain_word
from payung.claims.taking_over.settled import is_of_death
from payung.law.benefits import jht, jkk, jkp, jp
from payung.reference.files import Row
from payung.registry.models import Programme

#: Our columns and the headings that offices use for them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "old_number": ("nomor klaim", "nomor lama", "nomor_klaim"),
    "programme": ("program",),
    "event_on": ("tanggal peristiwa", "tanggal_peristiwa", "tanggal kejadian"),
    "received_on": ("tanggal diterima", "tanggal_diterima"),
    "decided_on": ("tanggal diputus", "tanggal_diputus", "tanggal ditetapkan"),
    "paid_on": ("tanggal dibayar", "tanggal_dibayar", "tanggal bayar"),
    "paid": ("jumlah dibayar", "jumlah_dibayar", "dibayar"),
}
OPTIONAL: dict[str, tuple[str, ...]] = {
    "card_number": ("kpj", "nomor kpj"),
    "national_id": ("nik",),
    "name": ("nama", "nama peserta"),
    "birth_date": ("tanggal lahir", "tanggal_lahir"),
    "sex": ("jenis kelamin", "jenis_kelamin"),
    "cause": ("sebab", "peristiwa"),
    "segment": ("segmen",),
    "region": ("kode wilayah", "kabupaten"),
    "wage": ("upah", "penghasilan"),
    "yearly_wage": ("upah setahun", "upah_setahun"),
    "months_paid": ("bulan iuran", "bulan_iuran"),
    "run": ("bulan beruntun", "bulan_beruntun"),
    "enrolled": ("bulan terdaftar", "bulan_terdaftar"),
    "balance": ("saldo",),
    "died_on": ("tanggal meninggal", "tanggal_meninggal"),
    "medical_cost": ("biaya perawatan", "biaya_perawatan"),
    "incapacity_months": ("bulan tidak bekerja", "bulan_tidak_bekerja"),
    "incapacity_days": ("hari tidak bekerja", "hari_tidak_bekerja"),
    "heirs": ("ahli waris", "ahli_waris"),
    "children": ("anak",),
    "more": ("fakta lain", "fakta_lain"),
    "account": ("nomor rekening", "nomor_rekening", "rekening"),
    "bank": ("bank",),
    "paid_until": ("dibayar sampai", "dibayar_sampai"),
    "reason": ("alasan selisih", "alasan_selisih"),
}
_SEGMENTS = {
    "": "",
    "pu": "WAGE_EARNER",
    "penerimaupah": "WAGE_EARNER",
    "wageearner": "WAGE_EARNER",
    "bpu": "NON_WAGE_EARNER",
    "bukanpenerimaupah": "NON_WAGE_EARNER",
    "nonwageearner": "NON_WAGE_EARNER",
}
#: How an office says that there is no heir.
_NOBODY = "tidakada"
#: What offices write for the cause, by programme; the law's own codes are understood as well.
_CAUSES: dict[Programme, dict[str, str]] = {
    Programme.JKK: {"": "ACCIDENT", "kecelakaan": "ACCIDENT", "kecelakaankerja": "ACCIDENT",
                    "pak": "OCCUPATIONAL_DISEASE", "penyakitakibatkerja": "OCCUPATIONAL_DISEASE",
                    "meninggalmendadak": "SUDDEN_DEATH"},
    Programme.JKM: {"": ""},
    Programme.JHT: {"mengundurkandiri": "RESIGNATION", "phk": "TERMINATION",
                    "usiapensiun": "AGE", "usia56": "AGE", "kontrakhabis": "CONTRACT_END",
                    "pkwtberakhir": "CONTRACT_END", "pensiunperusahaan": "COMPANY_RETIREMENT",
                    "berhentibekerja": "STOPPED_WORKING", "meninggal": "DEATH",
                    "meninggaldunia": "DEATH", "cacattotal": "TOTAL_DISABILITY",
                    "cacattotaltetap": "TOTAL_DISABILITY", "sebagian10": "RETIREMENT",
                    "persiapanpensiun": "RETIREMENT", "sebagian30": "HOUSING",
                    "perumahan": "HOUSING", "keluarnegeri": "LEAVING_INDONESIA"},
    Programme.JP: {"haritua": "OLD_AGE", "usiapensiun": "OLD_AGE", "cacat": "DISABILITY",
                   "meninggal": "SURVIVOR", "meninggaldunia": "SURVIVOR", "jandaduda": "SURVIVOR"},
    Programme.JKP: {"": "TERMINATION", "phk": "TERMINATION", "pailit": "BANKRUPTCY"},
}  # fmt: skip
_CODES: dict[Programme, tuple[str, ...]] = {
    Programme.JKK: jkk.CAUSES,
    Programme.JKM: (),
    Programme.JHT: (*jht.EVENTS, *jht.PURPOSES),
    Programme.JP: jp.KINDS,
    Programme.JKP: jkp.REASONS,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One row as its office wrote it, read: the facts still lack what the registry knows."""

    row: int
    old_number: str
    programme: Programme
    facts: dict[str, Any]
    card_number: str
    national_id: str
    name: str
    birth_date: date | None
    sex: str
    region: str
    received_on: date
    decided_on: date
    paid_on: date
    paid_until: date
    paid: int
    reason: str
    account: str
    bank: str
    has_segment: bool

    @property
    def label(self) -> str:
        """By what a row is named in its answer; nothing personal."""
        return f"{self.old_number} · {self.programme.name}"


def read_row(row: Row, today: date) -> Told:
    """A row of the sheet; ``ClaimRefused`` with the column, what was found, what is expected."""
    cells = row.cells
    programme = _programme(cells["programme"])
    days = {
        name: _day(cells, name) for name in ("event_on", "received_on", "decided_on", "paid_on")
    }
    days["paid_until"] = _maybe_day(cells, "paid_until") or days["paid_on"]
    _check_order(days, today)
    old_number = cells["old_number"]
    if not 0 < len(old_number) <= 40:
        raise unfit("Nomor klaim", old_number, "nomor klaim di sistem lama, paling panjang 40")
    birth_date = _maybe_day(cells, "birth_date")
    return Told(
        row=row.number,
        old_number=old_number,
        programme=programme,
        facts=_facts(programme, cells, days),
        card_number=_digits(cells, "card_number", "KPJ", 11),
        national_id=_digits(cells, "national_id", "NIK", 16),
        name=" ".join(cells["name"].split()),
        birth_date=birth_date,
        sex=_sex(cells["sex"]),
        region=cells["region"],
        received_on=days["received_on"],
        decided_on=days["decided_on"],
        paid_on=days["paid_on"],
        paid_until=days["paid_until"],
        paid=_rupiah(cells, "paid", "Jumlah dibayar"),
        reason=mask_number_runs(cells["reason"])[:300],
        account=_digits(cells, "account", "Nomor rekening", None),
        bank=cells["bank"][:60],
        has_segment=bool(cells["segment"]),
    )


def _check_order(days: Mapping[str, date], today: date) -> None:
    order = (
        ("Tanggal peristiwa", "event_on"),
        ("Tanggal diterima", "received_on"),
        ("Tanggal diputus", "decided_on"),
        ("Tanggal dibayar", "paid_on"),
        ("Dibayar sampai", "paid_until"),
    )
    before: tuple[str, date] | None = None
    for heading, name in order:
        day = days[name]
        if day > today:
            raise unfit(heading, f"{day:%d-%m-%Y}", f"tidak sesudah {today:%d-%m-%Y}")
        if before is not None and day < before[1]:
            raise unfit(
                heading,
                f"{day:%d-%m-%Y}",
                f"tidak sebelum {before[0].lower()} {before[1]:%d-%m-%Y}",
            )
        before = (heading, day)


def _facts(
    programme: Programme, cells: Mapping[str, str], days: Mapping[str, date]
) -> dict[str, Any]:
    """The facts as the door takes them; empty cells are left out, ``more`` counts before all."""
    cause = _cause(programme, cells["cause"])
    on, claimed = days["event_on"], days["received_on"]
    facts: dict[str, Any] = _OF_PROGRAMME[programme](cells, on, cause)
    if programme != Programme.JP:
        facts["claimed_on"] = claimed
    if programme in (Programme.JKK, Programme.JKM):
        facts["segment"] = _segment(cells["segment"])
    facts = {name: value for name, value in facts.items() if value not in ("", None)}
    facts |= _family(programme, facts, cells)
    return facts | _more(cells["more"])


def _family(
    programme: Programme, facts: Mapping[str, Any], cells: Mapping[str, str]
) -> dict[str, Any]:
    """Heirs, children, survivors: children of a dead member inherit in the first rank too."""
    if plain_word(cells["heirs"]) == _NOBODY:
        return {"heirs": []}
    heirs, children = heirs_told(cells["heirs"]), children_told(cells["children"])
    if not heirs and not children:
        return {}
    if programme == Programme.JP:
        young = [
            {"name": child["name"], "relation": "CHILD", "born_on": child["born_on"]}
            for child in children
        ]
        told = [{key: one[key] for key in ("name", "relation")} for one in heirs]
        known = {one["name"] for one in young}
        return {"survivors": [*(one for one in told if one["name"] not in known), *young]}
    found: dict[str, Any] = {}
    if children and programme in (Programme.JKK, Programme.JKM):
        found["children"] = children
    if is_of_death(programme.name.lower(), facts):
        names = {one["name"] for one in heirs}
        own = [
            {"name": child["name"], "relation": "CHILD"}
            for child in children
            if child["name"] not in names
        ]
        found["heirs"] = [*heirs, *own]
    return found


def _jkk(cells: Mapping[str, str], on: date, cause: str) -> dict[str, Any]:
    is_bpu = _segment(cells["segment"]) == "NON_WAGE_EARNER"
    return {
        "accident_on": on,
        "cause": cause,
        "died_on": _maybe_day(cells, "died_on"),
        "income" if is_bpu else "wage": cells["wage"],
        "medical_cost": cells["medical_cost"],
        "incapacity_months": cells["incapacity_months"],
        "incapacity_days": cells["incapacity_days"],
    }


def _jkm(cells: Mapping[str, str], on: date, cause: str) -> dict[str, Any]:
    return {
        "died_on": on,
        "months_paid": cells["months_paid"],
        "paid_months_in_a_row": cells["run"],
    }


def _jht(cells: Mapping[str, str], on: date, cause: str) -> dict[str, Any]:
    is_part = cause in jht.PURPOSES
    return {
        "event_on": on,
        "purpose" if is_part else "event": cause,
        "balance": cells["balance"],
        "membership_months": cells["enrolled"] if is_part else "",
    }


def _jp(cells: Mapping[str, str], on: date, cause: str) -> dict[str, Any]:
    return {
        "kind": cause,
        "event_on": on,
        "months_paid": cells["months_paid"],
        "months_enrolled": cells["enrolled"],
        "average_annual_wage": cells["yearly_wage"],
        "accumulated": cells["balance"],
    }


def _jkp(cells: Mapping[str, str], on: date, cause: str) -> dict[str, Any]:
    return {
        "terminated_on": on,
        "reason": cause,
        "wage": cells["wage"],
        "months_paid_in_window": cells["months_paid"],
        "longest_run": cells["run"],
    }


_OF_PROGRAMME: dict[Programme, Callable[[Mapping[str, str], date, str], dict[str, Any]]] = {
    Programme.JKK: _jkk,
    Programme.JKM: _jkm,
    Programme.JHT: _jht,
    Programme.JP: _jp,
    Programme.JKP: _jkp,
}


def _programme(told: str) -> Programme:
    name = told.strip().upper()
    if name not in Programme.names:
        raise unfit("Program", told, "salah satu dari JKK, JKM, JHT, JP, JKP")
    return Programme[name]


def _cause(programme: Programme, told: str) -> str:
    words = _CAUSES[programme]
    if told.strip().upper() in _CODES[programme]:
        return told.strip().upper()
    word = plain_word(told)
    if word not in words:
        expected = ", ".join([*_CODES[programme]]) or "kosong"
        raise unfit("Sebab", told, f"salah satu dari {expected}")
    return words[word]


def _segment(told: str) -> str:
    word = plain_word(told)
    if word not in _SEGMENTS:
        raise unfit("Segmen", told, "PU atau BPU")
    return _SEGMENTS[word]


def _sex(told: str) -> str:
    letter = told.strip().upper()[:1]
    if letter not in ("", "L", "P", "W"):
        raise unfit("Jenis kelamin", told, "L atau P")
    return "P" if letter == "W" else letter


def _more(told: str) -> dict[str, Any]:
    """Facts that have no column of their own, as ``payung law benefit`` takes them."""
    text = told.strip()
    if not text:
        return {}
    if text.startswith("{"):
        try:
            found = json.loads(text)
        except json.JSONDecodeError as error:
            raise unfit("Fakta lain", text[:60], f"JSON yang sah ({error.msg})") from None
        return dict(found)
    pairs = {}
    for piece in text.split(";"):
        name, sign, value = piece.partition("=")
        if not sign:
            raise unfit("Fakta lain", piece.strip()[:60], "nama=nilai dipisah titik koma")
        pairs[name.strip()] = value.strip()
    return pairs


def _day(cells: Mapping[str, str], name: str) -> date:
    found = _maybe_day(cells, name)
    if found is None:
        raise unfit(_heading(name), "", "tanggal seperti 31-12-2024")
    return found


def _maybe_day(cells: Mapping[str, str], name: str) -> date | None:
    text = cells[name]
    if not text:
        return None
    try:
        if text[4:5] == "-":
            return date.fromisoformat(text)
        day, month, year = text.replace("/", "-").split("-")
        return date(int(year), int(month), int(day))
    except ValueError:
        raise unfit(_heading(name), text, "tanggal seperti 31-12-2024") from None


def _rupiah(cells: Mapping[str, str], name: str, heading: str) -> int:
    plain = cells[name].removeprefix("Rp").strip().replace(".", "")
    if not (plain.isascii() and plain.isdigit()):
        raise unfit(heading, cells[name], "rupiah bulat seperti 42.000.000")
    return int(plain)


def _digits(cells: Mapping[str, str], name: str, heading: str, length: int | None) -> str:
    plain = cells[name].replace(" ", "").replace("-", "").replace(".", "")
    if not plain:
        return ""
    if not (plain.isascii() and plain.isdigit()) or (length and len(plain) != length):
        expected = f"{length} angka, kolom berformat Teks" if length else "angka saja"
        raise unfit(heading, f"{len(plain)} huruf", expected)
    return plain


def _heading(name: str) -> str:
    return {**COLUMNS, **OPTIONAL}[name][0].capitalize()


def unfit(heading: str, found: str, expected: str) -> ClaimRefused:
    """The refusal of a cell; personal numbers in what was found are masked."""
    shown = mask_number_runs(found)
    return ClaimRefused(
        "settled_row_unfit",
        f"{heading}: tertulis “{shown}”, seharusnya {expected}.",
        f"{heading}: found “{shown}”, expected {expected}.",
        column=heading,
    )
