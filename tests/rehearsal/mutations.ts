/** Changes to a sound file that a printer may or may not stumble over, each drawn from a seed. */

type Draw = (below: number) => number;
type Mutation = (lines: string[], draw: Draw) => void;

/** Puts a line somewhere into the printed part. */
function inserting(...choices: string[]): Mutation {
  return (lines, draw) => {
    const line = choices[draw(choices.length)]!;
    lines.splice(Math.floor(lines.length / 3) + draw(Math.floor(lines.length / 2)), 0, ...line.split('\n'));
  };
}

function without(pattern: RegExp): Mutation {
  return (lines) => {
    const index = lines.findIndex((line) => pattern.test(line));
    if (index >= 0) lines.splice(index, 1);
  };
}

function replacing(pattern: RegExp, replacement: string): Mutation {
  return (lines) => {
    const index = lines.findIndex((line) => pattern.test(line));
    if (index >= 0) lines[index] = lines[index]!.replace(pattern, replacement);
  };
}

export const mutations: Record<string, Mutation> = {
  nothing: () => undefined,
  'position out of range': inserting('G1 X300 F6000', 'G1 Y-20 F6000', 'G1 X10 Y236', 'G1 Z260', 'G0 Z-9'),
  'no homing': without(/^G28/),
  'homing of some axes only': replacing(/^G28.*/, 'G28 X Y'),
  'no wait for the nozzle': without(/^M109/),
  'no heating of the nozzle at all': (lines, draw) => {
    without(/^M104 S[1-9]/)(lines, draw);
    without(/^M109/)(lines, draw);
  },
  'nozzle too hot': inserting('M104 S300', 'M109 S261', 'SET_HEATER_TEMPERATURE HEATER=extruder TARGET=400'),
  'bed too hot': inserting('M140 S150', 'M190 S111', 'SET_HEATER_TEMPERATURE HEATER=heater_bed TARGET=111'),
  'nozzle switched off halfway': inserting('M104 S0', 'M104 S2o0', 'TURN_OFF_HEATERS', 'M109 S60'),
  'another printing temperature': inserting('M104 S190', 'M104 S215', 'M109 S200', 'M140 S55'),
  'a tool that is not there': inserting('M104 T3 S200', 'M109 T1 S200'),
  'unknown commands': inserting(
    'G29',
    'M900 K0.05',
    'FLY_TO_THE_MOON SPEED=9',
    'M862.3 P "MK4"',
    'G2 X5 Y5 I3 J3',
  ),
  'broken numbers': inserting('G1 X1.2.3', 'G1 X10,5 Y3', 'G1 X--5', 'G92 E0.0.0', 'M204 S1,000'),
  inches: inserting('G20'),
  'filament alone, too far': inserting('G1 E-150 F2400', 'G1 E100.5 F2400'),
  'too thick a line': inserting('G91\nG1 X1 E5 F600\nG90', 'M221 S5000'),
  'motors off in between': inserting('M84', 'M18'),
  'no feed rate': inserting('G1 X100 Y100 F0', 'G1 F-5'),
  'relative from here on': inserting('G91'),
  'absolute filament': replacing(/^M83.*/, 'M82'),
  'a state nobody saved': inserting('RESTORE_GCODE_STATE NAME=nobody MOVE=1'),
  'a saved state': inserting('SAVE_GCODE_STATE NAME=a\nG91\nG1 Z1 F600\nRESTORE_GCODE_STATE NAME=a MOVE=1'),
  'another origin': inserting('G92 X0 Y0', 'G92 X-200', 'G92 Z10', 'G92'),
  offsets: inserting(
    'SET_GCODE_OFFSET X=150',
    'SET_GCODE_OFFSET Z_ADJUST=-0.05 MOVE=1',
    'SET_GCODE_OFFSET Y=-120 MOVE=1',
  ),
  'harmless additions': inserting(
    'M117 half way',
    ';TYPE:Custom',
    'M73 P50',
    'G4 P100',
    'M400',
    'M220 S80',
    'M106 S128',
  ),
  'a line lost': (lines, draw) => void lines.splice(draw(lines.length), 1),
  'a line twice': (lines, draw) => {
    const at = draw(lines.length);
    lines.splice(at, 0, lines[at]!);
  },
  'two lines swapped': (lines, draw) => {
    const at = draw(lines.length - 1);
    [lines[at], lines[at + 1]] = [lines[at + 1]!, lines[at]!];
  },
  'the end cut off': (lines, draw) =>
    void lines.splice(lines.length - 1 - draw(Math.floor(lines.length / 2))),
};

/** The mutated text; the same name and seed give the same. */
export function mutated(text: string, name: string, seed: number): string {
  let state = (seed + 1) * 0x9e3779b9;
  // Mulberry32: small seeds give draws that have nothing to do with each other.
  const draw = (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  const lines = text.split('\n');
  mutations[name]!(lines, draw);
  return lines.join('\n');
}
