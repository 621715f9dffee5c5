from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "payung.claims"
    default_auto_field = "django.db.models.BigAutoField"
