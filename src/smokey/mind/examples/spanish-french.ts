import type { Examples } from './types.ts';

export const SPANISH_EXAMPLES: Examples = {
  pause:
    'pausa la impresión | haz una pausa | para un momento | detén la impresión un rato | espera un poco con la impresión',
  resume:
    'sigue imprimiendo | continúa | reanuda la impresión | puedes seguir | sigue donde estabas | adelante con la impresión',
  cancel:
    'cancela la impresión | detén el trabajo del todo | aborta | termina la impresión ya | esto salió mal cancela',
  start_print:
    'imprime NAME | inicia NAME | empieza NAME | quiero imprimir NAME | puedes imprimir NAME | lanza NAME | pon NAME a imprimir',
  reprint: 'imprime otra vez lo mismo | repite la última | otra igual | una más de esas',
  set_temperature:
    'calienta la boquilla a # | pon la cama a # grados | cama a # | sube la boquilla a # | baja la cama # grados | boquilla a #',
  preheat: 'precalienta para NAME | calienta para NAME | prepara para NAME',
  heaters_off: 'apaga todo el calor | enfría todo | apaga los calentadores | quita el calor',
  heater_off: 'apaga la cama | deja de calentar la boquilla | cama apagada',
  set_speed:
    'velocidad al # por ciento | más despacio # | más rápido # | baja la velocidad a # | sube la velocidad a # | mitad de velocidad',
  set_flow: 'flujo al # | baja el flujo a #',
  set_fan: 'ventilador al # por ciento | apaga el ventilador | ventilador al máximo | sube el ventilador a #',
  adjust_z: 'baja la boquilla # | un poco más cerca #',
  home: 'haz home | lleva los ejes a casa | referencia los ejes | haz el homing',
  move: 'mueve el cabezal # hacia arriba | mueve x a # | ve al centro | sube z # | mueve # a la izquierda',
  motors_off: 'apaga los motores | suelta los motores',
  load_filament: 'carga el filamento | mete el filamento',
  unload_filament: 'saca el filamento | descarga el filamento',
  extrude: 'extruye # mm | saca # mm de filamento',
  bed_mesh: 'haz una malla de la cama | nivela la cama | mide la cama',
  pid_tune: 'pid de la boquilla a # | calibra el pid de la cama a #',
  save_calibration: 'guárdalo | guarda la configuración',
  light: 'enciende la luz | apaga la luz | luces encendidas',
  power: 'apaga la impresora | corta la corriente | enciende la impresora',
  restart: 'reinicia klipper | recarga la configuración',
  reboot_host: 'reinicia la raspberry | reinicia el ordenador',
  snapshot: 'muéstrame una foto | cómo se ve | enséñame la cámara | déjame ver',
  temperatures:
    'qué temperatura tiene la cama | a cuánto está la boquilla | cuántos grados tiene | temperaturas | está caliente la cama',
  heaters_state: 'está todo apagado | queda algo caliente | dejé la cama encendida',
  progress:
    'cuánto lleva | por dónde va | qué porcentaje | ya casi termina | sigue imprimiendo | se ha parado sola | se ha parado la impresora o sigue | sigue vivo o se ha colgado | se ha colgado | sigue en marcha | está atascado o sigue',
  eta: 'cuánto falta | cuándo termina | cuánto tiempo queda | a qué hora acaba | me da tiempo a comer antes de que acabe | le queda mucho',
  what_printing: 'qué está imprimiendo | qué archivo imprime',
  layer: 'en qué capa va | cuántas capas',
  status: 'cómo va | qué hace la impresora | todo bien | está libre',
  what_wrong: 'qué pasa | por qué se paró | cuál es el error | qué ha pasado',
  filament_used: 'cuánto filamento ha gastado',
  runout_sensor: 'hay filamento | tiene filamento',
  position: 'dónde está el cabezal | en qué posición está',
  homed: 'están los ejes referenciados | ha hecho home',
  list_files: 'qué archivos hay | muéstrame los archivos | qué puedo imprimir | qué archivos tengo guardados',
  find_file: 'hay un NAME | tenemos NAME',
  file_facts: 'cuánto tarda NAME | cuánto filamento necesita NAME | para qué material es NAME',
  compare_files: 'cuál es el más rápido | cuál es el más corto',
  delete_file: 'borra NAME | elimina NAME',
  last_job: 'cómo fue la última impresión | terminó la última | qué se imprimió antes',
  host_health: 'cómo está la raspberry | temperatura de la raspberry',
};

export const FRENCH_EXAMPLES: Examples = {
  pause:
    'mets en pause | fais une pause | arrête un moment | suspends l impression | attends un peu avec l impression',
  resume: 'reprends l impression | continue | tu peux continuer | vas y continue | remets en marche',
  cancel: 'annule l impression | arrête tout le travail | abandonne cette impression | c est raté annule',
  start_print:
    'imprime NAME | lance NAME | démarre NAME | je voudrais imprimer NAME | peux tu imprimer NAME | mets NAME en route',
  reprint: 'imprime encore la même chose | refais la dernière | encore une',
  set_temperature:
    'chauffe la buse à # | mets le lit à # degrés | plateau à # | buse à # | monte le plateau à # | baisse la buse de # degrés',
  preheat: 'préchauffe pour NAME | chauffe pour NAME',
  heaters_off: 'coupe le chauffage | laisse tout refroidir | éteins tous les chauffages | plus de chauffe',
  heater_off: 'éteins le plateau | arrête de chauffer la buse | coupe le lit',
  set_speed:
    'vitesse à # pour cent | plus lentement # | plus vite # | baisse la vitesse à # | moitié de la vitesse',
  set_flow: 'débit à # | baisse le débit à #',
  set_fan: 'ventilateur à # pour cent | coupe le ventilateur | ventilateur à fond | monte le ventilateur à #',
  adjust_z: 'descends la buse de # | un peu plus près #',
  home: 'fais l origine | prise d origine | remets les axes à zéro | home tous les axes',
  move: 'monte la tête de # | déplace x à # | va au milieu | descends z de # | bouge de # à gauche',
  motors_off: 'coupe les moteurs | libère les moteurs',
  load_filament: 'charge le filament | mets le filament',
  unload_filament: 'sors le filament | décharge le filament',
  extrude: 'extrude # mm | pousse # mm de filament',
  bed_mesh: 'fais un maillage du lit | nivelle le plateau | palpe le plateau',
  pid_tune: 'lance un pid sur la buse à # | calibre le pid du lit à #',
  save_calibration: 'enregistre | sauvegarde la configuration',
  light: 'allume la lumière | éteins la lumière',
  power: 'éteins l imprimante | coupe le courant | allume l imprimante',
  restart: 'redémarre klipper | recharge la configuration',
  reboot_host: 'redémarre le raspberry | redémarre l ordinateur',
  snapshot: 'montre moi une photo | à quoi ça ressemble | montre la caméra | fais voir',
  temperatures:
    'quelle est la température du lit | la buse est à combien | combien de degrés | le plateau est chaud | quelle température',
  heaters_state: 'est ce que tout est éteint | quelque chose est encore chaud | le chauffage est allumé',
  progress:
    'ça avance | ça avance bien | ça tourne toujours | c est planté ou ça tourne encore | il imprime encore | elle tourne toujours | où en est l impression | combien de pour cent | il en est à combien | c est bientôt fini | quel pourcentage',
  eta: 'combien de temps reste t il | quand sera t elle finie | c est pour quand la fin | j ai le temps de manger avant la fin | il en a encore pour longtemps | ça finit quand | encore combien de temps',
  what_printing: 'qu est ce qu elle imprime | quel fichier est imprimé',
  layer: 'à quelle couche | combien de couches',
  status: 'comment ça va | que fait l imprimante | tout va bien | elle est libre',
  what_wrong:
    'qu est ce qui ne va pas | pourquoi s est elle arrêtée | quelle est l erreur | que s est il passé',
  filament_used: 'combien de filament a été utilisé',
  runout_sensor: 'y a t il du filament | il y a du filament dedans',
  position: 'où est la tête | quelle est la position',
  homed: 'les origines sont faites | elle a fait l origine',
  list_files:
    'quels fichiers y a t il | montre les fichiers | qu est ce que je peux imprimer | liste les fichiers',
  find_file: 'y a t il un NAME | on a NAME',
  file_facts:
    'combien de temps prend NAME | combien de filament faut il pour NAME | pour quelle matière est NAME',
  compare_files: 'lequel est le plus rapide | quel est le plus court',
  delete_file: 'supprime NAME | efface NAME',
  last_job:
    'comment était la dernière impression | la dernière a marché | qu est ce qui a été imprimé en dernier',
  host_health: 'comment va le raspberry | température du raspberry',
};
