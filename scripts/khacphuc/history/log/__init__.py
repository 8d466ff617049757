"""The walk along the main branch: who brought what, and each case and unit as it stood before and after."""
