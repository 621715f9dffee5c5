"""The four questions that anybody may ask."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from payung.clock import today
from payung.law import parameters
from payung.law.benefits import scholarship
from payung.law.benefits.scholarship import Child
from payung.law.errors import LawError
from payung.law.membership.minimum_programmes import minimum_programmes
from payung.site.calculators.fields import CountField, DayField, MonthField, RupiahField
from payung.site.calculators.question import Question, Section
from payung.site.formatting import language

CHILDREN = (1, 2, 3)
_MANY = forms.CheckboxSelectMultiple


def _choices(name: str, key: str, on: date) -> list[tuple[str, str]]:
    """The rows of a table of the law as choices, in the reader's words."""
    label = f"label_{language()}"
    return [(str(row[key]), str(row[label])) for row in parameters.get(name, on).rows]


class WageEarnerQuestion(Question):
    """What an employer and a worker pay for one month."""

    bulan = MonthField(label=_("Bulan iuran"))
    upah = RupiahField(label=_("Upah sebulan"), help_text=_("Gaji pokok dan tunjangan tetap."))
    risiko = forms.ChoiceField(
        label=_("Kelompok risiko kerja"), help_text=_("Ditentukan oleh jenis usaha.")
    )
    skala = forms.ChoiceField(
        label=_("Skala usaha"), help_text=_("Menentukan program yang wajib diikuti.")
    )
    ikut = forms.MultipleChoiceField(
        label=_("Program lain yang diikuti"), required=False, widget=_MANY
    )
    keadaan = forms.MultipleChoiceField(
        label=_("Keadaan lain"),
        required=False,
        widget=_MANY,
        choices=[
            ("jkp", _("Terdaftar JKP (tidak menambah tagihan)")),
            ("padat-karya", _("Industri padat karya yang memenuhi syarat keringanan JKK")),
        ],
    )
    asked_as = {"month": "bulan", "wage": "upah", "risk_group": "risiko"}

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        on = today()
        self.fields["bulan"].initial = f"{on:%Y-%m}"
        self.offer("risiko", _risk_groups(on))
        self.offer("skala", _sizes(on), "MEDIUM")
        self.offer(
            "ikut",
            [("jht", gettext("Jaminan hari tua (JHT)")), ("jp", gettext("Jaminan pensiun (JP)"))],
        )


def _risk_groups(on: date) -> list[tuple[str, str]]:
    found = _choices("jkk/risk_groups", "risk_group", on)
    return [(code, f"{code} · {label}") for code, label in found]


def _sizes(on: date) -> list[tuple[str, str]]:
    found = _choices("membership/minimum_programmes", "business_size", on)
    return [(code, f"{label}: {_programmes(code, on)}") for code, label in found]


def _programmes(size: str, on: date) -> str:
    taken = minimum_programmes(on, business_size=size)
    return ", ".join(name.upper() for name in ("jkk", "jkm", "jht", "jp") if name in taken)


class NonWageEarnerQuestion(Question):
    """What somebody who works on their own pays for one month."""

    bulan = MonthField(label=_("Bulan iuran"))
    penghasilan = RupiahField(
        label=_("Penghasilan sebulan"),
        help_text=_("Yang Anda pilih sendiri; iuran mengikuti golongannya."),
    )
    jenis = forms.ChoiceField(label=_("Pekerjaan"))
    sektor = forms.ChoiceField(
        label=_("Sektor"),
        choices=[("OTHER", _("Bukan transportasi")), ("TRANSPORT", _("Transportasi"))],
    )
    keadaan = forms.MultipleChoiceField(
        label=_("Keadaan lain"),
        required=False,
        widget=_MANY,
        choices=[
            ("jht", _("Ikut jaminan hari tua (JHT)")),
            ("anggaran", _("Iuran dibayar APBN atau APBD")),
        ],
    )
    asked_as = {"month": "bulan", "income": "penghasilan", "sector": "sektor", "kind": "jenis"}

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.fields["bulan"].initial = f"{today():%Y-%m}"
        self.offer("jenis", _choices("bpu/kinds", "kind", today()), "SELF_EMPLOYED")


_AT_WORK = frozenset({"ACCIDENT", "OCCUPATIONAL_DISEASE", "SUDDEN_DEATH"})
_ELSEWHERE = frozenset({"OTHER"})
_NOT_YET = frozenset({scholarship.NOT_YET})
_PU, _BPU = frozenset({"WAGE_EARNER"}), frozenset({"NON_WAGE_EARNER"})


class FamilyQuestion(Question):
    """What a family receives when a member has died."""

    segmen = forms.ChoiceField(
        label=_("Almarhum bekerja sebagai"),
        widget=forms.RadioSelect,
        initial="WAGE_EARNER",
        choices=[
            ("WAGE_EARNER", _("Penerima upah (bekerja pada pemberi kerja)")),
            ("NON_WAGE_EARNER", _("Bukan penerima upah (bekerja sendiri)")),
        ],
    )
    sebab = forms.ChoiceField(
        label=_("Sebab meninggal"),
        widget=forms.RadioSelect,
        initial="OTHER",
        choices=[
            ("OTHER", _("Bukan karena pekerjaan (sakit, usia, kecelakaan lain)")),
            ("ACCIDENT", _("Kecelakaan kerja, termasuk di jalan pergi dan pulang kerja")),
            ("OCCUPATIONAL_DISEASE", _("Penyakit akibat kerja")),
            ("SUDDEN_DEATH", _("Meninggal mendadak di tempat kerja")),
        ],
    )
    meninggal = DayField(label=_("Tanggal meninggal"))
    dibayar = CountField(
        label=_("Bulan iuran yang sudah dibayar"), help_text=_("Seluruhnya, sejak menjadi peserta.")
    )
    beruntun = CountField(
        label=_("Bulan iuran beruntun sampai bulan meninggal"),
        help_text=_("Termasuk bulan meninggal; menentukan masa tunggu."),
    )
    kejadian = DayField(label=_("Tanggal kecelakaan atau diagnosis"))
    upah = RupiahField(label=_("Upah sebulan yang dilaporkan"))
    penghasilan = RupiahField(label=_("Penghasilan sebulan yang dipilih"))
    tunggakan = CountField(
        label=_("Bulan iuran yang menunggak berturut-turut"), required=False, initial=0
    )
    keadaan = forms.MultipleChoiceField(
        label=_("Keadaan lain"),
        required=False,
        widget=_MANY,
        choices=[("tidak-terdaftar", _("Tidak didaftarkan sebelum kejadian"))],
    )
    only_if = {
        "dibayar": {"sebab": _ELSEWHERE},
        "beruntun": {"sebab": _ELSEWHERE, "segmen": _BPU},
        "kejadian": {"sebab": _AT_WORK},
        "upah": {"sebab": _AT_WORK, "segmen": _PU},
        "penghasilan": {"sebab": _AT_WORK, "segmen": _BPU},
        **{f"anak{number}_mulai": {f"anak{number}_jenjang": _NOT_YET} for number in CHILDREN},
    }
    asked_as = {
        "died_on": "meninggal",
        "accident_on": "kejadian",
        "months_paid": "dibayar",
        "paid_months_in_a_row": "beruntun",
        "wage": "upah",
        "income": "penghasilan",
        "unpaid_months": "tunggakan",
    }

    @classmethod
    def asked_fields(cls) -> dict[str, forms.Field]:
        """The fields, with those of three children, who have no names here."""
        levels = [
            ("", "–"),
            (scholarship.NOT_YET, gettext("Belum bersekolah")),
            *_choices("scholarship/levels", "level", today()),
        ]
        fields = dict(super().asked_fields())
        for number in CHILDREN:
            child = gettext("Anak %(number)s") % {"number": number}
            born, level = DayField(required=False), forms.ChoiceField(required=False)
            year = CountField(required=False, min_value=1, max_value=10)
            start = DayField(required=False)
            level.choices = levels
            own = {
                "lahir": (born, gettext("Tanggal lahir")),
                "jenjang": (level, gettext("Jenjang sekolah")),
                "tahun": (year, gettext("Tahun ke- di jenjang itu")),
                "mulai": (start, gettext("Mulai TK pada")),
            }
            for part, (field, label) in own.items():
                field.label = f"{child}: {label}"
                fields[f"anak{number}_{part}"] = field
        return fields

    def sections(self) -> list[Section]:
        """The event, what only some must answer, and the children."""
        return [
            self.section("", "", ["segmen", "sebab", "meninggal"]),
            self.section("if-work", "", ["kejadian"]),
            self.section("if-work if-wage", "", ["upah"]),
            self.section("if-work if-income", "", ["penghasilan"]),
            self.section("if-elsewhere", "", ["dibayar"]),
            self.section("if-elsewhere if-income", "", ["beruntun"]),
            self.section("", "", ["tunggakan", "keadaan"]),
            *(
                self.section(
                    "",
                    gettext("Anak %(number)s") % {"number": number},
                    [f"anak{number}_{part}" for part in ("lahir", "jenjang", "tahun", "mulai")],
                    folded=True,
                )
                for number in CHILDREN
            ),
        ]

    def clean(self) -> dict[str, object]:
        """A child is known by its birth and its level, or not at all."""
        cleaned = super().clean()
        for number in CHILDREN:
            born, level = cleaned.get(f"anak{number}_lahir"), cleaned.get(f"anak{number}_jenjang")
            if born and not level:
                self.add_error(f"anak{number}_jenjang", gettext("Pilih jenjang sekolah anak ini."))
            if level and not born and f"anak{number}_lahir" not in self.errors:
                self.add_error(f"anak{number}_lahir", gettext("Isi tanggal lahir anak ini."))
        return cleaned

    def children(self, event_on: date) -> tuple[Child, ...]:
        """The children as the law knows them; what is impossible is refused at its field."""
        found = []
        for number in CHILDREN:
            born = self.cleaned_data.get(f"anak{number}_lahir")
            if born is None:
                continue
            level = self.cleaned_data[f"anak{number}_jenjang"]
            is_at_school = level != scholarship.NOT_YET
            try:
                child = Child(
                    name=gettext("Anak %(number)s") % {"number": number},
                    born_on=born,
                    level=level,
                    year_of_level=(is_at_school and self.cleaned_data[f"anak{number}_tahun"]) or 1,
                    starts_on=self.cleaned_data.get(f"anak{number}_mulai"),
                )
                scholarship.check_children((child,), event_on)
            except LawError as error:
                self._refuse_child(number, error)
            else:
                found.append(child)
        return tuple(found)

    def _refuse_child(self, number: int, error: LawError) -> None:
        parts = {"level": "jenjang", "year_of_level": "tahun", "starts_on": "mulai"}
        part = parts.get(str(error.parameters.get("field")), "lahir")
        self.refuse(error, f"anak{number}_{part}")


class PensionQuestion(Question):
    """When somebody reaches pension age, and what is paid then."""

    lahir = DayField(label=_("Tanggal lahir"))
    dibayar = CountField(
        label=_("Bulan iuran JP sampai pensiun"),
        required=False,
        help_text=_("Kosongkan bila hanya ingin tahu tanggalnya."),
    )
    upah = RupiahField(
        label=_("Upah rata-rata sebulan"),
        required=False,
        help_text=_("Rata-rata tertimbang; upah di atas batas upah JP dihitung sebesar batas itu."),
    )
    saldo = RupiahField(
        label=_("Iuran JP dan pengembangannya"),
        required=False,
        help_text=_("Hanya bila bulan iuran kurang untuk pensiun bulanan. Lihat saldo JP Anda."),
    )
    asked_as = {
        "born_on": "lahir",
        "months_paid": "dibayar",
        "months_enrolled": "dibayar",
        "average_annual_wage": "upah",
        "wage": "upah",
        "accumulated": "saldo",
    }

    def clean(self) -> dict[str, object]:
        """Months and wage come together: one without the other answers nothing."""
        cleaned = super().clean()
        given = {name: cleaned.get(name) is not None for name in ("dibayar", "upah")}
        for name, other in (("dibayar", "upah"), ("upah", "dibayar")):
            if given[other] and not given[name] and name not in self.errors:
                self.add_error(name, gettext("Isi juga ini untuk menghitung besarnya pensiun."))
        return cleaned


class JobLossQuestion(Question):
    """What is paid after work was lost."""

    berhenti = DayField(label=_("Tanggal hubungan kerja berakhir"))
    sebab = forms.ChoiceField(label=_("Sebab"))
    upah = RupiahField(label=_("Upah terakhir yang dilaporkan"))
    dibayar = CountField(label=_("Bulan iuran yang dibayar"))
    beruntun = CountField(label=_("Deret terpanjang bulan beruntun"))
    tunggakan = CountField(
        label=_("Bulan iuran yang menunggak berturut-turut"), required=False, initial=0
    )
    kali = CountField(
        label=_("Berapa kali sudah menerima JKP"), required=False, initial=0, max_value=100
    )
    sejak = CountField(
        label=_("Bulan iuran sejak JKP sebelumnya"),
        required=False,
        help_text=_("Hanya bila pernah menerima JKP."),
    )
    klaim = DayField(
        label=_("Tanggal klaim"), required=False, help_text=_("Kosongkan bila belum diajukan.")
    )
    keadaan = forms.MultipleChoiceField(
        label=_("Keadaan lain"),
        required=False,
        widget=_MANY,
        choices=[
            ("asing", _("Bukan warga negara Indonesia")),
            ("tidak-terdaftar", _("Tidak ikut semua program yang disyaratkan")),
        ],
    )
    asked_as = {
        "terminated_on": "berhenti",
        "claimed_on": "klaim",
        "wage": "upah",
        "months_paid_in_window": "dibayar",
        "longest_run": "beruntun",
        "unpaid_months": "tunggakan",
        "drawn_before": "kali",
        "months_paid_since": "sejak",
    }

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        on = today()
        self.offer("sebab", _choices("jkp/reasons", "reason", on))
        window = parameters.get("jkp/contribution_window_months", on).number
        self.fields["dibayar"].help_text = gettext(
            "Dalam %(months)s bulan sebelum bulan berakhirnya hubungan kerja."
        ) % {"months": window}
