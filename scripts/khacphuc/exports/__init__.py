"""Files for other programs: spreadsheets, calendars, feeds, papers. Every figure in them is one that the fold has made."""
