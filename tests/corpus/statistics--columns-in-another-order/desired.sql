-- The order of their columns is that of the table, and no difference.
create table s (b int, c int, d int, e int);
create statistics s1 on b, c, e from s;
