import { say } from '../../answer/say.ts';
import { fold } from '../../normalise/text.ts';
import { quantities, type Clause } from '../../understand/clause.ts';
import { CHANGES } from '../deeds.ts';
import { offered, proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { isPrinting, klippyCause, notReady, offline } from '../guards.ts';
import { loadConfig, MAIN_FILE } from '../config/file.ts';
import { newMacro } from '../config/macros.ts';
import { sectionsNamed } from '../config/lookup.ts';
import { optionsCalled, spokenEdit, type Edit } from '../config-edits.ts';
import { macroLines } from '../write-macro.ts';
import { sectionFor, type Section } from '../config-text.ts';
import type { Handlers } from './types.ts';

export const CONFIG_HANDLERS: Handlers = {
  show_config: (desk, { clause }) => showConfig(desk, clause),
  edit_config: (desk, { clause }) => editConfig(desk, clause),
  add_macro: (desk, { clause }) => addMacro(desk, clause),
  fix_config: (desk) => fixConfig(desk),
  config_value: (desk, { clause }) => configValue(desk, clause),
  config_of: (desk, { clause }) => configOf(desk, clause),
};

function fileOf(clause: Clause): string {
  return (
    clause.terms.find((term) => term.kind === 'file' && /\.(cfg|conf)$/.test(term.text))?.raw ?? MAIN_FILE
  );
}

const LONGEST_SHOWN = 2_500;

function showConfig(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const file = fileOf(clause);
  const config = loadConfig(desk, file);
  if (!config) return said(say(desk.language, 'noTool', { what: 'get_config' }));
  const own = fold(desk.exchange.text);
  const wanted = [{ text: own, folded: own }, clause]
    .map((item) => sectionFor(item, config.sections) ?? sectionsNamed(item.folded, config.sections)[0])
    .find((section) => section !== undefined);
  if (wanted)
    return said(say(desk.language, 'configShown', { file, text: `[${wanted.name}]\n${wanted.body.trim()}` }));
  const named = /\[([^\]]+)\]/.exec(desk.exchange.text)?.[1];
  const names = config.sections.map((section) => section.name);
  if (named) return said(say(desk.language, 'noSection', { file, section: named, names: names.join(', ') }));
  return said(say(desk.language, 'configShown', { file, text: config.text.slice(0, LONGEST_SHOWN) }));
}

function editConfig(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const file = fileOf(clause);
  const config = loadConfig(desk, file);
  if (!config) return said(say(desk.language, 'noTool', { what: 'edit_config' }));
  const edit =
    spokenEdit(clause.folded, config.sections) ?? readEdit(clause, desk.exchange.text, config.sections);
  if (!edit) return said(say(desk.language, 'editWhat'));
  const alsoRestart = desk.frames.some(
    (frame) => frame.role === 'do' && ['restart', 'firmware_restart'].includes(frame.intent?.id ?? ''),
  );
  const printing = isPrinting(snapshotOf(desk)!);
  const restart =
    alsoRestart && !printing ? '' : say(desk.language, printing ? 'restartLater' : 'needsRestart');
  const deed = CHANGES.editConfig({
    file,
    section: edit.section,
    set: { [edit.option]: edit.value },
    base_sha256: config.sha256,
  });
  return proposed(say(desk.language, 'editConfig', { ...edit, file, restart }), deed);
}

/** The option of the config that a clause names, the section it stands in, and the value it shall have. */
function readEdit(clause: Clause, message: string, sections: readonly Section[]): Edit | null {
  const value = valueOf(clause);
  if (value === null) return null;
  const text = clause.folded.replace(/ /g, '_');
  const wanted = sectionFor(clause, sections);
  const options = sections.flatMap((section) =>
    section.options.map((option) => ({ section: section.name, option })),
  );
  const named = options.filter(
    ({ option }) => option.length > 2 && new RegExp(`(^|_)${option.toLowerCase()}(_|$)`).test(text),
  );
  const inSection = named.filter((item) => item.section === wanted?.name);
  const candidates = (inSection.length ? inSection : named).sort((a, b) => b.option.length - a.option.length);
  const best = candidates[0];
  if (
    best &&
    new Set(candidates.filter((item) => item.option === best.option).map((item) => item.section)).size > 1 &&
    !inSection.length
  )
    return null;
  if (best) return { ...best, value };
  const fresh = /\b([a-z]+(?:_[a-z]+)+)\b/.exec(message.toLowerCase())?.[1];
  const section = wanted?.name ?? (fresh ? DEFAULT_SECTION[fresh] : undefined);
  return fresh && section && sections.some((item) => item.name === section)
    ? { section, option: fresh, value }
    : null;
}

/** Where an option belongs that is not in the file yet. */
const DEFAULT_SECTION: Record<string, string> = {
  pressure_advance: 'extruder',
  max_accel: 'printer',
  max_velocity: 'printer',
  square_corner_velocity: 'printer',
  max_z_velocity: 'printer',
  max_z_accel: 'printer',
  max_extrude_only_distance: 'extruder',
  max_extrude_cross_section: 'extruder',
  rotation_distance: 'extruder',
  minimum_cruise_ratio: 'printer',
};

function valueOf(clause: Clause): string | null {
  const quantity = quantities(clause).at(-1);
  if (quantity) return String(quantity.value);
  const after = clause.terms.findIndex((term) => /^(to|=|auf|till|a)$/.test(term.text));
  const next = after >= 0 ? clause.terms[after + 1] : undefined;
  return next && next.kind === 'word' && !next.concepts.includes('config') ? next.raw : null;
}

function addMacro(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const macro = macroLines(desk.exchange.text, clause);
  if (!macro) return said(say(desk.language, 'addMacroWhat'));
  const config = loadConfig(desk, MAIN_FILE);
  if (!config) return said(say(desk.language, 'noTool', { what: 'edit_config' }));
  return newMacro(desk, config, macro);
}

function fixConfig(desk: Desk): Outcome {
  const away = offline(desk);
  if (away) return away;
  const snapshot = snapshotOf(desk)!;
  const missing = /Option '([^']+)' in section '([^']+)' must be specified/.exec(snapshot.klippy.message);
  if (snapshot.klippy.state !== 'error')
    return notReady(desk) ?? said(say(desk.language, 'nothingToFix', { state: snapshot.klippy.state }));
  if (!missing)
    return offered(
      say(desk.language, 'configError', { printer: snapshot.name, message: klippyCause(snapshot) }),
      CHANGES.restart('klipper'),
    );
  const [, option = '', section = ''] = missing;
  const hint = option === 'nozzle_diameter' ? say(desk.language, 'fixNozzle') : '';
  return said(say(desk.language, 'fixMissing', { option, section, hint }).trim());
}

/** Options of one kind, where a question is about these only. */
const KINDS: [RegExp, RegExp][] = [
  [/\boffsets?\b/, /_offset$/],
  [/\bpid\b/, /^pid_k/i],
  [/\bpins?\b/, /pin$/],
];

/** What the config says about a part: its section, or only the options of the kind that is asked for. */
function configOf(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const config = loadConfig(desk, MAIN_FILE);
  if (!config) return { say: [], deeds: [], lost: true };
  const section = sectionFor(clause, config.sections);
  if (!section)
    return said(
      say(desk.language, 'noSection', {
        file: MAIN_FILE,
        section: clause.text,
        names: config.sections.map(({ name }) => name).join(', '),
      }),
    );
  const kind = KINDS.find(([word]) => word.test(clause.folded))?.[1];
  const options = kind ? section.options.filter((option) => kind.test(option)) : [];
  if (!options.length) return showConfig(desk, clause);
  return said(
    options.map((option) => `[${section.name}] ${option}: ${valueIn(section.body, option)}`).join('\n'),
  );
}

/** The options of the config that a clause names, with their sections and values. */
function configValue(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const config = loadConfig(desk, MAIN_FILE);
  if (!config) return { say: [], deeds: [], lost: true };
  const called = optionsCalled(clause.folded);
  const text = called || clause.folded.replace(/ /g, '_');
  const wanted = sectionFor(clause, config.sections);
  const found = config.sections.flatMap((section) =>
    section.options
      .filter((option) => namesOption(text, option.toLowerCase()))
      .map((option) => ({ section, option })),
  );
  const inSection = found.filter((item) => item.section === wanted);
  const shown = (inSection.length ? inSection : found)
    .slice(0, 8)
    .map(({ section, option }) => `[${section.name}] ${option}: ${valueIn(section.body, option)}`);
  return shown.length ? said(shown.join('\n')) : { say: [], deeds: [], lost: true };
}

function namesOption(text: string, option: string): boolean {
  if (/pid/.test(text) && /^pid_k[pid]$/.test(option)) return true;
  return option.length > 3 && text.includes(option);
}

function valueIn(body: string, option: string): string {
  return new RegExp(`^${option}\\s*[:=]\\s*(.*)$`, 'm').exec(body)?.[1]?.trim() ?? '?';
}
