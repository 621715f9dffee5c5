"""The pages of the calculators: open to everybody, asked by GET, nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from payung.site.calculators import ages, answers, forms
from payung.site.calculators.answer import Answer
from payung.site.calculators.history import Filter, ahead_and_past, changes_of
from payung.site.calculators.question import Question

Text = str | Promise


@dataclass(frozen=True)
class Calculator:
    """One calculator: its route, its words, its question, and who answers it."""

    route: str
    title: Text
    lead: Text
    question: type[Question]
    answer: Callable[[Question], Answer | None]


CALCULATORS = {
    calculator.route: calculator
    for calculator in (
        Calculator(
            "wage_earner",
            _("Berapa iuran saya: pekerja dan pemberi kerja"),
            _("Iuran sebulan menurut upah, risiko kerja, dan program yang diikuti."),
            forms.WageEarnerQuestion,
            answers.wage_earner_contribution,
        ),
        Calculator(
            "non_wage_earner",
            _("Berapa iuran saya: pekerja mandiri"),
            _("Iuran sebulan bagi pedagang, petani, nelayan, pengemudi, dan yang bekerja sendiri."),
            forms.NonWageEarnerQuestion,
            answers.non_wage_earner_contribution,
        ),
        Calculator(
            "family",
            _("Apa yang diterima keluarga saya"),
            _("Santunan, biaya pemakaman, dan beasiswa anak bila seorang peserta meninggal."),
            forms.FamilyQuestion,
            answers.family_benefit,
        ),
        Calculator(
            "pension",
            _("Kapan dan berapa pensiun saya"),
            _("Tanggal pensiun menurut tanggal lahir, dan pensiun sebulan dari JP."),
            forms.PensionQuestion,
            answers.pension,
        ),
        Calculator(
            "job_loss",
            _("Jika saya kehilangan pekerjaan"),
            _("Uang tunai JKP bulan demi bulan, syaratnya, dan sampai kapan dapat diklaim."),
            forms.JobLossQuestion,
            answers.job_loss,
        ),
    )
}


def _public(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """A page that no cache between us and the reader keeps, and no search engine lists."""
    response = render(request, template, context)
    patch_cache_control(response, private=True, no_store=True)
    if request.GET:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _trail(title: Text) -> list[tuple[Text, str]]:
    return [(_("Kalkulator"), reverse("calculators:index")), (title, "")]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What can be calculated."""
    return _public(request, "calculators/index.html", {"calculators": [*CALCULATORS.values()]})


def _calculate(request: HttpRequest, route: str, **more: object) -> HttpResponse:
    """The question, and its answer when it was asked.

    An address with anything but the question's own entries is led to the one without them.
    """
    calculator = CALCULATORS[route]
    question = calculator.question(request.GET)
    here = reverse(f"calculators:{route}")
    if request.GET.urlencode() != question.address:
        return redirect(f"{here}?{question.address}" if question.address else here)
    answer = calculator.answer(question) if question.is_bound and question.is_valid() else None
    context: dict[str, object] = {
        "calculator": calculator,
        "question": question,
        "answer": answer,
        "here": here,
        "link": request.build_absolute_uri(f"{here}?{question.address}"),
        "trail": _trail(calculator.title),
        **more,
    }
    return _public(request, "calculators/calculator.html", context)


@require_safe
def wage_earner(request: HttpRequest) -> HttpResponse:
    """What an employer and a worker pay."""
    return _calculate(request, "wage_earner")


@require_safe
def non_wage_earner(request: HttpRequest) -> HttpResponse:
    """What somebody who works on their own pays."""
    return _calculate(request, "non_wage_earner")


@require_safe
def family(request: HttpRequest) -> HttpResponse:
    """What a family receives."""
    return _calculate(request, "family")


@require_safe
def pension(request: HttpRequest) -> HttpResponse:
    """When and how much the pension is, with the table of ages."""
    return _calculate(request, "pension", table=ages.by_birth_year())


@require_safe
def job_loss(request: HttpRequest) -> HttpResponse:
    """What is paid after work was lost."""
    return _calculate(request, "job_loss")


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What changed in the law, and when."""
    title = translated("Apa yang berubah, dan kapan")
    chosen = Filter(request.GET)
    if request.GET.urlencode() != chosen.address:
        here = reverse("calculators:changes")
        return redirect(f"{here}?{chosen.address}" if chosen.address else here)
    ahead, past = ahead_and_past(changes_of(chosen))
    context = {
        "title": title,
        "filter": chosen,
        "ahead": ahead,
        "past": past,
        "trail": _trail(title),
    }
    return _public(request, "calculators/changes.html", context)
