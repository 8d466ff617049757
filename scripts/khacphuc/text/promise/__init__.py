"""Judge what is promised: a text cut into clauses, each by its act, the act's object and what anchors that act."""
