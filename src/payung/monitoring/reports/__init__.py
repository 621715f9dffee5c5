"""What a session takes along: slides, a workbook, a booklet, a press note."""
