import type { LoopTool } from '../src/smokey/index.ts';

const THINGS: Record<string, string> = {
  event: 'an appointment in the calendar, with its time, place and guests',
  mail: 'a message in the mailbox, with subject, sender and attachments',
  invoice: 'an invoice of the shop, with its lines, taxes and due date',
  contact: 'a person in the address book, with numbers and addresses',
  ticket: 'a request of a customer, with its state and who works on it',
  note: 'a page of the notebook, with headings and tags',
  flight: 'a booked flight, with seats, luggage and gate',
  recipe: 'a recipe of the cookbook, with portions and allergens',
};
const VERBS: Record<string, string> = {
  list: 'Lists by date or name, newest first, a page at a time; each',
  create: 'Makes a new one and tells its number; this is',
  update: 'Changes the fields that are given and leaves the others; this is',
  remove: 'Removes it for good, after which it cannot be found again; this is',
  search: 'Finds by words anywhere in the text, best first; each',
};

/** Forty tools of a second server that has nothing to do with printers: what a busy assistant's prompt holds as well. */
export function distractorTools(): LoopTool[] {
  return Object.entries(THINGS).flatMap(([thing, what]) =>
    Object.entries(VERBS).map(([verb, does]): LoopTool => ({
      name: `office_${verb}_${thing}`,
      title: `${verb} ${thing}`,
      description: `${does} ${what}.`,
      inputSchema: {
        type: 'object',
        properties: {
          id: { type: 'string', description: `Number of the ${thing}.` },
          text: { type: 'string', maxLength: 2_000 },
          after: { type: 'string', format: 'date-time' },
          limit: { type: 'integer', minimum: 1, maximum: 100 },
        },
        additionalProperties: false,
      },
      reads: verb === 'list' || verb === 'search',
      call: async () => ({ failed: true, data: null, text: 'The office server is away.', pictures: [] }),
    })),
  );
}
