/** How people ask for a topic who do not know its words: symptoms, everyday names, worries. By topic, divided by `|`. */
export const ASKED: Record<string, string> = {
  'abs-asa':
    'how do i print abs | settings for asa | what temperature and chamber for abs | bed and chamber for asa | abs shrinks and cracks what settings',
  'add-to-cloud-print':
    'how do i add my printer here | connect another printer to the app | which address do i type in for my printer',
  adhesion:
    'print lets go of the bed | it comes off after a few layers | bird nest of plastic because it came loose | does not hold to the plate | how do i make it stick | part slides around on the bed | first layer will not stay down | glue or hairspray on the bed | how to prepare the glass | print is stuck to the bed and does not come off | cannot get the print off | it will not let go of the plate',
  'back-to-old-firmware':
    'i want to go back to marlin | remove klipper again | get the factory firmware back',
  'bed-leveling-screws':
    'one corner is lower than the others | wheels under the plate | knobs under the bed | how to turn the screws | level it by hand | one side of the first layer is too thin | manual bed levelling',
  'bed-mesh':
    'do i need to load the mesh again after a restart | height map of the plate | bed is wavy, compensate it | how many probe points | should i probe before every print | plate is not flat, automatic compensation | how much range is acceptable | mesh differs by almost a millimetre | my bed is bent by how much',
  'blobs-seams-surface':
    'pimples on one side of every cylinder | vertical scar on the wall | dots on the surface | small bumps on the outside | line where each layer starts | blob sticks to the nozzle and drops | horizontal bands on the walls | surface looks rough',
  'build-firmware':
    'how do i compile the firmware | what should the bin file be called | make the firmware file for my board | uf2 or bin',
  canbus:
    'toolhead board does not show up on the bus | can bus not found | how do i wire can high and low | what resistance between h and l | toolboard uuid missing | canbus_query finds nothing | ebb36 is not found | what do i check on the can bus',
  'choosing-host-computer':
    'which computer do i need for klipper | is a pi zero enough | can i use an old laptop | which raspberry should i buy',
  clogging:
    'filament will not go through any more | nothing comes out of the hot nozzle | the gear eats the filament and nothing comes | blocked hotend | plug in the heat break | how do i clear a jam | cold pull how | it is clicking | extruder makes a grinding sound | filament stops coming out after 20 minutes | fine at first then nothing comes | clogs in the middle of long pla prints',
  'cloudflare-tunnel':
    'watch the print from my office | reach it from outside | access from my phone on the road | without opening ports | look at the printer when i am away',
  'config-checks':
    'what do i test before the first start | how do i check motors and endstops | motor turns the wrong way | verify the wiring of a new config',
  'cooling-bridges-overhangs':
    'free hanging strands sag | strands over a gap droop | overhang looks ugly | small towers melt | how much fan for overhangs | curled edges on steep walls | part fan does not spin at low speed | fan only hums below 30 percent | fan needs a push to start',
  'drying-storage':
    'spool pops and hisses | get the water out of the filament | how long in the dryer | filament got damp | how do i keep spools dry | steam out of the nozzle | filament bubbles and hisses when it comes out | nylon crackles',
  'elephant-foot':
    'first layers stick out wider than the rest | bottom edge is too wide | base flares out | lip at the bottom of the part | bottom does not fit because it is thicker',
  'emergency-stop':
    'what does m112 do | how do i come back from an emergency stop | what happens when i press the red button | everything off at once',
  enclosure:
    'lid on or off | do i want the door shut | should the box be closed | how warm inside the cabinet | does petg need a closed case | the door will not close',
  'filament-guide':
    'which plastic survives in a hot car | which plastic for a phone holder in a car | filament for a car part in summer | what filament for a gear or a hinge | plastic for a garden sign | what material for outside | which filament should i take | compare pla petg abs | heat resistant plastic | which one for a mechanical part | is it food safe | print with wood filament | glow in the dark filament anything special',
  'fire-safety':
    'going to bed while it prints | leave the house with the printer on | is it crazy to let it run alone | printer could burn | connector is brown and hot | can i let it run overnight | what do i need to be safe | sparks came out of the board | it is a bit smoky | smoke from the board',
  'first-layer':
    'how do i recognise a good first layer | very first lines look wrong | gaps between the first lines | nozzle scratches the first layer | is my first layer right | ridges in the first layer',
  'first-print':
    'explain how a drawing becomes a plastic thing | how does 3d printing work for a child | what are the steps for a beginner | what is a slicer in simple words',
  'first-printer-cfg':
    'how do i start my config file | where do i get a config for my printer | write printer.cfg from zero | what belongs in the first configuration',
  'flash-avr-boards': 'flash an arduino mega board | old 8 bit board with klipper | avrdude error',
  'flash-sd-card':
    'board ignores the bin on the card | flash from a memory card | firmware file is not taken from the card | card is not read when flashing | my usb stick is not read',
  'flash-st-link': 'board is dead after flashing, rescue | no bootloader any more | write the chip directly',
  'flash-usb-dfu': 'flash over the usb cable | put the board in dfu | boot jumper for flashing',
  'fumes-classroom':
    'are the vapours dangerous | what do i need for a school room | smell while printing harmful | which plastic for children | air in the classroom | particles from printing | pupils and printing | rules for pupils at the printer | children use the printer on their own | safety rules in class',
  'geometry-skew-delta':
    'cube is not 20 mm | holes are too small | parts do not fit together | square becomes a parallelogram | dimensions are off | circles are oval',
  'input-shaper':
    'which sensor records the vibrations | measure the natural frequency of the frame | how do i run the resonance test | accelerometer how to connect | mzv or ei | which shaper to take | invalid adxl345 id | wire the adxl345 to the pi | steps to measure resonances | accelerometer gives an error',
  'install-klipper-host':
    'how do i install klipper on the pi | mainsail or fluidd | what is kiauh | set up the raspberry image',
  'klipper-errors':
    'what does this klipper message mean | timer too close | what does adc out of range mean | explain the error message',
  'layer-shift':
    'midway everything is displaced | print jumped sideways | upper half is moved by some millimetres | layers are offset then carry on straight | stairs in the print | layer shifts only at high acceleration | only the y axis loses steps | motor too weak loses steps',
  macros:
    'hand over temperatures from the slicer to my start macro | pass parameters to start_print | how do i write a macro | start routine with bed and nozzle temperature | macro with variables | what is delayed_gcode | do something five minutes after the print | a button that heats for pla | park the head when pausing | my own pause macro | preheat button | variable in a macro has the old value',
  maintenance:
    'what upkeep does it need | how often do i oil it | what should i grease | service plan for the printer | what do i check every month | care of belts and rods | maintenance plan for school printers | how often does it need upkeep | what care does a printer need',
  'menuconfig-board':
    'where do i look up the boot offset | which settings in make menuconfig | which processor do i choose | what bootloader offset',
  'moonraker-install':
    'set up moonraker | what is in moonraker.conf | which port does moonraker use | how do i get an api key',
  'moonraker-power-queue':
    'switch the printer with a smart plug | turn off after the print automatically | print several files one after the other | socket control',
  nozzles:
    'when do i take a bigger hole | 0.6 instead of 0.4 | which nozzle for carbon fibre | how do i change the nozzle | is my nozzle worn | hole size of the nozzle | swap the nozzle without breaking anything | how do i take the old nozzle out | how hot to change the nozzle',
  'nylon-pc':
    'can a hotend with a plastic liner take polyamide | print nylon | how hot for polycarbonate | settings for pa12',
  'older-printer-to-klipper':
    'steps to bring an old marlin machine to klipper | convert my ender | upgrade an old printer to klipper | where do i begin with klipper on my printer',
  'over-extrusion':
    'top surfaces are lumpy | nozzle scrapes over the top | too much material comes out | walls bulge | too much plastic | walls are too fat | dimensions come out too large',
  'pause-resume-filament':
    'electricity went out in the middle of a print | continue after a power cut | change colour in the print | spool ran empty | can i pause for the night | skip one failed object | the filament is tangled | the filament snapped | the spool is stuck | filament broke inside the tube | why did it pause | set up a runout sensor | false triggers of the filament sensor | blackout in the middle of the print | can i continue after the power went | could the printer notice a tangled spool | short blackout during the print can it go on',
  petg: 'petg fuses with the plate | petg rips chunks out of the bed | settings for petg | petg strings a lot | petg sticks too hard | petg builds blobs on the nozzle | petg lumps drop on the print',
  'pid-tuning':
    'hotend jumps up and down by ten degrees | temperature is not steady | nozzle temperature wobbles | bed temperature oscillates | temperature goes up and down | nozzle jumps between 195 and 205 degrees | heat swings around its target | the temp is all over the place | temp jumps around | bed goes between 58 and 62 | bed temp never settles | bang bang heating',
  pla: 'what heat for pla | how do i print pla | settings for pla | silk pla temperature | does pla need a closed door',
  'pressure-advance':
    'corners bulge although flow is right | compensate the pressure in the nozzle | how do i find the pa value | blobs at corners, thin after them | which factor for the tuning tower | bowden pressure advance value | high pressure advance does not help',
  'printer-cfg-sections':
    'what does the stepper section do | meaning of the config sections | what is the exclamation mark before a pin | include another file',
  'probe-bltouch':
    'pin sensor flashes red | probe does not go down | bltouch blinks | probe gives different values each time | where do i enter the probe offset',
  'raspberry-pi-power':
    'yellow flash symbol on the pi | lightning bolt on the screen | pi reboots by itself | which power supply for the pi | pi gets too little power | a yellow symbol appears on the pi | pi symbol and prints stop',
  ringing:
    'wavy shadow after every sharp turn | waves in the walls after corners | echo of the edges | ghost lines beside letters | ripples on the surface',
  'rotation-distance':
    'i ask for 100 mm of filament and less comes out | extruder pushes too little | calibrate the extruder steps | e steps in klipper | measure 100 mm of filament | rotation_distance for a lead screw with four starts | z axis t8 rotation distance | value for a belt with 20 teeth',
  'save-config-restart':
    'difference between the kinds of restart | restart or firmware restart | what does save config do | when do i use firmware_restart | how do i back up my config | backup of printer.cfg to git | save a copy of my settings',
  'several-printers':
    'can one pi drive three machines | two printers on one raspberry | several machines in our lab with one computer',
  'slicer-settings':
    'what must i switch off in cura | slicer profile for klipper | which gcode flavour | start code in the slicer',
  'speed-flow':
    'why can i not just print at 300 mm/s | how fast can i go | what limits the speed | how do i print faster | high flow hotend limit | it is so slow today | print is slower than usual | why does it take so long',
  stringing:
    'threads all over the model | looks like a spider lived in it | cobwebs between the parts | fine hairs | plastic whiskers | it oozes when travelling | the last one came out stringy | it looks fuzzy and hairy | there are strings everywhere',
  supports:
    'at which angle do i add props | when do i need supports | props under the model | supports are hard to remove | scaffolding under the part',
  'tmc-drivers':
    'steppers get hot | motors too hot to touch | set the motor current | driver overheats | quiet motors | homing without switches | motors make a high pitched whine',
  tpu: 'rubbery filament buckles | print flexible filament | soft filament jams in the extruder | settings for tpu',
  'trouble-camera':
    'stream stays black | no picture from the camera | webcam does not load | webcam is frozen | camera does not work | picture does not change',
  'trouble-commands':
    'must home axis first | move out of range | extrude below minimum temp | why does it refuse my command | probe triggered prior to movement',
  'trouble-config':
    'option is not valid in section | config has an error | klipper does not start because of the config | section is missing',
  'trouble-host':
    'disk is full | pi is overloaded | sd card broken | pi is too hot | pi does not boot after the power was cut | is my sd card dead | raspberry will not start any more',
  'trouble-klippy':
    'moonraker works but klipper does not | klippy is not connected | klipper does not start | it says printer not ready',
  'trouble-ladder':
    'printer cannot be reached, what do i test | does not connect, in which order do i look | printer is offline what now',
  'trouble-login':
    'moonraker answers 401 | not authorised from my laptop | login does not work | websocket is refused | 401 from my script | api key for my program | trusted clients',
  'trouble-mcu':
    'klipper lost contact with the controller in the middle of a job | lost communication with mcu | board disconnects during the print | unable to connect to the board | mcu disappears | it keeps restarting by itself',
  'trouble-moonraker': 'moonraker shows warnings | component failed to load',
  'trouble-network':
    'browser says connection refused | page of the printer does not open | 502 bad gateway | name is not found in the network',
  'trouble-remote': 'tunnel does not work | error 1033 | 530 from outside',
  'trouble-shutdown':
    'heater not heating at expected rate | everything went off because of a heater error | klipper stopped to protect | thermal runaway came up | it stopped by itself | printer stopped in the middle',
  'trouble-upload': 'upload fails | file is too large to send | cannot send the gcode to the printer',
  'under-extrusion':
    'walls are see through | infill is crumbly | too little plastic | lines do not touch each other | thin and weak layers | extruder clicks and lines are missing',
  'update-klipper':
    'after the update it complains about the protocol | how do i update klipper | mcu protocol error | firmware of the board is older | should i press update all | how many commits behind | is it safe to update before a lesson',
  warping:
    'edges bend upwards | corners lift off the bed | part bends like a banana | big abs part cracks between layers | bottom is not flat any more',
  'weak-parts':
    'part snapped between two layers | how do i make it tougher | breaks easily | stronger hook | layers do not hold together when loaded | layers are not sticking together | my prints are weak | how much infill do i need | infill for a phone holder | how many walls',
  webcam:
    'set up a camera | which settings for the webcam | camera stutters | stream for the printer | how do i make a timelapse | film of the print layer by layer | video of the growing print',
  'z-offset':
    'paper method for the nozzle gap | how do i set the nozzle height | sheet of paper between nozzle and bed | nozzle too far from the bed | adjust z while printing | gap between nozzle and plate',
  noises:
    'what is that noise | weird sound from the printer | it sounds odd today | something rattles | it is making a funny noise | why is it beeping | it squeaks | motors whine | it buzzes and hums | loud knocking | the fan is so loud | i hear a pop now and then | scraping sound | thumping when it moves | is that sound normal | clunking | crunching sound | noisy printer',
  'plastic-on-nozzle':
    'clump on the nozzle | there is a blob stuck on the nozzle | plastic all over the hotend | hotend is covered in plastic | it is leaking | plastic comes out above the nozzle | nozzle is oozing | dripping plastic | nozzle is dirty | goo around the heater block | burnt bits on the nozzle | how do i get the lump off the hotend | plastic seeps out of the thread',
  spaghetti:
    "it makes spaghetti | printing in the air | printing in mid air | it is printing nothing | a big mess of plastic | bird's nest on the bed | it prints into thin air | part got knocked off and it goes on printing | noodles everywhere | print fell over | it drags the print around | the object is moving around on the bed",
  'after-a-change':
    'i changed the nozzle | i put in a new nozzle | i put in petg | i just bought a new hotend | i installed a new bed plate | i swapped the belt | i moved the printer to another room | i loaded other filament | new extruder installed | what do i have to recalibrate after replacing it | just fitted a new probe | i replaced the thermistor | i have a new motor | upgraded the hotend | what to do after changing the nozzle',
  'loose-or-broken':
    'the fan stopped | one of the fans does not spin | belt broke | belt is loose | loose wire | melted cable | a screw fell out | something fell off the printer | x axis is stiff | there are scratches in the plate | glass is cracked | the bed is shaking | printer wobbles | door does not close | wheel is worn | head has play | connector is burnt | cable snapped | rod is bent | screw terminal has gone brown | plug is melted keep printing | terminal on the mainboard is burnt',
  'something-wrong-now':
    'should i worry | is that normal | is this bad | does that look ok | the corner came up | it skipped a layer | the nozzle hit the print | i bumped the table | the cat knocked the printer | layers look off | looks ugly so far | can this print be saved | it smells | weird smell | it looks melted | do i have to stop it | it looks wrong | something is wrong with my print | funny smell from the printer | the head bumps into the print | my last print was ugly | a funny smell, sort of like plastic',
  'burns-first-aid':
    'my kid touched the nozzle | i burnt my finger | my son touched the hot bed | i cut myself with the scraper | burned hand what now | plastic on my skin | got a shock from the frame | pupil burned herself',
  'display-screen':
    'the screen is black | the display is blank | touch screen does not react | screen on the printer froze | display says mcu shutdown | klipperscreen is gone | lcd shows nothing | the little screen is dead | display shows an error',
  'wifi-and-power-lost':
    'the wifi is gone | lost my wifi | it will not connect | internet is down does it stop | router changed | it will not turn on | printer is dead no lights | the power flickered | power went out for a second | page does not open | cannot reach it from my phone any more | octoprint is gone | the website of the printer does not load | does a print stop without wifi | the lights in the house flickered | it will not connect',
  'heating-trouble':
    'bed is not heating | nozzle does not get hot | heats up very slowly | temperature keeps dropping | it never reaches the temperature | stuck at 180 degrees | nozzle is not hot enough | the heater does nothing | the bed stays cold | shows a wrong temperature | the hotend cools down by itself | heating takes forever',
  'homing-trouble':
    'it homes in the wrong place | it slams into the end stop | it does not home | homing fails | homing goes the wrong way | axis crashes into the frame when homing | endstop does not stop it | z axis is drifting | homing stops halfway | no trigger after full movement',
};
