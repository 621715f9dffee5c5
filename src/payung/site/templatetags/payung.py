"""What every template may use: figures, dates, labels, assets, sorting and paging links."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from payung.contributions.queries.suspense import Suggestion
from payung.law.explanation import Applied, Explanation, basis
from payung.registry.models import Programme
from payung.site import formatting
from payung.site.formatting import quantity

register = template.Library()

#: What is written where there is no value.
NOTHING = "–"


def _or_nothing(write: Callable[..., str]) -> Callable[[object], str]:
    def filter_(value: object) -> str:
        return NOTHING if value is None or value == "" else write(value)

    return filter_


for _name, _write in {
    "rupiah": formatting.rupiah,
    "number": formatting.number,
    "percent": formatting.percent,
    "day": formatting.day,
    "short_day": formatting.short_day,
    "month": formatting.month,
    "short_month": formatting.short_month,
    "moment": formatting.moment,
}.items():
    register.filter(_name, _or_nothing(_write))


@register.filter
def rupiah_compact(amount: int | None) -> str | SafeString:
    """A headline amount, with the full amount as its title."""
    if amount is None:
        return NOTHING
    return format_html(
        '<span title="{}">{}</span>', formatting.rupiah(amount), formatting.rupiah_compact(amount)
    )


@register.filter
def opposite(amount: int) -> int:
    """The amount with the other sign: a credit is kept below zero and shown above."""
    return -amount


@register.filter
def label(text: object) -> str:
    """A label of a model's choice, in the reader's language."""
    return gettext(str(text)) if text else NOTHING


@register.filter
def reason(suggestion: Suggestion) -> str:
    """What speaks for a suggested payer."""
    return suggestion.reason_en if formatting.language() == "en" else suggestion.reason_id


@register.filter
def month_key(value: date) -> str:
    """A contribution month as the addresses write it: ``2024-11``."""
    return f"{value:%Y-%m}"


@register.filter
def programmes(bits: int) -> str:
    """The programmes of a sum of bits: ``JKK · JKM · JHT``."""
    return " · ".join(p.name for p in Programme if int(bits) & p.value) or NOTHING


@register.filter
def step_label(step: Explanation) -> str:
    """The name of a step of an explanation."""
    return step.label(formatting.language())


@register.filter
def step_amount(step: Explanation) -> str:
    """What a step comes to, in its unit."""
    return quantity(step.amount, step.unit)


@register.filter
def step_formula(step: Explanation) -> str:
    """A step's formula with its inputs written out, as figures are written everywhere else."""
    return step.formula.format(
        **{item.name: quantity(item.value, item.unit) for item in step.inputs}
    )


@register.filter
def step_basis(applied: Applied) -> str:
    """The article that a step applies, since when, and how sure we are of it."""
    return basis(applied, formatting.language())


@lru_cache(maxsize=64)
def _fingerprint(path: str) -> str:
    found = finders.find(path)
    if found is None:
        raise template.TemplateSyntaxError(f"static file missing: {path}")
    return hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:10]


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file, which changes with its content (so it is cached for long)."""
    return f"{static(path)}?v={_fingerprint(path)}"


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: object) -> str:
    """This page's query string with some values changed; an empty value takes one away."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("site/parts/sort_heading.html", takes_context=True)
def sort_heading(
    context: template.Context, name: str, text: str, numeric: bool = False
) -> dict[str, object]:
    """A column heading that sorts by its column, and back on the second press."""
    request: HttpRequest = context["request"]
    current = request.GET.get("urut", context.get("default_order", ""))
    descending = current == f"-{name}"
    chosen = descending or current == name
    query = request.GET.copy()
    query["urut"] = name if descending or (numeric is False and not chosen) else f"-{name}"
    query.pop("hal", None)
    state = ("descending" if descending else "ascending") if chosen else None
    return {"text": text, "query": f"?{query.urlencode()}", "state": state, "numeric": numeric}


@register.inclusion_tag("site/parts/paging.html", takes_context=True)
def paging(context: template.Context, page: object) -> dict[str, object]:
    """Links to the other pages of a long list."""
    return {"page": page, "request": context["request"]}
