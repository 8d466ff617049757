"""Generate a demonstration register: two years of fictional history, the same each time."""
