import type { KnownMessage } from './types.ts';

const RESTART = 'Then send RESTART.';
const EDIT = 'Open printer.cfg (or the file it includes) and correct that entry.';

/** Klipper refuses its configuration. */
export const CONFIG_MESSAGES: KnownMessage[] = [
  {
    id: 'cfg.unknown_option',
    match: /Option '([^']*)' is not valid in section '([^']*)'/i,
    severity: 'error',
    cause: 'The configuration has an option “$1” in the section [$2] that Klipper does not know.',
    remedy: [
      'Look whether “$1” is misspelt, or belongs to another section.',
      'After an update of Klipper, read its list of configuration changes: options get renamed or removed.',
      RESTART,
    ],
  },
  {
    id: 'cfg.unknown_section',
    match: /Section '([^']*)' is not a valid config section/i,
    severity: 'error',
    cause: 'The configuration has a section [$1] that Klipper does not know.',
    remedy: [
      'Look whether the name is misspelt.',
      'If it belongs to an add-on, install that add-on again: it is lost when Klipper is reinstalled.',
      RESTART,
    ],
  },
  {
    id: 'cfg.unknown_section',
    match: /Unable to load module '([^']*)'/i,
    severity: 'error',
    cause: 'Klipper cannot load its part “$1”.',
    remedy: ['Install the add-on it belongs to, or take its section out of the configuration.', RESTART],
  },
  {
    id: 'cfg.missing',
    match: /Option '([^']*)' in section '([^']*)' must be specified/i,
    severity: 'error',
    cause: 'The section [$2] of the configuration lacks the option “$1”.',
    remedy: ['Add “$1” to the section [$2].', RESTART],
  },
  {
    id: 'cfg.value',
    match: /Unable to parse option '([^']*)' in section '([^']*)'/i,
    severity: 'error',
    cause: 'The value of “$1” in the section [$2] cannot be read.',
    remedy: [EDIT, 'Numbers take a point, not a comma.', RESTART],
  },
  {
    id: 'cfg.value',
    match:
      /Option '([^']*)' in section '([^']*)' (must (?:have (?:minimum|maximum) of|be (?:above|below)) [^\n]*)/i,
    severity: 'error',
    cause: 'The value of “$1” in the section [$2] is out of its range: it $3.',
    remedy: [EDIT, RESTART],
  },
  {
    id: 'cfg.value',
    match: /Choice '([^']*)' for option '([^']*)' in section '([^']*)' is not a valid choice/i,
    severity: 'error',
    cause: '“$1” is not a possible value of “$2” in the section [$3].',
    remedy: [EDIT, RESTART],
  },
  {
    id: 'cfg.include',
    match: /(?:Include file '([^']*)' does not exist|Recursive include of config file '([^']*)')/i,
    severity: 'error',
    cause: 'The configuration includes the file “$1$2”, which is missing or includes itself.',
    remedy: [
      'The path counts from the file that includes it: upload the missing file, or remove the line.',
      RESTART,
    ],
  },
  {
    id: 'cfg.pin',
    match:
      /(?:Pin '([^']*)' is not a valid pin name|pin (\S+) used multiple times|Not a valid (?:ADC|PWM) pin|Unknown pin chip name '([^']*)')/i,
    severity: 'error',
    cause: 'A pin in the configuration does not exist on this board, is used twice, or cannot do this.',
    remedy: [
      'Compare the pin with the drawing of exactly this mainboard.',
      'A thermistor needs an analog pin; one pin can serve only one thing.',
      RESTART,
    ],
  },
  {
    id: 'cfg.save_conflict',
    match: /SAVE_CONFIG section '([^']*)' option '([^']*)' conflicts with included value/i,
    severity: 'error',
    cause: 'SAVE_CONFIG cannot write “$2” of [$1], because an included file sets it as well.',
    remedy: ['Remove the value from the included file by hand; keep the dated backup.', RESTART],
  },
  {
    id: 'cfg.syntax',
    match:
      /(?:File contains no section headers|Error on line \d+|Unable to open config file|Parsing error|contains parsing errors|Source contains parsing errors)/i,
    severity: 'error',
    cause:
      'The configuration file cannot be read: a line in it is not in the form of a section or an option.',
    remedy: [
      'Open printer.cfg at the line that is named, and correct it; or put the last backup back.',
      RESTART,
    ],
  },
];
