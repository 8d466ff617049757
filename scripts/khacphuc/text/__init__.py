"""Bytes → clean text → values that know their line and column; dates as people write them; folding."""
