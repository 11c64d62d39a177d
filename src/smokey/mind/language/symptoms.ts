import { fold } from '../normalise/text.ts';
import type { Language } from './lexicon/types.ts';

/** Words of symptoms and work, as their beginnings, and how the topics, which are English, call them. */
const SYMPTOMS: Record<Exclude<Language, 'en'>, string> = {
  sv: `lossna=detach adhesion|slapp=detach adhesion|fastna=stick adhesion|haft=adhesion stick|krok=warping curl|boj=warping curl|varp=warping|tradar=stringing hairs|trad=stringing hairs|
    slemm=oozing stringing|tapp=clog|igensatt=clog|stopp i=clog jam|knapp=clicking extruder skipping|klick=clicking extruder skipping|underextru=underextrusion|glapp=gaps|
    forskj=layer shift|forskjut=layer shift|lager=layer|forsta lagr=first layer|elefantfot=elephant foot|vibr=ringing vibration|spok=ringing ghosting|sprick=weak layers crack|svag=weak strength|
    fukt=moisture damp drying|tork=drying filament|byt=change|rengor=clean|smorj=grease lubricate|rem=belt|stall in=calibrate|kalibrer=calibrate|nivell=level bed|niva=level bed|
    munstyck=nozzle|badd=bed|plattan=bed|flakt=fan|filament=filament|brand=fire safety|brinn=fire safety|over natten=overnight unattended safe|farlig=safe danger|lukt=smell fumes|
    stod=supports|overhang=overhang|oversta lagr=top layer|hastighet=speed|retraktion=retraction|tappar=lost connection|anslut=connection|skol=school classroom`,
  de: `lost=detach adhesion|losen=detach adhesion|haft=adhesion stick|halt nicht=adhesion stick|klebt=stick adhesion|verzieh=warping curl|warp=warping|biegt=warping curl|hochbieg=warping curl|
    fad=stringing hairs|faden=stringing hairs|spinnweb=stringing cobwebs|verstopf=clog|klick=clicking extruder skipping|knack=clicking extruder skipping|unterextru=underextrusion|luck=gaps|
    versetz=layer shift|verschob=layer shift|verschieb=layer shift|schicht=layer|erste schicht=first layer|elefantenfuss=elephant foot|schwing=ringing vibration|geister=ghosting ringing|ringing=ringing|
    bricht=weak strength|spode=weak brittle|feucht=moisture damp drying|trockn=drying filament|wechs=change|reinig=clean|putz=clean|schmier=grease lubricate|riem=belt|kalibr=calibrate|
    nivell=level bed|duse=nozzle|bett=bed|druckbett=bed|luft=fan|brand=fire safety|brenn=fire safety|uber nacht=overnight unattended safe|gefahr=safe danger|riech=smell fumes|stink=smell fumes|
    stutz=supports|uberhang=overhang|geschwindigkeit=speed|retract=retraction|verbind=connection|schule=school classroom|klasse=school classroom`,
  es: `despeg=detach adhesion|suelta=detach adhesion|pega=stick adhesion|adher=adhesion stick|levanta=warping lift corners|alabe=warping|comba=warping|dobla=warping curl|hilo=stringing hairs|hilos=stringing hairs|
    pelos=stringing hairs|atasc=clog|tapa=clog|obstru=clog|chasquid=clicking extruder skipping|clic=clicking extruder skipping|subextru=underextrusion|hueco=gaps|desplaz=layer shift|desfas=layer shift|
    capa=layer|primera capa=first layer|pie de elefante=elephant foot|vibra=ringing vibration|fantasma=ghosting ringing|debil=weak strength|rompe=weak strength|humed=moisture damp drying|seca=drying filament|seco=drying filament|
    cambi=change|limpi=clean|engras=grease lubricate|correa=belt|calibr=calibrate|nivel=level bed|boquilla=nozzle|cama=bed|ventilador=fan|incendi=fire safety|fuego=fire safety|noche=overnight unattended safe|
    peligr=safe danger|huele=smell fumes|olor=smell fumes|soporte=supports|voladizo=overhang|velocidad=speed|retrac=retraction|conexion=connection|escuela=school classroom|clase=school classroom`,
  fr: `decoll=detach adhesion|detach=detach adhesion|colle=stick adhesion|adher=adhesion stick|accroch=adhesion stick|gondol=warping curl|rebiqu=warping curl|warp=warping|souleve=warping lift corners|fils=stringing hairs|
    filament=filament|cheveu=stringing hairs|bouch=clog|obstru=clog|claqu=clicking extruder skipping|clique=clicking extruder skipping|sous-extru=underextrusion|trou=gaps|decal=layer shift|couche=layer|
    premiere couche=first layer|pied d elephant=elephant foot|vibr=ringing vibration|fantome=ghosting ringing|fragil=weak strength|casse=weak strength|humid=moisture damp drying|sech=drying filament|chang=change|
    nettoy=clean|graiss=grease lubricate|courroie=belt|calibr=calibrate|nivel=level bed|buse=nozzle|plateau=bed|ventil=fan|incendie=fire safety|feu=fire safety|nuit=overnight unattended safe|dangere=safe danger|
    odeur=smell fumes|sent=smell fumes|support=supports|porte-a-faux=overhang|vitesse=speed|retract=retraction|connexion=connection|ecole=school classroom|classe=school classroom`,
};

/** A question in English words the topics know, as far as it speaks of symptoms; English ones stay as they are. */
export function symptomsInEnglish(question: string, language: Language): string {
  if (language === 'en') return question;
  const text = ` ${fold(question).replace(/[^\p{L}\d]+/gu, ' ')} `;
  const found = SYMPTOMS[language]
    .split('|')
    .map((entry) => entry.trim().split('=') as [string, string])
    .filter(([begins]) => text.includes(` ${begins}`))
    .flatMap(([, english]) => english.split(' '));
  return found.length ? [...new Set(found)].join(' ') : question;
}
