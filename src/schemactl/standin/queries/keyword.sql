-- A row is a word that this server quotes where it is a name.
SELECT k.word FROM pg_catalog.pg_get_keywords() k WHERE k.catcode <> 'U'
