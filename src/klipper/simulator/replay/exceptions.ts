/**
 * Recorded exchanges in which the simulator is allowed to differ, each with its reason. Whole classes first: what is
 * the real Moonraker's business is not played here, so that the simulator does not become a second product.
 */
export const excludedClasses: [pattern: RegExp, reason: string][] = [
  [
    /^access-(login|logout|refresh|user|users)|jwt|force-logins/,
    "accounts and their tokens are the real Moonraker's business",
  ],
  [/^database-|database-list/, "databases are the real Moonraker's business; a small stand-in answers"],
  [
    /^file-zip|^server-logs|extensions/,
    "zip files, log rollover and extensions are the real Moonraker's business",
  ],
  [/^older-tornado/, 'recorded from another web server below Moonraker'],
  [
    /machine-update-status$|server-info-warnings/,
    'recorded from a Moonraker with update_manager, which is absent here',
  ],
];

export const exceptions: Record<string, string> = {
  'server-config':
    "the recorded Moonraker's own configuration file, with every default; ours has the parts clients read",
  'query-configfile':
    'recorded with an on_error_gcode of its own; ours is the practice printer with the default',
  'gcode-set-something-to-save':
    'a communication time-out of the recording machine during homing: an accident, not a rule',
};

/** Recorded sockets whose answers may differ, each with its reason. */
export const socketExceptions: Record<string, string> = {
  'force-logins': "accounts are the real Moonraker's business",
  'origin-not-allowed': 'a refused handshake; tested beside the socket door',
};
