"""Papers as Word files, in the two forms that offices use: the Party's and the State's."""
