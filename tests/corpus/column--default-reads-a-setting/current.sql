create schema app; create table app.sess (id int primary key);
