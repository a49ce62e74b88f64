"""The shell around the pure half: the only clock."""
