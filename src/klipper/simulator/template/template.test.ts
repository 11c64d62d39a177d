import { describe, expect, it } from 'vitest';
import { renderTemplate } from './render.ts';

const render = (source: string, scope: Record<string, unknown> = {}): string => renderTemplate(source, scope);

describe('the macro language', () => {
  it.each([
    ['{params.BED|default(60)|float}', { params: {} }, '60'],
    ['{params.BED|default(60)|int + 5}', { params: { BED: '70' } }, '75'],
    ['{% if a > 3 and not b %}yes{% elif a == 3 %}three{% else %}no{% endif %}', { a: 3, b: false }, 'three'],
    ['{% for n in range(3) %}{n}{% if not loop.last %},{% endif %}{% endfor %}', {}, '0,1,2'],
    ['{% set x = 2 %}{% set y = x * 1.5 %}{y}', {}, '3'],
    ['{"%.1f mm at %d C" % (12.345, 205)}', {}, '12.3 mm at 205 C'],
    [
      '{printer["gcode_macro X"].value|round(2)}',
      { printer: { 'gcode_macro X': { value: 1.23456 } } },
      '1.23',
    ],
    [
      '{"A" if "xyz" == printer.toolhead.homed_axes else "B"}',
      { printer: { toolhead: { homed_axes: 'xyz' } } },
      'A',
    ],
    ["{% if 'extruder' in printer %}E{% endif %}", { printer: { extruder: {} } }, 'E'],
    ['{params.NAME|lower ~ "!"}', { params: { NAME: 'BOB' } }, 'bob!'],
    ['{position.x} {position[1]}', { position: [7, 8, 9] }, '7 8'],
    ['{7 // 2} {7 % 4} {2 ** 3} {-3|abs}', {}, '3 3 8 3'],
    ['{# a remark #}x', {}, 'x'],
    ['{missing is defined}', {}, 'False'],
    ["VALUE=\"{{'restore': True, 'temp': 5}}\"", {}, "VALUE=\"{'restore': True, 'temp': 5}\""],
    ['{ "}" }{% set a = {"x": 1} %}{a.x}', {}, '}1'],
  ])('%s', (source, scope, expected) => {
    expect(render(source, scope)).toBe(expected);
  });

  it('says what it cannot do', () => {
    expect(() => render('{nothing()}')).toThrow("'nothing' is undefined");
    expect(() => render('{1|no_such_filter}')).toThrow("No filter named 'no_such_filter'.");
    expect(() => render('{% if true %}open')).toThrow('Unexpected end of template');
  });
});
