insert into a values ('3f333df6-90a4-4fda-8dd3-9485d27cee36'); insert into b select * from a; insert into c select * from b;
