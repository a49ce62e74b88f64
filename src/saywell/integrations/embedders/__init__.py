"""Engines that turn sentences into vectors, one file each; all pass one contract suite."""
