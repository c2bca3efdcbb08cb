CREATE DOMAIN app.nickname AS app.name;
-- or
CREATE DOMAIN app.nickname AS text;
