import { z } from 'zod';
import type { Printer } from '../../src/klipper/printer.ts';
import { card } from '../card.ts';
import type { ConfigChange } from '../gate/types.ts';
import { changeSection } from '../config/change.ts';
import { listConfigFiles, readConfigFile, writeConfigFile, type ConfigFile } from '../config/files.ts';
import { withoutSecret, withoutSecrets } from '../secrets.ts';
import { normalSection, optionValue, sectionText } from '../config/ini.ts';
import { refuseChange } from '../config/protect.ts';
import { jobPhase } from '../facts/job.ts';
import { filePath, line } from '../inputs.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';

interface EditArgs {
  file: string;
  section: string;
  set: Record<string, string | number | boolean | null>;
  base_sha256: string;
}

interface Edit {
  before: ConfigFile;
  after: string;
  diff: ConfigChange[];
}

/** What is to be set in one section. */
interface SectionEdit {
  section: string;
  set: Record<string, string | null>;
}

/** An option of a section other than the one that is named: "[stepper_y] homing_speed". */
const ELSEWHERE = /^\[([^\]]+)\] ?(.+)$/;

function editsOf({ section, set }: EditArgs): SectionEdit[] {
  const placed = Object.entries(set).map(([key, value]) => {
    const [, place = section, option = key] = ELSEWHERE.exec(key) ?? [];
    return { place: normalSection(place), entry: [option, value === null ? null : String(value)] as const };
  });
  // The keys come sorted; the section that is named goes first.
  const names = new Set([normalSection(section), ...placed.map(({ place }) => place)]);
  return [...names].flatMap((name) => {
    const entries = placed.filter(({ place }) => place === name).map(({ entry }) => entry);
    return entries.length > 0 ? [{ section: name, set: Object.fromEntries(entries) }] : [];
  });
}

export const editConfig = defineTool({
  name: 'edit_config',
  title: 'Change the configuration',
  description:
    'Sets options of a section ("set": option → value, null removes; "[other] option" elsewhere), or adds it. base_sha256 comes from get_config. Takes effect after a restart.',
  effect: 'changes',
  role: 'owner',
  toolset: 'config',
  scope: 'config',
  alters: ['config'],
  input: z.object({
    file: filePath(),
    section: line(80),
    set: z.record(line(140), z.union([z.string().max(8_000), z.number(), z.boolean(), z.null()])),
    base_sha256: line(64),
  }),
  output: z.object({
    file: z.string(),
    sha256: z.string(),
    diff: z.array(
      z.object({
        section: z.string(),
        option: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
    backup: z.string(),
  }),

  async check(args, { printer, signal }) {
    const edit = await prepare(printer, args, signal);
    return isRefusal(edit) ? edit : null;
  },

  async summarise(args, { printer, signal }) {
    const edit = await prepare(printer, args, signal);
    if (isRefusal(edit)) return edit;
    const sections = editsOf(args).map(({ section }) => section);
    return card({
      title: `Change [${sections.join('], [')}] in ${args.file}`,
      meaning: `${edit.diff.length} options. It takes effect when Klipper restarts; the old section is kept with this action.`,
      hazard: 'A mistake in the configuration keeps Klipper from starting.',
      facts: edit.diff.map(({ section, option, before, after }) => ({
        label: sections.length > 1 ? `[${section}] ${option}` : option,
        value: `${before ?? 'not set'} → ${after ?? 'taken out'}`,
      })),
      diff: edit.diff,
      rechecked: 'The file is still the one that was read.',
    });
  },

  async depends({ file }, { printer, signal }) {
    const read = await readConfigFile(printer, file, signal);
    return { 'config:sha256': isRefusal(read) ? null : read.sha256 };
  },

  async run(args, { printer }) {
    const edit = await prepare(printer, args);
    if (isRefusal(edit)) return { status: 'refused', text: edit.refused.message };
    const written = await writeConfigFile(printer, args.file, edit.after, { overwrite: true });
    if (!written) {
      return { status: 'unknown', text: `${args.file} was sent, but does not read back as written.` };
    }
    const text = `${args.file} is changed. It takes effect when Klipper restarts.`;
    const sections = editsOf(args).map(({ section }) => sectionText(edit.before.text, section));
    const backup = withoutSecrets(sections.join('\n\n'));
    return {
      status: 'done',
      text,
      result: { file: args.file, sha256: written.sha256, diff: edit.diff, backup },
    };
  },
});

/** Everything that can be known before writing: the protections, the file as it is, and what it becomes. */
async function prepare(printer: Printer, args: EditArgs, signal?: AbortSignal): Promise<Edit | Refusal> {
  const { connection, klippy } = printer.snapshot();
  if (connection.phase !== 'connected')
    return refuse('offline', 'The printer is not heard at the moment.', 'See diagnose.');
  if (klippy.state === 'ready' && jobPhase(printer.snapshot()) !== 'idle') {
    return refuse(
      'printing',
      'A print is active, so the configuration stays as it is.',
      'Wait until it has ended.',
    );
  }
  const edits = editsOf(args);
  if (edits.length === 0) return refuse('nothing', 'Nothing to set was named.', 'Give set.');
  for (const { section, set } of edits) {
    const refused = refuseChange(printer, args.file, section, set);
    if (refused) return refused;
  }
  const files = await listConfigFiles(printer, signal);
  if (!files.includes(args.file))
    return refuse('no-file', `There is no file ${args.file}.`, `There are: ${files.join(', ')}.`);
  const before = await readConfigFile(printer, args.file, signal);
  if (isRefusal(before)) return before;
  if (before.sha256 !== args.base_sha256) {
    return refuse('changed', `${args.file} is not the one that was read.`, 'Read it again with get_config.');
  }
  return changed(before, edits);
}

/** The file with all edits, and what differs; values of SAVE_CONFIG's block and values that stand there are refused. */
function changed(before: ConfigFile, edits: readonly SectionEdit[]): Edit | Refusal {
  const diff: Edit['diff'] = [];
  let after = before.text;
  for (const { section, set } of edits) {
    for (const [option, wanted] of Object.entries(set)) {
      const now = optionValue(before.text, section, option);
      if (now?.saved) {
        return refuse(
          'saved',
          `${option} stands in the block that SAVE_CONFIG writes.`,
          'Calibrate and save it, or bring back values of before with save_calibration.',
        );
      }
      const value = withoutSecret(option, now?.value ?? null);
      if ((now?.value ?? null) !== wanted)
        diff.push({ section, option: visible(option, 60), before: value, after: wanted });
    }
    after = changeSection(after, section, new Map(Object.entries(set)));
  }
  return diff.length === 0 ? refuse('same', 'These values are already set.', '') : { before, after, diff };
}
