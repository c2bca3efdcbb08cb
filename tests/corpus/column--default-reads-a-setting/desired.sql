-- A default that cannot be evaluated where a setting is missing is given to the rows that are there, and only if there are any.
create schema app;
create function app.tenant() returns int language sql stable as $$ select current_setting('app.tenant')::int $$;
create function app.who() returns text language plpgsql stable as $$ begin return current_setting('app.who'); end $$;
create function app.tenant2() returns int language sql stable return current_setting('app.tenant')::int;
create table app.sess (id int primary key, tenant int not null default app.tenant(), who text not null default app.who(), t2 int constraint tn not null default app.tenant2() check (t2 > 0));
create index on app.sess (tenant);
CREATE TABLE app.other (id integer PRIMARY KEY);
