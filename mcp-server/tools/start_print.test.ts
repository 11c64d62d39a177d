import { describe, expect, it } from 'vitest';
import { carryOut } from '../testing/tool-test.ts';
import { approve, ask, createWorld, principal, refusalOf, type World } from '../testing/world.ts';

describe('start_print', () => {
  it('starts by the path alone and says so when the printer prints', async () => {
    const world = createWorld();
    const { outcome } = await carryOut(world, 'start_print', { path: 'cube.gcode' });
    expect(outcome).toMatchObject({ status: 'done', result: { state: 'printing' } });
    expect(world.printer.calls).toMatchObject([
      { method: 'printer.print.start', params: { filename: 'cube.gcode' } },
    ]);
  });

  it('does not claim a print that the printer does not show', async () => {
    const world = createWorld();
    world.printer.change = () => undefined;
    expect((await carryOut(world, 'start_print', { path: 'cube.gcode' })).outcome.status).toBe('unknown');
  });

  it('is refused while paused: Moonraker would drop the paused print', async () => {
    const world = createWorld();
    world.printer.change((state) => (state.job.state = 'paused'));
    expect(await refusalOf(world, 'start_print', { path: 'cube.gcode' })).toBe('paused');
  });

  it('has time, filament and temperatures on its card', async () => {
    const { summary } = await ask(createWorld(), 'start_print', { path: 'cube.gcode' });
    expect(summary.facts.map((fact) => fact.value)).toEqual([
      '30 min by the slicer',
      '9.0 g, 3.0 m, PLA',
      '215 °C',
      '60 °C',
      'PrusaSlicer 2.8',
      'No: the printer’s settings are not known.',
    ]);
    expect(summary).toMatchObject({ filePath: 'cube.gcode', camera: 'bed' });
  });

  describe('of a file that an earlier step of the plan uploads', () => {
    const bytes = Buffer.from('G28\n');
    const file = {
      ...{ name: 'a.gcode', sizeBytes: bytes.length, sha256: 'a' },
      open: () => new Blob([bytes]).stream(),
    };
    const steps: { tool: string; args: Record<string, unknown> }[] = [
      { tool: 'create_upload', args: { name: 'new.gcode', attachment_id: 'mine' } },
      { tool: 'start_print', args: { path: 'new.gcode' } },
    ];

    /** A printer that has the file, with these facts, once it was sent. */
    function receiving(facts: object = {}) {
      const world = createWorld({ services: { attachment: async () => file } });
      const { files, fileFacts } = world.printer;
      const upload = files.upload.bind(files);
      files.upload = async (...args) => {
        fileFacts.set('new.gcode', { ...fileFacts.get('cube.gcode')!, path: 'new.gcode', ...facts });
        return upload(...args);
      };
      return world;
    }
    const plan = async (world: World, wanted = steps) => {
      const action = await world.gate.propose({ principal: principal(), printerId: 'p1', steps: wanted });
      if ('refused' in action) throw new Error(action.refused.message);
      return action;
    };

    it('is one card, and starts once the file is there and fits', async () => {
      const world = receiving();
      const { id, summary } = await plan(world);
      expect(summary.title).toBe('2 steps: Upload new.gcode to Practice; Print new.gcode on Practice');
      expect(summary).toMatchObject({ hazard: expect.stringContaining('hot'), camera: 'bed' });
      expect(await approve(world, id)).toMatchObject({ status: 'done' });
      expect(world.printer.effects()).toEqual(['printer.print.start']);
    });

    it('is not started when the file that came does not fit', async () => {
      const world = receiving({ nozzleCelsius: 400 });
      expect(await approve(world, (await plan(world)).id)).toMatchObject({ status: 'refused' });
      expect(world.printer.uploads).toHaveLength(1);
      expect(world.printer.effects()).toEqual([]);
    });

    it('is refused in another order, under another name, and for an address that is yet to be used', async () => {
      const world = receiving();
      const named = (name: string) => [{ ...steps[0]!, args: { name, attachment_id: 'mine' } }, steps[1]!];
      const slot = { tool: 'create_upload', args: { name: 'new.gcode', size_bytes: 4 } };
      await expect(plan(world, [...steps].reverse())).rejects.toThrow('no file');
      await expect(plan(world, named('other.gcode'))).rejects.toThrow('no file');
      await expect(plan(world, [slot, steps[1]!])).rejects.toThrow();
    });
  });
});
