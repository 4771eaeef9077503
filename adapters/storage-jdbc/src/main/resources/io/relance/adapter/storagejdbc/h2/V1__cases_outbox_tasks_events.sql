-- Ids are the bytes of their UTF-8 form, for texts compare by their 16-bit units (UTF8TOSTRING makes them readable); every
-- key begins with the creditor.

-- The head of each case.
CREATE TABLE ${table}account (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    revision BIGINT NOT NULL,
    events BIGINT NOT NULL,
    chain VARBINARY(32),
    decided_under VARBINARY NOT NULL,
    review_on DATE,
    open BOOLEAN NOT NULL,
    stamp VARCHAR,
    body BLOB NOT NULL,
    PRIMARY KEY (creditor, customer)
);
CREATE INDEX ${table}account_open ON ${table}account (creditor, open, customer);

-- What is remembered of each receivable.
CREATE TABLE ${table}case_part (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    receivable VARBINARY NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (creditor, customer, receivable)
);

-- Steps that were planned or done: each once.
CREATE TABLE ${table}execution (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    receivable VARBINARY NOT NULL,
    cycle_number INTEGER NOT NULL,
    step VARBINARY NOT NULL,
    PRIMARY KEY (creditor, customer, receivable, cycle_number, step)
);

-- Commits that were stored: each once.
CREATE TABLE ${table}commit (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    id VARBINARY(32) NOT NULL,
    PRIMARY KEY (creditor, customer, id)
);

-- Messages, and who is handing them over: lease_until by the store's clock, lease_named by that of the owner.
CREATE TABLE ${table}outbox (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    message VARBINARY(32) NOT NULL,
    state VARCHAR(40) NOT NULL,
    channel VARCHAR NOT NULL,
    route INTEGER NOT NULL,
    due_on DATE NOT NULL,
    retry_at TIMESTAMP(6) WITH TIME ZONE,
    attempt INTEGER NOT NULL,
    rendered BLOB,
    lease_owner VARCHAR,
    lease_until TIMESTAMP(6) WITH TIME ZONE,
    lease_named TIMESTAMP(6) WITH TIME ZONE,
    PRIMARY KEY (creditor, customer, message)
);
CREATE INDEX ${table}outbox_state ON ${table}outbox (creditor, state, customer, message);
CREATE INDEX ${table}outbox_due ON ${table}outbox (creditor, state, due_on, customer, message);

CREATE TABLE ${table}task (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    id VARBINARY NOT NULL,
    team VARBINARY NOT NULL,
    raised_on DATE NOT NULL,
    open BOOLEAN NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (creditor, customer, id)
);
CREATE INDEX ${table}task_raised ON ${table}task (creditor, customer, raised_on, id);
CREATE INDEX ${table}task_open ON ${table}task (creditor, open, customer, raised_on, id);
CREATE INDEX ${table}task_team ON ${table}task (creditor, team, customer, raised_on, id);

-- What happened to each account. stored_order is roughly the order of storing, for the feed.
CREATE TABLE ${table}event (
    creditor VARBINARY NOT NULL,
    customer VARBINARY NOT NULL,
    number BIGINT NOT NULL,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    happened_on DATE NOT NULL,
    kind VARCHAR NOT NULL,
    body BLOB NOT NULL,
    hash VARBINARY(32) NOT NULL,
    stored_order BIGINT GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (creditor, customer, number)
);

CREATE TABLE ${table}policy (
    creditor VARBINARY NOT NULL,
    version VARBINARY NOT NULL,
    body BLOB NOT NULL,
    stored_order BIGINT GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (creditor, version)
);
CREATE INDEX ${table}policy_newest ON ${table}policy (creditor, stored_order);
