import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { PrinterAddress } from '../egress/address.ts';
import type { Printer } from '../printer.ts';
import { sortFindings } from './finding.ts';
import type { Finding } from './finding.ts';
import { observeAddress } from './observe-address.ts';
import type { ObserveOptions } from './observe-address.ts';
import { observePrinter } from './observe-printer.ts';
import type { Observation } from './observation.ts';
import { cameraRules } from './rules/camera.ts';
import { hostRules } from './rules/host.ts';
import { klippyRules } from './rules/klippy.ts';
import { moonrakerRules } from './rules/moonraker.ts';
import { printRules } from './rules/print.ts';
import { reachRules } from './rules/reach.ts';

export interface Diagnosis {
  /** Moonraker answered and let us in. */
  reachable: boolean;
  /** The gravest first; empty when all is well. */
  findings: Finding[];
}

export type DiagnosisTarget =
  { printer: Printer } | ({ address: PrinterAddress } & Omit<ObserveOptions, 'clock'>);

/**
 * Says why a printer does not do what it should, and what to do about it. Climbs the ladder by itself, from the
 * name of the computer to the camera; never sends a command.
 */
export async function diagnose(target: DiagnosisTarget, clock: Clock = systemClock): Promise<Diagnosis> {
  const seen =
    'printer' in target
      ? await observePrinter(target.printer, clock.nowMs())
      : await observeAddress(target.address, {
          ...target,
          clock,
        });
  return judgeObservation(seen);
}

/** The findings of what was seen; pure. */
export function judgeObservation(seen: Observation): Diagnosis {
  const judged = [reachRules, klippyRules, printRules, hostRules, moonrakerRules, cameraRules].flatMap(
    (rules) => rules(seen),
  );
  return {
    reachable: seen.problem === null && seen.serverInfo !== null,
    findings: sortFindings(withRecord(judged, seen.stopped)),
  };
}

/** The record knows who and when, so it takes the place of the same finding without that. */
function withRecord(findings: Finding[], stopped: Finding | null): Finding[] {
  if (!stopped) return findings;
  const same = (id: string) =>
    id === stopped.id || (id === 'mcu.command_request' && stopped.id === 'estop.user');
  return [stopped, ...findings.filter((finding) => !same(finding.id))];
}
