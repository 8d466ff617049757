"""What all tests share: translations as they stand, caches of their own, and figures printed at the end of the run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

from translations import build

settings.register_profile("untimed", deadline=None)  # the machine may be busy with something else
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations, which ``run.py`` does for commands: tests may be started without it."""
    if not hasattr(config, "workerinput"):  # once, by the process that starts the workers
        build()


@pytest.fixture(autouse=True, scope="session")
def own_caches() -> Iterator[None]:
    """Keep what the program keeps between runs out of the caches of whoever runs the tests."""
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("XDG_CACHE_HOME")
        os.environ["XDG_CACHE_HOME"] = folder
        yield
        if before is None:
            del os.environ["XDG_CACHE_HOME"]
        else:
            os.environ["XDG_CACHE_HOME"] = before


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print each figure that a test recorded with ``record_property``."""
    reports = [report for some in terminalreporter.stats.values() for report in some]
    figures = {pair for report in reports for pair in getattr(report, "user_properties", ())}
    if figures:
        terminalreporter.section("figures")
        for name, figure in sorted(figures):
            terminalreporter.write_line(f"{name}: {figure}")
