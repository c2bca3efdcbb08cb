CREATE VIEW app.things_id_seq AS SELECT 1 AS id;
