import { z } from 'zod';
import type { Printer } from '../../src/klipper/printer.ts';
import { card } from '../card.ts';
import { changeSection } from '../config/change.ts';
import { listConfigFiles, readConfigFile, writeConfigFile, type ConfigFile } from '../config/files.ts';
import { withoutSecret, withoutSecrets } from '../secrets.ts';
import { optionValue, sectionText } from '../config/ini.ts';
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
  diff: { option: string; before: string | null; after: string | null }[];
}

export const editConfig = defineTool({
  name: 'edit_config',
  title: 'Change the configuration',
  description:
    'Sets options of one section ("set": option → value, null removes), or adds the section. base_sha256 comes from get_config. It takes effect after a restart.',
  effect: 'changes',
  role: 'owner',
  toolset: 'config',
  scope: 'config',
  alters: ['config'],
  input: z.object({
    file: filePath(),
    section: line(80),
    set: z.record(line(60), z.union([z.string().max(8_000), z.number(), z.boolean(), z.null()])),
    base_sha256: line(64),
  }),
  output: z.object({
    file: z.string(),
    sha256: z.string(),
    diff: z.array(
      z.object({ option: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
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
    return card({
      title: `Change [${args.section}] in ${args.file}`,
      meaning: `${edit.diff.length} options. It takes effect when Klipper restarts; the old section is kept with this action.`,
      hazard: 'A mistake in the configuration keeps Klipper from starting.',
      facts: edit.diff.map(({ option, before, after }) => ({
        label: option,
        value: `${before ?? 'not set'} → ${after ?? 'taken out'}`,
      })),
      diff: edit.diff.map((change) => ({ section: args.section, ...change })),
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
    const backup = withoutSecrets(sectionText(edit.before.text, args.section));
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
  const set = Object.fromEntries(
    Object.entries(args.set).map(([option, value]) => [option, value === null ? null : String(value)]),
  );
  if (Object.keys(set).length === 0) return refuse('nothing', 'Nothing to set was named.', 'Give set.');
  const refused = refuseChange(printer, args.file, args.section, set);
  if (refused) return refused;
  const files = await listConfigFiles(printer, signal);
  if (!files.includes(args.file))
    return refuse('no-file', `There is no file ${args.file}.`, `There are: ${files.join(', ')}.`);
  const before = await readConfigFile(printer, args.file, signal);
  if (isRefusal(before)) return before;
  if (before.sha256 !== args.base_sha256) {
    return refuse('changed', `${args.file} is not the one that was read.`, 'Read it again with get_config.');
  }
  return diffOf(before, args.section, set);
}

function diffOf(before: ConfigFile, section: string, set: Record<string, string | null>): Edit | Refusal {
  const diff: Edit['diff'] = [];
  for (const [option, after] of Object.entries(set)) {
    const now = optionValue(before.text, section, option);
    if (now?.saved) {
      return refuse(
        'saved',
        `${option} stands in the block that SAVE_CONFIG writes.`,
        'Calibrate and save it, or bring back values of before with save_calibration.',
      );
    }
    if ((now?.value ?? null) !== after)
      diff.push({ option: visible(option, 60), before: withoutSecret(option, now?.value ?? null), after });
  }
  if (diff.length === 0) return refuse('same', 'These values are already set.', '');
  return { before, after: changeSection(before.text, section, new Map(Object.entries(set))), diff };
}
