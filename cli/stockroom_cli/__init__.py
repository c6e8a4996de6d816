"""The companion command line: everything a person does in Stockroom, over HTTP and nothing else."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("stockroom")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0"
