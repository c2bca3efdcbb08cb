create schema app; create table app.sess (id int primary key);
CREATE TABLE app.other (id integer PRIMARY KEY);
