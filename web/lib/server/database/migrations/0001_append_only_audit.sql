CREATE TRIGGER `audit_rows_do_not_change` BEFORE UPDATE ON `audit`
BEGIN SELECT RAISE(ABORT, 'The audit trail is only ever added to.'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_rows_do_not_go` BEFORE DELETE ON `audit`
BEGIN SELECT RAISE(ABORT, 'The audit trail is only ever added to.'); END;
