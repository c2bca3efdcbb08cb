-- A key and what refers to it get another type together: the reference is dropped before and added after, as it was.
-- rewrites: public.a, public.b
create table a (x uuid, y int, primary key (x, y));
create table b (ax uuid, ay int, n int, constraint bfk foreign key (ax, ay) references a match full on update cascade deferrable initially deferred);
comment on constraint bfk on b is 'the one';
