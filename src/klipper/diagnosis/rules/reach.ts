import type { ConnectionProblem, ConnectionProblemId } from '../../snapshot.ts';
import { sourceOf } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { Observation } from '../observation.ts';

const IDS: Record<ConnectionProblemId, string> = {
  'bad-address': 'net.address',
  'forbidden-address': 'net.forbidden',
  'name-not-found': 'net.dns',
  unreachable: 'net.timeout',
  refused: 'net.refused',
  tls: 'net.tls',
  'not-moonraker': 'net.not_moonraker',
  'no-websocket': 'ws.upgrade',
  unauthorized: 'auth.untrusted',
  frozen: 'net.frozen',
  interrupted: 'ws.flapping',
};

const STILL_WORKS: Partial<Record<ConnectionProblemId, string>> = {
  refused: 'The computer is on and in the network.',
  'not-moonraker': 'The computer is on and in the network.',
  'no-websocket': 'Moonraker answers; single questions work, live values do not.',
  unauthorized: 'The computer and Moonraker work; the printer may print on.',
  frozen: 'A print that runs goes on as long as the computer itself works.',
  interrupted: 'A print that runs goes on: it does not need this connection.',
};

/** Steps 1 to 5 of the ladder: is there a way to the printer, and are we let in? */
export function reachRules(seen: Observation): Finding[] {
  const findings: Finding[] = [];
  if (seen.problem) findings.push(findingOfProblem(seen, seen.problem));
  if (seen.problem === null && seen.socketOpens === false) findings.push(socketClosed(seen));
  if (seen.answeredInMs !== null && seen.answeredInMs >= SLOW_MS) findings.push(slow(seen.answeredInMs));
  if (seen.corsOff === true) findings.push(corsOff());
  const lost = seen.interruptions ?? 0;
  if (lost >= 3) findings.push(flapping(lost, seen.problem !== null));
  return findings;
}

/** Another program of the same computer was asked: Moonraker itself listens elsewhere. */
function wrongPort(seen: Observation, port: number): Finding {
  return {
    id: 'net.wrong_port',
    severity: 'error',
    cause: `Moonraker does not answer at this port, but it does at port ${String(port)} of the same computer.`,
    sure: 'certain',
    evidence: [`${seen.target}: ${seen.problem?.evidence ?? ''}`, `Port ${String(port)}: Moonraker`],
    remedy: [`Use the same address with port ${String(port)}.`],
    stillWorks: 'The computer and its Moonraker work.',
    source: sourceOf('net.wrong_port'),
  };
}

function findingOfProblem(seen: Observation, problem: ConnectionProblem): Finding {
  if (seen.moonrakerOnPort !== null) return wrongPort(seen, seen.moonrakerOnPort);
  const found = refine(seen, problem);
  return {
    id: found.id,
    severity: 'error',
    cause: found.cause ?? problem.cause,
    sure: 'certain',
    evidence: [`${seen.target}: ${problem.evidence}`],
    remedy: found.remedy ?? problem.remedy,
    stillWorks:
      STILL_WORKS[problem.id] ??
      'Nothing can be said of the printer itself; a print that runs goes on without us.',
    source: sourceOf(found.id),
  };
}

interface Refined {
  id: string;
  cause?: string;
  remedy?: string[];
}

/** What a tunnel's edge says of what hangs on it. */
function ofTunnel(evidence: string): Refined | null {
  if (/\b530\b/.test(evidence))
    return {
      id: 'tun.down',
      cause: 'The tunnel’s edge answers, but nothing is connected to it from home.',
      remedy: [
        'Look whether the internet at home works.',
        'Start the tunnel’s connector (cloudflared) on the computer at home.',
      ],
    };
  if (/\b502\b.*tunnel/.test(evidence))
    return {
      id: 'tun.origin',
      cause: 'The tunnel’s connector runs, but the program behind it does not answer.',
      remedy: [
        'Start the program behind the tunnel, and look at its address and port in the tunnel’s settings.',
        'If it is the printer itself, look whether Moonraker runs.',
      ],
    };
  if (/\b524\b/.test(evidence))
    return {
      id: 'tun.524',
      cause: 'The tunnel gave up: the computer behind it took longer than about 100 s to answer.',
      remedy: ['Try again.', 'Look at the load of the computer behind the tunnel.'],
    };
  return null;
}

/** Tells apart what the same error can mean. */
function refine(seen: Observation, problem: ConnectionProblem): Refined {
  const tunnel = problem.id === 'refused' ? ofTunnel(problem.evidence) : null;
  if (tunnel) return tunnel;
  if (problem.id === 'refused' && /HTTP 50[234]|Unexpected server response: 50[234]/.test(problem.evidence)) {
    return {
      id: 'net.bad_gateway',
      cause: 'The printer’s web page lives, but Moonraker behind it does not answer.',
    };
  }
  if (problem.id === 'unreachable' && seen.acceptsTcp === true) {
    return {
      id: 'net.frozen',
      cause:
        'The computer takes the connection, but nothing answers: Moonraker hangs, or the computer is frozen.',
      remedy: [
        'Wait a minute.',
        'Look whether the printer’s own screen still reacts.',
        'Restart Moonraker on the printer’s computer; if that cannot be done, restart the computer when no print runs.',
      ],
    };
  }
  if (problem.id !== 'unauthorized') return { id: IDS[problem.id] };
  if (/Maximum Login Attempts/i.test(problem.evidence)) {
    return {
      id: 'auth.locked_out',
      cause: 'Moonraker has locked this server out after too many wrong passwords.',
      remedy: ['Correct the password here.', 'Restart Moonraker: that resets the counter.'],
    };
  }
  if (seen.access?.loginRequired === true) {
    return {
      id: 'auth.force_logins',
      cause: 'Moonraker asks everybody for a log-in, trusted addresses too (force_logins).',
      remedy: ['Give this printer’s API key, or a Moonraker user and password.'],
    };
  }
  return { id: IDS.unauthorized };
}

function socketClosed(seen: Observation): Finding {
  const count = seen.serverInfo?.websocket_count ?? 0;
  if (count >= 50) {
    return {
      id: 'ws.limit',
      severity: 'error',
      cause: 'Moonraker takes no more connections: too many pages are open.',
      sure: 'likely',
      evidence: [`Moonraker counts ${String(count)} WebSockets; its default limit is 50.`],
      remedy: ['Close pages of Mainsail, Fluidd and other programs that are not needed.'],
      stillWorks: 'Moonraker answers single questions; live values do not come.',
      source: sourceOf('ws.limit'),
    };
  }
  return {
    id: 'ws.upgrade',
    severity: 'error',
    cause: 'Moonraker answers, but its WebSocket cannot be opened: a proxy in between does not pass it on.',
    sure: 'likely',
    evidence: [`${seen.target}: HTTP works, the upgrade of /websocket does not.`],
    remedy: ['Use Moonraker’s own port 7125.', 'Or switch WebSocket upgrades on in the proxy.'],
    stillWorks: 'Single questions work; live values do not come.',
    source: sourceOf('ws.upgrade'),
  };
}

/** An answer that takes this long is felt by everybody. */
const SLOW_MS = 2_000;

function slow(milliseconds: number): Finding {
  return {
    id: 'host.wifi',
    severity: 'warning',
    cause: 'The printer’s computer answers very slowly: its network is weak, or it is overloaded.',
    sure: 'likely',
    evidence: [`GET /server/info took ${(milliseconds / 1000).toFixed(1)} s; a tenth of a second is usual.`],
    remedy: [
      'Use a cable instead of Wi-Fi, or bring the access point nearer.',
      'Lower the camera’s resolution and frame rate.',
      'Look at the load of the printer’s computer.',
    ],
    stillWorks: 'Everything works, but late. A print that runs is not slowed by it.',
    source: sourceOf('host.wifi'),
  };
}

function corsOff(): Finding {
  return {
    id: 'net.cors',
    severity: 'info',
    cause: 'Moonraker keeps its answers from pages of other origins (CORS); only browsers mind.',
    sure: 'certain',
    evidence: ['No Access-Control-Allow-Origin for a page of http://localhost.'],
    remedy: [
      'Nothing is needed here: this server talks to the printer itself.',
      'For a web interface elsewhere add its origin to cors_domains under [authorization] in moonraker.conf, and restart Moonraker.',
    ],
    stillWorks: 'Everything of this server.',
    source: sourceOf('net.cors'),
  };
}

function flapping(lost: number, downNow: boolean): Finding {
  return {
    id: 'ws.flapping',
    severity: downNow ? 'error' : 'warning',
    cause: 'The connection comes and goes.',
    sure: 'certain',
    evidence: [`It was lost ${String(lost)} times in the last hour.`],
    remedy: [
      'Look at the voltage and the load of the printer’s computer first.',
      'Use a cable instead of Wi-Fi, or bring the access point nearer.',
    ],
    stillWorks: 'A print that runs goes on: it does not need this connection.',
    source: sourceOf('ws.flapping'),
  };
}
