/** One thing that is not as it should be, for people and for machines. */
export interface Finding {
  /** Stable name of the state, such as `mcu.lost`; an entry of the knowledge files. */
  id: string;
  /** `danger`: heat or fire; `error`: it cannot print; `warning`: it may fail; `info`: good to know. */
  severity: Severity;
  /** The cause in plain words. */
  cause: string;
  sure: 'certain' | 'likely' | 'possible';
  /** What was observed, with values and the original words. */
  evidence: string[];
  /** What to do now, step by step, from harmless to heavy. */
  remedy: string[];
  stillWorks: string;
  /** Where this knowledge comes from. */
  source: string;
}

export type Severity = 'danger' | 'error' | 'warning' | 'info';

const ORDER: Severity[] = ['danger', 'error', 'warning', 'info'];

/** The gravest first; within one severity the order in which the ladder met them. */
export function sortFindings(findings: Finding[]): Finding[] {
  return findings
    .map((finding, index) => ({ finding, index }))
    .sort(
      (a, b) => ORDER.indexOf(a.finding.severity) - ORDER.indexOf(b.finding.severity) || a.index - b.index,
    )
    .map(({ finding }) => finding);
}

/** The knowledge files, by the first word of a state's name. */
const FILES: Record<string, string> = {
  net: 'network',
  auth: 'login',
  ws: 'login',
  mr: 'moonraker',
  klippy: 'klippy',
  cfg: 'config',
  mcu: 'mcu',
  heat: 'shutdown',
  tmc: 'shutdown',
  estop: 'shutdown',
  host: 'host',
  cam: 'camera',
  file: 'upload',
  tun: 'remote',
};

/** The entry of the knowledge file that a finding comes from. */
export function sourceOf(id: string): string {
  return `knowledge/trouble-${FILES[id.split('.')[0] ?? ''] ?? 'commands'}.md#${id}`;
}

/** Removes what must not leave the printer: keys, tokens, passwords, log-ins in addresses. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g, '<token>')
    .replace(
      /\b(api[_-]?key|token|password|passwd|secret|psk|authorization)(\s*[:=]\s*|\s+)(["']?)[^\s"',;&]+\3/gi,
      '$1$2<removed>',
    )
    .replace(/:\/\/[^/\s:@]+:[^/\s@]+@/g, '://<removed>@')
    .replace(/\b[0-9a-f]{32,}\b/gi, '<removed>');
}
