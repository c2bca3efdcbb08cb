-- What differs: +domain

-- ===== up =====
CREATE DOMAIN app.dst2 AS app.st DEFAULT 'b'::app.st;

-- ===== down =====
DROP DOMAIN app.dst2;
