from django.apps import AppConfig


class SponsorshipConfig(AppConfig):
    name = "payung.sponsorship"
    default_auto_field = "django.db.models.BigAutoField"
