/** What people are told who may not see a page: no printer of theirs, or a role that does not reach. */
export const REFUSALS = {
  403: {
    message: 'Your role does not allow this.',
    remedy: 'Ask the owner of the printer or of this server.',
  },
  404: {
    message: 'There is no such printer.',
    remedy: 'Go back to your printers and choose one of them.',
  },
} as const;
