"""Read the documents of a case in order of time: the facts shared by all later rooms."""
