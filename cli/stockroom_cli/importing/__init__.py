"""Whole files brought in: read, judged by the service, and recorded wholly or not at all."""
