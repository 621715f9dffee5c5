"""The policy note: exactly two pages, for one year as for ten and for fourteen places."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from payung.documents.content import Desk
from payung.documents.signatories import Signatory
from payung.documents.typesetting import typeset
from tests.documents import builders as build
from tests.documents.samples import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("years", "places"), [(1, 1), (5, 13), (10, 14)])
def test_a_policy_note_has_exactly_two_pages(years: int, places: int) -> None:
    build.world()
    sample = SAMPLES["policy_note"]
    data = {
        **sample,
        "years": [sample["years"][0]] * years,
        "places": [sample["places"][0]] * places,
    }
    letter = build.draft(build.signer("policy_note"), "policy_note", data=data)
    printed = typeset(Desk().printable(letter, "ND/1/122024", Signatory("Contoh", "Kepala")))

    assert len(PdfReader(io.BytesIO(printed)).pages) == 2
