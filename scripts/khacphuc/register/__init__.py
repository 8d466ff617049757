"""Where the documents are, and loading them into one register. What is wrong with them is data, never raised."""
