import type { Phrases } from './types.ts';

/** Of changes of the configuration and its macros. */
export const CONFIG_PHRASES = {
  rotationDistance: {
    en: 'rotation_distance should be {value}: {old} × {actual} / {requested}, the old value times what came by what was asked. Nothing was changed; say “set rotation_distance of the extruder to {value}” and I propose it. [rotation-distance]',
    sv: 'rotation_distance bör vara {value}: {old} × {actual} / {requested}. Inget har ändrats. [rotation-distance]',
    de: 'rotation_distance sollte {value} sein: {old} × {actual} / {requested}. Nichts wurde geändert. [rotation-distance]',
  },
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
