/**
 * Everyday English words that look like a slip of a word the mind knows ("sheet" is not "heat"). They are left as they are.
 */
export const COMMON_WORDS = new Set(
  `aight bit couch sofa sane closest flies fries dose doses fist forge frost gauge harry hurry lease lime lone motel olive pest purse quilt reed ripe rug rugs sage spice strap tide vault yeast booth chuck dolls fried curry torch drip drips pint cape mime isle aufgehangt oder aufhangt hangt verheddert festgefahren e-steps e-step esteps steps step scream screaming screams whine whining rattle rattling howl howling roar roaring buzz buzzing hum humming squeal squealing noisy dare dared dares yell yells yelling shout whistle knight pawn nag nagging ours testing tests spinning spins overkill failed fell waiting terminals terminal pull pulls touch windows window bedroom opens opened able about above across act actual add after afternoon age ago air alive all almost alone along already always among amount and angle
  animal answer any anyone apart appear apple area arm around arrive art ask away baby bad bag ball band bank bar base basic bath bean bear beat
  because become bee beer before begin behind being believe bell below belt bend best better between beyond bike bird bit black blob blobs block
  blood blue boat body bone book boot born boss bottle bottom bowl boy brand bread break bring broke brother brown bubble build built burn burst bus business busy
  but buy cable cake call calm came camp can car card care carry case cat catch cause cell chain chair chance chat cheap cheese chess child chip choose
  circle city class clean clear clearly clever click clip clock clog close cloth cloud coast coat code coffee coin cold come comes company cook copper cord
  cost could count country couple course cover crazy cream cross cube cup curious curl current cut dad daily damp dance dark data date day dead deal dear death
  deep desk details did die different dinner direct dirty dish doctor does dog doing door double doubt down draft dragon draw dream dress drink drive drop dry due dumb
  during dust duty each early earth easy eat edge effect egg eight either else empty end enemy engine english enjoy enough even evening event ever every exact example
  eye face fact fail fair fall false family famous far farm fat father feel feet felt few field fight figure fill film final find fine finger fish fit five fix flag
  flash flat floor flower fly folk food foot football force forest forget fork form found four frame free fresh friend from front fruit fun funny game garden gas gate
  gave gear gears get gift girl give glad glass glue goat gold gone good grand grass great grey grip ground group grow guess guide guitar gun guy hair half hand handle hang happen happy
  hard hat hate head health hear heard heart heavy held hello help her here hero hide high hill him hint his hit hobby hole holiday hook hope horse hospital hour house how huge human
  hundred hurt idea important inch inside instead into iron island its jacket jam jaw joke judge jump keep kept key keychain kid kids kind king kitchen knew knife knob knock know lady lake land language
  large last late later laugh law lay lazy leaf learn least leave leaves led left leg less lesson let letter lid lie life like line lion lip list listen little live liver lock long look
  loose lose loss lost lot loud love luck lunch mad made magic main man many map mark market match math matter may maybe mean meet meeting member metal middle might mile milk mind mine minute miss
  model mom moment money monkey month moon more morning most mother mountain mouse mouth move much mud mug mum music must name narrow near neck need neighbor nest never next nice nine noise none
  noon nor normal north nose note nothing notice now number nurse nut object ocean odd off offer office often oil old once one only onto open orange order other our out outer over own owner pack
  page paid pain paint pair pan pants paper parent park part party pass past path pay pen pencil people per perhaps person pet phone photo pick picture pie piece pig pin pink pizza place plan plane
  planet plant plastic play plays please plot plug poem point pool poor pop pot power pretty price problem pull push put quality question quick quite race rain random ran rate rather reach read real really reason
  record red rest rice rich ride right ring rings ripple river road robot rock role roll roof room root rope rose rough round row rule run rush sad safe said sail salad salt same sand sat saw say school science
  scratch screen screw sea seam seams season seat second secret see seed seem seen self sell send sense sent serve seven several shade shake shaky shall shape share sharp she sheep sheet shell shine ship shirt shoe shop short should
  shoulder shout show shown shut sick side sign silk silly simple since sing sister sit six skin skirt sky sleep slice slip small smart smell smile smoky smooth snake snow soap sock soft soil some son song soon
  sorry sort sound soup south space spaghetti speak special spell spend spent spider spoke spoon sport spot spray spring square stage stair stamp stand star stare stay steal steam steel step stick sticky still stock stone stood
  store storm story strange straight street stress string strings strip strong stuck student study stuff stupid sudden sugar suit summer sun sure surface sweet swim switch table tail take talk tall tape taste tea teach teacher team
  tear tell ten tend tent text than thank that the their them then there these they thick thin thing think third this those though thought three through throw tie tight till time tin tiny tip tired title today toe together
  told tomorrow tone tonight too took tool tooth top touch tough tour toward tower town toy track trade train travel treat tree trick trip trouble truck true trust truth try tube turn twelve twenty twice two type ugly uncle
  under unit until use used useful user usual vase very video view village visit voice wait wake walk wall wand want war warm wash waste water wave way weak wear weather week weird welcome well went were west wet what wheel when
  where whether which while white who whole whose why wide wife wild will win wind window wine wing winter wire wise wish with within without woman wonder wood word work world worry worse worst worth would write wrong yard year
  yellow yes yesterday yet you young your zero bowden cura orca orcaslicer prusa prusaslicer simplify creality ender voron bambu anycubic elegoo klipper moonraker mainsail fluidd octoprint marlin raspberry brim skirt raft infill
  seam overhang bridge retraction stringing warping layer wall perimeter lines line mode coasting hairs hair towers tower gaps corners corner thermistor heatsink ptfe dough holes tray holder hook stand bracket spool dice test demo final draft
  bolt nut washer knobs dial whale shark dragon rocket castle figurine statue lamp shade ornament mount clip handle spacer enclosure lid logo badge coaster pot planter bowl bridge flexi octopus articulated torture robot arm wrench
  arent thats hows wheres lets stays stops works says shows seems says sits lies goes comes wants needs likes looks feels sounds means makes takes gives keeps lets puts sets runs turns moves starts
  ist ich der die das und den dem ein eine einen auf mit fur von zu bei nach aus ist sind hat haben wird nicht noch bitte mal kann kannst wie was wer wo wann warum det den som och att jag har inte kan ska med till nar var vad hur
  est les des une pas que qui pour dans sur avec mais plus fait faire peux peut los las del una por con para como que cual donde esta este hay puedes puede stringy gappy blobby saggy foire foiree est-ce devrais devrait langsam sollte borde deberia puedo debo solo`
    .split(/\s+/)
    .filter(Boolean),
);
