"""Who may come in: those with an account, at a bounded rate, and with their second factor."""

from __future__ import annotations

import logging

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pghistory.models import Context

from payung.access.models import Role, ScopeKind, User
from payung.access.operations import create_user, remove_second_factor
from payung.access.reader import operator
from tests.access.builders import holder

pytestmark = pytest.mark.django_db

PASSWORD = "gerbong hijau melaju 7"
SIGN_IN = "/akun/masuk/"


@pytest.fixture(autouse=True)
def _no_failures_counted_yet(settings) -> None:
    cache.clear()
    # The real hash is slow on purpose; what is tested here does not depend on it.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def siti() -> User:
    return create_user(
        actor=operator(),
        username="siti",
        full_name="Siti Contoh",
        email="siti@contoh.id",
        password=PASSWORD,
        language="en",
    )


def sign_in(client: Client, login: str = "siti", password: str = PASSWORD):
    return client.post(SIGN_IN, {"login": login, "password": password})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["siti", "siti@contoh.id", "SITI@contoh.id"])
def test_user_name_or_address_with_the_password_opens_the_site(client, siti, login) -> None:
    answer = sign_in(client, login)
    assert answer.status_code == 302
    assert signed_in(client)
    assert answer.cookies["django_language"].value == "en"


@pytest.mark.parametrize(("login", "password"), [("siti", "salah"), ("tiada", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    client, siti, login, password
) -> None:
    answer = sign_in(client, login, password)
    assert answer.status_code == 200
    assert not signed_in(client)
    assert "tidak benar" in answer.content.decode()


def test_an_inactive_user_stays_out(client, siti) -> None:
    User.objects.filter(pk=siti.pk).update(is_active=False)
    sign_in(client)
    assert not signed_in(client)


def test_the_operator_has_no_door(client) -> None:
    name = operator().user.username
    for password in ("", "!", operator().user.password):
        sign_in(client, name, password)
        assert not signed_in(client)


def test_guessing_is_stopped_even_for_the_right_password(client, siti) -> None:
    for _ in range(5):
        sign_in(client, password="salah")
    sign_in(client)
    assert not signed_in(client)


def test_signing_out_needs_a_post(client, siti) -> None:
    client.force_login(siti)
    client.get("/akun/keluar/")
    assert signed_in(client)
    client.post("/akun/keluar/")
    assert not signed_in(client)


def test_nobody_registers_himself_and_no_mail_is_asked_for() -> None:
    for name in ("account_signup", "account_reset_password", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_a_password_reaches_no_log(client, siti, caplog) -> None:
    with caplog.at_level(logging.DEBUG):
        sign_in(client)
        sign_in(Client(), password="salah tetapi rahasia")
    assert PASSWORD not in caplog.text
    assert "salah tetapi rahasia" not in caplog.text


def code_of_now(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_with_a_second_factor_the_password_alone_does_not_open(client, siti) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(siti, secret)
    answer = sign_in(client)
    assert answer.url == "/akun/dua-langkah/authenticate/"
    assert not signed_in(client)
    client.post(answer.url, {"code": "000000" if code_of_now(secret) != "000000" else "000001"})
    assert not signed_in(client)
    opened = client.post(answer.url, {"code": code_of_now(secret)})
    assert signed_in(client)
    assert opened.cookies["django_language"].value == "en"


def test_the_secret_of_the_second_factor_is_encrypted_at_rest(siti) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(siti, secret)
    stored = str(Authenticator.objects.get(user=siti).data)
    assert secret not in stored


def test_a_recovery_code_opens_once(client, siti) -> None:
    TOTP.activate(siti, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(siti).get_unused_codes()[0]
    client.post(sign_in(client).url, {"code": code})
    assert signed_in(client)
    other = Client()
    other.post(sign_in(other).url, {"code": code})
    assert not signed_in(other)


def test_a_lost_telephone_is_taken_off_by_an_administrator_and_recorded(client, siti) -> None:
    TOTP.activate(siti, "JBSWY3DPEHPK3PXP")
    remove_second_factor(actor=operator(), user=siti, reason="Telepon hilang")
    assert Context.objects.filter(metadata__reason="Telepon hilang").exists()
    sign_in(client)
    assert signed_in(client)


@pytest.fixture
def demo_post() -> int:
    return holder(Role.PLANNER, ScopeKind.REGION, "19", decree="DEMO-1").post_id


def test_in_demo_mode_there_is_one_button_for_each_demo_post(client, settings, demo_post) -> None:
    settings.DEMO = True
    real = holder(Role.PLANNER, ScopeKind.NATION, decree="KEP/1")
    page = client.get(SIGN_IN).content.decode()
    assert f'value="{demo_post}"' in page
    assert f'value="{real.post_id}"' not in page
    client.post("/akun/contoh/", {"post": real.post_id})
    assert not signed_in(client)
    answer = client.post("/akun/contoh/", {"post": demo_post, "next": "https://lain.example/"})
    assert signed_in(client)
    assert answer.url == reverse("site:home")


@pytest.mark.parametrize("post", ["", "abc", "-1", "99999999", "²"])
def test_a_demo_post_that_is_none_is_not_found(client, settings, post) -> None:
    settings.DEMO = True
    assert client.post("/akun/contoh/", {"post": post}).status_code == 404


def test_outside_demo_mode_there_is_no_such_door(client, settings, demo_post) -> None:
    settings.DEMO = False
    assert client.post("/akun/contoh/", {"post": demo_post}).status_code == 404
    assert not signed_in(client)
    assert "Coba sebagai" not in client.get(SIGN_IN).content.decode()


def test_what_a_request_writes_names_user_and_route_never_the_path(client, siti) -> None:
    client.force_login(siti)
    answer = client.post(
        "/akun/kata-sandi/",
        {"oldpassword": PASSWORD, "password1": PASSWORD + "8", "password2": PASSWORD + "8"},
    )
    told = Context.objects.get(metadata__request=answer.headers["X-Request-ID"]).metadata
    assert told == {
        "user": siti.pk,
        "request": answer.headers["X-Request-ID"],
        "method": "POST",
        "route": "account_change_password",
    }
