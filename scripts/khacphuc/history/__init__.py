"""What Git knows. The only room that runs git."""
