"""What the pages of scorecards share: trails, heads, the choice of a province, a mark's row."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.monitoring.models import ScorecardEdition
from payung.monitoring.queries import scorecards as queries
from payung.monitoring.reach import sees_whole
from payung.monitoring.scorecard_marks import Mark
from payung.reference.models import Region
from payung.site.pages import scorecard_words as words
from payung.site.pages.wording import Trail, trail


def edition_trail(found: ScorecardEdition | None = None, *steps: tuple[object, str]) -> Trail:
    """The path to an edition's pages."""
    first: list[tuple[object, str]] = [(_("Kartu nilai"), reverse("site:scorecards"))]
    if found is not None:
        first.append((str(found), reverse("site:scorecard", kwargs={"pk": found.pk})))
    return trail(*first, *steps)


def head_of(reader: Reader, found: ScorecardEdition) -> dict[str, object]:
    """What the head of every page of an edition says, and which doors it shows."""
    state, style = words.edition_state(found)
    act = queries.act_of(found)
    newest = found.sets.select_related("recorded_by").order_by("-number").first()
    manages = reader.can(permissions.MANAGE_SCORECARDS) and sees_whole(
        reader, found.region_id, permissions.MANAGE_SCORECARDS
    )
    return {
        "edition": found,
        "state": state,
        "state_style": style,
        "act": act,
        "newest_set": newest,
        "compared": words.compared(found),
        "may_manage": manages and act is None,
        "may_lock": manages
        and act is None
        and not found.sets.filter(recorded_by=reader.user).exists(),
    }


def mark_row(mark: Mark, *, own: bool) -> dict[str, object]:
    """A mark as a row of the card; a figure is a link where the reader may open it."""
    figure = mark.found.figure
    return {
        "mark": mark,
        "name": words.criterion_name(mark.criterion),
        "value": words.value_words(mark, mark.found.value),
        "figure": figure,
        "open": figure is not None and (own or figure.status == "FINAL"),
        "state": mark.found.state,
        "style": words.STATE_STYLES[mark.found.state],
        "rule": words.rule_words(mark),
        "brings": words.points(mark.brings),
        "attainable": words.points(mark.attainable),
    }


def chosen_province(request: HttpRequest, found: ScorecardEdition) -> tuple[str, list[str] | None]:
    """The province to which ``?provinsi=`` narrows a nation's league, and its governments."""
    code = request.GET.get("provinsi", "")
    if not code or found.region_id or found.level != "REGENCY":
        return "", None
    regions = list(Region.objects.filter(parent=code).values_list("pk", flat=True))
    return (code, regions) if regions else ("", None)


def provinces_of(found: ScorecardEdition) -> list[Region]:
    """The provinces to which a nation's league of regencies can be narrowed."""
    if found.region_id or found.level != "REGENCY":
        return []
    return list(Region.objects.filter(parent=None).order_by("code"))
