import type { Finding } from '#klipper/diagnosis/finding.ts';

/** These do not explain why a print has stopped. */
const BESIDE = /^(cam|mr|ws)\./;

/** Those that a person must hear of first: with a fault all but remarks, else only what stopped the print. */
export function leading(findings: Finding[], broken: boolean): Finding[] {
  return findings.filter(({ id, severity }) => {
    if (severity === 'info') return false;
    return broken || (severity !== 'warning' && !BESIDE.test(id));
  });
}
