"""All addresses of the site."""

from __future__ import annotations

from django.urls import include, path

from payung.site import errors
from payung.site.pages import shell

pages = [
    path("bahasa/", shell.language, name="language"),
    path("arti-angka/", shell.meanings, name="definitions"),
]

urlpatterns = [
    path("", include((pages, "site"))),
    path("akun/", include("payung.access.urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
