"""The forms of meetings, commitments and approvals; the rules are the room's."""

from __future__ import annotations

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.access.models import Post
from payung.access.permissions import MANAGE_MEETINGS
from payung.access.reader import Reader
from payung.clock import today
from payung.partnerships.models import CommitmentStep, Meeting
from payung.partnerships.operations import Guest
from payung.partnerships.reach import by_office
from payung.reference.models import Office
from payung.reference.queries import offices_serving
from payung.site.pages.agreement_forms import SubmitForm, day_field, text_field
from payung.site.pages.filters import region_choices

__all__ = [
    "AdoptForm",
    "CancelForm",
    "CommitmentForm",
    "DecideForm",
    "MeetingForm",
    "MinutesForm",
    "MoveForm",
    "StepForm",
    "SubmitForm",
]

#: Lines for bodies outside, one guest a line: ``Nama; Jabatan; Instansi``.
SEPARATOR = ";"


def time_field(label: object, *, required: bool = True) -> forms.TimeField:
    """A time of day, in the host office's zone."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=required, widget=widget)


def hosts(reader: Reader) -> list[Office]:
    """The offices that may host a reader's meeting: his own, or those that serve his region."""
    own = list(Office.objects.filter(by_office(reader, MANAGE_MEETINGS, "pk")).order_by("name"))
    if own:
        return own
    regions = [r for s in reader.scopes if MANAGE_MEETINGS in s.permissions for r in s.regions]
    served = {one.pk: one for code in regions for one in offices_serving(code)}
    return sorted(served.values(), key=lambda one: one.name)


def posts_near(offices: list[str]) -> list[tuple[str, str]]:
    """The posts of some offices, by title: those who are invited or own a commitment."""
    found = Post.objects.filter(
        Q(office__in=offices) | Q(scope_kind="OFFICE", scope_code__in=offices)
    ).select_related("office")
    return [
        (str(post.pk), f"{post.title} · {post.office or post.scope_code}")
        for post in found.order_by("title", "pk")
    ]


class GuestsField(forms.CharField):
    """Guests from outside, one a line; its value is a list of ``Guest``."""

    def to_python(self, value: object) -> list[Guest]:  # type: ignore[override]
        """Each line as name; title; body. A line with one part names the body alone."""
        guests = []
        for line in str(value or "").splitlines():
            parts = [part.strip() for part in line.split(SEPARATOR)]
            if not line.strip():
                continue
            if len(parts) == 1:
                guests.append(Guest(body=parts[0]))
            else:
                body = parts[2] if len(parts) > 2 else parts[1]
                title = parts[1] if len(parts) > 2 else ""
                guests.append(Guest(name=parts[0], title=title, body=body))
        return guests


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    def to_python(self, value: object) -> list[str]:  # type: ignore[override]
        """The lines that are not empty."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]


class MeetingForm(forms.Form):
    """A planned meeting."""

    series = forms.CharField(
        label=_("Rangkaian rapat"),
        max_length=200,
        help_text=_("Komitmen yang terbuka dilanjutkan di dalam satu rangkaian."),
    )
    title = forms.CharField(label=_("Judul rapat"), max_length=300)
    office = forms.ChoiceField(label=_("Kantor penyelenggara"))
    region = forms.ChoiceField(label=_("Daerah"), required=False)
    place = forms.CharField(label=_("Tempat"), max_length=200)
    held_on = day_field(_("Tanggal"))
    starts_at = time_field(_("Mulai pukul"))
    ends_at = time_field(_("Selesai pukul"), required=False)
    agenda = LinesField(
        label=_("Acara"),
        help_text=_("Satu acara per baris."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    posts = forms.MultipleChoiceField(
        label=_("Undangan menurut jabatan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guests = GuestsField(
        label=_("Undangan lain"),
        required=False,
        help_text=_("Satu per baris: nama; jabatan; instansi."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, reader: Reader, series: list[str], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        offices = hosts(reader)
        self.fields["office"].choices = [(one.pk, one.name) for one in offices]
        regions = region_choices(reader).order_by("code")
        self.fields["region"].choices = [("", "–"), *((r.pk, r.name) for r in regions)]
        self.fields["posts"].choices = posts_near([one.pk for one in offices])
        self.fields["series"].widget.attrs["list"] = "rangkaian"
        self.series = series

    def guest_list(self) -> list[Guest]:
        """Everybody invited: posts first, then bodies outside."""
        posts = Post.objects.in_bulk([int(code) for code in self.cleaned_data["posts"]])
        return [
            *(Guest(post_id=post.pk, office_code=post.office_id) for post in posts.values()),
            *self.cleaned_data["guests"],
        ]


class MinutesForm(forms.Form):
    """What was said and decided."""

    minutes = text_field(_("Pokok pembicaraan"), rows=8)
    decisions = LinesField(
        label=_("Keputusan"),
        required=False,
        help_text=_("Satu keputusan per baris."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    chair = forms.CharField(label=_("Pimpinan rapat"), max_length=200, required=False)
    secretary = forms.CharField(label=_("Notulis"), max_length=200, required=False)
    ends_at = time_field(_("Selesai pukul"), required=False)

    @classmethod
    def of(cls, meeting: Meeting, **arguments: object) -> MinutesForm:
        """The form with what is written so far."""
        told = "\n".join(decision.text for decision in meeting.decisions.all())
        initial = {
            "minutes": meeting.minutes,
            "decisions": told,
            "chair": meeting.chair,
            "secretary": meeting.secretary,
            "ends_at": meeting.ends_at,
        }
        return cls(initial=initial, **arguments)  # type: ignore[arg-type]


class CommitmentForm(forms.Form):
    """What somebody promised, by when."""

    text = text_field(_("Tindak lanjut"), rows=2)
    owner_office = forms.ChoiceField(label=_("Kantor penanggung jawab"), required=False)
    owner_name = forms.CharField(
        label=_("Atau pihak lain"),
        required=False,
        max_length=200,
        help_text=_("Misalnya Dinas Tenaga Kerja Kabupaten Tapin."),
    )
    due_on = day_field(_("Batas waktu"))

    def __init__(self, offices: list[tuple[str, str]], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["owner_office"].choices = [("", "–"), *offices]


class MoveForm(forms.Form):
    """A new due date for a carried commitment."""

    commitment = forms.ChoiceField(label=_("Komitmen"))
    due_on = day_field(_("Batas waktu baru"))
    note = text_field(_("Alasan"), rows=2)

    def __init__(self, carried: list[tuple[str, str]], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["commitment"].choices = carried


class StepForm(forms.Form):
    """What became of a commitment."""

    kind = forms.ChoiceField(label=_("Perkembangan"))
    note = text_field(_("Keterangan dan bukti"), rows=3)
    happened_on = day_field(_("Tanggal"))
    due_on = day_field(
        _("Batas waktu baru"), required=False, help_text=_("Hanya saat membuka kembali.")
    )
    file = forms.FileField(
        label=_("Bukti"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )

    def __init__(self, is_open: bool, **arguments: object) -> None:
        arguments.setdefault("initial", {"happened_on": today()})
        super().__init__(**arguments)  # type: ignore[arg-type]
        kinds = CommitmentStep.Kind
        fitting = (kinds.PROGRESS, kinds.DONE, kinds.CANCELLED) if is_open else (kinds.REOPENED,)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in fitting]
        if is_open:
            del self.fields["due_on"]


class AdoptForm(forms.Form):
    """Adopting minutes asks for nothing more."""


class CancelForm(forms.Form):
    """A meeting that is not held."""

    reason = text_field(_("Alasan"), rows=2)


class DecideForm(forms.Form):
    """A decision on a request."""

    decision = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[("approve", _("Setujui")), ("return", _("Kembalikan"))],
        widget=forms.RadioSelect,
    )
    note = text_field(_("Catatan"), rows=3, required=False, help_text=_("Wajib bila dikembalikan."))
