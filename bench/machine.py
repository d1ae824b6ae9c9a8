"""A description of the machine, without its name or a path."""

from __future__ import annotations

import os
import platform
import time
from importlib.metadata import version
from pathlib import Path

_CPUCLOCK_SCHED = 2


def describe() -> dict[str, str]:
    """Return what a reader needs for a comparison: processor, memory, system, versions."""
    return {
        "processor": f"{os.cpu_count()} × {_line('/proc/cpuinfo', 'model name')}",
        "memory": f"{int(_line('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.0f} GiB",
        "system": f"{_line('/etc/os-release', 'PRETTY_NAME', '=').strip(chr(34))}, "
        f"Linux {'.'.join(platform.release().split('.')[:2])}",
        "Python": platform.python_version(),
        "msgspec": version("msgspec"),
        "PyMySQL": version("PyMySQL"),
    }


def load() -> float:
    """Return the load average of the last minute."""
    return round(os.getloadavg()[0], 2)


def pss(pid: int) -> float:
    """Return a process's proportional set size (PSS, see proc(5)), in bytes."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return float(line.split()[1]) * 1024
    raise ValueError("no Pss in smaps_rollup")


def family(pid: int) -> list[int]:
    """Return a process and its descendants."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return [pid, *(one for child in children for one in family(child))]


def processor_seconds(pid: int) -> float:
    """Return the processor time that all threads of a process have used, to the nanosecond.

    The clock's number is that of clock_getcpuclockid(3), which Python offers for threads only.
    """
    return time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED)


def _line(path: str, name: str, separator: str = ":") -> str:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(separator)
        if key.strip() == name:
            return value.strip()
    return "unknown"
