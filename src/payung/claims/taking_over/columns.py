"""The columns of the sheet of settled claims."""

from __future__ import annotations

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
#: The columns of a returned workbook that say what is wrong, in both languages. They must be the
#: name or heading of no column: they are not read again.
ANSWERS = ("KETERANGAN", "EXPLANATION")
#: Most characters of a cell, where a column has another bound than most.
LONGEST = {
    **dict.fromkeys(("heirs", "children"), 2_000),
    "more": 4_000,
    "reason": 1_000,
    **dict.fromkeys(
        ("wage", "yearly_wage", "months_paid", "run", "enrolled", "balance", "medical_cost"), 18
    ),
    **dict.fromkeys(("incapacity_months", "incapacity_days", "paid"), 18),
}
LONGEST_OTHERWISE = 150
#: Which column holds a fact of the law's doors.
COLUMN_OF_FACT = {
    **dict.fromkeys(("event_on", "accident_on", "terminated_on"), "event_on"),
    **dict.fromkeys(("wage", "income"), "wage"),
    **dict.fromkeys(("months_paid", "months_paid_in_window"), "months_paid"),
    **dict.fromkeys(("paid_months_in_a_row", "longest_run"), "run"),
    **dict.fromkeys(("months_enrolled", "membership_months"), "enrolled"),
    **dict.fromkeys(("balance", "accumulated"), "balance"),
    "average_annual_wage": "yearly_wage",
    "born_on": "birth_date",
    "claimed_on": "received_on",
    "died_on": "died_on",
    "medical_cost": "medical_cost",
    "incapacity_months": "incapacity_months",
    "incapacity_days": "incapacity_days",
}


def heading(name: str) -> str:
    """The heading that the empty sheet shows over one of our columns."""
    return {**COLUMNS, **OPTIONAL}[name][0].capitalize()
