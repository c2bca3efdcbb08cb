-- Names that only quotes can hold.
-- rewrites: "My App"."User ""list"""
CREATE SCHEMA "My App";
CREATE TABLE "My App"."User ""list""" ("Id" bigint PRIMARY KEY, "select" text NOT NULL DEFAULT 'it''s \ new', "größe" numeric(5, 0), "a.b" text, "Ünïcode$1" integer CHECK ("Ünïcode$1" > 0));
COMMENT ON COLUMN "My App"."User ""list"""."a.b" IS E'two\nlines';
