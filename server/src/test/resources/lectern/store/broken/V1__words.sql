create table words (word no_such_type);
