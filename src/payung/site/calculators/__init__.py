"""Public calculators: what one pays, receives, when one retires, what follows a job loss.

Nobody signs in and nothing is stored. A question is the address itself; it holds dates, amounts
and answers, and nothing that names a person. Every amount comes from the doors of ``payung.law``.
"""
