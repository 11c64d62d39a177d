/**
 * Reading printer.cfg: sections with options, `[include …]`, and the block that SAVE_CONFIG writes.
 * Section names keep their case; option names are lower-cased, as Klipper reports them.
 */
export type ConfigSection = Record<string, string>;
export type ConfigSections = Map<string, ConfigSection>;

export class ConfigError extends Error {
  override name = 'ConfigError';
}

const autosaveHeader = '#*# <---------------------- SAVE_CONFIG ---------------------->';

export interface ParsedConfig {
  sections: ConfigSections;
  /** Sections of the SAVE_CONFIG block alone. */
  saved: ConfigSections;
}

export interface ConfigSource {
  /** Text of a file of the configuration folder; null where there is none. */
  readConfig(path: string): string | null;
  /** Files that match an include pattern such as `conf.d/*.cfg`. */
  listConfigs?(): string[];
}

/** Reads a configuration with its includes. Throws ConfigError with Klipper's words. */
export function parsePrinterConfig(mainFile: string, source: ConfigSource): ParsedConfig {
  const text = source.readConfig(mainFile);
  if (text === null) throw new ConfigError(`Unable to open config file ${configPath(mainFile)}`);
  const [regular, autosave] = splitAutosave(text);
  const sections: ConfigSections = new Map();
  readInto(sections, regular, mainFile, source, new Set([mainFile]));
  const saved: ConfigSections = new Map();
  readInto(saved, autosave, mainFile, source, new Set());
  for (const [name, options] of saved) sections.set(name, { ...sections.get(name), ...options });
  return { sections, saved };
}

/** The two halves of a printer.cfg: what people wrote, and what SAVE_CONFIG wrote (without its markers). */
export function splitAutosave(text: string): [string, string] {
  const at = text.indexOf(autosaveHeader);
  if (at < 0) return [text, ''];
  const saved = text
    .slice(at)
    .split('\n')
    .slice(2)
    .map((line) => line.replace(/^#\*# ?/, ''))
    .join('\n');
  return [text.slice(0, at), saved];
}

/** A printer.cfg text with its SAVE_CONFIG block replaced. */
export function withAutosave(text: string, saved: ConfigSections): string {
  const [regular] = splitAutosave(text);
  const lines = [
    autosaveHeader,
    '#*# DO NOT EDIT THIS BLOCK OR BELOW. The contents are auto-generated.',
    '#*#',
  ];
  for (const [name, options] of saved) {
    lines.push(`#*# [${name}]`);
    for (const [option, value] of Object.entries(options)) {
      const [first, ...rest] = value.split('\n');
      lines.push(`#*# ${option} = ${first ?? ''}`.trimEnd());
      for (const line of rest) lines.push(`#*# \t${line}`);
    }
    lines.push('#*#');
  }
  return `${regular.trimEnd()}\n\n${lines.join('\n')}\n`;
}

export function configPath(file: string): string {
  return `/home/pi/printer_data/config/${file}`;
}

function readInto(
  sections: ConfigSections,
  text: string,
  file: string,
  source: ConfigSource,
  seen: Set<string>,
): void {
  let section: ConfigSection | null = null;
  let option = '';
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/(^|\s)[#;].*$/, '').trimEnd();
    if (!line.trim()) continue;
    const header = /^\[([^\]]+)\]\s*$/.exec(line);
    if (header) {
      const name = (header[1] ?? '').trim();
      if (name.startsWith('include ')) include(sections, name.slice(8).trim(), source, seen);
      else {
        section = sections.get(name) ?? {};
        sections.set(name, section);
      }
      option = '';
    } else if (/^\s/.test(line) && option && section) {
      section[option] = `${section[option] ?? ''}\n${line.trim()}`;
    } else {
      const pair = /^([^:=]+?)\s*[:=]\s*(.*)$/.exec(line.trim());
      if (!section) {
        throw new ConfigError(
          `File contains no section headers.\nfile: '${configPath(file)}', line: ${index + 1}\n${pythonLine(raw)}`,
        );
      }
      if (!pair)
        throw new ConfigError(
          `Source contains parsing errors: '${configPath(file)}'\n\t[line ${index + 1}]: ${pythonLine(raw)}`,
        );
      option = (pair[1] ?? '').toLowerCase();
      section[option] = pair[2] ?? '';
    }
  }
}

function include(sections: ConfigSections, pattern: string, source: ConfigSource, seen: Set<string>): void {
  const matching = pattern.includes('*')
    ? (source.listConfigs?.() ?? []).filter((name) => globToRegExp(pattern).test(name)).sort()
    : [pattern];
  for (const name of matching) {
    const text = source.readConfig(name);
    if (text === null) throw new ConfigError(`Include file '${configPath(name)}' does not exist`);
    if (seen.has(name)) throw new ConfigError(`Recursive include of config file '${configPath(name)}'`);
    readInto(sections, text, name, source, new Set([...seen, name]));
  }
}

function globToRegExp(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^/]*')}$`);
}

function pythonLine(line: string): string {
  return `'${line}\\n'`;
}
