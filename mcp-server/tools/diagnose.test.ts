import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callTool } from '../call.ts';
import { systemClock } from '../clock.ts';
import { startSimulatedWorld } from '../testing/simulated.ts';
import { call } from '../testing/tool-test.ts';
import { createWorld, principal } from '../testing/world.ts';
import { registry } from './index.ts';

describe('diagnose', () => {
  it('names the cause and the remedy of a stopped Klipper, with the end of the log', async () => {
    const world = createWorld();
    world.printer.change(
      (state) =>
        (state.klippy = {
          state: 'shutdown',
          message: "Lost communication with MCU 'mcu'\nOnce the issue is corrected ...",
        }),
    );
    world.printer.downloads.set(
      'logs/klippy.log',
      `Stats 1.0: x\nTimeout with MCU 'mcu'\npassword: canary\n`,
    );
    const { data, text } = await call(world, 'diagnose');
    expect(text).toContain("Lost communication with MCU 'mcu'");
    expect(text).toContain('firmware restart');
    expect(data.log_excerpt).toContain("Timeout with MCU 'mcu'");
    expect(JSON.stringify(data)).not.toMatch(/canary|Stats 1/);
  });

  it('says that nothing is known to be wrong, also where the log cannot be read', async () => {
    const { data } = await call(createWorld(), 'diagnose');
    expect(data.findings).toEqual([]);
  });
});

describe('why did it stop', () => {
  it('is answered from the record, with who, when and the evidence', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'diagnose-'));
    const world = await startSimulatedWorld({ blackBox: directory });
    onTestFinished(async () => {
      await world.stop();
      rmSync(directory, { recursive: true, force: true });
    });
    await world.printer.emergencyStop({ origin: 'chat:anna' });
    const tool = registry.get('diagnose')!;
    const context = {
      principal: principal(),
      printers: world.printers,
      gate: world.gate,
      clock: systemClock,
      links: {},
    };
    const { structuredContent: data } = await callTool(tool, { symptom: 'why did it stop?' }, context);
    expect(data).toMatchObject({
      findings: [{ id: 'estop.user', cause: expect.stringContaining('chat:anna') }, ...rest(data)],
      stopped: { id: 'estop.user', evidence: expect.arrayContaining([expect.stringContaining('chat:anna')]) },
    });
  });
});

/** Notes after the first finding are of no concern here. */
function rest(data: unknown): unknown[] {
  return (data as { findings: unknown[] }).findings.slice(1);
}
