"""Finding the member of whom something is to be reported: the search, its list, and the choice.

All is posted: neither a number nor a name belongs into an address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import TAKE_CLAIMS
from payung.access.reader import Reader
from payung.claims.models import MemberSearch
from payung.claims.operations import intake
from payung.claims.operations.finding_members import MOST
from payung.errors import PayungError
from payung.registry.models import Membership
from payung.site.formatting import language


class MemberSearchForm(forms.Form):
    """What is known of the member: a number, or the name with the day of birth."""

    number = forms.CharField(
        label=_("KPJ, NIK, atau nomor KK"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Atau nama"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    birth_date = forms.DateField(
        label=_("Tanggal lahir"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
    )

    def __init__(self, *, of_firm: bool, **arguments: Any) -> None:
        super().__init__(**arguments)
        if of_firm:
            self.fields["number"].label = _("KPJ, NIK, atau nomor pegawai")

    def clean(self) -> dict[str, Any]:
        """A number or a name: a day of birth alone is no search."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and not told.get("number") and not told.get("name"):
            raise forms.ValidationError(_("Isi sebuah nomor, atau nama pesertanya."))
        return told


@dataclass(frozen=True)
class Choice:
    """Where the choosing of a member stands: the form, who was found, or who was chosen."""

    form: MemberSearchForm
    member: Membership | None = None
    found: intake.Found | None = None
    status: int = 200

    @property
    def shown(self) -> dict[str, Any]:
        """What the page shows of it (``parts/member_search.html``)."""
        by_name = self.found is not None and self.found.means == MemberSearch.Means.NAME
        return {
            "search": self.form,
            "member": self.member,
            "found": self.found,
            "most": MOST,
            "is_by_name_alone": by_name,
        }


def choose_member(request: HttpRequest) -> Choice:
    """The member who was chosen from the list or named by his card; else who fits the search."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    of_firm = not reader.can(TAKE_CLAIMS)
    if request.method != "POST":
        return Choice(MemberSearchForm(of_firm=of_firm))
    card = request.POST.get("card_number", "")[:20]
    if card:
        return _chosen(reader, MemberSearchForm(of_firm=of_firm, data={"number": card}), card)
    form = MemberSearchForm(of_firm=of_firm, data=request.POST)
    if not form.is_valid():
        return Choice(form, status=400)
    try:
        found = intake.look_for_members(actor=reader, wanted=intake.Wanted(**form.cleaned_data))
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return Choice(form, status=400)
    if found.means == MemberSearch.Means.CARD:
        return _chosen(reader, form, found.members[0].card_number)
    return Choice(form, found=found)


def _chosen(reader: Reader, form: MemberSearchForm, card: str) -> Choice:
    try:
        return Choice(form, member=intake.find_member(actor=reader, card_number=card))
    except PayungError as refusal:
        form.add_error("number", refusal.message(language()))
        return Choice(form, status=400)
