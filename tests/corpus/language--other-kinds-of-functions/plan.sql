-- What differs: +access_method, +conversion, +transform, -access_method, -conversion, access_method.comment, access_method.handler, access_method.type, conversion.default, conversion.destination, conversion.function, conversion.source, transform.comment, transform.from_sql, transform.to_sql

-- ===== up =====
CREATE ACCESS METHOD made TYPE INDEX HANDLER pg_catalog.hashhandler;
CREATE TRANSFORM FOR public.n LANGUAGE plpgsql (FROM SQL WITH FUNCTION public.from_n(internal), TO SQL WITH FUNCTION public.to_n(internal));
CREATE OR REPLACE TRANSFORM FOR public.n LANGUAGE sql (TO SQL WITH FUNCTION public.to_n(internal));
COMMENT ON TRANSFORM FOR public.n LANGUAGE sql IS 'both';
CREATE CONVERSION public.made FOR 'UTF8' TO 'LATIN1' FROM pg_catalog.utf8_to_iso8859_1;
ALTER CONVERSION public.made OWNER TO writer;
DROP CONVERSION public.changes;
CREATE DEFAULT CONVERSION public.changes FOR 'UTF8' TO 'LATIN1' FROM pg_catalog.utf8_to_iso8859_1;
COMMENT ON CONVERSION public.changes IS 'said';
DROP CONVERSION public.gone;
DROP ACCESS METHOD changes;
CREATE ACCESS METHOD changes TYPE TABLE HANDLER pg_catalog.heap_tableam_handler;
COMMENT ON ACCESS METHOD changes IS 'changes';
DROP ACCESS METHOD gone;

-- ===== down =====
CREATE ACCESS METHOD gone TYPE INDEX HANDLER pg_catalog.bthandler;
CREATE OR REPLACE TRANSFORM FOR public.n LANGUAGE sql (FROM SQL WITH FUNCTION public.from_n(internal));
COMMENT ON TRANSFORM FOR public.n LANGUAGE sql IS NULL;
CREATE CONVERSION public.gone FOR 'LATIN1' TO 'UTF8' FROM pg_catalog.iso8859_1_to_utf8;
DROP TRANSFORM FOR public.n LANGUAGE plpgsql;
DROP CONVERSION public.changes;
CREATE CONVERSION public.changes FOR 'LATIN1' TO 'UTF8' FROM pg_catalog.iso8859_1_to_utf8;
COMMENT ON CONVERSION public.changes IS 'said';
DROP CONVERSION public.made;
DROP ACCESS METHOD changes;
CREATE ACCESS METHOD changes TYPE INDEX HANDLER pg_catalog.bthandler;
DROP ACCESS METHOD made;
