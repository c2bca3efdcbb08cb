ALTER TABLE app.part ADD PRIMARY KEY (id, k);
-- or
ALTER TABLE app.part ADD CONSTRAINT part_key UNIQUE (k, id);
-- or
ALTER TABLE app.part_a ADD PRIMARY KEY (id);
-- or
ALTER TABLE app.part_a ADD CONSTRAINT own_key PRIMARY KEY (id, k);
ALTER TABLE app.part ADD CONSTRAINT part_pkey PRIMARY KEY (id, k);
