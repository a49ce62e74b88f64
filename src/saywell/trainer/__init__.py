"""Practice: a scripted customer to talk to."""
