/** What the safety of an action depends on, in plain values that can be compared and stored. */
export type Fingerprint = Record<string, string | number | boolean | null>;

/** Facts that one step of a plan may change for the next ones. */
export type FactName =
  'klippy' | 'job' | 'homed' | 'position' | 'targets' | 'files' | 'config' | 'mesh' | 'offset' | 'pending';

export interface FingerprintChange {
  key: string;
  was: Fingerprint[string] | undefined;
  is: Fingerprint[string] | undefined;
}

/** The keys whose values differ, leaving out the facts that earlier steps were to change. */
export function fingerprintChanges(
  before: Fingerprint,
  now: Fingerprint,
  allowed: ReadonlySet<string> = new Set(),
): FingerprintChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return keys
    .filter((key) => !allowed.has(factOf(key)) && before[key] !== now[key])
    .map((key) => ({ key, was: before[key], is: now[key] }));
}

/** Fingerprints of a plan's steps side by side; `3:job` is the job as the fourth step saw it. */
export function joinFingerprints(prints: readonly Fingerprint[]): Fingerprint {
  const joined: Fingerprint = {};
  prints.forEach((print, index) => {
    for (const [key, value] of Object.entries(print)) joined[`${index}:${key}`] = value;
  });
  return joined;
}

/** The part of one step out of the joined fingerprint. */
export function fingerprintOfStep(joined: Fingerprint, index: number): Fingerprint {
  const prefix = `${index}:`;
  return Object.fromEntries(
    Object.entries(joined)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

/** `files:a/b.gcode` belongs to the fact `files`. */
function factOf(key: string): string {
  return key.split(':')[0] ?? key;
}

/** What a person calls these. */
const NAMES: Record<string, string> = {
  klippy: 'Klipper',
  job: 'the print',
  'job:file': 'the file that prints',
  homed: 'the homed axes',
  position: 'the position of the head',
  offset: 'the Z offset',
  manualProbe: 'probing by hand',
};
/** Digests, which tell nobody anything. */
const CHANGED: Record<string, string> = {
  'files:content': 'the file is another one or gone',
  'config:sha256': 'the configuration file is another one',
  'config:becomes': 'something else would be written',
  pending: 'other values wait to be saved',
  macro: 'the macro is another one',
  first: 'another job is the first of the queue',
};

/** One sentence for people about what changed. */
export function describeChanges(changes: readonly FingerprintChange[]): string {
  const told = changes.map(
    ({ key, was, is }) => CHANGED[key] ?? `${NAMES[key] ?? key} was ${say(was)} and is now ${say(is)}`,
  );
  return `What this depends on has changed since it was asked: ${told.join('; ')}.`;
}

function say(value: Fingerprint[string] | undefined): string {
  return value === undefined || value === null || value === '' ? 'unknown' : String(value);
}
