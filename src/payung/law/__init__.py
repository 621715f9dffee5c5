"""The law as code: dated parameters with their articles, formulas in integers, explanations.

Pure Python. It knows neither Django nor a database, and imports nothing else of Payung but the common
kind of error. The same
formula takes plain integers (one case, with an explanation) and Ibis columns (a province inside
PostgreSQL, a nation in DuckDB or Spark).
"""
