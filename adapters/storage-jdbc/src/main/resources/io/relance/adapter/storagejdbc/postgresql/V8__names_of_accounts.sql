-- Names by which others know accounts; never taken away.
CREATE TABLE ${table}account_name (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    name bytea NOT NULL,
    PRIMARY KEY (creditor, customer, name)
);
CREATE INDEX ${name}account_name_name ON ${table}account_name (name, creditor, customer);
