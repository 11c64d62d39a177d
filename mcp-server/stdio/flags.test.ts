import { describe, expect, it } from 'vitest';
import { parseFlags } from './flags.ts';

describe('flags of the stdio server', () => {
  it('stands alone by default, with the Moonraker of this machine', () => {
    expect(parseFlags([], {})).toMatchObject({
      mode: 'alone',
      printer: 'http://127.0.0.1:7125',
      readOnly: false,
    });
  });

  it('bridges with a server and a token, which may come from the environment', () => {
    const flags = parseFlags(['--server', 'https://print.example'], { CLOUD_PRINT_TOKEN: 't' });
    expect(flags).toMatchObject({ mode: 'bridge', serverUrl: 'https://print.example', token: 't' });
  });

  it.each([
    [['--nonsense']],
    [['extra']],
    [['--server', 'https://print.example']],
    [['--server', 'print.example', '--token', 't']],
    [['--server', 'http://x', '--token', 't', '--printer', 'http://y']],
    [['--server', 'http://x', '--token', 't', '--trust-client-dialogs']],
    [['--toolsets', 'core,nonsense']],
  ])('says what is wrong with %j', (argv) => {
    expect(parseFlags(argv, {})).toEqual(expect.any(String));
  });
});
