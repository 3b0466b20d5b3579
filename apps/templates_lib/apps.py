from django.apps import AppConfig


class TemplatesLibConfig(AppConfig):
    name = "apps.templates_lib"
    verbose_name = "Role library"
