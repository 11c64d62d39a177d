import type { Examples } from './types.ts';

/** How people ask about heat: how hot it is, may be, and when it will be. */
export const ASK_HEAT_EXAMPLES: Examples = {
  temperatures: `tell me the temperature of the bed | tell me how hot it is | give me the nozzle temperature | any idea how warm the plate is | i wonder how hot the nozzle is now | i wonder if the bed is warm already | what is the thermometer saying | what do the thermistors say
    what do the sensors show | which temperature is the bed aiming for
    what temperature are we heating to | what is it heating up to | how far off the target is the nozzle | how many degrees are missing | has the bed got to sixty yet | did the nozzle get to 210 | is it heated up | is the plate up to heat | has it warmed up | has the hotend warmed up yet | is it still warming up | is it heating
    is the nozzle below 50 | is the bed under 40 degrees | has the bed gone cold | has it cooled off | did it cool down already | is the hot end still hot enough to burn me | how warm is the plate at this moment | how hot is the tip | how hot is the block | what heat is on the bed | how many degrees does the extruder have
    what is the plate doing, temperature wise | what is the heat like on the bed | what does it read on the hotend | how toasty is it in the chamber | how warm is the box inside | what is it like in the enclosure, warm | read out the heaters | how are the heaters getting on
    could you read me the temperature of the nozzle | would you kindly tell me how hot the bed is | is it hot enough to print now | has it reached what i set | are the temperatures stable | is the nozzle temperature holding | how cold is the nozzle by now`,
  max_temperature: `how hot is the nozzle allowed to get | what is the hottest the bed can do | what is the upper limit for the bed heater | the hotend is good for how many degrees | what is max_temp
    how far can i turn up the bed | how many degrees can this printer make | is the hotend able to do 300 | does the bed go up to 110 | can this nozzle reach 280 | does it go hot enough for polycarbonate | is this printer hot enough for abs | tell me the temperature limit of the hotend | i wonder how hot this one can get | any idea what the bed can manage at most
    need to know the maximum bed temperature | what is the ceiling on the nozzle temperature | where is the limit for the heaters`,
  heaters_state: `did i forget to switch the heat off | have i forgotten the bed on | is the heat still on | is the bed still on | is the nozzle still on | is the hotend on | is the hotend off | is the bed off | are both heaters off | is heating active | is any of the heaters running | are we heating anything
    is there heat on anything | does anything draw heat at the moment | which heaters are on | what is being heated | is the bed being heated | is the plate being warmed | is it all cold and off | is everything cold | is everything cooled down and off
    tell me if the heaters are off | tell me whether something is still hot | i wonder if i left the nozzle on | any idea whether the bed is still heating
    could you check whether the heat is off | check if the bed is still on | did the heaters switch off after the print | has the heating gone off | did it turn the bed off by itself | is the hot end switched off now`,
  cool_time: `how long must i wait until i can touch it | when can i take it off without burning myself | when is the bed cool enough | how long does it need to get cold | how long before the plate is cool | how many minutes until the bed has cooled | when will it have cooled down
    how long for the nozzle to drop to 50 | when is it below 40 | when does the bed get under thirty | tell me when it is cool enough to touch | i wonder how long it takes to cool | any idea when the bed will be cold | need to know how long it takes to cool off | when can the children touch it safely | is it long till i can touch the plate
    how soon is the bed cold | how soon can i put my hand on it | how much longer until it is cold`,
  heat_time: `how long is the warm up | how much time does heating need | how many minutes until the bed is warm | how many minutes to heat the nozzle | when will the bed be at 60 | when is it hot enough | how long before we are at temperature | how long until it is hot | how long does it need to warm up
    tell me how long the bed takes to heat | i wonder how long it needs to get warm | any idea when it will be hot | need to know how long preheating takes | how soon will the nozzle be hot | how quickly does the bed get to 100 | how fast does it heat | how much longer does it heat
    how long to get the bed from cold to 80 | when will it have reached the temperature | what does the warm up take`,
};
