"""Due dates, lateness, settlement, arrears."""
