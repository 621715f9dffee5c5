"""A report as records: figures are gathered until the region changes or a role is filled."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from payung.monitoring.figure_check.dates import read_date
from payung.monitoring.figure_check.findings import Place
from payung.monitoring.figure_check.knowledge import Knowledge
from payung.monitoring.figure_check.numbers import Number, Unit
from payung.monitoring.figure_check.records import Record, Role
from payung.monitoring.figure_check.rules.cases import size_said_twice
from payung.monitoring.figure_check.text_roles import Cue, Noun, cue
from payung.monitoring.figure_check.text_tokens import (
    DATE,
    MASK,
    Sentence,
    Token,
    masked,
    numbers,
    places,
    sentences,
)

_LIST = re.compile(
    r"\b(?:terdiri\s+(?:dari|atas)|meliputi|mencakup|yaitu|yakni|rinciannya|dengan\s+rincian|"
    r"masing-masing)\b|:",
    re.IGNORECASE,
)
_TOTAL_NEXT = re.compile(
    r"\b(?:total(?:nya)?|jumlah(?:nya)?|seluruhnya|berjumlah)\b\W*(?:\w+\W+){0,3}$", re.IGNORECASE
)
_OF_NEXT = re.compile(r"\bdari\s+(?:[a-z]+\s+){0,6}$", re.IGNORECASE)
_AS_OF = re.compile(
    r"\b(?:per|hingga|sampai(?:\s+dengan)?|s\.?/?d\.?|posisi|akhir|pada)\s+(?:tanggal\s+)?$", re.I
)
#: A day to come is no slip in a sentence about what is planned or what is valid until then.
_FUTURE = re.compile(
    r"\b(?:target|ditargetkan|akan|rencana|berlaku|paling\s+lambat|mulai|tenggat|jatuh\s+tempo)\b",
    re.IGNORECASE,
)
_PROGRAMMES = re.compile(
    r"\b(?:JKK|JKM|JP|JKP|beasiswa|ahli\s+waris|kematian|kecelakaan\s+kerja|pensiun)\b"
)
_ALL_PROGRAMMES = re.compile(r"\bJHT\b|\bhari\s+tua\b|\b(?:semua|lima|seluruh)\s+program\b", re.I)
_TARGET_YEAR = re.compile(r"\b(20[2-4]\d)\b")
_YEAR_AFTER = re.compile(
    r"[\d.,]+\s*(?:%|persen)\s*(?:pada|di|untuk)?\s*(?:tahun\s+)?(20[2-4]\d)\b", re.IGNORECASE
)
_NEXT_TARGET = re.compile(r"[\s,]*(?:(?:dan|lalu|serta|kemudian|pada|tahun|20\d\d)[\s,]*)+")
_OF_THAT = re.compile(r"\s*(?:dari|terhadap)\b", re.IGNORECASE)
_COUNTED = {Noun.FIRMS, Noun.CASES}


@dataclass(frozen=True)
class Figure:
    """A figure of the text with its cue and the region it is about."""

    token: Token
    cue: Cue
    sentence: Sentence

    @property
    def number(self) -> Number:
        """The figure itself (every ``Figure`` has one)."""
        assert self.token.number is not None
        return self.token.number


@dataclass
class Reading:
    """All that was read of a text: records, every figure, the dates with their sentences."""

    records: list[Record]
    figures: list[Figure]
    sentences: list[Sentence]
    regions: list[Token]
    as_of: list[tuple[date, Place]]


def read_text(text: str, knowledge: Knowledge) -> Reading:
    """The records of a text.

    A record takes figures until one comes that its role already has, or that is about another
    region; sums and lists are records of their own.
    """
    plain = masked(text)
    regions = list(places(plain, knowledge.gazetteer))
    figures_at = list(numbers(plain))
    reading = Reading([], [], list(sentences(text)), regions, [])
    gatherer = _Gatherer(text, reading)
    at = region_at = 0
    for sentence in reading.sentences:
        inside: list[Token] = []
        while at < len(figures_at) and figures_at[at].start < sentence.end:
            inside.append(figures_at[at])
            at += 1
        named: list[Token] = []
        while region_at < len(regions) and regions[region_at].start < sentence.end:
            named.append(regions[region_at])
            region_at += 1
        gatherer.sentence(sentence, plain[sentence.start : sentence.end], inside, named)
    gatherer.close()
    return reading


class _Gatherer:
    """Gathers the figures of one sentence after the other into records."""

    def __init__(self, text: str, reading: Reading) -> None:
        self.text = text
        self.reading = reading
        self.region = ""
        self.current = Record(Place(), of_text=True)
        self.as_of: date | None = None
        self.money: Record | None = None
        self.last: Sentence | None = None

    def sentence(
        self, sentence: Sentence, plain: str, tokens: list[Token], named: list[Token]
    ) -> None:
        """Take one sentence: its day, its regions, its figures in order."""
        if sentence.opens:
            self.close()
            self.money = None
        self._day(sentence)
        codes = {token.code for token in named}
        if len(codes) == 1:
            self.region = named[0].code
        figures = [
            Figure(token, self._cue(plain, tokens, at, sentence), sentence)
            for at, token in enumerate(tokens)
        ]
        figures = _beside_one_another(figures, plain, sentence.start)
        self.reading.figures += figures
        listed = self._lists(sentence, plain, figures)
        for figure in figures:
            for token in named:
                if token.start < figure.token.start and len(codes) > 1:
                    self.region = token.code
            if figure not in listed:
                self._take(figure)
        self.last = sentence

    def close(self) -> None:
        """The record being gathered is done."""
        if self.current.figures:
            self.reading.records.append(self.current)
        self.current = Record(Place(), of_text=True)

    def _cue(self, plain: str, tokens: list[Token], at: int, sentence: Sentence) -> Cue:
        token = tokens[at]
        begin = tokens[at - 1].end if at else sentence.start
        end = tokens[at + 1].start if at + 1 < len(tokens) else sentence.end
        before = plain[begin - sentence.start : token.start - sentence.start][-120:]
        after = plain[token.end - sentence.start : end - sentence.start][:120]
        found = cue(token, before, after)
        # "dari" may stand just before the next figure: then this one is the part of it.
        is_count = token.number is not None and token.number.unit is Unit.COUNT
        if found.role is None and is_count and _OF_NEXT.search(after):
            return replace(found, role=Role.NUMERATOR, of_next=True)
        return found

    def _day(self, sentence: Sentence) -> None:
        words = self.text[sentence.start : sentence.end]
        for found in DATE.finditer(words):
            day = read_date(found["date"])
            at = found.start("date")
            if day and _AS_OF.search(words[:at]) and not _FUTURE.search(words):
                self.as_of = day
                place = Place(start=sentence.start + at, end=sentence.start + found.end("date"))
                self.reading.as_of.append((day, place))

    def _take(self, figure: Figure) -> None:
        role, number = figure.cue.role, figure.number
        if role is None or (figure.token.size and size_said_twice(number, figure.token.size)):
            return  # what has no role, or no certain size
        if number.unit is Unit.RUPIAH and role in (Role.TOTAL, Role.PART):
            self._money(role, number)
            role = Role.AMOUNT
        if role in (Role.AMOUNT, Role.CASES):
            self._only_within(figure.sentence)
        counts = role in (Role.NUMERATOR, Role.DENOMINATOR)
        other_noun = counts and self._other_noun(figure.cue.noun)
        held = self.current.get(role)
        if (
            (held and held.value != number.value)
            or (self.current.figures and self.region != self.current.region)
            or other_noun
        ):
            self.close()
        elif held:
            return
        record = self.current
        if not record.figures:
            record.where = number.where
            record.region, record.as_of = self.region, self.as_of
        record.figures[role] = number
        words = self.text[figure.sentence.start : figure.sentence.end]
        if counts and figure.cue.noun in _COUNTED:
            record.counts_persons = False
        if role is Role.DENOMINATOR:
            record.denominator_kind = figure.cue.kind
        if role in (Role.AMOUNT, Role.CASES):
            named = _PROGRAMMES.search(words) and not _ALL_PROGRAMMES.search(words)
            record.one_programme = record.one_programme or bool(named)
        if role is Role.TARGET:
            record.target_year = _target_year(words, figure.token.start - figure.sentence.start)

    def _only_within(self, sentence: Sentence) -> None:
        """An amount and its cases stand in one sentence; others are of something else."""
        held = [self.current.get(role) for role in (Role.AMOUNT, Role.CASES)]
        if any(number and (number.where.start or 0) < sentence.start for number in held):
            self.close()

    def _other_noun(self, noun: Noun) -> bool:
        """Whether members and firms would meet in one record."""
        has_counts = {Role.NUMERATOR, Role.DENOMINATOR} & self.current.figures.keys()
        return bool(has_counts) and noun in _COUNTED and self.current.counts_persons

    def _money(self, role: Role, number: Number) -> None:
        """A total of money, and one part of it that is said of a single debtor."""
        if role is Role.TOTAL:
            self.money = Record(number.where, {Role.TOTAL: number}, whole=Role.TOTAL, of_text=True)
        elif self.money and not self.money.parts:
            self.money.parts.append(("", number))
            self.reading.records.append(self.money)

    def _lists(self, sentence: Sentence, plain: str, figures: list[Figure]) -> list[Figure]:
        """The figures of a list with its total; they belong to no other statement."""
        offset = sentence.start
        for mark in _LIST.finditer(plain):
            before = [entry for entry in figures if entry.token.end <= offset + mark.start()]
            after = [entry for entry in figures if entry.token.start >= offset + mark.end()]
            before = [entry for entry in before if entry.cue.role is not Role.DENOMINATOR] or before
            if before and len(after) >= 2:
                unit = after[0].number.unit
                wholes = [entry for entry in before if entry.number.unit is unit]
                parts = [entry for entry in after if entry.number.unit is unit]
                if wholes and len(parts) >= 2 and unit is not Unit.PERCENT:
                    return self._sum(
                        wholes[-1], _until_new_statement(parts, plain, offset), plain, offset
                    )
        for at, whole in enumerate(figures):
            words = plain[: whole.token.start - offset]
            parts = [entry for entry in figures[:at] if entry.number.unit is whole.number.unit]
            if len(parts) < 2 or whole.number.unit is Unit.PERCENT:
                continue
            if _TOTAL_NEXT.search(words[parts[-1].token.end - offset :]) and _close(parts, whole):
                self._sum(whole, parts, plain, offset)
                return []
        return []

    def _sum(self, whole: Figure, parts: list[Figure], plain: str, offset: int) -> list[Figure]:
        if len(parts) < 2:
            return []
        record = Record(whole.number.where, {Role.TOTAL: whole.number}, whole=Role.TOTAL)
        record.of_text = True
        record.parts = [(_label(entry, plain, offset), entry.number) for entry in parts]
        nouns = {entry.cue.noun for entry in parts}
        if {Noun.FIRMS, Noun.PERSONS} <= nouns and len(parts) == 2:
            record.parts, record.whole = [], None
            for entry in parts:
                role = Role.FIRMS if entry.cue.noun is Noun.FIRMS else Role.WORKERS
                record.figures[role] = entry.number
        self.reading.records.append(record)
        return parts


def _beside_one_another(figures: list[Figure], plain: str, offset: int) -> list[Figure]:
    """What figures tell of their neighbours.

    A figure before "dari" is a part only of a denominator that follows, and counts what that
    counts; a percentage that follows a target with but a year between is a target as well; what a
    growth is said to be "dari" is the figure of before, and no denominator.
    """
    kept: list[Figure] = []
    for at, figure in enumerate(figures):
        follower = figures[at + 1].cue if at + 1 < len(figures) else Cue(None)
        if figure.cue.of_next:
            role = Role.NUMERATOR if follower.role is Role.DENOMINATOR else None
            figure = replace(figure, cue=replace(figure.cue, role=role, noun=follower.noun))
        before = kept[-1] if kept else figure
        between = plain[before.token.end - offset : figure.token.start - offset]
        after_target = before.cue.role is Role.TARGET and figure.cue.role is Role.PERCENT
        if after_target and _NEXT_TARGET.fullmatch(between.replace(MASK, " ")):
            figure = replace(figure, cue=Cue(Role.TARGET))
        is_growth = before.number.unit is Unit.PERCENT and before.cue.role is None
        if is_growth and figure.cue.role is Role.DENOMINATOR and _OF_THAT.match(between):
            figure = replace(figure, cue=Cue(None, figure.cue.noun))
        kept.append(figure)
    return kept


def _until_new_statement(parts: list[Figure], plain: str, offset: int) -> list[Figure]:
    """The parts of a list, up to a semicolon or a clause that begins something new."""
    kept = parts[:1]
    for entry in parts[1:]:
        between = plain[kept[-1].token.end - offset : entry.token.start - offset]
        if ";" in between or re.search(
            r"\b(?:sedangkan|sementara|dari|target|potensi)\b", between, re.I
        ):
            break
        kept.append(entry)
    return kept


def _close(parts: list[Figure], whole: Figure) -> bool:
    """Whether figures follow one another closely enough to be one sum."""
    every = [*parts, whole]
    return all(second.token.start - first.token.end <= 60 for first, second in pairwise(every))


def _label(entry: Figure, plain: str, offset: int) -> str:
    """The words after a part of a list, to call it by."""
    words = re.match(r"[^,;.\d\x00]{0,40}", plain[entry.token.end - offset :])
    text = re.sub(r"\s+(?:dan|serta)\s*$", "", words[0] if words else "").strip()
    return text or entry.number.printed


def _target_year(words: str, at: int) -> int | None:
    """The year of a target: the one said just after it, else the last before it, else the next."""
    if after := _YEAR_AFTER.match(words, at):
        return int(after[1])
    years = list(_TARGET_YEAR.finditer(words))
    before = [found for found in years if found.start() < at]
    chosen = before[-1:] or years[:1]
    return int(chosen[0][1]) if chosen else None
