"""Evaluation of translations: run a system over a test set, score, compare, report.

``python -m eval --help`` says how. Imports run one way: testsets ← systems ← records ← terms,
score ← compare, gate ← report. Nothing in ``translate`` imports this package.
"""
