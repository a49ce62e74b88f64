"""How each kind of norm works on the state: one module per kind."""
