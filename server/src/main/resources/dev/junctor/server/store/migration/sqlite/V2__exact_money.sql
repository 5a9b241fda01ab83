-- Money in two phases: a record is the posting of its charge, beside it are the postings that people make, and the
-- balances of all accounts in the books.

ALTER TABLE api_key ADD COLUMN account TEXT NOT NULL DEFAULT 'default';
ALTER TABLE api_key ADD COLUMN reset TEXT NOT NULL DEFAULT 'NEVER';

-- A record's charge sums to zero: what the customer pays is the sum of where it goes.
CREATE TABLE generation_2 (
    id INTEGER PRIMARY KEY,
    upstream_id TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    key_id BLOB NOT NULL,
    account TEXT NOT NULL,
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
    upstream_prompt_nanos INTEGER NOT NULL,
    provider_nanos INTEGER NOT NULL,
    margin_nanos INTEGER NOT NULL,
    fee_nanos INTEGER NOT NULL,
    discount_nanos INTEGER NOT NULL,
    rounding_nanos INTEGER NOT NULL,
    bill TEXT NOT NULL,
    price_version TEXT NOT NULL,
    book TEXT NOT NULL,
    margin_ppm INTEGER NOT NULL,
    margin_nanos_per_million INTEGER NOT NULL,
    fee_ppm INTEGER NOT NULL,
    key_owner TEXT NOT NULL,
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
    tokens_image_out INTEGER NOT NULL,
    CHECK (cost_nanos = provider_nanos + margin_nanos + fee_nanos - discount_nanos + rounding_nanos)
) STRICT;

INSERT INTO generation_2
    (id, upstream_id, created_ms, key_id, requested, model, endpoint, provider, provider_tag, strategy, streamed, outcome, status, fault, finish_reason, service_tier, billing, cost_nanos, upstream_cost_nanos, latency_ms, duration_ms, user_agent, attempts, web_searches, tokens_input, tokens_cache_read, tokens_cache_write, tokens_cache_write_1h, tokens_audio_in, tokens_cache_read_audio, tokens_image_in, tokens_video_in, tokens_output, tokens_reasoning, tokens_audio_out, tokens_image_out,
     account, upstream_prompt_nanos, provider_nanos, margin_nanos, fee_nanos, discount_nanos, rounding_nanos, bill,
     price_version, book, margin_ppm, margin_nanos_per_million, fee_ppm, key_owner)
SELECT
    id, upstream_id, created_ms, key_id, requested, model, endpoint, provider, provider_tag, strategy, streamed, outcome, status, fault, finish_reason, service_tier, billing, cost_nanos, upstream_cost_nanos, latency_ms, duration_ms, user_agent, attempts, web_searches, tokens_input, tokens_cache_read, tokens_cache_write, tokens_cache_write_1h, tokens_audio_in, tokens_cache_read_audio, tokens_image_in, tokens_video_in, tokens_output, tokens_reasoning, tokens_audio_out, tokens_image_out,
    'default', 0, upstream_cost_nanos, cost_nanos - upstream_cost_nanos, 0, 0, 0, '', '', '', 0, 0, 0, 'HOST'
FROM generation;

DROP TABLE generation;
ALTER TABLE generation_2 RENAME TO generation;
CREATE INDEX generation_by_upstream_id ON generation (upstream_id) WHERE upstream_id <> '';

-- Who pays. The greatest 64-bit integer as a credit line stands for no limit.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    credit_line_nanos INTEGER NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO account (id, name, credit_line_nanos, created_ms) VALUES ('default', 'Default', 9223372036854775807, 0);

-- Deposits, promotions, refunds, corrections; charges are in generation. Never changed, never deleted.
CREATE TABLE posting (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    account TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    generation_id INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX posting_once ON posting (account, idempotency_key) WHERE idempotency_key <> '';

CREATE TABLE posting_entry (
    posting_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    ledger_account TEXT NOT NULL,
    nanos INTEGER NOT NULL,
    PRIMARY KEY (posting_id, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX posting_entry_by_account ON posting_entry (ledger_account, posting_id);

-- What stands in each account of the books; the sum over all is zero.
CREATE TABLE ledger_balance (
    ledger_account TEXT NOT NULL PRIMARY KEY,
    nanos INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- By how much it moved on each day in UTC; for ever.
CREATE TABLE ledger_day (
    day INTEGER NOT NULL,
    ledger_account TEXT NOT NULL,
    nanos INTEGER NOT NULL,
    PRIMARY KEY (day, ledger_account)
) STRICT, WITHOUT ROWID;

INSERT INTO ledger_day (day, ledger_account, nanos)
SELECT created_ms / 86400000, 'credit:default', -sum(cost_nanos) FROM generation GROUP BY 1 HAVING sum(cost_nanos) <> 0;

INSERT INTO ledger_day (day, ledger_account, nanos)
SELECT created_ms / 86400000, 'provider:' || substr(endpoint, 1, instr(endpoint, ':') - 1), sum(provider_nanos)
FROM generation GROUP BY 1, 2 HAVING sum(provider_nanos) <> 0;

INSERT INTO ledger_day (day, ledger_account, nanos)
SELECT created_ms / 86400000, 'margin', sum(margin_nanos) FROM generation GROUP BY 1 HAVING sum(margin_nanos) <> 0;

INSERT INTO ledger_balance (ledger_account, nanos)
SELECT ledger_account, sum(nanos) FROM ledger_day GROUP BY ledger_account;

-- Price books that came by the API, as JSON.
CREATE TABLE price_book (
    name TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Up to which entry a node's journal is in these tables.
CREATE TABLE applied (
    node INTEGER NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A number that grows with each change of keys, accounts and price books.
CREATE TABLE revision (
    name TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO revision (name, number) VALUES ('settings', 1);

-- From which moment on records are kept; older ones were forgotten. One row.
CREATE TABLE retention (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    records_from_ms INTEGER NOT NULL
) STRICT;

INSERT INTO retention (id, records_from_ms) VALUES (1, 0);

-- The nodes of a cluster. A number stays with a data folder; the row says until when its process is alive.
CREATE TABLE node (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id BETWEEN 0 AND 1023),
    instance TEXT NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT;

-- What nodes have taken of the budgets.
CREATE TABLE lease (
    node INTEGER NOT NULL,
    budget TEXT NOT NULL,
    nanos INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    PRIMARY KEY (node, budget)
) STRICT, WITHOUT ROWID;

-- What is left of each budget for nodes to take.
CREATE TABLE budget (
    id TEXT NOT NULL PRIMARY KEY,
    left_nanos INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
