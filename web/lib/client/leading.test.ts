import { describe, expect, it } from 'vitest';
import type { Finding } from '#klipper/diagnosis/finding.ts';
import { leading } from './leading.ts';

const finding = (id: string, severity: Finding['severity']): Finding => ({
  ...{ id, severity, cause: id, sure: 'certain', evidence: [], remedy: [], stillWorks: '', source: '' },
});

describe('what leads in the rail', () => {
  const all = [
    finding('mcu.lost', 'error'),
    finding('mr.failed_component', 'error'),
    finding('cam.unreachable', 'warning'),
    finding('idle_timeout', 'info'),
  ];

  it('with a fault: all but remarks', () => {
    expect(leading(all, true).map(({ id }) => id)).toEqual([
      'mcu.lost',
      'mr.failed_component',
      'cam.unreachable',
    ]);
  });

  it('a paused print is not explained by a camera or a plug-in', () => {
    expect(leading(all, false).map(({ id }) => id)).toEqual(['mcu.lost']);
  });
});
