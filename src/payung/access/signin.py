"""How allauth signs people in here: no self-registration, no mail, secrets encrypted at rest."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from payung.access.encryption import decrypt, encrypt
from payung.access.models import User

#: What the secrets of the second factor are encrypted for.
SECOND_FACTOR = "second_factor"
A_YEAR = 365 * 24 * 60 * 60


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators; whoever signs in gets his own language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        return in_own_language(super().post_login(request, user, **details), user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secret of an authenticator as every other secret is kept."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(encrypt(text, SECOND_FACTOR)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(base64.b64decode(encrypted_text), SECOND_FACTOR)


def in_own_language(response: HttpResponse, user: User) -> HttpResponse:
    """Let the answer to a sign-in set the language that the user chose last."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        max_age=A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
