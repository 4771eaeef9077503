CREATE TABLE ${schema}.relance_account (
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
    CONSTRAINT relance_account_pkey PRIMARY KEY (creditor, customer)
);
CREATE INDEX relance_account_decided ON ${schema}.relance_account USING btree (creditor, decided_under, customer);
CREATE INDEX relance_account_open ON ${schema}.relance_account USING btree (creditor, customer) WHERE open;
CREATE INDEX relance_account_review ON ${schema}.relance_account USING btree (creditor, review_on, customer) WHERE (review_on IS NOT NULL);
INSERT INTO ${schema}.relance_account (creditor, customer, revision, events, chain, decided_under, review_on, open, stamp, body) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', '2', '2', E'\\xb6cf821c05c6729a0000000000000002b6cf821c05c6729a0000000000000002', '1', '2026-03-04', 'true', 'stamp 2', E'\\x686561642032');
INSERT INTO ${schema}.relance_account (creditor, customer, revision, events, chain, decided_under, review_on, open, stamp, body) OVERRIDING SYSTEM VALUE VALUES ('acme', 'éloïse 😀', '1', '1', E'\\x59156f9405c6729a000000000000000159156f9405c6729a0000000000000001', '1', '2026-03-03', 'true', 'stamp 1', E'\\x686561642031');
INSERT INTO ${schema}.relance_account (creditor, customer, revision, events, chain, decided_under, review_on, open, stamp, body) OVERRIDING SYSTEM VALUE VALUES ('zeta', 'dupont', '1', '1', E'\\xb830d03e05c6729a0000000000000001b830d03e05c6729a0000000000000001', '1', '2026-03-03', 'true', 'stamp 1', E'\\x686561642031');
CREATE TABLE ${schema}.relance_book_account (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    matters_until date NOT NULL,
    recorded_up_to timestamp with time zone,
    complete_until timestamp with time zone,
    change_number bigint,
    CONSTRAINT relance_book_account_pkey PRIMARY KEY (creditor, customer)
);
CREATE INDEX relance_book_account_unread ON ${schema}.relance_book_account USING btree (creditor, customer) WHERE (change_number IS NULL);
CREATE UNIQUE INDEX relance_book_account_change ON ${schema}.relance_book_account USING btree (creditor, change_number) WHERE (change_number IS NOT NULL);
CREATE TABLE ${schema}.relance_book_allocation (
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
    CONSTRAINT relance_book_allocation_pkey PRIMARY KEY (creditor, customer, source, document, receivable, repetition)
);
CREATE INDEX relance_book_allocation_matters ON ${schema}.relance_book_allocation USING btree (creditor, customer, matters_until);
CREATE TABLE ${schema}.relance_book_complete (
    creditor text COLLATE "C" NOT NULL,
    complete_until timestamp with time zone NOT NULL,
    CONSTRAINT relance_book_complete_pkey PRIMARY KEY (creditor)
);
CREATE TABLE ${schema}.relance_book_contact (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    contact text COLLATE "C" NOT NULL,
    name text,
    email text,
    phone text,
    postal_address text,
    preferred_channel text,
    CONSTRAINT relance_book_contact_pkey PRIMARY KEY (creditor, customer, contact)
);
CREATE TABLE ${schema}.relance_book_credit_note (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    issued date NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    matters_until date NOT NULL,
    CONSTRAINT relance_book_credit_note_pkey PRIMARY KEY (creditor, customer, number)
);
CREATE INDEX relance_book_credit_note_matters ON ${schema}.relance_book_credit_note USING btree (creditor, customer, matters_until);
CREATE TABLE ${schema}.relance_book_customer (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    natural_person text NOT NULL,
    country text,
    language text,
    scenario text,
    CONSTRAINT relance_book_customer_pkey PRIMARY KEY (creditor, customer)
);
CREATE TABLE ${schema}.relance_book_feed (
    creditor text COLLATE "C" NOT NULL,
    last_number bigint NOT NULL,
    CONSTRAINT relance_book_feed_pkey PRIMARY KEY (creditor)
);
CREATE TABLE ${schema}.relance_book_field (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    receivable text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    content text NOT NULL,
    matters_until date NOT NULL,
    CONSTRAINT relance_book_field_pkey PRIMARY KEY (creditor, customer, receivable, name)
);
CREATE INDEX relance_book_field_matters ON ${schema}.relance_book_field USING btree (creditor, customer, matters_until);
CREATE TABLE ${schema}.relance_book_label (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    contact text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    label text COLLATE "C" NOT NULL,
    CONSTRAINT relance_book_label_pkey PRIMARY KEY (creditor, customer, contact, kind, label)
);
CREATE TABLE ${schema}.relance_book_payment (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    value_date date NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    date_assumed boolean NOT NULL,
    rejected_on date,
    matters_until date NOT NULL,
    CONSTRAINT relance_book_payment_pkey PRIMARY KEY (creditor, customer, number)
);
CREATE INDEX relance_book_payment_matters ON ${schema}.relance_book_payment USING btree (creditor, customer, matters_until);
CREATE TABLE ${schema}.relance_book_receivable (
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
    CONSTRAINT relance_book_receivable_pkey PRIMARY KEY (creditor, customer, number)
);
CREATE INDEX relance_book_receivable_matters ON ${schema}.relance_book_receivable USING btree (creditor, customer, matters_until);
CREATE TABLE ${schema}.relance_book_write_off (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    receivable text COLLATE "C" NOT NULL,
    repetition integer NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    written_off_on date NOT NULL,
    matters_until date NOT NULL,
    CONSTRAINT relance_book_write_off_pkey PRIMARY KEY (creditor, customer, number, receivable, repetition)
);
CREATE INDEX relance_book_write_off_matters ON ${schema}.relance_book_write_off USING btree (creditor, customer, matters_until);
CREATE TABLE ${schema}.relance_case_part (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    receivable text COLLATE "C" NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT relance_case_part_pkey PRIMARY KEY (creditor, customer, receivable)
);
INSERT INTO ${schema}.relance_case_part (creditor, customer, receivable, body) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', 'F0', E'\\x706172742030');
INSERT INTO ${schema}.relance_case_part (creditor, customer, receivable, body) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', 'F1', E'\\x706172742031');
INSERT INTO ${schema}.relance_case_part (creditor, customer, receivable, body) OVERRIDING SYSTEM VALUE VALUES ('acme', 'éloïse 😀', 'F0', E'\\x706172742030');
INSERT INTO ${schema}.relance_case_part (creditor, customer, receivable, body) OVERRIDING SYSTEM VALUE VALUES ('zeta', 'dupont', 'F0', E'\\x706172742030');
CREATE TABLE ${schema}.relance_change_token (
    creditor text COLLATE "C" NOT NULL,
    token text NOT NULL,
    CONSTRAINT relance_change_token_pkey PRIMARY KEY (creditor)
);
CREATE TABLE ${schema}.relance_commit (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    id bytea NOT NULL,
    CONSTRAINT relance_commit_pkey PRIMARY KEY (creditor, customer, id)
);
INSERT INTO ${schema}.relance_commit (creditor, customer, id) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', E'\\xb6cf821caf3f29370000000000000001b6cf821caf3f29370000000000000001');
INSERT INTO ${schema}.relance_commit (creditor, customer, id) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', E'\\xb6cf821caf3f29370000000000000002b6cf821caf3f29370000000000000002');
INSERT INTO ${schema}.relance_commit (creditor, customer, id) OVERRIDING SYSTEM VALUE VALUES ('acme', 'éloïse 😀', E'\\x59156f94af3f2937000000000000000159156f94af3f29370000000000000001');
INSERT INTO ${schema}.relance_commit (creditor, customer, id) OVERRIDING SYSTEM VALUE VALUES ('zeta', 'dupont', E'\\xb830d03eaf3f29370000000000000001b830d03eaf3f29370000000000000001');
CREATE TABLE ${schema}.relance_event (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    happened_on date NOT NULL,
    kind text NOT NULL,
    body bytea NOT NULL,
    hash bytea NOT NULL,
    stored_order bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    feed_position bigint,
    CONSTRAINT relance_event_pkey PRIMARY KEY (creditor, customer, number)
);
CREATE INDEX relance_event_unread ON ${schema}.relance_event USING btree (creditor, stored_order) WHERE (feed_position IS NULL);
CREATE UNIQUE INDEX relance_event_feed ON ${schema}.relance_event USING btree (creditor, feed_position) WHERE (feed_position IS NOT NULL);
INSERT INTO ${schema}.relance_event (creditor, customer, number, recorded_at, happened_on, kind, body, hash, stored_order, feed_position) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', '1', '2026-03-02 08:00:00+00', '2026-03-02', 'Test', E'\\x6576656e742031', E'\\xb6cf821c05c6729a0000000000000001b6cf821c05c6729a0000000000000001', '1', NULL);
INSERT INTO ${schema}.relance_event (creditor, customer, number, recorded_at, happened_on, kind, body, hash, stored_order, feed_position) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', '2', '2026-03-02 08:00:00+00', '2026-03-02', 'Test', E'\\x6576656e742032', E'\\xb6cf821c05c6729a0000000000000002b6cf821c05c6729a0000000000000002', '4', NULL);
INSERT INTO ${schema}.relance_event (creditor, customer, number, recorded_at, happened_on, kind, body, hash, stored_order, feed_position) OVERRIDING SYSTEM VALUE VALUES ('acme', 'éloïse 😀', '1', '2026-03-02 08:00:00+00', '2026-03-02', 'Test', E'\\x6576656e742031', E'\\x59156f9405c6729a000000000000000159156f9405c6729a0000000000000001', '2', NULL);
INSERT INTO ${schema}.relance_event (creditor, customer, number, recorded_at, happened_on, kind, body, hash, stored_order, feed_position) OVERRIDING SYSTEM VALUE VALUES ('zeta', 'dupont', '1', '2026-03-02 08:00:00+00', '2026-03-02', 'Test', E'\\x6576656e742031', E'\\xb830d03e05c6729a0000000000000001b830d03e05c6729a0000000000000001', '3', NULL);
SELECT setval(pg_get_serial_sequence('${schema}.relance_event', 'stored_order'), 1000);
CREATE TABLE ${schema}.relance_execution (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    receivable text COLLATE "C" NOT NULL,
    cycle_number integer NOT NULL,
    step text COLLATE "C" NOT NULL,
    CONSTRAINT relance_execution_pkey PRIMARY KEY (creditor, customer, receivable, cycle_number, step)
);
INSERT INTO ${schema}.relance_execution (creditor, customer, receivable, cycle_number, step) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', 'F1', '1', 'standard/reminder');
INSERT INTO ${schema}.relance_execution (creditor, customer, receivable, cycle_number, step) OVERRIDING SYSTEM VALUE VALUES ('acme', 'éloïse 😀', 'F0', '1', 'standard/reminder');
INSERT INTO ${schema}.relance_execution (creditor, customer, receivable, cycle_number, step) OVERRIDING SYSTEM VALUE VALUES ('zeta', 'dupont', 'F0', '1', 'standard/reminder');
CREATE TABLE ${schema}.relance_feed (
    creditor text COLLATE "C" NOT NULL,
    last_position bigint NOT NULL,
    CONSTRAINT relance_feed_pkey PRIMARY KEY (creditor)
);
CREATE TABLE ${schema}.relance_outbox (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    message bytea NOT NULL,
    state text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    route integer NOT NULL,
    due_on date NOT NULL,
    retry_at timestamp with time zone,
    attempt integer NOT NULL,
    rendered bytea,
    lease_owner text,
    lease_until timestamp with time zone,
    lease_named timestamp with time zone,
    CONSTRAINT relance_outbox_pkey PRIMARY KEY (creditor, customer, message)
);
CREATE INDEX relance_outbox_due ON ${schema}.relance_outbox USING btree (creditor, state, channel, due_on, customer, message) WHERE (state = ANY (ARRAY['READY'::text, 'SENDING'::text]));
CREATE INDEX relance_outbox_message ON ${schema}.relance_outbox USING btree (message, creditor, customer);
CREATE INDEX relance_outbox_state ON ${schema}.relance_outbox USING btree (creditor, state, customer, message);
INSERT INTO ${schema}.relance_outbox (creditor, customer, message, state, channel, route, due_on, retry_at, attempt, rendered, lease_owner, lease_until, lease_named) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', E'\\xb6cf821c38eb00070000000000000001b6cf821c38eb00070000000000000001', 'SENDING', 'email', '0', '2026-03-02', NULL, '1', E'\\x74657874', NULL, NULL, NULL);
INSERT INTO ${schema}.relance_outbox (creditor, customer, message, state, channel, route, due_on, retry_at, attempt, rendered, lease_owner, lease_until, lease_named) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', E'\\xb6cf821c38eb00070000000000000002b6cf821c38eb00070000000000000002', 'READY', 'email', '0', '2026-03-02', NULL, '0', NULL, NULL, NULL, NULL);
INSERT INTO ${schema}.relance_outbox (creditor, customer, message, state, channel, route, due_on, retry_at, attempt, rendered, lease_owner, lease_until, lease_named) OVERRIDING SYSTEM VALUE VALUES ('acme', 'éloïse 😀', E'\\x59156f9438eb0007000000000000000159156f9438eb00070000000000000001', 'READY', 'email', '0', '2026-03-02', NULL, '0', NULL, NULL, NULL, NULL);
INSERT INTO ${schema}.relance_outbox (creditor, customer, message, state, channel, route, due_on, retry_at, attempt, rendered, lease_owner, lease_until, lease_named) OVERRIDING SYSTEM VALUE VALUES ('zeta', 'dupont', E'\\xb830d03e38eb00070000000000000001b830d03e38eb00070000000000000001', 'READY', 'email', '0', '2026-03-02', NULL, '0', NULL, NULL, NULL, NULL);
CREATE TABLE ${schema}.relance_policy (
    creditor text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    body bytea NOT NULL,
    stored_order bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT relance_policy_pkey PRIMARY KEY (creditor, version)
);
CREATE INDEX relance_policy_newest ON ${schema}.relance_policy USING btree (creditor, stored_order);
INSERT INTO ${schema}.relance_policy (creditor, version, body, stored_order) OVERRIDING SYSTEM VALUE VALUES ('acme', '1', E'\\x706f6c696379', '1');
SELECT setval(pg_get_serial_sequence('${schema}.relance_policy', 'stored_order'), 1000);
CREATE TABLE ${schema}.relance_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone NOT NULL DEFAULT now(),
    execution_time integer NOT NULL,
    success boolean NOT NULL,
    CONSTRAINT relance_schema_history_pk PRIMARY KEY (installed_rank)
);
CREATE INDEX relance_schema_history_s_idx ON ${schema}.relance_schema_history USING btree (success);
INSERT INTO ${schema}.relance_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) OVERRIDING SYSTEM VALUE VALUES ('0', NULL, '<< Flyway Schema Creation >>', 'SCHEMA', '"${schema}"', NULL, 'postgres', '2026-11-22 12:45:11.561203', '0', 'true');
INSERT INTO ${schema}.relance_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) OVERRIDING SYSTEM VALUE VALUES ('1', '1', 'cases outbox tasks events', 'JDBC', 'io.relance.adapter.storagejdbc.ScriptMigration', '1482282808', 'postgres', '2026-11-22 12:45:11.60577', '50', 'true');
INSERT INTO ${schema}.relance_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) OVERRIDING SYSTEM VALUE VALUES ('2', '2', 'feeds and change tokens', 'JDBC', 'io.relance.adapter.storagejdbc.ScriptMigration', '-313062215', 'postgres', '2026-11-22 12:45:11.668891', '27', 'true');
INSERT INTO ${schema}.relance_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) OVERRIDING SYSTEM VALUE VALUES ('3', '3', 'whose message', 'JDBC', 'io.relance.adapter.storagejdbc.ScriptMigration', '-1025839026', 'postgres', '2026-11-22 12:45:11.758881', '16', 'true');
INSERT INTO ${schema}.relance_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) OVERRIDING SYSTEM VALUE VALUES ('4', '4', 'written ledger', 'JDBC', 'io.relance.adapter.storagejdbc.ScriptMigration', '841482379', 'postgres', '2026-11-22 12:45:11.842261', '246', 'true');
INSERT INTO ${schema}.relance_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) OVERRIDING SYSTEM VALUE VALUES ('5', '5', 'due by channel', 'JDBC', 'io.relance.adapter.storagejdbc.ScriptMigration', '1814237149', 'postgres', '2026-11-22 12:45:12.110224', '5', 'true');
CREATE TABLE ${schema}.relance_task (
    creditor text COLLATE "C" NOT NULL,
    customer text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    team text COLLATE "C" NOT NULL,
    raised_on date NOT NULL,
    open boolean NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT relance_task_pkey PRIMARY KEY (creditor, customer, id)
);
CREATE INDEX relance_task_open ON ${schema}.relance_task USING btree (creditor, customer, raised_on, id) WHERE open;
CREATE INDEX relance_task_raised ON ${schema}.relance_task USING btree (creditor, customer, raised_on, id);
CREATE INDEX relance_task_team ON ${schema}.relance_task USING btree (creditor, team, customer, raised_on, id);
INSERT INTO ${schema}.relance_task (creditor, customer, id, team, raised_on, open, body) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', 't0', 'collections', '2026-03-02', 'true', E'\\x7461736b');
INSERT INTO ${schema}.relance_task (creditor, customer, id, team, raised_on, open, body) OVERRIDING SYSTEM VALUE VALUES ('acme', 'dupont', 't1', 'collections', '2026-03-02', 'true', E'\\x7461736b');
INSERT INTO ${schema}.relance_task (creditor, customer, id, team, raised_on, open, body) OVERRIDING SYSTEM VALUE VALUES ('acme', 'éloïse 😀', 't0', 'collections', '2026-03-02', 'true', E'\\x7461736b');
INSERT INTO ${schema}.relance_task (creditor, customer, id, team, raised_on, open, body) OVERRIDING SYSTEM VALUE VALUES ('zeta', 'dupont', 't0', 'collections', '2026-03-02', 'true', E'\\x7461736b');
