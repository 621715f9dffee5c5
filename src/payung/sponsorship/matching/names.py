"""Indonesian names as keys to compare: the same person's name, however a paper writes it.

Everything here is a pure function of a text. The keys are for comparing only and are never shown:
``NURUL HUDA, S.Pd`` stays what it is, and is compared as the words NURUL and HUDA.

* ``tokens``: the words in order, capitals, without titles, degrees and BIN or BINTI; old spelling
  as new where it is certain (OE, TJ, DJ, SJ), double letters single, MUH./MOH./M. as MUHAMAD,
  ST. before a name as SITI, ABDURRAHMAN as ABDUL RAHMAN.
* ``sounds``: those words as they sound, where spelling is not certain: J and Y are one (so that
  the old and the new reading both are tried), as are F, V and P, Z and S, Q and K, O and U. Vowels
  stay, so that DWI and DEWI are two names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from payung.sponsorship.matching.words import (
    ABDUL,
    ALSO_NAMES,
    CH_AS_C,
    CH_AS_K,
    DEGREES,
    FILLERS,
    MUHAMMAD,
    SITI,
    SON_OR_DAUGHTER,
    TITLES_BEFORE,
    VARIANTS,
)

_NOT_OF_A_NAME = re.compile(r"[^A-Z./, -]")
_APOSTROPHES = re.compile(r"['`‘’ʼ\"]")
_DOUBLE = re.compile(r"([A-Z])\1+")
_JOINED_ABDUL = re.compile(r"ABDU(?:L|(?=([RSNTZD])\1)[RSNTZD])(?!L?[AO]H?$)([A-Z]{3,})")
_BETWEEN = re.compile(r"[\s/-]+")


@dataclass(frozen=True)
class NameKeys:
    """A name's keys. All are empty for a text without letters."""

    tokens: tuple[str, ...]
    sounds: tuple[str, ...]

    @property
    def spelled(self) -> str:
        """The words in the order of the alphabet: the order on the paper does not matter."""
        return " ".join(sorted(self.tokens))

    @property
    def sounded(self) -> str:
        """The sounds in the order of the alphabet."""
        return " ".join(sorted(self.sounds))

    @property
    def solid(self) -> str:
        """The sounds in their own order without gaps: NUR HAYATI and NURHAYATI."""
        return "".join(self.sounds)

    @property
    def core(self) -> str:
        """The sounds without words that people add and drop (Muhammad, Siti), where some are left.

        ``M. Rizki`` and ``Rizki`` have one core; ``Siti`` alone keeps its word.
        """
        pairs = zip(self.tokens, self.sounds, strict=True)
        left = sorted(sound for token, sound in pairs if token not in FILLERS)
        return " ".join(left) if left else self.sounded

    @property
    def short(self) -> str:
        """The first sound and the first letters of the others: AGUS S. and AGUS SUPRIYADI."""
        return " ".join([*self.sounds[:1], *(sound[0] for sound in self.sounds[1:])])

    @property
    def has_initial(self) -> bool:
        """Whether a word is a single letter."""
        return len(self.tokens) > 1 and any(len(token) == 1 for token in self.tokens[1:])


def name_keys(text: str) -> NameKeys:
    """The keys of a name as written on any paper. Never fails: what is no letter is left out."""
    tokens = tuple(_with_known_words(_own_words(_plain(text))))
    return NameKeys(tokens, tuple(_sound(token) for token in tokens))


def place_key(text: str) -> str:
    """A place of birth as a key: without KAB., KOTA and KABUPATEN, in one spelling."""
    words = [word for word in _BETWEEN.split(_plain(text).replace(".", " ")) if word]
    words = [word for word in words if word not in ("KAB", "KABUPATEN", "KOTA", "KEC", "DESA")]
    return " ".join(_spelled(word.strip(",")) for word in words if word.strip(","))


def _plain(text: str) -> str:
    """Capitals without accents, apostrophes and whatever is no letter, dot or comma."""
    decomposed = unicodedata.normalize("NFKD", text.upper())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _NOT_OF_A_NAME.sub(" ", _APOSTROPHES.sub("", letters)).strip(" .,")


def _own_words(plain: str) -> list[str]:
    """The words of the name itself, without what stands before and after it."""
    head, *behind = [part for part in plain.split(",") if part.strip(" .")] or [""]
    chunks = [chunk for chunk in _BETWEEN.split(head) if chunk.strip(".")]
    chunks = _without_degrees(chunks)
    words = [word for chunk in chunks for word in chunk.split(".") if word]
    words = _without_titles(words)
    for part in behind:  # SURYADI, AGUS: a word behind a comma that is no degree is a name
        pieces = [piece for piece in _BETWEEN.split(part) if piece.strip(".")]
        if "".join(pieces).replace(".", "") in DEGREES:
            continue
        words += [
            bare
            for piece in pieces
            if (bare := piece.replace(".", "")) not in DEGREES and bare not in TITLES_BEFORE
        ]
    return [word for place, word in enumerate(words) if not (place and word in SON_OR_DAUGHTER)]


def _without_degrees(chunks: list[str]) -> list[str]:
    """Without degrees at the end (``S.Pd``, ``SE``, ``A. Md``); a word of the name always stays.

    In ``H. Sab`` the second word is the name, though its letters are a degree's as well.
    """
    while len(chunks) > 1:
        for many in (3, 2, 1):
            if many >= len(chunks):
                continue
            tail = chunks[-many:]
            bare = "".join(tail).replace(".", "")
            dotted = any("." in chunk for chunk in tail)
            if bare not in DEGREES or (many > 1 and not dotted):
                continue
            if bare in ALSO_NAMES and not dotted:
                continue
            if _only_titles(chunks[:-many]):
                continue
            chunks = chunks[:-many]
            break
        else:
            return chunks
    return chunks


def _only_titles(chunks: list[str]) -> bool:
    return all(word in TITLES_BEFORE for chunk in chunks for word in chunk.split(".") if word)


def _without_titles(words: list[str]) -> list[str]:
    """Without titles at the beginning; a title that is all there is stays as the name."""
    place = 0
    while place < len(words) - 1 and words[place] in TITLES_BEFORE:
        place += 1
    rest = words[place:]
    if len(rest) > 1 and rest[-1] in ("ALM", "ALMH", "ALMARHUM", "ALMARHUMAH"):
        rest = rest[:-1]
    return rest


def _with_known_words(words: list[str]) -> list[str]:
    """Short forms written out, joined ABDUL apart, spelling made one."""
    found: list[str] = []
    for place, word in enumerate(words):
        first_of_more = place == 0 and len(words) > 1
        if first_of_more and word == "M":
            found.append(MUHAMMAD)
        elif first_of_more and word == "ST":
            found.append(SITI)
        elif joined := _JOINED_ABDUL.fullmatch(word):
            found += [ABDUL, _spelled(joined[2])]
        else:
            found.append(_spelled(word))
    return [word for word in found if word]


@lru_cache(maxsize=200_000)
def _spelled(word: str) -> str:
    """A word in today's spelling with single letters; known variants as one."""
    if (known := VARIANTS.get(word)) is not None:
        return known
    old = any(pair in word for pair in ("OE", "TJ", "DJ", "SJ"))
    word = word.replace("TJ", "C").replace("SJ", "SY").replace("NJ", "NY" if old else "NJ")
    if old:  # a J of its own is a Y in the old spelling: SOEJONO, but not SOEDJONO
        word = re.sub(r"(?<!D)J", "Y", word)
    word = word.replace("DJ", "J").replace("OE", "U").replace("OO", "U")
    if word.startswith("NJ"):
        word = f"NY{word[2:]}"
    word = _DOUBLE.sub(r"\1", word)
    return VARIANTS.get(word, word)


@lru_cache(maxsize=200_000)
def _sound(word: str) -> str:
    """How a word sounds: spellings that people use for one another give one text."""
    if word.startswith(CH_AS_K):
        word = f"K{word[2:]}"
    elif word.startswith(CH_AS_C):
        word = f"C{word[2:]}"
    elif word.startswith("Z"):  # ZAENAL and JAENAL; within a word a Z is rather an S
        word = f"J{word[1:]}"
    for written, sounded in _SOUNDS:
        word = word.replace(written, sounded)
    word = _END.sub(lambda end: _ENDINGS[end.group()], word)
    word = re.sub(r"(?<=[A-Z])H(?=[^AEIOU]|$)", "", word)
    return _DOUBLE.sub(r"\1", word)


#: In this order. What they leave alone are the vowels A, I, U and the order of letters.
_SOUNDS = (
    ("CH", "H"),
    ("KH", "H"),
    ("SY", "S"),
    ("SH", "S"),
    ("TH", "T"),
    ("DH", "D"),
    ("BH", "B"),
    ("GH", "G"),
    ("PH", "P"),
    ("X", "KS"),
    ("AE", "AI"),
    ("EI", "I"),
    ("IE", "I"),
    ("OU", "U"),
    ("Z", "S"),
    ("F", "P"),
    ("V", "P"),
    ("Q", "K"),
    ("J", "Y"),
    ("O", "U"),
    ("E", "I"),
)
_END = re.compile(r"(?<=[^AEIOU])Y$|D$|B$|G$")
_ENDINGS = {"Y": "I", "D": "T", "B": "P", "G": "K"}
