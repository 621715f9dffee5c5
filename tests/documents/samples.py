"""One set of data for each kind of letter: made-up firms and people, plausible amounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Data = dict[str, Any]

LONG_NAME = (
    "PT Perkebunan dan Pengolahan Hasil Bumi Nusantara Sejahtera Abadi Sentosa Bangka Belitung Tbk"
)


def months(count: int) -> list[Data]:
    """So many months of arrears up to November 2024."""
    listed = []
    for back in range(count - 1, -1, -1):
        year, month = divmod(2024 * 12 + 10 - back, 12)
        principal = 3_800_000 + 12_345 * back
        listed.append(
            {
                "month": f"{year}-{month + 1:02d}",
                "principal": principal,
                "penalty": principal * 2 * back // 100,
                "billing_code": f"10000000{back:07d}5",
            }
        )
    return listed


def owed(count: int) -> Data:
    """Those months with their sums."""
    listed = months(count)
    principal = sum(row["principal"] for row in listed)
    penalty = sum(row["penalty"] for row in listed)
    return {"months": listed, **sums(principal, penalty)}


def sums(principal: int, penalty: int) -> Data:
    return {"principal": principal, "penalty": penalty, "total": principal + penalty}


EMPLOYER = {"employer_name": "PT Contoh Bahari Sejahtera", "npp": "00012345/000"}
PLACED = EMPLOYER | {"employer_address": "Jalan Contoh Raya Nomor 12, Pangkalpinang"}
INSPECTORS = [
    {"name": "Sinta Rahayu", "title": "Petugas Pemeriksa", "employee_number": "*****1201"},
    {"name": "Bagas Nugroho", "title": "Petugas Pembina Peserta", "employee_number": "*****0817"},
]
ATTORNEYS = [
    {"name": "Arya Mahendra, S.H.", "title": "Jaksa Pengacara Negara"},
    {"name": "Dewi Lestari Putri, S.H., M.H.", "title": "Jaksa Pengacara Negara"},
]
ASSIGNED = {"assignment_number": "ST/14/102024/KC-PANGKALPINANG", "assignment_date": "2024-10-07"}
FIRST = {"first_number": "B/311/102024/KC-PANGKALPINANG", "first_date": "2024-10-14"}
SECOND = {"second_number": "B/388/112024/KC-PANGKALPINANG", "second_date": "2024-11-04"}
AGREED = {"agreement_number": "PKS/2/032024/KC-PANGKALPINANG", "agreement_date": "2024-03-14"}
MANDATED = {
    "mandate_number": "SKK/9/112024/KC-PANGKALPINANG",
    "mandate_date": "2024-11-20",
}
PERIOD = {"period_from": "2024-06", "period_to": "2024-11"}
LETTERS = [
    {"kind": "Surat imbauan", "number": "B/120/052024/KC-PANGKALPINANG", "date": "2024-05-20"},
    {"kind": "Surat peringatan pertama", "number": FIRST["first_number"], "date": "2024-10-14"},
    {"kind": "Surat peringatan kedua", "number": SECOND["second_number"], "date": "2024-11-04"},
]
STEPS = [
    {"happened_on": "2024-11-20", "step": "Surat kuasa khusus diterima"},
    {"happened_on": "2024-11-25", "step": "Panggilan pertama; tidak hadir"},
    {"happened_on": "2024-12-02", "step": "Panggilan kedua; hadir dan mengakui kewajiban"},
    {"happened_on": "2024-12-10", "step": "Seluruh kewajiban dilunasi"},
]
MET = {"met_name": "Rudi Hartanto", "met_title": "Direktur"}
ATTENDEES = [
    {"name": "Arya Mahendra", "title": "Jaksa Pengacara Negara", "party": "Kejaksaan Tinggi"},
    {"name": "Rudi Hartanto", "title": "Direktur", "party": "PT Contoh Bahari Sejahtera"},
    {"name": "Dimas Pratama", "title": "Petugas Pembina", "party": "Kantor Cabang Pangkalpinang"},
]
FINDINGS = [
    "iuran enam bulan belum dibayar;",
    "empat pekerja belum didaftarkan;",
    "upah yang dilaporkan lebih rendah daripada upah yang dibayarkan.",
]
INSTALMENTS = [
    {"number": 1, "due_on": "2024-12-27", "amount": 10_000_000},
    {"number": 2, "due_on": "2025-01-27", "amount": 10_000_000},
    {"number": 3, "due_on": "2025-02-27", "amount": 4_000_000},
]
PLAN = {**sums(22_800_000, 1_200_000), "instalments": INSTALMENTS}
POWER = {
    "mandate_number": "PK-PGP-2024-17/SKK-1",
    **PLACED,
    "grantor_name": "Ratna Wijaya",
    "grantor_title": "Kepala Kantor Cabang Pangkalpinang",
    "grantor_address": "Jalan Merdeka Contoh Nomor 1, Pangkalpinang",
    "attorney_name": "Hasan Prasetyo",
    "attorney_title": "Kepala Kejaksaan Tinggi Kepulauan Bangka Belitung",
    "attorney_address": "Jalan Pulau Contoh Nomor 9, Pangkalpinang",
    **AGREED,
    "object": "Penagihan tunggakan iuran jaminan sosial ketenagakerjaan",
    **PERIOD,
    **owed(6),
    "powers": [
        "memanggil dan menemui pemberi kerja;",
        "melakukan klarifikasi, negosiasi dan mediasi;",
        "membuat berita acara kesepakatan beserta jadwal angsurannya;",
        "menerima dan menyampaikan surat yang diperlukan.",
    ],
    "valid_until": "2025-11-20",
}
WARNING = {
    **EMPLOYER,
    "findings": FINDINGS,
    **owed(6),
    "as_of": "2024-12-18",
    "working_days": 10,
    "deadline": "2025-01-06",
}
CLAUSES = [
    {
        "heading": "Maksud dan Tujuan",
        "paragraphs": [
            "Maksud perjanjian ini adalah menyamakan langkah PARA PIHAK dalam penanganan perkara "
            "perdata dan tata usaha negara.",
            "Tujuannya adalah meningkatkan kepatuhan pemberi kerja dan memulihkan hak pekerja.",
        ],
    },
    {
        "heading": "Ruang Lingkup",
        "paragraphs": [
            "bantuan hukum;",
            "pertimbangan hukum; dan",
            "tindakan hukum lain.",
        ],
    },
    {
        "heading": "Pelindungan Data",
        "paragraphs": [
            "PARA PIHAK hanya bertukar data yang diperlukan, melalui saluran yang aman, dan "
            "menghapusnya setelah perkara selesai.",
        ],
    },
    {"heading": "Evaluasi", "paragraphs": ["PARA PIHAK mengevaluasi perjanjian setiap tahun."]},
]


def people(count: int) -> list[Data]:
    """So many people of a list, as a decree names them."""
    return [
        {
            "list": "DP-19.01-2024-0001",
            "row": row,
            "name": f"Budi Contoh {row}",
            "national_id": f"************{row:04d}",
            "village": "Desa Air Contoh",
            "occupation": "Nelayan",
        }
        for row in range(1, count + 1)
    ]


DECREE = {
    "authority": "Bupati Bangka",
    "title": "Penetapan Penerima Iuran Jaminan Sosial Ketenagakerjaan bagi Nelayan Tahun 2025",
    "considerations": [
        "bahwa nelayan di Kabupaten Bangka menanggung risiko kerja tanpa pemberi kerja;",
        "bahwa karena itu iurannya dibayar oleh pemerintah daerah.",
    ],
    "segment": "nelayan",
    "fund_source": "REGENCY_BUDGET",
    "fund_name": "APBD kabupaten/kota",
    "budget_line": "AI-19.01-2025-0001 Iuran nelayan",
    "account_code": "5.1.2.2.2.6",
    "programmes": ["jaminan kecelakaan kerja", "jaminan kematian"],
    "first_month": "2025-01",
    "last_month": "2025-12",
    "month_count": 12,
    "person_count": 30,
    "contribution": 201_600,
    "amount": 6_048_000,
    "lists": [{"number": "DP-19.01-2024-0001", "proposer": "Dinas Perikanan", "people": 30}],
}


CLAIM = {
    "claim_number": "KL-2024-000123",
    "programme_code": "JKM",
    "programme": "Jaminan Kematian",
    "member_name": "Budi Contoh",
    "event": "meninggal dunia",
    "event_on": "2024-12-02",
}
SAMPLES: Mapping[str, Data] = {
    "visit_reminder": {
        **EMPLOYER,
        "finding": "sebagian pekerja belum terdaftar dalam program jaminan hari tua",
        "obligations": [
            "mendaftarkan seluruh pekerja;",
            "melaporkan upah yang sebenarnya;",
            "membayar iuran setiap bulan paling lambat tanggal lima belas bulan berikutnya.",
        ],
        "deadline": "2025-01-03",
        "contact": "Dimas Pratama, Petugas Pembina Peserta, telepon kantor (0717) 000000",
    },
    "collection_letter": {
        **EMPLOYER, **owed(6), "as_of": "2024-12-18", "pay_by": "2024-12-27",
        "case_number": "PK-PGP-2024-17",
    },
    "inspection_assignment": {
        **PLACED, "inspectors": INSPECTORS,
        "purpose": "memeriksa kelengkapan pendaftaran pekerja dan kebenaran laporan upah",
        "starts_on": "2024-12-19", "ends_on": "2024-12-23",
    },
    "inspection_notice": {
        **EMPLOYER, **ASSIGNED, "inspectors": INSPECTORS, "inspection_on": "2024-12-23",
        "time": "09.00 WIB sampai selesai", "place": PLACED["employer_address"],
        "documents": ["daftar pekerja dan upah dua belas bulan terakhir;", "bukti potong PPh 21;",
                      "bukti pembayaran iuran."],
    },
    "inspection_report": {
        **PLACED, **ASSIGNED, "inspectors": INSPECTORS, "inspected_on": "2024-12-18",
        "place": "Pangkalpinang", **MET,
        "facts": ["Pekerja yang bekerja pada hari pemeriksaan berjumlah 24 orang.",
                  "Empat pekerja belum terdaftar sejak Juni 2024.",
                  "Daftar upah menunjukkan upah lebih tinggi daripada yang dilaporkan."],
        "workers_reported": 20, "workers_found": 24, **owed(6),
        "statement": "Kami mengakui kekurangan tersebut dan akan melengkapinya.",
    },
    "warning_first": WARNING,
    "warning_second": {**FIRST, **WARNING},
    "fine_decision": {
        **PLACED, **FIRST, **SECOND, "base": 24_300_000, "rate_ppm": 1_000, "month_count": 3,
        "fine": 72_900, "pay_by": "2025-01-17",
    },
    "service_denial_request": {
        **PLACED, "nib": "9120000000000", "findings": FINDINGS,
        "services": ["perizinan terkait usaha;", "izin mengikuti tender proyek;",
                     "izin mempekerjakan tenaga kerja asing."],
        "letters": LETTERS, **sums(22_800_000, 1_200_000),
        "copies": ["Gubernur Kepulauan Bangka Belitung;", "Kepala Dinas Tenaga Kerja."],
    },
    "service_restoration": {
        **PLACED, "request_number": "B/402/112024/KC-PANGKALPINANG", "request_date": "2024-11-26",
        "services": ["perizinan terkait usaha;", "izin mengikuti tender proyek."],
        "fulfilled_on": "2024-12-12", "fulfilment": "seluruh iuran dan denda dibayar lunas",
    },
    "legal_aid_request": {
        **AGREED, "mandate_type": "NON_LITIGATION",
        "employers": [
            {"name": f"PT Contoh Penunggak {number}", "npp": f"000{number:05d}/000",
             "case_number": f"PK-PGP-2024-{number}", "finding": "Tunggakan iuran",
             **sums(3_560_000 * number, 71_200 * number)}
            for number in range(1, 8)
        ],
        **sums(3_560_000 * 28, 71_200 * 28), "enclosures": "7 (tujuh) berkas perkara",
        "copies": ["Kepala Kantor Wilayah Sumatera Bagian Selatan."],
    },
    "mandate": POWER,
    "mandate_litigation": {
        **POWER, "claim_kind": "SMALL_CLAIM", "court": "Pengadilan Negeri Pangkalpinang",
    },
    "substitution": {
        **MANDATED, **EMPLOYER, "mandate_type": "NON_LITIGATION", "attorneys": ATTORNEYS,
        "object": "Penagihan tunggakan iuran jaminan sosial ketenagakerjaan",
        "total": 24_000_000, "powers": POWER["powers"], "valid_until": "2025-11-20",
    },
    "review_note": {
        "request_number": "B/420/112024/KC-PANGKALPINANG", "request_date": "2024-11-18",
        **EMPLOYER, **sums(22_800_000, 1_200_000),
        "facts": ["Pemberi kerja tidak membayar iuran sejak Juni 2024.",
                  "Dua surat peringatan sudah disampaikan dan tidak ditanggapi."],
        "issue": "Apakah tunggakan iuran dapat ditagih oleh Jaksa Pengacara Negara?",
        "analysis": ["Perjanjian kerja sama kedua kantor masih berlaku.",
                     "Berkas memuat riwayat tagihan, pembayaran dan surat peringatan."],
        "recommendation": "ACCEPT",
        "conclusion": "Permohonan memenuhi syarat untuk diberi bantuan hukum non-litigasi.",
    },
    "summons": {
        "sequence": 2, **MANDATED, **EMPLOYER, "appear_on": "2024-12-27", "time": "09.30 WIB",
        "place": "Kantor Kejaksaan Tinggi Kepulauan Bangka Belitung",
        "meet": "Arya Mahendra, Jaksa Pengacara Negara",
        "bring": ["bukti pembayaran iuran terakhir;", "daftar pekerja dan upah;",
                  "surat kuasa bila diwakili."],
        "total": 24_000_000,
        "previous": [{"number": "B-41/KT-19/Gs.2/12/2024", "date": "2024-12-04"}],
    },
    "visit_assignment": {
        **MANDATED, **PLACED, "attorneys": ATTORNEYS,
        "companions": [{"name": "Dimas Pratama", "title": "Petugas Pembina Peserta"}],
        "purpose": "meminta klarifikasi atas panggilan yang tidak dipenuhi",
        "starts_on": "2024-12-19", "ends_on": "2024-12-20",
    },
    "negotiation_minutes": {
        **MANDATED, **EMPLOYER, "held_on": "2024-12-18",
        "place": "Kantor Kejaksaan Tinggi Kepulauan Bangka Belitung", "attendees": ATTENDEES,
        "points": ["Pemberi kerja mengakui seluruh tunggakan.",
                   "Pemberi kerja memohon pembayaran bertahap."],
        "results": ["Pembayaran dilakukan dalam tiga angsuran.",
                    "Berita acara kesepakatan ditandatangani paling lambat pekan depan."],
        **sums(22_800_000, 1_200_000), **MET,
    },
    "settlement_agreement": {
        **MANDATED, **PLACED, "held_on": "2024-12-18", "place": "Pangkalpinang", **MET,
        "branch_name": "Ratna Wijaya", "branch_title": "Kepala Kantor Cabang Pangkalpinang",
        **PERIOD, **PLAN, "terms": ["Denda yang timbul kemudian tetap ditagih."],
    },
    "undertaking": {**PLACED, **MET, "place": "Pangkalpinang", **PERIOD, **PLAN},
    "lawsuit_filing": {
        **MANDATED, **PLACED, "claim_kind": "SMALL_CLAIM",
        "court": "Pengadilan Negeri Pangkalpinang",
        "plaintiff": "BPJS Ketenagakerjaan Kantor Cabang Pangkalpinang",
        "plaintiff_address": "Jalan Merdeka Contoh Nomor 1, Pangkalpinang",
        "attorneys": ATTORNEYS,
        "grounds": ["Tergugat adalah pemberi kerja yang wajib memungut dan menyetor iuran.",
                    "Tergugat tidak membayar iuran masa Juni sampai dengan November 2024.",
                    "Tergugat telah diperingatkan dua kali dan dipanggil tiga kali."],
        "evidence": ["Surat peringatan pertama dan kedua (P-1, P-2);",
                     "Rincian tagihan dan pembayaran (P-3)."],
        "claims": ["mengabulkan gugatan Penggugat untuk seluruhnya;",
                   "menyatakan Tergugat wanprestasi;",
                   "menghukum Tergugat membayar seluruh nilai gugatan;",
                   "menghukum Tergugat membayar biaya perkara."],
        **sums(22_800_000, 1_200_000),
    },
    "mandate_return": {
        **MANDATED, **EMPLOYER, "reason": "pemberi kerja tidak ditemukan pada alamat terdaftar.",
        "steps": STEPS[:2], "handed_over": 24_000_000, "recovered": 4_000_000,
        "remaining": 20_000_000,
    },
    "final_report": {
        **MANDATED, **EMPLOYER, "steps": STEPS, "principal_handed_over": 22_800_000,
        "penalty_handed_over": 1_200_000, "handed_over": 24_000_000,
        "principal_recovered": 22_800_000, "penalty_recovered": 1_000_000,
        "recovered": 23_800_000, "corrected": 200_000, "remaining": 0, "workers_restored": 24,
        "result": "Seluruh kewajiban telah dibayar dan hak 24 pekerja telah dipulihkan.",
    },
    "receivables_transfer": {
        **PLACED, **PERIOD, **sums(22_800_000, 1_200_000), "letters": LETTERS,
        "statement": "piutang ini belum pernah ditangani penegak hukum.",
    },
    "labour_inspectorate_referral": {
        **PLACED, "findings": FINDINGS, "letters": LETTERS, "workers_affected": 4,
        **sums(22_800_000, 1_200_000),
    },
    "rights_restored": {
        **EMPLOYER, **PERIOD, "month_count": 6,
        "programmes": ["jaminan kecelakaan kerja;", "jaminan kematian;", "jaminan hari tua."],
        "contributions": 1_104_000, "paid_on": "2024-12-10",
        "benefits": ["santunan bila terjadi kecelakaan kerja dalam masa tersebut;",
                     "pengembangan saldo jaminan hari tua untuk enam bulan."],
    },
    "agreement": {
        "agreement_kind": "PKS",
        "title": "Penanganan Masalah Hukum Bidang Perdata dan Tata Usaha Negara",
        "concluded_on": "2024-12-18", "place": "Pangkalpinang",
        "parties": [
            {"name": "BPJS Ketenagakerjaan Kantor Cabang Pangkalpinang", "called": "PIHAK KESATU",
             "represented_by": "Ratna Wijaya", "title": "Kepala Kantor Cabang",
             "address": "Jalan Merdeka Contoh Nomor 1, Pangkalpinang"},
            {"name": "Kejaksaan Negeri Bangka", "called": "PIHAK KEDUA",
             "represented_by": "Hasan Prasetyo", "title": "Kepala Kejaksaan Negeri",
             "register_number": "B-7/L.9.10/Gs.2/12/2024"},
        ],
        "recitals": ["bahwa jaminan sosial ketenagakerjaan adalah hak setiap pekerja;"],
        "clauses": CLAUSES, "starts_on": "2024-12-18", "ends_on": "2026-12-17",
    },
    "beneficiary_decree": DECREE | {"people": people(30)},
    "replacement_decree": {
        **DECREE,
        "person_count": 2, "amount": 403_200, "people": people(2),
        "lists": [{"number": "DP-19.01-2024-0002", "proposer": "Dinas Perikanan", "people": 2}],
        "replaced_decrees": [{"number": "KEP/12/PD-19.01/2024", "date": "2024-11-04"}],
        "replaced": [
            one | {"reason": "umur di bawah 65 tahun saat mendaftar", "successor": "Sari Contoh"}
            for one in people(2)
        ],
    },
    "card_handover": {
        "list_number": "DP-19.01-2024-0001", "place": "Desa Air Contoh, Kecamatan Sungai Contoh",
        "handed_on": "2024-12-18", "met_name": "Joko Contoh", "met_title": "Sekretaris Desa",
        "person_count": 30,
        "people": [
            {"row": row, "name": f"Budi Contoh {row}", "card_number": f"240123{row:05d}",
             "village": "Desa Air Contoh"}
            for row in range(1, 31)
        ],
    },
    "policy_note": {
        "scenario": "Dasar versi 1",
        "question": "Berapa pekerja rentan yang dapat dilindungi dengan Rp 4,6 miliar setahun.",
        "findings": ["23.000 orang terlindungi setiap tahun.", "Cakupan naik 2 poin."],
        "years": [
            {"year": str(year), "persons": 23_000, "money": 4_636_800_000,
             "spent": 4_636_800_000, "coverage": "39,10 % menjadi 41,10 %",
             "deaths": "40 sampai 130", "benefits": "Rp 1,50 miliar sampai Rp 6,10 miliar"}
            for year in range(2027, 2032)
        ],
        "places": [
            {"name": f"Kabupaten Contoh {number}", "persons": 1_700, "coverage": "41,00 %",
             "target": "55,00 %"}
            for number in range(1, 13)
        ],
        "missed": ["Target 2031 tidak tercapai: kurang 90.000 orang."],
        "more": ["APBD provinsi: sekitar 4.960 orang setahun."],
        "assumptions": [
            {"name": f"Anggapan {number}", "span": "250 sampai 650 per 100.000",
             "source": "Ketentuan kantor (keyakinan rendah)"}
            for number in range(1, 9)
        ],
        "proof": "Rencana ini paling jauh 2 perjuta di bawah batas yang terbukti.",
        "caution": "Angka kecelakaan dan kematian adalah rentang, bukan ramalan.",
    },
    "minutes": {
        "meeting_title": "Monitoring dan Evaluasi Tahunan Kerja Sama", "held_on": "2024-12-18",
        "time": "13.30 WIB", "place": "Kantor Cabang Pangkalpinang", "chair": "Ratna Wijaya",
        "secretary": "Dimas Pratama", "attendees": ATTENDEES,
        "agenda": ["Hasil pemulihan iuran tahun 2024.", "Rencana tahun 2025."],
        "points": ["Dari 40 surat kuasa khusus, 25 sudah lunas."],
        "decisions": ["Panggilan bersama dilakukan setiap bulan."],
        "commitments": [{"what": "Melengkapi alamat 12 penunggak", "owner": "Kantor Cabang",
                         "due_on": "2025-01-15"}],
    },
    "monev_commitments": {
        "session_title": "Monev Sumatera bagian selatan", "held_on": "2024-12-18",
        "place": "Palembang", "period_from": "2024-01-01", "period_to": "2024-12-31",
        "governments": [
            {"region": "Sumatera Selatan", "coverage": "31,20 %", "target": "45,00 %",
             "gap": "128.000 orang"},
            {"region": "Bengkulu", "coverage": "belum diketahui"},
        ],
        "session_findings": [
            {"region": "Bengkulu", "finding": "Pegawai non-ASN belum dianggarkan.",
             "weight": "mendesak"},
        ],
        "commitments": [
            {"region": "Bengkulu", "what": "Menganggarkan iuran 1.200 pegawai non-ASN",
             "owner": "Pemerintah Provinsi Bengkulu", "due_on": "2025-03-31"},
        ],
        "parties": [
            {"body": "Kantor Wilayah", "name": "Sinta Rahayu", "title": "Kepala"},
            {"body": "Pemerintah Provinsi Bengkulu"},
        ],
        "definition": "Peserta aktif dibagi potensi pekerja per 30 November 2024",
    },
    "approval_note": {
        "matter": "Penandatanganan perjanjian kerja sama dengan Kejaksaan Negeri Bangka",
        "requested_by": "Dimas Pratama, Petugas Pembina Peserta", "requested_on": "2024-12-16",
        "decision": "APPROVED", "decided_on": "2024-12-18",
        "considerations": "Perjanjian yang lama berakhir pada 31 Desember 2024.",
        "limits": "Pejabat pelaksana harian hanya menyetujui hal yang bersifat rutin.",
    },
    "claim_decision": {
        **CLAIM, "voice": "FAMILY", "decided_on": "2024-12-18", "paid_within_days": 3,
        "payments": [
            {"what": "Santunan sekaligus", "receiver": "Siti Contoh", "net": 20_000_000,
             "account": "BRI ••••••1234"},
            {"what": "Santunan berkala", "receiver": "Siti Contoh", "net": 12_000_000,
             "account": "BRI ••••••1234"},
            {"what": "Biaya pemakaman", "receiver": "Siti Contoh", "net": 10_000_000,
             "account": "BRI ••••••1234"},
        ],
        "total": 42_000_000, "tax": 0,
        "later": [
            {"what": "Beasiswa SD, 4 tahun", "receiver": "Ani Contoh", "when": "tiap tahun",
             "needs": "surat keterangan sekolah", "net": 6_000_000},
        ],
        "reasons": [
            {"step": "Santunan berkala", "result": "24 × Rp500.000 = Rp12.000.000",
             "basis": "PP 44/2015 Pasal 34 jo. PP 82/2019"},
        ],
        "not_paid": ["Beasiswa bagi anak yang sudah bekerja."],
        "employer_part": 0, "objection_days": 21, "objection_until": "2025-01-20",
    },
    "claim_refusal": {
        **CLAIM, "decided_on": "2024-12-18", "grounds": "Pada hari kejadian peserta tidak aktif.",
        "reasons": [{"step": "Terdaftar sebelum kejadian?", "result": "tidak",
                     "basis": "PP 44/2015; PP 45/2015 Pasal 6"}],
        "objection_days": 21, "objection_until": "2025-01-20",
    },
    "claim_papers_missing": {
        **CLAIM, "received_on": "2024-12-16",
        "papers": [
            {"paper": "Akta kematian", "why": "belum ada"},
            {"paper": "KTP ahli waris", "whose": "Siti Contoh", "why": "foto tidak terbaca"},
        ],
    },
    "claim_objection_answer": {
        **CLAIM, "decided_on": "2024-11-18", "objected_on": "2024-12-10", "outcome": "REJECTED",
        "reason": "Bukti yang diajukan tidak mengubah masa iuran yang tercatat.",
    },
    "employer_share_notice": {
        **CLAIM, "member_number": "************0001", "employer_name": LONG_NAME,
        "npp": "19000001/000", "decision_sequence": 1, "decided_on": "2024-12-16",
        "parts": [
            {"what": "Santunan berkala", "how": "24 × Rp500.000", "amount": 12_000_000,
             "basis": "PP 44/2015 Pasal 34 jo. PP 82/2019"},
            {"what": "Biaya pemakaman", "amount": 10_000_000, "basis": "PP 82/2019"},
        ],
        "causes": [{"step": "Terdaftar sebelum kejadian?", "result": "Tidak terdaftar",
                    "basis": "PP 44/2015; PP 45/2015 Pasal 6"}],
        "receivers": [{"name": "Siti Contoh", "when": "sekaligus", "amount": 22_000_000}],
        "total": 22_000_000, "settled": 2_000_000, "left": 20_000_000, "refund": "AFTER_ARREARS",
        "working_days": 14, "deadline": "2025-01-10", "objection_days": 21,
        "objection_until": "2025-01-20",
    },
}  # fmt: skip
