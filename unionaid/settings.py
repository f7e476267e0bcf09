"""Settings, read from the environment alone; a missing secret stops the start with a hint.

`UNIONAID_DEBUG` permits the demo and development secrets. It does not switch on
Django's DEBUG: our own 403, 404 and 500 pages always show.
"""

import hashlib
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

UNIONAID_DEBUG = env.bool("UNIONAID_DEBUG", default=False)
DEBUG = False


def _secret(name, hint):
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {hint}")
    return value


SECRET_KEY = _secret(
    "UNIONAID_SECRET_KEY",
    "Put a long random text into the environment or into a private .env file "
    "(python -c 'import secrets; print(secrets.token_urlsafe(64))').",
)


def _data_keys():
    """Field encryption keys, newest first, each 32 bytes written as 64 hex digits."""
    keys = env.list("UNIONAID_DATA_KEYS", default=[])
    if keys:
        return keys
    if UNIONAID_DEBUG:
        return [hashlib.sha256(b"unionaid data key\0" + SECRET_KEY.encode()).hexdigest()]
    raise ImproperlyConfigured(
        "UNIONAID_DATA_KEYS is not set. Give one or more keys of 64 hex digits, newest first, "
        "separated by commas (python -c 'import secrets; print(secrets.token_hex(32))'). "
        "Keep them outside the database and its backups: without them nothing can be read."
    )


DATA_KEYS = _data_keys()
# The root of the blind index and of the audit chain; the oldest data key where it is not set.
INDEX_KEY = env.str("UNIONAID_INDEX_KEY", default="")
# A file on another disk that the worker writes the heads of the audit chains to.
AUDIT_ANCHORS = env.str("UNIONAID_AUDIT_ANCHORS", default="")
ALLOWED_HOSTS = env.list(
    "UNIONAID_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if UNIONAID_DEBUG else []
)
# Mail is sent where a server is named: smtp://user:password@host:25, smtp+tls://…:587, smtp+ssl://…:465.
MAIL_IS_CONFIGURED = bool(env.str("UNIONAID_EMAIL_URL", default=""))
EMAIL_CONFIG = env.email_url("UNIONAID_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("UNIONAID_EMAIL_FROM", default="unionaid@localhost")
CSRF_TRUSTED_ORIGINS = env.list("UNIONAID_TRUSTED_ORIGINS", default=[])
TRUSTED_PROXIES = env.list("UNIONAID_TRUSTED_PROXIES", default=[])  # addresses that may name the client

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
    "knox",
    "rest_framework",
    "axes",
    "csp",
    "simple_history",
    "treebeard",
    "unionaid.clock",
    "unionaid.organizations",
    "unionaid.privacy",
    "unionaid.web",
    "unionaid.audit",
    "unionaid.attachments",
    "unionaid.accounts",
    "unionaid.jobs",
    "unionaid.notifications",
    "households",
    "assistance",
    "campaigns",
    "reports",
    "unionaid.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "unionaid.web.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "unionaid.audit.context.AuditContextMiddleware",
    "unionaid.accounts.middleware.PostingMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "unionaid.web.middleware.NoStoreMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "unionaid.urls"
WSGI_APPLICATION = "unionaid.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "unionaid.web.context_processors.shell",
                "unionaid.jobs.context_processors.jobs_at_hand",
                "unionaid.notifications.context_processors.bell",
            ],
        },
    },
]
FORM_RENDERER = "unionaid.web.forms.FormRenderer"

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'unionaid.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Without these four settings concurrent writers lose rows to "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Sealed scans and photos lie in a folder of their own, one for each database.
_BESIDE = (
    f"{DATABASES['default']['NAME']}-attachments"
    if DATABASES["default"]["ENGINE"].endswith("sqlite3")
    else BASE_DIR / "var" / "attachments" / DATABASES["default"]["NAME"]
)
ATTACHMENTS = Path(env.str("UNIONAID_ATTACHMENTS", default="") or _BESIDE)
ATTACHMENT_BYTES = env.int("UNIONAID_ATTACHMENT_MB", default=10) << 20
FILE_UPLOAD_HANDLERS = ["unionaid.web.uploads.MemoryOnlyHandler"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "unionaid.demo.backends.DemoPasswordGuard",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "unionaid.accounts.passwords.NotAPreviousPassword"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "axes/lockout.html"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # counts wrong passwords per account, see accounts.limits
AXES_SENSITIVE_PARAMETERS = ["password", "kept"]
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "unionaid.audit.context.client_address"

CSRF_FAILURE_VIEW = "unionaid.accounts.views.signed_out.csrf_failure"
SESSION_IDLE_SECONDS = env.int("UNIONAID_SESSION_IDLE_SECONDS", default=30 * 60)
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not UNIONAID_DEBUG:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    },
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "unionaid" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if UNIONAID_DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = UNIONAID_DEBUG

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "unionaid.web.api.handle",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "unionaid",
    "DESCRIPTION": "工会困难职工帮扶管理 API",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    # Fields of one name with other choices each need a name of their own in the description.
    "ENUM_NAME_OVERRIDES": {
        "DemandSource": "households.contact_enums.DemandSource",
        "FundSource": "assistance.enums.FundSource",
        "NoticeKind": "households.enums.NoticeKind",
        "ObjectionChannel": "households.enums.ObjectionChannel",
        "TaskKind": "households.enums.TaskKind",
        "TaskStatus": "households.enums.TaskStatus",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "masking": {
            "()": "unionaid.privacy.logs.MaskingFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masking"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
