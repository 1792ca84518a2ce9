"""What the program knows: values, calculations, reports. No Qt, network, disk, threads or clock."""

VERSION = "0.1.0"  # the same as in pyproject.toml
