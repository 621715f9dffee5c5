"""The documents beside an agreement lead to themselves, for both sides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.test import Client
from django.urls import reverse
from PIL import Image

from payung.documents.operations import attach
from payung.partnerships.operations import issue_text, sign_agreements
from tests.partnerships import builders as build
from tests.partnerships.builders import BANJARMASIN


def test_the_page_of_an_agreement_leads_to_its_letter_and_its_scan(here, tmp_path: Path) -> None:
    made = build.draft(starts_on=date(2024, 12, 18))
    actor = build.reader(BANJARMASIN)
    sign_agreements(actor=actor, agreement_ids=[made.pk])
    letter = issue_text(actor=actor, agreement_id=made.pk)
    scan = tmp_path / "naskah.png"
    Image.new("RGB", (20, 30)).save(scan)
    file = attach(
        actor=actor,
        about=f"agreement:{made.pk}",
        office_code=BANJARMASIN,
        kind="signed_copy",
        path=scan,
        file_name="naskah.png",
        shared_with="KN-63.71",
    )
    for office in (BANJARMASIN, "KN-63.71"):
        client = Client()
        client.force_login(build.head(office).user)
        page = client.get(reverse("site:agreement", args=[made.pk]))
        for address in (
            reverse("site:letter", args=[letter.pk]),
            reverse("site:attachment", args=[file.pk]),
        ):
            assert f'<a href="{address}">' in page.text
            assert client.get(address).status_code == 200
