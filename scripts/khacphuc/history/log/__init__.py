"""Walk the main branch: who brought what, and each case and unit before and after."""
