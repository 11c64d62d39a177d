import type { MacroInfo } from '../../snapshot.ts';
import { str } from '../read.ts';
import type { LiveState } from '../state.ts';
import { settingsOf } from './sensors.ts';

const PREFIX = 'gcode_macro ';

/** Macros meant for people: those beginning with `_` are a printer's own helpers. */
export function macrosOf(state: LiveState): MacroInfo[] {
  return state.objectNames
    .filter((name) => name.startsWith(PREFIX) && !name.startsWith(`${PREFIX}_`))
    .map((id) => {
      const settings = settingsOf(state, id);
      const description = str(settings, 'description') ?? '';
      return {
        name: id.slice(PREFIX.length),
        // Klipper fills in this text where the configuration has none.
        description: description === 'G-Code macro' ? '' : description,
        params: macroParameters(str(settings, 'gcode') ?? ''),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Names a macro's template reads from its call: `params.NAME`, `params['NAME']`, `'NAME' in params`. */
export function macroParameters(template: string): string[] {
  const found = new Set<string>();
  const patterns = [
    /\bparams\.([A-Za-z_][A-Za-z0-9_]*)/g,
    /\bparams\[\s*['"]([^'"]+)['"]\s*\]/g,
    /['"]([A-Za-z_][A-Za-z0-9_]*)['"]\s+in\s+params\b/g,
  ];
  for (const pattern of patterns) {
    for (const match of template.matchAll(pattern))
      if (match[1] !== undefined) found.add(match[1].toUpperCase());
  }
  // `params.items()` and its like are Python's, not a parameter.
  for (const method of ['ITEMS', 'KEYS', 'VALUES', 'GET', 'COPY']) found.delete(method);
  return [...found];
}
