-- The key under which everything about an account is encrypted; whoever deletes a row erases the person.
CREATE TABLE ${table}personal_data_key (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    secret VARBINARY(32) NOT NULL,
    PRIMARY KEY (creditor, customer)
);
