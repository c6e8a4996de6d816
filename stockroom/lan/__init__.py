"""`serve --lan`: HTTPS in a warehouse with no domain, for the charity's own devices."""
