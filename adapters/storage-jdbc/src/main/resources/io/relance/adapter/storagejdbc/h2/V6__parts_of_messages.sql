-- Messages have parts too: kind is R (receivable) or M (message). The rows that are there are of receivables.
-- Programs of before know no kind: they must not write, so there is no default.
ALTER TABLE ${table}case_part DROP PRIMARY KEY;
ALTER TABLE ${table}case_part ALTER COLUMN receivable RENAME TO id;
ALTER TABLE ${table}case_part ADD COLUMN kind VARBINARY DEFAULT X'52' NOT NULL BEFORE id;
ALTER TABLE ${table}case_part ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE ${table}case_part ADD PRIMARY KEY (creditor, customer, kind, id);
