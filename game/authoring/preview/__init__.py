"""A story beside an inspector, played while it is written."""
