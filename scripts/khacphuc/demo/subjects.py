"""All that the demonstration's inspections look at."""

from __future__ import annotations

from khacphuc.demo.subjects_office import OFFICE
from khacphuc.demo.subjects_works import WORKS

SUBJECTS = (*OFFICE, *WORKS)
