create table s (a int, b int, c int, d int);
create statistics s1 on a, b, c from s;
