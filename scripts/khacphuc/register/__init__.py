"""Find the documents and load them into a register. Problems are data, never raised."""
