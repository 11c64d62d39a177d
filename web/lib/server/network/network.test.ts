import { describe, expect, it } from 'vitest';
import { createHostRules } from './hosts.ts';
import { addressMatcher, isLocalPeer, plainAddress, rateKey, wideRateKey } from './ranges.ts';

describe('addresses', () => {
  it('an IPv4 address inside an IPv6 one is that address', () => {
    expect(plainAddress('::ffff:192.168.1.5')).toBe('192.168.1.5');
    expect(plainAddress('[fe80::1%eth0]')).toBe('fe80::1');
  });

  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['192.168.1.9', true],
    ['::ffff:10.1.2.3', true],
    ['fd12::9', true],
    ['203.0.113.7', false],
    ['100.64.0.1', false],
    ['2001:db8::1', false],
    ['', false],
    ['unix', false],
  ])('%s in the house: %s', (address, local) => expect(isLocalPeer(address)).toBe(local));

  it('ranges match what they hold', () => {
    const matches = addressMatcher(['10.0.0.0/8', '2001:db8::/32', '192.0.2.1']);
    expect(['10.9.9.9', '2001:db8:1::2', '192.0.2.1'].every(matches)).toBe(true);
    expect(['11.0.0.1', '2001:db9::1', '192.0.2.2', 'nonsense'].some(matches)).toBe(false);
  });

  it('one household counts as one for rate limits', () => {
    expect(rateKey('2001:db8:1:2:aaaa::1')).toBe(rateKey('2001:db8:1:2:bbbb::9'));
    expect(rateKey('2001:db8:1:2::1')).not.toBe(rateKey('2001:db8:1:3::1'));
    expect(wideRateKey('2001:db8:1:2::1')).toBe(wideRateKey('2001:db8:1:3::1'));
    expect(wideRateKey('192.0.2.1')).toBe(wideRateKey('192.0.2.200'));
    expect(rateKey('192.0.2.1')).not.toBe(rateKey('192.0.2.200'));
  });
});

describe('the host allow-list', () => {
  let addresses = ['192.168.1.20'];
  let nowMs = 0;
  const rules = createHostRules(
    { allowedHosts: ['printers.lan'], publicUrls: ['https://print.example.com'] },
    { addresses: () => addresses, names: () => ['localhost', 'pi', 'pi.local'], now: () => nowMs },
  );

  it.each([
    'localhost',
    'PI.local',
    '127.0.0.1',
    '[::1]',
    '192.168.1.20',
    'printers.lan',
    'print.example.com',
  ])('answers to %s', (host) => expect(rules.allowed(host)).toBe(true));
  it.each(['evil.example', 'localhost.evil.example', '192.168.1.21', 'pi.local.evil.example', ''])(
    'does not answer to %s',
    (host) => expect(rules.allowed(host)).toBe(false),
  );
  it('names from the settings are allowed but not local', () => {
    expect(rules.local('print.example.com')).toBe(false);
    expect(rules.local('pi.local')).toBe(true);
  });
  it('follows a new address that the router gave out', () => {
    addresses = ['192.168.1.33'];
    nowMs += 11_000;
    expect(rules.allowed('192.168.1.33')).toBe(true);
    expect(rules.allowed('192.168.1.20')).toBe(false);
  });
});
