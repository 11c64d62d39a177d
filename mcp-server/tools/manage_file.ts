import { z } from 'zod';
import { card } from '../card.ts';
import { factsOfFile } from '../facts/files.ts';
import { jobPhase } from '../facts/job.ts';
import { failureOf, sendCommand } from '../facts/send.ts';
import { filePath } from '../inputs.ts';
import { isRefusal, refuse } from '../refusal.ts';
import { defineTool } from '../tool.ts';

export const manageFile = defineTool({
  name: 'manage_file',
  title: 'Move or copy a file, make a folder',
  description: 'Moves or copies a file, makes a folder.',
  effect: 'changes',
  destructive: false,
  toolset: 'files',
  alters: ['files'],
  input: z.object({
    action: z.enum(['move', 'copy', 'create_folder']),
    path: filePath(),
    to: filePath().optional(),
  }),
  output: z.object({ path: z.string() }),

  async check({ action, path, to }, { printer, signal }) {
    const files = await printer.files.list({ signal });
    if (action === 'create_folder') {
      const taken = files.some((file) => file.path === path || file.path.startsWith(`${path}/`));
      return taken ? refuse('exists', `${path} is there already.`, '') : null;
    }
    if (to === undefined) return refuse('no-target', 'Where to?', 'Give to, such as the new name.');
    const facts = await factsOfFile(printer, path, signal);
    if (isRefusal(facts)) return facts;
    const { job } = printer.snapshot();
    if (action === 'move' && jobPhase(printer.snapshot()) !== 'idle' && job.path === path) {
      return refuse('in-use', `${path} is being printed.`, 'Wait until the print has ended.');
    }
    // Moonraker would overwrite without a word, and Klipper does not tell letter cases apart.
    const isItself = (file: string): boolean => action === 'move' && file === path;
    const taken = files.find((file) => file.path.toLowerCase() === to.toLowerCase() && !isItself(file.path));
    if (taken) return refuse('exists', `There is already a file ${taken.path}.`, 'Choose another name.');
    return extensionOf(path) === extensionOf(to)
      ? null
      : refuse('extension', 'The file type must stay the same.', '');
  },

  summarise({ action, path, to }, { printer }) {
    return card({
      title: titleOf({ action, path, to }),
      meaning: `On ${printer.name}.`,
      rechecked: 'The file is still there and the new name is free.',
    });
  },

  async depends({ action, path }, { printer, signal }) {
    const facts = action !== 'create_folder' ? await printer.files.facts(path, { signal }) : null;
    return { 'files:content': facts?.fingerprint ?? null };
  },

  async run({ action, path, to }, context) {
    const outcome =
      action === 'create_folder'
        ? await sendCommand(context, 'server.files.post_directory', { path: `gcodes/${path}` })
        : await sendCommand(context, `server.files.${action}`, {
            source: `gcodes/${path}`,
            dest: `gcodes/${to}`,
          });
    const failure = failureOf(outcome);
    if (failure) return failure;
    const result = { path: action === 'create_folder' ? path : to! };
    return { status: 'done', text: doneText({ action, path, to }), result };
  },
});

interface Wish {
  action: 'move' | 'copy' | 'create_folder';
  path: string;
  to?: string | undefined;
}

function titleOf({ action, path, to }: Wish): string {
  if (action === 'create_folder') return `Make the folder ${path}`;
  return action === 'move' ? `Rename ${path} to ${to}` : `Copy ${path} as ${to}`;
}

function doneText({ action, path, to }: Wish): string {
  if (action === 'create_folder') return `The folder ${path} is made.`;
  return action === 'move' ? `${path} is now ${to}.` : `${to} is a copy of ${path}.`;
}

function extensionOf(path: string): string {
  return /\.[a-z0-9]+$/i.exec(path)?.[0].toLowerCase() ?? '';
}
