import type { Board, Confidence, FlashMethod, FlashWay, MenuLine, PrinterModel, Source } from './types.ts';

/** What of an entry is asked for. */
export type Facet = 'menu' | 'flash' | 'back' | 'board' | 'config' | 'port' | 'size';

const FACETS: [Facet, RegExp][] = [
  [
    'menu',
    /menuconfig|kconfig|\bmenu\b|\bbuild|compil|bootloader|offset|crystal|clock|\bchip\b|processor|mcu|\bmake\b/,
  ],
  ['flash', /flash|firmware|\bdfu\b|sd.?card|install|klipper on|upload|update|boot ?mode|jumper|st-?link/],
  ['back', /\b(?:back|revert|return|stock|original|undo|restore)\b/],
  ['board', /board|revision|\bchip\b|\bmcu\b|controller/],
  ['config', /(?<!menu)config|\bcfg\b|example/],
  ['port', /serial|\bport\b|by-id|\busb name/],
  [
    'size',
    /volume|build (?:size|area)|\b(?:bed|plate) size|what size|how (?:big|large)|dimension|kinematic|travel|screen/,
  ],
];

export function facetsOf(message: string): Set<Facet> {
  const folded = message.toLowerCase();
  return new Set(FACETS.filter(([, pattern]) => pattern.test(folded)).map(([facet]) => facet));
}

const lines = (...items: (string | false | null | undefined)[]): string => items.filter(Boolean).join('\n');

/** Longest text of one answer: a model and a page get the asked facts, never the file. */
const LONGEST_SETUP_TEXT = 1_700;

/** The text within its length; what is not sure is said in any case, so the rest gives way to it. */
export function fitted(text: string, doubts: string | null): string {
  const left = LONGEST_SETUP_TEXT - (doubts ? doubts.length + 1 : 0);
  return lines(text.length > left ? `${text.slice(0, left - 1)}…` : text, doubts);
}

const menuText = (menu: readonly MenuLine[]): string =>
  menu.map(([label, choice]) => `- ${label}: ${choice}`).join('\n');

export const titleOf = (board: Board): string => `${board.names[0]} (${board.vendor}, ${board.mcu})`;

/** Says which told fields are not from Klipper's own files, and why; null when all of them are. */
function unsure(confidence: Confidence, fields: readonly string[]): string | null {
  const doubts = fields.flatMap((field) => {
    const doubt = confidence[field];
    if (!doubt) return [];
    const level = doubt.level === 'low' ? 'a guess, please confirm' : 'fairly sure, not confirmed by Klipper';
    return [`${field.replace(/_/g, ' ')}: ${level} (${doubt.why})`];
  });
  return doubts.length ? `Not sure: ${doubts.join('; ')}` : null;
}

const sourceText = ({ project, repository, file, page }: Source): string =>
  `${project}${repository ? ` (${repository})` : ''}: ${file ?? page ?? ''}`;
export const sourcesText = (sources: readonly Source[]): string[] => sources.map(sourceText);

function wayText(way: FlashWay, method: FlashMethod | undefined): string {
  const commands = way.commands.filter((command) => !/^make( clean)?$/.test(command));
  return lines(
    `Flash by ${method?.name ?? way.method} (${way.use}):`,
    ...way.steps.map((step, index) => `${index + 1}. ${step}`),
    commands.length > 0 && `\`\`\`\n${commands.join('\n')}\n\`\`\``,
    `Way back: ${way.reversible.value.replace(/-/g, ' ')}.${way.reversible.note ? ` ${way.reversible.note}` : ''}`,
  );
}

function renameText({ rename }: Board): string | null {
  if (!rename) return null;
  return lines(
    rename.convert_command && `Convert it first: \`${rename.convert_command}\``,
    rename.final_name &&
      `On the card it is called ${rename.final_name}${rename.folder ? ` in the folder ${rename.folder}` : ''}.`,
    rename.name_must_change_each_time && 'The name must differ from the last one every time.',
    rename.note,
  );
}

function wantedOf(asked: ReadonlySet<Facet>) {
  const all = ![...asked].some((facet) => ['menu', 'flash', 'back', 'config', 'port'].includes(facet));
  const wants = (facet: Facet): boolean => all || asked.has(facet);
  return { wants, menu: wants('menu') || asked.has('flash'), flash: wants('flash') || asked.has('back') };
}

/** What is asked about one board; the menu and the first way of flashing when nothing in particular is. */
export function boardText(board: Board, asked: ReadonlySet<Facet>, methods: readonly FlashMethod[]): string {
  const { wants, menu, flash } = wantedOf(asked);
  const way = board.flash[0];
  return lines(
    menu &&
      (board.menuconfig
        ? `Answers for \`make menuconfig\` (what is not listed stays as it is):\n${menuText(board.menuconfig)}`
        : 'The answers for `make menuconfig` are not known here; no source was found.'),
    menu && board.mcu_clones.length > 0 && `Clones of the chip were fitted: ${board.mcu_clones.join(', ')}.`,
    menu &&
      board.alternatives.length > 0 &&
      `Other complete answers exist for: ${board.alternatives.map(({ name, confidence }) => `${name} (${confidence})`).join('; ')}.`,
    flash && renameText(board),
    flash &&
      way &&
      wayText(
        way,
        methods.find(({ id }) => id === way.method),
      ),
    flash &&
      board.flash.length > 1 &&
      `Other ways: ${board.flash
        .slice(1)
        .map(({ method, use }) => `${method} (${use})`)
        .join('; ')}.`,
    wants('port') && board.serial_by_id && `Port: ${board.serial_by_id}`,
    flash && board.success.length > 0 && `It worked when: ${board.success.join(' ')}`,
    wants('config') &&
      board.example_configs.length > 0 &&
      `Example configuration: config/${board.example_configs[0]}`,
    board.gotchas.length > 0 && `Mind: ${board.gotchas.slice(0, 3).join(' ')}`,
  );
}

/** What of the told fields of a board no source confirms. */
export function boardDoubts(board: Board, asked: ReadonlySet<Facet>): string | null {
  const { menu, flash, wants } = wantedOf(asked);
  const way = board.flash[0];
  return unsure(board.confidence, [
    ...(menu ? ['names', 'mcu', 'mcu_clones', 'menuconfig', 'bootloader', 'clock', 'communication'] : []),
    ...(flash ? ['flash', 'rename', 'success', ...(way ? [`flash.${way.method}`] : [])] : []),
    ...(wants('port') ? ['serial_by_id'] : []),
    ...(wants('config') ? ['example_configs'] : []),
    'gotchas',
  ]);
}

/** Several boards go by the name that was said: what tells them apart, and what differs. */
export function choiceText(boards: readonly Board[]): string {
  const rows = boards.map(
    (board) =>
      `- ${board.names[0]}: chip ${board.mcu}, ${board.bootloader?.menu ?? 'no bootloader offset'}, ${board.communication.find(({ primary }) => primary)?.menu ?? 'no choice of interface'}${doubtOf(board.confidence)}`,
  );
  return lines(
    `${boards.length} boards go by that name. Read the revision on the board and the marking of the large chip, and tell me which it is:`,
    ...rows,
  );
}

/** How sure the facts that tell boards apart are, where no source of Klipper has them. */
function doubtOf({ mcu, menuconfig, bootloader, communication }: Confidence): string {
  const levels = [mcu, menuconfig, bootloader, communication].flatMap((doubt) => doubt?.level ?? []);
  if (levels.length === 0) return '';
  return levels.includes('low') ? ' (a guess, please confirm)' : ' (fairly sure)';
}

const tellsSize = (asked: ReadonlySet<Facet>): boolean => asked.has('size') || asked.size === 0;

/** Which board is in a printer, and what else is known of the model. */
export function printerText(
  printer: PrinterModel,
  boards: readonly Board[],
  asked: ReadonlySet<Facet>,
): string {
  const nameOf = (id: string): string => boards.find((board) => board.id === id)?.names[0] ?? id;
  const size = printer.build_volume_mm;
  const told = printer.boards.map(
    ({ board, revision, how_to_tell, confidence }) =>
      `- ${nameOf(board)}${revision && !nameOf(board).includes(revision) ? `, revision ${revision}` : ''}${confidence === 'high' ? '' : ` (${confidence === 'low' ? 'a guess, please confirm' : 'fairly sure'})`}${how_to_tell ? `: ${how_to_tell}` : ''}`,
  );
  return lines(
    told.length > 0
      ? `${told.length > 1 ? 'One of these boards is' : 'This board is'} in it:\n${told.join('\n')}`
      : 'Which board is in it is not known here: read what is printed on it.',
    printer.example_configs.length > 0 && `Example configuration: config/${printer.example_configs[0]}`,
    tellsSize(asked) && size && `Build volume: ${size.x} × ${size.y} × ${size.z} mm, ${printer.kinematics}.`,
    printer.screen &&
      `Its screen under Klipper: ${printer.screen.works}.${printer.screen.note ? ` ${printer.screen.note}` : ''}`,
    printer.sd_flash &&
      `Flashing by card: ${printer.sd_flash.possible.replace(/-/g, ' ')}.${printer.sd_flash.note ? ` ${printer.sd_flash.note}` : ''}`,
    ...printer.notes.slice(0, 2),
  );
}

/** What of the told fields of a printer no source confirms. */
export function printerDoubts(printer: PrinterModel, asked: ReadonlySet<Facet>): string | null {
  return unsure(printer.confidence, [
    'names',
    'boards',
    'example_configs',
    'notes',
    ...(tellsSize(asked) ? ['build_volume_mm', 'kinematics'] : []),
    'screen',
  ]);
}

/** Dangers of the ways of flashing, and of every open case; shown because the step is physical. */
export function safetyText(boards: readonly Board[], methods: readonly FlashMethod[]): string {
  const used = new Set(boards.flatMap((board) => board.flash.slice(0, 1).map(({ method }) => method)));
  const dangers = methods.filter(({ id }) => used.has(id)).flatMap((method) => method.dangers);
  return [
    'Open the electronics only with the mains plug out; put cards, jumpers and cables in only while the board has no power.',
    ...new Set(dangers),
  ].join(' ');
}
