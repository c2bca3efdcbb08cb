-- What partitions get that do not say: the access method of a partitioned table.
-- since: 17
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE given (k integer) PARTITION BY LIST (k) USING heap;
CREATE TABLE taken (k integer) PARTITION BY LIST (k);
CREATE TABLE other (k integer) PARTITION BY LIST (k) USING heap2;
CREATE TABLE other_1 PARTITION OF other FOR VALUES IN (1) USING heap;
CREATE TABLE made (k integer) PARTITION BY LIST (k) USING heap2;
CREATE TABLE made_1 PARTITION OF made FOR VALUES IN (1);
CREATE TABLE made_2 PARTITION OF made FOR VALUES IN (2) USING heap;
