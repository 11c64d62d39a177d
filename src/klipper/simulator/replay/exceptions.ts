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

/** None at the moment: every recorded exchange that is played agrees. */
export const exceptions: Record<string, string> = {};

/** Recorded sockets whose answers may differ, each with its reason. */
export const socketExceptions: Record<string, string> = {
  'force-logins': "accounts are the real Moonraker's business",
};
