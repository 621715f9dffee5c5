"""The addresses of the calculators; open to everybody."""

from __future__ import annotations

from django.urls import path

from payung.site.calculators import pages

app_name = "calculators"

urlpatterns = [
    path("", pages.index, name="index"),
    path("iuran/", pages.wage_earner, name="wage_earner"),
    path("iuran-mandiri/", pages.non_wage_earner, name="non_wage_earner"),
    path("keluarga/", pages.family, name="family"),
    path("pensiun/", pages.pension, name="pension"),
    path("kehilangan-pekerjaan/", pages.job_loss, name="job_loss"),
    path("perubahan/", pages.changes, name="changes"),
]
