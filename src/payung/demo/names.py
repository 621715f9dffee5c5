"""Names of synthetic persons and firms, put together by chance from everyday Indonesian words."""

from __future__ import annotations

from importlib.resources import files
from random import Random

import yaml

_WORDS: dict[str, list[str]] = yaml.safe_load(
    files("payung.demo").joinpath("names.yaml").read_text(encoding="utf-8")
)


def person_names(chance: Random, sexes: list[str]) -> list[str]:
    """One full name for each sex ('L' or 'P') of the list."""
    count = len(sexes)
    men = chance.choices(_WORDS["male"], k=count)
    women = chance.choices(_WORDS["female"], k=count)
    middles = chance.choices([*[""] * 60, *_WORDS["male"][::5]], k=count)
    lasts = chance.choices(_WORDS["last"], k=count)
    return [
        " ".join(part for part in (man if sex == "L" else woman, middle, last) if part)
        for sex, man, woman, middle, last in zip(sexes, men, women, middles, lasts, strict=True)
    ]


def firm_name(chance: Random, form: str, words: tuple[str, ...], number: int) -> str:
    """A firm's name that ends in its serial number, so that it can be nobody's real name."""
    return f"{form} {chance.choice(words)} {chance.choice(_WORDS['qualities'])} {number:04d}"
