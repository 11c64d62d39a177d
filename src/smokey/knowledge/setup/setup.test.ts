import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKnowledgeTool } from '../../tools/knowledge.ts';
import { promptsFolder } from '../../prompt/folder.ts';
import { findCited, searchKnowledge, searchSetup } from '../index.ts';
import { readBoards, readFlashMethods, readPrinters, setupNames } from './load.ts';

describe('names', () => {
  it.each([
    ['SKR Mini E3 V2', ['btt-skr-mini-e3-v2.0']],
    ['skr mini e3 2.0', ['btt-skr-mini-e3-v2.0']],
    ['my board says v4.2.7', ['creality-v4.2.7']],
    ['octopus f429', ['btt-octopus-f429']],
    ['BTT Octopus', ['btt-octopus-f446', 'btt-octopus-f429', 'btt-octopus-f407']],
    ['ebb42 v1.2', ['btt-ebb-v1.2']],
  ])('board: %s', (text, ids) => expect(setupNames().boards.find(text)?.ids).toEqual(ids));

  it.each([
    ['ender3v2', 'creality-ender-3-v2'],
    ['Ender-3 V2 Neo', 'creality-ender-3-v2-neo'],
    ['an ender 3', 'creality-ender-3'],
    ['prusa mk3s', 'prusa-mk3s'],
    ['anet a8', 'anet-a8'],
  ])('printer: %s', (text, id) => expect(setupNames().printers.find(text)?.ids).toEqual([id]));

  it('plain words name nothing', () => {
    expect(setupNames().printers.find('create a mini flash of light')).toBeNull();
    expect(searchSetup('print the octopus')).toEqual([]);
  });
});

describe('answers', () => {
  it('menuconfig of a board, with sources', () => {
    const [hit] = searchSetup('menuconfig for my SKR Mini E3 V2?');
    expect(hit?.text).toContain('Bootloader offset: 28KiB bootloader');
    expect(hit?.text).toContain('!PA14');
    expect(hit?.sources[0]).toMatch(/^Klipper: config\/generic-bigtreetech/);
  });

  it('boards of a printer, the unsure one said to be unsure', () => {
    const [hit] = searchSetup('which board is in an Ender 3 V2');
    expect(hit?.text).toMatch(/Creality v4\.2\.2[\s\S]*Creality v4\.2\.7 \(fairly sure\)/);
    expect(hit?.text).toContain('Not sure: boards');
  });

  it('a guess is told as a guess', () => {
    const guess = readPrinters().find(({ confidence }) => confidence.boards?.level === 'low');
    expect(searchSetup(`which board is in a ${guess?.vendor} ${guess?.names[0]}`)[0]?.text).toContain(
      'a guess',
    );
  });

  it.each(['what size is the bed of a prusa mk3s?', 'how big can I print on a Prusa MK3S'])(
    'size: %s',
    (asked) => expect(searchSetup(asked)[0]?.text).toContain('Build volume: 250 × 210 × 210 mm'),
  );

  it('an unsure field is said to be unsure, however long the answer', () => {
    const doubtful = readBoards().filter(({ confidence }) => confidence.bootloader || confidence.menuconfig);
    expect(doubtful.length).toBeGreaterThan(30);
    for (const { id } of doubtful)
      expect(findCited(`setup-${id}`)!.text, id).toMatch(/Not sure: .*(bootloader|menuconfig): .+\)$/s);
  });

  it('boards that share a name are told apart with how sure that is', () => {
    const family = searchSetup('menuconfig for my Manta M8P board').at(0)?.text ?? '';
    expect(family).toContain('boards go by that name');
    expect(family).toMatch(/\((?:fairly sure|a guess, please confirm)\)/);
  });

  it('of boards flashed in one way it is said what is not sure of that way', () =>
    expect(searchSetup('how do I flash my EBB42 CAN board')[0]?.text).toMatch(/Not sure: flash/));

  it('flashing shows what is dangerous, and asks which board it is where several have the name', () => {
    const [hit] = searchSetup('how do I flash a BTT Octopus');
    expect(hit?.text).toMatch(/3 boards go by that name/);
    expect(hit?.safety).toMatch(/mains plug out/);
  });

  it('a citation opens its own entry', () => {
    expect(findCited('setup-btt-skr-mini-e3-v2.0')?.text).toContain('28KiB');
    expect(findCited('setup-nothing')).toBeNull();
  });
});

describe('first checks', () => {
  const idsOf = (query: string) => searchKnowledge(query).map(({ id }) => id);

  it.each([
    ['how do I check the endstops?', ['setup-check-endstops-open', 'setup-check-endstops-pressed']],
    ['how can I test the bed heater', ['setup-check-heater-bed']],
    ['how do I verify the motor direction', ['setup-check-stepper-buzz']],
    ['what are the first checks after flashing', ['setup-check-order']],
  ])('%s', (query, ids) => expect(idsOf(query).slice(0, ids.length)).toEqual(ids));

  it.each([
    'check the temperature',
    'how do I check my filament is dry',
    'how do I check if the nozzle is worn',
    'what should I check when the first layer is bad',
    'how do I make sure the temperature is right for petg',
  ])('is none of them: %s', (query) => expect(idsOf(query).join()).not.toContain('setup-check'));

  it('come with their commands, what is right, what can hurt, and whose limits they are', () => {
    const { text, safety, sources } = findCited('setup-check-heater-extruder')!;
    expect(text).toContain('SET_HEATER_TEMPERATURE HEATER=extruder TARGET=0');
    expect(text).toMatch(/Right when: Starts to rise/);
    expect(text).toMatch(/Not sure: the limits 2 K in 30 s/);
    expect(safety).toMatch(/hot.*Give up when/);
    expect(sources).toContain('Klipper: docs/Config_checks.md');
    expect(findCited('setup-check-homing')!.safety).toMatch(/keep hands/);
  });
});

it('never sent whole: every answer, through the tool too, is a thousandth of the data', async () => {
  const folder = join(promptsFolder(), 'setup');
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(bytes).toBeGreaterThan(900_000);
  for (const board of readBoards())
    for (const hit of searchSetup(`menuconfig and flashing of ${board.vendor} ${board.names[0]}`))
      expect(hit.text.length + (hit.safety?.length ?? 0), hit.id).toBeLessThan(2_800);
  const tool = createKnowledgeTool((query, limit) => searchKnowledge(query, { limit }));
  const options = { callId: 'k', signal: new AbortController().signal };
  const answer = await tool.call({ query: 'flash firmware on every board of BTT: octopus, skr 2' }, options);
  expect(JSON.stringify(answer).length).toBeLessThan(12_000);
});

describe('the data', () => {
  it('refers only to what is there', () => {
    const boards = new Set(readBoards().map(({ id }) => id));
    const methods = new Set(readFlashMethods().map(({ id }) => id));
    const configs = new Set(
      readFileSync(join(promptsFolder(), 'setup', 'klipper-configs.txt'), 'utf8')
        .split('\n')
        .filter(Boolean),
    );
    for (const printer of readPrinters()) {
      for (const { board } of printer.boards) expect(boards, printer.id).toContain(board);
      for (const config of printer.example_configs) expect(configs, printer.id).toContain(config);
    }
    for (const board of readBoards()) {
      expect(board.sources.length, board.id).toBeGreaterThan(0);
      for (const { method } of board.flash) expect(methods, board.id).toContain(method);
    }
  });
});
