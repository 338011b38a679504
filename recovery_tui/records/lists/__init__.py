"""The code lists, by what they are about. Labels and help are our own words; the codes are never renamed."""
