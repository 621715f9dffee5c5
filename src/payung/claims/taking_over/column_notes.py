"""What is to be written in each column of the sheet of settled claims, in both languages."""

from __future__ import annotations

NOTES: dict[str, tuple[str, str]] = {
    "old_number": (
        "Nomor klaim di sistem lama, sekali saja per kantor, paling panjang 40 huruf.",
        "The claim's number in the earlier system, once per office, at most 40 characters.",
    ),
    "programme": ("JKK, JKM, JHT, JP, atau JKP.", "JKK, JKM, JHT, JP or JKP."),
    "event_on": (
        "Hari kecelakaan, kematian, PHK, atau peristiwa lain; seperti 31-12-2023.",
        "Day of the accident, death, dismissal or other event; as 31-12-2023.",
    ),
    "received_on": ("Tidak sebelum tanggal peristiwa.", "Not before the day of the event."),
    "decided_on": ("Tidak sebelum tanggal diterima.", "Not before it was received."),
    "paid_on": ("Tidak sebelum tanggal diputus.", "Not before it was decided."),
    "paid": (
        "Seluruh rupiah yang sudah diterima, sesudah pajak; rupiah bulat seperti 42.000.000.",
        "All rupiah received, after tax; whole rupiah such as 42.000.000.",
    ),
    "card_number": (
        "11 angka, sel berformat Teks. Untuk peserta kantor ini.",
        "11 digits in a cell formatted as text. For members of this office.",
    ),
    "national_id": (
        "16 angka, sel berformat Teks. Untuk mantan peserta tanpa KPJ.",
        "16 digits in a cell formatted as text. For former members without a card number.",
    ),
    "name": ("Wajib bila NIK belum dikenal.", "Needed where the NIK is not known yet."),
    "birth_date": ("Wajib bila NIK belum dikenal.", "Needed where the NIK is not known yet."),
    "sex": ("L atau P; wajib bila NIK belum dikenal.", "L (male) or P (female); as above."),
    "cause": (
        "JHT: mengundurkan diri, PHK, kontrak habis, usia pensiun, meninggal, persiapan pensiun, "
        "perumahan. JP: hari tua, cacat, meninggal. JKK: kosong atau PAK.",
        "JHT: RESIGNATION, TERMINATION, CONTRACT_END, AGE, DEATH, RETIREMENT, HOUSING. "
        "JP: OLD_AGE, DISABILITY, SURVIVOR. JKK: empty or OCCUPATIONAL_DISEASE.",
    ),
    "segment": ("PU atau BPU; kosong: menurut KPJ.", "PU or BPU; empty: as the card number says."),
    "region": (
        "Kode wilayah peristiwa seperti 19.71; kosong: wilayah kerja peserta.",
        "Code of the place such as 19.71; empty: the member's region of work.",
    ),
    "wage": (
        "Upah sebulan; untuk BPU penghasilan yang dilaporkan.",
        "Monthly wage; of a non-wage earner the reported income.",
    ),
    "yearly_wage": (
        "JP: rata-rata upah tertimbang setahun.",
        "JP: the weighted average wage of a year.",
    ),
    "months_paid": ("Bulan iuran yang sudah dibayar.", "Months of contributions paid."),
    "run": (
        "JKM dan JKP: bulan iuran berturut-turut.",
        "JKM and JKP: months of contributions in a row.",
    ),
    "enrolled": ("JHT sebagian dan JP: bulan terdaftar.", "Part of JHT, and JP: months enrolled."),
    "balance": (
        "JHT dan JP lump sum: saldo atau akumulasi.",
        "JHT and a JP lump sum: balance or accumulation.",
    ),
    "died_on": ("JKK yang meninggal.", "Deaths by a work accident."),
    "medical_cost": ("JKK: biaya perawatan, rupiah.", "JKK: medical cost, rupiah."),
    "incapacity_months": ("JKK: bulan tidak bekerja.", "JKK: months unfit for work."),
    "incapacity_days": ("JKK: hari tidak bekerja selebihnya.", "JKK: further days unfit for work."),
    "heirs": (
        "Siti / istri; Budi / anak. Bila sepakat dengan bagian lain: Siti / istri / 2. "
        "Tanpa ahli waris: tidak ada.",
        "Siti / istri (wife); Budi / anak (child). By agreed parts: Siti / istri / 2. "
        "Nobody: tidak ada.",
    ),
    "children": (
        "Ani / 02-05-2013 / SD / 4: nama, tanggal lahir, jenjang, tahun ke berapa saat peristiwa.",
        "Ani / 02-05-2013 / SD / 4: name, birth date, school level, year of it at the event.",
    ),
    "more": (
        "Fakta tanpa kolom sendiri: nama=nilai; nama=nilai, atau JSON.",
        "Facts without a column: name=value; name=value, or JSON.",
    ),
    "account": (
        "Rekening penerima pertama, sel berformat Teks.",
        "Account of the first receiver, in a cell formatted as text.",
    ),
    "bank": ("Nama bank rekening itu.", "Bank of that account."),
    "paid_until": (
        "Hari terakhir yang pembayarannya sudah termasuk (beasiswa, JKP, pensiun bulanan); "
        "kosong: tanggal dibayar.",
        "Last day whose payments are included (school years, JKP, monthly pensions); "
        "empty: the day it was paid.",
    ),
    "reason": (
        "Hanya bila jumlah dibayar memang berbeda dengan hukum.",
        "Only where the sum paid does differ from the law.",
    ),
}
