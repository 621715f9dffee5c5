"""The sheet on which the facts of one claim are gathered, each with its source."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any

from payung.claims.facts.labels import label_of
from payung.claims.facts.months import Contributions, Wages, contributions_of, wages_of
from payung.claims.models import Claim, Finding, Party
from payung.claims.queries.families import people_of
from payung.law.benefits.doors import DOORS
from payung.law.benefits.reading import is_required
from payung.registry.models import Enrolment, Programme, Segment

#: The field of each door that holds the day of the event.
EVENT_DAYS = {
    "jkk": "accident_on",
    "jkm": "died_on",
    "jht": "event_on",
    "jp": "event_on",
    "jkp": "terminated_on",
    "pmi": "event_on",
}


@dataclass(frozen=True)
class Sourced:
    """One fact: its field at the law's door, its plain value, and whence it came.

    ``url_name`` and ``args`` lead to the books. A fact that an officer found has
    ``is_finding``; ``book_value`` is then what the books say of it (None: nothing).
    """

    field: str
    value: Any
    label_id: str
    label_en: str
    source_id: str
    source_en: str
    url_name: str = ""
    args: tuple[Any, ...] = ()
    is_finding: bool = False
    book_value: Any = None


@dataclass(frozen=True)
class Gathered:
    """The facts of a claim as plain data of the law's ``door``, with the source of each.

    ``missing``: fields of the door without which the law cannot answer and that neither the books
    nor an officer know.
    """

    door: str
    values: dict[str, Any]
    sources: tuple[Sourced, ...]
    missing: tuple[str, ...]

    def sources_as_data(self) -> dict[str, dict[str, Any]]:
        """The source of each fact as plain data, to be kept with a decision."""
        return {
            one.field: {"id": one.source_id, "en": one.source_en, "is_finding": one.is_finding}
            for one in self.sources
        }


@dataclass
class Sheet:
    """What is gathered of one claim. Books are read once each, when first asked."""

    claim: Claim
    door: str
    findings: dict[str, Finding]
    sourced: dict[str, Sourced] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @cached_property
    def event_on(self) -> date:
        """The day of the event, as an officer found it or as it was reported."""
        found = self.findings.get(EVENT_DAYS[self.door])
        return date.fromisoformat(str(found.value)) if found else self.claim.event.happened_on

    @cached_property
    def people(self) -> tuple[Party, ...]:
        """All who have part in the claim now, in the order named."""
        return tuple(people_of(self.claim))

    @cached_property
    def contributions(self) -> Contributions:
        """The billed months of the member."""
        return contributions_of(self.claim.person_id, self.event_on)

    @cached_property
    def wages(self) -> Wages:
        """The reported wages of the membership."""
        return wages_of(self.claim.membership_id, self.event_on)

    @cached_property
    def enrolled(self) -> int:
        """The programmes in which the membership is enrolled in the month of the event (bits)."""
        month = self.event_on.replace(day=1)
        found = (
            Enrolment.objects.filter(membership=self.claim.membership_id, valid_from__lte=month)
            .order_by("-valid_from")
            .first()
        )
        if found is None or (found.valid_to is not None and found.valid_to < month):
            return 0
        return found.programmes

    @property
    def is_open(self) -> bool:
        """Whether the membership had begun and not ended on the day of the event."""
        card = self.claim.membership
        return (
            card is not None
            and card.started_on <= self.event_on
            and (card.ended_on is None or card.ended_on >= self.event_on)
        )

    @property
    def segment(self) -> str:
        """The segment by the words of the law's door; construction workers are wage earners."""
        card = self.claim.membership
        is_own = card is not None and card.segment == Segment.NON_WAGE_EARNER
        return "NON_WAGE_EARNER" if is_own else "WAGE_EARNER"

    def is_covered(self, programme: Programme) -> bool:
        """Whether the member was registered in a programme on the day of the event."""
        return self.is_open and bool(self.enrolled & programme)

    def put(
        self,
        name: str,
        value: Any,
        source: tuple[str, str],
        url_name: str = "",
        *args: Any,
    ) -> None:
        """Write what the books say of a field; days become their ISO text. None: nothing."""
        if value is None:
            return
        told = value.isoformat() if isinstance(value, date) else value
        self.sourced[name] = Sourced(name, told, *label_of(name), *source, url_name, args)

    def ask(self, *names: str) -> None:
        """Fields without which the law cannot answer this claim."""
        self.asked += names

    def gathered(self) -> Gathered:
        """All facts: what an officer found goes before what the books say."""
        for name, found in self.findings.items():
            books = self.sourced.get(name)
            source = (
                f"Temuan petugas: {found.source}",
                f"Found by an officer: {found.source}",
            )
            self.sourced[name] = Sourced(
                name,
                found.value,
                *label_of(name),
                *source,
                is_finding=True,
                book_value=books.value if books else None,
            )
        values = {name: one.value for name, one in self.sourced.items()}
        required = [one.name for one in fields(DOORS[self.door].facts) if is_required(one)]
        missing = tuple(name for name in [*required, *self.asked] if name not in values)
        return Gathered(
            self.door, values, tuple(self.sourced.values()), tuple(dict.fromkeys(missing))
        )
