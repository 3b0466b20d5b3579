from django.apps import AppConfig


class AtsConfig(AppConfig):
    name = "apps.ats"
    verbose_name = "Applicant tracking systems"
