"""The law as code: dated parameters with their articles, formulas in integers, explanations.

Pure Python. It knows neither Django nor a database, and takes nothing of Payung's but the common
kind of error. The same formula takes plain integers (one case, with an explanation) and Ibis
columns (a province inside PostgreSQL, a nation in DuckDB or Spark).
"""
