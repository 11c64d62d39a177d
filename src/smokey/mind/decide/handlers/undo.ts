import { list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import type { Call } from '../../prompt/conversation.ts';
import { CHANGES, type Deed, type Tuning } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk } from '../desk.ts';
import { filePaths } from '../file-search.ts';
import { isBusy, notReady } from '../guards.ts';
import { newestWaiting, takeBack } from '../take-back.ts';
import type { Handlers } from './types.ts';

export const UNDO_HANDLERS: Handlers = {
  undo(desk) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const taken = takeBack(desk, newestWaiting(desk));
    if (taken.length) return said(say(desk.language, 'takenBack', { what: list(taken, desk.language) }));
    const newest = desk.memory.changes[0];
    if (newest?.result?.outcome === 'waiting')
      return said(
        say(desk.language, 'decideOnCard', { summary: String(newest.result.data.summary ?? newest.tool) }),
      );
    const done = desk.memory.changes.filter((call) => call.result?.outcome === 'done');
    const last = ofOriginal(desk) ? oldestLike(done) : done[0];
    const back = last ? inverse(desk, last, ofOriginal(desk) ? [] : done.slice(1)) : null;
    if (!back) return said(say(desk.language, 'undoWhat'));
    return proposed(
      say(desk.language, 'tune', { what: describe(back), value: valueOf(back), now: '' }),
      back,
    );
  },
};

/** "to what it was before we started": before all of these changes, not before the last. */
const ORIGINAL =
  /\bbefore (?:we|i|you) (?:started|began|messed|fiddled|touched|changed)\b|\b(?:original(?:ly)?|to begin with|at the (?:start|beginning)|in the first place)\b/;
const ofOriginal = ({ exchange }: Desk): boolean => ORIGINAL.test(exchange.text.toLowerCase());
/** The oldest of the changes that set the same thing as the newest. */
const oldestLike = (done: readonly Call[]): Call | undefined =>
  done.filter(({ tool, args }) => tool === done[0]!.tool && args.heater === done[0]!.args.heater).at(-1);

/** The call that sets things back to how they were before `call`. */
export function inverse(desk: Desk, call: Call, before: readonly Call[]): Deed | null {
  const { args } = call;
  switch (call.tool) {
    case 'tune_print':
      return CHANGES.tune(inverseTuning(args as Tuning, before));
    case 'set_temperature': {
      const earlier = before.find(
        (item) => item.tool === 'set_temperature' && item.args.heater === args.heater,
      );
      const target = earlier?.args.target_c ?? targetBefore(desk, call);
      return args.heater === 'all' || target === null
        ? null
        : CHANGES.temperature(String(args.heater), Number(target));
    }
    case 'move':
      if (args.absolute === true) return null;
      return CHANGES.move({
        ...negative('x', args.x_mm),
        ...negative('y', args.y_mm),
        ...negative('z', args.z_mm),
      });
    case 'filament':
      if (args.action === 'extrude') return CHANGES.filament('retract', Number(args.length_mm));
      return args.action === 'retract' ? CHANGES.filament('extrude', Number(args.length_mm)) : null;
    case 'set_output': {
      const earlier = before.find((item) => item.tool === 'set_output' && item.args.name === args.name);
      const other = Number(args.percent) > 0 ? 0 : 100;
      return CHANGES.output(String(args.name), Number(earlier?.args.percent ?? other));
    }
    case 'run_macro':
      return oppositeMacro(desk, String(args.name));
    case 'pause_print':
      return CHANGES.resume();
    case 'resume_print':
      return CHANGES.pause();
    case 'manage_file': {
      if (args.action === 'copy') return CHANGES.deleteFile(String(args.to));
      if (args.action !== 'move') return null;
      return filePaths(desk).includes(String(args.to))
        ? CHANGES.moveFile(String(args.to), String(args.path))
        : null;
    }
    default:
      return null;
  }
}

/** The heater's target when the change was asked for, as it was told then; 0 when nothing printed. */
function targetBefore(desk: Desk, call: Call): number | null {
  const reply = desk.memory.past.find((item) => item.exchange.calls.includes(call))?.exchange.reply ?? '';
  const line = reply.split('\n').find((text) => text.includes(`${String(call.args.target_c)} °C`));
  const told = /\(\D*?([\d.]+) °C\)/.exec(line ?? '')?.[1];
  if (told) return Number(told);
  return isBusy(snapshotOf(desk)!) ? null : 0;
}

const DEFAULTS: Tuning = { speed_pct: 100, flow_pct: 100, fan_pct: 0 };

function inverseTuning(args: Tuning, before: readonly Call[]): Tuning {
  const back: Tuning = {};
  for (const [name, value] of Object.entries(args) as [keyof Tuning, number][]) {
    if (name === 'z_adjust_mm') back[name] = -value;
    else {
      const earlier = before.find(
        (call) => call.tool === 'tune_print' && typeof call.args[name] === 'number',
      );
      const known = (earlier?.args[name] as number | undefined) ?? DEFAULTS[name];
      if (known !== undefined) back[name] = known === value && name === 'fan_pct' ? 100 - known : known;
    }
  }
  return back;
}

function negative(axis: 'x' | 'y' | 'z', value: unknown): Record<string, number> {
  return typeof value === 'number' ? { [axis]: -value } : {};
}

function oppositeMacro(desk: Desk, name: string): Deed | null {
  const other = /_ON\b|^ON_/i.test(name) ? name.replace(/ON/i, 'OFF') : name.replace(/OFF/i, 'ON');
  return other !== name && snapshotOf(desk)!.macros.some((macro) => macro.name === other)
    ? CHANGES.macro(other)
    : null;
}

function describe(deed: Deed): string {
  return deed.tool === 'set_temperature'
    ? String(deed.args.heater)
    : deed.tool === 'tune_print'
      ? Object.keys(deed.args)
          .map((name) => name.replace(/_(pct|mm)$/, '').replace(/_/g, ' '))
          .join(', ')
      : deed.tool.replace(/_/g, ' ');
}

function valueOf(deed: Deed): string {
  if (deed.tool === 'set_temperature') return `${deed.args.target_c} °C`;
  return Object.entries(deed.args)
    .filter(([name]) => name !== 'printer')
    .map(([, value]) => String(value))
    .join(', ');
}
