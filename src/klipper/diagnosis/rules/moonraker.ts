import { sourceOf } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { Observation } from '../observation.ts';

const STILL_WORKS = 'Moonraker answers; only what is named here is missing.';

/** Step 6: did every part of Moonraker load? */
export function moonrakerRules(seen: Observation): Finding[] {
  const info = seen.serverInfo;
  if (!info) return [];
  const findings: Finding[] = [];
  for (const name of info.failed_components) {
    findings.push({
      id: 'mr.failed_component',
      severity: 'warning',
      cause: `Moonraker’s part “${name}” could not be loaded.`,
      sure: 'certain',
      evidence: [`failed_components: ${info.failed_components.join(', ')}`],
      remedy: [
        `Look at the section [${name}] of moonraker.conf and at moonraker.log.`,
        'Then restart Moonraker.',
      ],
      stillWorks: STILL_WORKS,
      source: sourceOf('mr.failed_component'),
    });
  }
  for (const text of info.warnings.slice(0, 5)) {
    if (/policy ?kit|polkit/i.test(text)) {
      findings.push(policyKit(text));
      continue;
    }
    findings.push({
      id: 'mr.warning',
      severity: 'info',
      cause: 'Moonraker warns of something in its configuration.',
      sure: 'certain',
      evidence: [text.slice(0, 500)],
      remedy: ['Correct the section it names in moonraker.conf, and restart Moonraker.'],
      stillWorks: STILL_WORKS,
      source: sourceOf('mr.warning'),
    });
  }
  const missing = info.missing_klippy_requirements;
  if (missing.length > 0) {
    findings.push({
      id: 'mr.missing_sections',
      severity: 'warning',
      cause: `Klipper’s configuration lacks ${missing.map((name) => `[${name}]`).join(', ')}: files cannot be printed or paused.`,
      sure: 'certain',
      evidence: [`missing_klippy_requirements: ${missing.join(', ')}`],
      remedy: ['Add the bare sections to printer.cfg.', 'Then send RESTART.'],
      stillWorks: STILL_WORKS,
      source: sourceOf('mr.missing_sections'),
    });
  }
  for (const { name, why } of seen.brokenUpdates) findings.push(brokenUpdate(name, why));
  return findings;
}

function policyKit(text: string): Finding {
  return {
    id: 'mr.policykit',
    severity: 'warning',
    cause: 'Moonraker may not control services: restarts, shutting down and updates from here fail.',
    sure: 'certain',
    evidence: [text.slice(0, 500)],
    remedy: ['Run Moonraker’s set-policykit-rules.sh on the printer’s computer.', 'Then restart Moonraker.'],
    stillWorks: STILL_WORKS,
    source: sourceOf('mr.policykit'),
  };
}

function brokenUpdate(name: string, why: string): Finding {
  return {
    id: 'mr.update_invalid',
    severity: 'info',
    cause: `“${name}” cannot be updated: its files were changed or an update was interrupted.`,
    sure: 'certain',
    evidence: [`update_manager: ${name} is ${why}`],
    remedy: [
      'Keep a copy of changes of your own, if there are any.',
      'When no print runs, choose the soft recovery in Mainsail or Fluidd; the hard one throws changes away.',
    ],
    stillWorks: 'Everything; only this part cannot be updated.',
    source: sourceOf('mr.update_invalid'),
  };
}
