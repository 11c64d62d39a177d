/**
 * Data goes to a model inside named fences. Whatever could open or close one of ours is made harmless first, so
 * that a file name, a pasted log or a person's message cannot pretend to be the printer's state.
 */
const FENCE = /<(\/?)(printer-state)\b/gi;

/** Text of people and printers, with our fences in it made visible as text. */
export function defuse(text: string): string {
  return text.replace(FENCE, '‹$1$2');
}

/** JSON that cannot contain a fence, whatever its strings say. */
export function fencedJson(name: 'printer-state', value: unknown): string {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
  return `<${name}>${json}</${name}>`;
}
