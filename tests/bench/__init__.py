"""What is measured and how; run as `python -m tests.bench NAME`, never as a part of the suite."""
