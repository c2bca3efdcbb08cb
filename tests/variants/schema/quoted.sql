CREATE SCHEMA "Other One";
CREATE TABLE "Other One"."T" ("Id" integer PRIMARY KEY);
CREATE INDEX "I" ON "Other One"."T" ("Id");
