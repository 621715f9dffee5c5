"""Mandates to prosecutors: the attorney's room, the branch's view, the recap."""

from __future__ import annotations

from django.urls import URLPattern

routes: list[URLPattern] = []
