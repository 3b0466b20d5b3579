"""Engines that turn points into lines, behind one protocol: `ml.contracts.Writer`."""

from ml.writers.factory import build_writer

__all__ = ["build_writer"]
