CREATE TABLE app.thing (id bigserial);
