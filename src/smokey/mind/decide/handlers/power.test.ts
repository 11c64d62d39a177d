import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from '../../index.ts';
import { printingJob, sceneSnapshot, talk } from '../../testing/scene.ts';

const powerDevices = [
  { name: 'printer_psu', on: true },
  { name: 'filament_dryer', on: false },
  { name: 'chamber_light', on: false },
];
const idle = sceneSnapshot({ powerDevices });
const printing = sceneSnapshot({ powerDevices, job: printingJob });

beforeAll(warmBuiltinModel);

describe('devices behind a plug', () => {
  it.each([
    [['dryer off'], 'filament_dryer', 0],
    [["the spool's damp as a dishcloth, get the dryer going"], 'filament_dryer', 100],
    [['schalt mal den filamenttrockner ein'], 'filament_dryer', 100],
    [['is the dryer plugged in?', 'well then, start it up'], 'filament_dryer', 100],
    [['is the light in the box on?', 'put the chamber one on then'], 'chamber_light', 100],
    [['give the printer some juice'], 'printer_psu', 100],
  ])('%s', async (turns, name, percent) => {
    expect((await talk(turns, { snapshot: idle })).calls).toEqual([
      { tool: 'set_output', args: { name, percent } },
    ]);
  });

  it.each(['drop the psu on workhorse', 'pull the plug on the psu'])(
    '"%s" is off, and not while it prints',
    async (text) => {
      const { made, text: said } = await talk([text], { snapshot: printing });
      expect(made).not.toContain('set_output');
      expect(said).toContain('printing');
    },
  );
});

describe('off and on again', () => {
  it.each([
    ['turn the wee computer off and on again', 'host_reboot'],
    ['what I should now like is that the Raspberry Pi be rebooted', 'host_reboot'],
    ['moonraker has gone funny, bounce it', 'moonraker'],
    ['reinicia la raspberry entera que va rarísima', 'host_reboot'],
  ])('%s', async (text, target) => {
    expect((await talk([text], { snapshot: idle })).calls).toEqual([{ tool: 'restart', args: { target } }]);
  });
});
