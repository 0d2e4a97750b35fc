"""How much memory there is to take: the machine's, or what a container or a batch job of it leaves."""

import pytest

from app.jobs.memory import machine_bytes

MIB = 2**20


def system(root, cgroup, files, available=1000):
    meminfo = f"MemTotal: 9999999 kB\nMemAvailable:   {available * 1024} kB\n"
    for name, text in {"proc/meminfo": meminfo, "proc/self/cgroup": cgroup, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def group(name, limit, used, cache=0, version=2):
    if version == 2:
        place, limited, usage, inactive = f"sys/fs/cgroup/{name}", "memory.max", "memory.current", "inactive_file"
    else:
        place, limited, usage = f"sys/fs/cgroup/memory/{name}", "memory.limit_in_bytes", "memory.usage_in_bytes"
        inactive = "total_inactive_file"
    limit = limit if isinstance(limit, str) else str(limit * MIB)
    stat = f"anon 5\n{inactive} {cache * MIB}\nactive_file 7\n"
    return {f"{place}/{limited}": f"{limit}\n", f"{place}/{usage}": f"{used * MIB}\n", f"{place}/memory.stat": stat}


@pytest.mark.parametrize(
    ("cgroup", "files", "expected"),
    [
        ("", {}, 1000),
        ("0::/job\n", group("job", 512, 500, cache=100), 112),
        ("0::/job\n", group("job", "max", 500), 1000),
        ("0::/slice/job\n", group("slice", 300, 250) | group("slice/job", 512, 100), 50),
        ("0::/job\n", group("job", 5000, 100), 1000),
        ("0::/job\n", group("job", 100, 300), 0),
        ("0::/../../above\n", group("above", 1, 1), 1000),
        ("3:cpu:/\n4:cpuset,memory:/docker/abc\n", group("", 256, 56, version=1), 200),
        ("4:memory:/docker/abc\n", group("docker/abc", 64, 4, version=1), 60),
        ("4:memory:/a\n", group("a", str(2**63 - 4096), 4, version=1), 1000),
        ("nonsense\n\n::::\n0::\n", group("job", 1, 0), 1000),
    ],
)
def test_the_least_of_all_limits_is_what_is_left(tmp_path, cgroup, files, expected):
    assert machine_bytes(system(tmp_path, cgroup, files)) == expected * MIB


def test_a_system_that_tells_nothing_is_believed(tmp_path):
    assert machine_bytes(tmp_path) is None


def test_here_it_is_a_number_or_unknown():
    found = machine_bytes()
    assert found is None or found > 0
