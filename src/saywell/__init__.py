"""Say it right. Keep your word: runs written contact-centre standards."""

__version__ = "0.1.0"
