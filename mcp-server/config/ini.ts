/** Klipper's configuration files, read and changed line by line so that comments and order stay. */

export interface ConfigLine {
  text: string;
  section: string | null;
  /** The option this line begins or continues, lower case. */
  option: string | null;
  /** True for the block that SAVE_CONFIG keeps at the end. */
  saved: boolean;
}

const SAVED_BLOCK = /^#\*# <-+ SAVE_CONFIG -+>/;
const SECTION = /^\[([^\]]+)\]/;
const OPTION = /^([^\s:=#;[][^:=]*?)\s*[:=]/;

/** Each line with the section and option it belongs to. */
export function configLines(text: string): ConfigLine[] {
  let section: string | null = null;
  let option: string | null = null;
  let saved = false;
  return text.split(/\r\n|\r|\n/).map((line) => {
    if (SAVED_BLOCK.test(line)) {
      saved = true;
      section = null;
      option = null;
    }
    const body = saved ? line.replace(/^#\*#\s?/, '') : line;
    const head = SECTION.exec(body)?.[1];
    const name = /^\s/.test(body) ? undefined : OPTION.exec(body)?.[1];
    if (head !== undefined) {
      section = normalSection(head);
      option = null;
    } else if (name !== undefined) option = name.trim().toLowerCase();
    else if (body.trim() !== '' && !/^\s/.test(body) && !/^[#;]/.test(body)) option = null;
    return { text: line, section, option: head === undefined ? option : null, saved };
  });
}

export function normalSection(name: string): string {
  return name.trim().replace(/\s+/g, ' ');
}

/** Sections of a file, in order, without the saved block's. */
export function sectionsOf(text: string): string[] {
  return [
    ...new Set(
      configLines(text).flatMap((line) => (line.section !== null && !line.saved ? [line.section] : [])),
    ),
  ];
}

/** The lines of one section, with its heading; empty where there is none. */
export function sectionText(text: string, section: string): string {
  const wanted = normalSection(section).toLowerCase();
  const lines = configLines(text).filter((line) => line.section?.toLowerCase() === wanted);
  return lines
    .map((line) => line.text)
    .join('\n')
    .trimEnd();
}

/** The value of an option as it stands in the file; several lines are joined. Null where it is not set. */
export function optionValue(
  text: string,
  section: string,
  option: string,
): { value: string; saved: boolean } | null {
  const wanted = normalSection(section).toLowerCase();
  const lines = configLines(text).filter(
    (line) => line.section?.toLowerCase() === wanted && line.option === option.toLowerCase(),
  );
  const [first, ...rest] = lines;
  if (!first) return null;
  const bare = (line: ConfigLine) => (line.saved ? line.text.replace(/^#\*#\s?/, '') : line.text);
  const head = bare(first).replace(OPTION, '').trim();
  const more = rest.map(bare).filter((line) => /^\s+\S/.test(line));
  return { value: [head, ...more.map((line) => line.trim())].join('\n').trim(), saved: first.saved };
}
