"""Settings of the site. What an operator may change comes from the environment (see README)."""

from __future__ import annotations

import os

from django.core.management.utils import get_random_secret_key

from payung import database
from payung.home import home


def _secret_key() -> str:
    """The signing key: from the environment, else made once and kept in the data folder."""
    if named := os.environ.get("PAYUNG_SECRET_KEY"):
        return named
    file = home() / "secret.key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key())
    return file.read_text()


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("PAYUNG_DEBUG") == "1"
#: Demo mode shows one sign-in per role on the sign-in page. Never set it on real data.
DEMO = os.environ.get("PAYUNG_DEMO") == "1"
ALLOWED_HOSTS = os.environ.get("PAYUNG_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
HTTPS = os.environ.get("PAYUNG_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "django_htmx",
    "payung.reference",
    "payung.access",
    "payung.registry",
    "payung.contributions",
    "payung.monitoring",
    "payung.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "payung.site.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "payung.site.middleware.Shell",
]

ROOT_URLCONF = "payung.site.urls"
WSGI_APPLICATION = "payung.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "payung.site.context.shell",
            ],
        },
    }
]


def _database() -> dict[str, object]:
    parameters = database.connection_parameters()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parameters.pop("dbname", database.DATABASE),
        "USER": parameters.pop("user", ""),
        "PASSWORD": parameters.pop("password", ""),
        "HOST": parameters.pop("host", ""),
        "PORT": parameters.pop("port", ""),
        "OPTIONS": parameters,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.User"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = home() / "static"
WHITENOISE_USE_FINDERS = True
#: Addresses of static files change with their content, so a browser may keep them for long.
WHITENOISE_MAX_AGE = 30 * 24 * 60 * 60

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "payung.site.errors.csrf_failure"
#: A signed-in office computer that is left alone is signed out within a working day.
SESSION_COOKIE_AGE = 8 * 60 * 60

#: The largest upload: a list of a million workers as CSV is some 120 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LARGEST_UPLOAD_BYTES = int(os.environ.get("PAYUNG_LARGEST_UPLOAD_MB", "256")) * 1024 * 1024
