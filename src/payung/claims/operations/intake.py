"""The doors of intake, by which other rooms open claims and bring their papers."""

from payung.claims.operations.applicants import SELF, Applicant
from payung.claims.operations.codes import issue_code, open_claim
from payung.claims.operations.filing import Filed, file_online
from payung.claims.operations.finding_members import (
    Found,
    Wanted,
    find_member,
    look_for_members,
)
from payung.claims.operations.opening import Happening
from payung.claims.operations.paper_acts import (
    add_paper,
    check_paper,
    complete_papers,
    set_situations,
)
from payung.claims.operations.registering import (
    accept_draft,
    register_event,
    withdraw_claim,
)
from payung.claims.operations.reporting import (
    ReportClock,
    report_clocks,
    report_first,
    report_second,
)
from payung.claims.operations.uploading import (
    Progress,
    add_part,
    finish_upload,
    start_upload,
    upload_progress,
)

__all__ = [
    "SELF",
    "Applicant",
    "Filed",
    "Found",
    "Happening",
    "Progress",
    "ReportClock",
    "Wanted",
    "accept_draft",
    "add_paper",
    "add_part",
    "check_paper",
    "complete_papers",
    "file_online",
    "find_member",
    "finish_upload",
    "issue_code",
    "look_for_members",
    "open_claim",
    "register_event",
    "report_clocks",
    "report_first",
    "report_second",
    "set_situations",
    "start_upload",
    "upload_progress",
    "withdraw_claim",
]
