import { z } from 'zod';
import { listConfigFiles, readConfigFile } from '../config/files.ts';
import { withoutSecrets } from '../secrets.ts';
import { sectionsOf, sectionText } from '../config/ini.ts';
import { filePath, line } from '../inputs.ts';
import { isRefusal, refuse } from '../refusal.ts';
import { visible, visibleLines } from '../text.ts';
import { defineTool } from '../tool.ts';

const LONGEST_TEXT = 20_000;

export const getConfig = defineTool({
  name: 'get_config',
  title: 'Configuration',
  description:
    "Klipper's configuration: a file (printer.cfg by default) or one section of it. Secrets are hidden.",
  effect: 'reads',
  toolset: 'core',
  input: z.object({ file: filePath().optional(), section: line(80).optional() }),
  output: z.object({
    file: z.string(),
    sha256: z.string(),
    text: z.string(),
    sections: z.array(z.string()),
    files: z.array(z.string()),
  }),
  async run({ file = 'printer.cfg', section }, { printer, signal }) {
    const files = await listConfigFiles(printer, signal);
    if (!files.includes(file)) {
      return refuse(
        'no-file',
        `There is no configuration file ${visible(file, 80)}.`,
        `There are: ${files.join(', ')}.`,
      );
    }
    const read = await readConfigFile(printer, file, signal);
    if (isRefusal(read)) return read;
    const sections = sectionsOf(read.text).map((name) => visible(name, 80));
    const wanted = section?.replace(/^\[|\]$/g, '');
    const chosen = wanted === undefined ? read.text : sectionText(read.text, wanted);
    if (chosen === '') {
      return refuse(
        'no-section',
        `${file} has no section [${visible(wanted ?? '', 60)}].`,
        `It has: ${sections.join(', ')}.`,
      );
    }
    const text = visibleLines(withoutSecrets(chosen), LONGEST_TEXT);
    return { data: { file, sha256: read.sha256, text, sections, files }, text };
  },
});
