"""Read deadlines as offices write them: from words to days, with every word accounted for."""
