"""Words shared by all parts, without business meaning: instants, locales, errors."""
