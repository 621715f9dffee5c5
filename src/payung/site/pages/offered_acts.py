"""A page that offers several acts, each with a form of its own, and takes one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from payung.errors import PayungError
from payung.site.formatting import language


@dataclass(frozen=True)
class Act:
    """One thing that may be done now: its form and its button."""

    key: str
    name: str
    form: forms.Form
    button: str


def take(request: HttpRequest, possible: Sequence[Act], do: Callable[[Act], str]) -> bool:
    """Do the posted act; whether it was done, with the sentence of ``do`` as a message.

    Else the form says what was refused, or a message that the act is not offered (any more).
    """
    chosen = next((act for act in possible if act.key == request.POST.get("act")), None)
    if chosen is None:
        messages.error(request, _("Tindakan itu tidak tersedia dalam keadaan sekarang."))
        return False
    if not chosen.form.is_valid():
        return False
    try:
        messages.success(request, do(chosen))
    except PayungError as refusal:
        chosen.form.add_error(None, refusal.message(language()))
        return False
    return True
