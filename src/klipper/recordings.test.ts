import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.ts';
import { fixture } from './testing/fake-moonraker.ts';
import type { FakeMoonraker } from './testing/fake-moonraker.ts';
import { tickUntil } from './testing/ticking.ts';
import { connected } from './testing/world.ts';

/** What a real Moonraker said, in its order, said again to the client. */
interface Recording {
  frames: { t: number; msg: { method: string; params?: unknown[] } }[];
}

function say(fake: FakeMoonraker, name: string, until?: (method: string) => boolean) {
  for (const { msg } of fixture<Recording>(name).frames) {
    if (until?.(msg.method) === true) return;
    fake.notify(msg.method, msg.params);
  }
}

async function ready() {
  const clock = manualClock();
  const world = await connected(undefined, { clock });
  await tickUntil(clock, () => !world.printer.snapshot().stale, 'ready');
  return { ...world, clock };
}

describe('recorded streams', () => {
  it('a micro-controller that is lost: shutdown, with Klipper’s own words', async () => {
    const { fake, printer, clock } = await ready();
    say(fake, 'ws-mcu-lost', (method) => method === 'notify_klippy_shutdown');
    await tickUntil(clock, () => printer.snapshot().klippy.state === 'shutdown', 'shutdown');
    expect(printer.snapshot().klippy.message).toContain('Lost communication with MCU');
  });

  it('filament runout: the sensor, then the pause, without a notification of their own', async () => {
    const { fake, printer, clock } = await ready();
    say(fake, 'ws-filament-runout');
    await tickUntil(
      clock,
      () => printer.snapshot().filamentSensors.some((sensor) => !sensor.detected),
      'runout',
    );
    await tickUntil(clock, () => printer.snapshot().job.state === 'paused', 'paused');
  });

  it('a restart: disconnected, then ready and subscribed anew', async () => {
    const { fake, printer, clock } = await ready();
    const before = fake.count('printer.objects.subscribe');
    say(fake, 'ws-restart');
    await tickUntil(clock, () => fake.count('printer.objects.subscribe') > before, 'subscribed anew');
    await tickUntil(clock, () => !printer.snapshot().stale, 'fresh');
    expect(printer.console().some((line) => line.message === '// Klipper state: Disconnect')).toBe(true);
  });

  it('a restart onto a bad configuration: its words come as responses only', async () => {
    const { fake, printer, clock } = await ready();
    say(fake, 'ws-bad-config');
    await tickUntil(
      clock,
      () => printer.console().some((line) => line.message.includes("Option 'no_such_option' is not valid")),
      'the words',
    );
  });

  it('a Klipper that is away costs one look a second, and its surroundings one reading', async () => {
    const { fake, clock } = await ready();
    const info = fixture<Record<string, object>>('answers')['server.info'];
    fake.on('server.info', () => ({ ...info, klippy_state: 'disconnected' }));
    fake.notify('notify_klippy_disconnected');
    const looks = fake.count('server.info');
    await tickUntil(clock, () => fake.count('server.info') >= looks + 5, 'looks');
    expect(fake.count('machine.system_info')).toBe(1);
  });
});
