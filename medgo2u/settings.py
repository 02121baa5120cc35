"""Settings, in one file. Everything that differs between machines comes from the environment; see docs/deploy.md."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from articles.nation import NATIONS
from medgo2u import environment

BASE_DIR = Path(__file__).resolve().parent.parent

# The demo runs with DEMO=true: a throw-away secret, demo keys, mail into files. Production sets none of it.
DEMO = environment.flag("DEMO", default=False)
DEBUG = environment.flag("DEBUG", default=False)
_PRODUCTION = not (DEMO or DEBUG)
VAR = environment.path("VAR_DIR", BASE_DIR / "var" / ("demo" if DEMO else "local"))

SECRET_KEY = environment.text("SECRET_KEY", None if _PRODUCTION else "only-for-the-demo-" + "x" * 50)
if _PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must be at least 50 characters of chance.")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", None if _PRODUCTION else "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS", "")

# Where readers find the site, without a slash at the end: for e-mails, structured data and the log.
SITE_URL = environment.text("SITE_URL", None if _PRODUCTION else "http://localhost:8000").rstrip("/")
PUBLISHER_NAME = environment.text("PUBLISHER_NAME", "MedGo2U")
PUBLISHER_CONTACT = environment.text("PUBLISHER_CONTACT", "")  # an e-mail address, as the privacy page names it
PUBLISHER_FUNDING = environment.text("PUBLISHER_FUNDING", "")  # who else pays, in sentences for readers
# Where readers live: whom they call for help differs (articles/nation.py).
NATION = environment.one_of("NATION", "england", NATIONS)

INSTALLED_APPS = [
    "medgo2u.apps.EditorsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "markdownx",
    "reviewers",
    "references",
    "articles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "medgo2u.second_factor.required",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "medgo2u.unsaved.keep_what_was_typed",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "articles.former_addresses.leads_on",
]

ROOT_URLCONF = "medgo2u.urls"
WSGI_APPLICATION = "medgo2u.wsgi.application"

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
                "medgo2u.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": dj_database_url.parse(
        environment.text("DATABASE_URL", None if _PRODUCTION else f"sqlite:///{VAR / 'medgo2u.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE serialises writers, so appends to the log can't collide; FULL survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# People sign in at one place, whichever desk they are bound for.
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AXES_FAILURE_LIMIT = environment.number("LOGIN_FAILURE_LIMIT", 5, 3, 50)
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "medgo2u.sign_in.locked_out"
AXES_VERBOSE = False

# The second factor. A mailed link (invitation, lost device, forgotten password) works once and for three days.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
ACCOUNT_ADAPTER = "medgo2u.allauth_adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are kept by administrators, not by allauth
MFA_ADAPTER = "medgo2u.allauth_adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_TOTP_ISSUER = PUBLISHER_NAME
MFA_TOTP_TOLERANCE = 1  # the code before and after, for slow hands and wrong clocks
MFA_RECOVERY_CODES_SHOW_ONCE = True

LANGUAGE_CODE = "en-gb"
TIME_ZONE = environment.text("TIME_ZONE", "Europe/London")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = environment.path("STATIC_ROOT", BASE_DIR / "var" / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "medgo2u.bundles.BundleFinder",
]
STYLE_BUNDLES = {
    "css/readers.css": (
        *("tokens.css", "base.css", "site.css", "lists.css", "page.css", "care_cards.css", "article.css"),
        *("exercises.css", "trust.css", "corrections.css", "search.css", "print.css"),
    )
}
MEDIA_ROOT = environment.path("MEDIA_ROOT", VAR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# One cache for all workers, so that a one-time code can't be used twice and limits count everywhere.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # at the usual 300 anybody could push a used code out
    }
}

# Security. Cookies exist only for people who sign in; readers get none.
SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", default=_PRODUCTION)
SECURE_HSTS_SECONDS = environment.number("SECURE_HSTS_SECONDS", 31536000 if _PRODUCTION else 0, 0, 63072000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = _PRODUCTION
SECURE_HSTS_PRELOAD = _PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _PRODUCTION
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "medgo2u.unsaved.csrf_failure"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = environment.flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    AXES_CLIENT_IP_CALLABLE = "articles.client_address.behind_proxy"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

EMAIL_BACKEND = environment.text(
    "EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if _PRODUCTION
    else "django.core.mail.backends.filebased.EmailBackend",
)
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", 25, 1, 65535)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10
MAIL_IN_BACKGROUND = environment.flag("MAIL_IN_BACKGROUND", default=True)  # so that no decision waits for a server
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", f"{PUBLISHER_NAME} <publisher@localhost>")

# Proof. The private key signs reviews and the log; former public keys keep old signatures verifiable.
SIGNING_KEY_FILE = environment.path("SIGNING_KEY_FILE", VAR / "keys" / "signing-key.json")
FORMER_KEYS_FILE = environment.path("FORMER_KEYS_FILE", VAR / "keys" / "former-keys.json")

# An outside witness is sent the head of the log once a day, so that an owner can't shorten or forge the log unseen.
WITNESS_EMAIL = environment.text("WITNESS_EMAIL", "")
WITNESS_URL = environment.web_address("WITNESS_URL", schemes=("https", "http") if DEMO else ("https",))

# Review policy. NHS service manual and the Information Standard's successors: look again at least every 3 years.
REVIEW_VALID_MONTHS = environment.number("REVIEW_VALID_MONTHS", 36, 1, 36)
REGISTER_CHECK_VALID_DAYS = environment.number("REGISTER_CHECK_VALID_DAYS", 30, 1, 366)
REVIEW_DUE_DAYS = environment.number("REVIEW_DUE_DAYS", 7, 1, 90)

# Concerns of readers. Their words are deleted so long after the answer, and a year after they came at the latest.
CONCERN_KEPT_DAYS = environment.number("CONCERN_KEPT_DAYS", 90, 1, 365)
CONCERN_LONGEST_DAYS = 365
CONCERNS_AN_HOUR = 5  # from one connection
CONCERNS_AN_HOUR_IN_ALL = 200

# Uploads and imports: limits in bytes and pixels, so that no file can exhaust the machine.
IMAGE_MAX_BYTES = 5 * 1024 * 1024
IMAGE_MAX_PIXELS = 24_000_000
IMPORT_MAX_BYTES = 1024 * 1024
IMPORT_MAX_WORD_BYTES = 20 * 1024 * 1024  # the file with its pictures
IMPORT_MAX_WORD_XML_BYTES = 30 * 1024 * 1024  # its XML, unzipped
IMPORT_MAX_WORD_HTML = 2 * 1024 * 1024  # characters of what is left of it: words and their marks
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
