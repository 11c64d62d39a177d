import { createRequire } from 'node:module';
import type { Machine } from '../machine/machine.ts';
import { liveMotion } from '../machine/toolhead.ts';
import { createRaster } from './raster.ts';
import { drawScene } from './scene.ts';

interface JpegEncoder {
  encode(image: { data: Buffer; width: number; height: number }, quality: number): { data: Buffer };
}
const jpeg = createRequire(import.meta.url)('jpeg-js') as JpegEncoder;

const width = 640;
const height = 360;
const shortestFrameMilliseconds = 500;

/** A camera that draws only when asked, only when something moved, at most twice a second. */
export function createCamera(machine: Machine, name: string): { frame(): Buffer } {
  let last: { bytes: Buffer; key: string; at: number } | null = null;
  return {
    frame() {
      const now = performance.now();
      if (last && (now - last.at < shortestFrameMilliseconds || machine.faults.has('webcam-frozen')))
        return last.bytes;
      const key = sceneKey(machine);
      if (last?.key === key) {
        last.at = now;
        return last.bytes;
      }
      const raster = createRaster(width, height);
      drawScene(raster, machine, name);
      last = { bytes: jpeg.encode(raster, 72).data, key, at: now };
      return last.bytes;
    },
  };
}

function sceneKey(machine: Machine): string {
  const { position } = liveMotion(machine);
  const heat = [...machine.heaters.values()].map((heater) => Math.round(heater.readCelsius / 4));
  const light = [...machine.pins.values()].join();
  const faults = [...machine.faults].filter((fault) => fault.startsWith('webcam')).join();
  return `${position.slice(0, 3).map((value) => Math.round(value))}|${heat}|${light}|${machine.growth.version}|${machine.toolhead.homedAxes}|${faults}`;
}
