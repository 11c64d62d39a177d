import { expect, it } from 'vitest';
import {
  bytes,
  celsius,
  duration,
  measure,
  metres,
  percent,
  sentence,
  shortAddress,
  took,
  unbroken,
} from './format.ts';

it('a number and its unit never part at the end of a line', () => {
  const said = [celsius(204.8), percent(0.62), duration(34), duration(6_720), bytes(17_800_000)];
  said.push(took(41), took(1200), metres(14_800), measure(54.84, 'Hz', 1));
  expect(said).toEqual([
    '204.8\u00a0°C',
    '62\u00a0%',
    '34\u00a0s',
    '1\u00a0h 52\u00a0min',
    '17.8\u00a0MB',
    '41\u00a0ms',
    '1.2\u00a0s',
    '14.8\u00a0m',
    '54.8\u00a0Hz',
  ]);
});

it('an address is told without what goes without saying', () => {
  expect(shortAddress('http://192.168.1.50:7125')).toBe('192.168.1.50');
  expect(shortAddress('http://192.168.1.50:7126')).toBe('192.168.1.50:7126');
  expect(shortAddress('https://printer.example.com:7125/moonraker')).toBe(
    'https://printer.example.com:7125/moonraker',
  );
});

it('sentences from elsewhere keep a figure and its unit together, and nothing else', () => {
  expect(unbroken('Bed heats to 60 °C in 2 min, layer 3 of 40.')).toBe(
    'Bed heats to 60\u00A0°C in 2\u00A0min, layer 3 of 40.',
  );
  expect(unbroken('2 more, 5 holes')).toBe('2 more, 5 holes');
});

it('before what follows it a cause ends with a full stop, and only one', () => {
  expect(sentence("Lost communication with MCU 'mcu'")).toBe("Lost communication with MCU 'mcu'.");
  expect(sentence('Nobody answers.')).toBe('Nobody answers.');
  expect(sentence('It says "no trigger."')).toBe('It says "no trigger."');
  expect(sentence('Is it on?')).toBe('Is it on?');
  expect(sentence('')).toBe('');
});
