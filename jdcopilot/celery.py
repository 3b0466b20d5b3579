"""The Celery application. Tasks are doors: each names a function of its app and decides only "again or give up"."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jdcopilot.settings")

app = Celery("jdcopilot")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()  # a worker thread must find the tasks too, not only the thread that made the app
app.autodiscover_tasks()
