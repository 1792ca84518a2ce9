"""What the program knows: values, calculations, reports. No Qt, network, disk, threads or clock."""
