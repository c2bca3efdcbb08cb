-- NOT VALID stands after CREATE DOMAIN, and goes by a validation where nothing else differs.
create domain d as int;
alter domain d add constraint nv check (value > 0) not valid;
create domain d2 as int;
alter domain d2 add constraint ok check (value > 0) not valid;
create domain d3 as int constraint nv check (value > 3);
create domain d4 as int;
alter domain d4 add constraint nv check (value > 4) not valid;
comment on constraint nv on domain d4 is 'hey';
create domain fresh as text;
alter domain fresh add constraint nv check (value <> '') not valid;
alter domain fresh add constraint v check (value <> 'x');
create table t (a d, b d2, c d3, e d4);
