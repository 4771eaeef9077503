-- The ledger of hosts that have no books of their own. Amounts are minor units of their currency. matters_until is the last day
-- on which anything changed among a document and all that were applied to each other with it; 9999-12-31 while any is open.

-- Each account that the books know: version counts its changes, change_number says when readers learnt of the last one (empty:
-- not yet). Whoever changes anything of an account locks this row first.
CREATE TABLE ${table}book_account (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    matters_until date NOT NULL,
    recorded_up_to timestamptz,
    complete_until timestamptz,
    change_number bigint,
    PRIMARY KEY (creditor, customer)
);
CREATE UNIQUE INDEX ${name}book_account_change ON ${table}book_account (creditor, change_number)
    WHERE change_number IS NOT NULL;
CREATE INDEX ${name}book_account_unread ON ${table}book_account (creditor, customer) WHERE change_number IS NULL;

-- The last number that was given to a change; locked by who gives the next.
CREATE TABLE ${table}book_feed (
    creditor text COLLATE "C" PRIMARY KEY,
    last_number bigint NOT NULL
);

-- Until when the books of a creditor are complete.
CREATE TABLE ${table}book_complete (
    creditor text COLLATE "C" PRIMARY KEY,
    complete_until timestamptz NOT NULL
);

CREATE TABLE ${table}book_customer (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    natural_person text NOT NULL,
    country text,
    language text,
    scenario text,
    PRIMARY KEY (creditor, customer)
);

CREATE TABLE ${table}book_contact (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    contact text COLLATE "C" NOT NULL,
    name text,
    email text,
    phone text,
    postal_address text,
    preferred_channel text,
    PRIMARY KEY (creditor, customer, contact)
);

-- Tags of the customer (contact is empty), roles of a contact, channels that it objects to.
CREATE TABLE ${table}book_label (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    contact text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    label text COLLATE "C" NOT NULL,
    PRIMARY KEY (creditor, customer, contact, kind, label)
);

-- The host's own fields, of the customer (receivable is empty) or of a receivable.
CREATE TABLE ${table}book_field (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    receivable text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    content text NOT NULL,
    matters_until date NOT NULL,
    PRIMARY KEY (creditor, customer, receivable, name)
);
CREATE INDEX ${name}book_field_matters ON ${table}book_field (creditor, customer, matters_until);

CREATE TABLE ${table}book_receivable (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    issued date NOT NULL,
    due date NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    collection text NOT NULL,
    cash_sale boolean NOT NULL,
    doubtful boolean NOT NULL,
    disputed_from date,
    assigned_from date,
    litigation_from date,
    insolvency_from date,
    scenario text,
    matters_until date NOT NULL,
    PRIMARY KEY (creditor, customer, number)
);
CREATE INDEX ${name}book_receivable_matters ON ${table}book_receivable (creditor, customer, matters_until);

CREATE TABLE ${table}book_credit_note (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    issued date NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    matters_until date NOT NULL,
    PRIMARY KEY (creditor, customer, number)
);
CREATE INDEX ${name}book_credit_note_matters ON ${table}book_credit_note (creditor, customer, matters_until);

CREATE TABLE ${table}book_payment (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    value_date date NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    date_assumed boolean NOT NULL,
    rejected_on date,
    matters_until date NOT NULL,
    PRIMARY KEY (creditor, customer, number)
);
CREATE INDEX ${name}book_payment_matters ON ${table}book_payment (creditor, customer, matters_until);

-- repetition tells rows apart that are alike otherwise.
CREATE TABLE ${table}book_write_off (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    receivable text COLLATE "C" NOT NULL,
    repetition integer NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    written_off_on date NOT NULL,
    matters_until date NOT NULL,
    PRIMARY KEY (creditor, customer, number, receivable, repetition)
);
CREATE INDEX ${name}book_write_off_matters ON ${table}book_write_off (creditor, customer, matters_until);

-- Part of a document applied to a receivable; negative: taken back.
CREATE TABLE ${table}book_allocation (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    document text COLLATE "C" NOT NULL,
    receivable text COLLATE "C" NOT NULL,
    repetition integer NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    effective_from date,
    matters_until date NOT NULL,
    PRIMARY KEY (creditor, customer, source, document, receivable, repetition)
);
CREATE INDEX ${name}book_allocation_matters ON ${table}book_allocation (creditor, customer, matters_until);
