"""KP7: what must never enter the register, because Git forgets nothing: secrets of state, numbers of persons."""
