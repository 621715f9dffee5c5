"""Agreements with parents and children, meetings, minutes, commitments and approvals."""
