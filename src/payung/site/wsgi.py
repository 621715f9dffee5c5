"""The entry for gunicorn: the site, with all that its first page needs already loaded."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.site.settings")
application = get_wsgi_application()

from payung.site.ready import load_pages  # noqa: E402 - the rooms are loaded by the line above

load_pages()
