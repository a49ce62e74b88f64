"""Customers, orders, tickets and old conversations out of files: a preview, nothing twice, a file of what cannot be
used, and the way back."""
