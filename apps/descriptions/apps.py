from django.apps import AppConfig


class DescriptionsConfig(AppConfig):
    name = "apps.descriptions"
    verbose_name = "Job descriptions"

    def ready(self) -> None:
        from apps.descriptions import checks  # noqa: F401 - registers itself
        from apps.descriptions.usage import count_by_profile, count_by_template
        from apps.templates_lib import usage

        usage.register(usage.PROFILES, count_by_profile)
        usage.register(usage.TEMPLATES, count_by_template)
