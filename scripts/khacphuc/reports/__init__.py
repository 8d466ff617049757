"""Problems, statuses and lists as a person or another program wants them. Pure: values in, text out."""
