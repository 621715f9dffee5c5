"""The forms of deciding: each holds the version of the claim that the officer saw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.claims.models import Claim, PartyRole
from payung.claims.operations.deciding import CAUSES
from payung.claims.queries.families import people_of
from payung.clock import today
from payung.site.pages.case_forms import day_field


def _lines(label: object, *, required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        required=required,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ActForm(forms.Form):
    """An act on a claim as it was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, claim: Claim, **arguments: Any) -> None:
        arguments.setdefault("initial", {})
        arguments["initial"].setdefault("version", claim.version)
        super().__init__(**arguments)


class ProposeForm(ActForm):
    """The decision that the law gives; grounds are required where it gives nothing."""

    grounds = _lines(_("Alasan bagi pemohon"), required=False)
    has_interest = forms.BooleanField(
        label=_("Saya mengenal atau berkerabat dengan pihak yang dibayar"), required=False
    )


class RefuseForm(ActForm):
    """A refusal for what the law cannot be asked."""

    cause = forms.ChoiceField(label=_("Sebab"))
    grounds = _lines(_("Penjelasan bagi pemohon"))

    def __init__(self, claim: Claim, **arguments: Any) -> None:
        super().__init__(claim, **arguments)
        words = {
            "NOT_ESTABLISHED": translated("Kejadian tidak dapat dibuktikan"),
            "NOT_ENTITLED": translated("Pemohon bukan orang yang berhak"),
            "FALSE_PAPERS": translated("Berkas tidak benar"),
        }
        self.fields["cause"].choices = [(code, words[code]) for code in CAUSES]  # type: ignore[attr-defined]


class ApproveForm(ActForm):
    """The second pair of eyes says yes."""


class ReasonForm(ActForm):
    """An act that needs only its reason: send back, reopen, confirm a change."""

    reason = _lines(_("Alasan"))


class ObjectForm(ActForm):
    """An objection that somebody brought."""

    party = forms.TypedChoiceField(
        label=_("Siapa yang berkeberatan"), required=False, coerce=int, empty_value=None
    )
    received_on = day_field(_("Diterima"))
    grounds = _lines(_("Isi keberatan"), rows=4)

    def __init__(self, claim: Claim, **arguments: Any) -> None:
        arguments.setdefault("initial", {})
        arguments["initial"].setdefault("received_on", today())
        super().__init__(claim, **arguments)
        people = [(one.pk, one.name) for one in people_of(claim) if one.role != PartyRole.MEMBER]
        member = f"{claim.person.name} ({translated('peserta')})"
        self.fields["party"].choices = [("", member), *people]  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """The answer to an objection."""

    outcome = forms.ChoiceField(
        label=_("Hasil peninjauan"),
        choices=[
            ("accepted", _("Diterima: klaim diputus kembali")),
            ("rejected", _("Tidak diterima: keputusan tetap berlaku")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = _lines(_("Pertimbangan, seperti akan dibaca pemohon"), rows=5)


class LimitForm(forms.Form):
    """An office's own limit."""

    amount = forms.IntegerField(label=_("Batas (rupiah)"), min_value=0)
    valid_from = day_field(_("Berlaku mulai"))
    reason = _lines(_("Alasan"), rows=2)
