"""One settings file; deployments differ by their environment alone. `.env.example` lists every variable.

`JD_MODE=embedded` (the default) needs nothing: SQLite, an in-memory queue with a worker thread in the serving process,
files on disk. `JD_MODE=production` has no defaults for secrets and hosts, and turns every transport protection on.
"""

from __future__ import annotations

from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from jdcopilot.lib.environment import secret_from_file

django_stubs_ext.monkeypatch()  # lets classes such as ModelAdmin name their model, which mypy wants

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

MODE = env.str("JD_MODE", default="embedded")
if MODE not in {"embedded", "production"}:
    raise ImproperlyConfigured(f"JD_MODE is {MODE!r}; set it to embedded or production (see .env.example).")
EMBEDDED = MODE == "embedded"
VAR_DIR = Path(env.str("JD_VAR_DIR", default=str(BASE_DIR / ".var")))


def required(name: str) -> str:
    """The value of a variable that production cannot do without."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. See .env.example for what it must hold.")
    return str(value)


if EMBEDDED:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    SECRET_KEY = env.str("JD_SECRET_KEY", default="") or secret_from_file(VAR_DIR / "secret_key")
else:
    SECRET_KEY = required("JD_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("JD_SECRET_KEY_FALLBACKS", default=[])

DEBUG = env.bool("JD_DEBUG", default=False)
ALLOWED_HOSTS = env.list("JD_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if EMBEDDED else [])
CSRF_TRUSTED_ORIGINS = env.list("JD_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "apps.accounts",
    "apps.templates_lib",
    "apps.descriptions",
    "apps.feedback",
    "apps.ats",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_htmx",
    "import_export",
    "template_partials",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "jdcopilot",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "jdcopilot.middleware.StaticFilesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jdcopilot.middleware.PrivateAnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jdcopilot.middleware.SignInByFullPageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "jdcopilot.urls"
ASGI_APPLICATION = "jdcopilot.asgi.application"
WSGI_APPLICATION = "jdcopilot.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "jdcopilot" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'jdcopilot.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Without IMMEDIATE, two writers that both began by reading fail with "database is locked" whatever the timeout.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # Under ASGI each request has a thread of its own, and a kept connection stays open with a thread that is gone:
    # what is kept, a pool of the process keeps.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if pool_size := env.int("JD_DB_POOL", default=0):
        DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("JD_REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    # With the default of 300 entries, a flood of made-up names would push the counts of failed sign-ins out.
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "descriptions:list"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("JD_TIME_ZONE", default="UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("JD_STATIC_ROOT", default=str(VAR_DIR / "static")))
if EMBEDDED:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of a folder that is not there
STATICFILES_DIRS = [BASE_DIR / "jdcopilot" / "static"]
WHITENOISE_USE_FINDERS = EMBEDDED
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "media/"
S3_BUCKET = env.str("JD_S3_BUCKET", default="")
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "region_name": env.str("JD_S3_REGION", default=None),
            "endpoint_url": env.str("JD_S3_ENDPOINT_URL", default=None),
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
            "querystring_expire": 300,
            "signature_version": "s3v4",
            "object_parameters": {
                "ServerSideEncryption": "aws:kms",
                **({"SSEKMSKeyId": env.str("JD_S3_KMS_KEY")} if env.str("JD_S3_KMS_KEY", default="") else {}),
                "ContentDisposition": "attachment",
            },
        },
    }
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if EMBEDDED
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_SAMESITE = "Lax"
# A proxy that ends TLS must set this header itself and strip what clients send.
BEHIND_PROXY = env.bool("JD_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
if not EMBEDDED:
    SECURE_SSL_REDIRECT = env.bool("JD_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^(?:healthz|readyz)$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

CELERY_BROKER_URL = env.str("JD_BROKER_URL", default="memory://localhost/" if EMBEDDED else REDIS_URL)
EMBEDDED_WORKER = CELERY_BROKER_URL.startswith("memory://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = not EMBEDDED_WORKER
CELERY_TASK_REJECT_ON_WORKER_LOST = not EMBEDDED_WORKER
#: Seconds of one draft in which engines are asked; the composer writes what is left then.
ENGINE_SECONDS = env.int("JD_ENGINE_SECONDS", default=60)
# The last section asked for in time may take 90 seconds more.
CELERY_TASK_SOFT_TIME_LIMIT = ENGINE_SECONDS + 120
CELERY_TASK_TIME_LIMIT = ENGINE_SECONDS + 150
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {}
    if EMBEDDED_WORKER
    else {"visibility_timeout": 900, "socket_connect_timeout": 2, "socket_timeout": 5, "max_retries": 1}
)
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "requeue-lost-requests": {"task": "descriptions.requeue_lost", "schedule": 10.0},
    "deliver-due-webhooks": {"task": "ats.deliver_due", "schedule": 10.0},
    "mail-switched-off-endpoints": {"task": "ats.mail_switched_off", "schedule": 30.0},
    "tidy-webhooks": {"task": "ats.tidy", "schedule": 3600.0},
    "sync-connections": {"task": "ats.sync", "schedule": 10.0},
    "compare-drafts-by-meaning": {"task": "library.compare_drafts", "schedule": 20.0},
    "remind-reviewers": {"task": "descriptions.remind_reviewers", "schedule": 3600.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")

# A slow webhook target may hold a worker for 15 seconds; drafts must not wait behind it.
CELERY_TASK_ROUTES = {} if EMBEDDED_WORKER else {"ats.*": {"queue": "webhooks"}}
#: Longer than one exchange can take (15 seconds), so that nobody takes over a delivery that is still being sent.
DELIVERY_LEASE_SECONDS = env.int("JD_DELIVERY_LEASE_SECONDS", default=60)
#: Development and tests only: lets webhooks go to http://127.0.0.1, and postings be read from there.
JD_WEBHOOK_ALLOW_LOOPBACK = env.bool("JD_WEBHOOK_ALLOW_LOOPBACK", default=False)

#: Are released texts public below /feeds/, for job boards that fetch them? Everybody can read them there.
JD_FEEDS = env.bool("JD_FEEDS", default=False)
#: Where mails point to: the address under which people reach the site.
SITE_URL = env.str("JD_SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
#: Mails go to a server, e.g. smtp+tls://user:password@host:587; an embedded installation keeps them as files.
_mail = env.email_url(
    "JD_EMAIL_URL", default=f"filemail:///{VAR_DIR.resolve() / 'mail'}" if EMBEDDED else "dummymail://"
)
EMAIL_BACKEND, EMAIL_FILE_PATH = _mail["EMAIL_BACKEND"], _mail["EMAIL_FILE_PATH"]
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"] or "localhost", _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("JD_MAIL_FROM", default="Job Description Co-Pilot <jdcopilot@localhost>")
#: Whoever may decide a review hears of it again when it has waited this long.
REVIEW_REMIND_DAYS = env.int("JD_REVIEW_REMIND_DAYS", default=2)

#: May people have a posting read from a public address? Never without their asking, never inside our own network.
JD_IMPORT_URLS = env.bool("JD_IMPORT_URLS", default=True)

#: Seconds a worker may be silent before another takes its request; renewed after each section.
GENERATION_LEASE_SECONDS = env.int("JD_GENERATION_LEASE_SECONDS", default=60)
GENERATION_MAX_ATTEMPTS = 4

#: Modules that add titles to the typeahead; apps/templates_lib/names.py says what such a module has.
TITLE_SOURCES = ["apps.descriptions.past_titles"]

#: May jd-mini finish sentences in the web process? It then loads torch, as the embedded worker does anyway.
COMPLETION = env.bool("JD_COMPLETION", default=EMBEDDED_WORKER)

#: The engines, by the keys of `ml.writers.factory`. Empty values are left to it.
WRITER = {
    "order": env.str("JD_WRITERS", default=""),
    "model": env.str("JD_LOCAL_MODEL", default=""),
    "endpoint": env.str("JD_SAGEMAKER_ENDPOINT", default=""),
    "region": env.str("JD_SAGEMAKER_REGION", default=""),
    "endpoint_url": env.str("JD_SAGEMAKER_ENDPOINT_URL", default=""),
    "variants": env.str("JD_SAGEMAKER_VARIANTS", default=""),
    "sagemaker_price_in": env.str("JD_SAGEMAKER_PRICE_IN", default=""),
    "sagemaker_price_out": env.str("JD_SAGEMAKER_PRICE_OUT", default=""),
    "openai_model": env.str("JD_OPENAI_MODEL", default=""),
    "openai_base_url": env.str("JD_OPENAI_BASE_URL", default=""),
    "openai_api_key": env.str("JD_OPENAI_API_KEY", default=""),
    "openai_price_in": env.str("JD_OPENAI_PRICE_IN", default=""),
    "openai_price_out": env.str("JD_OPENAI_PRICE_OUT", default=""),
    "parallel": env.str("JD_ENGINE_PARALLEL", default=""),
    "daily_tokens": env.str("JD_ENGINE_DAILY_TOKENS", default="5000000"),
    "daily_cost": env.str("JD_ENGINE_DAILY_COST", default="0"),
}

#: Requests that one machine key may make; `apps.ats.rates` counts them.
API_RATE = env.str("JD_API_RATE", default="600/min")
#: Streams of events of the API that one process serves at once; half of them for one key.
API_STREAMS = env.int("JD_API_STREAMS", default=50)
#: Tokens that one address may ask for.
TOKEN_RATE = env.str("JD_TOKEN_RATE", default="60/min")
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["apps.ats.authentication.MachineKeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "apps.ats.problems.problem_response",
    "DEFAULT_THROTTLE_CLASSES": ["apps.ats.rates.KeyThrottle"],
    "NUM_PROXIES": env.int("JD_NUM_PROXIES", default=0),
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Job Description Co-Pilot API",
    "DESCRIPTION": "Briefs in, job descriptions out: for applicant tracking systems.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_PATCH": False,  # what a PATCH needs is required there too
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "clientBasic": {
                "type": "http",
                "scheme": "basic",
                "description": "The public id of a key and the key itself.",
            }
        }
    },
}

# Tables of the library go out and in by the admin.
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True  # a cell that begins with "=" must not run in somebody's Excel
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "change"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("JD_LOG_LEVEL", default="WARNING" if EMBEDDED else "INFO")},
}
