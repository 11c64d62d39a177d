import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingsSchema } from './settings/schema.ts';
import { readSettings, SettingsError } from './settings.ts';

describe('settings', () => {
  it('need nothing', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ host: '0.0.0.0', port: 3000, mode: 'home', registration: 'invite' });
    expect(settings.practice.enabled).toBe(true);
    expect(settings.trustedProxies).toEqual([]);
  });

  it('treat an empty variable as one that is not set', () => {
    expect(readSettings({ PORT: '', OPENAI_API_KEY: '  ' })).toMatchObject({
      port: 3000,
      model: { apiKey: null },
    });
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['MODE', 'hone'],
    ['COOKIE_SECURE', 'never'],
    ['TRUSTED_PROXIES', '10.0.0.0/40'],
    ['TRUSTED_PROXIES', 'everyone'],
    ['PUBLIC_URL', 'print.example.com'],
    ['ALLOWED_HOSTS', 'a b'],
    ['OPENAI_BASE_URL', 'localhost:11434'],
    ['OPENAI_BASE_URL', 'http://me:secret@host/v1'],
    ['OPENAI_API', 'completions'],
    ['PRACTICE_PRINTER', 'maybe'],
    ['PRACTICE_SPEED', 'fast'],
    ['PRINTER_PORTS', '7125,seven'],
    ['REGISTRATION', 'closed'],
    ['SETUP_CODE', '1234'],
    ['SHUTDOWN_SECONDS', '0'],
  ])('a bad %s (%s) is named, with what to write instead', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError);
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`The setting ${name} .*\\. `));
  });

  it('names all bad ones at once, and never a secret', () => {
    const read = () => readSettings({ PORT: 'x', MODE: 'y', SETUP_CODE: 'hunter2' });
    expect(read).toThrow(/PORT[^]*MODE[^]*SETUP_CODE/);
    expect(read).not.toThrow(/hunter2/);
  });

  it('a base URL without a model is refused', () => {
    expect(() => readSettings({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' })).toThrow(/OPENAI_MODEL/);
  });

  it('trust this machine as a proxy only where a public address is set', () => {
    const { trustedProxies, publicUrls } = readSettings({ PUBLIC_URL: 'https://print.example.com/' });
    expect(publicUrls).toEqual(['https://print.example.com']);
    expect(trustedProxies).toEqual(['127.0.0.0/8', '::1']);
    const own = readSettings({ PUBLIC_URL: 'https://a.example', TRUSTED_PROXIES: '10.0.0.2' });
    expect(own.trustedProxies).toEqual(['10.0.0.2']);
  });

  it('.env.example lists all of them and no others', () => {
    const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const listed = [...text.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]).sort();
    expect(listed).toEqual(Object.keys(settingsSchema.shape).sort());
  });

  it('.env.example as it stands is accepted and changes nothing', () => {
    const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const values = Object.fromEntries(
      [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map((match) => [match[1], match[2]]),
    );
    expect(readSettings(values)).toEqual(readSettings({}));
  });
});
