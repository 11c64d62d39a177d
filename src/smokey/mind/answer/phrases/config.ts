import type { Phrases } from './types.ts';

/** Of changes of the configuration and its macros. */
export const CONFIG_PHRASES = {
  macroEditWhat: {
    en: '{name} now holds: {lines}. Tell me which line to add, at its start or at its end, or give me the whole macro as it shall be: "add a macro named {name} that …".',
  },
  addMacroLines: {
    en: 'I would add to the macro {name}: {lines}. A copy of the old section is kept. It works after a restart.',
  },
  renameMacro: {
    en: 'I would call the macro {name} {to} in {file}. It works after a restart; whatever calls it by the old name has to be changed too.',
  },
  protectsExtruder: {
    en: 'No. {what} keeps cold or too much filament from being forced: it grinds, strips the gear or jams the nozzle. I will not change it; heat the nozzle to at least 170 °C instead.',
  },
  protectsTravel: {
    en: 'No. {what} keeps the head inside the frame: beyond the limit it crashes. I will not change it from here.',
  },
} satisfies Phrases;
