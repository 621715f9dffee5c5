"""A worker of the queue that is killed while it takes a sheet of settled claims over.

Usage: ``python -m tests.claims.killed_take_over FUNCTION``: works on what waits in the queue once
and kills itself (SIGKILL) as soon as that function of the work is called ("" for none).
"""

from __future__ import annotations

import os
import signal
import sys

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "payung.site.settings"
    django.setup()
    from procrastinate.contrib.django import app

    from payung.claims.operations import take_over_files as work

    def killed(*_arguments: object, **_named: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if sys.argv[1]:
        assert callable(getattr(work, sys.argv[1]))
        setattr(work, sys.argv[1], killed)
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(queues=["imports"], wait=False, concurrency=1, install_signal_handlers=False)


if __name__ == "__main__":
    main()
