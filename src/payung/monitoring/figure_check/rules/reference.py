"""Figures against what is known: population, labour force, minimum wages, targets of plans."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from payung.monitoring.figure_check.findings import Code, Finding, Sureness
from payung.monitoring.figure_check.knowledge import Knowledge, KnownTarget
from payung.monitoring.figure_check.numbers import Number, Unit, apart, in_words, swaps
from payung.monitoring.figure_check.records import Denominator, Record, Role
from payung.monitoring.figure_check.thresholds import share


def check(record: Record, knowledge: Knowledge) -> Iterator[Finding]:
    """The denominator, the target and the wage of one record."""
    if record.counts_persons and record.region:
        yield from _population(record, knowledge)
        yield from _denominator(record, knowledge)
    yield from _target(record, knowledge)
    yield from _wage(record, knowledge)


def _population(record: Record, knowledge: Knowledge) -> Iterator[Finding]:
    known = knowledge.population.get(record.region)
    if record.region == "ID":
        known = sum(persons for code, persons in knowledge.population.items() if "." not in code)
    if not known:
        return
    stated = record.get(Role.POPULATION)
    whole = record.get(Role.DENOMINATOR)
    if whole and record.denominator_kind is Denominator.POPULATION:
        stated, whole = whole, None
    if stated and stated.value < known * share("population_from_reference"):
        yield _not_the_population(stated, known, bool(record.get(Role.NUMERATOR)))
    if not whole or (record.is_total and not record.region):
        return
    if whole.low > known * share("universe_of_population_most"):
        yield _is_population(whole, known)
    elif whole.high < known * share("universe_of_population_least") and "." not in record.region:
        yield _lost_thousands(whole, known)


def _not_the_population(stated: Number, known: int, has_members: bool) -> Finding:
    told = in_words(Fraction(known))
    meant = ("potensi pekerja", "the universe of workers") if has_members else ("", "")
    return Finding(
        Code.POPULATION,
        stated.where,
        stated.printed,
        f"Penduduk terdaftarnya {told[0]}; angka ini bukan penduduk"
        + (f", mungkin {meant[0]}." if has_members else "."),
        f"The registered population is {told[1]}; this is not the population"
        + (f", perhaps {meant[1]}." if has_members else "."),
        "potensi pekerja" if has_members else told[0],
        Sureness.HIGH,
        "Kurang dari separuh penduduk terdaftar semester II 2024.",
        "Less than half of the registered population of the second half of 2024.",
    )


def _is_population(whole: Number, known: int) -> Finding:
    told = in_words(Fraction(known))
    near = apart(whole.value, known) <= known / Fraction(20)
    return Finding(
        Code.POPULATION,
        whole.where,
        whole.printed,
        f"Penduduk terdaftarnya {told[0]}; potensi pekerja tidak sebanyak ini.",
        f"The registered population is {told[1]}; a universe of workers is not so large.",
        "",
        Sureness.HIGH if near or whole.low > known else Sureness.MEDIUM,
        "Potensi pekerja yang pernah diterbitkan 19 sampai 45 persen penduduk.",
        "Published universes are 19 to 45 percent of the population.",
    )


def _lost_thousands(whole: Number, known: int) -> Finding:
    told = in_words(Fraction(known))
    thousands = whole.value * 1000
    fits = thousands <= known * share("universe_of_population_most")
    return Finding(
        Code.UNIT,
        whole.where,
        whole.printed,
        f"Terlalu sedikit untuk {told[0]} penduduk; mungkin satuannya ribu.",
        f"Too few for a population of {told[1]}; perhaps the unit is thousands.",
        in_words(thousands)[0] if fits else "",
        Sureness.MEDIUM if fits else Sureness.LOW,
        "Di bawah 5 persen penduduk terdaftar.",
        "Below 5 percent of the registered population.",
    )


def _denominator(record: Record, knowledge: Knowledge) -> Iterator[Finding]:
    whole = record.get(Role.DENOMINATOR)
    known = knowledge.labour_force.get(record.region)
    if not whole or not known or record.denominator_kind is not Denominator.LABOUR_FORCE:
        return
    slack = known.value * share("denominator_from_reference")
    if known.value - slack <= whole.high and whole.low <= known.value + slack:
        return
    told = in_words(Fraction(known.value))
    far = apart(whole.value, known.value) * 2 > known.value
    unsure = known.confidence == "low"
    yield Finding(
        Code.DENOMINATOR,
        whole.where,
        whole.printed,
        f"Disebut angkatan kerja, tetapi angkatan kerja BPS sekitar {told[0]} ({known.as_of}); "
        "mungkin yang dimaksud potensi pekerja.",
        f"Called labour force, but that of BPS is about {told[1]} ({known.as_of}); perhaps the "
        "universe of workers is meant.",
        "potensi pekerja" if whole.value < known.value else "",
        Sureness.MEDIUM if not unsure or far else Sureness.LOW,
        f"Acuannya berkeyakinan {known.confidence}: {known.source}.",
        f"The reference is of {known.confidence} confidence: {known.source}.",
    )


def _target(record: Record, knowledge: Knowledge) -> Iterator[Finding]:
    target, year = record.get(Role.TARGET), record.target_year
    if not target or not year:
        return
    region = record.region or "ID"
    if year == 2045:
        region = "ID"  # the long-term plan sets one target, for the nation
    known = [entry for entry in knowledge.targets if (entry.region, entry.year) == (region, year)]
    if not known or any(target.low <= entry.percent <= target.high for entry in known):
        return
    nearest = min(known, key=lambda entry: apart(entry.percent, target.value))
    yield _other_target(target, nearest, year)


def _other_target(target: Number, known: KnownTarget, year: int) -> Finding:
    places = 2 if known.percent.denominator > 10 else 1 if known.percent.denominator > 1 else 0
    told = in_words(known.percent, Unit.PERCENT)
    value = known.percent * 10**places
    digits = str(value.numerator)
    written = digits[:-places] + target.mark + digits[-places:] if places else digits
    return Finding(
        Code.TARGET,
        target.where,
        target.printed,
        f"Target {year} menurut {known.document_id} adalah {told[0]}.",
        f"The target of {year} by {known.document_en} is {told[1]}.",
        f"{target.prefix}{written}{target.suffix}",
        Sureness.HIGH if year == 2045 else Sureness.MEDIUM,
        "Dibandingkan dengan dokumen yang menetapkannya; target daerah bisa lain.",
        "Compared with the document that set it; a region may have a target of its own.",
    )


def _wage(record: Record, knowledge: Knowledge) -> Iterator[Finding]:
    wage = record.get(Role.WAGE)
    if not wage or not record.region or not record.year:
        return
    code, year = record.region, record.year
    known = knowledge.wages.get((code, year))
    if known:
        if apart(wage.value, known.value) > 1:  # sen are rounded up in the register
            yield _other_wage(wage, known.value, known.confidence, year)
        return
    before = knowledge.wages.get((code, year - 1))
    if before:
        rise = Fraction(wage.value - before.value, before.value)
        if not share("wage_rise_least") <= rise <= share("wage_rise_most"):
            told = in_words(rise * 100, Unit.PERCENT)
            yield Finding(
                Code.MINIMUM_WAGE,
                wage.where,
                wage.printed,
                f"Berubah {told[0]} dari tahun {year - 1} (Rp {before.value:,}).".replace(",", "."),
                f"Changes by {told[1]} from {year - 1} (Rp {before.value:,}).",
                "",
                Sureness.MEDIUM,
                "Upah minimum naik 0 sampai 12 persen setahun.",
                "Minimum wages rise by 0 to 12 percent a year.",
            )


def _other_wage(wage: Number, known: int, confidence: str, year: int) -> Finding:
    told = in_words(Fraction(known), Unit.RUPIAH)
    digits = sum(a != b for a, b in zip(str(known), wage.bare, strict=False))
    slip = len(str(known)) == len(wage.bare) and digits == 1
    slip = slip or any(candidate.value == known for candidate in swaps(wage))
    sure = Sureness.HIGH if slip and confidence == "high" else Sureness.MEDIUM
    return Finding(
        Code.MINIMUM_WAGE,
        wage.where,
        wage.printed,
        f"Upah minimum {year} di daftar acuan {told[0]}" + (", beda satu digit." if slip else "."),
        f"The minimum wage of {year} in the register is {told[1]}"
        + (", one digit apart." if slip else "."),
        wage.like(Fraction(known)),
        Sureness.LOW if confidence == "low" else sure,
        f"Keyakinan daftar acuan: {confidence}.",
        f"Confidence of the register: {confidence}.",
    )
