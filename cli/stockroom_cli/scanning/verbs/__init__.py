"""What each verb makes of a scan, one file for those that work alike."""
