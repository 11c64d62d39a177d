import type { Finding } from '#klipper/diagnosis/finding.ts';
import type { PrinterSnapshot } from '#lib/contracts.ts';
import { sayFinding } from '#lib/said/views.ts';
import { faultOf } from './faults.ts';
import { leading } from './leading.ts';

/** A log or a restart may tell more a little later. */
const LOOK_AGAIN_MS = 8_000;
/** What the doctor is asked about: changes exactly when it is worth another look. Null while all is well. */
export function complaintOf(snapshot: PrinterSnapshot): string | null {
  const { connection, klippy, job } = snapshot;
  const broken = faultOf(snapshot) !== null;
  if (!broken && job.state !== 'error' && job.state !== 'paused') return null;
  return JSON.stringify([broken, connection.problem?.cause ?? '', klippy.state, klippy.message, job.state]);
}

async function read(printerId: string, signal: AbortSignal): Promise<Finding[] | null> {
  try {
    const response = await fetch(`/api/printers/${encodeURIComponent(printerId)}/findings`, { signal });
    return response.ok ? ((await response.json()) as { findings: Finding[] }).findings.map(sayFinding) : null;
  } catch (error) {
    // Without an answer the rail says what the state itself tells.
    if (signal.aborted || error instanceof TypeError) return null;
    throw error;
  }
}

/** The doctor's findings while something is wrong, empty before they are there. Call during initialisation. */
export function useFindings(snapshot: () => PrinterSnapshot | null): { readonly now: Finding[] } {
  let findings = $state.raw<Finding[]>([]);
  const complaint = $derived.by(() => {
    const seen = snapshot();
    return seen && complaintOf(seen);
  });
  const printerId = $derived(snapshot()?.printerId ?? '');
  $effect(() => {
    findings = [];
    if (complaint === null) return;
    const broken = (JSON.parse(complaint) as unknown[])[0] === true;
    const stop = new AbortController();
    const look = async () => {
      const seen = await read(printerId, stop.signal);
      if (seen && !stop.signal.aborted) findings = leading(seen, broken);
    };
    void look();
    const timer = setTimeout(look, LOOK_AGAIN_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  });
  return {
    get now() {
      return findings;
    },
  };
}
