"""A finding's evidence and history in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from payung.compliance import scoring
from payung.compliance.models import ComparisonFile, Finding, FindingState, FindingStatus
from payung.compliance.models import FindingPath as Path
from payung.compliance.queries import findings as queries
from payung.law import parameters
from payung.reference.models import KbliClass
from payung.site.formatting import day, language, month, number, quantity, rupiah
from payung.site.pages.wording import class_words

#: The look of a state; the word always stands beside the colour.
STYLES = {
    FindingStatus.OPEN: "state--warn",
    FindingStatus.ACCEPTED: "state--good",
    FindingStatus.DISMISSED: "state--quiet",
    FindingStatus.RESOLVED: "state--quiet",
}


@dataclass(frozen=True)
class Rule:
    """A legal or office value that the evidence rests on."""

    name: str
    value: str
    article: str
    since: date


@dataclass(frozen=True)
class Event:
    """One thing that happened to a finding."""

    at: datetime
    who: str
    what: str
    why: str


@dataclass(frozen=True)
class OptionRow:
    """One way of following up, weighed."""

    name: str
    shut: str
    is_suggested: bool
    expected: int
    cost: int

    @property
    def gain(self) -> int:
        """What is expected after the cost."""
        return self.expected - self.cost


def summary(finding: Finding) -> str:
    """The evidence in one line, for lists."""
    return next(sentences(finding))


def sentences(finding: Finding) -> Iterator[str]:
    """The evidence, the most telling sentence first."""
    told = {
        "ARREARS": _arrears,
        "UNREGISTERED": _unregistered,
        "WORKERS_MISSING": _workers,
        "WAGES_UNDERREPORTED": _wages,
        "PROGRAMMES_MISSING": _programmes,
    }
    yield from told[finding.kind](finding.evidence)
    if finding.is_estimate:
        yield _(
            "Jumlah uang adalah taksiran iuran %(months)s bulan pada upah minimum atau upah yang "
            "diketahui; angka pastinya dihitung saat pemeriksaan."
        ) % {"months": _estimate_months(finding.evidence)}


def _estimate_months(facts: dict[str, Any]) -> str:
    return number(facts["rules"]["compliance/estimate_months"][0])


def _arrears(facts: dict[str, Any]) -> Iterator[str]:
    words = class_words(date.fromisoformat(facts["oldest_month"])).get(facts["class"])
    yield _("%(months)s bulan belum lunas sejak %(since)s, golongan %(class)s.") % {
        "months": number(facts["months"]),
        "since": month(date.fromisoformat(facts["oldest_month"])),
        "class": words.name.lower() if words else facts["class"],
    }
    yield _("Pokok %(principal)s menurut buku besar; denda %(penalty)s di luar itu.") % {
        "principal": rupiah(facts["principal"]),
        "penalty": rupiah(facts["penalty"]),
    }


def _unregistered(facts: dict[str, Any]) -> Iterator[str]:
    matches = {
        "NONE": _("Tidak ada pemberi kerja dengan NIB, NPWP, atau nama ini di registri."),
        "DOUBTFUL": _("Diragukan: ada pemberi kerja bernama sama di daerah yang sama."),
        "CLOSED": _("Pernah terdaftar sebagai %(number)s, tetapi kini tidak aktif."),
        "REGISTRY": _("Registri mencatatnya sebagai wajib belum daftar."),
    }
    yield matches[facts["match"]] % {"number": facts.get("registered_as", "")}
    if found := facts.get("list"):
        yield _("Tercantum pada %(list)s per %(day)s, baris %(row)s.") % {
            "list": _(str(ComparisonFile.Kind(found["kind"]).label)),
            "day": day(date.fromisoformat(found["listed_on"])),
            "row": number(found["row"]),
        }
        if found.get("workers") is not None:
            yield _("Menurut daftar itu mempekerjakan %(workers)s orang.") % {
                "workers": number(found["workers"])
            }
    if (facts.get("list") or {}).get("workers") is None:
        yield _("Jumlah pekerjanya belum diketahui; dihitung satu orang.")


def _workers(facts: dict[str, Any]) -> Iterator[str]:
    if found := facts.get("listed"):
        yield _(
            "%(list)s per %(day)s menyebut %(listed)s pekerja; yang terdaftar %(registered)s."
        ) % {
            "list": _(str(ComparisonFile.Kind(found["kind"]).label)),
            "day": day(date.fromisoformat(found["listed_on"])),
            "listed": number(found["workers"]),
            "registered": number(found["registered"]),
        }
    if found := facts.get("vanished"):
        yield _(
            "%(workers)s pekerja hilang dari daftar upah %(month)s tanpa laporan tenaga kerja "
            "keluar."
        ) % {
            "workers": number(found["workers"]),
            "month": month(date.fromisoformat(found["month"])),
        }
    if found := facts.get("payroll"):
        yield _("%(workers)s orang pada daftar gaji %(month)s bukan peserta.") % {
            "workers": number(found["workers"]),
            "month": month(date.fromisoformat(found["month"])),
        }


def _wages(facts: dict[str, Any]) -> Iterator[str]:
    if found := facts.get("payroll"):
        yield _(
            "Daftar gaji %(from)s s.d. %(to)s lebih besar daripada yang dilaporkan: %(workers)s "
            "pekerja, selisih upah %(gap)s."
        ) % {
            "from": month(date.fromisoformat(found["from"])),
            "to": month(date.fromisoformat(found["to"])),
            "workers": number(found["workers"]),
            "gap": rupiah(found["gap"]),
        }
    if found := facts.get("below_minimum"):
        yield _(
            "%(workers)s dari %(reported)s pekerja dilaporkan di bawah upah minimum %(minimum)s; "
            "yang terendah %(lowest)s."
        ) % {**_minimum(found, facts), "lowest": rupiah(found["lowest"])}
    if found := facts.get("sector"):
        yield _below_sector(found)
    if found := facts.get("same_minimum"):
        yield _(
            "%(workers)s dari %(reported)s pekerja dilaporkan tepat sebesar upah minimum "
            "%(minimum)s."
        ) % _minimum(found, facts)


def _minimum(found: dict[str, Any], facts: dict[str, Any]) -> dict[str, str]:
    return {
        "workers": number(found["workers"]),
        "reported": number(facts["reported"]),
        "minimum": rupiah(found["minimum"]),
    }


def _below_sector(found: dict[str, Any]) -> str:
    return _(
        "Upah tengahnya %(own)s, di bawah pagar %(fence)s dari %(employers)s pemberi kerja "
        "sektor %(sector)s di provinsi ini (upah tengah sektor %(median)s)."
    ) % {
        "own": rupiah(found["own_median"]),
        "fence": rupiah(found["fence"]),
        "employers": number(found["employers"]),
        "sector": _sector(found["sector"]),
        "median": rupiah(found["median"]),
    }


def _sector(code: str) -> str:
    if code.startswith("R"):
        return _("kelompok risiko %(group)s") % {"group": code[1:]}
    names = _division(code)
    return (names[language() == "en"] if names else "") or f"KBLI {code}"


@lru_cache(maxsize=256)  # the divisions of KBLI 2020 do not change; a list names few of them
def _division(code: str) -> tuple[str, str] | None:
    found = KbliClass.objects.filter(pk=code).first()
    return (found.name, found.name_en) if found else None


def _programmes(facts: dict[str, Any]) -> Iterator[str]:
    yield _("Belum ikut %(missing)s; usaha ini wajib ikut %(owed)s.") % {
        "missing": facts["missing"],
        "owed": facts["owed"],
    }
    yield _("Program yang diikuti: %(taken)s.") % {"taken": facts["taken"]}


def rules(finding: Finding) -> list[Rule]:
    """The values of law and office behind the evidence, with their articles."""
    found = []
    for name, (value, since, article) in finding.evidence["rules"].items():
        parameter = parameters.in_use().parameter(name)
        label = parameter.label_en if language() == "en" else parameter.label_id
        shown = _("tabel") if value is None else quantity(value, parameter.unit)
        found.append(Rule(label, shown, article, date.fromisoformat(since)))
    return found


def points(finding: Finding) -> list[tuple[str, int, int, int]]:
    """The parts of the score: sentence, points, the most there is, share in basis points."""
    told = scoring.reasons_in_words(finding.reasons, language(), rupiah)
    return [
        (sentence, found, most, found * 10_000 // most)
        for (sentence, found), most in zip(told, scoring.MOST.values(), strict=True)
    ]


def option_rows(finding: Finding) -> list[OptionRow]:
    """Every path with its cost and expected recovery; the suggested one is marked.

    ``shut`` says why a path is not weighed: money that is only estimated is inspected first.
    """
    shut = _("sesudah pemeriksaan") if finding.is_estimate else _("di luar batasnya")
    return [
        OptionRow(
            name=_(str(Path(option.path).label)),
            shut="" if option.is_open else shut,
            is_suggested=option.path == finding.suggested_path,
            expected=option.expected_recovery,
            cost=option.cost,
        )
        for option in queries.options(finding)
        if option.is_open or option.path != Path.INSPECTION
    ]


def history(finding: Finding) -> list[Event]:
    """What was found and decided, newest first."""
    events = [
        Event(
            at=state.recorded_at,
            who=str(state.recorded_by),
            what=_change(state),
            why=_("per %(day)s: %(amount)s, %(workers)s pekerja, nilai %(score)s")
            % {
                "day": day(state.as_of),
                "amount": rupiah(state.amount),
                "workers": number(state.workers),
                "score": number(state.score),
            },
        )
        for state in queries.states(finding)
    ]
    for decision in queries.decisions(finding):
        path = _(str(Path(decision.path).label)) if decision.path else ""
        events.append(
            Event(
                at=decision.decided_at,
                who=str(decision.decided_by),
                what=_("Diterima: %(path)s") % {"path": path}
                if decision.accept
                else _("Dikesampingkan"),
                why=decision.reason,
            )
        )
    return sorted(events, key=lambda event: event.at, reverse=True)


def _change(state: FindingState) -> str:
    return _(str(FindingState.Change(state.change).label))
