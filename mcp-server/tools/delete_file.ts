import { z } from 'zod';
import { card } from '../card.ts';
import { factsOfFile } from '../facts/files.ts';
import { jobPhase } from '../facts/job.ts';
import { failureOf, sendCommand } from '../facts/send.ts';
import { filePath } from '../inputs.ts';
import { isRefusal, refuse } from '../refusal.ts';
import { bytesText } from '../text.ts';
import { defineTool } from '../tool.ts';

export const deleteFile = defineTool({
  name: 'delete_file',
  title: 'Delete a file',
  description: 'Deletes a G-code file of the printer for good.',
  effect: 'changes',
  toolset: 'files',
  alters: ['files'],
  input: z.object({ path: filePath() }),
  output: z.object({ path: z.string() }),

  async check({ path }, { printer, signal }) {
    const { job } = printer.snapshot();
    if (jobPhase(printer.snapshot()) !== 'idle' && job.path === path) {
      return refuse('in-use', `${path} is being printed.`, 'Wait until the print has ended.');
    }
    const facts = await factsOfFile(printer, path, signal);
    return isRefusal(facts) ? facts : null;
  },

  async summarise({ path }, { printer, signal }) {
    const facts = await factsOfFile(printer, path, signal);
    if (isRefusal(facts)) return facts;
    return card({
      title: `Delete ${path}`,
      meaning: `${bytesText(facts.sizeBytes)} on ${printer.name}. It cannot be brought back.`,
      irreversible: true,
      rechecked: 'The file is still the same and not being printed.',
      filePath: path,
    });
  },

  async depends({ path }, { printer, signal }) {
    const facts = await printer.files.facts(path, { signal });
    return { 'files:content': facts?.fingerprint ?? null };
  },

  async run({ path }, context) {
    const failure = failureOf(
      await sendCommand(context, 'server.files.delete_file', { path: `gcodes/${path}` }),
    );
    if (failure) return failure;
    const left = await context.printer.files.list();
    if (left.some((file) => file.path === path))
      return { status: 'unknown', text: `${path} is still listed.` };
    return { status: 'done', text: `${path} is deleted.`, result: { path } };
  },
});
