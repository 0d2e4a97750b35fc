"""The tests do not depend on the machine: the sensitive ones run on odd ones as well."""

import os

import pytest

from tests import anywhere


@pytest.mark.skipif(anywhere.NAME in os.environ, reason="this is one of those machines")
def test_the_sensitive_tests_pass_on_an_odd_machine():
    assert anywhere.run("odd", anywhere.ODD, "-x", *(f"tests/{name}" for name in anywhere.SENSITIVE)) == 0
