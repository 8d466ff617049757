"""Forms made from the model, and the writer that changes documents line by line."""
