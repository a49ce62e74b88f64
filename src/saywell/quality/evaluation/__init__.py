"""Judges the recogniser and the engine by gold sets: what was heard and judged beside what people say holds. Pure."""
