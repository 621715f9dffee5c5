"""The forms of instruction items. They check the shape of an entry; the rules are the room's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.monitoring.models import Addressee, Answering, Cycle, InstructionAnswer, Theme
from payung.reference.models import Confidence
from payung.site.pages.agreement_forms import day_field, text_field

_KINDS = ".pdf,.jpg,.jpeg,.png"


class AnswerForm(forms.Form):
    """An answer: where it stands, what was done, and what shows it."""

    status = forms.ChoiceField(
        label=_("Keadaan"), choices=InstructionAnswer.Status.choices, widget=forms.RadioSelect
    )
    text = text_field(
        _("Yang sudah dikerjakan"),
        rows=4,
        required=False,
        help_text=_("Bila belum, tulis mengapa dan kapan."),
    )
    reason = text_field(
        _("Mengapa tidak berlaku di sini"),
        rows=2,
        required=False,
        help_text=_("Hanya bila butir ini tidak berlaku."),
    )
    file = forms.FileField(
        label=_("Berkas bukti"),
        required=False,
        widget=forms.FileInput(attrs={"accept": _KINDS}),
        help_text=_("PDF, JPEG atau PNG."),
    )
    note = forms.CharField(label=_("Keterangan berkas"), required=False, max_length=300)
    change_reason = text_field(_("Alasan mengganti jawaban"), rows=2, required=False)
    #: The answer that the officer saw; the room refuses when another stands meanwhile.
    answer_id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *, replaces: InstructionAnswer | None, **arguments: Any) -> None:
        if replaces is not None:
            arguments["initial"] = {
                "status": replaces.status,
                "text": replaces.text,
                "reason": replaces.reason,
                "answer_id": replaces.pk,
            }
        super().__init__(**arguments)
        if replaces is None:
            del self.fields["change_reason"], self.fields["answer_id"]

    def groups(self) -> list[forms.BoundField]:
        """The fields before those of evidence."""
        return [self[name] for name in self.fields if name not in ("file", "note", "answer_id")]


class ReviewForm(forms.Form):
    """What the reviewer says of an answer."""

    decision = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[("accept", _("Terima")), ("return", _("Kembalikan"))],
        widget=forms.RadioSelect,
    )
    note = text_field(
        _("Catatan"), rows=3, required=False, help_text=_("Wajib bila jawaban dikembalikan.")
    )


class ItemForm(forms.Form):
    """A new item of an office's own, or another wording of one."""

    code = forms.CharField(
        label=_("Kode butir"), max_length=60, help_text=_("Misalnya INGUB-19-2025/1.")
    )
    rule = forms.CharField(
        label=_("Dasar"), max_length=120, help_text=_("Peraturan nasional, misalnya Inpres 2/2021.")
    )
    addressee = forms.ChoiceField(label=_("Ditujukan kepada"), choices=Addressee.choices)
    addressee_name = forms.CharField(
        label=_("Nama penerima"),
        required=False,
        max_length=200,
        help_text=_("Untuk menteri atau kepala lembaga."),
    )
    answered_by = forms.MultipleChoiceField(
        label=_("Dijawab oleh"), choices=Answering.choices, widget=forms.CheckboxSelectMultiple
    )
    region = forms.CharField(
        label=_("Hanya di wilayah"),
        required=False,
        max_length=5,
        help_text=_("Kode wilayah; kosongkan bila berlaku di mana saja."),
    )
    theme = forms.ChoiceField(label=_("Tema"), choices=Theme.choices)
    text = text_field(_("Bunyi butir"), rows=3)
    indicator = forms.CharField(
        label=_("Kode indikator"), required=False, max_length=40, help_text=_("Bila ada ukurannya.")
    )
    target = forms.CharField(label=_("Target"), required=False, max_length=300)
    evidence = forms.CharField(label=_("Bukti yang diharapkan"), max_length=300)
    cycle = forms.ChoiceField(label=_("Dijawab"), choices=Cycle.choices)
    valid_from = day_field(_("Mulai berlaku"))
    valid_to = day_field(_("Berlaku sampai"), required=False)
    source = forms.CharField(label=_("Sumber"), max_length=300)
    confidence = forms.ChoiceField(label=_("Keyakinan"), choices=Confidence.choices)
    reason = text_field(
        _("Alasan perubahan"),
        rows=2,
        required=False,
        help_text=_("Wajib bila kodenya sudah ada: versi baru dibuat, yang lama tetap tersimpan."),
    )
