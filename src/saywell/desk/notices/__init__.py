"""E-mail about work after conversations: who is told of what, and that it arrives."""
