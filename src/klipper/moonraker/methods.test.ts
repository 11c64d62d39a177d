import { describe, expect, it } from 'vitest';
import { changesPrinter, METHODS } from './methods.ts';

const CHANGES = [
  'server.restart',
  'printer.emergency_stop',
  'printer.restart',
  'printer.firmware_restart',
  'printer.gcode.script',
  'printer.print.start',
  'printer.print.pause',
  'printer.print.resume',
  'printer.print.cancel',
  'machine.services.restart',
  'machine.device_power.post_device',
  'server.files.post_directory',
  'server.files.delete_directory',
  'server.files.move',
  'server.files.copy',
  'server.files.delete_file',
  'access.login',
  'access.refresh_jwt',
  'server.database.post_item',
  'server.job_queue.post_job',
  'server.job_queue.delete_job',
  'server.job_queue.pause',
  'server.job_queue.start',
];

describe('methods', () => {
  it('knows of each whether it changes something', () => {
    expect(Object.keys(METHODS).filter(changesPrinter)).toEqual(CHANGES);
  });

  it('takes reads for reads and others for changes, also where they are not in the map', () => {
    for (const read of [
      'server.spoolman.status',
      'server.history.get_job',
      'machine.update.status',
      'server.files.thumbnails',
    ]) {
      expect(changesPrinter(read)).toBe(false);
    }
    for (const change of [
      'machine.reboot',
      'machine.update.full',
      'server.history.delete_job',
      'server.webcams.post_item',
    ]) {
      expect(changesPrinter(change)).toBe(true);
    }
  });
});
