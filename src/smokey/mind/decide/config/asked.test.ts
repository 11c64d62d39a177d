import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from '../../index.ts';
import { sceneSnapshot, talk } from '../../testing/scene.ts';

const CONFIG = `[mcu]
serial: /dev/serial/by-id/usb-1

[printer]
max_velocity: 300
max_accel: 3000
max_z_velocity: 10

[stepper_x]
endstop_pin: ^PC0
homing_speed: 50

[extruder]
nozzle_diameter: 0.4
heater_pin: PC8
pid_Kp: 26.2
max_temp: 285
min_extrude_temp: 170

[heater_bed]
pid_Kp: 54.0
max_temp: 110

[fan_generic filter]
pin: PD13

[fan]
pin: PC6

[bltouch]
x_offset: -40
y_offset: -10
z_offset: 1.85

[bed_mesh]
speed: 120
probe_count: 5, 5

[screws_tilt_adjust]
screw1: 70, 45
screw1_name: front left screw
screw_thread: CW-M4

[neopixel case]
chain_count: 24
`;
const answers = {
  get_config: { text: CONFIG, sha256: 'a'.repeat(64), files: ['printer.cfg', 'extra.cfg'] },
};

beforeAll(warmBuiltinModel);

const ask = (...turns: string[]) => talk(turns, { snapshot: sceneSnapshot(), answers });

describe('what stands in the configuration is told, however it is called', () => {
  it.each([
    ['how fast is it allowed to go by its settings', 'max_velocity: 300'],
    ['what max z speed is in the cfg', 'max_z_velocity: 10'],
    ['how fast does X go when it is finding its end', '[stepper_x] homing_speed: 50'],
    ['at how many degrees does it refuse to squeeze plastic', 'min_extrude_temp: 170'],
    ['upper limit for the hot end in printer.cfg?', '[extruder] max_temp: 285'],
    ['which pin does the filter fan hang on', '[fan_generic filter] pin: PD13'],
    ['which pin is the part fan on', '[fan] pin: PC6'],
    ['pid coefficients of the heated bed as configured', '[heater_bed] pid_Kp: 54.0'],
    ['how far does the probe sit from the tip, front to back?', 'y_offset: -10'],
    ['where is the front left bed screw', 'screw1: 70, 45'],
    ['led count on the case strip', 'chain_count: 24'],
    ['which files make up the configuration here?', 'printer.cfg and extra.cfg'],
    ['does the config have anything about skew', 'No skew correction'],
  ])('%s', async (text, expected) => {
    const { text: said, calls } = await ask(text);
    expect(said).toContain(expected);
    expect(calls).toEqual([]);
  });

  it('takes the part from the message before', async () => {
    expect((await ask('is the filter fan in the config?', 'which pin has it?')).text).toContain('PD13');
    expect((await ask('where is the front left bed screw', 'what thread?')).text).toContain('CW-M4');
  });

  it.each([
    'what is a thermistor pin',
    'why would one tune the pid values',
    'how do I find the rotation distance',
  ])('a matter in general stays one: %s', async (text) => {
    expect((await ask(text)).made).not.toContain('get_config');
  });
});
