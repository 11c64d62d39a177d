import type { Clock } from '../clock.ts';
import { messageOf, PrinterError } from '../errors.ts';
import type { FileFacts, Printer } from '../printer.ts';
import { background, type Background } from '../background/index.ts';
import { GcodeError, LimitsError, rehearsalPrinter } from '../tuning/index.ts';
import type { LoadedFilament, RehearsalPrinter } from '../tuning/index.ts';
import { timesKey, wholeKey } from './key.ts';
import { KeptRehearsals } from './kept.ts';
import { SharedRun } from './shared-run.ts';
import type { FileRehearsal, Rehearse, RehearsedBefore, RehearseOptions } from './types.ts';

export interface Rehearsals {
  rehearse: Rehearse;
  rehearsedBefore: RehearsedBefore;
  stop(): void;
}

export interface RehearsalSource extends Pick<Printer, 'files' | 'settings' | 'objects' | 'commands'> {
  /** What is loaded for this file, as far as known. */
  filament?(facts: FileFacts, signal?: AbortSignal): Promise<LoadedFilament>;
}

const KEPT = 32;
const ANSWER_WITHIN_MS = 30_000;

/**
 * Rehearses files of one printer: streams them from it, plans every move with its live limits and looks for what it
 * would refuse. Runs on a thread beside this one; the same question is worked on once, and the last answers are kept
 * by content and printer. Nothing is sent to the printer.
 * Rejects with a `PrinterError`: `not-found`, `not-available` (settings not known yet), `bad-input` (no G-code),
 * `timeout`, `cancelled`, or what the connection says.
 */
export function createRehearsals(
  source: RehearsalSource,
  clock: Clock,
  work: Pick<Background, 'run'> = background(),
): Rehearsals {
  const kept = new KeptRehearsals(KEPT);
  const runs = new Map<string, SharedRun<FileRehearsal>>();

  const rehearse: Rehearse = async (path, options = {}) => {
    const asked = `Rehearse ${path}`;
    const printer = printerNow(source, asked, options);
    const facts = options.facts ?? (await source.files.facts(path, signalOf(options)));
    if (!facts) throw new PrinterError({ kind: 'not-found', asked, wrong: 'the printer has no such file' });
    const times = timesKey(facts, printer);
    const timed = options.timesOnly === true ? kept.withTimes(times) : null;
    if (timed) return timed;
    const filament = (await source.filament?.(facts, options.signal)) ?? {};
    const whole = wholeKey(times, facts.fingerprint, printer, filament);
    const known = kept.get(whole);
    if (known) return known;
    let run = runs.get(whole);
    if (!run || run.stopped) {
      const started = new SharedRun(clock, async (signal, onProgress) => {
        try {
          const rehearsal = await rehearseFile(source, work, facts, printer, {
            filament,
            signal,
            onProgress,
          });
          kept.set(whole, times, rehearsal);
          return rehearsal;
        } finally {
          if (runs.get(whole) === started) runs.delete(whole);
        }
      });
      run = started;
      runs.set(whole, started);
    }
    return run.wait(asked, options);
  };

  return {
    rehearse,
    rehearsedBefore: (file) =>
      kept.has(file) && isKnown(source.settings())
        ? kept.withTimes(timesKey(file, printerNow(source, 'Look up a rehearsal', {})))
        : null,
    stop() {
      for (const run of runs.values()) run.stop(new Error('the printer was closed'));
    },
  };
}

function printerNow(
  source: RehearsalSource,
  asked: string,
  { limits, before = {} }: RehearseOptions,
): RehearsalPrinter {
  const settings = source.settings();
  if (!isKnown(settings)) {
    throw new PrinterError({
      kind: 'not-available',
      asked,
      wrong: 'the printer’s settings are not known',
      tryThis: ['Wait until Klipper is ready, then try again.'],
    });
  }
  const printer = rehearsalPrinter(settings, source.objects(), source.commands().keys());
  const given = Object.entries(limits ?? {}).filter(([, value]) => value !== undefined);
  return {
    ...printer,
    limits: { ...printer.limits, ...Object.fromEntries(given) },
    homedAxes: before.homed === true ? 'xyz' : printer.homedAxes,
    // Warm enough for anything the file may extrude; how warm is the earlier step's business.
    heldCelsius: before.warm === true ? allWarm(printer) : (printer.heldCelsius ?? {}),
  };
}

function isKnown(settings: ReturnType<RehearsalSource['settings']>): boolean {
  return Object.keys(settings).length > 0;
}

function allWarm({ heaters, minExtrudeCelsius }: RehearsalPrinter): Record<string, number> {
  return Object.fromEntries(Object.keys(heaters).map((name) => [name, minExtrudeCelsius]));
}

async function rehearseFile(
  source: RehearsalSource,
  work: Pick<Background, 'run'>,
  facts: FileFacts,
  printer: RehearsalPrinter,
  {
    filament,
    signal,
    onProgress,
  }: { filament: LoadedFilament; signal: AbortSignal; onProgress(fraction: number): void },
): Promise<FileRehearsal> {
  const { path, sizeBytes, modifiedMs, fingerprint, estimatedSeconds: slicerSeconds } = facts;
  try {
    const pieces = await source.files.download('gcodes', path, { signal, timeoutMs: ANSWER_WITHIN_MS });
    const rehearsal = await work.run(
      'rehearse',
      { printer, options: { sizeBytes, filament } },
      { source: pieces, signal, onProgress: (bytes) => onProgress(bytes / Math.max(1, sizeBytes)) },
    );
    // Half a file, or another one that has taken its place meanwhile, would be judged as if it were this one.
    if (rehearsal.bytes !== sizeBytes) throw new Error(`${rehearsal.bytes} of ${sizeBytes} bytes came`);
    return { ...rehearsal, path, fingerprint, sizeBytes, modifiedMs, slicerSeconds };
  } catch (error) {
    throw inWords(error, path);
  }
}

function inWords(error: unknown, path: string): unknown {
  if (error instanceof PrinterError) return error;
  const asked = `Rehearse ${path}`;
  if (error instanceof GcodeError || error instanceof LimitsError) {
    return new PrinterError({ kind: 'bad-input', asked, wrong: messageOf(error), cause: error });
  }
  return new PrinterError({
    kind: 'interrupted',
    asked,
    wrong: `the file could not be read to its end (${messageOf(error)})`,
    tryThis: ['Try again.'],
    cause: error,
  });
}

function signalOf({ signal }: RehearseOptions): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
