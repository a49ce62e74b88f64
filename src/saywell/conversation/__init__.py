"""The pure engine: inputs, events, state, fold, settle."""
