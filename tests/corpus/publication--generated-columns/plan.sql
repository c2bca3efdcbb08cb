-- What differs: publication.generated_columns

-- ===== up =====
ALTER PUBLICATION p SET (publish_generated_columns = stored);

-- ===== down =====
ALTER PUBLICATION p SET (publish_generated_columns = none);
