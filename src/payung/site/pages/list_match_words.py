"""The words of pairs: what agrees, what nearly agrees, what differs, and what that means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.registry.models import Person
from payung.sponsorship.matching.names import name_keys
from payung.sponsorship.queries.matching import PairSide, PairView

GOOD, WARN, BAD, NONE = "state--good", "state--warn", "state--bad", ""
#: Of each comparison: its name, and the sentence and style of every level.
NAMES = {
    "name": gettext_lazy("Nama"),
    "birth_date": gettext_lazy("Tanggal lahir"),
    "sex": gettext_lazy("Jenis kelamin"),
    "home": gettext_lazy("Tempat tinggal"),
    "birth_place": gettext_lazy("Tempat lahir"),
}
LEVELS = {
    "name": {
        "same": (gettext_lazy("sama"), GOOD),
        "same_sound": (gettext_lazy("sama bunyinya"), GOOD),
        "same_core": (gettext_lazy("sama tanpa Muhammad atau Siti"), GOOD),
        "typing": (gettext_lazy("beda satu ketikan"), WARN),
        "initial": (gettext_lazy("satu kata disingkat"), WARN),
        "two_words": (gettext_lazy("satu kata hilang"), WARN),
        "one_word": (gettext_lazy("hanya satu kata yang tertulis"), WARN),
        "first_letter": (gettext_lazy("huruf pertamanya berbeda"), WARN),
        "alike": (gettext_lazy("mirip"), WARN),
        "some_word": (gettext_lazy("satu kata sama"), BAD),
        "other": (gettext_lazy("berbeda"), BAD),
    },
    "birth_date": {
        "same_new_year": (gettext_lazy("sama, tetapi 1 Januari"), WARN),
        "same": (gettext_lazy("sama"), GOOD),
        "day_month": (gettext_lazy("hari dan bulan tertukar"), WARN),
        "new_year": (gettext_lazy("tahun sama, satu tertulis 1 Januari"), WARN),
        "year": (gettext_lazy("hari dan bulan sama, tahun berbeda"), WARN),
        "digit": (gettext_lazy("beda satu angka"), WARN),
        "near_new_year": (gettext_lazy("tahun berdekatan, satu tertulis 1 Januari"), WARN),
        "same_year": (gettext_lazy("hanya tahunnya sama"), BAD),
        "few_years": (gettext_lazy("beda beberapa tahun"), BAD),
        "other": (gettext_lazy("berbeda"), BAD),
    },
    "sex": {"same": (gettext_lazy("sama"), GOOD), "other": (gettext_lazy("berbeda"), BAD)},
    "home": {
        "village": (gettext_lazy("desa sama"), GOOD),
        "district": (gettext_lazy("kecamatan sama"), WARN),
        "regency_only": (gettext_lazy("kabupaten sama, desa tidak diketahui"), WARN),
        "regency": (gettext_lazy("kabupaten sama, desa berbeda"), WARN),
        "other": (gettext_lazy("kabupaten berbeda"), BAD),
    },
    "birth_place": {
        "same": (gettext_lazy("sama"), GOOD),
        "differs": (gettext_lazy("berbeda"), WARN),
        "same_away": (gettext_lazy("sama"), GOOD),
        "differs_away": (gettext_lazy("berbeda"), WARN),
    },
}
_UNKNOWN = (gettext_lazy("tidak diketahui"), NONE)
FLAGS = {
    "several": gettext_lazy("Ada orang lain yang hampir sama miripnya."),
    "other_number": gettext_lazy(
        "NIK keduanya berbeda; bisa jadi salah tulis, bisa jadi dua orang."
    ),
    "number_of_another": gettext_lazy(
        "NIK-nya sama, tetapi nama atau tanggal lahirnya lain. Periksa apakah nomor orang lain "
        "yang dipakai."
    ),
    "name_unlike": gettext_lazy("Namanya cukup berbeda; bisa jadi saudara kembar atau kerabat."),
    "day_apart": gettext_lazy(
        "Tanggal lahirnya jauh berbeda; bisa jadi orang tua dan anak, atau tetangga senama."
    ),
    "name_short": gettext_lazy("Satu nama hanya satu kata; banyak orang bernama begitu."),
    "sex_differs": gettext_lazy("Jenis kelaminnya berbeda, dan namanya tidak persis sama."),
}
STATES = {
    "OPEN": (gettext_lazy("Perlu diputuskan"), WARN),
    "SURE": (gettext_lazy("Sudah pasti"), GOOD),
    "SAME": (gettext_lazy("Orang yang sama"), GOOD),
    "DIFFERENT": (gettext_lazy("Orang yang berbeda"), NONE),
    "SETTLED": (gettext_lazy("Sudah terjawab"), NONE),
}
#: The bar of weights runs from here to there, in millibits.
_LIGHTEST, _HEAVIEST = -4_000, 16_000


@dataclass(frozen=True)
class Compared:
    """One line of a pair: both values in pieces (text, whether it differs) and the judgement."""

    name: str
    left: list[tuple[str, bool]]
    right: list[tuple[str, bool]]
    told: str
    style: str


def lines(view: PairView) -> list[Compared]:
    """What is compared, line by line, the differences marked."""
    return [
        _line(view, "name", *_names(view.left.name, view.right.name)),
        _line(view, "birth_date", *_dates(view.left.birth_date, view.right.birth_date)),
        _line(view, "sex", *_whole(_sex(view.left.sex), _sex(view.right.sex))),
        _line(view, "home", *_homes(view)),
        _line(view, "birth_place", *_whole(view.left.birth_place, view.right.birth_place)),
        _number(view),
    ]


def share_of_weight(weight: int) -> int:
    """How full the bar of a weight is, in basis points."""
    within = min(_HEAVIEST, max(_LIGHTEST, weight)) - _LIGHTEST
    return within * 10_000 // (_HEAVIEST - _LIGHTEST)


def likelihood(weight: int) -> str:
    """A weight in words: each thousand doubles the odds."""
    if weight >= 8_000:
        return _("sangat mirip")
    if weight >= 1_000:
        return _("mirip")
    return _("agak mirip") if weight >= -1_500 else _("kurang mirip")


def _line(
    view: PairView, key: str, left: list[tuple[str, bool]], right: list[tuple[str, bool]]
) -> Compared:
    told, style = LEVELS[key].get(view.parts[key][0], _UNKNOWN)
    return Compared(str(NAMES[key]), left, right, str(told), style)


def _number(view: PairView) -> Compared:
    """The NIK, masked: only whether both are equal is known of it."""
    left, right = view.left.number, view.right.number
    if not left or not right:
        told, style = _UNKNOWN
    elif view.flag == "other_number":
        told, style = gettext_lazy("berbeda"), BAD
    else:
        told, style = gettext_lazy("sama"), GOOD
    return Compared(_("NIK"), [(left or "–", False)], [(right or "–", False)], str(told), style)


def _names(left: str, right: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    return _marked(left, right), _marked(right, left)


def _marked(name: str, other: str) -> list[tuple[str, bool]]:
    """The words of a name; those that do not sound as any of the other name differ."""
    known = set(name_keys(other).sounds)
    whole = set(name_keys(name).sounds)  # titles are none of them
    found = []
    for word in name.split():
        sounds = set(name_keys(word).sounds) & whole
        found += [(" ", False), (word, bool(sounds - known))]
    return found[1:]


def _dates(
    left: date | None, right: date | None
) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    if left is None or right is None:
        told = ["" if day is None else f"{day:%d-%m-%Y}" for day in (left, right)]
        return _whole(told[0], told[1])
    pieces = [
        (f"{left:%d}", f"{right:%d}"),
        (f"{left:%m}", f"{right:%m}"),
        (f"{left:%Y}", f"{right:%Y}"),
    ]
    return (
        _joined([(one, one != other) for one, other in pieces]),
        _joined([(other, one != other) for one, other in pieces]),
    )


def _joined(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The pieces of a date with their dashes."""
    return [told for piece in pieces for told in (("-", False), piece)][1:]


def _whole(left: str, right: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    differs = bool(left and right) and left.casefold() != right.casefold()
    return [(left or "–", differs)], [(right or "–", differs)]


def _sex(code: str) -> str:
    return str(Person.Sex(code).label) if code else ""


def _homes(view: PairView) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both homes, marked only where they were compared and differ."""
    left, right = _home(view.left), _home(view.right)
    if view.parts["home"][0] in ("district", "regency", "other"):
        return _whole(left, right)
    return [(left or "–", False)], [(right or "–", False)]


def _home(side: PairSide) -> str:
    return ", ".join(part for part in (side.village, side.district, side.region) if part)
