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
    """Build from nothing and print the seconds of each part, and of a repeated command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="full", choices=["full", "small"])
    size = parser.parse_args().size
    folder = Path(tempfile.mkdtemp(prefix="payung-benchmark-"))
    environment = {**os.environ, "PAYUNG_HOME": str(folder)}
    environment.pop("DATABASE_URL", None)
    payung = [str(Path(sys.executable).with_name("payung"))]
    try:
        demo = ["demo", "--size", size, "--no-serve"]
        acts = {
            "an empty database, with its tables": ["setup"],
            f"demo {size}, data build": demo,
            "repeated, finds it built": demo,
        }
        for what, act in acts.items():
            began = time.perf_counter()
            subprocess.run([*payung, *act], env=environment, check=True, stdout=subprocess.DEVNULL)
            print(f"{what}: {time.perf_counter() - began:.1f} s")
    finally:
        subprocess.run([*payung, "db", "stop"], env=environment, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
