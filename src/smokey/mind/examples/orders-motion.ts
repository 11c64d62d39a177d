import type { Examples } from './types.ts';

/** More ways to order motion and filament. */
export const ORDERS_MOTION_EXAMPLES: Examples = {
  home: `would you mind homing it | be a dear and home the axes | let's do a home first | can we get it homed | can we home z | home again | home once more | home just the z axis | xyz home | rehome it | bring all axes to their home | take it back to home
    make a reference run | the axes need homing, do it | the axes should be homed | it needs to be homed, go on | it has to find its zero again | drive to the endstops | touch off the endstops | reference x and y`,
  move: `can we have the head in the centre | go ahead and raise z 15 | y minus 15 | y to 150 please | up two centimetres | down one centimetre | an inch up | ten millimetres higher | the head should be 30 mm higher | the bed should come forward | i want the head at the front | i need the head in the left corner
    i need to get at the plate, head up 60 mm | get the nozzle to the middle of the plate | get the toolhead over to the left | place the head above the middle | centre the nozzle please | be a dear and lift the nozzle 25 mm | let's go up 10 mm | z down 5 mm | the bed should go down 30 mm | put the nozzle at x 30 | lower the bed 20 mm`,
  motors_off: `would you release the axes please | could you free the head so that i can push it | go ahead and release the steppers | please to switch off the motors | motors loose please | motors to idle | motor power off | the motors need not hold any more | the steppers can rest now | the axes should move freely | the head should be loose | i have to slide the gantry by hand, release it
    disable all stepper motors | release the hold on the axes | unlock x and y | make the head free to move | set the motors free | all steppers off | i want to turn the z screw by hand | stop holding the axes`,
};
