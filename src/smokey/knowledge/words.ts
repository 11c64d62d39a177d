import { fold } from '../mind/normalise/text.ts';

/**
 * How people call a thing and how the topics call it. Each line is one meaning; every word of a query that is in a
 * line also looks for the others, at less weight. Symptoms stand beside their names.
 */
const SYNONYMS = `
stick sticking adhere adhesion adhesive loose detach detaching lifted unstick bond
hair hairs string strings stringing ooze oozing cobweb cobwebs wisps whiskers
shift shifted shifting jumped sideways offset staircase layershift
warp warping warped curl curling curled lift lifting lifts
gap gaps thin underextrusion underextruded starved missing
rough overextrusion overextruded oversized thick bulging
clog clogged clogging blocked jam jammed jamming clicking clicks skipping grinding
bulge bulges bulging elephant foot squashed flared
ringing ghosting echo echoes ripple ripples vibration resonance
blob blobs zit zits pimple pimples bump bumps
seam seams scar
temperature temp heat hot warm degrees
nozzle hotend extruder
bed plate buildplate
fan cooling blower
speed fast faster quick velocity
flow extrusion multiplier
calibrate calibration tune tuning measure
level levelling leveling tram tramming flat
mesh heightmap
probe bltouch crtouch
offset zoffset babystep squish
filament plastic material spool
dry drying moisture damp wet humid humidity
nylon polyamide pa
polycarbonate pc
flexible flex tpu rubber
strong strength weak brittle snap snapping breaks fragile
support supports overhang overhangs
bridge bridges bridging sag sagging
firmware flash flashing
board mainboard mcu microcontroller controller
usb cable serial
pi raspberry host computer
power psu supply voltage undervoltage brownout
camera webcam picture stream crowsnest
remote outside internet away tunnel cloudflare
login password unauthorized 401 key
update upgrade
macro macros script
start begin
pause resume
runout empty
error fault shutdown
safe safety danger dangerous fire smoke unattended overnight
fume fumes smell smells ventilation air odour odor toxic voc
school classroom students class kids children
enclosure box cabinet chamber draught draft
clean cleaning wipe isopropyl ipa
belt belts pulley
grease oil lubricate lubrication maintenance care service
install installation setup
marlin stock original
several multiple two second
queue
accelerometer adxl
shaper inputshaper
pressure advance
config printercfg configuration settings
save saveconfig
slicer slicing cura prusaslicer orcaslicer
stl 3mf model
height tall
layer layers
wall walls perimeter
infill
acetone smoothing
glue hairspray
`;

const groups = new Map<string, string[]>();
for (const line of SYNONYMS.trim().split('\n')) {
  const words = line.split(' ').map(stem);
  for (const word of words) groups.set(word, [...new Set([...(groups.get(word) ?? []), ...words])]);
}

const STOP = new Set(
  'the a an is are was were be been do does did has have had i my me we you your it its this that these those and or but if of to in on at for with from by as so not no can could should would will shall may might what which who how why when where there here then than just very really some any all get got go going make made need want like one thing things about up out into over after before again also still only much many more most too now'.split(
    ' ',
  ),
);

/** A light English stemmer: plural and verb endings go, so that "hairs" and "stringing" meet their topics. */
export function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  return word
    .replace(/ies$/, 'y')
    .replace(/(ss|us|is)$/, '$1#')
    .replace(/s$/, '')
    .replace(/#$/, '')
    .replace(/(?<=[a-z]{3})(?:ing|ed)$/, '')
    .replace(/([bdgklmnprt])\1$/, '$1')
    .replace(/(?<=[a-z]{3})e$/, '');
}

/** Words to look for, stop words left out. */
export function termsOf(text: string): string[] {
  return fold(text)
    .replace(/z[ -]?offset/g, 'zoffset')
    .replace(/input[ -]?shap(er|ing)/g, 'inputshaper')
    .replace(/layer shift/g, 'layershift')
    .split(/[^\p{L}\d_.]+/u)
    .flatMap((word) => (word.includes('_') ? [word, ...word.split('_')] : [word]))
    .map((word) => word.replace(/^\.+|\.+$/g, ''))
    .filter((word) => word.length > 1 && !STOP.has(word))
    .map(stem);
}

/** Other words of the same meaning. */
export function synonymsOf(stemmed: string): string[] {
  return (groups.get(stemmed) ?? []).filter((word) => word !== stemmed);
}
