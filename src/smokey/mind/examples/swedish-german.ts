import type { Examples } from './types.ts';

export const SWEDISH_EXAMPLES: Examples = {
  pause:
    'pausa utskriften | kan du pausa lite | stanna upp en stund | vänta med utskriften | håll inne en stund | ta en paus',
  resume:
    'fortsätt utskriften | kör vidare | fortsätt där du var | nu kan den fortsätta | sätt igång igen | kör igång den igen',
  cancel:
    'avbryt utskriften | stoppa jobbet helt | skrota den här | avsluta utskriften | det blev spagetti avbryt | lägg ner den här',
  start_print:
    'skriv ut NAME | starta NAME | kan du skriva ut NAME | kör NAME | jag vill ha NAME | printa NAME | sätt igång NAME | börja med NAME',
  reprint: 'skriv ut samma igen | en till likadan | kör den senaste en gång till | skriv ut den förra igen',
  set_temperature:
    'värm munstycket till # | sätt bädden på # grader | munstycket till # | höj bädden till # | sänk munstycket med # grader | bädden på # | ställ hotend på #',
  preheat:
    'förvärm för NAME | värm på för NAME | sätt på värmen för NAME | värme på för NAME | värm inför NAME | värm upp för NAME | gör redo för NAME',
  heaters_off: 'stäng av all värme | kyl ner allt | av med värmen | släck värmarna | låt allt svalna',
  heater_off: 'stäng av bädden | sluta värma munstycket | bädden av | låt munstycket svalna',
  set_speed:
    'sänk farten till # procent | kör snabbare # | hastighet # | öka hastigheten till # | långsammare # procent | halva farten | normal hastighet',
  set_flow: 'flödet till # | sänk flödet till # procent',
  set_fan: 'fläkten på # procent | stäng av fläkten | full fläkt | höj fläkten till # | fläkten av',
  adjust_z: 'sänk z # | lite närmare bädden # | höj munstycket # mm live',
  home: 'kör hem | kör hem alla axlar | homa skrivaren | gå till nolläget',
  move: 'flytta huvudet # mm upp | flytta till mitten | kör x till # | höj huvudet # | flytta # åt vänster',
  motors_off: 'stäng av motorerna | släpp axlarna | motorerna av',
  load_filament: 'ladda filament | mata in filamentet | sätt i filamentet',
  unload_filament: 'ta ut filamentet | mata ut filamentet | lasta ur',
  extrude: 'mata fram # mm | tryck ut # mm filament',
  bed_mesh: 'gör en bäddmesh | mät upp bädden | nivellera bädden | kalibrera bädden',
  screws_tilt: 'hur ska jag skruva på skruvarna | hjälp mig med bäddskruvarna',
  pid_tune: 'pid kalibrera munstycket på # | trimma in bädden på #',
  save_calibration: 'spara det | spara inställningen | spara till config',
  light: 'tänd lampan | släck ljuset | ljuset på | lampan av',
  power: 'stäng av skrivaren | slå på strömmen | stäng av strömmen',
  restart: 'starta om klipper | ladda om konfigurationen',
  reboot_host: 'starta om raspberryn | starta om datorn | starta om pi',
  snapshot: 'visa en bild | hur ser det ut | får jag se | ta ett foto | visa kameran',
  temperatures:
    'hur varm är bädden | hur varmt är munstycket | vad är temperaturen | hur många grader | vilken temperatur har bädden | är den varm',
  heaters_state: 'är värmen på | är allt av | är någonting fortfarande varmt | glömde jag värmen på',
  progress:
    'håller den fortfarande på | skriver den fortfarande ut | har den hängt sig | hur långt har den kommit | hur mycket är klart | hur många procent | är den snart klar',
  eta: 'hinner jag äta innan den är färdig | hinner jag till affären innan den är klar | hinner jag käka först | hur lång tid är det kvar | när är den klar | hur länge till | när blir utskriften färdig',
  what_printing: 'vad skriver den ut | vilken fil skrivs ut | vad håller den på med',
  layer: 'vilket lager är den på | hur många lager',
  status: 'hur går det | vad gör skrivaren | hur är läget | är den ledig | är allt bra',
  what_wrong: 'vad är det för fel | varför stannade den | vad har hänt | den visar ett fel',
  filament_used: 'hur mycket filament har gått åt | hur mycket plast har använts',
  runout_sensor: 'finns det filament i | är det filament i skrivaren',
  position: 'var är huvudet | vilken position | var står munstycket',
  homed: 'är den hemkörd | är axlarna nollställda',
  list_files: 'vilka filer finns | visa filerna | vad finns att skriva ut | lista filer',
  find_file: 'finns det en NAME | har vi NAME',
  file_facts: 'hur lång tid tar NAME | hur mycket filament behöver NAME | vilket material är NAME för',
  compare_files: 'vilken fil går snabbast | vilken är kortast',
  delete_file: 'ta bort NAME | radera NAME | släng filen NAME',
  last_job: 'hur gick förra utskriften | blev den senaste klar | vad skrevs ut senast',
  host_health: 'hur mår raspberryn | hur varm är pi | är disken full',
};

export const GERMAN_EXAMPLES: Examples = {
  pause:
    'pausiere den druck | mach mal pause | halt kurz an | kannst du kurz anhalten | warte mal mit dem druck | unterbrich den druck kurz',
  resume:
    'mach weiter | druck weiter | weiter geht es | setze den druck fort | du kannst weitermachen | jetzt weiter',
  cancel:
    'brich den druck ab | abbrechen | stoppe den auftrag ganz | hör auf zu drucken | der druck ist nichts geworden brich ab | beende den druck',
  start_print:
    'drucke NAME | starte NAME | druck mir NAME | kannst du NAME drucken | ich hätte gern NAME | leg mit NAME los | NAME bitte drucken',
  reprint: 'das gleiche nochmal | druck das letzte nochmal | noch eins davon | noch einmal dasselbe',
  set_temperature:
    'düse auf # grad | heiz das bett auf # | bett auf # | stell die düse auf # | düse # grad höher | bett # grad runter | erhöhe die düse auf #',
  preheat: 'vorheizen für NAME | heiz vor für NAME | mach warm für NAME',
  heaters_off: 'heizung aus | alles abkühlen | schalte alle heizungen aus | mach alles kalt | wärme aus',
  heater_off: 'bett aus | schalte das bett aus | düse abkühlen lassen | heizbett ausschalten',
  set_speed:
    'geschwindigkeit auf # prozent | langsamer # | druck schneller # | tempo # | halbe geschwindigkeit | normale geschwindigkeit',
  set_flow: 'fluss auf # | durchfluss # prozent',
  set_fan: 'lüfter auf # prozent | lüfter aus | lüfter voll | dreh den lüfter auf # | lüfter runter auf #',
  adjust_z: 'düse # tiefer | z # runter live | etwas näher ans bett #',
  home: 'referenzfahrt | fahr nach hause | alle achsen homen | homing bitte',
  move: 'fahr den kopf # hoch | bewege x um # | fahr in die mitte | kopf # nach links | z auf #',
  motors_off: 'motoren aus | motoren freigeben | schalte die motoren ab',
  load_filament: 'filament laden | filament einlegen | zieh das filament ein',
  unload_filament: 'filament entladen | filament rausholen | wirf das filament aus',
  extrude: 'extrudiere # mm | # mm filament raus',
  bed_mesh: 'bett vermessen | mach ein neues mesh | nivelliere das bett | miss das bett aus',
  screws_tilt: 'wie muss ich die schrauben drehen | hilf mir mit den bettschrauben',
  pid_tune: 'pid abgleich düse bei # | pid kalibrieren bett #',
  save_calibration: 'speichern | speichere das | in die config schreiben',
  light: 'licht an | licht aus | mach das licht an | lampe aus',
  power: 'drucker ausschalten | strom aus | schalte den drucker ein',
  restart: 'klipper neu starten | konfiguration neu laden',
  reboot_host: 'raspberry neu starten | pi neu starten | rechner neu starten',
  snapshot: 'zeig mir ein bild | wie sieht es aus | mach ein foto | zeig die kamera | lass mal sehen',
  temperatures:
    'wie heiß ist die düse | wie warm ist das bett | welche temperatur hat das bett | temperaturen bitte | wie viel grad hat die düse',
  heaters_state: 'ist die heizung an | ist alles aus | ist noch etwas heiß | habe ich das bett angelassen',
  progress:
    'läuft der druck noch | läuft er noch oder hat er sich aufgehängt | druckt er noch | hat er sich aufgehängt | hängt der druck | wie weit ist er | wie viel prozent sind geschafft | ist er bald fertig | wie weit ist der druck',
  eta: 'wie lange noch | wann ist er fertig | wie lange dauert es noch | restzeit',
  what_printing: 'was druckt er gerade | welche datei läuft | was wird gedruckt',
  layer: 'welche schicht | bei welcher schicht ist er',
  status: 'wie läuft es | was macht der drucker | alles in ordnung | ist der drucker frei | wie steht es',
  what_wrong: 'was ist los | warum hat er angehalten | was ist der fehler | was ist passiert',
  filament_used: 'wie viel filament wurde verbraucht | wie viel material ist weg',
  runout_sensor: 'ist filament drin | ist filament eingelegt',
  position: 'wo ist der kopf | wo steht die düse | position bitte',
  homed: 'ist er gehomt | sind die achsen referenziert',
  list_files:
    'welche dateien gibt es | zeig die dateien | was kann ich drucken | welche dateien liegen auf dem drucker',
  find_file: 'gibt es eine NAME | haben wir NAME',
  file_facts: 'wie lange dauert NAME | wie viel filament braucht NAME | für welches material ist NAME',
  compare_files: 'welche datei ist am schnellsten | welche ist die kürzeste',
  delete_file: 'lösche NAME | entferne NAME | die datei NAME kann weg',
  last_job: 'wie war der letzte druck | hat der letzte druck geklappt | was wurde zuletzt gedruckt',
  host_health: 'wie geht es dem pi | wie warm ist der raspberry | ist die platte voll',
};
