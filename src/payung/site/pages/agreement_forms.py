"""The forms of agreements. They check the shape of an entry; the rules are the room's."""

from __future__ import annotations

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import MANAGE_AGREEMENTS
from payung.access.reader import Reader
from payung.clock import today
from payung.documents.reach import own_offices
from payung.partnerships.kinds import SHARED_DATA
from payung.partnerships.models import Agreement, AgreementKind, PartyKind
from payung.partnerships.operations import Party
from payung.partnerships.queries import agreements
from payung.partnerships.reach import by_office
from payung.reference.models import Office, OfficeKind, OfficeTerritory, Region
from payung.reference.queries import in_regions, territory_codes
from payung.site.pages.agreement_words import DATA_NAMES, SCOPE_NAMES

_FUND = (OfficeKind.REGIONAL, OfficeKind.BRANCH, OfficeKind.PIONEER_BRANCH)
_PROSECUTION = (OfficeKind.PROSECUTION_HIGH, OfficeKind.PROSECUTION_DISTRICT)
NO_DATA = "NONE"


def day_field(label: object, *, required: bool = True, help_text: object = "") -> forms.DateField:
    """A day, chosen from the browser's calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def text_field(
    label: object, *, rows: int = 3, required: bool = True, help_text: object = ""
) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AgreementForm(forms.Form):
    """A new agreement: its instrument, its parties, its term and its text."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=AgreementKind.choices)
    title = forms.CharField(
        label=_("Judul"),
        max_length=300,
        help_text=_("Tentang apa; jangan menyebut instrumen lain daripada jenisnya."),
    )
    fund_office = forms.ChoiceField(label=_("Kantor BPJS Ketenagakerjaan"))
    prosecution_office = forms.ChoiceField(label=_("Kejaksaan"), required=False)
    government = forms.ChoiceField(label=_("Pemerintah daerah"), required=False)
    government_title = forms.CharField(
        label=_("Jabatan penanda tangan pemerintah daerah"),
        required=False,
        max_length=200,
        help_text=_("Misalnya Gubernur, Bupati, Kepala Dinas Tenaga Kerja."),
    )
    other_kind = forms.ChoiceField(
        label=_("Pihak lain"),
        required=False,
        choices=[
            ("", "–"),
            (PartyKind.POLICE, PartyKind.POLICE.label),
            (PartyKind.LICENSING, PartyKind.LICENSING.label),
            (PartyKind.OTHER, PartyKind.OTHER.label),
        ],
    )
    other_name = forms.CharField(label=_("Nama pihak lain"), required=False, max_length=200)
    starts_on = day_field(_("Mulai berlaku"))
    ends_on = day_field(
        _("Berlaku sampai"), required=False, help_text=_("Kosongkan untuk masa yang lazim.")
    )
    parent = forms.ChoiceField(label=_("Perjanjian induk"), required=False)
    no_parent_reason = forms.CharField(
        label=_("Alasan tanpa induk"),
        required=False,
        max_length=300,
        help_text=_("Wajib untuk PKS yang tidak berinduk."),
    )
    aim = text_field(_("Maksud dan tujuan"))
    scope = forms.MultipleChoiceField(
        label=_("Ruang lingkup"),
        required=False,
        choices=list(SCOPE_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    fund_duties = text_field(_("Tugas BPJS Ketenagakerjaan"), required=False)
    partner_duties = text_field(_("Tugas pihak lain"), required=False)
    shared_data = forms.MultipleChoiceField(
        label=_("Data yang dibagi"),
        required=False,
        choices=[*DATA_NAMES.items(), (NO_DATA, _("Tidak ada data yang dibagi"))],
        widget=forms.CheckboxSelectMultiple,
    )
    legal_basis = text_field(
        _("Dasar hukum"),
        rows=2,
        required=False,
        help_text=_("Satu peraturan per baris, misalnya Inpres 2/2021."),
    )

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        own = Office.objects.filter(by_office(reader, MANAGE_AGREEMENTS, "pk"))
        fund, theirs, regions = _reachable(own)
        self.fields["fund_office"].choices = _named(fund)
        seats = own_offices(reader, MANAGE_AGREEMENTS)
        self.fields["fund_office"].initial = next((o.pk for o in fund if o.pk in seats), None)
        self.fields["prosecution_office"].choices = [("", "–"), *_named(theirs)]
        self.fields["government"].choices = [("", "–"), *((r.pk, r.name) for r in regions)]
        parents = agreements(reader).filter(ends_on__gte=today(), acts__kind="DRAFTED")
        self.fields["parent"].choices = [
            ("", "–"),
            *((str(one.pk), f"{one} ({one.get_kind_display()})") for one in parents),
        ]

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by what they are about: who and how long, and what is agreed."""
        first = list(self.fields)[: list(self.fields).index("aim")]
        rest = [name for name in self.fields if name not in first]
        return [
            (_("Instrumen, pihak dan masa"), [self[name] for name in first]),
            (_("Isi"), [self[name] for name in rest]),
        ]

    def parties(self) -> list[Party]:
        """The parties as they were entered, the fund first."""
        told = self.cleaned_data
        found = [Party(PartyKind.FUND, office_code=told["fund_office"])]
        if told["prosecution_office"]:
            found.append(Party(PartyKind.PROSECUTION, office_code=told["prosecution_office"]))
        if told["government"]:
            found.append(
                Party(
                    PartyKind.GOVERNMENT,
                    region_code=told["government"],
                    signatory_title=told["government_title"],
                )
            )
        if told["other_kind"]:
            found.append(Party(told["other_kind"], name=told["other_name"]))
        return found

    def contents(self) -> dict[str, object]:
        """All other parts of the entry, as ``draft_agreement`` takes them."""
        told = self.cleaned_data
        data = told["shared_data"]
        return {
            "kind": told["kind"],
            "title": told["title"],
            "starts_on": told["starts_on"],
            "ends_on": told["ends_on"],
            "parent_id": int(told["parent"]) if told["parent"] else None,
            "no_parent_reason": told["no_parent_reason"],
            "aim": told["aim"],
            "scope": told["scope"],
            "fund_duties": told["fund_duties"],
            "partner_duties": told["partner_duties"],
            "shared_data": [code for code in data if code in SHARED_DATA] if data else None,
            "legal_basis": [line.strip() for line in told["legal_basis"].splitlines() if line],
        }


class ChildrenForm(forms.Form):
    """What the children of a parent take that its own text may leave out."""

    fund_duties = text_field(_("Tugas BPJS Ketenagakerjaan"))
    partner_duties = text_field(_("Tugas kejaksaan negeri"))
    shared_data = forms.MultipleChoiceField(
        label=_("Data yang dibagi"),
        choices=[*DATA_NAMES.items(), (NO_DATA, _("Tidak ada data yang dibagi"))],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, parent: Agreement, **arguments: object) -> None:
        arguments.setdefault(
            "initial",
            {
                "fund_duties": parent.fund_duties,
                "partner_duties": parent.partner_duties,
                "shared_data": parent.shared_data,
            },
        )
        super().__init__(**arguments)  # type: ignore[arg-type]

    def contents(self) -> dict[str, object]:
        """The entry as ``draft_children`` takes it."""
        told = self.cleaned_data
        data = [code for code in told["shared_data"] if code in SHARED_DATA]
        return {
            "fund_duties": told["fund_duties"],
            "partner_duties": told["partner_duties"],
            "shared_data": data,
        }


class SignForm(forms.Form):
    """On which day an agreement is signed."""

    signed_on = day_field(_("Tanggal tanda tangan"))

    def __init__(self, **arguments: object) -> None:
        arguments.setdefault("initial", {"signed_on": today()})
        super().__init__(**arguments)  # type: ignore[arg-type]


class ReviewForm(forms.Form):
    """A yearly review."""

    reviewed_on = day_field(_("Tanggal evaluasi"))
    findings = text_field(_("Hasil evaluasi"))


class EndForm(forms.Form):
    """An end before the time, or a draft taken back."""

    last_day = day_field(_("Hari terakhir berlaku"))
    reason = text_field(_("Alasan"), rows=2)


class WithdrawForm(forms.Form):
    """A draft taken back."""

    reason = text_field(_("Alasan"), rows=2)


class RenewForm(forms.Form):
    """The term of a renewal."""

    starts_on = day_field(_("Mulai berlaku"))
    ends_on = day_field(
        _("Berlaku sampai"), required=False, help_text=_("Kosongkan untuk masa yang lazim.")
    )


class SubmitForm(forms.Form):
    """To which post something is put for approval."""

    post = forms.ChoiceField(label=_("Diajukan kepada"))
    summary = text_field(_("Ringkasan"), rows=2, required=False)

    def __init__(self, posts: list[tuple[str, str]], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["post"].choices = posts


class IssueForm(forms.Form):
    """Issuing the numbered text asks for nothing more."""


class AttachForm(forms.Form):
    """The signed copy, or another paper of the agreement."""

    file = forms.FileField(
        label=_("Berkas PDF, JPEG atau PNG"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    note = forms.CharField(label=_("Keterangan"), max_length=300, required=False)


class NumberForm(forms.Form):
    """The number that one party gave in its register."""

    party = forms.ChoiceField(label=_("Pihak"))
    number = forms.CharField(label=_("Nomor"), max_length=80)

    def __init__(self, parties: list[tuple[str, str]], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["party"].choices = parties


def _reachable(own: QuerySet[Office]) -> tuple[list[Office], list[Office], list[Region]]:
    """The fund's offices, prosecution offices and governments that can be parties with these."""
    served: set[str] = set()
    for code in own.values_list("pk", flat=True):
        served |= set(territory_codes(code, today()))
    provinces = {code[:2] for code in served}
    in_reach = OfficeTerritory.objects.filter(
        in_regions(sorted(served), "region__code") | Q(region__in=provinces)
    )
    offices = list(Office.objects.filter(pk__in=in_reach.values("office")).order_by("name"))
    regions = Region.objects.filter(in_regions(sorted(served)) | Q(pk__in=provinces))
    fund = [one for one in offices if one.kind in _FUND]
    return fund, [o for o in offices if o.kind in _PROSECUTION], list(regions.order_by("code"))


def _named(offices: list[Office]) -> list[tuple[str, str]]:
    return [(one.pk, one.name) for one in offices]
