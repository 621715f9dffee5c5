"""Settings of the site. What an operator may change comes from the environment (see README)."""

from __future__ import annotations

import os

from django.core.management.utils import get_random_secret_key

from payung import database
from payung.home import home
from payung.law import parameters


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
parameters.adopt(home() / "law")  # the office's own values, in every process of the site
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
    "payung.access",  # before allauth, whose templates it dresses
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "payung.documents",
    "payung.registry",
    "payung.partnerships",
    "payung.contributions",
    "payung.claims",
    "payung.compliance",
    "payung.sponsorship",
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
    "payung.access.middleware.Audit",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "payung.site.middleware.Shell",
    "payung.site.middleware.law",
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
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",  # signs in by e-mail address as well
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "site:home"
ACCOUNT_ADAPTER = "payung.access.signin.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]  # closed, see the adapter
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_ADAPTER = "payung.access.signin.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Payung"
#: The default cache counts failed sign-ins, for all processes together; "local" is each one's own.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = home() / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns at each start while it is missing
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

#: Identity numbers never reach a log, whatever a message or a database error quotes.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask_numbers": {"()": "payung.access.logs.MaskNumbers"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["mask_numbers"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"payung": {"level": "INFO"}, "django": {"handlers": [], "level": "WARNING"}},
}

#: The largest upload: a list of a million workers as CSV is some 120 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LARGEST_UPLOAD_BYTES = int(os.environ.get("PAYUNG_LARGEST_UPLOAD_MB", "256")) * 1024 * 1024
#: The largest file that is attached to a case, a mandate or an agreement.
LARGEST_ATTACHMENT_BYTES = int(os.environ.get("PAYUNG_LARGEST_ATTACHMENT_MB", "20")) * 1024 * 1024
#: Under which address the public reaches this site: it is printed into the QR codes of letters.
PUBLIC_ADDRESS = os.environ.get("PAYUNG_ADDRESS", "http://localhost:8000").rstrip("/")
#: Open data: who publishes it, and under which licence.
OPEN_DATA_PUBLISHER = os.environ.get("PAYUNG_PUBLISHER", "Pengelola Payung")
OPEN_DATA_LICENCE = os.environ.get("PAYUNG_LICENCE", "CC BY 4.0")
OPEN_DATA_LICENCE_ADDRESS = os.environ.get(
    "PAYUNG_LICENCE_ADDRESS", "https://creativecommons.org/licenses/by/4.0/"
)
