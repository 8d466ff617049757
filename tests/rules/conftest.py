"""`pytest tests/rules --update-expected` writes what a check says of the examples, for a person to read and commit."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected", action="store_true", help="rewrite the expected output of rule examples"
    )


@pytest.fixture
def update_expected(request: pytest.FixtureRequest) -> bool:
    # The option exists only when this folder is named on the command line.
    return bool(request.config.getoption("--update-expected", default=False))
