"""The forms of monev sessions; the rules are the room's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import HOLD_MONEV, MANAGE_MEETINGS
from payung.access.reader import Reader
from payung.clock import today
from payung.documents.reach import own_offices
from payung.monitoring.models import SessionTopic, Severity
from payung.monitoring.sessions import words
from payung.monitoring.sessions.pages import GovernmentPage
from payung.reference.models import Region
from payung.site.pages.agreement_forms import day_field, text_field
from payung.site.pages.meeting_forms import GuestsField, hosts, time_field
from payung.sponsorship.reach import regions_within


class PlanForm(forms.Form):
    """A new session: provinces, or the regencies and cities of one province."""

    name = forms.CharField(label=_("Nama sesi"), max_length=200)
    series = forms.CharField(
        label=_("Rangkaian"),
        required=False,
        max_length=200,
        help_text=_("Komitmen sesi lalu dalam rangkaian yang sama ditagih di sesi ini."),
    )
    office = forms.ChoiceField(label=_("Kantor penyelenggara"))
    regions = forms.MultipleChoiceField(
        label=_("Daerah yang disandingkan"), widget=forms.CheckboxSelectMultiple
    )
    period_from = day_field(_("Periode dari"))
    period_to = day_field(_("Periode sampai"))
    as_of = day_field(_("Angka per tanggal"), help_text=_("Angka yang berlaku pada hari itu."))
    held_on = day_field(_("Hari sesi"))
    starts_at = time_field(_("Mulai pukul"))
    place = forms.CharField(label=_("Tempat"), max_length=200)
    guests = GuestsField(
        label=_("Yang hadir dan menandatangani"),
        required=False,
        help_text=_("Satu per baris: nama; jabatan; instansi."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, reader: Reader, province: str | None, **arguments: Any) -> None:
        day = today()
        arguments.setdefault(
            "initial",
            {
                "period_from": day.replace(month=1, day=1),
                "period_to": day,
                "as_of": day,
                "held_on": day,
                "starts_at": "09:00",
            },
        )
        super().__init__(**arguments)
        offices = hosts(reader)
        seats = own_offices(reader, MANAGE_MEETINGS)
        self.fields["office"].initial = next((one.pk for one in offices if one.pk in seats), None)
        self.fields["office"].choices = [(one.pk, one.name) for one in offices]  # type: ignore[attr-defined]
        self.fields["regions"].choices = [  # type: ignore[attr-defined]
            (one.pk, one.name) for one in governments_of(reader, province)
        ]


def governments_of(reader: Reader, province: str | None) -> list[Region]:
    """The provinces that a reader may hold a session over, or the regencies of one of them."""
    found = Region.objects.filter(regions_within(reader, HOLD_MONEV))
    if province:
        return list(found.filter(parent=province).order_by("code"))
    return list(found.filter(parent=None).order_by("code"))


class FindingForm(forms.Form):
    """What was found at a government, with the figure that it rests on."""

    text = text_field(_("Temuan"), rows=2)
    topic = forms.ChoiceField(label=_("Topik"), choices=SessionTopic.choices)
    severity = forms.ChoiceField(
        label=_("Bobot"), choices=Severity.choices, initial=Severity.ACTION
    )
    figure = forms.ChoiceField(label=_("Angka yang mendasari"), required=False)

    def __init__(self, page: GovernmentPage, **arguments: Any) -> None:
        super().__init__(**arguments)
        listed = [(str(one.pk), _figure(one)) for one in page.figures.values()]
        self.fields["figure"].choices = [("", "–"), *listed]  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    """A question of the team's own."""

    text = text_field(_("Pertanyaan"), rows=2)
    topic = forms.ChoiceField(label=_("Topik"), choices=SessionTopic.choices)


class PromiseForm(forms.Form):
    """What was promised for a government, by when."""

    text = text_field(_("Tindak lanjut"), rows=2)
    owner_name = forms.CharField(
        label=_("Penanggung jawab"),
        required=False,
        max_length=200,
        help_text=_("Kosong: pemerintah daerah itu sendiri."),
    )
    due_on = day_field(_("Batas waktu"))


class AnswerForm(forms.Form):
    """What was answered to a question, and by whom."""

    question = forms.IntegerField(widget=forms.HiddenInput)
    text = text_field(_("Jawaban"), rows=2)
    said_by = forms.CharField(label=_("Dijawab oleh"), required=False, max_length=200)


def _figure(one: Any) -> str:
    return f"{words.name_of(one)}: {words.value_of(one)}"
