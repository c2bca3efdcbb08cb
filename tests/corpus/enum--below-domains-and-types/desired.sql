-- Labels go that a domain, a composite type, defaults, checks, indexes, policies, rules and functions use.
-- rewrites: public.t
create type e as enum ('b', 'a');
create domain de as e default 'a' check (value <> 'b' or true);
create type ce as (e e, d de);
create function f(x e default 'a', variadic y e[] default '{a,b}') returns e[] language sql as $$ select $2 $$;
create table t (id int primary key, e e default 'a', es e[] default array['a', 'b']::e[], d de, c ce default row('a', 'b')::ce, check (e in ('a', 'b')), check (d is not null or e = 'a'));
create unique index on t (e, id) where e <> 'b';
create materialized view m as select e, count(*) from t where e <> 'b' group by e;
create rule r as on delete to t where old.e = 'b' do instead nothing;
create policy p on t for update using (e = any (array['a', 'b']::e[])) with check (d is not null);
create function sqlf(x e) returns boolean language sql immutable return x = 'b'::e;
create index on t (sqlf(e));
