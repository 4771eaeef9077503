-- Messages have parts too: kind is R (receivable) or M (message). The rows that are there are of receivables, and are not rewritten,
-- only the key is built anew. Programs of before know no kind: they must not write, so there is no default.
ALTER TABLE ${table}case_part ADD COLUMN kind text COLLATE "C" NOT NULL DEFAULT 'R';
ALTER TABLE ${table}case_part ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE ${table}case_part RENAME COLUMN receivable TO id;
ALTER TABLE ${table}case_part DROP CONSTRAINT ${name}case_part_pkey;
ALTER TABLE ${table}case_part ADD PRIMARY KEY (creditor, customer, kind, id);
