"""Reference data: regions, offices, calendar, regulations, kinds of business, segments.

Everything here is public. ``payung.reference.calendar`` and ``payung.reference.packaged`` know
neither Django nor a database; the rest is the usual furniture of a room.
"""
