"""From a finding to money recovered: findings, the ladder, mandates to prosecutors."""
