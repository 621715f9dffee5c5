"""A refusal speaks both languages and carries what was found."""

from __future__ import annotations

from payung.errors import PayungError
from payung.law.errors import LawError


def test_refusal_is_of_the_common_family_and_keeps_its_facts() -> None:
    error = LawError("wage_invalid", "upah salah", "wrong wage", found=-5)

    assert isinstance(error, PayungError)
    assert (error.message(), error.message("en")) == ("upah salah", "wrong wage")
    assert error.parameters == {"found": -5}
