insert into t values (1, '{1,2}', 3, row(4), array[row(5)::c], 6); insert into u values (1, '{2}')
