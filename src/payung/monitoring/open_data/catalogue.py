"""The data sets that are published: shipped rows, see ``data/open_datasets.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import get_language

from payung.monitoring.errors import MonitoringRefused


class Kind(StrEnum):
    """What the rows of a data set are."""

    FIGURES = "FIGURES"
    TARGETS = "TARGETS"
    DEFINITIONS = "DEFINITIONS"


@dataclass(frozen=True)
class Dataset:
    """One data set: its address (``slug``), its words, and which figures it takes."""

    slug: str
    title_id: str
    title_en: str
    abstract_id: str
    abstract_en: str
    kind: Kind
    codes: tuple[str, ...]
    levels: frozenset[str]
    parts: bool
    small_counts: bool
    frequency: str

    @property
    def title(self) -> str:
        """In the language of the page."""
        return self.title_en if _english() else self.title_id

    @property
    def abstract(self) -> str:
        """In the language of the page."""
        return self.abstract_en if _english() else self.abstract_id


def _english() -> bool:
    return (get_language() or "id").startswith("en")


@cache
def datasets() -> dict[str, Dataset]:
    """All data sets by slug, in the order in which they are shown."""
    text = (files("payung.monitoring") / "data" / "open_datasets.yaml").read_text(encoding="utf-8")
    found = {}
    for row in yaml.safe_load(text):
        row |= {
            "kind": Kind(row["kind"]),
            "codes": tuple(row["codes"]),
            "levels": frozenset(row["levels"]),
        }
        found[row["slug"]] = Dataset(**row)
    return found


def dataset_of(slug: str) -> Dataset:
    """The data set of a slug; ``MonitoringRefused`` (``open_dataset_unknown``) when none is."""
    if slug not in datasets():
        known = ", ".join(datasets())
        raise MonitoringRefused(
            "open_dataset_unknown",
            f"Himpunan data {slug!r} tidak dikenal. Yang ada: {known}.",
            f"The data set {slug!r} is unknown. There are: {known}.",
            dataset=slug,
        )
    return datasets()[slug]
