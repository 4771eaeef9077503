-- Cases are listed along their key, those with nothing open too: no statement asks for the open ones alone any more.
DROP INDEX ${table}account_open;
