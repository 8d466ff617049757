"""KP3: what a plan must say to be one ("6 rõ"): clear person, work, time, responsibility, product, authority."""
