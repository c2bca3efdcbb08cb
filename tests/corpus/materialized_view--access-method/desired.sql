-- Another access method.
-- since: 15
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE MATERIALIZED VIEW m USING heap2 AS SELECT 1 AS x;
