-- Whose message it is that a channel speaks of.
CREATE INDEX ${table}outbox_message ON ${table}outbox (message, creditor, customer);
