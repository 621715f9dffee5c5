"""The sentences beside a region's headline figures."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from payung.contributions.queries.arrears import ArrearsSummary
from payung.contributions.queries.months import MonthBills
from payung.monitoring.figures import Coverage
from payung.site.formatting import day, month, number, percent


def of_coverage(coverage: Coverage) -> dict[str, str]:
    """What stands beside coverage and gap."""
    return {
        "members": members(coverage),
        "universe_source": universe_source(coverage),
        "target": target(coverage),
        "target_source": target_source(coverage),
    }


def of_bills(bills: MonthBills) -> dict[str, str]:
    """What stands beside the bills of the month."""
    return {
        "name": _("Iuran %(month)s") % {"month": month(bills.month)},
        "collected": _("%(share)s sudah dibayar")
        % {"share": percent(bills.collection_rate_bp or 0)},
        "payers": _("%(employers)s pembayar, %(workers)s pekerja")
        % {"employers": number(bills.employers), "workers": number(bills.workers)},
    }


def of_arrears(arrears: ArrearsSummary) -> dict[str, str]:
    """What stands beside the arrears."""
    return {
        "share": _("%(late)s dari %(active)s pemberi kerja aktif (%(share)s)")
        % {
            "late": number(arrears.employers_in_arrears),
            "active": number(arrears.active_employers),
            "share": percent(arrears.share_bp or 0),
        }
    }


def members(coverage: Coverage) -> str:
    """How many members of how many workers."""
    if coverage.universe is None:
        return _("%(active)s peserta aktif; potensi pekerja belum dicatat") % {
            "active": number(coverage.active)
        }
    return _("%(active)s peserta aktif dari %(universe)s pekerja") % {
        "active": number(coverage.active),
        "universe": number(coverage.universe),
    }


def universe_source(coverage: Coverage) -> str:
    """Which denominator, from whom, of which day, how sure."""
    record = coverage.universe_record
    if record is None:
        return ""
    return _("%(kind)s per %(day)s; %(source)s; keyakinan %(confidence)s") % {
        "kind": _(record.kind_label),
        "day": day(record.as_of),
        "source": record.source,
        "confidence": record.confidence,
    }


def target(coverage: Coverage) -> str:
    """The target as a share and as persons."""
    if coverage.target is None:
        return _("belum ada target yang dicatat")
    share, until = percent(coverage.target.share), day(date(coverage.target.year, 12, 31))
    if coverage.target_members is None:
        return _("target %(share)s sampai %(until)s") % {"share": share, "until": until}
    return _("target %(share)s sampai %(until)s: %(members)s orang") % {
        "share": share,
        "until": until,
        "members": number(coverage.target_members),
    }


def target_source(coverage: Coverage) -> str:
    """Who set the target, in which document."""
    if coverage.target is None:
        return ""
    return f"{coverage.target.set_by}; {coverage.target.document}"
