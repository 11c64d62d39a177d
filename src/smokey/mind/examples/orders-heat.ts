import type { Examples } from './types.ts';

/** More ways to order heat. */
export const ORDERS_HEAT_EXAMPLES: Examples = {
  set_temperature: `the nozzle could do with ten degrees more | the bed could do with 5 degrees less | the nozzle wants another five degrees | the plate ought to be a little warmer, 63 | can we get the bed going at 80 | please to heat the extruder on 210 grades | nozzle two hundred and ten | bed sixty please | hotend two fifteen | t0 215 | extruder temperature 222 | leave the bed at 60 and put the nozzle at 220
    the hot end two hundred degrees, the bed fifty five | 245 nozzle, 80 bed | dial in 212 on the hotend | stick the nozzle on 225 | i want it 10 degrees warmer on the plate`,
  preheat: `can we get the pla preheat going | go ahead and preheat for nylon | warm the printer up for a petg print | get everything to abs temperature | bring the printer to tpu heat | put the pla temperatures on | load the petg heat preset | apply the pla preset | begin preheating, petg | do the petg warm up | next is tpu, heat up please | it should be warm for pla when i come down
    i want it hot and ready for petg | i want the printer preheated for pla | the machine needs to be warm for asa | both heaters for pla please | petg preheating`,
  heaters_off: `would you mind switching all the heaters off | please to switch off all heatings | no heating any more please | everything may cool off | it may all go cold now | the heaters may be switched off | the heat is not needed any more | we do not need the heat any longer | i do not want anything hot while i am away | going home, switch the heating off | the children are coming, let everything cool | it smells of burning, heaters off
    it must get cold, everything off that heats | cooldown | start cooling everything | cool the printer off | end all heating`,
  heater_off: `would you turn just the nozzle heat off | be a dear and switch the hot plate off | can we have the nozzle off | the bed need not be warm any longer | the plate no longer needs heat | the nozzle should cool off now | the nozzle need not stay hot | the hotend can be turned off | the hotend should go cold | the chamber heat can go off | the extruder heater should be off | i want the part off, let the bed cool
    i need to touch the nozzle, cool it down | i have to get the part off, bed off please | no need to keep the plate warm | no need for the nozzle to be hot | nozzle heating off | extruder off | plate off | heatbed off | hot end off | hotend to zero degrees
    set the nozzle to 0 degrees | take the nozzle down to nothing | cool off the extruder | get the nozzle cold please | turn off heating for the plate | just the nozzle off, leave the bed | drop the bed heat`,
};
