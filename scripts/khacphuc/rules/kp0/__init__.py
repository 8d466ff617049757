"""Text: what stands between bytes and something that can be read."""
