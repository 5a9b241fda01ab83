-- Times are milliseconds since 1970 in UTC, days and minutes are counted from there, money is nano-dollars.

CREATE TABLE property (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- A key's id is its SHA-256. The greatest 64-bit integer stands for no limit and for no end.
CREATE TABLE api_key (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    standing TEXT NOT NULL,
    limit_nanos INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Also for keys of the configuration file and for deleted ones.
CREATE TABLE key_spent (
    key_id BLOB NOT NULL PRIMARY KEY,
    spent_nanos INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The public id is derived from the id. An empty text stands for none.
CREATE TABLE generation (
    id INTEGER PRIMARY KEY,
    upstream_id TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    key_id BLOB NOT NULL,
    requested TEXT NOT NULL,
    model TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    provider TEXT NOT NULL,
    provider_tag TEXT NOT NULL,
    strategy TEXT NOT NULL,
    streamed INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER NOT NULL,
    fault TEXT NOT NULL,
    finish_reason TEXT NOT NULL,
    service_tier TEXT NOT NULL,
    billing TEXT NOT NULL,
    cost_nanos INTEGER NOT NULL,
    upstream_cost_nanos INTEGER NOT NULL,
    latency_ms INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    user_agent TEXT NOT NULL,
    attempts TEXT NOT NULL,
    web_searches INTEGER NOT NULL,
    tokens_input INTEGER NOT NULL,
    tokens_cache_read INTEGER NOT NULL,
    tokens_cache_write INTEGER NOT NULL,
    tokens_cache_write_1h INTEGER NOT NULL,
    tokens_audio_in INTEGER NOT NULL,
    tokens_cache_read_audio INTEGER NOT NULL,
    tokens_image_in INTEGER NOT NULL,
    tokens_video_in INTEGER NOT NULL,
    tokens_output INTEGER NOT NULL,
    tokens_reasoning INTEGER NOT NULL,
    tokens_audio_out INTEGER NOT NULL,
    tokens_image_out INTEGER NOT NULL
) STRICT;

CREATE INDEX generation_by_upstream_id ON generation (upstream_id) WHERE upstream_id <> '';

-- The last 14 days.
CREATE TABLE minute_endpoint (
    minute INTEGER NOT NULL,
    endpoint TEXT NOT NULL,
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
    PRIMARY KEY (minute, endpoint)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_endpoint (
    day INTEGER NOT NULL,
    endpoint TEXT NOT NULL,
    model TEXT NOT NULL,
    provider TEXT NOT NULL,
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
    PRIMARY KEY (day, endpoint, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_day_model (
    key_id BLOB NOT NULL,
    day INTEGER NOT NULL,
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
    PRIMARY KEY (key_id, day, model)
) STRICT, WITHOUT ROWID;
