-- Keys that refer to keys get another type; what was not validated stays so.
-- rewrites: public.a, public.b, public.c, public.d
create table a (id uuid primary key);
create table b (id uuid primary key references a);
create table c (id uuid primary key references b on delete cascade, x int);
create table d (c_id uuid references c, b_id uuid);
alter table d add constraint to_b foreign key (b_id) references b not valid;
