"""The API: one PUT for each noun of the trade, and reads for every noun."""
