import { describe, expect, it } from 'vitest';
import { parseAddress } from '../egress/address.ts';
import type { FakeMoonraker } from '../testing/fake-moonraker.ts';
import { until } from '../testing/until.ts';
import { connected } from '../testing/world.ts';
import { cameraTargets } from './targets.ts';

const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');

function webcam(changes: Record<string, unknown>) {
  return (fake: FakeMoonraker) => {
    fake.on('server.webcams.list', () => ({ webcams: [{ name: 'bed', ...changes }] }));
    fake.serve('/webcam/', (request, response) => {
      if (request.url?.includes('stream')) {
        response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace;boundary=frame' });
        response.write('--frame\r\nContent-Type: image/jpeg\r\n\r\n');
        response.write(JPEG);
        response.write('\r\n--frame\r\n');
      } else response.end(JPEG);
    });
  };
}

async function ready(changes: Record<string, unknown>) {
  const world = await connected(webcam(changes));
  await world.printer.whenReady(20_000);
  await until(() => world.printer.snapshot().webcams.length > 0, 'the camera is listed');
  return world;
}

describe('camera addresses', () => {
  const targets = (typed: string, configured: string) =>
    cameraTargets(parseAddress(typed), configured).map((url) => url.href);

  it('a relative one is meant for the web server in front of Moonraker, then for Moonraker itself', () => {
    expect(targets('192.168.1.50', '/webcam/?action=snapshot')).toEqual([
      'http://192.168.1.50/webcam/?action=snapshot',
      'http://192.168.1.50:7125/webcam/?action=snapshot',
    ]);
  });

  it('loopback in a printer’s settings is the printer’s computer, not this server', () => {
    expect(targets('192.168.1.50', 'http://127.0.0.1:8080/?action=stream')).toEqual([
      'http://192.168.1.50:8080/?action=stream',
    ]);
  });

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'rtsp://cam/1', 'data:image/png,x', ''])(
    'refuses %j',
    (configured) => {
      expect(targets('192.168.1.50', configured)).toEqual([]);
    },
  );
});

describe('cameras', () => {
  it('takes a picture, falling back to Moonraker’s own port', async () => {
    const { printer } = await ready({ snapshot_url: '/webcam/?action=snapshot' });
    const picture = await printer.cameras.snapshot('bed');
    expect(picture.mediaType).toBe('image/jpeg');
    expect(Buffer.from(picture.bytes)).toEqual(JPEG);
  });

  it('takes a picture out of the stream where there is no address for single ones', async () => {
    const { printer } = await ready({ stream_url: '/webcam/?action=stream' });
    expect(Buffer.from((await printer.cameras.snapshot()).bytes)).toEqual(JPEG);
  });

  it('hands the MJPEG stream through', async () => {
    const { printer } = await ready({ stream_url: '/webcam/?action=stream' });
    const { contentType, body } = await printer.cameras.stream('bed', {});
    expect(contentType).toContain('multipart/x-mixed-replace');
    const reader = body.getReader();
    expect((await reader.read()).value?.length).toBeGreaterThan(0);
    await reader.cancel();
  });

  it('refuses a camera inside that the policy does not allow', async () => {
    const { printer } = await ready({ snapshot_url: 'http://169.254.169.254/latest/meta-data' });
    await expect(printer.cameras.snapshot()).rejects.toThrow(/link-local/);
    expect(printer.snapshot().webcams[0]?.available).toBe(false);
  });

  it('tells a missing camera, and one whose picture is none', async () => {
    const { printer } = await ready({ snapshot_url: '/server/info' });
    await expect(printer.cameras.snapshot('other')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(printer.cameras.snapshot('bed')).rejects.toMatchObject({ kind: 'bad-answer' });
  });
});
