/** What a message holds that was pasted rather than said. */
export interface Paste {
  kind: 'gcode' | 'log' | 'long';
  /** The lines of a machine: G-code, a log, a configuration; the whole message when it is merely long. */
  lines: string[];
  /** What stands before and after them: the person's own words. */
  words: string;
}

const BARE_STOP = /^\s*m112\s*[!.]*\s*$/i;
const COMMAND = /(?<![\w.])[GMT]\d{1,4}(?:\.\d+)?(?![\w.])/gi;
const GCODE =
  /^\s*(?:N\d+\s*)?(?:[GMT]\d{1,4}(?:\.\d+)?(?:\s*$|\s*[;*]|\s+[A-Z][-+]?[\d.{]|\s+[GMT]\d)|;|M117\s|[A-Z][A-Z0-9_]{3,}(?:\s+[A-Z_]+=\S+)+)/i;
const LOG =
  /^\s*(?:\/\/|!!|>>>|Traceback \(|File "|Stats \d|Recv:|Send:|Received \d|Sent \d|echo:|ok T:|webhooks|MCU '[^']*' |(?:INFO|ERROR|WARN(?:ING)?|DEBUG|CRITICAL)\b|\[(?:INFO|ERROR|WARN(?:ING)?|DEBUG|\d{2,4}[-:.]\d{2})|\d{4}-\d{2}-\d{2}[ T]|\d{1,2}:\d{2}:\d{2}\b|[[{"}\]]|[\w ]{2,40}:\s*$|[a-z_]+\s*[:=]\s*\S+$|#)/i;
const LONGEST_SAID = 1_000;
const LONGEST_OWN_LINE = 200;
const LONGEST_LOOKED_AT = 400_000;

/**
 * Tells what was pasted from what is said. Text of a file or a log is data whatever stands in it; M112 alone, once
 * or hammered, is a person's, so such lines make no paste by themselves.
 */
export function readPaste(text: string): Paste | null {
  const lines = text
    .slice(0, LONGEST_LOOKED_AT)
    .split(/\r?\n|\r/)
    .filter((line) => line.trim());
  const isCode = (line: string): boolean => GCODE.test(line);
  const isMachine = (line: string): boolean => isCode(line) || LOG.test(line);
  const real = lines.filter((line) => isMachine(line) && !BARE_STOP.test(line));
  const machine = lines.filter(isMachine);
  const squeezed = real.length === 1 && isCode(real[0]!) && commandsIn(real[0]!) >= 2;
  if (real.length > 0 && (machine.length >= 2 || squeezed)) {
    const code = machine.filter(isCode);
    return {
      kind: code.length * 2 > machine.length ? 'gcode' : 'log',
      lines: machine,
      words: around(lines, isMachine),
    };
  }
  return text.length > LONGEST_SAID ? { kind: 'long', lines, words: around(lines, isTooLong) } : null;
}

/** "M104 S300 M112 G28": lines that lost their ends on the way. */
const commandsIn = (line: string): number => line.match(COMMAND)?.length ?? 0;

const isTooLong = (line: string): boolean => line.length > LONGEST_OWN_LINE;

function around(lines: readonly string[], isOther: (line: string) => boolean): string {
  const first = lines.findIndex(isOther);
  const last = lines.findLastIndex(isOther);
  const own =
    first < 0
      ? [...lines.slice(0, 2), ...lines.slice(-2)]
      : [...lines.slice(0, first), ...lines.slice(last + 1)];
  return own.filter((line) => !isTooLong(line)).join('\n');
}
