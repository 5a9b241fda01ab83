-- What each record costs to write: tables and indexes whose new rows lie side by side, and none that nobody reads.

DROP TABLE minute_endpoint;

-- A provider's ids are random: within an hour they are few, so that new ones meet pages that are in memory.
DROP INDEX generation_by_upstream_id;
CREATE INDEX generation_by_upstream_id ON generation (created_ms / 3600000, upstream_id) WHERE upstream_id <> '';

-- The rows of a day side by side, not those of a key.
CREATE TABLE key_day_model_3 (
    day INTEGER NOT NULL,
    key_id BLOB NOT NULL,
    model TEXT NOT NULL,
    requests INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    reasoning_tokens INTEGER NOT NULL,
    cached_tokens INTEGER NOT NULL,
    cost_nanos INTEGER NOT NULL,
    first_tokens INTEGER NOT NULL,
    latency_ms INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    PRIMARY KEY (day, key_id, model)
) STRICT, WITHOUT ROWID;

INSERT INTO key_day_model_3
    (day, key_id, model, requests, failures, prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens,
     cost_nanos, first_tokens, latency_ms, duration_ms)
SELECT
    day, key_id, model, requests, failures, prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens,
    cost_nanos, first_tokens, latency_ms, duration_ms
FROM key_day_model ORDER BY day, key_id, model;

DROP TABLE key_day_model;
ALTER TABLE key_day_model_3 RENAME TO key_day_model;

-- Under which limit a budget was reckoned, so that another one is taken over by whoever declares it. What is left is
-- reckoned anew from what was spent.
DELETE FROM lease;
DROP TABLE budget;
CREATE TABLE budget (
    id TEXT NOT NULL PRIMARY KEY,
    limit_nanos INTEGER NOT NULL,
    left_nanos INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which journal the sequence is one of; empty where an earlier version wrote it.
ALTER TABLE applied ADD COLUMN journal TEXT NOT NULL DEFAULT '';
