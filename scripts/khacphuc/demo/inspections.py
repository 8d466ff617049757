"""All that the demonstration's inspections look at."""

from __future__ import annotations

from khacphuc.demo.inspections_office import OFFICE
from khacphuc.demo.inspections_works import WORKS

SUBJECTS = (*OFFICE, *WORKS)
