"""List the templates of all inspections of the demonstration."""

from __future__ import annotations

from khacphuc.demo.inspections_office import OFFICE
from khacphuc.demo.inspections_works import WORKS

SUBJECTS = (*OFFICE, *WORKS)
