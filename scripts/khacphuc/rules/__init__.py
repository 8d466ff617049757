"""One module a rule. A rule's code and name are its file's name; its docstring is its page."""
