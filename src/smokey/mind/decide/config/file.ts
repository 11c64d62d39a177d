import { configText } from '../handlers/readings.ts';
import { readSections, type Section } from '../config-text.ts';
import { READS } from '../deeds.ts';
import { read, type Desk } from '../desk.ts';

export const MAIN_FILE = 'printer.cfg';

export interface ConfigFile {
  text: string;
  sha256: string | undefined;
  sections: Section[];
  /** All files of the configuration. */
  files: string[];
}

/** A file of the configuration as it stands on the printer; null when it cannot be read. */
export function loadConfig(desk: Desk, file = MAIN_FILE): ConfigFile | null {
  const result = read(desk, READS.config(file));
  const text = configText(result?.data);
  if (text === null || result?.failed) return null;
  const { sha256, files } = result?.data ?? {};
  return {
    text,
    sha256: typeof sha256 === 'string' ? sha256 : undefined,
    sections: readSections(text),
    files: Array.isArray(files) ? files.map(String) : [],
  };
}
