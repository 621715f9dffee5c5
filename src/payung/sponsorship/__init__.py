"""What governments do: regulation, plans, budgets, and cover for those whom no employer covers."""
