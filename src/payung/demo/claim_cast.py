"""Members of the branch to whom something happens in the demo, each once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from payung.access.models import PostHolder
from payung.demo.payers import Payer
from payung.demo.plan import OFFICE
from payung.registry.models import EmployerKind, Membership, Programme, Segment

_FULL = int(Programme.JKK | Programme.JKM | Programme.JHT | Programme.JP)
_FIRST_ACCOUNT = 7_100_200_301
#: So many months in arrears and more the employer bears what the law gives his workers.
_OWES_LONG = range(5, 9)
#: Who reached 56, the age of old-age savings, in the demo's year before November.
_BORN = (date(1968, 1, 2), date(1968, 10, 31))


@dataclass
class Cast:
    """Members to whom something happens, each once; and the accounts that were given out."""

    earners: list[Membership]
    self_paying: list[Membership]
    of_firm: Membership
    left: list[Membership]
    retiring: list[Membership]
    underpaid: list[Membership]
    of_debtor: Membership
    accounts: int = field(default=0)

    def account(self) -> str:
        """A new account number."""
        self.accounts += 1
        return str(_FIRST_ACCOUNT + 11 * self.accounts)


def choose_cast(payers: list[Payer]) -> Cast:
    """Members of the branch without a claim: the registry's order, so that each build has them."""
    free = Membership.objects.filter(
        employer__office=OFFICE, person__claims__isnull=True, person__memberships__ended_on=None
    ).select_related("employer", "person")
    open_ones = free.filter(ended_on=None, started_on__lte=date(2024, 1, 31))
    earners = open_ones.filter(segment=Segment.WAGE_EARNER)
    firm = PostHolder.objects.get(user__username="demo.hrd").post.scope_code.split("/")[0]
    left = Membership.objects.filter(
        employer__office=OFFICE, segment=Segment.WAGE_EARNER, person__claims__isnull=True,
        ended_on__range=(date(2024, 9, 1), date(2024, 11, 29)),
    )  # fmt: skip
    sound = [payer.registration_number for payer in payers if not payer.months_unpaid]
    of_sound = earners.filter(employer__registration_number__in=sound)
    chosen = list(
        earners.filter(employer__programmes__gte=_FULL).order_by("-employer__programmes", "pk")[:6]
    )
    others = of_sound.exclude(pk__in=[one.pk for one in chosen])
    retiring = others.filter(employer__programmes__gte=_FULL, person__birth_date__range=_BORN)
    of_companies = others.filter(
        employer__kind=EmployerKind.PRIVATE, person__birth_date__gt=_BORN[1]
    )
    debtor = _debtor(payers, besides=firm)
    return Cast(
        earners=chosen,
        self_paying=list(open_ones.filter(segment=Segment.NON_WAGE_EARNER).order_by("pk")[:3]),
        of_firm=open_ones.filter(employer__registration_number=firm).order_by("-pk")[0],
        left=list(left.order_by("-ended_on", "pk")[:2]),
        retiring=_of_different_payers(retiring, 3),
        underpaid=_of_different_payers(of_companies, 2),
        of_debtor=earners.filter(employer__registration_number=debtor).order_by("pk")[0],
    )


def _of_different_payers(found: QuerySet[Membership], count: int) -> list[Membership]:
    return list(found.order_by("employer", "pk").distinct("employer")[:count])


def _debtor(payers: list[Payer], besides: str) -> str:
    """An employer who owes so many months that he bears the benefits of his workers first."""
    owing = [one for one in payers if one.months_unpaid in _OWES_LONG]
    others = [one for one in owing if one.registration_number != besides]
    return max(others, key=lambda one: (one.workers, one.number)).registration_number
