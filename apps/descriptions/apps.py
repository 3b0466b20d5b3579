from django.apps import AppConfig


class DescriptionsConfig(AppConfig):
    name = "apps.descriptions"
    verbose_name = "Job descriptions"
