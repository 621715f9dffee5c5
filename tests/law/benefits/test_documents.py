"""The papers of each claim and situation."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.benefits.documents import CLAIMS, codes, documents
from payung.law.errors import LawError

DAY = date(2024, 5, 2)


def test_a_widow_brings_her_marriage_book_and_a_parent_does_not() -> None:
    assert "MARRIAGE_BOOK" in codes("JKM", DAY, ["SPOUSE"])
    assert "MARRIAGE_BOOK" not in codes("JKM", DAY)


def test_a_police_report_is_for_traffic_only() -> None:
    assert set(codes("JKK", DAY, ["TRAFFIC"])) - set(codes("JKK", DAY)) == {"POLICE"}


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_claim_asks_for_papers_named_in_both_languages(claim: str) -> None:
    found = documents(claim, DAY)

    assert found
    assert all(paper.label_id != paper.label_en for paper in found)


def test_unknown_claims_and_situations_are_refused() -> None:
    with pytest.raises(LawError, match="claim"):
        documents("KIS", DAY)
    with pytest.raises(LawError, match="situation"):
        documents("JKM", DAY, ["MOON"])
