"""Plans made while people wait: gathered on a snapshot, solved apart, checked, then proposed."""
