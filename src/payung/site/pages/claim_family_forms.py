"""The forms about a family. What they check is the shape of an entry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.claims.family_checks import Entered
from payung.claims.models import Claim, EventKind, Party, PartyRole
from payung.claims.operations.accounts import HOLD_REASONS
from payung.claims.queries.families import ESTATES_OFFICE, FUNERAL_ORGANISER, heirs_of, people_of
from payung.site.pages.claim_family_words import NOT_YET, levels, relations

#: Before a relation: that the person inherits; otherwise a role by itself.
_HEIR = "HEIR:"
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PersonForm(forms.Form):
    """One person of a claim. Which fields count depends on who it is; the others stay empty."""

    who = forms.ChoiceField(label=_("Siapa"))
    name = forms.CharField(label=_("Nama lengkap"), max_length=150)
    birth_date = forms.DateField(label=_("Tanggal lahir"), required=False, widget=_DAY)
    national_id = forms.CharField(
        label="NIK",
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("16 angka. Disimpan tersandi; kosongkan bila tidak berubah."),
    )
    phone = forms.CharField(
        label=_("HP"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    guardian = forms.TypedChoiceField(
        label=_("Wali (bila belum dewasa)"), coerce=int, empty_value=None, required=False
    )
    level = forms.ChoiceField(
        label=_("Jenjang sekolah (anak)"),
        required=False,
        help_text=_("Untuk beasiswa; kosongkan bila bukan anak."),
    )
    year_of_level = forms.IntegerField(
        label=_("Tahun ke berapa pada jenjang itu"),
        min_value=1,
        max_value=10,
        required=False,
        initial=1,
    )
    starts_on = forms.DateField(
        label=_("Mulai sekolah (anak yang belum bersekolah)"), required=False, widget=_DAY
    )
    starts_at = forms.ChoiceField(label=_("Mulai pada jenjang"), required=False)
    is_married = forms.BooleanField(label=_("Sudah menikah (lagi)"), required=False)
    works = forms.BooleanField(label=_("Sudah bekerja (anak)"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, claim: Claim, *, party: Party | None = None, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.fields["who"].choices = _who(claim)
        school = levels(claim.event.happened_on)
        self.fields["level"].choices = [("", translated("Bukan anak sekolah")), *school.items()]
        self.fields["starts_at"].choices = [
            ("", "–"),
            *((code, name) for code, name in school.items() if code != NOT_YET),
        ]
        self.fields["guardian"].choices = [
            ("", translated("Tanpa wali")),
            *guardians(claim, party),
        ]
        self.initial |= {"version": claim.version, **(_initial(party) if party else {})}
        if party is not None:
            self.fields["version"].initial = claim.version

    def told(self) -> Entered:
        """The entry as the room takes it."""
        found = self.cleaned_data
        role, relation = _read(found["who"])
        starts = found["starts_on"] if found["level"] == NOT_YET else None
        return Entered(
            role=role,
            relation=relation,
            name=found["name"],
            birth_date=found["birth_date"],
            national_id=found["national_id"],
            phone=found["phone"],
            guardian_id=found["guardian"],
            level=found["level"],
            year_of_level=found["year_of_level"] or 1,
            starts_on=starts,
            starts_at=found["starts_at"] if starts else "",
            is_married=found["is_married"],
            works=found["works"],
        )


def _who(claim: Claim) -> list[tuple[str, str]]:
    """Heirs by relation after a death, children after a total disability; guardians; who receives
    when nobody inherits."""
    found: list[tuple[str, str]] = [("", translated("Pilih"))]
    if claim.event.kind == EventKind.DEATH or claim.parties.filter(role=PartyRole.HEIR).exists():
        heir = translated("Ahli waris")
        found += [(f"{_HEIR}{code}", f"{heir}: {name}") for code, name in relations(claim).items()]
        found += [
            (FUNERAL_ORGANISER, translated("Pengurus pemakaman (tanpa ahli waris)")),
            (ESTATES_OFFICE, translated("Balai Harta Peninggalan (JHT tanpa ahli waris)")),
        ]
    else:
        found.append((PartyRole.CHILD.value, translated("Anak peserta")))
        found += [(f"{_HEIR}{code}", name) for code, name in relations(claim).items()]
    return [*found, (PartyRole.GUARDIAN.value, translated("Wali anak, bukan ahli waris"))]


def _read(who: str) -> tuple[str, str]:
    if who.startswith(_HEIR):
        return PartyRole.HEIR.value, who.removeprefix(_HEIR)
    if who in (FUNERAL_ORGANISER, ESTATES_OFFICE):
        return PartyRole.ORGANISER.value, who
    return who, "CHILD" if who == PartyRole.CHILD else ""


def _initial(party: Party) -> dict[str, Any]:
    who = {
        PartyRole.HEIR: f"{_HEIR}{party.relation}",
        PartyRole.ORGANISER: party.relation or FUNERAL_ORGANISER,
    }.get(PartyRole(party.role), party.role)
    names = ("name", "birth_date", "level", "year_of_level", "starts_on", "starts_at")
    return {
        "who": who,
        "guardian": party.guardian_id,
        **{name: getattr(party, name) for name in (*names, "is_married", "works")},
    }


def guardians(claim: Claim, ward: Party | None = None) -> list[tuple[int, str]]:
    """Who of a claim may be a guardian of somebody else."""
    return [
        (one.pk, one.name)
        for one in people_of(claim)
        if one.role in (PartyRole.GUARDIAN, PartyRole.HEIR) and (ward is None or one.pk != ward.pk)
    ]


class GuardianForm(forms.Form):
    """Who receives for a child."""

    guardian = forms.TypedChoiceField(label=_("Wali"), coerce=int)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, claim: Claim, party: Party, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.fields["guardian"].choices = guardians(claim, party)
        self.initial |= {"guardian": party.guardian_id, "version": claim.version}


class AccountForm(forms.Form):
    """A bank account, as it stands in the bank book."""

    bank_name = forms.CharField(
        label=_("Bank"), max_length=60, help_text=_("Misalnya: BRI, BNI, Bank Sumsel Babel.")
    )
    account_number = forms.CharField(
        label=_("Nomor rekening"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    account_name = forms.CharField(
        label=_("Nama pemilik rekening"), max_length=150, help_text=_("Persis seperti di buku.")
    )


class SharesForm(forms.Form):
    """The shares on which the heirs agreed, as whole parts; all empty: equal by head."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, claim: Claim, **arguments: Any) -> None:
        super().__init__(**arguments)
        for one in heirs_of(people_of(claim)):
            self.fields[f"weight_{one.pk}"] = forms.IntegerField(
                label=one.name, min_value=1, max_value=1_000_000, required=False
            )
            self.initial[f"weight_{one.pk}"] = one.agreed_weight
        self.initial["version"] = claim.version

    def weights(self) -> dict[int, int | None]:
        """The parts by party."""
        return {
            int(name.removeprefix("weight_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("weight_")
        }


class HoldForm(forms.Form):
    """Why nothing is paid for now, and to whom."""

    code = forms.ChoiceField(label=_("Sebab"))
    party = forms.TypedChoiceField(
        label=_("Berlaku untuk"), coerce=int, empty_value=None, required=False
    )
    reason = forms.CharField(
        label=_("Alasan"),
        min_length=4,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tercatat bersama nama Anda; orang lain yang mencabutnya."),
    )

    def __init__(self, claim: Claim, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.fields["code"].choices = [
            (code, translated(name)) for code, name in HOLD_REASONS.items()
        ]
        self.fields["party"].choices = [
            ("", translated("Seluruh klaim")),
            *((one.pk, one.name) for one in people_of(claim)),
        ]


class ReasonForm(forms.Form):
    """A reason, for what cannot be undone without a trace."""

    reason = forms.CharField(
        label=_("Alasan"),
        min_length=4,
        max_length=300,
        help_text=_("Tercatat bersama nama Anda dan tanggalnya."),
    )
