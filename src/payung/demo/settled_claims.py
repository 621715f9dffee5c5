"""Claims that the branch had settled before Payung came: drawn to fit the demo's own registry.

Whoever is a member today had an accident, left an earlier employer or lost an earlier job; whoever
left in the demo's year took his savings, or died on his last day. The dead and the retired of the
years before are former members whom the registry never saw. Everything is invented.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection

from payung.claims.taking_over.settled import Member, SettledClaim
from payung.demo.deceased import Deceased, Family, draw_family, former_member
from payung.demo.payers import Payer
from payung.demo.plan import AS_OF, FIRST_MONTH, OFFICE, REGION_SHARES, Plan
from payung.law.benefits.days import months_after
from payung.law.jp.pension_date import pension_date
from payung.monitoring.apportionment import largest_remainder
from payung.reference.calendar import is_working_day
from payung.registry.models import Programme, Segment

SEED = 19_08_2021
FIRST_DAY, LAST_DAY = date(2021, 8, 2), date(2024, 12, 13)
#: The last day of the years that the registry does not know.
_BEFORE = date(2023, 12, 29)
#: Of a thousand claims. Savings are most; a death brings up to three claims.
_WEIGHTS = {
    "earlier_job": 500,
    "left_in_the_year": 120,
    "part_of_savings": 25,
    "accident": 140,
    "job_loss": 30,
    "retired": 35,
    "death": 80,
    "work_death": 10,
    "savings_of_the_dead": 35,
    "pension_of_the_dead": 25,
}
#: Savings are 5.7 % of the wage a month, and have grown by some 5 % a year.
_SAVED_PER_MILLE, _GROWTH_PERCENT = 57, 5
_LOSSES = ("COLOUR_VISION", "SMELL", "ONE_EAR_LOBE", "HEARING_ONE_EAR", "ONE_EYE")
_BANKS = ("BRI", "BNI", "Mandiri", "BSI", "Bank Sumsel Babel")
_WORKERS = """
    SELECT m.person_id, m.id, m.employer_id, p.name, p.birth_date, m.work_region_id, m.started_on,
        m.ended_on, (SELECT w.wage FROM registry_wagereport w WHERE w.membership_id = m.id
            AND w.wage > 0 ORDER BY w.month DESC, w.revision DESC LIMIT 1)
    FROM registry_membership m JOIN registry_person p ON p.id = m.person_id
    WHERE m.id = ANY (%s) ORDER BY m.id
"""
_CHOICE = """
    SELECT m.id FROM registry_membership m JOIN registry_employer e ON e.id = m.employer_id
    WHERE e.office_id = %s AND m.segment = %s AND e.registration_number = ANY (%s)
        AND (m.ended_on IS NOT NULL) = %s ORDER BY m.id
"""


@dataclass(frozen=True, slots=True)
class Worker:
    """A wage earner of the registry, with his last wage in rupiah."""

    person: int
    membership: int
    employer: int
    name: str
    born_on: date
    region: str
    started_on: date
    ended_on: date | None
    wage: int

    @property
    def now(self) -> Member:
        """Under the membership that the registry knows."""
        return Member(self.person, self.membership, self.employer)

    @property
    def earlier(self) -> Member:
        """Under an employer of the years before."""
        return Member(self.person)


Draw = Callable[[int], Iterable[SettledClaim]]


def settled_claims(plan: Plan, payers: Iterable[Payer]) -> list[SettledClaim]:
    """So many settled claims as the plan says, in the order in which they were received."""
    return _Drawing(plan, payers).all()


class _Drawing:
    """One draw of all settled claims; the same seed and registry give the same claims."""

    def __init__(self, plan: Plan, payers: Iterable[Payer]) -> None:
        self._plan = plan
        self._chance = Random(SEED)  # noqa: S311 - a reproducible draw, not a secret
        self._days = [
            day
            for number in range((AS_OF - FIRST_DAY).days + 1)
            if is_working_day(day := FIRST_DAY + timedelta(days=number), joint_leave=True)
        ]
        # Whoever owes has unpaid months in his cover: claims there would ask questions.
        sound = [payer.registration_number for payer in payers if not payer.months_unpaid]
        self._active = self._workers(sound, left=False)
        self._left = self._workers(sound, left=True)
        self._dead: list[tuple[Deceased, Family]] = []
        self._former = 0

    def _workers(self, sound: list[str], *, left: bool) -> Iterator[Worker]:
        """Wage earners in a random order, each once."""
        with connection.cursor() as cursor:
            cursor.execute(_CHOICE, [OFFICE, Segment.WAGE_EARNER.value, sound, left])
            ids = [pk for (pk,) in cursor.fetchall()]
            chosen = self._chance.sample(ids, min(len(ids), self._plan.settled_claims))
            cursor.execute(_WORKERS, [chosen])
            found = [Worker(*row) for row in cursor.fetchall() if row[-1]]
        self._chance.shuffle(found)
        return iter(found)

    def all(self) -> list[SettledClaim]:
        draws: dict[str, Draw] = {
            "earlier_job": self._earlier_jobs,
            "left_in_the_year": self._left_in_the_year,
            "part_of_savings": self._parts_of_savings,
            "accident": self._accidents,
            "job_loss": self._job_losses,
            "retired": self._retired,
            "death": self._deaths,
            "work_death": self._work_deaths,
            "savings_of_the_dead": self._savings_of_the_dead,
            "pension_of_the_dead": self._pensions_of_the_dead,
        }
        counts = largest_remainder(self._plan.settled_claims, _WEIGHTS)
        drawn = [claim for kind, draw in draws.items() for claim in draw(counts.get(kind, 0))]
        drawn += self._earlier_jobs(self._plan.settled_claims - len(drawn))  # too few of the dead
        drawn.sort(key=lambda claim: (claim.received_on, claim.decided_on, claim.paid_on))
        chance = self._chance
        return [
            replace(
                claim,
                row=number,
                old_number=f"C{claim.received_on:%y%m}-{number:06d}",
                account=f"{chance.randrange(10**9, 10**10)}",
                bank=chance.choice(_BANKS),
            )
            for number, claim in enumerate(drawn, start=1)
        ]

    # --- days ---

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self._chance.randrange((last - first).days + 1))

    def _working(self, day: date, later: int = 0) -> date:
        """The working day so many after that day (or the first one after it)."""
        place = bisect_left(self._days, day) + later
        return self._days[min(place, len(self._days) - 1)]

    def _claim(
        self,
        programme: Programme,
        facts: dict[str, Any],
        member: Member,
        name: str,
        region: str,
        received: date,
        paid_until: date | None = None,
    ) -> SettledClaim:
        """The claim with its days: decided and paid within days, one in twenty late."""
        chance = self._chance
        received = self._working(received)
        late = chance.randrange(4, 16) if chance.random() < 0.05 else 0
        decided = self._working(received, chance.choice((0, 1, 1, 2, 2, 3)) + late)
        paid = self._working(decided, chance.choice((0, 1, 1, 2)))
        return SettledClaim(
            row=0, old_number="", programme=programme, facts=facts, member=member,
            member_name=name, region=region, received_on=received, decided_on=decided,
            paid_on=paid, paid_until=max(paid, paid_until or paid),
        )  # fmt: skip

    # --- savings ---

    def _saved(self, wage: int, months: int) -> int:
        whole = wage * _SAVED_PER_MILLE * months // 1000
        return whole + whole * _GROWTH_PERCENT * months // 2400

    def _earlier_wage(self, worker: Worker, on: date) -> int:
        """What he may have earned by then, whole thousands."""
        years = AS_OF.year - on.year
        return worker.wage * (100 - 6 * years) // 100 // 1000 * 1000

    def _months_before(self, born_on: date, on: date, most: int) -> int:
        """Months of an earlier membership: nobody worked before he was eighteen."""
        adult = born_on.replace(year=born_on.year + 18, day=min(born_on.day, 28))
        able = (on.year - adult.year) * 12 + on.month - adult.month
        return self._chance.randint(4, max(5, min(most, able)))

    def _earlier_jobs(self, count: int) -> Iterator[SettledClaim]:
        done = 0
        while done < count:
            worker = next(self._active)
            on = self._day(FIRST_DAY - timedelta(days=60), _BEFORE - timedelta(days=75))
            if on < worker.born_on.replace(year=worker.born_on.year + 19, day=1):
                continue
            cause = self._chance.choices(("RESIGNATION", "TERMINATION"), (80, 20))[0]
            months = self._months_before(worker.born_on, on, 110)
            received = months_after(on, 1) + timedelta(days=self._chance.randrange(2, 40))
            balance = self._saved(self._earlier_wage(worker, on), months)
            facts = {"event": cause, "event_on": on, "balance": balance, "claimed_on": received}
            yield self._savings(facts, worker.earlier, worker, received)
            done += 1

    def _savings(
        self, facts: dict[str, Any], member: Member, worker: Worker, received: date
    ) -> SettledClaim:
        facts = {**facts, "born_on": worker.born_on, "claimed_on": self._working(received)}
        return self._claim(Programme.JHT, facts, member, worker.name, worker.region, received)

    def _left_in_the_year(self, count: int) -> Iterator[SettledClaim]:
        done = 0
        while done < count:
            worker = next(self._left)
            on = worker.ended_on
            if on is None or on > date(2024, 10, 10):
                continue
            months = (
                (on.year - worker.started_on.year) * 12 + on.month - worker.started_on.month + 1
            )
            received = months_after(on, 1) + timedelta(days=self._chance.randrange(2, 21))
            facts = {"event": "RESIGNATION", "event_on": on,
                     "balance": worker.wage * _SAVED_PER_MILLE * months // 1000}  # fmt: skip
            yield self._savings(facts, worker.now, worker, received)
            done += 1

    def _parts_of_savings(self, count: int) -> Iterator[SettledClaim]:
        """A tenth or thirty percent while working: after ten years of membership."""
        done = 0
        while done < count:
            worker = next(self._active)
            on = self._working(self._day(FIRST_DAY, date(2024, 11, 15)))
            if on.year - worker.born_on.year < 32:
                continue
            member = worker.now if on >= worker.started_on else worker.earlier
            months = self._chance.randint(121, 130)
            facts = {
                "purpose": self._chance.choice(("RETIREMENT", "RETIREMENT", "HOUSING")),
                "event_on": on,
                "balance": self._saved(self._earlier_wage(worker, on), months),
                "membership_months": months,
            }
            yield self._savings(facts, member, worker, on)
            done += 1

    # --- work ---

    def _accidents(self, count: int) -> Iterator[SettledClaim]:
        done = 0
        while done < count:
            worker = next(self._active)
            on = self._day(FIRST_DAY, date(2024, 11, 4))
            known = on >= worker.started_on
            if not known and (on >= FIRST_MONTH or on.year - worker.born_on.year < 19):
                continue
            wage = worker.wage if known else self._earlier_wage(worker, on)
            received = on + timedelta(days=self._chance.randrange(12, 40))
            facts = {
                "accident_on": on,
                "wage": wage,
                "claimed_on": self._working(received),
                "born_on": worker.born_on,
                **self._outcome(),
            }
            member = worker.now if known else worker.earlier
            yield self._claim(Programme.JKK, facts, member, worker.name, worker.region, received)
            done += 1

    def _outcome(self) -> dict[str, Any]:
        """Costs nearly always; unable to work for days or months; now and then a lasting loss."""
        chance = self._chance
        found: dict[str, Any] = {
            "medical_cost": 150_000 + chance.randrange(2_200) ** 2 // 5_000 * 5_000 * 2
        }
        thrown = chance.random()
        if thrown < 0.45:
            found["incapacity_days"] = chance.randrange(3, 26)
        elif thrown < 0.6:
            found["incapacity_months"] = chance.randrange(1, 4)
        if chance.random() < 0.04:
            found["losses"] = [{"loss": chance.choice(_LOSSES)}]
        return found

    def _job_losses(self, count: int) -> Iterator[SettledClaim]:
        """The cash began in February 2022; whoever is a member today has found work again."""
        done = 0
        while done < count:
            worker = next(self._active)
            on = self._day(date(2022, 2, 14), date(2023, 9, 20))
            if on.year - worker.born_on.year < 21:
                continue
            received = self._working(on + timedelta(days=self._chance.randrange(10, 60)))
            window = self._chance.randrange(14, 25)
            facts: dict[str, Any] = {
                "terminated_on": on,
                "reason": "TERMINATION",
                "wage": self._earlier_wage(worker, on),
                "claimed_on": received,
                "months_paid_in_window": window,
                "longest_run": self._chance.randrange(8, window + 1),
            }
            if self._chance.random() < 0.6:
                facts["ended_after_months"] = self._chance.randrange(1, 6)
            drawn = self._claim(
                Programme.JKP, facts, worker.earlier, worker.name, worker.region, received,
                paid_until=months_after(received, 7),
            )  # fmt: skip
            yield drawn
            done += 1

    # --- the retired and the dead ---

    def _region(self) -> str:
        return self._chance.choices(list(REGION_SHARES), list(REGION_SHARES.values()))[0]

    def _retired(self, count: int) -> Iterator[SettledClaim]:
        """The pension began in 2015, so that nobody has fifteen years yet: a lump sum."""
        for _ in range(count):
            self._former += 1
            on = self._day(FIRST_DAY, _BEFORE)
            years = 57 if on.year < 2022 else 58
            born_on = date(on.year - years, self._chance.randrange(1, 13), 1)
            born_on += timedelta(days=self._chance.randrange(27))
            region = self._region()
            person = former_member(self._chance, self._former, region, born_on)
            on = max(pension_date(born_on), FIRST_DAY)
            months = self._chance.randint(30, (on.year - 2015) * 12 + on.month - 7)
            received = on + timedelta(days=self._chance.randrange(4, 60))
            wage = self._chance.randrange(2_900, 7_500) * 1000
            saved = wage * 3 * months // 100
            facts = {
                "kind": "OLD_AGE",
                "event_on": on,
                "born_on": born_on,
                "months_paid": months,
                "months_enrolled": months,
                "average_annual_wage": wage * 12,
                "accumulated": saved + saved * _GROWTH_PERCENT * months // 2400,
            }
            yield self._claim(Programme.JP, facts, Member(person), person.name, region, received)

    def _deaths(self, count: int) -> Iterator[SettledClaim]:
        for number in range(count):
            dead, family = self._next_dead(number)
            self._dead.append((dead, family))
            received = self._working(dead.died_on + timedelta(days=self._chance.randrange(5, 45)))
            facts: dict[str, Any] = {
                "died_on": dead.died_on,
                "born_on": dead.born_on,
                "months_paid": dead.months_paid,
                "claimed_on": received,
                **family.facts(dead, is_scholar=dead.months_paid >= 36),
            }
            if dead.segment != "WAGE_EARNER":
                facts |= {
                    "segment": dead.segment,
                    "paid_months_in_a_row": min(dead.months_paid, self._chance.randrange(4, 40)),
                }
            yield self._claim(
                Programme.JKM, facts, dead.member, dead.name, dead.region, received,
                paid_until=AS_OF - timedelta(days=8) if facts.get("children") else None,
            )  # fmt: skip

    def _next_dead(self, number: int) -> tuple[Deceased, Family]:
        """A former member, or one of those who left in the year: he died on his last day."""
        worker = next(self._left, None) if number % 10 < 3 else None
        if worker is None or worker.ended_on is None or worker.ended_on > date(2024, 10, 20):
            self._former += 1
            dead = Deceased.former(
                self._chance, self._former, self._region(), self._day(FIRST_DAY, _BEFORE)
            )
        else:
            dead = Deceased.of_registry(
                worker.now, worker.name, worker.born_on, worker.region, worker.wage,
                worker.ended_on, worker.started_on,
            )  # fmt: skip
        return dead, draw_family(self._chance, dead)

    def _work_deaths(self, count: int) -> Iterator[SettledClaim]:
        for _ in range(count):
            self._former += 1
            dead = Deceased.former(
                self._chance, self._former, self._region(), self._day(FIRST_DAY, _BEFORE),
                segment="WAGE_EARNER",
            )  # fmt: skip
            family = draw_family(self._chance, dead)
            received = self._working(dead.died_on + timedelta(days=self._chance.randrange(8, 50)))
            facts = {
                "accident_on": dead.died_on,
                "died_on": dead.died_on,
                "born_on": dead.born_on,
                "wage": dead.wage,
                "claimed_on": received,
                **family.facts(dead, is_scholar=True),
            }
            yield self._claim(
                Programme.JKK, facts, dead.member, dead.name, dead.region, received,
                paid_until=AS_OF - timedelta(days=8),
            )  # fmt: skip

    def _savings_of_the_dead(self, count: int) -> Iterator[SettledClaim]:
        earners = [one for one in self._dead if one[0].segment == "WAGE_EARNER"]
        for dead, family in earners[:count]:
            received = self._working(dead.died_on + timedelta(days=self._chance.randrange(10, 50)))
            facts = {
                "event": "DEATH",
                "event_on": dead.died_on,
                "balance": self._saved(dead.wage, dead.months_paid),
                "born_on": dead.born_on,
                "claimed_on": received,
                "heirs": family.facts(dead, is_scholar=False)["heirs"],
            }
            yield self._claim(Programme.JHT, facts, dead.member, dead.name, dead.region, received)

    def _pensions_of_the_dead(self, count: int) -> Iterator[SettledClaim]:
        married = [
            one for one in self._dead
            if one[0].segment == "WAGE_EARNER" and one[0].months_paid >= 12 and one[1].spouse
        ]  # fmt: skip
        for dead, family in married[:count]:
            received = self._working(dead.died_on + timedelta(days=self._chance.randrange(10, 50)))
            facts = {
                "kind": "SURVIVOR",
                "event_on": dead.died_on,
                "born_on": dead.born_on,
                "months_paid": dead.pension_months,
                "months_enrolled": dead.pension_months,
                "average_annual_wage": dead.wage * 12,
                "survivors": family.survivors(),
            }
            yield self._claim(
                Programme.JP, facts, dead.member, dead.name, dead.region, received,
                paid_until=AS_OF.replace(day=2),
            )  # fmt: skip
