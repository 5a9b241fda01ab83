-- Texts are compared byte by byte, as in SQLite.

-- Times are milliseconds since 1970 in UTC, days and minutes are counted from there, money is nano-dollars.

CREATE TABLE property (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    value bytea NOT NULL
);

-- A key's id is its SHA-256. The greatest 64-bit integer stands for no limit and for no end.
CREATE TABLE api_key (
    id bytea NOT NULL PRIMARY KEY CHECK (octet_length(id) = 32),
    name text COLLATE "C" NOT NULL,
    label text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    standing text COLLATE "C" NOT NULL,
    limit_nanos bigint NOT NULL,
    created_ms bigint NOT NULL,
    expires_ms bigint NOT NULL
);

-- Also for keys of the configuration file and for deleted ones.
CREATE TABLE key_spent (
    key_id bytea NOT NULL PRIMARY KEY,
    spent_nanos bigint NOT NULL
);

-- The public id is derived from the id. An empty text stands for none. A partition holds the ids of one month; what
-- has no partition yet goes to the default one. Long columns come first, so that a row has no gaps.
CREATE TABLE generation (
    id bigint NOT NULL PRIMARY KEY,
    created_ms bigint NOT NULL,
    cost_nanos bigint NOT NULL,
    upstream_cost_nanos bigint NOT NULL,
    latency_ms bigint NOT NULL,
    duration_ms bigint NOT NULL,
    web_searches bigint NOT NULL,
    tokens_input bigint NOT NULL,
    tokens_cache_read bigint NOT NULL,
    tokens_cache_write bigint NOT NULL,
    tokens_cache_write_1h bigint NOT NULL,
    tokens_audio_in bigint NOT NULL,
    tokens_cache_read_audio bigint NOT NULL,
    tokens_image_in bigint NOT NULL,
    tokens_video_in bigint NOT NULL,
    tokens_output bigint NOT NULL,
    tokens_reasoning bigint NOT NULL,
    tokens_audio_out bigint NOT NULL,
    tokens_image_out bigint NOT NULL,
    status smallint NOT NULL,
    streamed smallint NOT NULL,
    key_id bytea NOT NULL,
    upstream_id text COLLATE "C" NOT NULL,
    requested text COLLATE "C" NOT NULL,
    model text COLLATE "C" NOT NULL,
    endpoint text COLLATE "C" NOT NULL,
    provider text COLLATE "C" NOT NULL,
    provider_tag text COLLATE "C" NOT NULL,
    strategy text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    fault text COLLATE "C" NOT NULL,
    finish_reason text COLLATE "C" NOT NULL,
    service_tier text COLLATE "C" NOT NULL,
    billing text COLLATE "C" NOT NULL,
    user_agent text COLLATE "C" NOT NULL,
    attempts text COLLATE "C" NOT NULL
) PARTITION BY RANGE (id);

CREATE TABLE generation_rest PARTITION OF generation DEFAULT;

CREATE INDEX generation_by_upstream_id ON generation (upstream_id) WHERE upstream_id <> '';

-- The last 14 days.
CREATE TABLE minute_endpoint (
    minute bigint NOT NULL,
    endpoint text COLLATE "C" NOT NULL,
    requests bigint NOT NULL,
    failures bigint NOT NULL,
    prompt_tokens bigint NOT NULL,
    completion_tokens bigint NOT NULL,
    reasoning_tokens bigint NOT NULL,
    cached_tokens bigint NOT NULL,
    cost_nanos bigint NOT NULL,
    first_tokens bigint NOT NULL,
    latency_ms bigint NOT NULL,
    duration_ms bigint NOT NULL,
    PRIMARY KEY (minute, endpoint)
);

CREATE TABLE day_endpoint (
    day bigint NOT NULL,
    endpoint text COLLATE "C" NOT NULL,
    model text COLLATE "C" NOT NULL,
    provider text COLLATE "C" NOT NULL,
    requests bigint NOT NULL,
    failures bigint NOT NULL,
    prompt_tokens bigint NOT NULL,
    completion_tokens bigint NOT NULL,
    reasoning_tokens bigint NOT NULL,
    cached_tokens bigint NOT NULL,
    cost_nanos bigint NOT NULL,
    first_tokens bigint NOT NULL,
    latency_ms bigint NOT NULL,
    duration_ms bigint NOT NULL,
    PRIMARY KEY (day, endpoint, model)
);

CREATE TABLE key_day_model (
    key_id bytea NOT NULL,
    day bigint NOT NULL,
    model text COLLATE "C" NOT NULL,
    requests bigint NOT NULL,
    failures bigint NOT NULL,
    prompt_tokens bigint NOT NULL,
    completion_tokens bigint NOT NULL,
    reasoning_tokens bigint NOT NULL,
    cached_tokens bigint NOT NULL,
    cost_nanos bigint NOT NULL,
    first_tokens bigint NOT NULL,
    latency_ms bigint NOT NULL,
    duration_ms bigint NOT NULL,
    PRIMARY KEY (key_id, day, model)
);
