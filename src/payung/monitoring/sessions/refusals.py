"""What a session refuses, in words."""

from __future__ import annotations

from datetime import date

from payung.errors import NotFound
from payung.law.formats import day
from payung.monitoring.errors import MonitoringRefused


def no_region() -> MonitoringRefused:
    return MonitoringRefused(
        "session_without_region",
        "Pilih sedikitnya satu provinsi, atau satu kabupaten atau kota.",
        "Choose at least one province, or one regency or city.",
    )


def region_twice(code: str) -> MonitoringRefused:
    return MonitoringRefused(
        "session_region_twice",
        f"Wilayah {code} dipilih dua kali; tiap daerah satu kali saja.",
        f"The region {code} was chosen twice; each government once only.",
        region=code,
    )


def levels_mixed() -> MonitoringRefused:
    return MonitoringRefused(
        "session_levels_mixed",
        "Provinsi tidak disandingkan dengan kabupaten atau kota; pilih salah satu jenjang.",
        "Provinces do not stand beside regencies or cities; choose one level.",
    )


def period_backward(first: date, last: date) -> MonitoringRefused:
    return MonitoringRefused(
        "session_period",
        f"Periode berakhir ({day(last)}) sebelum dimulai ({day(first)}).",
        f"The period ends ({day(last, 'en')}) before it begins ({day(first, 'en')}).",
    )


def day_out_of_order(as_of: date, first: date, held_on: date) -> MonitoringRefused:
    return MonitoringRefused(
        "session_day",
        f"Tanggal angka {day(as_of)} harus antara awal periode ({day(first)}) dan hari sesi "
        f"({day(held_on)}).",
        f"The day of the figures {day(as_of, 'en')} must lie between the begin of the period "
        f"({day(first, 'en')}) and the session ({day(held_on, 'en')}).",
    )


def planned_otherwise(name: str) -> MonitoringRefused:
    return MonitoringRefused(
        "session_planned_otherwise",
        f"Pada waktu itu sudah ada sesi {name} dengan daerah, periode atau tanggal angka lain.",
        f"At that time there is the session {name} with other governments, period or day.",
    )


def not_in_session(code: str) -> MonitoringRefused:
    return MonitoringRefused(
        "session_without_that_region",
        f"Daerah {code} tidak termasuk sesi ini.",
        f"The region {code} is not part of this session.",
        region=code,
    )


def figure_not_shown(pk: int) -> MonitoringRefused:
    return MonitoringRefused(
        "session_without_that_figure",
        f"Angka nomor {pk} tidak ditampilkan dalam sesi ini.",
        f"The figure {pk} is not shown in this session.",
        observation=pk,
    )


def not_prepared() -> MonitoringRefused:
    return MonitoringRefused(
        "session_not_prepared",
        "Bahan sesi ini belum disiapkan.",
        "This session has not been prepared.",
    )


def superseded_already() -> MonitoringRefused:
    return MonitoringRefused(
        "finding_superseded",
        "Temuan itu sudah diganti; perbaiki penggantinya.",
        "That finding was replaced already; mend its successor.",
    )


def nothing_promised() -> MonitoringRefused:
    return MonitoringRefused(
        "session_without_promise",
        "Belum ada komitmen dalam sesi ini; catat dahulu.",
        "There is no commitment in this session yet; record one first.",
    )


def not_held() -> MonitoringRefused:
    return MonitoringRefused(
        "session_not_held",
        "Notulen sesi ini belum ditulis; berita acara kesepakatan menyusul sesudahnya.",
        "The minutes of this session are not written; the record of agreement follows them.",
    )


def not_the_host(office: str) -> MonitoringRefused:
    return MonitoringRefused(
        "session_not_the_host",
        f"Berita acara diterbitkan oleh pemegang jabatan di {office}.",
        f"The record is issued by the holder of a post in {office}.",
    )


def too_short(letters: int) -> MonitoringRefused:
    return MonitoringRefused(
        "session_text_short",
        f"Isinya wajib, sedikitnya {letters} huruf.",
        f"A text is needed, of at least {letters} letters.",
    )


def not_found(thing_id: str, thing_en: str, number: object) -> NotFound:
    return NotFound(
        "not_found",
        f"{thing_id} nomor {number} tidak ada, atau di luar wilayah kerja Anda.",
        f"There is no {thing_en} {number}, or it lies outside your scope.",
        number=str(number),
    )


def government_of(region: str) -> str:
    """How a government is named as an owner of a promise."""
    return (
        f"Pemerintah {region}"
        if region.startswith(("Kabupaten", "Kota"))
        else (f"Pemerintah Provinsi {region.removeprefix('Provinsi ')}")
    )
