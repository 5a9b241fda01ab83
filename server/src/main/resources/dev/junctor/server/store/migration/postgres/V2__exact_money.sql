-- Money in two phases: a record is the posting of its charge, beside it are the postings that people make, and the
-- balances of all accounts in the books.

ALTER TABLE api_key ADD COLUMN account text COLLATE "C" NOT NULL DEFAULT 'default';
ALTER TABLE api_key ADD COLUMN reset text COLLATE "C" NOT NULL DEFAULT 'NEVER';

-- A record's charge sums to zero: what the customer pays is the sum of where it goes.
ALTER TABLE generation
    ADD COLUMN upstream_prompt_nanos bigint NOT NULL DEFAULT 0,
    ADD COLUMN provider_nanos bigint NOT NULL DEFAULT 0,
    ADD COLUMN margin_nanos bigint NOT NULL DEFAULT 0,
    ADD COLUMN fee_nanos bigint NOT NULL DEFAULT 0,
    ADD COLUMN discount_nanos bigint NOT NULL DEFAULT 0,
    ADD COLUMN rounding_nanos bigint NOT NULL DEFAULT 0,
    ADD COLUMN margin_ppm bigint NOT NULL DEFAULT 0,
    ADD COLUMN margin_nanos_per_million bigint NOT NULL DEFAULT 0,
    ADD COLUMN fee_ppm bigint NOT NULL DEFAULT 0,
    ADD COLUMN account text COLLATE "C" NOT NULL DEFAULT 'default',
    ADD COLUMN bill text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN price_version text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN book text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN key_owner text COLLATE "C" NOT NULL DEFAULT 'HOST';

UPDATE generation SET provider_nanos = upstream_cost_nanos, margin_nanos = cost_nanos - upstream_cost_nanos;

ALTER TABLE generation
    ALTER COLUMN upstream_prompt_nanos DROP DEFAULT,
    ALTER COLUMN provider_nanos DROP DEFAULT,
    ALTER COLUMN margin_nanos DROP DEFAULT,
    ALTER COLUMN fee_nanos DROP DEFAULT,
    ALTER COLUMN discount_nanos DROP DEFAULT,
    ALTER COLUMN rounding_nanos DROP DEFAULT,
    ALTER COLUMN margin_ppm DROP DEFAULT,
    ALTER COLUMN margin_nanos_per_million DROP DEFAULT,
    ALTER COLUMN fee_ppm DROP DEFAULT,
    ALTER COLUMN account DROP DEFAULT,
    ALTER COLUMN bill DROP DEFAULT,
    ALTER COLUMN price_version DROP DEFAULT,
    ALTER COLUMN book DROP DEFAULT,
    ALTER COLUMN key_owner DROP DEFAULT,
    ADD CONSTRAINT generation_charge_sums CHECK
        (cost_nanos = provider_nanos + margin_nanos + fee_nanos - discount_nanos + rounding_nanos);

-- Who pays. The greatest 64-bit integer as a credit line stands for no limit.
CREATE TABLE account (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    credit_line_nanos bigint NOT NULL,
    created_ms bigint NOT NULL
);

INSERT INTO account (id, name, credit_line_nanos, created_ms) VALUES ('default', 'Default', 9223372036854775807, 0);

-- Deposits, promotions, refunds, corrections; charges are in generation. Never changed, never deleted.
CREATE TABLE posting (
    id bigint NOT NULL PRIMARY KEY,
    kind text COLLATE "C" NOT NULL,
    created_ms bigint NOT NULL,
    account text COLLATE "C" NOT NULL,
    idempotency_key text COLLATE "C" NOT NULL,
    request_hash bytea NOT NULL,
    generation_id bigint NOT NULL,
    note text COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX posting_once ON posting (account, idempotency_key) WHERE idempotency_key <> '';

CREATE TABLE posting_entry (
    posting_id bigint NOT NULL,
    line smallint NOT NULL,
    ledger_account text COLLATE "C" NOT NULL,
    nanos bigint NOT NULL,
    PRIMARY KEY (posting_id, line)
);

CREATE INDEX posting_entry_by_account ON posting_entry (ledger_account, posting_id);

-- What stands in each account of the books; the sum over all is zero.
CREATE TABLE ledger_balance (
    ledger_account text COLLATE "C" NOT NULL PRIMARY KEY,
    nanos bigint NOT NULL
);

-- By how much it moved on each day in UTC; for ever.
CREATE TABLE ledger_day (
    day bigint NOT NULL,
    ledger_account text COLLATE "C" NOT NULL,
    nanos bigint NOT NULL,
    PRIMARY KEY (day, ledger_account)
);

INSERT INTO ledger_day (day, ledger_account, nanos)
SELECT created_ms / 86400000, 'credit:default', -sum(cost_nanos) FROM generation GROUP BY 1 HAVING sum(cost_nanos) <> 0;

INSERT INTO ledger_day (day, ledger_account, nanos)
SELECT created_ms / 86400000, 'provider:' || substr(endpoint, 1, greatest(strpos(endpoint, ':') - 1, 0)), sum(provider_nanos)
FROM generation GROUP BY 1, 2 HAVING sum(provider_nanos) <> 0;

INSERT INTO ledger_day (day, ledger_account, nanos)
SELECT created_ms / 86400000, 'margin', sum(margin_nanos) FROM generation GROUP BY 1 HAVING sum(margin_nanos) <> 0;

INSERT INTO ledger_balance (ledger_account, nanos)
SELECT ledger_account, sum(nanos) FROM ledger_day GROUP BY ledger_account;

-- Price books that came by the API, as JSON.
CREATE TABLE price_book (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    document text COLLATE "C" NOT NULL,
    created_ms bigint NOT NULL
);

-- Up to which entry a node's journal is in these tables.
CREATE TABLE applied (
    node smallint NOT NULL PRIMARY KEY,
    sequence bigint NOT NULL
);

-- A number that grows with each change of keys, accounts and price books.
CREATE TABLE revision (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    number bigint NOT NULL
);

INSERT INTO revision (name, number) VALUES ('settings', 1);

-- From which moment on records are kept; older ones were forgotten. One row.
CREATE TABLE retention (
    id smallint NOT NULL PRIMARY KEY CHECK (id = 1),
    records_from_ms bigint NOT NULL
);

INSERT INTO retention (id, records_from_ms) VALUES (1, 0);

-- The nodes of a cluster. A number stays with a data folder; the row says until when its process is alive.
CREATE TABLE node (
    id smallint NOT NULL PRIMARY KEY CHECK (id BETWEEN 0 AND 1023),
    instance text COLLATE "C" NOT NULL,
    expires_ms bigint NOT NULL
);

-- What nodes have taken of the budgets.
CREATE TABLE lease (
    node smallint NOT NULL,
    budget text COLLATE "C" NOT NULL,
    nanos bigint NOT NULL,
    expires_ms bigint NOT NULL,
    PRIMARY KEY (node, budget)
);

-- What is left of each budget for nodes to take.
CREATE TABLE budget (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    left_nanos bigint NOT NULL
);
