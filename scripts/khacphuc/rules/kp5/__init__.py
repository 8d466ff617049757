"""KP5: what the records say of each other: evidence, figures, dates, and who may decide, verify and close."""
