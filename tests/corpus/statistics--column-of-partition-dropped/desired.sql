-- Statistics of a partition go with the column that its parent loses.
create table p (k int, b int, c int) partition by list (k);
create table p1 partition of p for values in (1);
create statistics ps on c, b from p;
create statistics ps1 on b, c from p1;
