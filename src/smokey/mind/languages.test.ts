import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from './index.ts';
import { printingJob, sceneSnapshot, talk } from './testing/scene.ts';

const printing = sceneSnapshot({ job: printingJob });
const CHANGE = /^(?!list_|get_|preflight|diagnose|search_)/;

beforeAll(warmBuiltinModel);

const answer = async (text: string) => {
  const { made, text: said } = await talk([text], { snapshot: printing });
  return { effects: made.filter((tool) => CHANGE.test(tool)), said };
};

describe('everyday questions in other languages', () => {
  it.each([
    ['ça tourne toujours ou c’est planté', /42 %/],
    ['cuánto le falta', /47 min/],
    ['hur långt har den kommit', /42 %/],
    ['wie lang noch', /47 min/],
  ])('%s', async (text, expected) => {
    const { effects, said } = await answer(text);
    expect(effects).toEqual([]);
    expect(said).toMatch(expected);
  });
});

describe('what the topics know, asked in another language', () => {
  it.each([
    ['varför släpper den från plattan', /^Texten nedan finns bara på engelska:\n.*\[adhesion\]/],
    ['es zieht fäden, was tun', /^Den Text darunter gibt es nur auf Englisch:\n.*\[stringing\]/],
    ['por qué se despega la pieza', /^El texto que sigue solo está en inglés:\n.*\[adhesion\]/],
    ['pourquoi ça se décolle', /^Le texte ci-dessous n’existe qu’en anglais :\n.*\[adhesion\]/],
  ])('is told, and that it is English: %s', async (text, expected) => {
    expect((await answer(text)).said).toMatch(expected);
  });

  it('an answer in the language is not said to be English', async () => {
    expect((await answer('wie heiß ist das bett grad')).said).not.toContain('Englisch');
  });
});

describe('everyday words are no slips of words of danger', () => {
  it.each([
    'räcker rullen?',
    'hinner den bli klar före klockan fem?',
    'har du hängt med?',
    'me has llamado?',
    'ruckelt der drucker?',
  ])('"%s" stops nothing', async (text) => {
    expect((await answer(text)).effects).toEqual([]);
  });
});

describe('what others say or what is no wish, in other languages', () => {
  it.each([
    'mein bruder brüllt abbrechen aber der meint sein spiel',
    'mi hermano grita cancela pero habla de su juego',
    'mon frère crie annule mais il parle de son jeu',
    'min bror skriker avbryt men han menar spelet',
    'bajo ningún concepto canceles',
    'auf keinen fall abbrechen',
    'surtout n’arrête rien, dis-moi juste où il en est',
    'annule... non je rigole',
    'cancela, es broma',
    'avbryt... nej jag skojar bara',
    'nej nej avbryt inget',
    'jag tänkte avbryta men det ser bra ut',
    'brorsan sa att jag skulle pausa, stämmer det?',
    'kanske ska jag pausa den?',
    'brich bloß nichts ab',
    'ich wollte eigentlich abbrechen, aber er fängt sich',
    'was passiert, wenn man jetzt pausiert?',
    'no la canceles todavía',
    'pensaba cancelar pero va bien',
    'annule rien du tout',
    'je pensais arrêter mais ça a l’air bon',
  ])('"%s" does nothing', async (text) => {
    expect((await answer(text)).effects).toEqual([]);
  });

  it.each([
    ['arrête tout !!! stop !!!', 'emergency_stop'],
    ['avbryt utskriften', 'cancel_print'],
    ['halt mal kurz an', 'pause_print'],
    ['páusalo un momento', 'pause_print'],
  ])('"%s" is %s', async (text, tool) => {
    expect((await answer(text)).effects).toEqual([tool]);
  });
});

describe('everyday wishes in other languages, in the language they are put in', () => {
  it.each([
    ['pausa lite, jag måste byta filament', 'pause_print', /^Jag skulle pausa/],
    ['dra ner farten lite', 'tune_print', /^Jag skulle/],
    ['mach mal den hotend auf 210', 'set_temperature', /^Ich würde/],
    ['mets pause je change la bobine', 'pause_print', /^Je mettrais/],
    ['pausa la impresión, cambio el rollo', 'pause_print', /^Pausaría/],
  ])('%s', async (text, tool, words) => {
    const { effects, said } = await answer(text);
    expect(effects).toEqual([tool]);
    expect(said).toMatch(words);
  });

  it.each([
    ['kan jag gå hemifrån nu?', /fire-safety/],
    ['hinner den bli klar före lunch?', /47 min/],
    ['kann ich kurz einkaufen gehen?', /fire-safety/],
    ['ça donne quoi', /42 %/],
  ])('asks and is told: %s', async (text, words) => {
    const { effects, said } = await answer(text);
    expect(effects).toEqual([]);
    expect(said).toMatch(words);
  });

  it('a heater that is told to stay on is left alone', async () => {
    const { made } = await talk(['bett aus, düse anlassen'], { snapshot: printing });
    expect(made.filter((tool) => CHANGE.test(tool)).length).toBeLessThan(2);
  });
});
