"""The public page on which anybody checks that a letter is genuine; no sign-in, nothing stored."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from payung.documents import queries as documents
from payung.errors import NotFound
from payung.site import errors

#: A letter of many pages has some hundred kB.
LARGEST_LETTER_BYTES = 5 * 1024 * 1024


class CompareForm(forms.Form):
    """A PDF to be compared with the one in the archive."""

    file = forms.FileField(
        label=gettext_lazy("Berkas PDF surat"),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )

    def clean_file(self) -> object:
        """Refuse what is no letter by its size alone."""
        if self.cleaned_data["file"].size > min(
            LARGEST_LETTER_BYTES, settings.LARGEST_UPLOAD_BYTES
        ):
            raise forms.ValidationError(
                _("Berkas terlalu besar untuk sebuah surat; paling besar 5 MB.")
            )
        return self.cleaned_data["file"]


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Kind, number, date and office of a signed letter, and whether a file is that letter."""
    try:
        told = documents.verify(token)
    except NotFound:
        return errors.refusal(
            request,
            404,
            _("Surat tidak ditemukan"),
            _("Tidak ada surat dengan alamat ini. Surat itu mungkin bukan terbitan kantor ini."),
            _("Periksa kembali alamat atau kode QR, lalu hubungi kantor yang tertera di surat."),
        )
    form = CompareForm(data=request.POST or None, files=request.FILES or None)
    same: bool | None = None
    if request.method == "POST" and form.is_valid():
        same = documents.is_this_letter(token, form.cleaned_data["file"].read())
    context = {"told": told, "form": form, "same": same}
    return render(request, "site/verify.html", context)


routes: list[URLPattern] = [path("verifikasi/<str:token>/", verify, name="verify")]
