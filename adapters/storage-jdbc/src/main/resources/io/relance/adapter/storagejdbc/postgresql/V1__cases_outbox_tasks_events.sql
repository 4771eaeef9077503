-- Ids are compared by their bytes (collation "C"); every key begins with the creditor.

-- The head of each case.
CREATE TABLE ${table}account (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    revision bigint NOT NULL,
    events bigint NOT NULL,
    chain bytea,
    decided_under text COLLATE "C" NOT NULL,
    review_on date,
    open boolean NOT NULL,
    stamp text,
    body bytea NOT NULL,
    PRIMARY KEY (creditor, customer)
);
CREATE INDEX ${name}account_review ON ${table}account (creditor, review_on, customer) WHERE review_on IS NOT NULL;
CREATE INDEX ${name}account_decided ON ${table}account (creditor, decided_under, customer);
CREATE INDEX ${name}account_open ON ${table}account (creditor, customer) WHERE open;

-- What is remembered of each receivable.
CREATE TABLE ${table}case_part (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    receivable text COLLATE "C" NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (creditor, customer, receivable)
);

-- Steps that were planned or done: each once.
CREATE TABLE ${table}execution (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    receivable text COLLATE "C" NOT NULL,
    cycle_number integer NOT NULL,
    step text COLLATE "C" NOT NULL,
    PRIMARY KEY (creditor, customer, receivable, cycle_number, step)
);

-- Commits that were stored: each once.
CREATE TABLE ${table}commit (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    id bytea NOT NULL,
    PRIMARY KEY (creditor, customer, id)
);

-- Messages, and who is handing them over: lease_until by the store's clock, lease_named by that of the owner.
CREATE TABLE ${table}outbox (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    message bytea NOT NULL,
    state text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    route integer NOT NULL,
    due_on date NOT NULL,
    retry_at timestamptz,
    attempt integer NOT NULL,
    rendered bytea,
    lease_owner text,
    lease_until timestamptz,
    lease_named timestamptz,
    PRIMARY KEY (creditor, customer, message)
);
CREATE INDEX ${name}outbox_state ON ${table}outbox (creditor, state, customer, message);
CREATE INDEX ${name}outbox_due ON ${table}outbox (creditor, state, due_on, customer, message)
    WHERE state IN ('READY', 'SENDING');

CREATE TABLE ${table}task (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    team text COLLATE "C" NOT NULL,
    raised_on date NOT NULL,
    open boolean NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (creditor, customer, id)
);
CREATE INDEX ${name}task_raised ON ${table}task (creditor, customer, raised_on, id);
CREATE INDEX ${name}task_open ON ${table}task (creditor, customer, raised_on, id) WHERE open;
CREATE INDEX ${name}task_team ON ${table}task (creditor, team, customer, raised_on, id);

-- What happened to each account. stored_order is roughly the order of storing, for the feed.
CREATE TABLE ${table}event (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    happened_on date NOT NULL,
    kind text NOT NULL,
    body bytea NOT NULL,
    hash bytea NOT NULL,
    stored_order bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (creditor, customer, number)
);

CREATE TABLE ${table}policy (
    creditor text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    body bytea NOT NULL,
    stored_order bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (creditor, version)
);
CREATE INDEX ${name}policy_newest ON ${table}policy (creditor, stored_order);
