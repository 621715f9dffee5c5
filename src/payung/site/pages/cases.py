"""Cases on the ladder: visits, letters, inspection, warnings, exits."""

from __future__ import annotations

from django.urls import URLPattern

routes: list[URLPattern] = []
