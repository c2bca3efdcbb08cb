CREATE TABLE app.log (w_id integer, at timestamptz DEFAULT now(), FOREIGN KEY (w_id) REFERENCES app.w (id));
-- or
CREATE TABLE app.log (w_id bigint REFERENCES app.w (id) ON DELETE SET NULL DEFERRABLE, at timestamptz);
-- or
CREATE TABLE app.log (w_id bigint, at date, row_ app.w);
