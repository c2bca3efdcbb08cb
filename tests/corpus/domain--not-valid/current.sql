create domain d as int;
create domain d2 as int constraint ok check (value > 0);
create domain d3 as int;
alter domain d3 add constraint nv check (value > 3) not valid;
create domain d4 as int;
alter domain d4 add constraint nv check (value > 3) not valid;
comment on constraint nv on domain d4 is 'hey';
create table t (a d, b d2, c d3, e d4);
