import type { Finding } from '../diagnosis/finding.ts';
import type { Ring } from './ring.ts';

export interface BlackBox extends Pick<Ring, 'lines' | 'incidents' | 'incident' | 'save' | 'forget'> {
  /** Why the last print or the printer stopped, with the evidence; null when nothing did within the last hour. */
  whyDidItStop(): Promise<Finding | null>;
  /** Resolves when, after the printer's `stop`, everything lies on the disk and nothing is written any more. */
  closed(): Promise<void>;
}
