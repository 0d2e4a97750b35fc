"""Every file the program reads or writes: checkpoints, data sets, pictures, metadata. No Qt; writes are atomic."""
