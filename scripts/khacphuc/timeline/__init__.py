"""What the documents of one case say in the order of time, and the facts that all later rooms read from it."""
