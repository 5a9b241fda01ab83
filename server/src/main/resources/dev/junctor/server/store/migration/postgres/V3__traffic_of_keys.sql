-- How much may be asked with a key at one time, and whose requests go first: 0 is what is usual.

ALTER TABLE api_key ADD COLUMN in_flight integer NOT NULL DEFAULT 0;
ALTER TABLE api_key ADD COLUMN per_minute integer NOT NULL DEFAULT 0;
ALTER TABLE api_key ADD COLUMN priority text NOT NULL DEFAULT 'NORMAL';
