"""Letters: list, page, PDF, the public verification."""

from __future__ import annotations

from django.urls import URLPattern

routes: list[URLPattern] = []
