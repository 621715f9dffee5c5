"""Which village a cell means: its code, or its name within the proposing government."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyarrow as pa

from payung.reference.models import Village
from payung.registry.imports.readings import plain_word
from payung.registry.imports.table import Table
from payung.sponsorship.models import BeneficiaryList

_CODE = re.compile(r"\d\d\.?\d\d\.?\d\d\.?\d{4}")
_PREFIX = re.compile(r"^(?:desa|kelurahan|kel|ds)\b\.?\s*", re.IGNORECASE)


@dataclass
class Villages:
    """The villages of a government, by code and by plain name."""

    region_code: str
    own: str | None = None
    by_code: dict[str, Village] = field(default_factory=dict)
    by_name: dict[str, list[Village]] = field(default_factory=dict)

    @classmethod
    def of(cls, found: BeneficiaryList) -> Villages:
        """The villages that a list may name; none where the region's are not loaded."""
        villages = cls(found.region_id, found.village_id)
        rows = Village.objects.filter(region__pk__startswith=found.region_id)
        for village in rows.select_related("region"):
            villages.by_code[village.pk.replace(".", "")] = village
            villages.by_name.setdefault(plain_word(_PREFIX.sub("", village.name)), []).append(
                village
            )
        return villages

    def find(self, text: str | None, district: str | None) -> tuple[str | None, str, str]:
        """The code of a village, or none with the code and detail of what is wrong."""
        if text is None:
            return self.own, "", ""
        if _CODE.fullmatch(text):
            village, wrong, detail = self._by_code(text.replace(".", ""))
        else:
            village, wrong, detail = self._by_name(text, district)
        if village is not None and self.own is not None and village.pk != self.own:
            own = self.by_code.get(self.own.replace(".", ""))
            return village.pk, "village_other", own.name if own else self.own
        return (village.pk if village else None), wrong, detail

    def _by_code(self, digits: str) -> tuple[Village | None, str, str]:
        if village := self.by_code.get(digits):
            return village, "", ""
        dotted = f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}"
        elsewhere = Village.objects.filter(pk=dotted).select_related("region").first()
        if elsewhere is not None:
            return elsewhere, "village_elsewhere", elsewhere.region.name
        return None, *self._unknown()

    def _by_name(self, text: str, district: str | None) -> tuple[Village | None, str, str]:
        named = self.by_name.get(plain_word(_PREFIX.sub("", text)), [])
        if len(named) > 1 and district:
            wanted = plain_word(district)
            within = [village for village in named if plain_word(village.district) == wanted]
            named = within or named
        if len(named) > 1:
            codes = ", ".join(village.pk for village in named[:3])
            return None, "village_ambiguous", codes
        return (named[0], "", "") if named else (None, *self._unknown())

    def _unknown(self) -> tuple[str, str]:
        if not self.by_code:
            return "", ""  # the region's villages were never loaded: nothing to compare with
        return "village_unknown", next(iter(self.by_code.values())).pk


def read_villages(table: Table, villages: Villages) -> pa.Array:
    """The village code of each row; what cannot be found is noted in the table."""
    texts, districts = table.get("village").to_pylist(), table.get("district").to_pylist()
    pairs = list(zip(texts, districts, strict=True))
    known = {pair: villages.find(*pair) for pair in set(pairs)}
    for wrong, detail in sorted({(code, detail) for _, code, detail in known.values() if code}):
        where = pa.array([known[pair][1:] == (wrong, detail) for pair in pairs])
        table.refuse("village", where, wrong, detail)
    return _codes(known[pair][0] for pair in pairs)


def _codes(values: Iterable[str | None]) -> pa.Array:
    return pa.array(list(values), pa.string())
