import type { GcodeLine } from '../printtime/words.ts';
import { namedValues } from '../printtime/words.ts';
import type { Findings } from './findings.ts';
import type { LoadedFilament, RehearsalPrinter } from './types.ts';

/** How a heater stands, as far as the file tells: cold, its target reached, on its way, or set by a macro. */
type Warmth = 'cold' | 'reached' | 'on its way' | 'unknown';

/** What a nozzle that was just switched off may still push out before it is too cold. */
const PUSHED_WHILE_STILL_HOT_MILLIMETRES = 30;

/** Follows the temperatures a file asks for and says what this printer would refuse. °C. */
export class Heaters {
  /** Whether the extruder in use may move filament without a second look. */
  ready = false;
  private extruder = 'extruder';
  private pushedWhileCooling = 0;
  private coolingLine = 0;
  private readonly targets = new Map<string, number>();
  private readonly highest = new Map<string, number>();
  private readonly warmth = new Map<string, Warmth>();
  private readonly printer: RehearsalPrinter;
  private readonly filament: LoadedFilament;
  private readonly findings: Findings;

  constructor(printer: RehearsalPrinter, filament: LoadedFilament, findings: Findings) {
    this.printer = printer;
    this.filament = filament;
    this.findings = findings;
    for (const [heater, celsius] of Object.entries(printer.heldCelsius ?? {})) {
      this.targets.set(heater, celsius);
      this.warmth.set(heater, 'reached');
    }
    this.updateReady();
  }

  /** A macro may have heated anything. */
  forget(): void {
    for (const heater of Object.keys(this.printer.heaters)) this.warmth.set(heater, 'unknown');
    this.updateReady();
  }

  /** Another tool is used from here on. */
  select(extruder: string): void {
    this.extruder = extruder;
    this.updateReady();
  }

  private updateReady(): void {
    const warmth = this.warmth.get(this.extruder);
    const warm = (this.targets.get(this.extruder) ?? 0) >= this.printer.minExtrudeCelsius;
    this.ready = warmth === 'unknown' || (warmth === 'reached' && warm);
  }

  /** Highest target of a heater; null where the file sets none. */
  highestTarget(matching: RegExp): number | null {
    const targets = [...this.highest]
      .filter(([heater]) => matching.test(heater))
      .map(([, celsius]) => celsius);
    return targets.length > 0 ? Math.max(...targets) : null;
  }

  command(line: GcodeLine, number: number): void {
    const { command, words } = line;
    if (command === 'M104' || command === 'M109') {
      const tool = words.get('T');
      const heater =
        tool === undefined ? this.extruder : Number(tool) === 0 ? 'extruder' : `extruder${Number(tool)}`;
      this.set(heater, words.get('S'), command === 'M109', number);
    } else if (command === 'M140' || command === 'M190') {
      this.set('heater_bed', words.get('S'), command === 'M190', number);
    } else if (command === 'SET_HEATER_TEMPERATURE') {
      const values = namedValues(line);
      this.set(this.sectionOf(values.get('HEATER') ?? ''), values.get('TARGET'), false, number);
    } else if (command === 'TEMPERATURE_WAIT') {
      this.awaited(this.sectionOf(namedValues(line).get('SENSOR') ?? ''));
    } else if (command === 'TURN_OFF_HEATERS') {
      for (const heater of this.targets.keys()) this.set(heater, '0', false, number);
    }
    this.updateReady();
  }

  /** The extruder moves filament: is it warm enough? */
  checkExtrusion(line: number, millimetres: number): void {
    const { extruder, printer, findings } = this;
    const warmth = this.warmth.get(extruder) ?? 'cold';
    const target = this.targets.get(extruder) ?? 0;
    if (warmth === 'cold' || (warmth === 'reached' && target < printer.minExtrudeCelsius)) {
      findings.add('cold-extrusion', 'blocking', line, extruder, () => {
        const state = warmth === 'cold' ? 'nothing has heated it' : `its target is ${target} °C`;
        return `The extruder moves filament while ${state}; it needs ${printer.minExtrudeCelsius} °C.`;
      });
      return;
    }
    if (target < printer.minExtrudeCelsius) this.checkCooling(line, millimetres, target);
    else {
      findings.add('heating-not-awaited', 'warning', line, extruder, () => {
        return `The extruder moves filament without waiting for ${target} °C (M109).`;
      });
    }
  }

  /** Pulling back right after switching off is how most files end; a little more still flows. Printing on does not. */
  private checkCooling(line: number, millimetres: number, target: number): void {
    if (millimetres < 0) return;
    if (this.pushedWhileCooling === 0) this.coolingLine = line;
    this.pushedWhileCooling += millimetres;
    const printsOn = this.pushedWhileCooling > PUSHED_WHILE_STILL_HOT_MILLIMETRES;
    const [id, severity] = printsOn
      ? (['cold-extrusion', 'blocking'] as const)
      : (['heating-not-awaited', 'warning'] as const);
    this.findings.add(id, severity, this.coolingLine, `${this.extruder} cooling`, () => {
      return `The extruder goes on moving filament while its nozzle cools down to a target of ${target} °C.`;
    });
  }

  private set(heater: string, value: string | undefined, wait: boolean, line: number): void {
    const celsius = Number(value ?? 0);
    const limits = this.printer.heaters[heater];
    if (!Number.isFinite(celsius)) return;
    if (!limits) {
      this.missing(heater, celsius, line);
      return;
    }
    if (celsius !== 0 && (celsius < limits.minCelsius || celsius > limits.maxCelsius)) {
      this.findings.add('temperature-out-of-limits', 'blocking', line, heater, () => {
        return `${celsius} °C for ${heater} is outside its limits of ${limits.minCelsius} to ${limits.maxCelsius} °C.`;
      });
      return;
    }
    if (heater === this.extruder && celsius > 0) this.checkMaterial(celsius, line);
    this.warmth.set(heater, this.warmthAfter(heater, celsius, wait));
    if (celsius !== (this.targets.get(heater) ?? 0)) this.pushedWhileCooling = 0;
    this.targets.set(heater, celsius);
    this.highest.set(heater, Math.max(celsius, this.highest.get(heater) ?? 0));
  }

  private warmthAfter(heater: string, celsius: number, wait: boolean): Warmth {
    if (wait && celsius > 0) return 'reached';
    const now = this.warmth.get(heater) ?? 'cold';
    const before = this.targets.get(heater) ?? 0;
    if (celsius === before || (now === 'cold' && celsius < this.printer.minExtrudeCelsius)) return now;
    // From one printing temperature to another the nozzle never gets too cold: slicers do so after the first layer.
    const hot = Math.min(celsius, before) >= this.printer.minExtrudeCelsius;
    return now === 'reached' && hot ? 'reached' : 'on its way';
  }

  private missing(heater: string, celsius: number, line: number): void {
    // Klipper refuses a tool it does not have; without a bed heater the bed's commands are merely unknown to it.
    const refused = /^extruder/.test(heater) && celsius > 0;
    if (!refused && celsius === 0) return;
    const words =
      heater === 'heater_bed' ? 'a heated bed' : `a heater named ${heater.slice(0, 40) || '(no name)'}`;
    this.findings.add(
      'heater-missing',
      heater === 'heater_bed' ? 'warning' : 'blocking',
      line,
      heater,
      () => {
        return `The file heats ${words}, which this printer does not have.`;
      },
    );
  }

  private awaited(heater: string): void {
    if (this.warmth.get(heater) === 'on its way' && (this.targets.get(heater) ?? 0) > 0)
      this.warmth.set(heater, 'reached');
  }

  private checkMaterial(celsius: number, line: number): void {
    const { minNozzleCelsius: low = -Infinity, maxNozzleCelsius: high = Infinity } = this.filament;
    if ((celsius >= low && celsius <= high) || celsius < this.printer.minExtrudeCelsius) return;
    this.findings.add('temperature-outside-material', 'warning', line, `${celsius < low}`, () =>
      celsius < low
        ? `${celsius} °C is below the ${low} °C that the loaded filament needs.`
        : `${celsius} °C is above the ${high} °C that the loaded filament bears.`,
    );
  }

  private sectionOf(name: string): string {
    const lower = name.toLowerCase();
    const match = Object.keys(this.printer.heaters).find(
      (section) => section.toLowerCase() === lower || section.toLowerCase().split(' ')[1] === lower,
    );
    return match ?? lower;
  }
}
