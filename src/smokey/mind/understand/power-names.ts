/** What people call devices that are switched by a plug, whatever the owner named them in Moonraker. */
const CALLED: readonly [RegExp, string][] = [
  [
    /dry|dehydr|torn?k|trockn|secad|sech/i,
    'dryer drier drybox dehydrator trockner filamenttrockner tork torken torkaren filamenttork filamenttorken secador secadora deshidratador sechoir secheur deshydrateur',
  ],
  [/psu|supply|24v/i, 'psu netzteil alim'],
  [/vac|hoover/i, 'vacuum hoover'],
  [/compressor/i, 'compressor'],
];

/** Words of a device's name that many devices share, so that they name none. */
const SHARED = new Set(
  'printer print power main mains supply plug socket smart relay switch device filament chamber box usb spool room light lights lamp led fan heater bed nozzle camera'.split(
    ' ',
  ),
);
const LEAST_LETTERS = 4;

/** How a power device may be called: by a word of its name that stands for it alone, as "the chamber one", and as such things are called. */
export function calledNames(device: string): string[] {
  const words = device
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);
  const theOne = words.length > 1 ? [`${words.slice(0, -1).join(' ')} one`] : [];
  const own = words.filter((word) => word.length >= LEAST_LETTERS && !SHARED.has(word));
  const usual = CALLED.filter(([named]) => named.test(device)).flatMap(([, words]) => words.split(' '));
  return [...new Set([...own, ...usual, ...theOne])];
}
