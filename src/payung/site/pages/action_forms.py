"""The forms of agencies, guided groups, actions, service points and villages.

They check the shape of an entry; the rules are the room's.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.access.models import ScopeKind
from payung.access.reader import Reader
from payung.clock import today
from payung.reference.models import Confidence, Office, Region, WorkerSegment
from payung.site.formatting import language
from payung.site.pages.agreement_forms import day_field, text_field
from payung.sponsorship.models import ActionProgress, AgencyAction, GuidedGroup, Measure, Track
from payung.sponsorship.operations.actions import lines_of, owners_of

_SOURCE_HELP = _("Misalnya: data statistik perikanan 2023, atau nomor surat.")


def segment_name(segment: WorkerSegment) -> str:
    """The name of a segment in the language of the page."""
    return segment.name_en if language() == "en" else segment.name


def own_government(reader: Reader) -> str | None:
    """The region of the government that a reader works for; None for whoever looks from outside."""
    return next((scope.code for scope in reader.scopes if scope.kind == ScopeKind.REGION), None)


class AgencyForm(forms.Form):
    """A new agency of a government."""

    name = forms.CharField(
        label=_("Nama perangkat daerah"),
        max_length=60,
        help_text=_("Tanpa nama daerah, misalnya Dinas Perikanan."),
    )
    short = forms.CharField(
        label=_("Singkatan"), max_length=12, help_text=_("Misalnya DISKAN; menjadi kodenya.")
    )


class GroupForm(forms.Form):
    """A group that an agency guides, or a new number of its workers."""

    worker_segment = forms.ChoiceField(label=_("Kelompok pekerja"))
    region_code = forms.ChoiceField(label=_("Daerah"))
    persons = forms.IntegerField(label=_("Potensi, orang"), min_value=1)
    as_of = day_field(_("Keadaan per"))
    source = forms.CharField(label=_("Sumber"), max_length=300, help_text=_SOURCE_HELP)
    confidence = forms.ChoiceField(label=_("Keyakinan"))

    def __init__(self, agency: Office, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        segments = WorkerSegment.objects.filter(guided=True) | WorkerSegment.objects.filter(
            is_vulnerable=True
        )
        names = sorted((segment_name(one), one.pk) for one in segments)
        self.fields["worker_segment"].choices = [(code, name) for name, code in names]
        regions = Region.objects.filter(pk__startswith=agency.region_id).order_by("code")
        self.fields["region_code"].choices = [(one.pk, one.name) for one in regions]
        self.fields["confidence"].choices = [
            (code, translated(label)) for code, label in Confidence.choices
        ]
        self.fields["confidence"].initial = Confidence.MEDIUM
        self.fields["as_of"].initial = today()


class ReleaseForm(forms.Form):
    """Why an agency guides a group no longer, and since when."""

    group_id = forms.ChoiceField(label=_("Kelompok"))
    as_of = day_field(_("Sejak"))
    reason = forms.CharField(label=_("Alasan"), max_length=300)

    def __init__(self, groups: list[GuidedGroup], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["group_id"].choices = _group_choices(groups)
        self.fields["as_of"].initial = today()


class ActionForm(forms.Form):
    """Something that an agency undertakes."""

    title = forms.CharField(label=_("Aksi"), min_length=5, max_length=300)
    track = forms.ChoiceField(label=_("Jalur"), choices=Track.choices, widget=forms.RadioSelect)
    measure = forms.ChoiceField(label=_("Jenis aksi"), choices=Measure.choices)
    group_id = forms.ChoiceField(label=_("Kelompok binaan"), required=False)
    owner_id = forms.ChoiceField(label=_("Penanggung jawab"))
    due_on = day_field(_("Batas waktu"))
    target_persons = forms.IntegerField(label=_("Sasaran, orang"), required=False, min_value=1)
    budget_line_id = forms.ChoiceField(
        label=_("Baris anggaran"),
        required=False,
        help_text=_("Hanya untuk aksi beranggaran; tanpa baris, aksi ditandai belum dianggarkan."),
    )

    def __init__(self, agency: Office, groups: list[GuidedGroup], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        _offer(self, agency)
        self.fields["group_id"].choices = [
            ("", translated("Semua kelompok")),
            *_group_choices(groups),
        ]
        self.fields["track"].initial = Track.NOT_BUDGETED


class ChangeForm(forms.Form):
    """Another owner, day, line or target of an action."""

    owner_id = forms.ChoiceField(label=_("Penanggung jawab"))
    due_on = day_field(_("Batas waktu"))
    target_persons = forms.IntegerField(label=_("Sasaran, orang"), required=False, min_value=1)
    budget_line_id = forms.ChoiceField(label=_("Baris anggaran"), required=False)
    reason = forms.CharField(label=_("Alasan perubahan"), max_length=300)

    def __init__(self, action: AgencyAction, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        _offer(self, action.agency)
        if action.track != Track.BUDGETED:
            del self.fields["budget_line_id"]
        self.initial |= {
            "owner_id": str(action.owner_id),
            "due_on": action.due_on,
            "target_persons": action.target_persons,
            "budget_line_id": str(action.budget_line_id or ""),
        }


class ProgressForm(forms.Form):
    """How far an action has come."""

    status = forms.ChoiceField(
        label=_("Keadaan"), choices=ActionProgress.Status.choices, widget=forms.RadioSelect
    )
    happened_on = day_field(_("Tanggal"))
    persons = forms.IntegerField(
        label=_("Orang yang sudah terjangkau"),
        required=False,
        min_value=0,
        help_text=_("Jumlah sampai hari itu, bukan tambahannya."),
    )
    note = text_field(_("Catatan"), rows=2, required=False)

    def __init__(self, last: ActionProgress | None, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        running = ActionProgress.Status.RUNNING
        self.initial |= {
            "status": last.status if last else running,
            "happened_on": today(),
            "persons": last.persons if last else None,
        }


class ListForm(forms.Form):
    """A list of villages or of service points."""

    source = forms.CharField(
        label=_("Sumber daftar"),
        max_length=300,
        help_text=_("Misalnya: keputusan bupati, surat kantor cabang, atau daftar resmi."),
    )
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class CloseForm(forms.Form):
    """The last day of a service point."""

    last_day = day_field(_("Hari terakhir"))
    reason = forms.CharField(label=_("Alasan"), min_length=3, max_length=300)

    def __init__(self, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["last_day"].initial = today()


def _offer(form: forms.Form, agency: Office) -> None:
    """The posts and the budget lines of an agency as choices."""
    form.fields["owner_id"].choices = [
        (str(post.pk), f"{post.title} · {post.office}") for post in owners_of(agency)
    ]
    form.fields["budget_line_id"].choices = [
        ("", translated("Belum ada baris anggaran")),
        *((str(line.pk), str(line)) for line in lines_of(agency)),
    ]


def _group_choices(groups: list[GuidedGroup]) -> list[tuple[str, str]]:
    return [
        (str(group.pk), f"{segment_name(group.worker_segment)} · {group.region.name}")
        for group in groups
    ]
