"""Findings of non-compliance: detection, triage, decision."""

from __future__ import annotations

from django.urls import URLPattern

routes: list[URLPattern] = []
