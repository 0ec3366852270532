"""Measures mediawire on real data and beside its peers: ``python -m bench.NAME`` prints one figure or table."""
