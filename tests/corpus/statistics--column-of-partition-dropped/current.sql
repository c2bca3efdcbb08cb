create table p (k int, a int, b int) partition by list (k);
create table p1 partition of p for values in (1);
create statistics ps on a, b from p;
create statistics ps1 on b, a from p1;
