"""The forms of payment orders and employers' shares."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.clock import today

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PrepareForm(forms.Form):
    """On which day the bank is to pay what is due by then."""

    pay_on = forms.DateField(label=_("Tanggal bayar"), widget=_DAY, initial=today)


class CancelForm(forms.Form):
    """Why an order is cancelled."""

    reason = forms.CharField(label=_("Alasan pembatalan"), max_length=300)


class AnswerForm(forms.Form):
    """The bank's answer as a file."""

    file = forms.FileField(
        label=_("Berkas jawaban bank"),
        help_text=_("pain.002 atau CSV. Berkas yang sama dua kali tidak mengubah apa pun."),
    )


class PayingAccountForm(forms.Form):
    """The account from which an office pays."""

    holder_name = forms.CharField(label=_("Nama pemilik rekening"), max_length=70)
    bank_name = forms.CharField(label=_("Bank"), max_length=60)
    bank_code = forms.CharField(
        label=_("Kode bank (BIC)"),
        max_length=11,
        required=False,
        help_text=_("Boleh kosong. Contoh: BRINIDJA."),
    )
    account = forms.CharField(
        label=_("Nomor rekening"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class ShareForm(forms.Form):
    """A proof that the employer paid (a part of) his share to the receiver."""

    amount = forms.IntegerField(label=_("Jumlah yang dibayar (rupiah)"), min_value=1)
    settled_on = forms.DateField(label=_("Tanggal dibayar"), widget=_DAY, initial=today)
    proof = forms.CharField(label=_("Nomor bukti transfer atau kuitansi"), max_length=60)
    paper = forms.FileField(
        label=_("Foto atau PDF bukti"), required=False, help_text=_("Boleh kosong.")
    )
