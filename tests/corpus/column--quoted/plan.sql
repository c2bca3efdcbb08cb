-- What differs: +column, +constraint, +default, column.not_null, column.type

-- ===== up =====
-- WARNING: fails on values of "My App"."User ""list"""."größe" that are no numeric(5,0); find them: SELECT * FROM "My App"."User ""list""" WHERE NOT pg_input_is_valid("größe"::text, 'numeric(5,0)')
ALTER TABLE "My App"."User ""list"""
    ALTER COLUMN "Id" TYPE bigint,
    ALTER COLUMN "größe" TYPE numeric(5,0);

ALTER TABLE "My App"."User ""list""" ALTER COLUMN "select" SET NOT NULL;
ALTER TABLE "My App"."User ""list""" ADD COLUMN "a.b" text;

COMMENT ON COLUMN "My App"."User ""list"""."a.b" IS 'two
lines';

ALTER TABLE "My App"."User ""list""" ADD COLUMN "Ünïcode$1" integer;
ALTER TABLE "My App"."User ""list""" ALTER COLUMN "select" SET DEFAULT 'it''s \ new'::text;
ALTER TABLE "My App"."User ""list""" ADD CONSTRAINT "User ""list""_Ünïcode$1_check" CHECK (("Ünïcode$1" > 0));

-- ===== down =====
-- WARNING: fails on values of "My App"."User ""list"""."Id" that are no integer; find them: SELECT * FROM "My App"."User ""list""" WHERE "Id" NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE "My App"."User ""list"""
    ALTER COLUMN "Id" TYPE integer,
    ALTER COLUMN "größe" TYPE integer;

ALTER TABLE "My App"."User ""list""" ALTER COLUMN "select" DROP NOT NULL;
ALTER TABLE "My App"."User ""list""" ALTER COLUMN "select" DROP DEFAULT;

-- WARNING: destroys the values of "My App"."User ""list"""."a.b".
ALTER TABLE "My App"."User ""list""" DROP COLUMN "a.b";

-- WARNING: destroys the values of "My App"."User ""list"""."Ünïcode$1".
ALTER TABLE "My App"."User ""list""" DROP COLUMN "Ünïcode$1";
