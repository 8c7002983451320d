"""The configuration database: versions of flows, the message, invitations. Kept, and backed up."""
