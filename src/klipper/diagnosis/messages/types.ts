import type { Severity } from '../finding.ts';

/** One known text of Klipper: how it is recognised, what it means, what to do. */
export interface KnownMessage {
  id: string;
  match: RegExp;
  severity: Severity;
  /** May name parts of the text by `$1`, `$2`. */
  cause: string;
  remedy: string[];
  stillWorks?: string;
}
