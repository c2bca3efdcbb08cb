-- A call is bound to the overload that fits best: the old one is gone before the view is made.
CREATE FUNCTION twin(a anyelement) RETURNS anyelement LANGUAGE sql AS $$SELECT a$$;
CREATE VIEW v AS SELECT twin(1) AS t;
