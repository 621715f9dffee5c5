"""What does not fit the people of a claim: ages, names on accounts, officers among them."""

from __future__ import annotations

from datetime import date

from rapidfuzz import fuzz

from payung.access.identifiers import normalise_name
from payung.access.models import PostHolder, ScopeKind, User
from payung.claims.models import Party
from payung.claims.queries.families import relation_of
from payung.claims.signs.sign import Known, Sign, Signs
from payung.law import parameters
from payung.law.arithmetic import PARTS_PER_MILLION
from payung.law.benefits.days import age_on
from payung.registry.models import Employer

_PERCENT = 100


def too_young(known: Known) -> Signs:
    """A spouse below the age of marriage; a child or parent with an age that cannot be."""
    for one in known.people:
        if one.birth_date is None:
            continue
        sign = _AGES.get(relation_of(one), _no_sign)(known, one, one.birth_date)
        if sign is not None:
            yield sign


def _spouse(known: Known, one: Party, born_on: date) -> Sign | None:
    on = known.sheet.event_on
    least = parameters.get("claims/sign_marriage_years", on).number
    age = age_on(born_on, on)
    if age >= least:
        return None
    return Sign("SPOUSE_TOO_YOUNG", f"party:{one.pk}", {"age": age, "least": least})


def _child(known: Known, one: Party, born_on: date) -> Sign | None:
    return _generation(known, one, known.claim.person.birth_date, born_on)


def _parent(known: Known, one: Party, born_on: date) -> Sign | None:
    return _generation(known, one, born_on, known.claim.person.birth_date)


def _generation(known: Known, one: Party, parent: date, child: date) -> Sign | None:
    least = known.threshold("sign_youngest_parent_years")
    years = age_on(parent, child) if child >= parent else 0
    if years >= least:
        return None
    facts = {"years": years, "least": least, "relation": relation_of(one)}
    return Sign("AGE_IMPOSSIBLE", f"party:{one.pk}", facts)


def _no_sign(known: Known, one: Party, born_on: date) -> Sign | None:
    return None


_AGES = {"SPOUSE": _spouse, "CHILD": _child, "PARENT": _parent}


def account_of_another(known: Known) -> Signs:
    """An account whose owner is named otherwise than the one who is to receive."""
    for one in known.people:
        account = known.accounts.get(one.pk)
        if account is None:
            continue
        alike = likeness(account.account_name, one.name)
        if alike < known.threshold("sign_account_name_alike"):
            yield Sign("ACCOUNT_NAME", f"party:{one.pk}", {"account": account.pk})


def likeness(one: str, other: str) -> int:
    """How alike two names are in parts per million, whatever the order of their words."""
    score = fuzz.token_sort_ratio(normalise_name(one), normalise_name(other))
    return round(score) * PARTS_PER_MILLION // _PERCENT


def own_claim(known: Known) -> Signs:
    """Whoever acted on the claim bears the name of one of its people, or works for its payer."""
    steps = known.claim.steps.values_list("recorded_by", flat=True)
    acted = {one for one in (*steps, known.claim.event.reported_by_id) if one is not None}
    names = [known.claim.person.name, *(one.name for one in known.people)]
    for user in User.objects.filter(pk__in=acted).order_by("pk"):
        if any(normalise_name(user.full_name) == normalise_name(name) for name in names):
            yield Sign("OWN_CLAIM", f"user:{user.pk}", {"user": user.pk})
        elif known.claim.employer is not None and _serves_both(user, known.claim.employer):
            yield Sign("OWN_EMPLOYER", f"user:{user.pk}", {"user": user.pk})


def _serves_both(user: User, payer: Employer) -> bool:
    """Whether somebody holds a post of the payer and one of an office."""
    own = f"{payer.registration_number}/{payer.division}"
    held = set(
        PostHolder.objects.filter(user=user).values_list("post__scope_kind", "post__scope_code")
    )
    return (ScopeKind.EMPLOYER, own) in held and any(kind != ScopeKind.EMPLOYER for kind, _ in held)


SIGNS = (too_young, account_of_another, own_claim)
