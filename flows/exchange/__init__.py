"""What FLOIP and RapidPro files have in common: read with care, become drafts of flows, say what was left behind."""
