import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { ESTIMATE, estimateOf, estimateText } from '../facts/estimate.ts';
import { line, whole } from '../inputs.ts';
import { bytesText, visible } from '../text.ts';
import { defineTool } from '../tool.ts';

export const listFiles = defineTool({
  name: 'list_files',
  title: 'List files',
  description: 'G-code files on the printer, newest first.',
  effect: 'reads',
  toolset: 'core',
  input: z.object({
    query: line(100).optional(),
    folder: line(255).optional(),
    limit: whole(1, 50).optional(),
    cursor: line(20).optional(),
  }),
  output: z.object({
    files: z.array(
      z.object({ path: z.string(), size_bytes: z.number(), modified_at: z.string(), ...ESTIMATE }),
    ),
    total: z.number(),
    next_cursor: z.string().optional(),
  }),
  async run({ query, folder, limit = 20, cursor }, { printer, signal }) {
    const words = (query ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const inFolder = folder === undefined ? '' : `${folder.replace(/^\/+|\/+$/g, '')}/`;
    const all = (await printer.files.list({ signal }))
      .filter((file) => file.path.startsWith(inFolder))
      .filter((file) => words.every((word) => file.path.toLowerCase().includes(word)))
      .sort((a, b) => b.modifiedMs - a.modifiedMs || (a.path < b.path ? -1 : 1));
    const start = Math.max(0, Number.parseInt(cursor ?? '0', 10) || 0);
    const files = await Promise.all(
      all.slice(start, start + limit).map(async (file) => ({
        ...{ path: file.path, size_bytes: file.sizeBytes, modified_at: isoTime(file.modifiedMs) },
        ...(await estimateOf(printer, file, { signal })),
      })),
    );
    const more = start + limit < all.length;
    const lines = files.map(
      (file) => `${visible(file.path)} (${bytesText(file.size_bytes)})${estimateText(file)}`,
    );
    const shown = `${all.length} files${more ? `, ${start + 1} to ${start + files.length} shown` : ''}`;
    return {
      data: { files, total: all.length, ...(more ? { next_cursor: String(start + limit) } : {}) },
      text: [shown, ...lines].join('\n'),
    };
  },
});
