"""The data build of the demo, in a data folder of its own that is removed at the end.

python benchmarks/demo_build.py [--size small]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Build once from nothing and print the seconds, and those of a repeated command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="full", choices=["full", "small"])
    size = parser.parse_args().size
    folder = Path(tempfile.mkdtemp(prefix="payung-benchmark-"))
    environment = {**os.environ, "PAYUNG_HOME": str(folder)}
    environment.pop("DATABASE_URL", None)
    payung = [str(Path(sys.executable).with_name("payung"))]
    try:
        for what in ("build", "repeated, finds it built"):
            began = time.perf_counter()
            subprocess.run(
                [*payung, "demo", "--size", size, "--no-serve"],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
            print(f"demo {size}, {what}: {time.perf_counter() - began:.1f} s")
    finally:
        subprocess.run([*payung, "db", "stop"], env=environment, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
