"""The arithmetic of scorecards: points, scores, ranks, and how they hang on the weights.

Whole numbers and fractions throughout; knows neither Django nor a database.
"""
