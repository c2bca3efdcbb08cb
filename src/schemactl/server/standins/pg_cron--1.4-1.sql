-- A stand-in for the extension pg_cron 1.4-1, on scratch servers only.
-- standin:
-- comment: Job scheduler for PostgreSQL
-- Written by schemactl standin: names and signatures, with nothing behind them.

CREATE SCHEMA cron;
GRANT USAGE ON SCHEMA cron TO PUBLIC;

CREATE SEQUENCE cron.jobid_seq;

CREATE TABLE cron.job (jobid bigint NOT NULL, schedule text NOT NULL, command text NOT NULL, nodename text NOT NULL, nodeport integer NOT NULL, database text NOT NULL, username text NOT NULL, active boolean NOT NULL, jobname name, CONSTRAINT job_pkey PRIMARY KEY (jobid), CONSTRAINT jobname_username_uniq UNIQUE (jobname, username));

CREATE SEQUENCE cron.runid_seq;

CREATE TABLE cron.job_run_details (jobid bigint, runid bigint NOT NULL, job_pid integer, database text, username text, command text, status text, return_message text, start_time timestamp with time zone, end_time timestamp with time zone, CONSTRAINT job_run_details_pkey PRIMARY KEY (runid));

CREATE FUNCTION cron.schedule(schedule text, command text) RETURNS bigint
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE STRICT AS 'BEGIN RETURN NULL; END';

CREATE FUNCTION cron.unschedule(job_id bigint) RETURNS boolean
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE STRICT AS 'BEGIN RETURN NULL; END';

CREATE FUNCTION cron.job_cache_invalidate() RETURNS trigger
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS 'BEGIN RETURN NEW; END';

CREATE FUNCTION cron.unschedule(job_name name) RETURNS boolean
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE STRICT AS 'BEGIN RETURN NULL; END';

CREATE FUNCTION cron.schedule(job_name text, schedule text, command text) RETURNS bigint
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS 'BEGIN RETURN NULL; END';

CREATE FUNCTION cron.alter_job(job_id bigint, schedule text DEFAULT NULL::text, command text DEFAULT NULL::text, database text DEFAULT NULL::text, username text DEFAULT NULL::text, active boolean DEFAULT NULL::boolean) RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS 'BEGIN RETURN; END';

CREATE FUNCTION cron.schedule_in_database(job_name text, schedule text, command text, database text, username text DEFAULT NULL::text, active boolean DEFAULT true) RETURNS bigint
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS 'BEGIN RETURN NULL; END';

GRANT SELECT ON SEQUENCE cron.jobid_seq TO PUBLIC;

GRANT SELECT ON cron.job TO PUBLIC;

GRANT SELECT ON SEQUENCE cron.runid_seq TO PUBLIC;

GRANT DELETE, SELECT ON cron.job_run_details TO PUBLIC;
