import { describe, expect, it } from 'vitest';
import { PrinterError } from '../errors.ts';
import { createEgressPolicy } from './policy.ts';
import type { EgressOptions } from './policy.ts';

function allows(options: EgressOptions, ip: string, port = 7125): boolean {
  try {
    createEgressPolicy(options).checkTarget(ip, port);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(PrinterError);
    expect((error as PrinterError).kind).toBe('forbidden-address');
    expect((error as PrinterError).tryThis.length).toBeGreaterThan(0);
    return false;
  }
}

const NEVER = [
  '127.0.0.1',
  '::1',
  '169.254.169.254',
  'fe80::1',
  '0.0.0.0',
  '::',
  '224.0.0.1',
  'ff02::1',
  '255.255.255.255',
  '240.0.0.1',
  '198.18.0.1',
  '64:ff9b::a00:1',
  '2002:c0a8:101::1',
  '2001:0:4136:e378::1',
  '::ffff:127.0.0.1',
  '::ffff:169.254.169.254',
  'fd00:ec2::254',
  '100.100.100.200',
];

describe('egress policy', () => {
  it.each(NEVER)('never reaches %s, in either mode', (ip) => {
    expect(allows({ mode: 'home', allowPublic: true, tailscale: true }, ip)).toBe(false);
    expect(allows({ mode: 'cloud', tailscale: true }, ip)).toBe(false);
  });

  it('reaches private networks from home only', () => {
    for (const ip of ['192.168.1.50', '10.0.0.2', '172.16.3.4', 'fd12::1', '::ffff:192.168.1.50']) {
      expect(allows({ mode: 'home' }, ip)).toBe(true);
      expect(allows({ mode: 'cloud' }, ip)).toBe(false);
    }
  });

  it('reaches public addresses from the cloud, and from home when an administrator said so', () => {
    expect(allows({ mode: 'cloud' }, '203.0.114.7')).toBe(true);
    expect(allows({ mode: 'home' }, '203.0.114.7')).toBe(false);
    expect(allows({ mode: 'home', allowPublic: true }, '203.0.114.7')).toBe(true);
  });

  it('reaches a Tailscale address only with the switch', () => {
    expect(allows({ mode: 'home' }, '100.101.102.103')).toBe(false);
    expect(allows({ mode: 'home', tailscale: true }, '100.101.102.103')).toBe(true);
  });

  it('limits ports until the owner adds some', () => {
    expect(allows({ mode: 'home' }, '192.168.1.50', 22)).toBe(false);
    expect(allows({ mode: 'home', extraPorts: [7126] }, '192.168.1.50', 7126)).toBe(true);
    expect(allows({ mode: 'home', extraPorts: 'any' }, '192.168.1.50', 12345)).toBe(true);
  });

  it('lets the practice printer in by its exact host and port', () => {
    const options: EgressOptions = { mode: 'cloud', practice: { host: '127.0.0.1', port: 41234 } };
    expect(allows(options, '127.0.0.1', 41234)).toBe(true);
    expect(allows(options, '127.0.0.1', 41235)).toBe(false);
    expect(allows(options, '127.0.0.2', 41234)).toBe(false);
  });

  it('judges what a name leads to, not the name', () => {
    const policy = createEgressPolicy({ mode: 'cloud' });
    expect(() => {
      policy.checkTarget('printer.example.org', 443);
    }).not.toThrow();
    expect(() => {
      policy.checkDialled('192.168.1.1', 443, 'printer.example.org');
    }).toThrow(/private network/);
  });

  it('allows any port on the printer’s own host for its cameras, and nowhere else', () => {
    const policy = createEgressPolicy({ mode: 'home' }).anyPortOn('192.168.1.50');
    expect(() => {
      policy.checkTarget('192.168.1.50', 8080);
    }).not.toThrow();
    expect(() => {
      policy.checkTarget('192.168.1.51', 8080);
    }).toThrow(/port 8080/);
  });
});
