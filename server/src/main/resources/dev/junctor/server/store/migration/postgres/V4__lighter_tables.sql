-- What each record costs to write: tables and indexes whose new rows lie side by side, and none that nobody reads.

DROP TABLE minute_endpoint;

-- A provider's ids are random: within an hour they are few, so that new ones meet pages that are in memory.
DROP INDEX generation_by_upstream_id;
CREATE INDEX generation_by_upstream_id ON generation ((created_ms / 3600000), upstream_id) WHERE upstream_id <> '';

-- The rows of a day side by side, not those of a key.
ALTER TABLE key_day_model DROP CONSTRAINT key_day_model_pkey;
ALTER TABLE key_day_model ADD PRIMARY KEY (day, key_id, model);

-- Under which limit a budget was reckoned, so that another one is taken over by whoever declares it. What is left is
-- reckoned anew from what was spent.
DELETE FROM lease;
DELETE FROM budget;
ALTER TABLE budget ADD COLUMN limit_nanos bigint NOT NULL;

-- Which journal the sequence is one of; empty where an earlier version wrote it.
ALTER TABLE applied ADD COLUMN journal text COLLATE "C" NOT NULL DEFAULT '';
