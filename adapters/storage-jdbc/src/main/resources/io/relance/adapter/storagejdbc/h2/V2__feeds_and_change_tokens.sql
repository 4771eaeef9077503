-- The place of an event in its creditor's feed; empty until the feed is read after the event was committed.
ALTER TABLE ${table}event ADD COLUMN feed_position BIGINT;
CREATE INDEX ${table}event_feed ON ${table}event (creditor, feed_position, stored_order);

-- The last place that was given in each creditor's feed; locked by who gives the next.
CREATE TABLE ${table}feed (
    creditor VARBINARY PRIMARY KEY,
    last_position BIGINT NOT NULL
);

-- Where the books of each creditor were left off.
CREATE TABLE ${table}change_token (
    creditor VARBINARY PRIMARY KEY,
    token VARCHAR NOT NULL
);
