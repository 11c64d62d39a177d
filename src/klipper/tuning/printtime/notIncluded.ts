/** Built-in commands that take no time and never stop the head. */
const WITHOUT_TIME = new Set(
  (
    'G21 G17 G18 G19 M104 M105 M106 M107 M110 M112 M114 M115 M117 M118 M119 M140 M73 M82 M83 M900 ' +
    'EXCLUDE_OBJECT EXCLUDE_OBJECT_DEFINE EXCLUDE_OBJECT_START EXCLUDE_OBJECT_END RESPOND ECHO STATUS ' +
    'SET_HEATER_TEMPERATURE SET_FAN_SPEED SET_TEMPERATURE_FAN_TARGET SET_PRINT_STATS_INFO SET_DISPLAY_TEXT ' +
    'SET_LED SET_PIN SET_SERVO SET_IDLE_TIMEOUT SET_INPUT_SHAPER SET_TMC_CURRENT SET_GCODE_VARIABLE ' +
    'SET_FILAMENT_SENSOR UPDATE_DELAYED_GCODE BED_MESH_PROFILE BED_MESH_CLEAR SKEW_PROFILE SET_SKEW ' +
    'TIMELAPSE_TAKE_FRAME TURN_OFF_HEATERS GET_POSITION'
  ).split(' '),
);
/** Whether Klipper has this command without time or motion of its own. */
export function isBuiltIn(command: string): boolean {
  return WITHOUT_TIME.has(command);
}

const MOST_NAMES = 200;
const NAMES_SHOWN = 12;

/** Commands whose time a planner cannot know, counted, so that an estimate says what it leaves out. */
export class NotIncluded {
  homings = 0;
  heatingWaits = 0;
  unknownCommands = 0;
  readonly unknownNames = new Map<string, number>();

  /** Counts a command the planner does not carry out. */
  count(command: string): void {
    if (command === '' || WITHOUT_TIME.has(command)) return;
    this.unknownCommands++;
    const name = command.slice(0, 40);
    const known = this.unknownNames.get(name);
    if (known === undefined && this.unknownNames.size >= MOST_NAMES) return;
    this.unknownNames.set(name, (known ?? 0) + 1);
  }

  /** In plain words, for people. */
  list(): string[] {
    const lines = ['starting the motion queue: 0.25 s at the first move and after every wait'];
    if (this.heatingWaits > 0)
      lines.push(`heating: ${times(this.heatingWaits, 'wait')} for a temperature, and the stop each makes`);
    if (this.homings > 0) lines.push(`homing: ${times(this.homings, 'G28 command')}`);
    if (this.unknownCommands > 0) {
      const names = [...this.unknownNames].map(([name, count]) =>
        count > 1 ? `${name} (${count} times)` : name,
      );
      const rest = names.length > NAMES_SHOWN ? ', …' : '';
      const shown = names.slice(0, NAMES_SHOWN).join(', ');
      lines.push(`macros and commands the planner does not know: ${shown}${rest}`);
    }
    return lines;
  }
}

function times(count: number, what: string): string {
  return count === 1 ? `one ${what}` : `${count} ${what}s`;
}
