"""A monev session: which figures it rests on, its pages, the questions that it asks."""
