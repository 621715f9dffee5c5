"""Names of regions: looked up however written, and the nearest one for a misspelled name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from payung.monitoring.figure_check.thresholds import limit
from payung.reference.likeness import one_letter_apart

#: Short and everyday names of provinces.
PROVINCE_ALIASES: dict[str, tuple[str, ...]] = {
    "12": ("Sumut", "Sumatra Utara"),
    "13": ("Sumbar", "Sumatra Barat"),
    "16": ("Sumsel", "Sumatra Selatan"),
    "19": ("Babel", "Bangka Belitung", "Kep. Bangka Belitung"),
    "21": ("Kepri", "Kep. Riau"),
    "31": ("DKI Jakarta", "DKI", "Jakarta", "Daerah Khusus Jakarta", "DKJ"),
    "32": ("Jabar",),
    "33": ("Jateng",),
    "34": ("DI Yogyakarta", "DIY", "D.I. Yogyakarta", "Daerah Istimewa Yogyakarta"),
    "35": ("Jatim",),
    "52": ("NTB",),
    "53": ("NTT",),
    "61": ("Kalbar",),
    "62": ("Kalteng",),
    "63": ("Kalsel",),
    "64": ("Kaltim",),
    "65": ("Kaltara",),
    "71": ("Sulut",),
    "72": ("Sulteng",),
    "73": ("Sulsel",),
    "74": ("Sultra",),
    "76": ("Sulbar",),
    "82": ("Malut",),
}
#: Islands and parts of the country that are places and no province.
ISLANDS = ("Sumatera", "Sumatra", "Kalimantan", "Sulawesi", "Nusantara", "Indonesia", "Jawa")
NATION = {"indonesia", "nasional", "national", "seluruhindonesia"}
_KINDS = ("kabupatenadministrasi", "kotaadministrasi", "kabupaten", "kota", "provinsi")
#: The longest name in words: "Kabupaten Kepulauan Siau Tagulandang Biaro".
LONGEST_NAME = 6


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name as it is compared: no case, blanks, dots, hyphens; abbreviations written out."""
    words = re.sub(r"[.\-/'’`]", " ", name.casefold()).split()
    full = {"kab": "kabupaten", "kep": "kepulauan", "adm": "administrasi", "prov": "provinsi"}
    return "".join(full.get(word, word) for word in words)


def bare(plain_name: str) -> str:
    """A compared name without its kind: ``kabupatenbangka`` is ``bangka``."""
    for kind in _KINDS:
        if plain_name.startswith(kind) and plain_name != kind:
            return plain_name.removeprefix(kind)
    return plain_name


class Gazetteer:
    """The regions by code and name. ``ID`` is the nation."""

    def __init__(self, regions: Iterable[tuple[str, str]]) -> None:
        self.names = dict(regions)
        self._exact: dict[str, str] = {}
        self._bare: dict[str, list[str]] = {}
        for code, name in self.names.items():
            self._exact.setdefault(plain(name), code)
            for part in {bare(plain(name)), *map(plain, name.split(" / "))}:
                self._bare.setdefault(part, []).append(code)
        for code, aliases in PROVINCE_ALIASES.items():
            for alias in aliases:
                self._exact[plain(alias)] = code
        for code, name in self.names.items():
            if "." not in code:
                self._exact[f"provinsi{plain(name)}"] = code

    def name(self, code: str) -> str:
        """The official name of a code, or the code."""
        return "Indonesia" if code == "ID" else self.names.get(code, code)

    def all(self, text: str) -> tuple[str, ...]:
        """All codes that a name may mean: none, one, or several (Kabupaten and Kota Bogor)."""
        wanted = plain(text)
        if wanted in NATION:
            return ("ID",)
        exact = self._exact.get(wanted)
        kindless = bare(wanted)
        if kindless != wanted:  # the kind was written: it must fit
            if exact:
                return (exact,)
            is_city = wanted.startswith("kota")
            return tuple(
                code
                for code in self._bare.get(kindless, [])
                if (code[3:4] >= "7") == is_city and "." in code
            )
        found = self._bare.get(wanted, [])
        return tuple(dict.fromkeys([*([exact] if exact else []), *found]))

    def find(self, text: str) -> tuple[str, ...]:
        """The codes that a name means best: a province comes before regencies of its name."""
        found = self.all(text)
        provinces = tuple(code for code in found if "." not in code)
        return provinces or found

    @cached_property
    def _whole_names(self) -> list[tuple[str, str]]:
        return [(plain(name), code) for code, name in self.names.items()]

    @cached_property
    def _pool(self) -> list[tuple[str, str]]:
        """Compared names and codes for likeness; names of kinds stay outside the comparison."""
        return [(bare(plain(name)), code) for code, name in self.names.items()]

    @lru_cache(maxsize=4096)  # noqa: B019 - lives as long as the process, as the registers do
    def nearest(self, text: str) -> str:
        """The code of the region whose name is most like the text; "" when none is alike."""
        whole = plain(text)
        wanted = bare(whole)
        if len(wanted) < 4:
            return ""
        for names, name in ((self._whole_names, whole), (self._pool, wanted)):
            close = [code for known, code in names if one_letter_apart(known, name)]
            if close:
                return close[0]
        best, code = limit("place_likeness") - 1, ""
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(wanted)
        for name, candidate in self._pool:
            if abs(len(name) - len(wanted)) > 4:
                continue
            matcher.set_seq1(name)
            if matcher.real_quick_ratio() * 100 <= best or matcher.quick_ratio() * 100 <= best:
                continue
            alike = round(matcher.ratio() * 100)
            if alike > best:
                best, code = alike, candidate
        return code

    def is_near(self, text: str) -> bool:
        """Whether a name with its kind is one letter away from that of a region."""
        whole = plain(text)
        return any(one_letter_apart(known, whole) for known, _code in self._whole_names)

    @cached_property
    def place_words(self) -> frozenset[str]:
        """Single words of six letters and more that names of provinces and islands are made of."""
        names = [name for code, name in self.names.items() if "." not in code] + list(ISLANDS)
        return frozenset(word for name in names for word in name.split() if len(word) >= 6)
