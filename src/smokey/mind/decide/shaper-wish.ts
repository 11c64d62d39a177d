import { say } from '../answer/say.ts';
import type { Call } from '../prompt/conversation.ts';
import { CHANGES, type Deed } from './deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { isPrinting, notReady, whilePrinting } from './guards.ts';
import { foldedOf } from '../understand/frames.ts';

type Shapers = { shaper_x?: string; shaper_y?: string };

const SHAPER =
  /(?:\b([xy])(?: axis)?(?: shaper)?\s*[:=]?\s*(?:to |with |gets )?)?\b(2hump_ei|3hump_ei|mzv|zvd|zv|ei)\b\s*(?:shaper )?(?:at|@|with|of|auf|bei|pa|vid|a|de)?\s*(\d{2,3}(?:[.,]\d+)?)\s*(?:hz|hertz)?(?:\s*(?:on|for|in|pa|auf|en|sur)\s*(?:the )?([xy])\b)?/g;
/** "mzv on x at 52 hz": the axis before the frequency. */
const AXIS_FIRST =
  /\b(2hump_ei|3hump_ei|mzv|zvd|zv|ei)\b(?: shaper)? (?:on|for) (?:the )?([xy])(?: axis)?(?: (?:at|with|to))? (\d{2,3}(?:[.,]\d+)?)/g;
/** A frequency, and no type of shaper. */
const HERTZ_ALONE = /\bshaper\b.{0,24}\b(?:to|at|be|is) \d{2,3}(?:\.\d+)?\b/;
const ABOUT = /\b(?:shapers?|shaping|mzv|zvd?|ei|2hump_ei|3hump_ei)\b/;
const APPLIES =
  /\b(?:live only|only live|just live|apply|use|set|try|take|put|switch to|anwanda?|nimm|setz\w*|applique|aplica)\b/;
const UNDOES = /\b(?:undo|revert|restore|take back|put back|back to before|angra|ruckgangig|deshaz|annule)\b/;
const OFF = /\b(?:off|disable|without|none|remove)\b/;
const SAVES = /\b(?:save|keep|store|persist|spara|speicher\w*|guarda|enregistre)\b/;
const COMPARES =
  /\bcompare\b.*\bbelts?\b|\bbelts?\b.*\bcompar\w+\b|\bbelt comparison\b|\bjamfor\b.*\brem\w*|\briemen\b.*\bvergleich\w*|\bvergleich\w*\b.*\briemen\b/;

/** What is wished of input shaping beyond measuring: apply, save or undo a shaper, compare the belts. */
export function shaperWish(desk: Desk): Outcome | null {
  const isWish = desk.frames.some(({ clause }) => clause.mood === 'command' && !clause.asks);
  const text = foldedOf(desk.frames);
  if (!isWish || desk.frames.some(({ clause }) => clause.mood === 'negated')) return null;
  if (COMPARES.test(text)) return comparison(desk);
  if (!ABOUT.test(text)) return null;
  const named = namedShapers(text);
  if (SAVES.test(text)) return saving(desk, named ?? lastApplied(desk));
  if (UNDOES.test(text)) return undoing(desk);
  if (named) return applying(desk, named, text);
  if (HERTZ_ALONE.test(text)) return said(say(desk.language, 'shaperType'));
  const isBareOff = OFF.test(text) && /\b(?:shapers?|shaping)\b/.test(text);
  return isBareOff ? applying(desk, { shaper_x: 'none', shaper_y: 'none' }, text) : null;
}

function namedShapers(text: string): Shapers | null {
  const plain = text.replace(AXIS_FIRST, '$1 $3 on $2');
  const found = [...plain.matchAll(SHAPER)].map(([, before, type, hertz, after]) => ({
    axis: after ?? before,
    shaper: `${type}@${hertz!.replace(',', '.')}`,
  }));
  if (!found.length) return null;
  const both = /\b(?:both|x and y|beide|bada|ambos|les deux)\b/.test(text) && found.length === 1;
  if (both) return { shaper_x: found[0]!.shaper, shaper_y: found[0]!.shaper };
  return Object.fromEntries(found.flatMap(({ axis, shaper }) => (axis ? [[`shaper_${axis}`, shaper]] : [])));
}

const words = ({ shaper_x, shaper_y }: Shapers): string =>
  [shaper_x && `X ${shaper_x}`, shaper_y && `Y ${shaper_y}`].filter(Boolean).join(', ');

const applyLive = (shapers: Shapers): Deed =>
  CHANGES.calibrate('input_shaper', { step: 'apply_live', ...shapers });

function applying(desk: Desk, shapers: Shapers, text: string): Outcome | null {
  const isPlain = APPLIES.test(text) || OFF.test(text) || desk.frames.length === 1;
  if (!isPlain) return null;
  const blocked = notReady(desk) ?? whilePrinting(desk, 'changing the input shaper');
  if (blocked) return blocked;
  if (!words(shapers)) return said(say(desk.language, 'shaperAxis'));
  return proposed(say(desk.language, 'shaperApply', { shapers: words(shapers) }), applyLive(shapers));
}

function comparison(desk: Desk): Outcome {
  const blocked = notReady(desk) ?? whilePrinting(desk, 'comparing the belts');
  if (blocked) return blocked;
  if (!snapshotOf(desk)!.limits.hasAccelerometer)
    return said(say(desk.language, 'noAccelerometer', { what: 'the comparison of the belts' }));
  return proposed(say(desk.language, 'shaperBelts'), CHANGES.calibrate('input_shaper', { measure: 'belts' }));
}

function saving(desk: Desk, shapers: Shapers | null): Outcome | null {
  const isBusy = isPrinting(snapshotOf(desk)!);
  if (!shapers || !words(shapers) || notReady(desk) || isBusy) return null; // as any other save
  return proposed(
    say(desk.language, 'shaperSave', { shapers: words(shapers) }),
    CHANGES.saveCalibration(shapers),
  );
}

/** A save is undone by its backup, a live shaper by what held before it. */
function undoing(desk: Desk): Outcome | null {
  const last = desk.memory.changes.find(
    (call) => call.result?.outcome === 'done' && (call.tool === 'save_calibration' || isApplied(call)),
  );
  const told = resultOf(last);
  if (last?.tool === 'save_calibration' && typeof told.backup === 'string')
    return proposed(
      say(desk.language, 'shaperRestore', { backup: told.backup }),
      CHANGES.saveCalibration({ restore: told.backup }),
    );
  const previous = told.previous as Partial<Record<'x' | 'y', string>> | undefined;
  if (!previous) return said(say(desk.language, 'shaperNoUndo'));
  const before = {
    ...(previous.x ? { shaper_x: previous.x } : {}),
    ...(previous.y ? { shaper_y: previous.y } : {}),
  };
  return (
    notReady(desk) ??
    proposed(say(desk.language, 'shaperApply', { shapers: words(before) }), applyLive(before))
  );
}

const isApplied = ({ tool, args }: Call): boolean =>
  tool === 'calibrate' && args.step === 'apply_live' && 'routine' in args && args.routine === 'input_shaper';

function lastApplied(desk: Desk): Shapers | null {
  const last = desk.memory.changes.find((call) => isApplied(call) && call.result?.outcome === 'done');
  return last ? (last.args as Shapers) : null;
}

/** The tool's own result, with or without the frame of a calibration round it. */
function resultOf(call: Call | undefined): Record<string, unknown> {
  const data = call?.result?.data ?? {};
  const outer = (data.result ?? data) as Record<string, unknown>;
  return { ...outer, ...(outer.result as Record<string, unknown> | undefined) };
}
