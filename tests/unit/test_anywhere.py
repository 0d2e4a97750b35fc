"""The tests do not depend on the machine: the sensitive ones run on odd ones as well."""

import os

import pytest

from tests import anywhere


@pytest.mark.skipif(anywhere.NAME in os.environ, reason="this is one of those machines")
@pytest.mark.parametrize("machine", anywhere.MACHINES)
def test_the_sensitive_tests_pass_on_an_odd_machine(machine):
    assert anywhere.run(machine, "-x", *(f"tests/{name}" for name in anywhere.SENSITIVE[machine])) == 0
