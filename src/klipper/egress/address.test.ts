import { describe, expect, it } from 'vitest';
import { PrinterError } from '../errors.ts';
import { candidatesOf, labelOf, parseAddress, urlOf } from './address.ts';

describe('parseAddress', () => {
  it.each([
    ['192.168.1.50', '192.168.1.50', 7125, false],
    [' printer.local ', 'printer.local', 7125, false],
    ['Voron-24', 'voron-24', 7125, false],
    ['192.168.1.50:7126', '192.168.1.50', 7126, false],
    ['printer.local:80', 'printer.local', 80, false],
    ['http://192.168.1.50', '192.168.1.50', 80, false],
    ['https://printer.example.org', 'printer.example.org', 443, true],
    ['ws://192.168.1.50:7125/websocket', '192.168.1.50', 7125, false],
    ['fd00::5', 'fd00::5', 7125, false],
    ['[fd00::5]:7130', 'fd00::5', 7130, false],
    ['0x7f.1', '127.0.0.1', 7125, false],
    ['2130706433', '127.0.0.1', 7125, false],
    ['１２７.0.0.1', '127.0.0.1', 7125, false],
  ])('reads %s', (typed, host, port, secure) => {
    expect(parseAddress(typed)).toMatchObject({ host, port, secure });
  });

  it.each([
    ['', 'nothing was typed'],
    ['my printer', 'space'],
    ['ftp://printer', 'ftp:'],
    ['printer:99999', '65535'],
    ['printer:0', 'port 0'],
    ['http://user:secret@printer', 'user name or password'],
    ['print\u0000er', 'control character'],
    ['a'.repeat(400), 'longer'],
    ['-x-', 'not a host name'],
    ['http://', 'not an address'],
  ])('says what is wrong with %j', (typed, words) => {
    const attempt = () => parseAddress(typed);
    expect(attempt).toThrow(PrinterError);
    expect(attempt).toThrow(words);
  });

  it('keeps a route prefix, and forgets pages that people paste', () => {
    expect(urlOf(parseAddress('http://host/printer2/'), '/server/info')).toBe(
      'http://host:80/printer2/server/info',
    );
    expect(parseAddress('http://192.168.1.50/#/console').basePath).toBe('');
    expect(parseAddress('http://192.168.1.50/console').basePath).toBe('');
  });

  it('tries the usual ports only when none was typed', () => {
    expect(candidatesOf(parseAddress('printer.local')).map(labelOf)).toEqual([
      'printer.local:7125',
      'printer.local:80',
    ]);
    expect(candidatesOf(parseAddress('http://printer.local')).map((each) => each.port)).toEqual([80, 7125]);
    expect(candidatesOf(parseAddress('printer.local:7126')).map((each) => each.port)).toEqual([7126]);
  });
});
