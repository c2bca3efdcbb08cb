CREATE SCHEMA "My App";
CREATE TABLE "My App"."User ""list""" ("Id" integer PRIMARY KEY, "select" text, "größe" integer);
