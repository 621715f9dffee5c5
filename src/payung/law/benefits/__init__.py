"""The benefits of the five programmes: what is paid, to whom, by whom, and why.

One module is one door: ``jkk``, ``jkm``, ``jht``, ``jp``, ``jkp``, and ``pmi``
for migrant workers. Each takes a frozen record of
facts, which refuses impossible facts, and returns a ``Benefit`` with its explanation.
"""
