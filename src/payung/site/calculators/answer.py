"""What a calculator answers: amounts with their explanations, refusals, tables, papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from payung.law import parameters
from payung.law.benefits.benefit import Benefit
from payung.law.explanation import Applied, Explanation
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
    """Each uncertainty in a tree once, in words: of numbers first, then of articles."""
    found = list(applied_in(step))
    sentences = {
        _("Angkanya belum pasti, masih perlu dicocokkan dengan lembaran negara."): any(
            item.value.is_number_uncertain for item in found
        ),
        _("Nilai tahun itu belum diketahui; dipakai nilai terakhir."): any(
            item.is_outdated for item in found
        ),
        _("Angkanya pasti; nomor pasalnya masih perlu dicocokkan."): any(
            item.value.is_uncertain for item in found
        )
        and not any(item.value.is_number_uncertain for item in found),
    }
    return [sentence for sentence, holds in sentences.items() if holds]


def applied_in(step: Explanation) -> Iterator[Applied]:
    """Every value of the law that the amount of a tree rests on."""
    yield from step.parameters
    for inner in step.steps:
        yield from applied_in(inner)


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
    table = parameters.get(f"claims/documents_{benefit.programme.lower()}", benefit.event_on)
    names = {str(row["document"]): str(row[f"label_{language()}"]) for row in table.rows}
    return [names[code] for code in benefit.documents]
