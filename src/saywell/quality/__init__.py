"""Scoring: findings with their evidence, the score sheet, reasons in words."""
