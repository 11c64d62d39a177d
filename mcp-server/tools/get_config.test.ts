import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('get_config', () => {
  function withConfig(text: string) {
    const world = createWorld();
    world.printer.downloads.set('config/printer.cfg', text);
    world.printer.queries.set('server.files.list', () => [{ path: 'printer.cfg' }]);
    return world;
  }

  it('reads one section, without secrets', async () => {
    const world = withConfig('[printer]\nmax_accel: 3000\n\n[extruder]\nmax_temp: 260\napi_key: canary\n');
    const { data, text } = await call(world, 'get_config', { section: 'extruder' });
    expect(text).toContain('max_temp: 260');
    expect(text).not.toMatch(/canary|max_accel/);
    expect(data).toMatchObject({
      sections: ['printer', 'extruder'],
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('names the sections and files there are', async () => {
    const world = withConfig('[printer]\n');
    expect((await call(world, 'get_config', { section: 'nope' })).text).toContain('printer');
    expect((await call(world, 'get_config', { file: 'nope.cfg' })).text).toContain('printer.cfg');
  });
});
