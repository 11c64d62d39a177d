import type { Finding, FindingId, Severity } from './types.ts';

const MOST_FINDINGS = 200;
const ORDER: Severity[] = ['blocking', 'warning', 'note'];

/** Collects findings, each once with its first line and how often it occurs. Bounded, whatever the file. */
export class Findings {
  private readonly found = new Map<string, Finding>();

  /** `subject` tells findings of one kind apart: an axis, a heater, a command. `text` is made only for the first. */
  add(id: FindingId, severity: Severity, line: number, subject: string, text: () => string): void {
    const key = `${id} ${severity} ${subject}`;
    const known = this.found.get(key);
    if (known) known.count++;
    else if (this.found.size < MOST_FINDINGS)
      this.found.set(key, { id, severity, line, count: 1, text: text() });
  }

  list(): Finding[] {
    return [...this.found.values()].sort(
      (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.line - b.line,
    );
  }
}
