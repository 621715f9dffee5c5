"""The planner: which groups to cover with which money, as a whole-number problem.

Pure arithmetic over ``payung.law`` (no database): a ``Problem`` goes in, a ``Plan`` comes out with
its exact points, the bound that proves how good it is, and what it leaves undone. The formulas
stand in ``docs/perencana.md``.
"""
