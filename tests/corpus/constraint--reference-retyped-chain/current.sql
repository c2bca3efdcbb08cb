create table a (id text primary key);
create table b (id text primary key references a);
create table c (id text primary key references b on delete cascade, x int);
create table d (c_id text references c, b_id text);
alter table d add constraint to_b foreign key (b_id) references b not valid;
