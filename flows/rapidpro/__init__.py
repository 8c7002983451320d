"""Voice flows of RapidPro and its engine as our flows; only read, never written."""
