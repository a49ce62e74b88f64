"""The written standard as data: read, check, compile; and the working-time calendar."""
