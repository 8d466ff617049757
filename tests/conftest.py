"""What all tests share: figures that a test measured are printed at the end of the run."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print each figure that a test recorded with ``record_property``."""
    reports = [report for some in terminalreporter.stats.values() for report in some]
    figures = {pair for report in reports for pair in getattr(report, "user_properties", ())}
    if figures:
        terminalreporter.section("figures")
        for name, figure in sorted(figures):
            terminalreporter.write_line(f"{name}: {figure}")
