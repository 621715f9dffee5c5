"""The demo: a synthetic Bangka Belitung as of 18 December 2024.

Persons, employers and payments are made up (their NIK begin with 00, a province that does not
exist); they reach the database through the same imports that an office uses, and the published
figures of the province come out of the computation.
"""
