-- What is due is claimed by channel: entries of one that nobody claims are not in the way of others.
DROP INDEX ${table}outbox_due;
CREATE INDEX ${name}outbox_due ON ${table}outbox (creditor, state, channel, due_on, customer, message)
    WHERE state IN ('READY', 'SENDING');
