import type { MotifName } from './motifs';

// The phrases that select each motif. Plurals match too. Longer phrases win over shorter ones.
const vocabulary: Record<MotifName, string> = {
  speaker: 'speaker, bluetooth speaker, soundbar, sound bar, subwoofer, boombox, home audio, turntable, record player, radio, amplifier, home theater, receiver',
  headphones: 'headphone, headset, headphones & earbuds, over-ear, on-ear',
  earbuds: 'earbud, earphone, in-ear, airpods, hearing',
  microphone: 'microphone, mic, condenser, recording, karaoke',
  guitar: 'guitar, ukulele, violin, strings, bass guitar, cello, banjo, mandolin, capo, fiddle',
  piano: 'piano, synthesizer, midi keyboard, midi controller, keyboard piano, organ, keys, accordion, wind, flute, clarinet, harmonica, recorder, saxophone, trumpet, musical instrument',
  drum: 'drum, cajon, percussion, bongo, djembe, cymbal, tambourine, drumstick, metronome, kalimba',
  phone: 'phone, smartphone, mobile, iphone, cellular, tablet, ipad, e-reader, ereader',
  phoneCase: 'case, phone case, screen protector, phone accessories, phone grip, phone holder, mobile pouch, sleeve, cover',
  charger: 'charger, power bank, charging, cable, adapter, usb hub, hub, battery, powerbank, surge protector, extension cord, power strip, dock, docking station',
  laptop: 'laptop, notebook computer, computer, monitor, chromebook, macbook, ultrabook, desktop, mini pc, webcam, inch notebook, gaming notebook',
  keyboard: 'keyboard, mechanical keyboard, keycap, wrist rest',
  mouse: 'mouse, trackball, mouse pad, mousepad, trackpad',
  camera: 'camera, lens, tripod, camcorder, photography, instant camera, binocular, telescope, gimbal, drone, action camera',
  securityCamera: 'security camera, doorbell, surveillance, cctv, baby monitor, dash cam, security, dashcam',
  gamepad: 'controller, gamepad, game, video game, console, joystick, gaming, playstation, xbox, nintendo, rpg, adventure game, racing game, platformer',
  tv: 'tv, television, projector, streaming stick, smart tv, oled, set-top, streaming, media player, screen, dvd, remote control',
  drive: 'ssd, hard drive, flash drive, memory card, storage & networking, usb drive, router, network, nas, wi-fi, modem, sd card, wifi, printer, scanner, ethernet switch, ethernet, mesh',
  smartHome: 'smart home, smart plug, thermostat, motion sensor, alexa, home automation, smart lock, smart bulb, smoke alarm, sensor',
  sneaker: 'sneaker, trainer, running shoe, shoe, sports shoe, casual shoe, footwear, loafer, oxford, formal shoe, derby, plimsoll, tennis shoe, brogue, skate shoe, high-top, low-top, slip-on, cleat, runner, football boot, formal',
  heel: 'heel, pump heel, stiletto, wedge, ballerina, flat, ballet flat, mary jane, court shoe, kitten heel',
  boot: 'boot, hiking boot, chelsea, rain boot, wellington, wellies, ankle boot, hiker',
  sandal: 'sandal, flip flop, slipper, slide, clog, espadrille, mule',
  dress: 'dress, gown, frock, skirt, saree, sari, kurta, lehenga, tunic, jumpsuit, maxi, nightdress, nightgown, kurti, ethnic wear, robe, dupatta, jumper dress',
  tshirt: 't-shirt, tee, tshirt, top, tank, jersey, polo, camisole, undershirt, vest, bra, sports bra, lingerie, innerwear, activewear, sportswear, bodysuit, rash guard, swimsuit, swimwear, bikini, pajama, pyjama, nightwear, clothing, apparel, fashion',
  shirt: 'shirt, blouse, button-down, button-up, flannel, henley, dress shirt, topwear, western wear',
  jacket: 'jacket, coat, hoodie, sweater, jumper, sweatshirt, cardigan, blazer, parka, pullover, fleece, windbreaker, knitwear, suit, anorak, raincoat, waistcoat, puffer, shrug, outerwear, turtleneck, crewneck, tracksuit, overshirt, gilet',
  pants: 'pant, jean, trouser, legging, short, jogger, chino, bottomwear, capri, track pant, tights, sweatpant, jeggings, overall, dungaree, boxer, brief, underwear',
  socks: 'sock, stocking, hosiery, glove, mitten',
  cap: 'cap, hat, beanie, headwear, bucket hat, visor, baseball cap, headband, beret, sun hat',
  glasses: 'sunglasses, glasses, eyewear, spectacles, goggle, reading glasses, blue light glasses, eyeglass',
  scarf: 'scarf, shawl, stole, muffler, tie, bow tie, necktie, wrap, bandana',
  watch: 'watch, chronograph, wristwatch, analog watch',
  smartwatch: 'smartwatch, smart watch, fitness tracker, activity tracker, wearable, fitness band, heart rate',
  ring: 'ring, earring, stud, band ring, diamond, hoop, jewelry, jewellery, engagement, cufflink, brooch, signet',
  necklace: 'necklace, pendant, bracelet, chain, bangle, locket, anklet, charm, choker, beads',
  handbag: 'handbag, tote, purse, clutch, crossbody, shoulder bag, bag, satchel, hobo bag, bucket bag, shopping bag',
  backpack: 'backpack, rucksack, school bag, daypack, schoolbag, laptop bag, messenger bag, duffel, duffle, gym bag, waist pouch, sling bag, weekender, diaper bag, belt bag, fanny pack',
  wallet: 'wallet, card holder, cardholder, coin purse, billfold, passport holder, money clip, keychain, key chain, gift card, voucher',
  belt: 'belt, suspenders, braces',
  suitcase: 'suitcase, luggage, trolley bag, carry-on, spinner, travel, packing cube, travel pillow, luggage tag, garment bag, travel accessories',
  umbrella: 'umbrella, parasol, poncho',
  bottle: 'water bottle, bottle, flask, tumbler, thermos, shaker, hydration, growler, canteen, insulated bottle',
  lipstick: 'lipstick, lip gloss, lip balm, lip liner, lip, lip tint, lip oil, lip care',
  perfume: 'perfume, fragrance, cologne, eau de parfum, eau de toilette, body mist, deodorant, aftershave, reed diffuser, essential oil',
  jar: 'cream, moisturizer, moisturiser, skin care, mask, balm, scrub, night cream, eye cream, body butter, clay mask, skin, gel cream, exfoliator, pomade, wax',
  pump: 'shampoo, conditioner, lotion, soap, body wash, hand wash, cleanser, sunscreen, hair care, serum, face wash, sanitizer, hair oil, toner, body oil, bathing, hair mask, bubble bath, baby bath, micellar',
  palette: 'eyeshadow, palette, blush, foundation, make-up, makeup, mascara, eyeliner, concealer, highlighter, compact, primer, bronzer, nail polish, nail, kajal, setting powder, brow, beauty, cosmetics, face powder, eyeliner pen, brow pencil, lip pencil, eye pencil',
  hairdryer: 'hair dryer, hairdryer, straightener, curling iron, blow dryer, hair styler, curler, flat iron, curling wand, hot brush',
  brush: 'brush, toothbrush, makeup brush, hair brush, hairbrush, comb, paint brush, paddle brush, hairbrush',
  razor: 'razor, shaver, trimmer, clipper, grooming, shaving, beard, epilator, tweezers',
  lamp: 'lamp, light, lighting, chandelier, lantern, bulb, sconce, string light, nightlight, night light, led strip, floor lamp, pendant light, fairy lights, flashlight, headlamp, torch, ring light',
  sofa: 'sofa, couch, loveseat, sectional, futon, settee, daybed',
  chair: 'chair, armchair, stool, rocker, bench, gaming chair, office chair, recliner, seat, ottoman, bean bag, high chair, booster seat',
  table: 'table, nightstand, coffee table, side table, console table, end table, dining table, bedside table',
  dresser: 'dresser, cabinet, wardrobe, bookcase, shelf, bookshelf, drawer, chest, sideboard, shelving, furniture, tv stand, rack, organizer cabinet, media console',
  bed: 'bed, mattress, crib, bedding, sheet, duvet, duvet cover, comforter, quilt, bed frame, topper, bedspread, headboard, bassinet, sleeping bag, linen, cot',
  cushion: 'pillow, cushion, throw, blanket, pillowcase, bolster, floor cushion, throw pillow, weighted blanket',
  towel: 'towel, bath towel, washcloth, bath, bath mat, robe set, shower curtain, beach towel, wash cloth, dish towel, tea towel, linens, toilet paper, tissue',
  clock: 'clock, alarm clock, timer, wall clock',
  candle: 'candle, diffuser, incense, scented, wick, tealight',
  frame: 'frame, poster, wall art, print, painting, picture, photo frame, mirror, canvas, art print, decor, décor, tapestry, decorative, home accessories, photo album, sculpture, figurine decor',
  plant: 'plant, succulent, pot plant, planter, cactus, fern, seed, monstera, houseplant, bonsai, fiddle, bulbs, pothos, herb',
  bouquet: 'bouquet, flower, rose, floral, wreath, tulip, vase, arrangement, centerpiece, orchid, bouquets',
  basket: 'basket, hamper, laundry, picnic, picnic basket, egg basket, easter',
  cleaning: 'cleaner, cleaning, spray, detergent, disinfectant, mop, vacuum, broom, sponge, household supplies, trash bag, dish soap, robot vacuum, duster, bin, squeegee, laundry detergent, descaler, stain remover',
  rug: 'rug, carpet, runner rug, doormat, mat rug, curtain, home furnishing',
  pan: 'pan, skillet, frying pan, wok, griddle, saute pan, crepe pan, cookware, bakeware, baking sheet, muffin tin, cake tin, baking tray, loaf pan, roasting pan, sheet pan',
  pot: 'pot, dutch oven, saucepan, stockpot, pressure cooker, rice cooker, slow cooker, casserole, multicooker, cooker, steamer, fondue',
  knife: 'knife, chef knife, cleaver, knives, paring knife, knife set, knife block, kitchen shears, pocket knife, scissors, multitool, santoku, axe',
  utensils: 'utensil, spatula, whisk, ladle, tongs, cutlery, flatware, spoon, fork, kitchen tool, peeler, grater, measuring cup, rolling pin, cutting board, chopping board, colander, kitchen gadget, serving spoon, kitchen, can opener, kitchen scale, cooking tools',
  mug: 'mug, cup, teacup, espresso cup, coffee mug, travel mug',
  glassware: 'glass, wine glass, glassware, goblet, tumbler glass, decanter, champagne, carafe, pitcher, cocktail, barware, wine, beer, juice, beverage, soda, drink, lemonade, kombucha, fountain',
  bowl: 'bowl, plate, dinnerware, serving bowl, salad bowl, dish, platter, salad, soup, tray, dinner set, place mat, napkin, tableware, dining, mixing bowl, serving tray, poke',
  coffeeMaker: 'coffee maker, espresso machine, coffee machine, french press, pour-over, coffee grinder, moka pot, drip, cold brew maker, coffee gear, grinder, aeropress, percolator, milk frother, burr grinder',
  blender: 'blender, mixer, food processor, juicer, stand mixer, hand mixer, immersion blender, ice cream maker, small appliances, smoothie, mixer grinder',
  kettle: 'kettle, teapot, gooseneck, tea pot, electric kettle, tea infuser, tea set, matcha whisk',
  fridge: 'refrigerator, fridge, freezer, microwave, oven, toaster, air fryer, dishwasher, toaster oven, bread maker, appliance, wine cooler, waffle maker, dehydrator, mini fridge, sandwich maker',
  washer: 'washing machine, washer, dryer, iron, clothes dryer, garment steamer, sewing machine',
  fan: 'fan, air conditioner, heater, humidifier, air purifier, cooler, dehumidifier, purifier, heating, cooling, space heater',
  storageBox: 'container, storage box, storage, organizer, lunch box, bento, food storage, canister, storage bin, tiffin, box, food container, lunchbox, drawer organizer',
  snack: 'snack, chip, cookie, chocolate, candy, cracker, popcorn, nut, trail mix, granola, gummies, pretzel, cereal, biscuit, bar, sweets, nachos, jerky, almond, cashew, truffle, caramel, marshmallow, protein bar, seeds, meat, seafood, pistachio, licorice, brittle, crisps, toffee, fudge',
  coffeeBag: 'coffee, coffee bean, ground coffee, espresso, whole bean, decaf, instant coffee, coffee pods, cold brew, roast',
  tea: 'tea, green tea, matcha, chai, herbal tea, rooibos, oolong, earl grey, black tea, chamomile, hot chocolate, cocoa',
  fruit: 'fruit, apple, banana, berry, berries, mango, orange fruit, grape, strawberry, avocado, melon, citrus, kiwi, peach fruit, pear',
  vegetable: 'vegetable, carrot, tomato, potato, onion, broccoli, spinach, lettuce, cucumber, kale, pepper, garlic, produce, cabbage, mushroom, eggplant, beans, asparagus',
  bread: 'bread, bakery, bagel, croissant, loaf, sourdough, muffin, pizza, sandwich, baguette, bun, pastry, pancake, tortilla, flour, baking',
  cake: 'cake, cupcake, birthday cake, dessert, pie, ice cream, brownie, doughnut, donut, cake topper, baking mix',
  pantry: 'honey, jam, sauce, oil, olive oil, spice, salt, pasta, rice, vinegar, syrup, pantry, gourmet, peanut butter, mustard, grocery, seasoning, salsa, milk, cheese, butter, yogurt, dairy, pickle, noodle, broth, hot sauce, ketchup, quinoa, sugar, curry, chutney, egg, lentil, pesto, food',
  blocks: 'block, building set, lego, building block, construction set, brick, magnetic tile, building, stem, construction toy, stacking, sorting, wooden blocks, marble run',
  teddy: 'plush, teddy, stuffed animal, soft toy, puppet, teddy bear, plushie, stuffed, toy animal, soft dolls, comforter toy, lovey, toys',
  robot: 'robot, action figure, figure, transformer, superhero, ben 10, omnitrix, playset, collectible, alien, action figures, role play, figurine, star wars, minifigure, knight, pirate, heatblast, four arms, character',
  doll: 'doll, dollhouse, barbie, fashion doll, dolls house, doll house, baby doll, princess',
  boardGame: 'board game, dice, card game, chess, domino, strategy game, party game, trivia, monopoly, playing cards, family game, tabletop, trading card, cooperative game, poker, checkers, card deck, word game, deck-building',
  puzzle: 'puzzle, jigsaw, brain teaser, cube puzzle, 3d puzzle, rubik, cube',
  toyCar: 'toy car, die-cast, race car, rc car, remote control car, toy vehicle, slot car, toy truck, track set, dump truck, fire truck, hot wheels, ride-on, truck, tractor, vehicle, racer, monster truck, race track',
  train: 'train, railway, locomotive, train set, wooden train, model train, model building, model kit',
  balloon: 'balloon, party, party supplies, banner, confetti, birthday, streamer, garland, party favor, bunting, tableware set, decorations, invitation, party pack, christmas, seasonal, ornament, valentine, pinata',
  mask: 'costume, fancy dress, face mask costume, halloween, dress-up, wig, cosplay, pretend play, cape, party mask, hero mask',
  craft: 'craft, paint, art, crayon, colouring, coloring, clay, watercolor, art set, easel, paint set, knitting, yarn, embroidery, sewing, slime, stickers, sticker, beading, science kit, science, microscope, chemistry, play dough, acrylic, sand, experiment, learning, sketch',
  kite: 'kite, frisbee, flight toy, outdoor toy, water gun, bubble machine, bubble, trampoline, swing, slide set, sandbox, beach toy, water blaster, boomerang, yo-yo, jump rope toy, sandpit, playhouse, outdoor',
  bike: 'bike, bicycle, scooter, cycling, tricycle, e-bike, mountain bike, balance bike, road bike, cruiser bike, exercise bike, skateboard, bike light, bike pump, pannier, bike lock, kickscooter, bike trainer',
  helmet: 'helmet, bike helmet, knee pad, protective gear, motorcycle helmet, hard hat',
  tent: 'tent, camping, hiking, hammock, camp stove, canopy, trekking pole, tarp, bivy, camp, cot camp, campfire, compass',
  dumbbell: 'dumbbell, kettlebell, weight, barbell, fitness, strength training, gym, weight bench, pull-up bar, workout, exercise, resistance band, medicine ball, ab roller, cardio, treadmill, rowing machine, elliptical, jump rope, weight plate, grip trainer, push-up',
  mat: 'yoga mat, yoga, mat, pilates, foam roller, exercise mat, yoga block, yoga strap, stretching, massage, massager, pilates ring, acupressure, meditation',
  ball: 'ball, football, basketball, soccer, soccer ball, volleyball, rugby, bowling, goal, team sport, medicine ball toy, hoop basketball, pickleball, baseball, golf, golf ball, cricket, hockey, bat, sport',
  racket: 'racket, racquet, badminton, tennis, table tennis, squash, paddle, tennis racket, shuttlecock, ping pong, pickleball paddle',
  fishing: 'fishing, rod, lure, tackle, reel, bait, fish',
  kayak: 'kayak, canoe, paddle board, surfboard, raft, inflatable, snorkel, swim, pool float, life jacket, boat, pool, dry bag, wetsuit, swimming, sup board, boogie board, paddleboard',
  hammer: 'hammer, mallet, nail gun, hand tool, hardware, tape measure, level, saw, hand saw, chisel, screws, nails, utility knife, clamp',
  wrench: 'wrench, screwdriver, plier, socket set, tool set, tool kit, toolbox, hex key, ratchet, allen key, tool, tools, spanner, tool bag, bit set, test, measure, industrial, repair kit',
  drill: 'drill, power tool, sander, impact driver, circular saw, jigsaw saw, grinder tool, cordless drill, heat gun, rotary tool, power drill, jig saw, angle grinder, nailer, cordless, soldering',
  garden: 'watering can, garden, hose, pruner, shovel, rake, trowel, gardening, sprinkler, lawn mower, compost, lawn, secateurs, garden tool, wheelbarrow, bird feeder, raised bed, spade, loppers, hoe',
  grill: 'grill, bbq, barbecue, fire pit, smoker, patio, charcoal, pizza oven',
  car: 'car, automotive, car accessories, seat cover, car seat cover, phone mount, floor mat, motorbike, motorcycle, car care, jump starter, trunk organizer, car vacuum, car phone mount, car charger, car organizer, windshield, sunshade, car wash, car mount',
  wheel: 'tire, tyre, wheel, rim, tire inflator, car parts, brake, wiper, tire pressure, hubcap, engine, motor oil',
  dog: 'dog, puppy, leash, collar, dog toy, dog harness, harness, canine, chew toy, pet, dog bed, pets',
  cat: 'cat, kitten, litter, scratching post, cat tree, cat toy, feline, catnip, litter box',
  petBowl: 'pet bowl, dog food, cat food, pet food, kibble, treats, dog treat, cat treat, dog bowl, feeder, pet fountain, aquarium, bird, hamster, water fountain, slow feeder, fish food, cage, hutch, small animals',
  babyBottle: 'baby bottle, pacifier, nursing, feeding, sippy cup, bib, baby, teether, bottle warmer, breast pump, diaper, wipes, baby food, baby care, nursery, baby spoon, changing pad, diapers, teething toys, teething',
  stroller: 'stroller, pram, pushchair, car seat, baby carrier, travel system, buggy, baby wrap, carrier, infant seat',
  romper: 'onesie, romper, baby clothing, sleepsuit, babygrow, swaddle, baby clothes, sleep sack, baby outfit, baby set, footie, layette, bodysuit set',
  book: 'book, novel, cookbook, paperback, hardcover, fiction, memoir, guide, picture book, textbook, biography, stories, story, comic, thriller, mystery, poetry, atlas, poems, magazine, books, self-help, recipes',
  pencil: 'pen, pencil, notebook, stationery, journal, marker, planner, eraser, paper, stapler, highlighters, notepad, sticky notes, folder, binder, office, school supplies, writing, tape dispenser, desk organizer, sketchbook, fountain pen, diary, gel pen, envelopes, calendar, ruler, card stock, calculator, whiteboard, chalk, index card, paper clip, washi tape, colored pencil',
  desk: 'desk, standing desk, gaming desk, monitor arm, laptop stand, office furniture, monitor stand, computer desk, desk mat, desk lamp stand, workstation, writing desk',
  medicine: 'vitamin, supplement, medicine, health, first aid, protein powder, thermometer, bandage, nutrition, health care, personal care, whey, probiotic, diet, wellness, first aid kit, collagen, creatine, electrolyte, scale, multivitamin, omega-3, lab',
  gift: 'gift, gift set, hamper gift, gift box, gift wrap, present, novelty, free gift',
};

const motifOfPhrase = new Map<string, MotifName>();
for (const [motif, phrases] of Object.entries(vocabulary) as [MotifName, string][]) {
  for (const phrase of phrases.split(', ')) if (!motifOfPhrase.has(phrase)) motifOfPhrase.set(phrase, motif);
}
const wordsOf = (text: string) => [...text.matchAll(/[\p{L}\d]+/gu)];
const maxWords = Math.max(...[...motifOfPhrase.keys()].map((phrase) => wordsOf(phrase).length));

// In these categories the title is only a name. For example, the novel "The Salt Road" is not salt.
const titledByName = /^(books|fiction|video games|board games|movies|vinyl)\b/i;

/** motifOf returns the motif of a product. It tries the title, then the categories from the most specific one, then a gift. */
export function motifOf({ title, brand = '', category = [] }: { title: string; brand?: string; category?: readonly string[] }): MotifName {
  const kinds = [...category].reverse();
  if (kinds.some((kind) => titledByName.test(kind))) return firstOf(kinds) ?? 'book';
  const words = title.replace(brand, '').toLowerCase(); // a brand such as Owl Games does not describe the product
  const [about = '', ...rest] = words.split(/,|:|\(| - | – | \| | for | with | in /).filter((part) => part.trim() !== '');
  return lastIn(about) ?? firstOf(kinds) ?? firstOf(rest) ?? 'gift';
}

function firstOf(texts: readonly string[]): MotifName | undefined {
  for (const text of texts) {
    const motif = lastIn(text.toLowerCase());
    if (motif) return motif;
  }
  return undefined;
}

// lastIn returns the last motif in a text, because the last noun of an English phrase is its head. A "phone case" is a case.
function lastIn(text: string): MotifName | undefined {
  const words = wordsOf(text);
  let last: MotifName | undefined;
  for (let i = 0; i < words.length; ) {
    const found = phraseAt(text, words.slice(i, i + maxWords));
    if (found) last = found.motif;
    i += found?.words ?? 1;
  }
  return last;
}

// phraseAt returns the motif of the longest phrase at the start of words, and the number of words in the phrase.
function phraseAt(text: string, words: RegExpExecArray[]): { motif: MotifName; words: number } | undefined {
  for (let n = words.length; n > 0; n--) {
    const end = words[n - 1]!.index + words[n - 1]![0].length;
    const motif = singularsOf(text.slice(words[0]!.index, end)).map((phrase) => motifOfPhrase.get(phrase)).find(Boolean);
    if (motif) return { motif, words: n };
  }
  return undefined;
}

const singularsOf = (text: string) => [text, text.replace(/s$/, ''), text.replace(/es$/, '')];
