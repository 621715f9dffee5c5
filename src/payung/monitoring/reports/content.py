"""Everything that the papers of a session are made of, read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from payung.access.reader import Reader
from payung.monitoring.models import MonevFinding, MonevSession
from payung.monitoring.queries.sessions import (
    Promise,
    QuestionRow,
    findings,
    pack,
    promises,
    questions,
)
from payung.monitoring.sessions.pages import GovernmentPage, Pack
from payung.monitoring.sessions.shown import Shown


@dataclass(frozen=True)
class Content:
    """A prepared session with what was asked, found and promised, as of a day."""

    pack: Pack
    questions: tuple[QuestionRow, ...]
    findings: tuple[MonevFinding, ...]
    promises: tuple[Promise, ...]
    on: date

    @property
    def session(self) -> MonevSession:
        """The session itself."""
        return self.pack.session

    def of(self, *codes: str, part: str = "") -> Iterator[tuple[GovernmentPage, list[Shown]]]:
        """Each government with its figures of some codes (those that it has)."""
        for page in self.pack.governments:
            found = [page.figure(code, part) for code in codes]
            yield page, [one for one in found if one is not None]


def content_of(reader: Reader, session_id: int, *, on: date, number: int | None = None) -> Content:
    """The content of a session's papers; ``number`` names an earlier preparation.

    Raises ``AccessRefused``, ``NotFound``, ``MonitoringRefused`` before it was prepared.
    """
    found = pack(reader, session_id, number)
    return Content(
        pack=found,
        questions=tuple(questions(found.session)),
        findings=tuple(findings(found.session)),
        promises=tuple(promises(reader, found.session, on)),
        on=on,
    )


def alike(figures: Iterable[Shown]) -> list[Shown]:
    """Those of the definition and span that most of them have: what may stand in one chart."""
    listed = list(figures)
    kinds = [(one.definition_id, one.period_from, one.as_of) for one in listed]
    if not kinds:
        return []
    most = max(dict.fromkeys(kinds), key=kinds.count)
    return [one for one, kind in zip(listed, kinds, strict=True) if kind == most]
