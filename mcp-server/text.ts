/**
 * Text that came from a printer, a file or a person's file name is data. Before it stands on a card or in a
 * result, what cannot be seen is made visible and what is too long is cut.
 */

/** Controls, line separators, bidirectional marks, zero-width and tag characters, fillers, variation selectors. */
const UNSEEN = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}|\p{Co}|\p{Default_Ignorable_Code_Point}/gu;

/** Makes unseen characters visible, such as `\u{202E}`, and cuts at `longest` characters. */
export function visible(text: string, longest = 200): string {
  const shown = text.replace(
    UNSEEN,
    (character) => `\\u{${character.codePointAt(0)!.toString(16).toUpperCase()}}`,
  );
  return shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown;
}

/** Like `visible`, with line breaks kept, for logs and configuration files. */
export function visibleLines(text: string, longest: number): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => visible(line.replaceAll('\t', '  '), 2_000));
  const joined = lines.join('\n');
  return joined.length > longest ? `${joined.slice(0, longest - 1)}…` : joined;
}

/** `1 h 5 min`, `12 min`, `40 s`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `24.1 °C`, `200 °C`, or `unknown`. */
export function celsiusText(celsius: number | null | undefined): string {
  if (celsius === null || celsius === undefined) return 'unknown';
  return `${Number(celsius.toFixed(1))} °C`;
}

export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
