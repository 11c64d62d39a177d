import type { ConnectedPrinter } from '../../connect-printer.ts';
import { messageOf, PrinterError } from '../../errors.ts';
import { changesPrinter, METHODS, specOf } from '../../moonraker/methods.ts';
import type { MethodName, MethodParams } from '../../moonraker/methods.ts';

/** What a reading method is asked with; null for those that belong to the connection itself. */
type Asked = {
  [Name in MethodName]?: ((known: Known) => MethodParams<Name> | null) | null;
};

/** What the printer has, to ask about: null where it has none. */
export interface Known {
  file: string | null;
  webcam: string | null;
  job: string | null;
  device: string | null;
}

const about = <Params>(value: string | null, params: (value: string) => Params) =>
  value === null ? null : params(value);

const ASKED: Asked = {
  // Those would take the connection's own identity and subscription away.
  'server.connection.identify': null,
  'printer.objects.subscribe': null,
  'printer.objects.query': () => ({ objects: { extruder: null, toolhead: ['homed_axes'] } }),
  'machine.peripherals.canbus': () => null,
  'server.files.metadata': ({ file }) => about(file, (filename) => ({ filename })),
  'server.files.thumbnails': ({ file }) => about(file, (filename) => ({ filename })),
  'server.files.get_directory': () => ({ path: 'gcodes', extended: true }),
  'server.database.get_item': () => null,
  'server.webcams.get_item': ({ webcam }) => about(webcam, (name) => ({ name })),
  'server.webcams.test': ({ webcam }) => about(webcam, (name) => ({ name })),
  'machine.device_power.get_device': ({ device }) => about(device, (name) => ({ device: name })),
  'server.history.list': () => ({ limit: 3 }),
  'server.history.get_job': ({ job }) => about(job, (uid) => ({ uid })),
};

/** Asks by every reading method of the typed map; what became of each. */
export async function readEverything(
  printer: ConnectedPrinter,
  known: Known,
): Promise<Record<string, 'typed' | 'not-available' | 'not-asked' | { error: string }>> {
  const outcomes: Awaited<ReturnType<typeof readEverything>> = {};
  for (const name of Object.keys(METHODS) as MethodName[]) {
    if (changesPrinter(name)) continue;
    const prepare = name in ASKED ? ASKED[name] : () => ({});
    const params = prepare?.(known) ?? null;
    outcomes[name] = params === null ? 'not-asked' : await outcomeOf(printer, name, params);
  }
  return outcomes;
}

async function outcomeOf(printer: ConnectedPrinter, name: MethodName, params: object) {
  try {
    await printer.read(name, params as never);
    return 'typed';
  } catch (error) {
    if (error instanceof PrinterError && error.kind === 'not-available') return 'not-available';
    return { error: messageOf(error) };
  }
}

/** What must be "not available" here: methods of parts that this Moonraker has not loaded. */
export function absentMethods(components: readonly string[]): string[] {
  return Object.keys(METHODS).filter((name) => {
    const component = specOf(name)?.component ?? null;
    return component !== null && !components.includes(component) && !changesPrinter(name);
  });
}

/** The result of a change, read as the type of its method. Throws where it was refused or has another form. */
export async function change<Name extends MethodName>(
  printer: ConnectedPrinter,
  name: Name,
  params: MethodParams<Name>,
): Promise<unknown> {
  const outcome = await printer.command(name, params, { issuedAtMs: Date.now(), origin: 'contract' });
  if (outcome.status !== 'done') throw new Error(`${name}: ${outcome.status}, ${outcome.message}`);
  return METHODS[name].result.parse(outcome.result);
}
