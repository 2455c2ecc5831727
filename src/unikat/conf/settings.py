"""One settings file. Everything that differs between servers comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()

DATA = Path(env("UNIKAT_DATA", default=str(Path.cwd() / "data")))
PRODUCTION = env.bool("UNIKAT_PRODUCTION", default=False)
DEMO = env.bool("UNIKAT_DEMO", default=False)
DEBUG = False
#: Name and address of whoever runs the server, for the imprint; lines separated by "|".
OPERATOR = env("UNIKAT_OPERATOR", default="")
SITE_URL = env("UNIKAT_URL", default="http://127.0.0.1:8000")

_NO_SECRET = "not-a-secret-only-for-tests-and-tools"  # noqa: S105
SECRET_KEY = env("UNIKAT_SECRET_KEY", default=_NO_SECRET)
if PRODUCTION and SECRET_KEY == _NO_SECRET:
    raise ImproperlyConfigured("In production UNIKAT_SECRET_KEY (or UNIKAT_SECRET_KEY_FILE) must be set.")
if PRODUCTION and DEMO:
    raise ImproperlyConfigured("The demo (UNIKAT_DEMO) cannot be switched on in production.")
ALLOWED_HOSTS = env.list("UNIKAT_HOSTS", default=["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("UNIKAT_ORIGINS", default=[])

FOUNDATION = ["ui", "jobs", "ledger", "files", "people", "search", "notices", "talk"]
JOURNEY = [
    *("projects", "wishes", "challenges", "parts", "options", "cars", "builds", "changes"),
    *("carbooks", "credits"),
]
_ours = [f"unikat.foundation.{name}" for name in FOUNDATION] + [f"unikat.journey.{name}" for name in JOURNEY]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "rules",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *_ours,
    "unikat.site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "unikat.foundation.ui.guards.GuardMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "unikat.foundation.ledger.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "unikat.conf.urls"
ASGI_APPLICATION = "unikat.conf.asgi.application"

_processors = [
    "django.contrib.messages.context_processors.messages",
    "unikat.foundation.ui.pages.surroundings",
    "unikat.foundation.notices.pages.bell",
]
TEMPLATES = [
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(str(folder) for folder in PACKAGE.glob("**/templates")),
        "OPTIONS": {
            "environment": "unikat.foundation.ui.jinja.environment",
            "context_processors": _processors,
        },
    },
    {
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA / 'unikat.sqlite3'}")}
_database = DATABASES["default"]
# Pages are made by a few threads (conf/answering.py); each keeps its connection.
_database["CONN_MAX_AGE"] = 60
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    _database["TEST"] = {"NAME": str(DATA / "test.sqlite3") if env("UNIKAT_TEST_FILE", default="") else None}
else:
    _database["CONN_HEALTH_CHECKS"] = True
    _database.setdefault("OPTIONS", {})["options"] = "-c statement_timeout=30000 -c lock_timeout=20000"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "unikat.foundation.people.adapter.Adapter"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = env("UNIKAT_TIME_ZONE", default="Europe/Berlin")
LANGUAGE_COOKIE_NAME = "language"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
# `unikat up` collects hashed and compressed files; tests and tools serve them from where they lie.
_collected = (STATIC_ROOT / "staticfiles.json").exists() or env.bool("UNIKAT_COLLECT", default=False)
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not _collected
_statics = "whitenoise.storage.CompressedManifest" if _collected else "django.contrib.staticfiles.storage."
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _statics + "StaticFilesStorage"},
}
BLOBS = env("UNIKAT_BLOBS", default=str(DATA / "blobs"))
S3_ENDPOINT = env("UNIKAT_S3_ENDPOINT", default="")
#: Folders with models shaped beforehand, found by the hash of their source.
READY_MADE = [str(PACKAGE / "journey/parts/story/derived")]
KEYS = Path(env("UNIKAT_KEYS", default=str(DATA / "keys")))
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 262_144

TASKS = {"default": {"BACKEND": env("UNIKAT_TASKS", default="django_tasks_db.DatabaseBackend")}}
EMAIL_CONFIG = env.email_url("UNIKAT_MAIL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("UNIKAT_MAIL_FROM", default="Unikat <unikat@localhost>")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "unikat.foundation.ui.stops.unsealed"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = env.bool("UNIKAT_SSL_REDIRECT", default=True)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("UNIKAT_LOG", default="WARNING")},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unikat.conf.settings")
