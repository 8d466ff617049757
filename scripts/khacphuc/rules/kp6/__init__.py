"""KP6: what history says: deadlines moved, things dropped and records changed without anybody having declared it."""
