"""Who acts in the demo: the people of the branch, its superior, and the prosecution offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.access.models import User
from payung.access.reader import Reader, reader_for
from payung.demo.plan import AS_OF

#: The prosecution office that takes the cases of regencies whose own has nobody in the demo.
_SEAT = "KN-19.71"
_PEOPLE = {
    "KN-19.71": ("kajari", ("jpn", "jpn.kedua")),
    "KN-19.01": ("kajari.bangka", ("jpn.bangka",)),
}


@dataclass(frozen=True)
class Prosecutors:
    """The head of a district prosecution office and its attorneys."""

    office: str
    head: Reader
    attorneys: tuple[Reader, ...]

    @property
    def attorney(self) -> Reader:
        """The attorney who leads."""
        return self.attorneys[0]


@dataclass(frozen=True)
class Staff:
    """The people of a branch with those beside and above it."""

    head: Reader
    officer: Reader
    inspector: Reader
    regional: Reader
    prosecutors: dict[str, Prosecutors]

    def prosecutors_of(self, region: str) -> Prosecutors:
        """Who takes the cases of a regency."""
        return self.prosecutors.get(f"KN-{region}") or self.prosecutors[_SEAT]


def reader_named(username: str, on: date = AS_OF) -> Reader:
    """A user of the demo as he reads."""
    return reader_for(User.objects.get(username=f"demo.{username}"), on)


def babel_staff() -> Staff:
    """The people of the branch Pangkalpinang and of two district prosecution offices."""
    return Staff(
        head=reader_named("kepala.cabang"),
        officer=reader_named("pembina"),
        inspector=reader_named("pemeriksa"),
        regional=reader_named("kanwil"),
        prosecutors={
            office: Prosecutors(
                office, reader_named(head), tuple(reader_named(name) for name in attorneys)
            )
            for office, (head, attorneys) in _PEOPLE.items()
        },
    )
