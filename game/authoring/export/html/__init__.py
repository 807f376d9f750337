"""A story as one page that plays anywhere: no server, no network, nothing to install."""
