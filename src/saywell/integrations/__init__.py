"""Adaptors to other people's engines. Only `saywell.app` names them."""
