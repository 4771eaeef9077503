-- Names by which others know accounts; never taken away.
CREATE TABLE ${table}account_name (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    name VARBINARY(32) NOT NULL,
    PRIMARY KEY (creditor, customer, name)
);
CREATE INDEX ${table}account_name_name ON ${table}account_name (name, creditor, customer);
