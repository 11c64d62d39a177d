import type { AddressTestLine } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';
import { ndjsonLines } from './ndjson.ts';

type Step = Extract<AddressTestLine, { type: 'step' }>;
type End = Extract<AddressTestLine, { type: 'end' }>;

/** A test of an address, as it climbs: the steps so far and how it ended. */
export class AddressTest {
  steps = $state<Step[]>([]);
  end = $state<End | null>(null);
  running = $state(false);
  /** True when this visitor may not test before signing in. */
  refused = $state(false);
  #stop: AbortController | null = null;

  /** @param printerId the printer whose stored key is used when none is typed */
  async run(address: string, apiKey?: string, printerId?: string): Promise<void> {
    this.cancel();
    const stop = new AbortController();
    this.#stop = stop;
    Object.assign(this, { steps: [], end: null, running: true, refused: false });
    try {
      const response = await fetch('/api/address/test', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ address, ...(apiKey && { apiKey }), ...(printerId && { printerId }) }),
        signal: stop.signal,
      });
      if (stop.signal.aborted) return;
      if (response.status === 401 || response.status === 403) this.refused = true;
      else if (!response.ok || !response.body) this.end = failed(await wordsOf(response));
      else
        for await (const line of ndjsonLines<AddressTestLine>(response.body)) {
          // Lines that had arrived already are not of the address that is tested now.
          if (stop.signal.aborted) return;
          this.#take(line);
        }
      if (!this.refused && !this.end)
        this.end = failed({ cause: m.test_broken_off(), remedy: m.error_no_answer_remedy() });
    } catch (error) {
      if (stop.signal.aborted) return;
      if (!(error instanceof TypeError)) throw error;
      this.end = failed({ cause: m.error_no_answer(), remedy: m.error_no_answer_remedy() });
    } finally {
      if (this.#stop === stop) this.running = false;
    }
  }

  cancel(): void {
    this.#stop?.abort();
    this.running = false;
  }

  #take(line: AddressTestLine): void {
    if (line.type === 'end' && line.problem?.id === 'sign-in-first') this.refused = true;
    else if (line.type === 'end') this.end = line;
    else this.steps = [...this.steps.filter((step) => step.id !== line.id), line];
  }
}

async function wordsOf(response: Response): Promise<{ cause: string; remedy: string }> {
  const body = (await response.json().catch(() => null)) as {
    error?: { cause?: string; remedy?: string };
  } | null;
  return {
    cause: body?.error?.cause ?? m.error_no_answer(),
    remedy: body?.error?.remedy ?? m.error_no_answer_remedy(),
  };
}

function failed({ cause, remedy }: { cause: string; remedy: string }): End {
  return {
    type: 'end',
    ok: false,
    problem: { id: 'refused', title: cause, cause: '', remedy: [remedy], evidence: '' },
    address: null,
    printerName: null,
    moonrakerVersion: null,
  };
}
