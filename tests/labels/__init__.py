"""What labels promise: they are read by scanners and by people, on the right sticker."""
