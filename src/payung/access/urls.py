"""The addresses of sign-in. Those of allauth that make, mail or confirm accounts are left out."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from payung.access import pages

demo = [path("contoh/", pages.demo_sign_in, name="demo_sign_in")]

urlpatterns = [
    path("", pages.my_account, name="my_account"),
    path("masuk/", pages.SignIn.as_view(), name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("nonaktif/", account.account_inactive, name="account_inactive"),
    path("pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("kata-sandi/", pages.change_password, name="account_change_password"),
    path("dua-langkah/", include("allauth.mfa.urls")),
    path("", include((demo, "access"))),
]
