-- The key under which everything about an account is encrypted; whoever deletes a row erases the person.
CREATE TABLE ${table}personal_data_key (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    secret bytea NOT NULL,
    PRIMARY KEY (creditor, customer)
);
