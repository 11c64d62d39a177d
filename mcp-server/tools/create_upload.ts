import { z } from 'zod';
import { rehearseAhead } from '../../src/klipper/rehearsal/ahead.ts';
import { card } from '../card.ts';
import { isoTime } from '../clock.ts';
import { filePath, line, whole } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { bytesText } from '../text.ts';
import { defineTool, type ChangeContext } from '../tool.ts';

const GCODE_NAME = /\.(gcode|gco|g|nc|bgcode)$/i;
const MODEL_NAME = /\.(stl|3mf|step|stp|obj|amf)$/i;

export const createUpload = defineTool({
  name: 'create_upload',
  title: 'Upload a file',
  description:
    'Puts an attached G-code file (attachment_id) on the printer as name, or with size_bytes makes a one-time upload address. Never starts a print.',
  effect: 'changes',
  destructive: false,
  toolset: 'files',
  alters: ['files'],
  input: z.object({
    name: filePath(),
    attachment_id: line(80).optional(),
    size_bytes: whole(1, 500_000_000).optional(),
  }),
  output: z.object({
    path: z.string(),
    size_bytes: z.number(),
    sha256: z.string().nullable(),
    upload_id: z.string().optional(),
    url: z.string().optional(),
    expires_at: z.string().optional(),
  }),

  async check({ name, attachment_id, size_bytes }, context) {
    if (MODEL_NAME.test(name)) {
      return refuse(
        'model',
        `${name} is a 3D model, not G-code.`,
        'Slice it first with the settings of this printer.',
      );
    }
    if (!GCODE_NAME.test(name))
      return refuse('type', `${name} is not the name of a G-code file.`, 'It ends in .gcode.');
    const files = await context.printer.files.list({ signal: context.signal });
    const twin = files.find((file) => file.path.toLowerCase() === name.toLowerCase());
    // Moonraker overwrites without a word, and the person sees only the new file's card.
    if (twin)
      return refuse(
        'exists',
        `The printer already has ${twin.path}.`,
        'Choose another name, or delete the old one.',
      );
    if (attachment_id !== undefined) {
      const found = await attached(context, attachment_id);
      return found
        ? null
        : refuse('no-attachment', 'There is no such attachment.', 'Ask the person to attach the file.');
    }
    if (size_bytes === undefined)
      return refuse('no-file', 'Which file?', 'Give attachment_id, or size_bytes.');
    return context.services.uploadSlot ? null : refuse('not-here', 'This server takes no uploads here.', '');
  },

  async summarise({ name, attachment_id, size_bytes }, context) {
    const size =
      attachment_id === undefined ? size_bytes : (await attached(context, attachment_id))?.sizeBytes;
    return card({
      title: `Upload ${name} to ${context.printer.name}`,
      meaning: `${size === undefined ? 'The file' : bytesText(size)} goes to the printer. Nothing is started.`,
      rechecked: 'There is no file of this name on the printer.',
    });
  },

  async depends({ attachment_id }, context) {
    return {
      'files:content':
        (attachment_id === undefined ? null : (await attached(context, attachment_id))?.sha256) ?? null,
    };
  },

  async run({ name, attachment_id, size_bytes = 0 }, context) {
    const { printer, services, userId } = context;
    if (attachment_id === undefined) {
      const slot = await services.uploadSlot!({ userId, printerId: printer.id, name, sizeBytes: size_bytes });
      const result = {
        path: name,
        size_bytes,
        sha256: null,
        upload_id: slot.uploadId,
        url: slot.url,
        expires_at: isoTime(slot.expiresAtMs),
      };
      return {
        status: 'done',
        text: `Send the ${size_bytes} bytes once with PUT to ${slot.url}, with your token.`,
        result,
      };
    }
    const file = await attached(context, attachment_id);
    if (!file) return { status: 'refused', text: 'The attachment is no longer there.' };
    const stored = await printer.files.upload(
      { path: name, sizeBytes: file.sizeBytes, sha256: file.sha256, open: () => file.open() },
      { onProgress: (sent) => context.progress(`Uploading ${name}`, sent / Math.max(1, file.sizeBytes)) },
    );
    rehearseAhead(printer, stored.path);
    const result = { path: stored.path, size_bytes: stored.sizeBytes, sha256: file.sha256 };
    return { status: 'done', text: `${stored.path} is on the printer.`, result };
  },
});

function attached({ services, printer, userId }: ChangeContext, attachmentId: string) {
  return services.attachment?.(attachmentId, printer.id, userId) ?? null;
}
