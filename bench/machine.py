"""What the figures were taken on, told without a name or a path of the machine."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path


def describe() -> dict[str, str]:
    """Return what a reader needs to compare: processor, memory, system, versions."""
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
    """Return the load average of the last minute: how many processes wanted the processors."""
    return round(os.getloadavg()[0], 2)


def _line(path: str, name: str, separator: str = ":") -> str:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(separator)
        if key.strip() == name:
            return value.strip()
    return "unknown"
