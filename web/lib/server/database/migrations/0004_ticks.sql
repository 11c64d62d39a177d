CREATE TABLE `tick` (
	`conversation_id` text NOT NULL,
	`list` text NOT NULL,
	`item` text NOT NULL,
	`on` integer NOT NULL,
	`changed_at_ms` integer NOT NULL,
	PRIMARY KEY(`conversation_id`, `list`, `item`),
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE cascade
);
