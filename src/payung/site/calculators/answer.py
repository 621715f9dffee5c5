"""What a calculator answers: amounts with their explanations, refusals, tables, papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from payung.law import parameters
from payung.law.benefits.benefit import Benefit
from payung.law.explanation import Explanation
from payung.site.formatting import language, quantity


@dataclass(frozen=True)
class Line:
    """One amount of an answer: its name, what stands beside it, and how it came about."""

    step: Explanation
    name: str = ""
    beside: str = ""

    @property
    def title(self) -> str:
        """The name that is shown: its own, or that of the step."""
        return self.name or self.step.label(language())

    @property
    def amount(self) -> str:
        """The amount in its unit."""
        text = quantity(self.step.amount, self.step.unit)
        return _("%(value)s tahun") % {"value": text} if self.step.unit == "age_years" else text

    @property
    def doubts(self) -> list[str]:
        """What is uncertain about this amount, in words."""
        return doubts(self.step)


@dataclass(frozen=True)
class Table:
    """A table beside the amounts: cells are text; the last column is a figure."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    folded: bool = False


@dataclass
class Answer:
    """The answer of a calculator: ``headline`` is the amount asked for, ``lines`` its parts."""

    headline: Line
    lines: list[Line] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    questions: list[Explanation] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def doubts(step: Explanation) -> list[str]:
    """What is uncertain in a tree, in words: numbers, conditions, years, articles."""
    found = [item for part in _parts(step) for item in part.parameters]
    unsure = [item for item in found if item.value.is_number_uncertain]
    asked = [item for part in _parts(step) if _is_question(part) for item in part.parameters]
    number = any(item not in asked for item in unsure)
    sentences = {
        _("Angkanya belum pasti, masih perlu dicocokkan dengan lembaran negara."): number,
        _("Salah satu syaratnya belum pasti, masih perlu dicocokkan."): unsure and not number,
        _("Nilai tahun itu belum diketahui; dipakai nilai terakhir."): any(
            item.is_outdated for item in found
        ),
        _("Angkanya pasti; nomor pasalnya masih perlu dicocokkan."): not unsure
        and any(item.value.is_uncertain for item in found),
    }
    return [sentence for sentence, holds in sentences.items() if holds]


def _is_question(step: Explanation) -> bool:
    return step.unit == "yes_no"


def _parts(step: Explanation) -> Iterator[Explanation]:
    """A step and all below it that its amount rests on."""
    yield step
    for inner in step.steps:
        yield from _parts(inner)


def questions_of(tree: Explanation) -> list[Explanation]:
    """The questions of the law and the dates that were worked out, without the amounts."""
    return [step for step in tree.steps if step.unit != "rupiah"]


def of_benefit(benefit: Benefit, name: str, beside: str = "") -> Answer:
    """The answer that a benefit of the law gives: its items, refusals, questions and papers."""
    return Answer(
        headline=Line(benefit.explanation, name, beside),
        lines=[Line(item.explained()) for item in benefit.items],
        refusals=[refusal.message(language()) for refusal in benefit.refusals],
        questions=questions_of(benefit.explanation),
        papers=_papers(benefit),
    )


def _papers(benefit: Benefit) -> list[str]:
    if not benefit.is_payable:
        return []
    tables = (f"claims/documents_{benefit.programme.lower()}", "claims/documents_scholarship")
    names = {
        str(row["document"]): str(row[f"label_{language()}"])
        for table in tables
        for row in parameters.get(table, benefit.event_on).rows
    }
    return [names[code] for code in benefit.documents]
