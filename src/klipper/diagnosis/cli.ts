import { parseArgs } from 'node:util';
import { createEgressPolicy } from '../egress/policy.ts';
import { labelOf, parseAddress } from '../egress/address.ts';
import { PrinterError } from '../errors.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis } from './diagnose.ts';
import type { Finding } from './finding.ts';

/**
 * `npm run doctor -- ADDRESS [--api-key KEY] [--json]`: why a printer does not answer, and what to do. Exit code
 * 0 when all is well, 1 when something is wrong, 2 when the address cannot be read.
 */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, 'api-key': { type: 'string' } },
  });
  const [typed, ...rest] = positionals;
  if (typed === undefined || rest.length > 0) {
    console.error('Say which printer: npm run doctor -- ADDRESS [--api-key KEY] [--json]');
    return 2;
  }
  const address = parseAddress(typed);
  // Whoever runs a command on this computer may reach what this computer may reach.
  const policy = createEgressPolicy({
    mode: 'home',
    allowLoopback: true,
    allowPublic: true,
    tailscale: true,
    extraPorts: 'any',
  });
  const apiKey = values['api-key'];
  const diagnosis = await diagnose({
    address,
    policy,
    ...(apiKey === undefined ? {} : { credentials: { apiKey } }),
  });
  if (values.json === true) console.log(JSON.stringify(diagnosis, null, 2));
  else console.log(asText(labelOf(address), diagnosis));
  return diagnosis.reachable && diagnosis.findings.every((finding) => finding.severity === 'info') ? 0 : 1;
}

function asText(name: string, { reachable, findings }: Diagnosis): string {
  if (findings.length === 0) return `${name}: all is well.`;
  const head = reachable ? `${name} answers.` : `${name} cannot be used at the moment.`;
  return [head, ...findings.map(paragraph)].join('\n\n');
}

const MARKS = { danger: 'DANGER', error: 'ERROR', warning: 'Warning', info: 'Note' };

function paragraph(finding: Finding): string {
  const sure = finding.sure === 'certain' ? '' : ` (${finding.sure})`;
  return [
    `${MARKS[finding.severity]}${sure}: ${finding.cause}`,
    ...finding.remedy.map((step, index) => `  ${String(index + 1)}. ${step}`),
    `  Still works: ${finding.stillWorks}`,
    ...finding.evidence.map((line) => `  Seen: ${line.replaceAll('\n', '\n        ')}`),
    `  More: ${finding.source}`,
  ].join('\n');
}

try {
  process.exitCode = await main();
} catch (error) {
  // Bad input is the person's to correct; anything else is ours and shows where it happened.
  if (error instanceof PrinterError) console.error([error.message, ...error.tryThis].join('\n'));
  else if (error instanceof TypeError && Reflect.get(error, 'code') === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    console.error(error.message);
  } else throw error;
  process.exitCode = 2;
}
