from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "payung.site"
    label = "payung_site"
