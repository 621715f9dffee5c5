"""A sign, and what is known of a claim when signs are looked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from payung.claims.facts.gathering import sheet_of
from payung.claims.facts.sheet import Gathered, Sheet
from payung.claims.models import Claim, Party, PartyAccount, Question
from payung.law import parameters


@dataclass(frozen=True)
class Sign:
    """One thing to ask: ``code`` what, ``about`` whom or which (``party:12``), ``facts`` why.

    The facts are plain data without personal numbers: they are kept, and shown to the officer.
    """

    code: str
    about: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Names the question in addresses: the same for the same sign with the same facts."""
        return key_of(self)


def key_of(of: Sign | Question) -> str:
    """What a sign and its kept question share."""
    told = json.dumps([of.code, of.about, of.facts], sort_keys=True)
    return sha256(told.encode()).hexdigest()[:_KEY_LENGTH]


_KEY_LENGTH = 20
Signs = Iterator[Sign]


@dataclass
class Known:
    """What signs look at: the claim, its gathered facts and the books behind them."""

    claim: Claim

    @cached_property
    def sheet(self) -> Sheet:
        """The sheet of facts with the books that were read for it."""
        return sheet_of(self.claim)

    @cached_property
    def gathered(self) -> Gathered:
        """The facts as the law will be asked."""
        return self.sheet.gathered()

    @property
    def people(self) -> tuple[Party, ...]:
        """All who have part in the claim now."""
        return self.sheet.people

    @cached_property
    def accounts(self) -> dict[int, PartyAccount]:
        """The newest account of each of them."""
        rows = PartyAccount.objects.filter(party__in=self.people).order_by("pk")
        return {row.party_id: row for row in rows}

    def threshold(self, name: str) -> int:
        """A bound of a sign, as in force when the claim came in."""
        return int(parameters.get(f"claims/{name}", self.claim.received_on).number)
