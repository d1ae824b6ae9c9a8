"""`python -m fuzz [NAME …] [--seconds N] [--keep]`: fuzz targets, print the figures.

What the fuzzer gathers stays in `var/fuzz/` for the next run. An input that fails is written there, and shown
with its traceback.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz.replay import inputs_of, minimise
from fuzz.target import CORPUS, NAMES, Target, load

ROOT = Path(__file__).parents[1]
GATHERED = ROOT / "var" / "fuzz"
MOST_KEPT = 48 * 1024
"""Bytes of a target's corpus in the repository, whatever more would cover."""


def main(arguments: list[str] | None = None) -> int:
    """Fuzz what the command line names; return the exit status."""
    parser = argparse.ArgumentParser(prog="script/fuzz", description="Coverage-guided fuzzing.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(NAMES)}; default: all")
    parser.add_argument("--seconds", type=int, default=60, help="for each target; default: 60")
    parser.add_argument("--keep", action="store_true", help="store what is worth it in fuzz/corpus/")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.names if name not in NAMES]:
        parser.error(f"no target {unknown[0]}: there are {', '.join(NAMES)}")
    failed = [name for name in options.names or NAMES if not _fuzz(name, options.seconds)]
    if options.keep:
        for name in options.names or NAMES:
            _keep(name)
    return 1 if failed else 0


def _fuzz(name: str, seconds: int) -> bool:
    """Fuzz a target; print what came of it, and return whether no input failed."""
    gathered = GATHERED / name
    gathered.mkdir(parents=True, exist_ok=True)
    target = load(name)
    for seed in target.seeds:
        _store(gathered, seed)
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder) / "words"
        words.write_text(_dictionary(target), encoding="ascii")
        command = [
            *(sys.executable, "-m", "fuzz.engine", name, f"-max_total_time={seconds}", f"-dict={words}"),
            *(f"-max_len={target.longest}", "-timeout=30", "-rss_limit_mb=2048", "-print_final_stats=1"),
            *(f"-artifact_prefix={GATHERED}/{name}-", str(gathered), str(CORPUS / name)),
        ]
        run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    told = run.stdout.decode(errors="replace")
    count = re.search(r"number_of_executed_units: (\d+)", told)
    covered = _coverage(name, gathered) if run.returncode == 0 else "–"
    inputs = f"{int(count[1]):,}" if count else "?"
    print(f"{name}: {inputs} inputs in {seconds} s; {covered} % of {', '.join(target.modules)}", flush=True)
    if run.returncode:
        print(told[-6000:], flush=True)
    return run.returncode == 0


def _dictionary(target: Target) -> str:
    """Return the target's words as libFuzzer reads them."""
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in target.words)


def _coverage(name: str, gathered: Path) -> str:
    """Return how much of a target's modules all its inputs cover, lines and branches, in per cent."""
    command = [sys.executable, "-m", "fuzz.replay", name, str(gathered), str(CORPUS / name)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return run.stdout.strip() or f"({run.stderr.strip()[-300:]})"


def _keep(name: str) -> None:
    """Replace a target's corpus by the inputs that cover as much, the shortest ones."""
    folder = CORPUS / name
    kept = minimise(name, [*load(name).seeds, *inputs_of([folder, GATHERED / name])])
    for path in folder.iterdir() if folder.is_dir() else ():
        path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for data in kept:
        if (size := size + len(data)) <= MOST_KEPT:
            _store(folder, data)
    print(f"{name}: {len(list(folder.iterdir()))} inputs kept", flush=True)


def _store(folder: Path, data: bytes) -> None:
    (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


if __name__ == "__main__":
    os.nice(10)
    sys.exit(main())
