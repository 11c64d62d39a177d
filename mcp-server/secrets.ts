const WORD = '[\\w.-]*(?:password|secret|token|api_?key|passphrase|credential)[\\w.-]*';
const NAME = new RegExp(`^${WORD}$`, 'i');
/** The line of such an option, and the lines that continue it. */
const LINES = new RegExp(`^(\\s*#?\\s*${WORD}\\s*[:=]).*(?:\\r?\\n[ \\t]+\\S.*)*$`, 'gim');
const HIDDEN = '[hidden]';

/** The text without the values of passwords, tokens and keys. */
export function withoutSecrets(text: string): string {
  return text.replace(LINES, `$1 ${HIDDEN}`);
}

/** A value as it may be told: not where the option is a password, token or key. */
export function withoutSecret(option: string, value: string | null): string | null {
  return value !== null && NAME.test(option) ? HIDDEN : value;
}

/** Arguments as they may be written down for others to read: without what stands under such a name, however deep. */
export function withoutSecretArgs(args: unknown): unknown {
  if (Array.isArray(args)) return args.map(withoutSecretArgs);
  if (typeof args !== 'object' || args === null) return args;
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      NAME.test(name) && typeof value !== 'object' ? HIDDEN : withoutSecretArgs(value),
    ]),
  );
}
