import { summary } from '../printtime/estimate.ts';
import { limitersOf } from '../printtime/limiters.ts';
import { feed } from '../printtime/feed.ts';
import type { FeedOptions } from '../printtime/feed.ts';
import { Machine } from '../printtime/machine.ts';
import type { GcodeLine } from '../printtime/words.ts';
import { namedValues } from '../printtime/words.ts';
import { SlicerComments } from './comments.ts';
import { coolingSeconds } from './cooling.ts';
import { Findings } from './findings.ts';
import { bytesPerStepOf, Stretches } from './stretches.ts';
import { hasCommand } from './hasCommand.ts';
import { Heaters } from './heaters.ts';
import type { LoadedFilament, Rehearsal, RehearsalPrinter } from './types.ts';
import { WatchedToolhead } from './watchedToolhead.ts';

export interface RehearsalOptions extends FeedOptions {
  filament?: LoadedFilament;
  /** Size of the whole file where it is known: the timeline's steps are finer then. */
  sizeBytes?: number;
}

const LARGEST_SLICE_BYTES = 1 << 16;

/**
 * What would happen if this file were printed on this printer now: everything Klipper would refuse halfway, with its
 * line, and what the print takes. Nothing is sent anywhere.
 * Throws GcodeError for a file that is no G-code, LimitsError for a printer whose figures make no sense.
 */
export async function rehearsePrint(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  printer: RehearsalPrinter,
  options: RehearsalOptions = {},
): Promise<Rehearsal> {
  const stage = new Stage(printer, options.filament ?? {}, bytesPerStepOf(options.sizeBytes));
  const { bytesPerStep } = stage.stretches;
  const sliceBytes = Math.min(bytesPerStep, LARGEST_SLICE_BYTES);
  const bytes = await feed(stage.machine, source, options, (read) => stage.reached(read), sliceBytes);
  return stage.result(bytes);
}

/** One run: the machine, and who watches it. */
class Stage {
  readonly machine: Machine;
  private readonly findings = new Findings();
  private readonly comments = new SlicerComments();
  private readonly macros = new Set<string>();
  private readonly heaters: Heaters;
  private readonly toolhead: WatchedToolhead;
  readonly stretches: Stretches;
  private readonly printer: RehearsalPrinter;
  private readonly filament: LoadedFilament;

  constructor(printer: RehearsalPrinter, filament: LoadedFilament, bytesPerStep: number) {
    this.stretches = new Stretches(bytesPerStep);
    this.printer = printer;
    this.filament = filament;
    this.heaters = new Heaters(printer, filament, this.findings);
    this.toolhead = new WatchedToolhead(printer, this.findings, this.heaters);
    const observer = {
      command: (line: GcodeLine, number: number) => this.command(line, number),
      comment: (text: string) => {
        const layers = this.comments.layers;
        const phase = this.comments.read(text);
        if (phase !== null) this.toolhead.tag = this.stretches.tagOfPhase(phase);
        else if (this.comments.layers !== layers)
          this.toolhead.tag = this.stretches.tagOfLayer(this.comments.layers);
      },
      problem: (error: Error) => {
        this.findings.add(
          'command-refused',
          'blocking',
          this.machine.line,
          error.message.replace(/\d+/g, ''),
          () => error.message.replace(/^Line \d+: /, ''),
        );
        this.machine.coordinates.backToToolhead();
      },
    };
    this.machine = new Machine(printer.limits, printer.model, observer, this.toolhead);
    this.machine.coordinates.homePosition.splice(0, 3, ...printer.homePosition);
    this.toolhead.line = () => this.machine.line;
  }

  /** So many bytes of the file were read. */
  reached(bytes: number): void {
    this.toolhead.tag = this.stretches.tagAtByte(bytes);
  }

  private command(line: GcodeLine, number: number): void {
    const { command } = line;
    if (this.printer.macros.has(command)) this.macro(command, number);
    else if (!hasCommand(this.printer, line)) {
      const arc = command === 'G2' || command === 'G3';
      this.findings.add('command-unknown', arc ? 'blocking' : 'warning', number, command, () =>
        arc
          ? `${command} is an arc, which this printer skips: it has no [gcode_arcs].`
          : `${command.slice(0, 40)} is not a command of this printer; it is skipped with a message.`,
      );
      return;
    }
    this.heaters.command(line, number);
    if (command === 'G28') this.toolhead.home(['X', 'Y', 'Z'].filter((axis) => line.words.has(axis)));
    else if (command === 'M84' || command === 'M18') this.toolhead.loseHome();
    else if (command === 'M112')
      this.findings.add('emergency-stop', 'blocking', number, '', () => 'M112 stops the printer.');
    else if (command === 'EXCLUDE_OBJECT_DEFINE') {
      const name = namedValues(line).get('NAME');
      if (name !== undefined) this.comments.addObject(name);
    } else if (/^T\d+$/.test(command))
      this.heaters.select(command === 'T0' ? 'extruder' : `extruder${command.slice(1)}`);
  }

  private macro(command: string, number: number): void {
    this.macros.add(command);
    this.toolhead.trustMacro();
    this.heaters.forget();
    this.findings.add('macro', 'note', number, command, () => {
      return `${command.slice(0, 40)} is a macro: what it moves and heats, and how long it takes, is not included.`;
    });
  }

  result(bytes: number): Rehearsal {
    const { toolhead, comments, heaters } = this;
    const times = summary(this.machine, this.printer.model, bytes);
    this.checkFilament();
    const findings = this.findings.list();
    const { secondsByPhase, timeline } = this.stretches.sums(toolhead.totals, bytes);
    const phases = comments.phases.map((name, phase) => ({ name, seconds: secondsByPhase.get(phase) ?? 0 }));
    const lines = this.stretches.layerLines(toolhead.totals, (tag) => toolhead.fastestOfTag(tag));
    return {
      ...times,
      limitedBy: limitersOf(toolhead.totals, coolingSeconds(lines)),
      timeline,
      findings,
      blocked: findings.some(({ severity }) => severity === 'blocking'),
      phases: phases.filter(({ seconds }) => seconds > 0).sort((a, b) => b.seconds - a.seconds),
      layers: comments.layers || toolhead.layers,
      objects: [...comments.objects],
      filamentMillimetres: toolhead.mostExtrudedMillimetres,
      printed: toolhead.printed.box(),
      firstLayer: toolhead.firstLayer,
      nozzleCelsius: heaters.highestTarget(/^extruder/),
      bedCelsius: heaters.highestTarget(/^heater_bed$/),
      macros: [...this.macros],
    };
  }

  private checkFilament(): void {
    const { remainingMillimetres: left } = this.filament;
    const needed = this.toolhead.mostExtrudedMillimetres;
    if (this.toolhead.printed.box() === null) {
      this.findings.add('no-extrusion', 'warning', 0, '', () => 'The file extrudes nothing.');
    }
    if (left === undefined || needed <= left) return;
    this.findings.add('filament-short', 'warning', 0, '', () => {
      return `The print needs ${(needed / 1000).toFixed(2)} m of filament; ${(left / 1000).toFixed(2)} m are left.`;
    });
  }
}
