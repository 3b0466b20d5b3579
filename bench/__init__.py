"""Benchmarks: how long a draft and a page take. `python -m bench` prints one JSON object."""
