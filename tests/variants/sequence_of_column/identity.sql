CREATE TABLE app.thing (id bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME app.things_id_seq));
