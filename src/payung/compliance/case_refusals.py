"""What is refused on a case, with the reason and what to do instead."""

from __future__ import annotations

from datetime import date

from payung.errors import NotFound, PayungError
from payung.law.formats import day as written


class CaseRefused(PayungError):
    """A step that cannot be taken (now); nothing was written."""


def refused(code: str, message_id: str, message_en: str, **parameters: object) -> CaseRefused:
    """A refusal whose code begins with ``case.``."""
    return CaseRefused(f"case.{code}", message_id, message_en, **parameters)


def unknown_step(kind: str) -> CaseRefused:
    """A word that names no step."""
    return refused(
        "unknown_step",
        f"Langkah {kind!r} tidak dikenal.",
        f"There is no step {kind!r}.",
        found=kind,
    )


def wrong_stage(step_name: str, stage_name: str, possible: str) -> CaseRefused:
    """A step that does not follow the stage of the case."""
    return refused(
        "wrong_stage",
        f"{step_name} tidak dapat dilakukan pada tahap “{stage_name}”. "
        f"Langkah ini menyusul tahap: {possible}.",
        f"This step cannot be taken in the stage “{stage_name}”. It follows: {possible}.",
        stage=stage_name,
    )


def moved_meanwhile(number: str, expected: int, found: int, who: str, step: str) -> CaseRefused:
    """Somebody else moved the case while the reader looked at an older state of it."""
    return refused(
        "moved_meanwhile",
        f"Perkara {number} baru saja diubah oleh {who}: {step}. Langkah Anda belum disimpan; "
        "muat ulang halaman dan periksa dulu.",
        f"Case {number} was just changed by {who}: {step}. Your step was not saved; reload the "
        "page and look first.",
        expected=expected,
        found=found,
    )


def in_future(day: date, today: date) -> CaseRefused:
    """A step that has not happened yet."""
    return refused(
        "in_future",
        f"Tanggal {written(day)} belum tiba; hari ini {written(today)}.",
        f"{written(day, 'en')} has not come yet; today is {written(today, 'en')}.",
        found=day.isoformat(),
    )


def before_finding(day: date, found_on: date) -> CaseRefused:
    """A step or letter that is older than what it is about."""
    return refused(
        "before_finding",
        f"Tanggal {written(day)} mendahului temuannya, {written(found_on)}. "
        "Pakai tanggal sesudah temuan.",
        f"{written(day, 'en')} is before the finding of {written(found_on, 'en')}. "
        "Use a day after it.",
        found=day.isoformat(),
        expected=found_on.isoformat(),
    )


def before_last_step(day: date, last: date, step: str) -> CaseRefused:
    """A step that would stand before the last one."""
    return refused(
        "before_last_step",
        f"Tanggal {written(day)} mendahului langkah terakhir ({step}, {written(last)}). "
        "Langkah dicatat menurut urutannya.",
        f"{written(day, 'en')} is before the last step ({step}, {written(last, 'en')}). "
        "Steps are recorded in their order.",
        found=day.isoformat(),
        expected=last.isoformat(),
    )


def on_day_off(day: date, next_day: date) -> CaseRefused:
    """A letter that would be dated on a day on which the office does not work."""
    return refused(
        "on_day_off",
        f"Surat tidak dapat bertanggal {written(day)}: hari libur. "
        f"Hari kerja berikutnya {written(next_day)}.",
        f"A letter cannot be dated {written(day, 'en')}: it is a day off. "
        f"The next working day is {written(next_day, 'en')}.",
        found=day.isoformat(),
        expected=next_day.isoformat(),
    )


def bad_data(field: str, expected_id: str, expected_en: str, found: object = "") -> CaseRefused:
    """A value of a step that is missing or cannot be."""
    shown = f" Tertulis: {str(found)[:80]!r}." if found not in (None, "") else ""
    shown_en = f" Found: {str(found)[:80]!r}." if found not in (None, "") else ""
    return refused(
        "bad_data",
        f"{field}: {expected_id}.{shown}",
        f"{field}: {expected_en}.{shown_en}",
        field=field,
        found=str(found)[:80],
    )


def no_reason() -> CaseRefused:
    """A decision without its reason."""
    return refused(
        "no_reason",
        "Tuliskan alasannya, sedikitnya lima huruf.",
        "Write the reason, at least five letters.",
    )


def no_case(name: object) -> NotFound:
    """The answer for a case that is not there, or not within the scope."""
    return NotFound(
        "case_not_found",
        f"Perkara {name} tidak ditemukan dalam wilayah kerja Anda.",
        f"There is no case {name} within your scope.",
    )
