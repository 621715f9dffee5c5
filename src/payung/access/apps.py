from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "payung.access"
    default_auto_field = "django.db.models.BigAutoField"
