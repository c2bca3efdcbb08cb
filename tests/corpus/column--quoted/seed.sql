INSERT INTO "My App"."User ""list""" VALUES (1, 'x', 2);
