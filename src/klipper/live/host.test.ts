import { describe, expect, it } from 'vitest';
import { applyFullProcStats, applyThrottled, createHost, hostReport } from './host.ts';
import { ProcStats } from '../moonraker/schemas.ts';
import { fixture } from '../testing/fake-moonraker.ts';

describe('host health', () => {
  it('reads a recorded answer of machine.proc_stats', () => {
    const host = createHost();
    applyFullProcStats(
      host,
      ProcStats.parse(fixture<Record<string, unknown>>('answers')['machine.proc_stats']),
    );
    const report = hostReport(host, 48.25, false);
    expect(report.cpuPercent).toBe(99.5);
    expect(report.memoryTotalBytes).toBe(24_684_092 * 1024);
    expect(report.celsius).toBe(48.25);
    expect(report.warnings).toEqual([]);
  });

  it('warns of under-voltage, and calls it a danger during a print', () => {
    const host = createHost();
    applyThrottled(host, {
      bits: 5,
      flags: ['Under-Voltage Detected', 'Frequency Capped', 'Previously Throttled'],
    });
    expect(hostReport(host, null, false).warnings.map(({ id, severity }) => [id, severity])).toEqual([
      ['under-voltage', 'warning'],
      ['throttled', 'warning'],
    ]);
    const [danger] = hostReport(host, null, true).warnings;
    expect(danger?.severity).toBe('danger');
    expect(danger?.cause).toContain('end this print');
  });

  it('says nothing of what happened before', () => {
    const host = createHost();
    applyThrottled(host, { flags: ['Previously Under-Volted'] });
    expect(hostReport(host, null, true).warnings).toEqual([]);
  });

  it('warns of heat, memory, load and a full disk', () => {
    const host = {
      ...createHost(),
      celsius: 81,
      memoryTotalBytes: 1000,
      memoryUsedBytes: 990,
      load: 9,
      cpuCount: 4,
      diskFreeBytes: 100e6,
      diskTotalBytes: 32e9,
    };
    const ids = hostReport(host, null, true).warnings.map(({ id, severity }) => `${id} ${severity}`);
    expect(ids).toEqual(['hot danger', 'load danger', 'memory danger', 'disk warning']);
  });
});
