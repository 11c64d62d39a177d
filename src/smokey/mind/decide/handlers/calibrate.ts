import { list } from '../../answer/format.ts';
import { ROUTINE_WORDS } from '../../answer/routines.ts';
import { say, type PhraseKey } from '../../answer/say.ts';
import { has, isFiller, quantities, references, type Clause } from '../../understand/clause.ts';
import type { Quantity } from '../../normalise/tokens.ts';
import { CHANGES, READS, type Routine } from '../deeds.ts';
import { offered, proposed, read, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isPrinting, jobName, jobPercent, notReady, whilePrinting } from '../guards.ts';
import { heatersOf, namedHeaters, namedMaterial, toCelsius } from '../heaters.ts';
import { temperatureOf } from '../heaters.ts';
import { newestWaiting, takeBack } from '../take-back.ts';
import { configText } from './readings.ts';
import type { Handlers } from './types.ts';
import { foldedOf } from '../../understand/frames.ts';

const nameOf = (desk: Desk, routine: Routine): string => ROUTINE_WORDS[routine].name[desk.language];

const simple =
  (routine: Routine, lacking?: (desk: Desk) => PhraseKey | null) =>
  (desk: Desk): Outcome => {
    const blocked = notReady(desk) ?? whilePrinting(desk, nameOf(desk, routine));
    if (blocked) return blocked;
    const missing = lacking?.(desk);
    return missing ? said(say(desk.language, missing, { what: nameOf(desk, routine) })) : run(desk, routine);
  };

function run(desk: Desk, routine: Routine, more: Record<string, unknown> = {}): Outcome {
  return proposed(
    say(desk.language, 'calibrate', {
      what: nameOf(desk, routine),
      note: ROUTINE_WORDS[routine].note?.[desk.language] ?? '',
    }).trim(),
    CHANGES.calibrate(routine, more),
  );
}

const needsProbe = (desk: Desk): PhraseKey | null => (snapshotOf(desk)!.limits.hasProbe ? null : 'noProbe');

export const CALIBRATE_HANDLERS: Handlers = {
  bed_mesh: (desk, { clause }) => withProfile(desk, clause),
  check_flat: (desk, frame) => CALIBRATE_HANDLERS.bed_mesh!(desk, frame),
  screws_tilt: simple('screws_tilt', needsProbe),
  gantry_level: (desk, { clause }) => {
    const quad = /\b(quad|qgl|four|4)\b/.test(clause.folded);
    const tilt = /\bz[ _-]?tilt\b/.test(clause.folded);
    return simple(quad ? 'quad_gantry_level' : tilt ? 'z_tilt' : gantryOf(desk))(desk);
  },
  z_offset_start: simple('z_offset'),
  input_shaper(desk, { clause }) {
    const blocked = notReady(desk) ?? whilePrinting(desk, nameOf(desk, 'input_shaper'));
    if (blocked) return blocked;
    if (!snapshotOf(desk)!.limits.hasAccelerometer)
      return said(say(desk.language, 'noAccelerometer', { what: nameOf(desk, 'input_shaper') }));
    const axis = /\b(?:belts|diagonals?|compare)\b/.test(clause.folded)
      ? 'belts'
      : /\b([xy])\b(?!.*\b[xy]\b)/.exec(clause.folded)?.[1];
    if (/^[xy]$/.test(axis ?? '') && has(clause, 'shaper') && /\btest_?resonances\b/.test(clause.folded))
      return asGcode(desk, [`TEST_RESONANCES AXIS=${axis!.toUpperCase()} OUTPUT=raw_data`]); // measures, and sets no shaper
    return run(desk, 'input_shaper', axis ? { measure: axis } : {});
  },
  probe_accuracy(desk, { clause }) {
    const usual = simple('probe_accuracy', needsProbe)(desk);
    const samples = Number(SAMPLES.exec(clause.folded)?.[1]);
    if (!samples || !usual.deeds.length) return usual;
    return asGcode(desk, [`PROBE_ACCURACY SAMPLES=${samples}`]);
  },
  pressure_advance_tower: simple('pressure_advance'),
  pid_tune: (desk, { clause }) => pidTune(desk, clause),
  testz: (desk, { clause }) => testZ(desk, clause),
  z_offset_accept: (desk) => (desk.memory.manualProbe ? acceptZ(desk) : said(say(desk.language, 'thanks'))),
  z_offset_abort: (desk) =>
    notReady(desk) ??
    proposed(say(desk.language, 'abortZ'), CHANGES.calibrate('z_offset', { step: 'abort' })),
  apply_z_offset: (desk) => notReady(desk) ?? keptLiveZ(desk),
  save_calibration(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const snapshot = snapshotOf(desk)!;
    if (isPrinting(snapshot) && KEEPS.test(clause.core) && desk.memory.changes[0]?.tool === 'tune_print')
      return said(say(desk.language, 'staysTuned'));
    if (isMereKeeping(desk, clause)) return keptAsItIs(desk);
    const ofHeight = has(clause, 'zoffset') || OF_HEIGHT.test(foldedOf(desk.frames));
    const isLive = ofHeight && (snapshot.toolhead.zOffsetMillimetres ?? 0) !== 0;
    if (isLive && !desk.memory.manualProbe) return keptLiveZ(desk);
    if (isPrinting(snapshot))
      return said(
        say(desk.language, 'restartBusy', {
          file: jobName(snapshot),
          percent: jobPercent(snapshot),
          what: 'saving restarts Klipper and',
        }),
      );
    return proposed(say(desk.language, 'saveConfig'), CHANGES.saveCalibration());
  },
  mesh_load(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const { profiles } = snapshotOf(desk)!.mesh;
    const name =
      references(clause, 'mesh')[0]?.id ??
      profileWord(clause) ??
      strangeName(clause) ??
      (profiles.length === 1 || profiles.includes('default')
        ? profiles.includes('default')
          ? 'default'
          : profiles[0]!
        : null);
    if (!name || (profiles.length && !profiles.includes(name)))
      return said(say(desk.language, 'meshUnknown', { name: name ?? '', names: profiles.join(', ') || '-' }));
    return proposed(say(desk.language, 'meshLoad', { name }), CHANGES.mesh('load', name));
  },
  mesh_clear(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const name = references(clause, 'mesh')[0]?.id ?? (has(clause, 'profile') ? profileWord(clause) : null);
    if (!name || !has(clause, 'delete'))
      return proposed(say(desk.language, 'meshClear'), CHANGES.mesh('clear'));
    return proposed(say(desk.language, 'meshRemove', { name }), CHANGES.mesh('remove', name));
  },
  mesh_save(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const name = profileWord(clause) ?? references(clause, 'mesh')[0]?.id ?? 'default';
    return proposed(say(desk.language, 'meshSave', { name }), CHANGES.mesh('save', name));
  },
};

/** "I'd rather keep it", "keep the files though": only behind a calibration is that a wish to write it down. */
const isMereKeeping = (desk: Desk, clause: Clause): boolean =>
  /\bkeep(?: it| that| those| the \w+)?\b/.test(clause.folded) &&
  !has(clause, 'calibrate', 'mesh', 'zoffset', 'pid', 'shaper', 'config', 'pressureadvance', 'profile') &&
  !/\b(?:values?|results?|settings?|tuning|measurements?|offset)\b/.test(clause.folded) &&
  !desk.memory.changes.some(({ tool }) => MEASURES.has(tool));
const MEASURES: ReadonlySet<string> = new Set(
  'calibrate tune_print manage_mesh run_macro send_gcode edit_config'.split(' '),
);

/** What waits is taken back; beside another wish there is nothing to say. */
function keptAsItIs(desk: Desk): Outcome {
  const taken = takeBack(desk, newestWaiting(desk));
  if (taken.length) return said(say(desk.language, 'takenBack', { what: list(taken, desk.language) }));
  return desk.frames.some(({ role, intent }) => role === 'do' && intent?.id !== 'save_calibration')
    ? { say: [], deeds: [] }
    : said(say(desk.language, 'leftAlone'));
}

/** "ok keep that", beside a running print: no wish to write a file. */
const KEEPS =
  /^(?:(?:ok|good|nice|great|perfect|yes) )*(?:keep|leave) (?:it|that|this)(?: (?:like that|there|so|then|at that))*$/;
const SAMPLES =
  /\b(\d{1,3}) (?:samples?|times|probes|touches|taps|measurements?|repeats?|repetitions)\b|\bsamples[ =:]*(\d{1,3})\b/;

/** What no tool of its own can: its command as it is, behind homing where that is due. */
function asGcode(desk: Desk, lines: readonly string[]): Outcome {
  const homed = ['x', 'y', 'z'].every((axis) => snapshotOf(desk)!.toolhead.homedAxes.includes(axis));
  const all = homed ? [...lines] : ['G28', ...lines];
  return proposed(say(desk.language, 'rawGcode', { line: all.join(' | ') }), CHANGES.gcode(all));
}

/** The height that was adjusted live becomes the probe's; the file has it once it is saved, which restarts Klipper. */
function keptLiveZ(desk: Desk): Outcome {
  const apply = CHANGES.calibrate('z_offset', { step: 'apply_live' });
  return isPrinting(snapshotOf(desk)!)
    ? proposed(say(desk.language, 'keepLiveZ'), apply)
    : proposed(say(desk.language, 'saveConfig'), apply, CHANGES.saveCalibration());
}
/** A live height would be lost by the restart of a plain save. */
const OF_HEIGHT =
  /\b(?:z|z[ -]?offset|probe offset|baby ?step\w*|squish|first layer|nozzle height|sonda|sonde|taster)\b/;

function withProfile(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk) ?? whilePrinting(desk, nameOf(desk, 'bed_mesh'));
  if (blocked) return blocked;
  if (!snapshotOf(desk)!.limits.hasProbe)
    return said(say(desk.language, 'noProbe', { what: nameOf(desk, 'bed_mesh') }));
  const text = foldedOf(desk.frames);
  const naming = /\b(?:profile|called|named|name|as)\b/;
  const from = naming.test(clause.folded)
    ? clause
    : desk.frames.find((frame) => naming.test(frame.clause.folded))?.clause;
  const profile = from && naming.test(text) ? profileWord(from) : null;
  return run(desk, 'bed_mesh', profile ? { profile } : {});
}

/** "load the smooth mesh": a word that no list knows is a name, also where no profile has it. */
const strangeName = (clause: Clause): string | null =>
  clause.terms.find((term) => term.unknown && !isFiller(term) && term.text.length > 3)?.raw ?? null;

/** The word after "profile", "called" or "as". */
function profileWord(clause: Clause): string | null {
  const quoted = clause.terms.find((term) => term.kind === 'quoted')?.raw;
  if (quoted) return quoted;
  const at = clause.terms.findIndex((term) =>
    /^(profile|called|named|name|as|profil|som|namens|llamad[ao]|nomme)$/.test(term.text),
  );
  const next =
    at >= 0
      ? clause.terms
          .slice(at + 1)
          .find((term) => term.kind === 'word' && !/^(called|named|as|the|a|profile)$/.test(term.text))
      : undefined;
  return next ? next.raw : null;
}

/** Which gantry levelling this machine has, from its configuration; Z tilt is the commoner one. */
function gantryOf(desk: Desk): Routine {
  const text = configText(read(desk, READS.config('printer.cfg'))?.data) ?? '';
  return /^\[quad_gantry_level\]/m.test(text) ? 'quad_gantry_level' : 'z_tilt';
}

function pidTune(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk) ?? whilePrinting(desk, 'PID tuning');
  if (blocked) return blocked;
  const snapshot = snapshotOf(desk)!;
  const heater =
    namedHeaters(clause, snapshot).heaters[0] ??
    (has(clause, 'bed') ? undefined : heatersOf(snapshot).find((item) => item.kind === 'nozzle'));
  if (!heater) return said(say(desk.language, 'noBed'));
  const wanted = temperatureOf(clause) ?? toldBeside(desk, clause, heater.kind === 'bed');
  const material = namedMaterial(clause);
  const routine: Routine = heater.kind === 'bed' ? 'pid_bed' : 'pid_extruder';
  const target = wanted
    ? toCelsius(wanted)
    : material
      ? heater.kind === 'bed'
        ? material.bedCelsius.start
        : material.nozzleCelsius.start
      : null;
  if (target === null)
    return offered(
      say(desk.language, 'pidWhich'),
      CHANGES.calibrate(routine, { target_c: heater.kind === 'bed' ? 60 : 210 }),
    );
  return run(desk, routine, { target_c: target });
}

/** "…, i only do petg now so 240": the one temperature that stands in the rest of the message and can be meant. */
function toldBeside(desk: Desk, clause: Clause, isBed: boolean): Quantity | null {
  const [least, most] = isBed ? [35, 120] : [150, 320];
  const others = desk.frames.filter((frame) => frame.clause !== clause && frame.role !== 'negated');
  const found = others
    .flatMap((frame) => quantities(frame.clause))
    .filter(({ value, unit }) => (unit === null || unit === 'c') && value >= least && value <= most);
  return found.length === 1 ? found[0]! : null;
}

/** One step of the paper test: "down 0.1", "a bit higher". */
export function testZ(desk: Desk, clause: Clause): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const length = quantities(clause).find((item) => item.unit === null || item.unit === 'mm');
  const down = has(clause, 'down', 'toohigh') || /\bcloser\b/.test(clause.folded);
  const up = has(clause, 'up', 'tooclose', 'away');
  const again = length ? undefined : lastStep(desk, clause);
  const value =
    again ?? (length?.signed ? length.value : (length?.value ?? 0.05) * (down ? -1 : up ? 1 : -1));
  return proposed(
    say(desk.language, 'testz', { value }),
    CHANGES.calibrate('z_offset', { step: 'adjust', adjust_mm: Math.round(value * 1000) / 1000 }),
  );
}

/** "same again": the last step once more. */
function lastStep(desk: Desk, { folded }: Clause): number | undefined {
  const last = desk.memory.changes.find(({ args }) => typeof args.adjust_mm === 'number');
  return /\b(?:again|more|same|another)\b/.test(folded)
    ? (last?.args.adjust_mm as number | undefined)
    : undefined;
}

export function acceptZ(desk: Desk): Outcome {
  return (
    notReady(desk) ??
    proposed(say(desk.language, 'acceptZ'), CHANGES.calibrate('z_offset', { step: 'accept' }))
  );
}
