import type { Examples } from './types.ts';

/** Further ways of putting things in Swedish, German, Spanish and French; `nothing` is what is neither wish nor question here. */
export const FURTHER_SWEDISH_EXAMPLES: Examples = {
  eta: 'hinner den bli klar före lunch | hinner den klart innan jag går | när kan jag hämta den | när kan jag plocka av den | är den klar till klockan # | när kan jag komma och ta den | hur länge får jag vänta | blir den färdig idag | när kan vi räkna med den',
  filament_left:
    'räcker rullen | räcker filamentet hela vägen | räcker plasten till den här | har vi tillräckligt med filament | kommer filamentet att räcka | är det nog kvar på rullen',
  can_leave:
    'kan jag gå hemifrån nu | kan jag åka och handla medan den kör | är det farligt att lämna den utan uppsikt | vågar jag lämna den ensam | kan den stå på över natten | kan jag gå och lägga mig | får den köra när ingen är hemma',
  what_wrong:
    'varför stannade den | varför står den still | varför svarar inte skrivaren | vad gnäller den om | varför slutade den | vad betyder felet | varför startar den inte | varför gör den ingenting | varför vill den inte',
  status:
    'läget | vad sysslar den med | hur går det för den | hur har den det | rapport tack | ge mig läget | vad händer i verkstan',
  progress:
    'lever den | rullar det på | tuffar den på | har den hakat upp sig | står den still eller rör den sig',
  heaters_state:
    'glömde jag värmen på | står värmen på | är elementen av | har jag lämnat något på | är det något som är varmt',
  heat_time: 'hur lång tid tar det att värma upp | när är bädden varm | är den snart uppe i temp',
  cool_time: 'när har den svalnat | när är plattan kall | hur länge innan jag kan ta på den',
  take_off: 'kan jag ta loss den | kan jag plocka av delen nu | går det att ta av den',
  list_files:
    'vad har jag för grejer sparade | vad har jag för grejer sparade på skrivaren | vad finns sparat på skrivaren | vad finns inne på skrivaren | vad ligger det för filer på den',
  compare_files:
    'vilken blir högst | vilken tar längst tid | vilken drar mest plast | vilken går fortast att skriva ut | vilken är störst',
  totals:
    'hur många timmar har den gått | hur mycket har den skrivit ut totalt | hur gammal är skrivaren i timmar',
  which_printer: 'vad heter skrivaren | hur många skrivare har jag | vilka skrivare finns',
  mesh_state:
    'när gjorde vi en mesh senast | finns det en mesh | hur skev är bädden | är bädden plan | hur ojämn är plattan',
  bed_mesh:
    'kör en bäddnivellering | gör om nivelleringen | gör en ny mesh | mät upp plattan på nytt | nivellera om bädden',
  pid_tune: 'kör en pid på munstycket vid # | pid-kalibrera hotend på # grader | trimma pid på bädden till #',
  z_offset_start:
    'kalibrera z-offset | ställ in z offset | gör ett papperstest | hjälp mig med z-höjden | kalibrera första lagrets höjd',
  input_shaper: 'mät resonanserna | kör en input shaper-kalibrering | gör ett vibrationstest',
  home: 'homa alla axlar | homea | kör hem den | åk hem med huvudet | nolla axlarna | gör en homing',
  move: 'kör x till # | åk till # # | flytta huvudet till hörnet | för huvudet # mm åt höger | kör upp z # mm',
  set_fan: 'dra igång fläkten | kör fläkten på halvfart | skruva ner fläkten | fläkten på fullt',
  set_output: 'dra igång utblåset på fullt | sätt utsuget på # | stäng av utsugsfläkten',
  start_print:
    'dra igång NAME | sparka igång NAME | få igång NAME | släng på NAME | ta NAME | kan vi köra NAME | dags för NAME',
  pause:
    'håll upp lite | stanna lite snabbt | vänta lite med utskriften | frys den en stund | paus tack | ta en paus jag måste bort en stund',
  resume: 'på det igen | kör igen nu | du kan köra vidare | nu är det fixat kör på | fortsätt nu tack',
  cancel:
    'döda utskriften | lägg av med den där | kasta den | strunta i resten | bryt utskriften | den får skrotas | sluta skriv ut | stoppa den helt',
  unload_filament: 'ut med filamentet | dra ur filamentet | jag vill få ut filamentet',
  load_filament: 'in med filamentet | stoppa i ny plast | jag vill mata in ny tråd',
  change_filament: 'byt färg | jag vill byta rulle | byt till svart | vi byter filament',
  extrude: 'dra ut # mm filament | tryck fram # mm plast | spruta ut lite plast',
  set_speed:
    'dra ner farten lite | gasa på lite | ta det lugnare | fullt ös | lugna ner dig lite | öka takten',
  snapshot:
    'ta en bild | får jag titta | skicka en bild | hur ser utskriften ut just nu | visa mig | knäpp ett kort | låt mig se',
  display_message: 'vad står det på skärmen | vad står det på displayen | vad visar displayen',
  versions: 'vilken version kör den | är klipper uppdaterat',
  last_job:
    'hur gick den förra | hur blev det med utskriften igår | varför misslyckades den senaste | blev den klar i natt | gick det bra sist',
  make_folder: 'skapa en mapp NAME | gör en mapp som heter NAME | fixa en ny mapp NAME',
  rename_file: 'döp om NAME till NAME | byt namn på NAME till NAME | kalla den NAME istället',
  add_macro: 'lägg till ett makro NAME som stänger av | skriv ett makro som kör hem | skapa makrot NAME',
  nothing:
    'det trådar jättemycket | första lagret fastnar inte | varför låter den så konstigt | hörnen lyfter sig | vad kostar en rulle | jag älskar den här skrivaren | kan du prata svenska | det blåser ute | vad är klockan | hur torkar man filament | hur gör jag för att kalibrera | hur lägger jag till en kamera | vilken temperatur ska petg ha | vad är skillnaden mellan pla och petg | varför släpper det från plattan | munstycket är igensatt | extrudern klickar | det luktar lite | jag ska ut en sväng | ungarna tycker den är cool | är abs giftigt | är det här bra kvalitet | vad händer om strömmen går | hur rengör man plattan | jag har köpt nytt filament | det är fel färg | lagren är förskjutna | kan man laga en sprucken del',
};

export const FURTHER_GERMAN_EXAMPLES: Examples = {
  eta: 'schafft er das bis mittag | wird das heute noch fertig | wann kann ich das teil abholen | reicht die zeit bis # uhr | wie lang muss ich noch warten | dauert es noch lange | bis wann läuft das noch',
  filament_left:
    'reicht die rolle noch | reicht das filament | ist genug filament da | kommt das filament noch hin | haben wir noch genug auf der spule',
  can_leave:
    'kann ich kurz weg | kann ich ihn alleine lassen | kann ich einkaufen gehen solange er druckt | ist es gefährlich ihn unbeaufsichtigt zu lassen | kann er über nacht laufen | kann ich schlafen gehen',
  what_wrong:
    'warum steht er | was ist denn los | was ist los mit dem drucker | was ist denn jetzt schon wieder los | warum hat er aufgehört | warum macht er nichts | wieso antwortet der drucker nicht | was will er denn jetzt | was hat er denn | warum startet er nicht | wieso geht nichts mehr',
  status:
    'was geht | was macht er gerade | wie schaut es aus | lagebericht bitte | wie ist der stand | alles im grünen bereich | wie gehts dem drucker',
  progress:
    'lebt er noch | läuft alles | rennt er noch | wie weit sind wir | ist er schon durch | steht er oder druckt er noch',
  heaters_state:
    'hab ich die heizung angelassen | ist noch was an | ist die heizung aus | läuft das heizbett noch',
  heat_time: 'wie lange braucht das bett zum aufheizen | wann ist er warm | ist er schon auf temperatur',
  cool_time: 'wann ist das bett kalt | wie lange muss ich abkühlen lassen',
  take_off: 'kann ich das teil abnehmen | kann ich es schon runternehmen',
  list_files: 'was liegt denn so drauf | was ist gespeichert',
  compare_files:
    'welches wird am höchsten | was dauert am längsten | was verbraucht am meisten | welches teil ist das größte',
  totals: 'wie viele stunden ist er gelaufen | wie viel hat er insgesamt gedruckt',
  which_printer: 'wie heißt der drucker | wie viele drucker habe ich | welche drucker gibt es',
  mesh_state:
    'wann haben wir zuletzt vermessen | gibt es ein mesh | wie krumm ist das bett | ist das bett eben',
  bed_mesh:
    'mach mal ein bed mesh | lass mal ein mesh laufen | bett neu vermessen bitte | bett nivellieren | miss das bett neu aus',
  pid_tune:
    'mach einen pid abgleich am hotend bei # | pid tuning der düse auf # | kalibriere den pid vom bett auf #',
  z_offset_start: 'z offset einstellen | z-offset kalibrieren | mach den papiertest | hilf mir beim z offset',
  input_shaper: 'resonanzen messen | input shaper kalibrieren | mach eine resonanzmessung',
  home: 'home mal alle achsen | mach home | referenzier den drucker | fahr auf home | einmal homen bitte | nullpunkt anfahren',
  move: 'fahr x auf # | fahr nach # # | kopf # mm nach rechts | z # mm hoch | fahr den kopf in die ecke | schieb das bett vor',
  set_fan: 'lüfter an | mach den lüfter an | lüfter halbe kraft | lüfter runterdrehen | bauteillüfter auf #',
  set_output: 'abluft auf # | mach die absaugung an | abluft voll aufdrehen',
  start_print:
    'hau NAME raus | wirf NAME an | lass NAME laufen | schmeiß NAME an | fang mit NAME an | ich will NAME drucken | kannst du NAME anwerfen',
  pause:
    'mach mal kurz halt | wart mal kurz | halt mal an | kurze pause bitte | unterbrechen bitte | stopp mal kurz ich muss filament wechseln',
  resume:
    'jetzt gehts weiter | kannst weitermachen | mach jetzt weiter | druck fortsetzen | weiter im text | so fertig weiter',
  cancel:
    'brich ab | brich das ab | kill den druck | schluss damit | würg den druck ab | das wird nichts mehr abbrechen | hör auf damit | den druck kannst du wegwerfen',
  unload_filament:
    'filament raus bitte | raus mit dem filament | zieh das filament raus | hol das filament raus | filament auswerfen bitte',
  load_filament: 'filament rein | rein mit dem filament | neues filament laden bitte | lad mal das filament',
  change_filament: 'filament wechseln bitte | ich will die farbe wechseln | wechsel auf schwarz',
  extrude:
    'schieb # mm filament raus | drück # mm raus | extrudier mal # mm | drück ein bisschen filament raus',
  set_speed:
    'mach mal langsamer | gib gas | dreh mal das tempo hoch | etwas gemächlicher | schneller bitte | tempo runter auf #',
  set_temperature:
    'mach mal den hotend auf # | dreh die düse auf # | bett bitte auf # | mach das bett # grad wärmer | düse runter auf #',
  snapshot:
    'mach mal ein bild | zeig mal | lass mal gucken | schick mir ein foto | wie sieht der druck aus | kamera bitte',
  display_message: 'was steht auf dem display | was zeigt das display | was steht grad auf der anzeige',
  versions: 'welche version läuft | ist klipper aktuell',
  last_job:
    'wie ist der letzte gelaufen | ist der druck gestern fertig geworden | warum ist der letzte fehlgeschlagen | hat es gestern geklappt',
  make_folder: 'leg einen ordner NAME an | mach einen ordner namens NAME | neuer ordner NAME bitte',
  rename_file:
    'benenn NAME um in NAME | benenne NAME in NAME um | nenn NAME in NAME um | gib NAME den namen NAME',
  add_macro:
    'schreib ein makro NAME das die heizung ausschaltet | füg ein makro NAME hinzu | leg ein makro an',
  nothing:
    'es zieht fäden ohne ende | die erste schicht haftet nicht | warum knackt der extruder | die ecken heben sich | was kostet eine rolle | ich liebe diesen drucker | sprichst du deutsch | es regnet draußen | wie spät ist es | wie trockne ich filament | wie kalibriere ich den extruder | wie füge ich eine kamera hinzu | welche temperatur braucht petg | was ist der unterschied zwischen pla und petg | warum löst sich das teil | die düse ist verstopft | die schichten sind verschoben | es riecht komisch | ich geh kurz einkaufen | mein sohn findet das toll | ist abs giftig | was passiert wenn der strom ausfällt | wie reinige ich das bett | ich habe neues filament gekauft | die farbe gefällt mir nicht | das teil ist spröde | der lüfter ist laut | soll ich lieber petg nehmen | bringt mir ein kaffee',
};

export const FURTHER_SPANISH_EXAMPLES: Examples = {
  eta: 'acaba antes de comer | cuándo puedo recogerlo | estará listo hoy | llega antes de las # | cuánto tengo que esperar | le queda para rato',
  filament_left:
    'llega con el filamento que hay | alcanza la bobina | habrá filamento suficiente | me llega el rollo',
  can_leave:
    'puedo irme de casa | la puedo dejar sola | es peligroso dejarla sin vigilar | puedo irme a dormir | puede imprimir toda la noche',
  what_wrong:
    'por qué se ha parado | por qué no hace nada | por qué no responde | qué le pasa ahora | por qué no arranca | qué bicho le ha picado',
  status: 'cómo anda eso | qué tal va | cómo va la cosa | dame el estado | qué está haciendo | todo en orden',
  progress: 'sigue viva | por dónde anda | va bien o se atascó | cuánto hay hecho',
  heaters_state: 'dejé algo encendido | quedó la cama puesta | hay algo caliente todavía',
  list_files: 'qué tengo guardado | qué hay en la impresora',
  compare_files: 'cuál es la más alta | cuál tarda más | cuál gasta más plástico',
  totals: 'cuántas horas lleva | cuánto ha impreso en total',
  bed_mesh: 'haz un bed mesh | nivela la cama otra vez | mide otra vez la cama | saca una malla nueva',
  pid_tune: 'hazle un pid al hotend a # | calibra el pid de la boquilla a # grados',
  z_offset_start: 'calibra el z offset | ajusta el z offset | haz la prueba del papel',
  input_shaper: 'mide las resonancias | calibra el input shaper',
  home: 'haz el home | haz home de todo | home de los ejes | manda el cabezal a home',
  move: 'lleva x a # | sube el cabezal # | baja z # | mueve el cabezal al centro',
  start_print: 'dale a NAME | échale NAME | arranca NAME | imprímeme NAME | tira NAME | métele a NAME',
  pause: 'para un segundo | páusala | espera un rato | frena un momento que cambio el filamento',
  resume: 'dale ya | sigue ya | ya puedes seguir | venga continúa | reanúdala',
  cancel: 'cárgatela | cancélala | páralo del todo | olvídalo tira la impresión | corta la impresión',
  unload_filament: 'fuera filamento | saca el rollo | quita el filamento',
  load_filament: 'mete filamento nuevo | carga el rollo nuevo',
  set_speed: 'más lento | baja el ritmo | acelera un poco | ve más despacio | dale caña',
  set_temperature: 'pon el hotend a # | ponme la cama a # | súbele a # la boquilla | boquilla # grados',
  snapshot: 'haz una foto | enséñame cómo va | a ver | mándame una foto',
  display_message: 'qué pone en la pantalla | qué dice la pantalla',
  last_job: 'qué tal salió la anterior | acabó la de ayer',
  make_folder: 'crea una carpeta NAME | hazme una carpeta que se llame NAME',
  rename_file: 'renombra NAME a NAME | cámbiale el nombre a NAME por NAME',
  add_macro:
    'añade una macro llamada NAME que apague | añádeme al printer cfg una macro | crea una macro NAME que',
  upload: 'súbeme esto | sube este archivo | mete esto en la impresora',
  nothing:
    'hace hilos por todas partes | la primera capa no se pega | por qué hace clic el extrusor | se levantan las esquinas | cuánto cuesta un rollo | me encanta esta impresora | hablas español | cómo seco el filamento | cómo calibro el extrusor | cómo añado una cámara | qué temperatura necesita el petg | qué diferencia hay entre pla y petg | la boquilla está atascada | huele raro | voy a por un café | es tóxico el abs | qué pasa si se va la luz | cómo limpio la cama | he comprado filamento nuevo | no me gusta el color | la pieza es frágil | hace mucho ruido | mi hijo quiere aprender',
};

export const FURTHER_FRENCH_EXAMPLES: Examples = {
  eta: 'ce sera fini avant midi | je peux la récupérer quand | ça finit aujourd hui | on en a encore pour longtemps | je dois attendre combien de temps',
  filament_left:
    'la bobine suffira | il reste assez de filament | ça va tenir avec la bobine | y aura assez de plastique',
  can_leave:
    'je peux partir de la maison | je peux la laisser tourner toute seule | c est dangereux de la laisser sans surveillance | je peux aller dormir | elle peut tourner la nuit',
  what_wrong:
    'pourquoi elle s est arrêtée | pourquoi elle fait rien | pourquoi elle répond pas | qu est ce qu elle a | pourquoi ça démarre pas | pourquoi elle bouge plus',
  status:
    'ça donne quoi | ça se passe comment | où on en est | quoi de neuf | elle fait quoi là | tout roule',
  progress: 'elle tourne encore | elle est plantée ou pas | on en est où | ça avance',
  heaters_state:
    'j ai laissé le chauffage allumé | y a encore quelque chose de chaud | le plateau est resté allumé',
  list_files: 'qu est ce que j ai dessus | y a quoi sur l imprimante',
  compare_files: 'lequel est le plus haut | lequel prend le plus de temps | lequel consomme le plus',
  totals: 'elle a tourné combien d heures | combien elle a imprimé en tout',
  bed_mesh:
    'fais un bed mesh | refais le maillage | refais la carte du plateau | lance un palpage du plateau',
  pid_tune: 'fais un pid de la buse à # | calibre le pid du plateau à # degrés',
  z_offset_start: 'règle le z offset | calibre le z offset | fais le test du papier',
  input_shaper: 'mesure les résonances | calibre l input shaper',
  home: 'fais le home | home tous les axes | remets à l origine | fais une prise d origine',
  move: 'mets x à # | monte la tête de # | descends z de # | va au milieu',
  start_print: 'balance NAME | vas-y pour NAME | imprime-moi NAME | démarre NAME | fais NAME',
  pause: 'attends deux secondes | mets-la en pause | stop un moment | fais une pause je change la bobine',
  resume: 'vas-y continue | tu peux reprendre | c est reparti | relance maintenant | reprends',
  cancel: 'laisse tomber annule | arrête tout ça c est raté | vire cette impression | tue l impression',
  unload_filament: 'sors le filament | enlève le filament | éjecte le filament',
  load_filament: 'mets du nouveau filament | charge la nouvelle bobine',
  set_speed: 'moins vite | un peu plus vite | lève le pied | accélère',
  set_temperature: 'mets le hotend à # | la buse à # degrés | passe le plateau à # | plateau à #',
  snapshot: 'prends une photo | fais voir | montre-moi | envoie une photo',
  display_message: 'il y a quoi sur l écran | que dit l écran',
  last_job:
    'la dernière s est bien passée | pourquoi l autre a planté | l impression d hier a fini | pourquoi la dernière a raté',
  make_folder: 'crée-moi un dossier NAME | fais un dossier NAME | ajoute un dossier NAME',
  rename_file: 'renomme NAME en NAME | change le nom de NAME en NAME',
  add_macro: 'ajoute une macro NAME qui éteint | crée une macro NAME | écris une macro qui',
  nothing:
    'ça fait des fils partout | la première couche colle pas | pourquoi l extrudeur claque | les coins se soulèvent | combien coûte une bobine | j adore cette imprimante | tu parles français | comment sécher le filament | comment calibrer l extrudeur | comment ajouter une caméra | quelle température pour le petg | quelle différence entre pla et petg | la buse est bouchée | ça sent bizarre | je vais chercher un café | l abs est toxique | que se passe t il si le courant saute | comment nettoyer le plateau | j ai acheté du filament | la couleur me plaît pas | la pièce est fragile | ça fait du bruit | mon fils veut apprendre | on part en weekend',
};
