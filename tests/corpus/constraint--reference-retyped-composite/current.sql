create table a (x varchar(36), y int, primary key (x, y));
create table b (ax varchar(36), ay int, n int, constraint bfk foreign key (ax, ay) references a match full on update cascade deferrable initially deferred);
comment on constraint bfk on b is 'the one';
