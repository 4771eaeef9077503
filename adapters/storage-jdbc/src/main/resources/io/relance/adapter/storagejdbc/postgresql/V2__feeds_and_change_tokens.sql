-- The place of an event in its creditor's feed; empty until the feed is read after the event was committed.
ALTER TABLE ${table}event ADD COLUMN feed_position bigint;
CREATE UNIQUE INDEX ${name}event_feed ON ${table}event (creditor, feed_position) WHERE feed_position IS NOT NULL;
CREATE INDEX ${name}event_unread ON ${table}event (creditor, stored_order) WHERE feed_position IS NULL;

-- The last place that was given in each creditor's feed; locked by who gives the next.
CREATE TABLE ${table}feed (
    creditor text COLLATE "C" PRIMARY KEY,
    last_position bigint NOT NULL
);

-- Where the books of each creditor were left off.
CREATE TABLE ${table}change_token (
    creditor text COLLATE "C" PRIMARY KEY,
    token text NOT NULL
);
