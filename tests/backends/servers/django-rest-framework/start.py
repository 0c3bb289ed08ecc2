"""Django REST framework on SQLite, with token authentication: user u, password p.

DRF_RATE=3/min throttles each user; KARTEI_UNIQUE_EMAIL=1 makes addresses unique. Times are written
in the time zone that Django has by default, which is not UTC.
"""

import os
import signal
import sys
import tempfile
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings

folder = tempfile.TemporaryDirectory(prefix="kartei-backend-")
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
unique_email = os.environ.get("KARTEI_UNIQUE_EMAIL") == "1"

settings.configure(
    SECRET_KEY="of a test",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.path.join(folder.name, "contacts.sqlite3"),
            "OPTIONS": {"timeout": 30},
        }
    },
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "rest_framework",
        "rest_framework.authtoken",
        "django_filters",
    ],
    MIDDLEWARE=["django.middleware.http.ConditionalGetMiddleware"],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.TokenAuthentication"],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_FILTER_BACKENDS": [
            "django_filters.rest_framework.DjangoFilterBackend",
            "rest_framework.filters.OrderingFilter",
        ],
        "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
        "DEFAULT_THROTTLE_RATES": {"user": os.environ.get("DRF_RATE")},
    },
    LOGGING_CONFIG=None,
)
django.setup()

import django_filters
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.urls import include, path
from rest_framework import pagination, routers, serializers, viewsets
from rest_framework.authtoken.views import obtain_auth_token


class Contact(models.Model):
    client_ref = models.CharField(max_length=64, null=True, blank=True, unique=True)
    name = models.CharField(max_length=200, blank=True, default="")
    email = models.EmailField(null=True, blank=True, unique=unique_email)
    phone = models.CharField(max_length=40, blank=True, default="")
    country_code = models.CharField(max_length=8, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    last_contact_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True, default="")
    tags = models.JSONField(blank=True, default=list)
    attributes = models.JSONField(blank=True, default=dict)

    class Meta:
        app_label = "main"
        ordering = ["id"]


class ContactSerializer(serializers.ModelSerializer):
    class Meta:
        model = Contact
        fields = "__all__"


class ContactFilter(django_filters.FilterSet):
    class Meta:
        model = Contact
        fields = {"updated_at": ["gt", "gte"], "client_ref": ["exact"]}


class ContactPages(pagination.PageNumberPagination):
    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1000


class ContactView(viewsets.ModelViewSet):
    queryset = Contact.objects.all()
    serializer_class = ContactSerializer
    filterset_class = ContactFilter
    pagination_class = ContactPages
    ordering_fields = ["id", "updated_at"]


router = routers.DefaultRouter()
router.register("contacts", ContactView)
urlpatterns = [path("api/token/", obtain_auth_token), path("api/", include(router.urls))]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Handler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def reset():
    """As after the start: ids begin at 1 again."""
    Contact.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [Contact._meta.db_table])
    cache.clear()


def main():
    call_command("migrate", run_syncdb=True, verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Contact)
    User.objects.create_user("u", password="p")
    port = int((sys.argv + [os.environ.get("PORT", "0")])[1])
    server = make_server("127.0.0.1", port, get_wsgi_application(), Server, Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", server.server_port, flush=True)
    for line in sys.stdin:
        if line != "reset\n":
            sys.exit(f"unknown command: {line}")
        reset()
        print("reset", flush=True)


main()
