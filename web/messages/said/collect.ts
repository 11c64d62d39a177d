import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/*
 * What the server can say to a person: the sentences in its program text, with `{0}`, `{1}` … for what stands in
 * them. Found by their looks, since they come from hundreds of places: two words or more, or one word that a card
 * shows. What looks like a sentence and is none stands in not-for-people.json.
 */

const root = new URL('../../../', import.meta.url).pathname;

const PLACES = [
  'mcp-server/{tools,facts,config,calibration,macros,gcode,gate}/*.ts',
  'src/klipper/*.ts',
  'src/klipper/{resonance,diagnosis,moonraker,live,egress,files,cameras,progress}/**/*.ts',
  'src/smokey/{loop,model}/**/*.ts',
  'web/lib/server/**/*.ts',
  'web/routes/**/*.ts',
  'web/hooks.server.ts',
];
/** Tests, what is told where the server was started, and what only programs read. */
const ELSEWHERE =
  /\.test\.ts$|testing|fixtures|\/bench|diagnosis\/(cli|states)\.ts|server\/(settings|database|auth|programs\/(openapi|collection|example))/;

/** Properties whose values are never read by people. */
const NAMES = new Set([
  ...[
    'description',
    'name',
    'id',
    'source',
    'type',
    'kind',
    'method',
    'tool',
    'path',
    'match',
    'key',
    'code',
  ],
]);
const SHORT_ONES = /^(title|label|cause|text|message)$/;
const QUESTIONS =
  /\.(describe|test|match|replace|replaceAll|includes|startsWith|endsWith|prepare|exec|split|pragma|get|set|has|getAll)$|^z\./;

/** The text of a literal with numbers for its values, or null when it is none. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map((span, at) => `{${at}}${span.literal.text}`).join('');
}

/** A literal that stands within a sentence, as a choice: `${on ? 'on' : 'off'}`. */
function isChoiceInSentence(node: ts.Node): boolean {
  let at = node;
  while (ts.isConditionalExpression(at.parent) || ts.isParenthesizedExpression(at.parent)) at = at.parent;
  return at !== node && ts.isTemplateSpan(at.parent);
}

const isCompared = ({ parent }: ts.Node) =>
  ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText());

function isForPeople(node: ts.Node, text: string): boolean {
  if (isCompared(node) || /^\s*[A-Z_]{3,}[ =]|^[a-z_]+\.[a-z_.]+$/.test(text)) return false;
  const bare = text.replace(/\{\d\}/g, ' ');
  const words = bare.split(/\s+/).filter((word) => /[A-Za-z]/.test(word));
  if (words.length >= 2) return true;
  if (words.length === 0) return false;
  if (isChoiceInSentence(node)) return true;
  const { parent } = node;
  return ts.isPropertyAssignment(parent) && SHORT_ONES.test(parent.name.getText()) && /^[A-Z]/.test(bare);
}

const isSkipped = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isTypeNode(node) ||
  (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && NAMES.has(node.name.text)) ||
  (ts.isNewExpression(node) && node.expression.getText() === 'Error') ||
  (ts.isCallExpression(node) &&
    QUESTIONS.test(node.expression.getText()) &&
    !node.expression.getText().includes('('));

/** The sentences of one file. `$1` of a message of Klipper is a value as well. */
export function sentencesIn(source: string, fileName = 'source.ts'): string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isSkipped(node)) return;
    const text = textOf(node)?.replace(/\$(\d)/g, '{$1}');
    if (text !== undefined && isForPeople(node, text)) {
      found.push(...text.trim().split(/(?<=[.!?…]) +(?=[A-Z“{‘])/));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[A-Za-z]/.test(sentence.replace(/\{\d\}/g, '')));
}

/** Every sentence of the server with the first file that says it. */
export function allSentences(): Map<string, string> {
  const sentences = new Map<string, string>();
  for (const file of globSync(PLACES, { cwd: root }).sort()) {
    if (ELSEWHERE.test(file)) continue;
    for (const sentence of sentencesIn(readFileSync(root + file, 'utf8'), file)) {
      if (!sentences.has(sentence)) sentences.set(sentence, file);
    }
  }
  return sentences;
}
