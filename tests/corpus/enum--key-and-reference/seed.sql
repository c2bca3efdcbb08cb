insert into a values ('a'); insert into b values ('a');
