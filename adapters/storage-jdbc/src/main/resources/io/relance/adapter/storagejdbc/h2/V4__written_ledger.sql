-- The ledger of hosts that have no books of their own. Amounts are minor units of their currency. matters_until is the last day
-- on which anything changed among a document and all that were applied to each other with it; 9999-12-31 while any is open.

-- Each account that the books know: version counts its changes, change_number says when readers learnt of the last one (empty:
-- not yet). Whoever changes anything of an account locks this row first.
CREATE TABLE ${table}book_account (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    version BIGINT NOT NULL,
    matters_until DATE NOT NULL,
    recorded_up_to TIMESTAMP(6) WITH TIME ZONE,
    complete_until TIMESTAMP(6) WITH TIME ZONE,
    change_number BIGINT,
    PRIMARY KEY (creditor, customer)
);
CREATE INDEX ${table}book_account_change ON ${table}book_account (creditor, change_number, customer);

-- The last number that was given to a change; locked by who gives the next.
CREATE TABLE ${table}book_feed (
    creditor VARBINARY PRIMARY KEY,
    last_number BIGINT NOT NULL
);

-- Until when the books of a creditor are complete.
CREATE TABLE ${table}book_complete (
    creditor VARBINARY PRIMARY KEY,
    complete_until TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE ${table}book_customer (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    natural_person VARCHAR NOT NULL,
    country VARCHAR,
    language VARCHAR,
    scenario VARCHAR,
    PRIMARY KEY (creditor, customer)
);

CREATE TABLE ${table}book_contact (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    contact VARBINARY NOT NULL,
    name VARCHAR,
    email VARCHAR,
    phone VARCHAR,
    postal_address VARCHAR,
    preferred_channel VARCHAR,
    PRIMARY KEY (creditor, customer, contact)
);

-- Tags of the customer (contact is empty), roles of a contact, channels that it objects to.
CREATE TABLE ${table}book_label (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    contact VARBINARY NOT NULL,
    kind VARBINARY NOT NULL,
    label VARBINARY NOT NULL,
    PRIMARY KEY (creditor, customer, contact, kind, label)
);

-- The host's own fields, of the customer (receivable is empty) or of a receivable.
CREATE TABLE ${table}book_field (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    receivable VARBINARY NOT NULL,
    name VARBINARY NOT NULL,
    kind VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    matters_until DATE NOT NULL,
    PRIMARY KEY (creditor, customer, receivable, name)
);
CREATE INDEX ${table}book_field_matters ON ${table}book_field (creditor, customer, matters_until);

CREATE TABLE ${table}book_receivable (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    number VARBINARY NOT NULL,
    kind VARCHAR NOT NULL,
    issued DATE NOT NULL,
    due DATE NOT NULL,
    currency VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    collection VARCHAR NOT NULL,
    cash_sale BOOLEAN NOT NULL,
    doubtful BOOLEAN NOT NULL,
    disputed_from DATE,
    assigned_from DATE,
    litigation_from DATE,
    insolvency_from DATE,
    scenario VARCHAR,
    matters_until DATE NOT NULL,
    PRIMARY KEY (creditor, customer, number)
);
CREATE INDEX ${table}book_receivable_matters ON ${table}book_receivable (creditor, customer, matters_until);

CREATE TABLE ${table}book_credit_note (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    number VARBINARY NOT NULL,
    issued DATE NOT NULL,
    currency VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    matters_until DATE NOT NULL,
    PRIMARY KEY (creditor, customer, number)
);
CREATE INDEX ${table}book_credit_note_matters ON ${table}book_credit_note (creditor, customer, matters_until);

CREATE TABLE ${table}book_payment (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    number VARBINARY NOT NULL,
    value_date DATE NOT NULL,
    currency VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    date_assumed BOOLEAN NOT NULL,
    rejected_on DATE,
    matters_until DATE NOT NULL,
    PRIMARY KEY (creditor, customer, number)
);
CREATE INDEX ${table}book_payment_matters ON ${table}book_payment (creditor, customer, matters_until);

-- repetition tells rows apart that are alike otherwise.
CREATE TABLE ${table}book_write_off (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    number VARBINARY NOT NULL,
    receivable VARBINARY NOT NULL,
    repetition INTEGER NOT NULL,
    currency VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    written_off_on DATE NOT NULL,
    matters_until DATE NOT NULL,
    PRIMARY KEY (creditor, customer, number, receivable, repetition)
);
CREATE INDEX ${table}book_write_off_matters ON ${table}book_write_off (creditor, customer, matters_until);

-- Part of a document applied to a receivable; negative: taken back.
CREATE TABLE ${table}book_allocation (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    source VARBINARY NOT NULL,
    document VARBINARY NOT NULL,
    receivable VARBINARY NOT NULL,
    repetition INTEGER NOT NULL,
    currency VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    effective_from DATE,
    matters_until DATE NOT NULL,
    PRIMARY KEY (creditor, customer, source, document, receivable, repetition)
);
CREATE INDEX ${table}book_allocation_matters ON ${table}book_allocation (creditor, customer, matters_until);
