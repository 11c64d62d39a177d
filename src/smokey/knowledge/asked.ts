/** How people ask for a topic who do not know its words: symptoms, everyday names, worries. By topic, divided by `|`. */
export const ASKED: Record<string, string> = {
  'abs-asa':
    'how do i print abs | settings for asa | what temperature and chamber for abs | bed and chamber for asa | abs shrinks and cracks what settings',
  'add-to-cloud-print':
    'how do i add my printer here | connect another printer to the app | which address do i type in for my printer',
  adhesion:
    'print lets go of the bed | it comes off after a few layers | bird nest of plastic because it came loose | does not hold to the plate | how do i make it stick | part slides around on the bed | first layer will not stay down | glue or hairspray on the bed | how to prepare the glass',
  'back-to-old-firmware':
    'i want to go back to marlin | remove klipper again | get the factory firmware back',
  'bed-leveling-screws':
    'one corner is lower than the others | wheels under the plate | knobs under the bed | how to turn the screws | level it by hand | one side of the first layer is too thin | manual bed levelling',
  'bed-mesh':
    'do i need to load the mesh again after a restart | height map of the plate | bed is wavy, compensate it | how many probe points | should i probe before every print | plate is not flat, automatic compensation',
  'blobs-seams-surface':
    'pimples on one side of every cylinder | vertical scar on the wall | dots on the surface | small bumps on the outside | line where each layer starts | blob sticks to the nozzle and drops | horizontal bands on the walls',
  'build-firmware':
    'how do i compile the firmware | what should the bin file be called | make the firmware file for my board | uf2 or bin',
  canbus:
    'toolhead board does not show up on the bus | can bus not found | how do i wire can high and low | what resistance between h and l | toolboard uuid missing',
  'choosing-host-computer':
    'which computer do i need for klipper | is a pi zero enough | can i use an old laptop | which raspberry should i buy',
  clogging:
    'filament will not go through any more | nothing comes out of the hot nozzle | the gear eats the filament and nothing comes | blocked hotend | plug in the heat break | how do i clear a jam | cold pull how',
  'cloudflare-tunnel':
    'watch the print from my office | reach it from outside | access from my phone on the road | without opening ports | look at the printer when i am away',
  'config-checks':
    'what do i test before the first start | how do i check motors and endstops | motor turns the wrong way | verify the wiring of a new config',
  'cooling-bridges-overhangs':
    'free hanging strands sag | strands over a gap droop | overhang looks ugly | small towers melt | how much fan for overhangs | curled edges on steep walls',
  'drying-storage':
    'spool pops and hisses | get the water out of the filament | how long in the dryer | filament got damp | how do i keep spools dry | steam out of the nozzle',
  'elephant-foot':
    'first layers stick out wider than the rest | bottom edge is too wide | base flares out | lip at the bottom of the part | bottom does not fit because it is thicker',
  'emergency-stop':
    'what does m112 do | how do i come back from an emergency stop | what happens when i press the red button | everything off at once',
  enclosure:
    'lid on or off | do i want the door shut | should the box be closed | how warm inside the cabinet | does petg need a closed case',
  'filament-guide':
    'which plastic survives in a hot car | what material for outside | which filament should i take | compare pla petg abs | heat resistant plastic | which one for a mechanical part | is it food safe',
  'fire-safety':
    'going to bed while it prints | leave the house with the printer on | is it crazy to let it run alone | printer could burn | connector is brown and hot | can i let it run overnight | what do i need to be safe',
  'first-layer':
    'how do i recognise a good first layer | very first lines look wrong | gaps between the first lines | nozzle scratches the first layer | is my first layer right | ridges in the first layer',
  'first-print':
    'explain how a drawing becomes a plastic thing | how does 3d printing work for a child | what are the steps for a beginner | what is a slicer in simple words',
  'first-printer-cfg':
    'how do i start my config file | where do i get a config for my printer | write printer.cfg from zero | what belongs in the first configuration',
  'flash-avr-boards': 'flash an arduino mega board | old 8 bit board with klipper | avrdude error',
  'flash-sd-card':
    'board ignores the bin on the card | flash from a memory card | firmware file is not taken from the card | card is not read when flashing',
  'flash-st-link': 'board is dead after flashing, rescue | no bootloader any more | write the chip directly',
  'flash-usb-dfu': 'flash over the usb cable | put the board in dfu | boot jumper for flashing',
  'fumes-classroom':
    'are the vapours dangerous | what do i need for a school room | smell while printing harmful | which plastic for children | air in the classroom | particles from printing | pupils and printing',
  'geometry-skew-delta':
    'cube is not 20 mm | holes are too small | parts do not fit together | square becomes a parallelogram | dimensions are off | circles are oval',
  'input-shaper':
    'which sensor records the vibrations | measure the natural frequency of the frame | how do i run the resonance test | accelerometer how to connect | mzv or ei | which shaper to take',
  'install-klipper-host':
    'how do i install klipper on the pi | mainsail or fluidd | what is kiauh | set up the raspberry image',
  'klipper-errors':
    'what does this klipper message mean | timer too close | what does adc out of range mean | explain the error message',
  'layer-shift':
    'midway everything is displaced | print jumped sideways | upper half is moved by some millimetres | layers are offset then carry on straight | stairs in the print',
  macros:
    'hand over temperatures from the slicer to my start macro | pass parameters to start_print | how do i write a macro | start routine with bed and nozzle temperature | macro with variables',
  maintenance:
    'what upkeep does it need | how often do i oil it | what should i grease | service plan for the printer | what do i check every month | care of belts and rods',
  'menuconfig-board':
    'where do i look up the boot offset | which settings in make menuconfig | which processor do i choose | what bootloader offset',
  'moonraker-install':
    'set up moonraker | what is in moonraker.conf | which port does moonraker use | how do i get an api key',
  'moonraker-power-queue':
    'switch the printer with a smart plug | turn off after the print automatically | print several files one after the other | socket control',
  nozzles:
    'when do i take a bigger hole | 0.6 instead of 0.4 | which nozzle for carbon fibre | how do i change the nozzle | is my nozzle worn | hole size of the nozzle',
  'nylon-pc':
    'can a hotend with a plastic liner take polyamide | print nylon | how hot for polycarbonate | settings for pa12',
  'older-printer-to-klipper':
    'steps to bring an old marlin machine to klipper | convert my ender | upgrade an old printer to klipper | where do i begin with klipper on my printer',
  'over-extrusion':
    'top surfaces are lumpy | nozzle scrapes over the top | too much material comes out | walls bulge | too much plastic',
  'pause-resume-filament':
    'electricity went out in the middle of a print | continue after a power cut | change colour in the print | spool ran empty | can i pause for the night | skip one failed object',
  petg: 'petg fuses with the plate | petg rips chunks out of the bed | settings for petg | petg strings a lot | petg sticks too hard',
  'pid-tuning':
    'hotend jumps up and down by ten degrees | temperature is not steady | nozzle temperature wobbles | bed temperature oscillates | temperature goes up and down | nozzle jumps between 195 and 205 degrees | heat swings around its target',
  pla: 'what heat for pla | how do i print pla | settings for pla | silk pla temperature | does pla need a closed door',
  'pressure-advance':
    'corners bulge although flow is right | compensate the pressure in the nozzle | how do i find the pa value | blobs at corners, thin after them',
  'printer-cfg-sections':
    'what does the stepper section do | meaning of the config sections | what is the exclamation mark before a pin | include another file',
  'probe-bltouch':
    'pin sensor flashes red | probe does not go down | bltouch blinks | probe gives different values each time | where do i enter the probe offset',
  'raspberry-pi-power':
    'yellow flash symbol on the pi | lightning bolt on the screen | pi reboots by itself | which power supply for the pi | pi gets too little power',
  ringing:
    'wavy shadow after every sharp turn | waves in the walls after corners | echo of the edges | ghost lines beside letters | ripples on the surface',
  'rotation-distance':
    'i ask for 100 mm of filament and less comes out | extruder pushes too little | calibrate the extruder steps | e steps in klipper | measure 100 mm of filament',
  'save-config-restart':
    'difference between the kinds of restart | restart or firmware restart | what does save config do | when do i use firmware_restart',
  'several-printers':
    'can one pi drive three machines | two printers on one raspberry | several machines in our lab with one computer',
  'slicer-settings':
    'what must i switch off in cura | slicer profile for klipper | which gcode flavour | start code in the slicer',
  'speed-flow':
    'why can i not just print at 300 mm/s | how fast can i go | what limits the speed | how do i print faster | high flow hotend limit',
  stringing:
    'threads all over the model | looks like a spider lived in it | cobwebs between the parts | fine hairs | plastic whiskers | it oozes when travelling',
  supports:
    'at which angle do i add props | when do i need supports | props under the model | supports are hard to remove | scaffolding under the part',
  'tmc-drivers':
    'steppers get hot | motors too hot to touch | set the motor current | driver overheats | quiet motors | homing without switches',
  tpu: 'rubbery filament buckles | print flexible filament | soft filament jams in the extruder | settings for tpu',
  'trouble-camera': 'stream stays black | no picture from the camera | webcam does not load',
  'trouble-commands':
    'must home axis first | move out of range | extrude below minimum temp | why does it refuse my command | probe triggered prior to movement',
  'trouble-config':
    'option is not valid in section | config has an error | klipper does not start because of the config | section is missing',
  'trouble-host': 'disk is full | pi is overloaded | sd card broken | pi is too hot',
  'trouble-klippy': 'moonraker works but klipper does not | klippy is not connected | klipper does not start',
  'trouble-ladder':
    'printer cannot be reached, what do i test | does not connect, in which order do i look | printer is offline what now',
  'trouble-login':
    'moonraker answers 401 | not authorised from my laptop | login does not work | websocket is refused',
  'trouble-mcu':
    'klipper lost contact with the controller in the middle of a job | lost communication with mcu | board disconnects during the print | unable to connect to the board | mcu disappears',
  'trouble-moonraker': 'moonraker shows warnings | component failed to load',
  'trouble-network':
    'browser says connection refused | page of the printer does not open | 502 bad gateway | name is not found in the network',
  'trouble-remote': 'tunnel does not work | error 1033 | 530 from outside',
  'trouble-shutdown':
    'heater not heating at expected rate | everything went off because of a heater error | klipper stopped to protect | thermal runaway came up',
  'trouble-upload': 'upload fails | file is too large to send | cannot send the gcode to the printer',
  'under-extrusion':
    'walls are see through | infill is crumbly | too little plastic | lines do not touch each other | thin and weak layers | extruder clicks and lines are missing',
  'update-klipper':
    'after the update it complains about the protocol | how do i update klipper | mcu protocol error | firmware of the board is older',
  warping:
    'edges bend upwards | corners lift off the bed | part bends like a banana | big abs part cracks between layers | bottom is not flat any more',
  'weak-parts':
    'part snapped between two layers | how do i make it tougher | breaks easily | stronger hook | layers do not hold together when loaded',
  webcam: 'set up a camera | which settings for the webcam | camera stutters | stream for the printer',
  'z-offset':
    'paper method for the nozzle gap | how do i set the nozzle height | sheet of paper between nozzle and bed | nozzle too far from the bed | adjust z while printing | gap between nozzle and plate',
};
