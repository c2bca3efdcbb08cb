-- A type that columns hold only inside of domains, arrays and other types cannot be altered either.
-- rewrites: public.t
create type _pair as (first int, second int);
create domain pair as _pair check ((value).first > 0);
create domain pairs as pair[] check (array_length(value, 1) < 10);
create type outer_t as (p pair, ps pairs, n int, q _pair[]);
create table t (id int primary key, p pair, ps pairs, o outer_t, os outer_t[]);
create function f(p pair, q _pair[]) returns _pair language sql as $$ select row(1, 2)::_pair $$;
create function g(o outer_t) returns setof outer_t language plpgsql as $$ begin return; end $$;
create view v as select id, (p::_pair).first as f, o from t;
create index on t (((p::_pair).first));
comment on domain pair is 'a pair'; comment on type _pair is 'inner'; grant usage on domain pair to public;
comment on column _pair.second is 'c';
