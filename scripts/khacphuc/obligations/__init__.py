"""The fold of records into states and obligations, and the calendar."""
