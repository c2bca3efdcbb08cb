CREATE SEQUENCE app.things_id_seq;
CREATE TABLE app.thing (id bigint DEFAULT nextval('app.things_id_seq'));
