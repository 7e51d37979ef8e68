# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings of the service. Everything that differs between machines comes from the environment; safe by default."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import SELF
from django.utils.translation import gettext_lazy as _

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", default=False)
LOOPBACK_ONLY = DEBUG or env.bool("MATI_DEMO", default=False)  # plain HTTP: never for a service that others reach
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
VERSION = "0.1.0"
SOURCE_URL = env.str("SOURCE_URL", default="")  # AGPL section 13: where this very version's source is offered

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",  # its templates, under ours in templates/django/forms
    "django_htmx",
    "csp",
    "viewflow.workflow",
    "django_tasks",
    "django_tasks_db",
    "workflows",
    "accounts",
    "agencies",
    "papers",
    "digital_plan",
    "budget_review",
    "committee",
    "project",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before WhiteNoise, so that drawings opened by themselves are bound too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "project.addresses.without_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "project.language.ThaiFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "agencies.middleware.ActingFor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "project.context.navigation",
            ],
        },
    },
]

VIEWFLOW = {"AUTOREGISTER": False}  # otherwise it appends its own middleware

# SQLite is the zero-setup default, PostgreSQL is production.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'mati.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Without the first three, concurrent writers get "database is locked". Without recursive triggers, REPLACE removes
    # the row in its way past the triggers that refuse a deletion.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # The statements of a step are planned once in a connection's life. No other statement asks for that.
    kept = env.bool("PREPARED_STATEMENTS", default=True)
    DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = 0 if kept else None

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", BASE_DIR / "node_modules" / "bootstrap" / "dist" / "css"),
    ("sarabun", BASE_DIR / "node_modules" / "@fontsource" / "sarabun" / "files"),
]
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
PACK_FONT_DIR = BASE_DIR / "var" / "fonts"
PAPERS_KEPT_IN = BASE_DIR / "var" / "papers"  # what was laid out, between packs; may be cleared away at any time

# Security: nothing inline, nothing from elsewhere; HTTPS unless it is one's own machine talking to itself.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_SSL_REDIRECT = not LOOPBACK_ONLY
SECURE_HSTS_SECONDS = 0 if LOOPBACK_ONLY else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOOPBACK_ONLY
SECURE_HSTS_PRELOAD = not LOOPBACK_ONLY
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOOPBACK_ONLY
CSRF_COOKIE_HTTPONLY = True
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 60 * 60 * 12
TSA_URL = env.str("TSA_URL", default="")
TSA_CERTIFICATES = env.str("TSA_CERTIFICATES", default="")
SIGNING_CERTIFICATE = env.str("SIGNING_CERTIFICATE", default="")
SIGNING_PASSPHRASE = env.str("SIGNING_PASSPHRASE", default="")
SIGNING_PASSPHRASE_FILE = env.str("SIGNING_PASSPHRASE_FILE", default="")
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{env.str('PORT', default='8000')}").rstrip("/")
MAIL_DOMAIN = urlsplit(SITE_URL).hostname or "localhost"
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default=f"mati@{MAIL_DOMAIN}")
LOGGING = {  # a fault leaves its traceback where the service runs, whatever DEBUG says
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
TASKS = {
    "default": {"BACKEND": env.str("TASKS_BACKEND", default="django_tasks_db.DatabaseBackend")}
}  # see docs/jobs.md
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # an agency's 200 lines come to 1,600, a hundred KPIs with their owners to more
