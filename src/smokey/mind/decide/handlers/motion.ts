import type { PrinterSnapshot } from '../../../../klipper/snapshot.ts';
import { celsius, millimetres, number } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { has, quantities, references, type Clause } from '../../understand/clause.ts';
import { meetsSomething } from '../../understand/harm.ts';
import { CHANGES, type Deed } from '../deeds.ts';
import { offered, proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isPrinting, jobName, notReady, whilePrinting } from '../guards.ts';
import { heatTold, tooCold, withHeatFirst } from '../cold-nozzle.ts';
import type { Handlers } from './types.ts';
import { readTarget, type Axis, type Target } from '../target.ts';
import { runMacroNamed } from './macros.ts';
import { inverse } from './undo.ts';
import { foldedOf } from '../../understand/frames.ts';

export const MOTION_HANDLERS: Handlers = {
  home(desk, { clause }) {
    const blocked = notReady(desk) ?? whilePrinting(desk, 'homing');
    if (blocked) return blocked;
    const axes = homable(desk, namedAxes(clause));
    return proposed(
      say(desk.language, 'home', { axes: axes ? axes.toUpperCase() : say(desk.language, 'allAxes') }),
      CHANGES.home(axes || undefined),
    );
  },
  motors_off(desk) {
    const blocked = notReady(desk) ?? whilePrinting(desk, 'switching the motors off');
    return blocked ?? proposed(say(desk.language, 'motorsOff'), CHANGES.motorsOff());
  },
  move: (desk, { clause }) => move(desk, clause),
  bypass(desk, { clause }) {
    const snapshot = snapshotOf(desk);
    const text = foldedOf(desk.frames);
    if (meetsSomething(text)) return said(say(desk.language, 'intoPlate'));
    if (has(clause, 'minextrude') || /extru|filament|\bcold\b|\b(?:no|without) heat/.test(text))
      return said(
        say(desk.language, 'coldExtrude', {
          min: celsius(snapshot?.limits.minExtrudeCelsius ?? 170, desk.language),
        }),
      );
    return offered(say(desk.language, 'bypass'), CHANGES.home());
  },
  extrude: (desk, { clause }) => feed(desk, clause, 'extrude'),
  retract: (desk, { clause }) => feed(desk, clause, 'retract'),
  load_filament: (desk, { clause }) => changeFilament(desk, clause, 'load'),
  unload_filament: (desk, { clause }) => changeFilament(desk, clause, 'unload'),
  change_filament(desk) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const snapshot = snapshotOf(desk)!;
    const macro = snapshot.macros.find(({ name }) =>
      /^(m600|change_filament|filament_change|swap_filament|color_change)$/i.test(name),
    );
    if (macro) {
      const parks =
        !isPrinting(snapshot) && snapshot.job.state !== 'paused' && snapshot.toolhead.homedAxes.length < 3;
      return proposed(
        say(desk.language, parks ? 'macroHomed' : 'changeFilament', { name: macro.name, params: '' }),
        ...(parks ? [CHANGES.home()] : []),
        CHANGES.macro(macro.name),
      );
    }
    if (isPrinting(snapshot)) return proposed(say(desk.language, 'changeFilamentPlain'), CHANGES.pause());
    return changeFilament(desk, desk.frames[0]!.clause, 'unload');
  },
};

function namedAxes(clause: Clause): string {
  const [named = '', left = ''] = clause.folded.split(/\b(?:except|but|utom|ausser|excepto|sauf)\b/);
  if (has(clause, 'all') && !left) return '';
  const text = ` ${named.replace(/[^a-z ]/g, ' ')} `;
  const found = new Set(
    [...(text.match(/ (?:[xyz]{1,3})(?= )/g) ?? []).join('')].filter((letter) => 'xyz'.includes(letter)),
  );
  const wanted = (axis: string): boolean =>
    left ? !new RegExp(`\\b${axis}\\b`).test(left) : found.has(axis);
  const axes = ['x', 'y', 'z'].filter(wanted).join('');
  return axes.length === 3 ? '' : axes;
}

/** Z alone cannot be homed while X and Y are not: the probe must stand over the bed. Then all are. */
function homable(desk: Desk, axes: string): string {
  const { homedAxes } = snapshotOf(desk)!.toolhead;
  const lacks =
    axes.includes('z') && ['x', 'y'].some((axis) => !axes.includes(axis) && !homedAxes.includes(axis));
  return lacks ? '' : axes;
}

const AXES: Axis[] = ['x', 'y', 'z'];

function move(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk) ?? whilePrinting(desk, 'moving the head');
  if (blocked) return blocked;
  const snapshot = snapshotOf(desk)!;
  const park = /\bpark|out of (the|my) way\b/.test(clause.folded)
    ? snapshot.macros.find(({ name }) => /^(park|park_head|park_toolhead|presentation|present)$/i.test(name))
    : undefined;
  if (park) return runMacroNamed(desk, park.name);
  const back = backAgain(desk, clause);
  if (back) return proposed(say(desk.language, 'move', { what: describe(desk, back.args) }), back);
  const target = readTarget(
    clause,
    snapshot,
    desk.frames.map((frame) => frame.clause),
  );
  if (!target) return said(say(desk.language, 'moveHow'));
  const moved = AXES.filter((axis) => target[axis] !== undefined);
  const outside = outOfRange(desk, target);
  if (outside) return outside;
  const deed = CHANGES.move(nearOrAbsolute(target, snapshot), speedIn(clause));
  const unhomed = moved.filter((axis) => !snapshot.toolhead.homedAxes.includes(axis));
  if (unhomed.length && !desk.frames.some((frame) => frame.intent?.id === 'home' && frame.role === 'do')) {
    return proposed(
      say(desk.language, 'notHomed', { axes: unhomed.join('').toUpperCase() }),
      CHANGES.home(),
      deed,
    );
  }
  return proposed(say(desk.language, 'move', { what: describe(desk, deed.args) }), deed);
}

/** Slowest and fastest move that the tool makes. */
const SPEEDS_MILLIMETRES_PER_SECOND = { least: 1, most: 150 };

/** The speed that is asked for, as near to it as the tool goes; the sentence tells which. */
function speedIn(clause: Clause): number | undefined {
  const { least, most } = SPEEDS_MILLIMETRES_PER_SECOND;
  const asked = quantities(clause).find(({ unit }) => unit === 'mm/s')?.value;
  return asked === undefined ? undefined : Math.min(most, Math.max(least, Math.round(asked * 100) / 100));
}

/** Farthest distances of one relative move; farther ones are told as the place where they end. */
const FARTHEST_MILLIMETRES = { x: 100, y: 100, z: 50 };

function nearOrAbsolute(target: Target, { toolhead }: PrinterSnapshot): Target {
  const at = toolhead.positionMillimetres;
  const moved = AXES.filter((axis) => target[axis] !== undefined);
  const far = moved.some((axis) => Math.abs(target[axis] ?? 0) > FARTHEST_MILLIMETRES[axis]);
  if (target.absolute || !far || !at || !moved.every((axis) => toolhead.homedAxes.includes(axis)))
    return target;
  return {
    ...Object.fromEntries(moved.map((axis) => [axis, at[axis] + (target[axis] ?? 0)])),
    absolute: true,
  };
}

/** "and back down again": the last move, the other way. */
function backAgain(desk: Desk, clause: Clause): Deed | null {
  if (
    !/\bback\b|\bagain\b|\btillbaka\b|\bzuruck\b|\bvuelve\b|\bretour|\brevien/.test(clause.folded) ||
    quantities(clause).length
  )
    return null;
  const last = desk.memory.changes.find(
    (call) => call.tool === 'move' && call.result?.outcome !== 'declined',
  );
  if (!last) return null;
  const same =
    /\bagain\b|\bonce more\b|\bsame\b/.test(clause.folded) &&
    !/\bback\b|tillbaka|zuruck|vuelve|retour|revien/.test(clause.folded);
  return same
    ? {
        tool: last.tool,
        args: Object.fromEntries(Object.entries(last.args).filter(([name]) => name !== 'printer')),
      }
    : inverse(desk, last, []);
}

function outOfRange(
  desk: Desk,
  target: { x?: number; y?: number; z?: number; absolute?: boolean },
): Outcome | null {
  const { toolhead } = snapshotOf(desk)!;
  const { axisMinimumMillimetres: low, axisMaximumMillimetres: high, positionMillimetres: at } = toolhead;
  if (!low || !high) return null;
  for (const axis of AXES) {
    const value = target[axis];
    if (value === undefined) continue;
    if (!target.absolute && !toolhead.homedAxes.includes(axis)) continue;
    const end = target.absolute ? value : (at?.[axis] ?? 0) + value;
    const lowest = axis === 'z' ? Math.max(0, low.z) : low[axis];
    if (end > high[axis] + 0.001 || end < lowest - 0.001) {
      return said(
        say(desk.language, 'outOfRange', {
          axis: axis.toUpperCase(),
          value: number(end, desk.language, 2),
          min: lowest,
          max: high[axis],
          crash: axis === 'z' && end < 0 ? say(desk.language, 'belowBed') : '',
        }),
      );
    }
  }
  return null;
}

function describe(desk: Desk, args: Record<string, unknown>): string {
  const word = args.absolute ? 'to' : 'by';
  const where = AXES.filter((axis) => args[`${axis}_mm`] !== undefined)
    .map((axis) => `${axis.toUpperCase()} ${word} ${millimetres(Number(args[`${axis}_mm`]), desk.language)}`)
    .join(', ');
  const speed =
    args.speed_mm_s === undefined ? '' : ` (${number(Number(args.speed_mm_s), desk.language, 2)} mm/s)`;
  return where + speed;
}

const LONGEST_FEED_MILLIMETRES = 150;

/** Why filament cannot be moved now: not ready, a print runs, or the nozzle is cold. */
function notForFilament(desk: Desk): Outcome | null {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const snapshot = snapshotOf(desk)!;
  return isPrinting(snapshot)
    ? said(say(desk.language, 'filamentWhilePrinting', { file: jobName(snapshot) }))
    : tooCold(desk, snapshot);
}

function feed(desk: Desk, clause: Clause, action: 'extrude' | 'retract'): Outcome {
  const blocked = notForFilament(desk);
  if (blocked) return blocked;
  const snapshot = snapshotOf(desk)!;
  // "extrude 20" – "too cold; a temperature such as 210?" – "210": the length stands in the message before
  const heat = heatTold(desk)?.celsius;
  const before = heat === undefined ? [] : (desk.memory.past[0]?.frames ?? []);
  const length =
    [clause, ...before.map((frame) => frame.clause)]
      .flatMap(quantities)
      .find(({ unit, value }) => (unit === null || unit === 'mm') && value !== heat)?.value ?? 10;
  const most = Math.min(
    LONGEST_FEED_MILLIMETRES,
    snapshot.limits.maxExtrudeOnlyMillimetres ?? LONGEST_FEED_MILLIMETRES,
  );
  if (Math.abs(length) > most)
    return offered(
      say(desk.language, 'extrudeMuch', {
        length: millimetres(length, desk.language),
        max: millimetres(most, desk.language),
      }),
      CHANGES.filament(action, most),
    );
  return withHeatFirst(
    desk,
    proposed(
      say(desk.language, action, { length: millimetres(length, desk.language) }),
      CHANGES.filament(action, Math.abs(length)),
    ),
  );
}

function changeFilament(desk: Desk, clause: Clause, action: 'load' | 'unload'): Outcome {
  const blocked = notForFilament(desk);
  if (blocked) return blocked;
  const snapshot = snapshotOf(desk)!;
  const named = references(clause, 'macro').map((item) => item.id)[0];
  const macro =
    named ??
    snapshot.macros.find(({ name }) =>
      (action === 'load'
        ? /^(load_filament|filament_load|load|m701)$/i
        : /^(unload_filament|filament_unload|unload|m702)$/i
      ).test(name),
    )?.name;
  const how = macro ? say(desk.language, 'withMacro', { name: macro }) : '';
  const deed = macro
    ? CHANGES.macro(macro)
    : CHANGES.filament(action, quantities(clause).find((item) => item.unit === 'mm')?.value);
  return withHeatFirst(desk, proposed(say(desk.language, action, { how }), deed));
}
