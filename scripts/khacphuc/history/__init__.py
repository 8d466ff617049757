"""Read the register's history from Git. The only room that runs git."""
