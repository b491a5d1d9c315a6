"""Measurements beside references taken in the same run; what, how and the last figures: docs/benchmarks.md.

python -m bench [--only NAMES] [--quick] [--runs N]
python -m bench.profile [--store sqlite|postgres] [--visitors N]
"""
