"""What cleaning looks for, as set statements over all rows of a list at once.

Each statement fills ``found_verdict`` from ``clean_row``, the rows that are not decreed yet. A
row's identity is that of its person once a clerk has found him, else its own NIK.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.reference.models import WorkerSegment
from payung.registry.models import EmployerKind, Segment
from payung.sponsorship.listing.asking import BEFORE_DECREE, OVER
from payung.sponsorship.listing.rules import DOUBT, ERROR, RULES
from payung.sponsorship.models import CivilServant, ListAct, RowStatus

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

Parameters = dict[str, object]


def _quoted(words: object) -> str:
    return ", ".join(f"'{word}'" for word in words)  # type: ignore[attr-defined]


_OPEN = _quoted(BEFORE_DECREE)
_TAKEN = _quoted(
    (
        *(RowStatus.VALID, RowStatus.DECREED, RowStatus.REGISTERED),
        *(RowStatus.CARD_HANDED, RowStatus.RENEWED),
    )
)
_WAITING = _quoted((RowStatus.PROPOSED, RowStatus.DOUBTFUL))
_OVER = _quoted(OVER)
_BY_BUDGET = _quoted((EmployerKind.GOVERNMENT_UNIT, EmployerKind.VILLAGE))
_PLAIN = "upper(regexp_replace({name}, '[^[:alnum:]]+', '', 'g'))"
_MASKED = "left({name}, 1) || '***'"
_KINDS = " ".join(f"WHEN '{kind}' THEN '{kind.label}'" for kind in CivilServant.Kind)
#: Words of an occupation that say that somebody serves the state.
_SERVANT = r"\m(PNS|ASN|PPPK|P3K|TNI|POLRI|POLISI|TENTARA|PEGAWAI NEGERI( SIPIL)?)\M"

#: The same NIK with the same birth date or name: the person of the registry.
KNOWN_PERSONS = f"""
    UPDATE sponsorship_listrow r SET person_id = p.id
    FROM registry_person p
    WHERE r.list_id = %(list)s AND r.status IN ({_OPEN}) AND r.person_id IS NULL
        AND p.national_id_hash = r.national_id_hash
        AND (p.birth_date = r.birth_date
            OR {_PLAIN.format(name="p.name")} = {_PLAIN.format(name="r.name")})
"""
ROWS = f"""
    CREATE TEMP TABLE clean_row ON COMMIT DROP AS
    SELECT r.id, r.row_no, r.status, r.name, r.birth_date, r.occupation, r.worker_segment_id,
        r.decile, r.person_id, coalesce(p.national_id_hash, r.national_id_hash) AS hash,
        p.id IS NOT NULL AND p.national_id_hash IS DISTINCT FROM r.national_id_hash AS identified
    FROM sponsorship_listrow r LEFT JOIN registry_person p ON p.id = r.person_id
    WHERE r.list_id = %(list)s AND r.status IN ({_OPEN})
"""
PERSONS = """
    CREATE TEMP TABLE clean_person ON COMMIT DROP AS
    SELECT c.id AS row_id, p.id AS person_id, p.name, p.birth_date, c.name AS row_name,
        c.birth_date AS row_birth_date
    FROM clean_row c JOIN registry_person p ON p.national_id_hash = c.hash
"""


def _one(column: str, code: str, detail: str, source: str, other: str = "NULL::bigint") -> str:
    """A statement that notes one code; ``source`` is what follows FROM, with the alias ``c``."""
    membership = other if other.startswith("m.") else "NULL::bigint"
    row = "NULL::bigint" if other.startswith("m.") else other
    return f"""
        INSERT INTO found_verdict (row_id, column_key, code, severity, detail, other_row_id,
            membership_id)
        SELECT DISTINCT ON (c.id) c.id, '{column}', '{code}', {int(RULES[code].severity)},
            {detail}, {row}, {membership}
        FROM {source}
    """


_AGE = "extract(year FROM age(%(first)s::date, c.birth_date))::text"
_BORN_BEFORE = "c.birth_date <= %(first)s::date - make_interval(years => {years})"
_MEMBERS = """
    clean_row c JOIN clean_person k ON k.row_id = c.id
    JOIN registry_membership m ON m.person_id = k.person_id
        AND m.started_on < %(end)s AND (m.ended_on IS NULL OR m.ended_on >= %(first)s)
    JOIN registry_employer e ON e.id = m.employer_id
    WHERE {condition} ORDER BY c.id, m.ended_on DESC NULLS FIRST, m.id
"""
_PAYER = "e.name || '|' || coalesce(to_char(m.ended_on, 'DD-MM-YYYY'), 'belum ditentukan')"
_SPONSORED = (
    f"m.segment = {int(Segment.NON_WAGE_EARNER)}"
    f" AND (m.paid_by_budget OR e.kind <> '{EmployerKind.COMMUNITY_GROUP}')"
)
_OWN = (
    f"m.segment = {int(Segment.NON_WAGE_EARNER)} AND NOT m.paid_by_budget"
    f" AND e.kind = '{EmployerKind.COMMUNITY_GROUP}'"
)
_OTHER_LISTS = f"""
    clean_row c JOIN sponsorship_listrow o ON o.national_id_hash = c.hash
        AND o.list_id <> %(list)s
    JOIN sponsorship_beneficiarylist l ON l.id = o.list_id
    LEFT JOIN reference_village v ON v.code = coalesce(l.village_id, o.village_id)
    LEFT JOIN reference_office a ON a.code = l.agency_id
    WHERE l.first_month < %(end)s AND l.first_month + make_interval(months => l.months) > %(first)s
        AND {{condition}}
        AND EXISTS (SELECT FROM sponsorship_listact t WHERE t.list_id = l.id
            AND t.kind = '{ListAct.Kind.PROPOSED}')
        AND NOT EXISTS (SELECT FROM sponsorship_listact t WHERE t.list_id = l.id
            AND t.kind IN ({_OVER}))
    ORDER BY c.id, o.list_id, o.row_no
"""
_LIST_AND_PLACE = "l.number || '|' || coalesce(v.name, a.name, '-')"
#: Only where the limit is set (``%(below)s``: not for wage earners of the state).
AGES = (
    _one(
        "birth_date",
        "too_old",
        f"{_AGE} || '|' || %(below)s",
        f"clean_row c WHERE {_BORN_BEFORE.format(years='%(below)s')}",
    ),
    _one(
        "birth_date",
        "turns_too_old",
        "%(below)s || '|' || to_char(c.birth_date + make_interval(years => %(below)s),"
        " 'DD-MM-YYYY')",
        f"clean_row c WHERE NOT {_BORN_BEFORE.format(years='%(below)s')}"
        " AND c.birth_date + make_interval(years => %(below)s) < %(end)s",
    ),
)
BY_ROW = (
    _one(
        "birth_date",
        "too_young",
        f"{_AGE} || '|' || %(working)s",
        f"clean_row c WHERE NOT {_BORN_BEFORE.format(years='%(working)s')}"
        " AND c.birth_date <= %(today)s",
    ),
    _one(
        "birth_date",
        "child_worker",
        _AGE,
        f"clean_row c WHERE {_BORN_BEFORE.format(years='%(working)s')}"
        f" AND NOT {_BORN_BEFORE.format(years='%(adult)s')}",
    ),
    _one(
        "identity",
        "deceased",
        "to_char(m.ended_on, 'DD-MM-YYYY')",
        "clean_row c JOIN clean_person k ON k.row_id = c.id"
        " JOIN registry_membership m ON m.person_id = k.person_id AND m.ended_on IS NOT NULL"
        " AND m.end_reason ~* '^(MENINGGAL|WAFAT)' ORDER BY c.id, m.ended_on",
        "m.id",
    ),
    _one(
        "identity",
        "civil_servant",
        f"CASE s.kind {_KINDS} END",
        "clean_row c JOIN sponsorship_civilservant s ON s.national_id_hash = c.hash"
        " AND (s.left_on IS NULL OR s.left_on > %(today)s) ORDER BY c.id, s.listed_on DESC, s.id",
    ),
    _one(
        "occupation",
        "civil_servant_word",
        "left(replace(c.occupation, '|', ' '), 80)",
        f"clean_row c WHERE c.occupation <> '' AND c.occupation ~* '{_SERVANT}'",
    ),
    _one(
        "identity",
        "active_sponsored",
        _PAYER,
        _MEMBERS.format(condition=_SPONSORED),
        "m.id",
    ),
    _one(
        "identity",
        "active_wage_earner",
        _PAYER,
        _MEMBERS.format(condition=f"m.segment = {int(Segment.WAGE_EARNER)}"),
        "m.id",
    ),
    _one("identity", "active_own_payer", _PAYER, _MEMBERS.format(condition=_OWN), "m.id"),
    _one(
        "identity",
        "active_other",
        _PAYER,
        _MEMBERS.format(
            condition=f"m.segment IN ({int(Segment.CONSTRUCTION)}, {int(Segment.MIGRANT_WORKER)})"
        ),
        "m.id",
    ),
    _one(
        "identity",
        "other_list",
        _LIST_AND_PLACE,
        _OTHER_LISTS.format(condition=f"o.status IN ({_TAKEN})"),
        "o.id",
    ),
    _one(
        "identity",
        "other_list_waiting",
        _LIST_AND_PLACE,
        _OTHER_LISTS.format(condition=f"o.status IN ({_WAITING}) AND o.list_id < %(list)s"),
        "o.id",
    ),
    _one(
        "identity",
        "person_differs",
        f"{_MASKED.format(name='k.name')} || ', lahir ' || extract(year FROM k.birth_date)",
        "clean_row c JOIN clean_person k ON k.row_id = c.id"
        " WHERE NOT c.identified AND k.birth_date <> c.birth_date",
    ),
    _one(
        "name",
        "name_differs",
        _MASKED.format(name="k.name"),
        "clean_row c JOIN clean_person k ON k.row_id = c.id"
        " WHERE NOT c.identified AND k.birth_date = c.birth_date"
        f" AND {_PLAIN.format(name='k.name')} <> {_PLAIN.format(name='c.name')}",
    ),
    _one(
        "decile",
        "decile_above",
        "c.decile || '|' || %(decile)s",
        "clean_row c WHERE c.decile > %(decile)s::int",
    ),
    _one(
        "occupation",
        "often_state_wage",
        "s.name",
        f"clean_row c JOIN {WorkerSegment._meta.db_table} s"
        " ON s.code = coalesce(c.worker_segment_id, %(segment)s)"
        " AND s.often_state_wage_earner AND NOT %(wage)s",
    ),
)
#: Of those with one NIK the row stands that a clerk chose, else the one with the fewest doubts,
#: else the first: so what becomes of a list does not hang on the order of its rows.
TWICE = f"""
    WITH worst AS (
        SELECT row_id, max(severity) AS severity FROM (
            SELECT row_id, severity FROM found_verdict
            UNION ALL
            SELECT row_id, severity FROM cell_verdict
        ) AS everything GROUP BY row_id
    ), ranked AS (
        SELECT c.id, c.row_no, c.name, c.birth_date, c.hash, row_number() OVER (
            PARTITION BY c.hash ORDER BY (d.status IS NOT DISTINCT FROM '{RowStatus.VALID}') DESC,
                (d.status IS NOT DISTINCT FROM '{RowStatus.REFUSED}'),
                CASE WHEN w.severity >= {int(DOUBT)} THEN w.severity ELSE 0 END, c.row_no) AS place
        FROM clean_row c LEFT JOIN worst w ON w.row_id = c.id
        LEFT JOIN decided_row d ON d.row_id = c.id
        WHERE c.hash IN (SELECT hash FROM clean_row WHERE hash IS NOT NULL
            GROUP BY hash HAVING count(*) > 1)
    )
    INSERT INTO found_verdict (row_id, column_key, code, severity, detail, other_row_id)
    SELECT r.id, 'identity', 'twice_in_list', {int(ERROR)}, f.row_no::text, f.id
    FROM ranked r JOIN ranked f ON f.hash = r.hash AND f.place = 1
    WHERE r.place > 1
    UNION ALL
    SELECT DISTINCT ON (f.id) f.id, 'identity', 'twice_differs', {int(DOUBT)}, r.row_no::text, r.id
    FROM ranked f JOIN ranked r ON r.hash = f.hash AND r.place > 1
    WHERE f.place = 1 AND (r.birth_date IS DISTINCT FROM f.birth_date
        OR {_PLAIN.format(name="r.name")} <> {_PLAIN.format(name="f.name")})
    ORDER BY 1
"""


def look(cursor: CursorWrapper, parameters: Parameters) -> None:
    """Fill ``found_verdict`` with all that is found in the rows that are not decreed."""
    for table in ("clean_row", "clean_person"):
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
    cursor.execute(KNOWN_PERSONS, parameters)
    cursor.execute(ROWS, parameters)
    cursor.execute("ANALYZE clean_row")
    cursor.execute(PERSONS)
    cursor.execute("ANALYZE clean_person")
    for statement in (*AGES, *BY_ROW) if parameters["below"] is not None else BY_ROW:
        cursor.execute(statement, parameters)
