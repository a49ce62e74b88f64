"""Webhooks: what happens in a centre, told to other people's programs as CloudEvents, signed and repeated."""
