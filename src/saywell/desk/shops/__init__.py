"""Connectors to the systems in which customers and orders live: by SQL statements or by HTTP. Read only."""
