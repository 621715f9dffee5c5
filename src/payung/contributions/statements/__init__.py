"""Bank statements as files: camt.053, MT940 and CSV become one shape, or are refused whole."""

from payung.contributions.statements.reading import read_statements
from payung.contributions.statements.shape import Ignored, ParsedEntry, ParsedStatement

__all__ = ["Ignored", "ParsedEntry", "ParsedStatement", "read_statements"]
