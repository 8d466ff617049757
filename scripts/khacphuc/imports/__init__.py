"""Lists that an office keeps in Excel or CSV, read into documents of the register. Nothing is guessed."""
