"""Shape: keys, types, vocabulary, dates, numbers, ids, file names."""
