"""The laws of the ledger as a plain model, and stories to hold the program's fold against it."""
