"""The same office cannot serve the same region twice on one day.

An exclusion constraint needs equality of office and region inside a GiST index. That is what
btree_gist is for, but no contrib extension may be needed; a range type over text, of one code
each, gives the same with what every PostgreSQL has.
"""

from django.db import migrations

CREATE = """
CREATE TYPE reference_code_range AS RANGE (subtype = text, collation = "C");
ALTER TABLE reference_officeterritory ADD CONSTRAINT territory_without_overlap EXCLUDE USING gist (
    reference_code_range(office_id::text, office_id::text, '[]') WITH &&,
    reference_code_range(region_id::text, region_id::text, '[]') WITH &&,
    daterange(valid_from, valid_to, '[]') WITH &&
) DEFERRABLE INITIALLY IMMEDIATE;
"""
DROP = """
ALTER TABLE reference_officeterritory DROP CONSTRAINT territory_without_overlap;
DROP TYPE reference_code_range;
"""


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
