import type { Printer } from '../../src/klipper/printer.ts';
import { DENIED_ACTIONS, DENIED_COMMANDS } from '../macros/denied.ts';
import { commandsOf, macroBody } from '../macros/find.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';
import { normalSection } from './ini.ts';

/** Settings that keep a printer from burning or crashing. Not changed from here, whoever approves. */
const PROTECTED_OPTIONS =
  /^(max_temp|min_temp|max_power|min_extrude_temp|max_extrude_.*|sensor_type|sensor_pin|heater_pin|heater|pullup_resistor|inline_resistor|position_(min|max|endstop)|thermistor.*|temperature\d*|resistance\d*|beta|off_below|kick_start_time|shutdown_.*|watchdog.*|max_error|check_gain_time|hysteresis|heating_gain|rename_existing)$/;
const PROTECTED_SECTIONS =
  /^(verify_heater|idle_timeout|safety|thermistor|adc_temperature|include|gcode_shell_command|update_manager|authorization|machine|mcu|delayed_gcode|gcode_button|force_move|save_variables|static_digital_output|virtual_sdcard|watchdog)(\s|$)/;
/** Moonraker's own file decides who may do what. */
const PROTECTED_FILES = /(^|\/)(moonraker\.conf|.*\.env|.*secret.*)$/i;

/** Why a change of the configuration is not made, or null. */
export function refuseChange(
  printer: Printer,
  file: string,
  section: string,
  changes: Readonly<Record<string, string | null>>,
): Refusal | null {
  const name = normalSection(section);
  const kind = name.toLowerCase();
  if (PROTECTED_FILES.test(file) || !/\.(cfg|conf)$/i.test(file)) {
    return protectedRefusal(`The file ${visible(file, 80)}`);
  }
  if (!/^[A-Za-z0-9_ .-]{1,80}$/.test(name)) return refuse('section', 'This is no plain section name.', '');
  if (PROTECTED_SECTIONS.test(kind)) return protectedRefusal(`The section [${name}]`);
  for (const [option, value] of Object.entries(changes)) {
    const refused = refuseOption(printer, name, option, value);
    if (refused) return refused;
  }
  return null;
}

function refuseOption(
  printer: Printer,
  section: string,
  option: string,
  value: string | null,
): Refusal | null {
  if (!/^[A-Za-z0-9_]{1,60}$/.test(option)) return refuse('option', 'This is no plain option name.', '');
  if (PROTECTED_OPTIONS.test(option.toLowerCase())) return protectedRefusal(`The option ${option}`);
  if (value === null) return null;
  const body = option.toLowerCase() === 'gcode' && /^gcode_macro /i.test(section);
  const lines = value.split('\n');
  if (!body && lines.length > 1) return refuse('lines', `${option} takes one line.`, '');
  const plain = value.replaceAll('\n', '');
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(plain) || lines.some((line) => /^\s*\[/.test(line))) {
    return refuse('value', `The value of ${option} cannot be written safely.`, 'Use plain text.');
  }
  return body ? refuseMacro(printer, section, value) : null;
}

/** What SAVE_CONFIG may have kept of an endstop's calibration. */
const CALIBRATED_OPTION = /^position_endstop$/;

/** Why saved values are not put back, or null: nothing that protects the printer comes in through an old file. */
export function refuseSavedChanges(changes: readonly { section: string; option: string }[]): Refusal | null {
  const bad = changes.find(
    ({ section, option }) =>
      PROTECTED_SECTIONS.test(section.toLowerCase()) ||
      (PROTECTED_OPTIONS.test(option) && !CALIBRATED_OPTION.test(option)),
  );
  return bad ? protectedRefusal(`[${visible(bad.section, 60)}] ${visible(bad.option, 60)}`) : null;
}

/** A macro may not take the name of a command, nor hold what may never run. */
function refuseMacro(printer: Printer, section: string, body: string): Refusal | null {
  const name = section.slice('gcode_macro '.length).trim().toUpperCase();
  if (macroBody(printer, name) === undefined && (printer.commands().has(name) || /^[A-Z]\d+$/.test(name))) {
    return refuse(
      'taken',
      `${name} is a command of the printer; a macro would take its place.`,
      'Choose another name.',
    );
  }
  const denied = [...commandsOf(body)].filter((command) => DENIED_COMMANDS.has(command));
  if (denied.length === 0 && !DENIED_ACTIONS.some((action) => action.test(body))) return null;
  return refuse(
    'denied-macro',
    `The macro uses ${denied.join(', ') || 'a remote action'}.`,
    'Leave that out.',
  );
}

function protectedRefusal(what: string): Refusal {
  return refuse(
    'protected',
    `${what} protects the printer or its host and is not changed from here, not even with an approval.`,
    'The owner can change it in the configuration by hand.',
  );
}
