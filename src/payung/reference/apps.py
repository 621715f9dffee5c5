from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "payung.reference"
    label = "reference"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Data referensi"
