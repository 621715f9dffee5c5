"""The entry for gunicorn."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.site.settings")
application = get_wsgi_application()

from payung.site.charts import get_ready  # noqa: E402 - the rooms are loaded by the line above

Thread(target=get_ready, name="drawings", daemon=True).start()
