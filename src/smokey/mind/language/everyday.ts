import type { Language } from './lexicon/types.ts';

/** Everyday words of a language, without accents: never slips of a word the mind knows, and never the name of a file. */
const EVERYDAY: Record<Exclude<Language, 'en'>, string> = {
  sv: `ingenting fastet fastnar fastnade fastnat innan ligger lag legat helt hel hela helst hellre hande hander hant handa skrapa homea homa homade utskriven utskrivna lossnat lossnade lossnar
    forsta forstar forstod grejer grej grejen prylar pryl pryln imorgon igar idag inatt ikvall nyss nyligen sen sent tidigt strax direkt genast snart
    betyder betydde menas kostar kostade stannade stannat stannar svarar svarade svarat torkar torkade torka torr glomde glomt glommer statt star stod
    kommit kommer kom komma gjorde gjort gor gora racker rackte racka sitter satt suttit sova sover sov fore efter under over utan mellan medan darfor
    eftersom fast trots aven annars alltid aldrig ofta ibland kollade kollat hinner hann hunnit hinna blir blev blivit bli slar slog slagit later lat
    latit lata latet kanns kandes kanna verkar verkade ser sett sag syns synas hor horde hort hora luktar luktade ryker rok gar gick gatt ga gang
    ganger haller holl hallit halla ta tar tog tagit ge ger gav gett fa far fick fatt lagga lagger lade lagt ligga stalla sattes gjordes kora korde
    kort korts kors borja borjar borjade borjat sluta slutar slutade slutat slut fortsatta fortsatte vanta vantar vantade vantat oppna oppnar oppnade
    stanga stangde stangt fungera fungerar fungerade fungerat misslyckas misslyckades misslyckats lyckas lyckades lyckats hjalp hjalpa hjalper hjalpte
    visst sakert kanske mojligen antagligen tydligen egentligen typ ganska vald valdigt jatte jattemycket jattebra superbra ratt fel galet konstigt
    konstig konstiga knasigt skum skumt hemskt hemma hemifran borta ute inne dar hit dit darifran harifran overallt ingenstans nagonstans stalle
    stallet plats platsen sida sidan bit biten bitar bitarna del delen delar delarna modeller storlek storleken farg fargen svart vit vitt rod rott
    bla blatt gron gront gul gult ljus ljusa mork ny nytt nya gammal gammalt gamla liten litet sma stor stort stora lang langt langa kortare bred hog
    hogt hoga laga hogst lagst storst minst bast samst bra battre daligt dalig daliga fin fint fina ful fult snygg snyggt klarar klarade klarat
    behover behovde behovs behov borde maste ska skulle vill ville velat kunde kunnat kan orkar orkade vagar vagade tanker tankte tankt tanka trodde
    trott tror tro hoppas hoppades vet visste veta undrar undrade undra fraga fragade fragat svar svara beratta berattar berattade forklara forklarar
    saga sade sagt prata pratar snacka svenska engelska dator datorn mobil mobilen natet nat wifi internet strom sladd sladden kabel kabeln kontakt
    kontakten barn barnen ungar ungarna dotter dottern son sonen kille killen tjej tjejen folk manniskor nagon ingen alla vem vems vilka vilken vad
    var vart nar hur varfor vilket dagar dag veckor vecka helg helgen manad ar aret jul trasig trasigt trasiga sonder paj pajade pajat kass kasst skit
    skiten jakla javla satan fasen forbannat tusan oj oops hoppsan ah aha jaha okej jaja nja javisst absolut garna tack snalla vanligen hejda
    luften vatten olja papper papperet papperslapp lim limstift tejp spray spackel skorpa klump klumpen klumpar tradar tradigt spagetti spagettin rora
    soppa halet halen glipa glipor spricka sprickor rummet varmen kylan drag fukt fuktigt damm dammigt smutsig smutsigt ren rent rengora putsa smorja
    skruva lossa loss drog dra drar dragit knackar tickar knastrar gnisslar piper brummar skramlar vibrerar skakar hackar rycker dok doko proben
    sonden axeln vagnen remmen remmarna hornet mitt egen eget egna samma likadan likadana bagge varsin ihop isar tillbaka bort fram framat bakat runt
    genom mot hos vid ur uppe nere fortfarande anda iallafall alltsa dessutom plotsligt langsamt fort snabbt forsiktigt forsiktig tyst hogljudd stum
    tom tomt full fullt halv klart fardig fardigt fardiga redo igang avstangd avstangt pausad pausat avbruten avbrutet klickade rakade tryckte`,
  de: `schalt schaltet schaltete denn dann passieren passiert passierte welchen welches welcher welchem wirken wirkt linken linke rechten rechte gelost
    stecker drehen dreht dunn dick muss musste mussen soll sollte sollten luft fingern finger schwarz weiss rot blau grun gelb grau bunt farbe
    rausfischen liegt lag gelegen findet finden fand gefunden seh sehe sieht sehen sah gesehen hatte hatten hattest habe gehabt war waren gewesen
    wurde wurden worden werde wird werden wollte wolltest wollen will willst mochte mochten mag magst darf durfte durfen kann konnte konnten konntest
    gekonnt ging gegangen gehe gehst kam kamen kommt kommen gekommen steht stand stehen gestanden lasst liess gelassen bleibt blieb bleiben geblieben
    bleib gibt gab geben gegeben gebe nimmt nahm nehmen genommen nimm halt hielt halten gehalten lauft lief laufen gelaufen fangt fing anfangen
    angefangen hort horte aufhoren aufgehort horen gehort klingt klang klingen riecht roch stinkt sitzt sass sitzen gesessen braucht brauche brauchen
    brauchte gebraucht kennt kenne kennen wusste wissen gewusst glaub glaube glauben geglaubt denke denkt dachte gedacht finde hoffe hoffen
    hoffentlich versteh verstehe verstanden erklar erklare erklaren erzahl erzahle bedeutet heisst meint meinst gemeint sagen gesagt fragen gefragt
    antwort antwortet antworten hilf hilfe hilft helfen geholfen zeigt gezeigt schau schaue schauen guck gucken geguckt probier probiere probieren
    versuch versuche versucht versuchen klappt klappte geklappt funktioniert funktionierte schief schiefgegangen gelungen misslungen fehlgeschlagen
    abgebrochen fertiggestellt gedruckt gedruckte druckt druckte angehalten gestoppt gestartet geheizt bewegt gefahren kalibriert eingestellt
    verstellt geandert gewechselt gereinigt geputzt gekauft bestellt neu neue neuer neues neuen alt alte alter altes alten klein kleine kleiner
    kleines gross grosse grosser grosses lang lange langer kurz kurze kurzer hoch hohe hoher tief tiefe breit schmal gut gute guter gutes besser beste
    besten schlecht schlechter schlimm komisch komische komisches seltsam seltsame merkwurdig laut lauter leise leiser hell dunkel nass trocken feucht
    sauber dreckig schmutzig voll leer offen zu geschlossen heute gestern morgen vorhin eben gerade bald spater fruher nachher vorher danach davor
    dabei damit dafur dagegen daran darauf daraus darin dazu davon womit wofur woran worauf warum wieso weshalb weswegen wohin woher irgendwo
    irgendwas irgendwie irgendwann immer nie oft manchmal selten meistens wieder nochmal bereits schon erst nur bloss auch sogar fast ungefahr circa
    etwa genau ziemlich sehr total echt wirklich eigentlich wahrscheinlich vielleicht bestimmt sicher klar naturlich ubrigens trotzdem deshalb
    deswegen also sonst allerdings zumindest wenigstens mindestens hochstens uberhaupt gar ganz unter uber neben zwischen hinter vor gegen ohne wegen
    wahrend seit bis durch um herum raum zimmer wohnung fenster tur kabel stuck stucke teil teile seite ecke rand kante locher riss risse klumpen
    kleber klebestift strom steckdose rechner handy netz netzwerk internet wlan leute freund freundin kollege kollegin mama papa oma opa tochter sohn
    kind kinder arbeit feierabend wochenende tag tage woche jahr mal zweimal einmal dreimal wieviel wieviele geht kracht knackt klackert rattert
    quietscht piept brummt wackelt vibriert ruckelt hakt verstopft kaputt deutsch englisch sprichst sprechen spricht ach achso naja tja hm hmm okay
    scheisse mist verdammt kruzifix bitteschon dankeschon hallo servus moin tschuss egal quasi grade nix rein raus rauf runter hin her weg dran drauf
    drin druben unten oben vorne hinten`,
  es: `acabe termine llegue este reparti repartir calentando pero paro toques toca tocar tocado llamada llamado llama llaman llamar llamo puede pudo podia podido poder quiere
    quiero queria quise querido hace hizo hacia hacer hecho haz hago habia hubo haber habido tiene tuvo tenia tener tenido tengo viene vino venir
    venido pone puso puesto sale salio salir salido dice dijo decir dicho sabe sabia saber sabido cree creo creer creia piensa penso pensar pensado
    parece parecia parecer gusta gustaria mira miro mirar mirado oye oir oido suena sonaba sonido huele olia va iba fue fui ir ido era eran ser sido
    estaba estaban estado estuvo estar queda quedo quedado quedan quedar sigue seguia seguir seguido falta faltaba faltan tarda tardo tardar tardado
    dura duro durar acaba acabo acabado acabar acabara terminara terminado terminar empieza empezo empezar empezado para parado parar deja dejo dejar
    dejado pasa paso pasar pasado pasaba cambia cambio cambiar cambiado usa uso usar usado gasta gasto gastar gastado necesita necesito necesitar
    ayuda ayudar ayudame explica explicame explicar significa cuesta costo vale valer vive hablar habla hablas hablo espanol ingles entiendo entiendes
    entender nombre nuevo nueva nuevos nuevas viejo vieja pequeno pequena grande grandes largo larga corto corta alto alta bajo baja ancho bueno buena
    buenas bien malo mala mal mejor peor raro rara raros feo bonito limpio sucio lleno vacio seco humedo negro blanco rojo azul verde amarillo gris
    color colores hoy ayer manana anoche luego pronto tarde temprano siempre nunca veces vez despues antes mientras durante desde hasta sobre entre
    contra sin segun aunque porque pues entonces asi tambien tampoco quiza quizas seguro claro venga anda jo joder mierda cono hostia tio tia colega
    amigo amiga gente ninos nino hijo hija trabajo oficina casa cuarto puerta ventana agua aire papel pegamento cinta cable enchufe corriente
    ordenador movil red internet wifi pieza piezas trozo parte partes tamano lado lados punta agujero agujeros grieta pegote pelo pelos hilo hilos
    ruido ruidos vibra vibrando tiembla chirria salta saltos tirar tirado tiro mover movido subido bajado abierto cerrado roto rota algo alguien nada
    nadie ninguno cualquier cualquiera cada mismo misma propio demasiado bastante casi apenas justo exacto cuanto cuantos quien quienes cual cuales
    donde adonde como cuando tanto tanta aquello aquel aquella aca alli ahi alla dentro fuera cerca lejos encima debajo delante detras dia dias semana
    mes ano finde`,
  fr: `remis remise tient tenir tenu craint craindre avait avaient avais avoir aurait etait etaient etais etre serait sera seront dedans dehors tremble
    trembler fait faisait faire faisais ferait fera va allait aller vais vas vont irait peut pouvait pouvoir pourrait veut voulait vouloir voulais
    voudrait doit devait devoir devrait sait savait savoir saurait voit voyait voir vu vient venait venir venu prend prenait prendre pris prends met
    mettait mettre mis dit disait dire parle parler parles parlait pense pensais penser croit croyais croire trouve trouver trouvais semble sembler
    semblait parait entend entendre entendu sent sentait sentir sens reste restait rester restent finit finir fini termine terminer commence commencer
    commencait laisse laisser laissait tombe tomber passe passer passait change changer marche marcher marchait plante planter bloque bloquer bloquee
    casse casser cassee sert servir coute couter vaut valoir besoin faut fallait faudrait aide aider aidez explique expliquer signifie comprends
    comprendre compris francais anglais nom appelle appeler nouveau nouvelle nouveaux vieux vieille petit petite petits grand grande grands long
    longue court courte haut haute bas basse large bon bonne bons bien mal mauvais meilleur pire bizarre bizarres etrange moche joli propre sale plein
    pleine vide sec humide noir noire blanc blanche rouge bleu bleue vert jaune gris couleur couleurs aujourd hui hier demain soir matin midi nuit
    tard tot bientot toujours jamais souvent parfois fois apres avant pendant depuis jusque sur entre contre sans selon parce donc alors ainsi aussi
    non plus surement clair ouais bah ben bof euh hein quoi truc trucs machin bidule zut mince merde putain puree mec pote copain copine gens enfants
    gosse gosses fils fille boulot bureau maison piece porte fenetre eau air colle scotch cable prise courant ordi ordinateur telephone reseau
    internet wifi morceau partie parties taille cote cotes pointe trous fissure paquet poil bruit bruits vibre vibrer grince craque saute sauter tirer
    tire bouger bouge bougent ouvert ouverte ferme fermee abime quelque quelqu personne rien aucun aucune chaque meme trop assez presque peine juste
    exact combien lequel laquelle lesquels pourquoi comment quand celui celle ceux cela ceci ici la dessus dessous devant derriere jour jours semaine
    mois annee week end pas ptit nan ouf grave genre carrement vachement lance lancer relance lancee envoie envoyer`,
};

const compiled = new Map<Language, ReadonlySet<string>>();

/** The everyday words of a language; English has its own list in `common-words.ts`. */
export function everydayWords(language: Language): ReadonlySet<string> {
  const known = compiled.get(language);
  if (known) return known;
  const words = new Set(language === 'en' ? [] : EVERYDAY[language].split(/\s+/).filter(Boolean));
  compiled.set(language, words);
  return words;
}
