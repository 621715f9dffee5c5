"""A post is told apart by its office too: two offices may have posts of one title for mandates."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_cache_table")]

    operations = [
        migrations.RemoveConstraint(model_name="post", name="post_once"),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                fields=["title", "role", "scope_kind", "scope_code", "office"],
                name="post_once",
                nulls_distinct=False,
            ),
        ),
    ]
