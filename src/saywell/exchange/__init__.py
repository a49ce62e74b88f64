"""Readers and writers of conversation files: everything that comes in becomes native inputs."""
