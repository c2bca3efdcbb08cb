CREATE TABLE known (code text PRIMARY KEY);
