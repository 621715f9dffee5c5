"""All addresses of the site."""

from __future__ import annotations

urlpatterns: list = []
