-- A stand-in for the extension pgcrypto 1.3, on scratch servers only.
-- standin: relocatable trusted
-- comment: cryptographic functions
-- The same functions and signatures. Digests by MD5 and SHA-2, and random values, are true. SHA-1, HMAC and passwords
-- have the right form, and are the same for the same input. What is encrypted is the text itself.
CREATE FUNCTION digest(text, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE lower($2) WHEN 'md5' THEN decode(md5(convert_to($1, 'UTF8')), 'hex')
        WHEN 'sha224' THEN sha224(convert_to($1, 'UTF8'))
        WHEN 'sha256' THEN sha256(convert_to($1, 'UTF8'))
        WHEN 'sha384' THEN sha384(convert_to($1, 'UTF8'))
        WHEN 'sha512' THEN sha512(convert_to($1, 'UTF8'))
        ELSE substr(sha256(convert_to($1, 'UTF8')), 1, 20) END $$;

CREATE FUNCTION digest(bytea, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE lower($2) WHEN 'md5' THEN decode(md5($1), 'hex')
        WHEN 'sha224' THEN sha224($1) WHEN 'sha256' THEN sha256($1)
        WHEN 'sha384' THEN sha384($1) WHEN 'sha512' THEN sha512($1)
        ELSE substr(sha256($1), 1, 20) END $$;

CREATE FUNCTION hmac(text, text, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE lower($3) WHEN 'md5' THEN decode(md5(convert_to($2 || $1, 'UTF8')), 'hex')
        WHEN 'sha224' THEN sha224(convert_to($2 || $1, 'UTF8'))
        WHEN 'sha256' THEN sha256(convert_to($2 || $1, 'UTF8'))
        WHEN 'sha384' THEN sha384(convert_to($2 || $1, 'UTF8'))
        WHEN 'sha512' THEN sha512(convert_to($2 || $1, 'UTF8'))
        ELSE substr(sha256(convert_to($2 || $1, 'UTF8')), 1, 20) END $$;

CREATE FUNCTION hmac(bytea, bytea, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE lower($3) WHEN 'md5' THEN decode(md5($2 || $1), 'hex')
        WHEN 'sha224' THEN sha224($2 || $1) WHEN 'sha256' THEN sha256($2 || $1)
        WHEN 'sha384' THEN sha384($2 || $1) WHEN 'sha512' THEN sha512($2 || $1)
        ELSE substr(sha256($2 || $1), 1, 20) END $$;

CREATE FUNCTION crypt(text, text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN $2 LIKE '$2%' THEN substr($2, 1, 29) || substr(md5($1 || substr($2, 1, 29)), 1, 31)
        WHEN $2 LIKE '$1$%' THEN substr($2, 1, 11) || '$' || substr(md5($1 || substr($2, 1, 11)), 1, 22)
        WHEN $2 LIKE '\_%' THEN substr($2, 1, 9) || substr(md5($1 || substr($2, 1, 9)), 1, 11)
        ELSE substr($2, 1, 2) || substr(md5($1 || substr($2, 1, 2)), 1, 11) END $$;

CREATE FUNCTION gen_salt(text) RETURNS text
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$
    SELECT CASE lower($1) WHEN 'bf' THEN '$2a$06$' || substr(h, 1, 22)
        WHEN 'md5' THEN '$1$' || substr(h, 1, 8) WHEN 'xdes' THEN '_J9..' || substr(h, 1, 4) ELSE substr(h, 1, 2) END
    FROM md5(pg_catalog.gen_random_uuid()::text) h $$;

CREATE FUNCTION gen_salt(text, integer) RETURNS text
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$
    SELECT CASE lower($1) WHEN 'bf' THEN '$2a$' || lpad($2::text, 2, '0') || '$' || substr(h, 1, 22)
        WHEN 'md5' THEN '$1$' || substr(h, 1, 8) WHEN 'xdes' THEN '_J9..' || substr(h, 1, 4) ELSE substr(h, 1, 2) END
    FROM md5(pg_catalog.gen_random_uuid()::text) h $$;

CREATE FUNCTION encrypt(bytea, bytea, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION decrypt(bytea, bytea, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION encrypt_iv(bytea, bytea, bytea, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION decrypt_iv(bytea, bytea, bytea, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION gen_random_bytes(integer) RETURNS bytea
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$
    SELECT substr(string_agg(uuid_send(pg_catalog.gen_random_uuid()), ''::bytea), 1, $1)
    FROM generate_series(0, $1 / 16) $$;

CREATE FUNCTION gen_random_uuid() RETURNS uuid
    LANGUAGE sql VOLATILE PARALLEL SAFE AS $$ SELECT pg_catalog.gen_random_uuid() $$;

CREATE FUNCTION pgp_sym_encrypt(text, text) RETURNS bytea
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$ SELECT convert_to($1, 'UTF8') $$;

CREATE FUNCTION pgp_sym_encrypt_bytea(bytea, text) RETURNS bytea
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION pgp_sym_encrypt(text, text, text) RETURNS bytea
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$ SELECT convert_to($1, 'UTF8') $$;

CREATE FUNCTION pgp_sym_encrypt_bytea(bytea, text, text) RETURNS bytea
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION pgp_sym_decrypt(bytea, text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT convert_from($1, 'UTF8') $$;

CREATE FUNCTION pgp_sym_decrypt_bytea(bytea, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION pgp_sym_decrypt(bytea, text, text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT convert_from($1, 'UTF8') $$;

CREATE FUNCTION pgp_sym_decrypt_bytea(bytea, text, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION pgp_pub_encrypt(text, bytea) RETURNS bytea
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$ SELECT convert_to($1, 'UTF8') $$;

CREATE FUNCTION pgp_pub_encrypt_bytea(bytea, bytea) RETURNS bytea
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION pgp_pub_encrypt(text, bytea, text) RETURNS bytea
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$ SELECT convert_to($1, 'UTF8') $$;

CREATE FUNCTION pgp_pub_encrypt_bytea(bytea, bytea, text) RETURNS bytea
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION pgp_pub_decrypt(bytea, bytea) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT convert_from($1, 'UTF8') $$;

CREATE FUNCTION pgp_pub_decrypt_bytea(bytea, bytea) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION pgp_pub_decrypt(bytea, bytea, text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT convert_from($1, 'UTF8') $$;

CREATE FUNCTION pgp_pub_decrypt_bytea(bytea, bytea, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION pgp_pub_decrypt(bytea, bytea, text, text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT convert_from($1, 'UTF8') $$;

CREATE FUNCTION pgp_pub_decrypt_bytea(bytea, bytea, text, text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;

CREATE FUNCTION pgp_key_id(bytea) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT upper(substr(md5($1), 1, 16)) $$;

CREATE FUNCTION armor(bytea) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT '-----BEGIN PGP MESSAGE-----' || chr(10) || chr(10) || encode($1, 'base64') || chr(10)
        || '-----END PGP MESSAGE-----' || chr(10) $$;

CREATE FUNCTION armor(bytea, text[], text[]) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT '-----BEGIN PGP MESSAGE-----' || chr(10) || chr(10) || encode($1, 'base64') || chr(10)
        || '-----END PGP MESSAGE-----' || chr(10) $$;

CREATE FUNCTION dearmor(text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT decode(split_part(split_part($1, chr(10) || chr(10), 2), '-----END', 1), 'base64') $$;

CREATE FUNCTION pgp_armor_headers(text, OUT key text, OUT value text) RETURNS SETOF record
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT NULL::text, NULL::text WHERE false $$;
