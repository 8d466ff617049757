"""What is sent out of the register: digests of what is due, answers to pull requests; and the ways by which it goes."""
