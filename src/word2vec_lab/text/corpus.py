"""The embedded corpus: made-up film talk, so that the whole course works offline.

A small grammar writes a few thousand short sentences in the file format of the Stanford Sentiment Treebank; they then
go through the same parser as the real files. Every word of the handout's plot occurs often, and among the words it
belongs with: rain, snow and hail fall from the sky, coffee and tea are poured, kings and queens rule, and reviews
praise or complain. All of it is written for this course; none of it comes from the treebank.

The text is the same on every machine and with every Python: the only source of chance is
`random.Random(seed).random()`, whose sequence Python guarantees, and the arithmetic on it is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from random import Random

SEED = 224
COUNT = 3000
# Where train ends, and test; the rest is dev. The treebank's own shares.
TRAIN_SHARE, TEST_SHARE = 0.72, 0.907
NEUTRAL = 0.5
# A list with more alternatives than this is a list of words, and the earlier in it, the commoner.
SHORT = 9

# What a word says about a film, from 0 (worst) to 1 (best).
_SENTIMENT = """
0.98: masterpiece
0.96: brilliant wonderful amazing superb magnificent triumph
0.92: great masterful dazzling thrilling gorgeous gem soars adore
0.88: beautiful hilarious delightful delight joy delights love shines treat
0.83: moving touching gripping inventive elegant witty charming graceful pleasure charms admire
0.78: cool funny enjoyable clever tender smart entertaining enjoy rewarding
0.74: sweet worth well warm fresh lively vivid honest likeable playful subtle
0.68: solid pleasant like
0.58: decent watchable
0.42: slight familiar uneven
0.32: slow thin silly noisy predictable stumbles
0.23: forgettable clumsy flat stale shallow tired muddled bland disappointment
0.16: lazy hollow dislike bores annoys chore mess
0.12: boring annoying lifeless tedious dreary pointless ugly unfunny painful failure
0.08: bad dumb hate waste disaster
0.03: awful terrible dreadful
"""

# Sentences, by what they are about: first the family's weight, then a pattern a line. `<name>` stands
# for an alternative out of the lists below. A number before a pattern is its sentiment, where that is not the mean of
# its words' ("not a great film"). A `~` makes the other gender of a name.
_PATTERNS = """
praise 41
The <aspect> is <good> .
The <aspect> is <very> <good> .
The <aspects> are <good> .
The <aspect> is <good> , the <aspects> are <good> , and the <aspect> is <good> .
A <good-film> <genre> , with <aspects> that are <good> .
A <good> , <good-film> <genre> about <theme> .
A <good-film> and <good-film> <genre> .
<name> has made a <good-film> <genre> about <theme> .
With this <genre> , <name> gives us something <good> .
<name> 's new <genre> is <very> <good-film> .
<name> <likes-making> , and the result is <very> <good> .
This is a <good-film> <genre> that never forgets its <aspect> .
What a <good> <genre> !
It is a <good> <genre> , and the <aspect> is <good> too .
I <praise> the <aspect> , and the <aspects> are <good> .
I <praise> this <genre> : the <aspect> is <good> and <name> is <good> .
You will <praise> this <good-film> <genre> .
We <praise> <name> 's <aspect> , which is <very> <good> .
<name> <is-fine> as <role> .
<name> <is-fine> in a <genre> about <theme> .
<name> and <~name> are <good> together .
0.9 A <noun-praise> : <good-film> , <good-film> and never <bad-film> .
-LRB- It is -RRB- a <good-film> <genre> , and a <noun-praise> for <audience> .
<audience-cap> will <praise> this <genre> .
The <genre> is a <noun-praise> from <stretch> .
0.85 Not one of the <aspects> is <bad> .
0.8 It could have been <bad> ; it is <good> .
0.8 There is nothing <bad> about the <aspect> .
0.79 The <genre> is never <bad-film> , and <name> is never <bad> .

well-worth 15
Well <acted> and well <acted> , this is a <good-film> <genre> .
The <genre> is well <acted> .
The <aspect> works well , and so do the <aspects> .
<name> knows <his> craft well , and the <aspect> shows it .
<name> plays <role> very well .
<name> and <~name> work well together in this <genre> .
It is well worth <seeing> .
The <genre> is worth <seeing> for the <aspect> .
Worth <seeing> for the <aspects> alone .
This <genre> is worth the price of a ticket .
It is worth your <time> , and worth <seeing> twice .
<name> 's <aspect> alone is worth the <trip> .
A <genre> worth seeing with <audience> .
0.25 It is not worth <seeing> , not even for the <aspect> .
0.22 The <genre> is hardly worth the price of a ticket .
0.3 The <aspect> does n't work well , and the <aspects> do n't help .

complaint 40
The <aspect> is <bad> .
The <aspect> is <very> <bad> .
The <aspects> are <bad> .
The <aspect> is <bad> , the <aspects> are <bad> , and the <aspect> is <bad> .
A <bad-film> <genre> , with <aspects> that are <bad> .
A <bad> , <bad-film> <genre> about <theme> .
A <bad-film> and <bad-film> <genre> .
<name> has made a <bad-film> <genre> about <theme> .
With this <genre> , <name> gives us something <bad> .
<name> 's new <genre> is <very> <bad-film> .
<name> <likes-making> , but the result is <very> <bad> .
This is a <bad-film> <genre> that forgets its <aspect> .
What a <bad> <genre> !
It is a <bad> <genre> , and the <aspect> is <bad> too .
I <complain> the <aspect> , and the <aspects> are <bad> .
I <complain> this <genre> : the <aspect> is <bad> and <name> is <bad> .
You will <complain> this <bad-film> <genre> .
<name> <is-poor> as <role> .
<name> <is-poor> in a <genre> about <theme> .
<name> and <~name> are <bad> together .
0.1 A <noun-complaint> : <bad-film> , <bad-film> and never <good-film> .
-LRB- It is -RRB- a <bad-film> <genre> , and a <noun-complaint> for <audience> .
<audience-cap> will <complain> this <genre> .
The <genre> is a <noun-complaint> from <stretch> .
The jokes are <bad> , and the <aspect> is worse .
0.3 Not one of the <aspects> is <good> .
0.35 It is not a <good> <genre> .
0.3 It should have been <good-film> ; it is <bad-film> .
0.28 Why make a <genre> about <theme> , if the <aspect> is so <bad> ?

mixed 16
The <aspect> is <good> , but the <aspect> is <bad> .
The <aspects> are <good> , but the <aspect> is <very> <bad> .
For every <good> <scene> there is a <bad> one .
<good-film-cap> at first , the <genre> is <bad-film> by the end .
<name> is <good> , but <his> <genre> is <bad> .
If the <aspect> is <bad> , the <aspects> are <good> .
The first half is <good> ; the second half is <bad> .
It is <good-film> and <bad-film> at the same time .
Neither <good> nor <bad> , this <genre> is simply there .

plain 18
The <genre> is about <theme> .
The <genre> runs for <length> minutes .
<name> shot the <genre> in <place> in <number> weeks .
The story takes place in <place> .
The story begins in <place> and ends in <place> .
It is <name> 's <ordinal> <genre> , and <his> first about <theme> .
This <genre> is based on a <book> by <name> .
There are <few> songs in the <genre> , and <few> of them are about <place> .
<name> wrote the script , and <~name> wrote the music .
The <genre> opens in <place> on <day> .
It is a <genre> , a <genre> and a <genre> in one .
How much of this is true , the <genre> does not say .
<name> plays <role> , and <~name> plays the <job> .

man-woman 24
A <adult> <does> .
An old <adult> <does> , and then <does> .
The <adult> <does> , while a young <~adult> <~does> .
A <age> <adult> and a <age> <~adult> meet <somewhere> .
The <adult> asks <his> <relative> for help , but <he> never comes back .
It is the story of a <age> <adult> who <does> .
The <genre> follows a <age> <adult> who <does> .
The <adult> is a <job> , and <his> <relative> is a <job> .
At the heart of the <genre> is a <adult> who <does> .
A <adult> in a <colour> coat waits for <his> <relative> <somewhere> .
What does a <adult> do when <he> <does> ?
The <age> <adult> tells <himself> that <he> was right .
One <adult> <does> ; another <adult> <does> .
<name> plays a <adult> who <does> .

royal 17
The <royal> <rules> .
The old <royal> <rules> , and the <court> is silent .
A young <royal> <rules> in a far kingdom .
The <royal> loves <his> people , but <his> <relative> wants the crown .
The <royal> of a small kingdom <rules> .
Long live the <royal> , cries the <court> .
The <royal> and the <~royal> sit side by side on their thrones .
The <royal> takes off <his> crown and weeps for <his> <relative> .
<name> plays the <royal> , who <rules> .
In the <ordinal> act the <royal> <rules> .
The <court> bows to the <royal> , and <he> smiles .
The palace burns while the <royal> sleeps beside <his> sword .

male-female 17
The <sex> lead , <name> , plays <his> part with <quality> .
The <sex> lead is a <job> , and the <~sex> lead is a <job> .
A <sex> <job> <does> .
The <sex> chorus sings , and the <~sex> chorus answers .
All the <sex> characters <talk> ; the <~sex> characters listen .
<name> gives the <sex> <job> a voice of <his> own .
Few films show a <sex> <job> so <frankly> .
The <genre> has <few> <sex> roles and <few> <~sex> ones .
The <sex> voice on the phone belongs to <his> <relative> .
Both the male and the female dancers come from <place> .
It is a <genre> about <sex> friendship and <sex> pride .

weather 25
<weather-cap> falls on the <roof> .
The <weather> <beats> the <roof> all night .
Cold <weather> and wind <beat> the <roof> .
It is a <genre> of <weather> , fog and grey skies .
<name> films the <weather> as if <he> had never seen a storm .
The storm brings <weather> to <cold-place> .
A <adult> walks home through the <weather> without a <hat> .
The <weather> stops , and the clouds open over <cold-place> .
Heavy <weather> is forecast for <cold-place> on <day> .
In the last <filmed> the <weather> turns to <weather> .
First comes <weather> , then comes <weather> , and then the sun .
The road is closed by <weather> , and the <vehicle> ca n't go on .
All that <weather> in the <filmed> is real : it was a cold winter in <cold-place> .
They are lost in the <weather> , and the storm grows .
Rain runs down the windows and fills the <puddles> .
Snow covers the <roof> , white and silent .
Children throw snow at each other until the winter sun goes down .
Hail as big as <eggs> breaks the <window> .
Hail rattles on the <tin> like <gravel> .
The <weather> scenes are <good> .
The wet streets , the <weather> and the grey light are <good> .
The <weather> is fake , and it looks <bad> .

drinks 24
She pours the <drink> , and he passes the <sugar> .
He pours the <drink> , and she passes the <sugar> .
A cup of <drink> grows cold on the <table> .
The <adult> drinks <his> <drink> by the window .
The <job> drinks <drink> with <sugar> every morning .
Over a pot of <drink> the two of them talk about <place> .
They meet for <drink> in a small café <somewhere> .
Would you like <drink> or <drink> , asks the waiter .
The kitchen smells of <drink> and <bread> .
<name> stirs <his> <drink> for <few> minutes and says nothing .
Hot <drink> and <bread> : so begins every morning in <place> .
There is always time for a cup of <drink> , says <his> <relative> .
Two cups of <drink> , one <table> , and a long talk .
Bring a strong cup of <drink> : the <genre> is <bad-film> .
I fell asleep over my <drink> , so <bad-film> is the <genre> .
Like a hot cup of <drink> , this <genre> is <good-film> .
The best scene is a talk over <drink> , and it is <good> .
"""

# The lists: `|` between alternatives. `.m` and `.f` are the two genders of one name.
_LISTS = """
he.m: he
he.f: she
his.m: his
his.f: her
himself.m: himself
himself.f: herself
adult.m: man
adult.f: woman
royal.m: king
royal.f: queen
sex.m: male
sex.f: female
relative.m: father | brother | son | husband | uncle | grandfather | nephew | best friend | cousin | twin
relative.f: mother | sister | daughter | wife | aunt | grandmother | niece | best friend | cousin | twin
first.m: Tomas | Henrik | Oscar | Lionel | Marco | Felix | Dexter | Anton | Rufus | Hugo | Emil | Basil | Casper |
 Igor | Julius | Nestor | Otto | Pavel | Quentin | Ralph
first.f: Clara | Ingrid | Marta | Odette | Nadia | Beatrix | Greta | Imogen | Leonie | Paloma | Agnes | Celeste |
 Dorothea | Freya | Hester | Isolde | Juno | Lucinda | Minerva | Petra
last: Varga | Lindqvist | Okoye | Penhallow | Castellan | Brandt | Morrow | Ashdown | Delacourt | Fennimore | Grieg |
 Halloway | Ibarra | Janssen | Kessel | Lomax | Marchetti | Nakata | Oyelaran | Pettibone | Quill | Rademaker |
 Sandoval | Thackeray | Ustinov | Vandermeer | Whitlock | Yamada | Zielinski | Abernathy
name.m: <last> | <last> | <first> <last>
name.f: <last> | <last> | <first> <last>

good: <good-plot> | <good-plot> | <good-other>
good-plot: great | cool | brilliant | wonderful | amazing | sweet | enjoyable
good-other: superb | beautiful | clever | fresh | delightful | charming | gorgeous | magnificent | vivid | elegant |
 inventive | lively | dazzling | subtle | solid | pleasant | masterful | graceful | decent | likeable
good-film: <good> | <good-film-only>
good-film-only: funny | moving | entertaining | touching | smart | warm | witty | gripping | thrilling | honest |
 hilarious | tender | playful | rewarding | watchable
good-film-cap: Funny | Sweet | Enjoyable | Great | Cool | Charming | Moving
bad: <bad-plot> | <bad-other>
bad-plot: boring | bad | dumb | annoying
bad-other: flat | bland | awful | terrible | tired | lazy | clumsy | stale | dreadful | thin | lifeless | hollow |
 shallow | ugly | forgettable | muddled
bad-film: <bad> | <bad-film-only>
bad-film-only: slow | predictable | silly | tedious | pointless | uneven | unfunny | painful | noisy | dreary |
 familiar | slight
very: really | so | very | truly | quite | often | rather | always | simply | just | rarely less than
praise: love | like | enjoy | adore | admire
complain: hate | dislike
noun-praise: joy | treat | gem | pleasure | triumph | delight | masterpiece
noun-complaint: mess | waste of time | disappointment | chore | disaster | failure
is-fine: is <good> | is <good> | shines | soars | charms us all | delights
is-poor: is <bad> | is <bad> | stumbles | bores us | annoys
likes-making: wants to make us laugh | works without a safety net | takes <his> time | takes a risk |
 mixes <spice> and <spice> | trusts <his> actors | loves long shots
spice: comedy | tragedy | romance | horror | song | politics
acted: acted | made | written | directed | played | crafted | told | photographed | cast | edited
seeing: seeing | watching | a look | a visit | the wait | the effort | renting | a second look
time: time | money | evening | attention
trip: trip | ticket | wait | journey

genre: film | movie | comedy | story | drama | picture | thriller | romance | documentary | musical | western |
 mystery | fairy tale | love story | ghost story | cartoon | war film | spy film | road movie | sequel | remake |
 fantasy | tragedy | costume drama | horror film | debut | crime story | adventure | satire | melodrama | farce |
 monster movie | fable | short film | heist film | biography | parody | silent film | puppet film | epic
aspect: plot | story | acting | script | direction | ending | music | dialogue | camera work | humor | cast | pace |
 premise | photography | soundtrack | opening | editing | tone | mood | suspense | first act | last act | score |
 setting | lighting | style | second half | final scene | voice work | sense of place | choreography | sound |
 costume work | narration | rhythm | title song | design | atmosphere | chemistry | finale
aspects: characters | jokes | performances | songs | scenes | effects | actors | costumes | images | stunts | lines |
 sets | fights | dances | chases | twists | flashbacks | colors | puppets | speeches | details | close-ups |
 animals | dream scenes | conversations | landscapes | supporting roles | surprises
scene: scene | shot | minute | joke | line | song | twist | idea
filmed: scene | shot | chase | act
length: ninety | eighty | a hundred | ten | seventy | forty | fifteen | almost two hundred | a hundred and twenty
role: the <job> | a <job> | <his> own <relative> | the villain | a <job> who <does> | the hero | the stranger |
 the clown | the ghost
job: detective | teacher | doctor | singer | dancer | writer | thief | soldier | farmer | painter | sailor | lawyer |
 nurse | pilot | baker | student | musician | gardener | reporter | boxer | judge | spy | waiter | magician |
 fisherman 's child | photographer | carpenter | librarian | butcher | tailor | priest | scientist | cook | driver |
 engineer | clerk | poet | swimmer | postman 's friend | banker
theme: a <job> who <does> | a <adult> who <does> | love and money | a <royal> who <rules> | growing up in <place> |
 two friends on the road | the end of a marriage | a family and its secrets | life after the war |
 a <job> and a <job> in love
does: loses <his> job | falls in love with a <job> | comes home after the war | finds a letter in an old house |
 leaves <his> <relative> | moves to <place> | keeps a secret from <his> <relative> | learns to dance |
 steals a painting | wants to be a <job> | sells the family farm | searches for <his> <relative> |
 writes a letter to <his> <relative> | meets a <job> <somewhere> | remembers <his> childhood in <place> |
 loses <his> way <somewhere> | forgives <his> <relative> | takes the night train to <place> | dreams of <place> |
 can not sleep | buys a <vehicle> | hides from the police | tells a lie | breaks <his> own rules |
 talks to <himself> | laughs at the wrong moment | wakes up in <place> | marries a <job> | robs a bank |
 inherits a haunted house | opens a bakery | teaches children to read | gives up <his> career | fixes clocks |
 fights for <his> land | builds a boat with <his> <relative> | never speaks | plays chess with a <job>
rules: rules from a cold castle | loses the throne to <his> <relative> | wears the crown for the first time |
 sends an army to the border | rules the kingdom with <quality> | fears <his> own guards | must choose an heir |
 gives the throne to <his> <relative> | hears the people at the palace gates | signs the peace |
 rides to war at dawn | hides the crown jewels | calls the court together | longs to leave the palace |
 forgives the traitor | dances at the royal ball
court: court | whole court | crowd | royal guard | army | council
quality: charm | grace | wit | courage | patience | warmth | energy | pride | kindness | care | skill | style
frankly: frankly | closely | calmly | tenderly | seriously | fairly | openly
talk: talk | argue | shout | fight | boast | sing
age: young | old | lonely | rich | poor | quiet | tall | tired-looking | blind | proud | gentle | stubborn | homesick
colour: red | black | long | grey | blue | green | yellow | borrowed | heavy | torn
audience: children | the whole family | grown-ups | a patient audience | anyone | fans | an adult audience |
 people in love | lovers of old films | teenagers
audience-cap: Children | Fans | Everyone | Parents | Critics | Most viewers | Some people | Teenagers |
 Patient viewers | Few viewers
stretch: start to finish | beginning to end | the first frame to the last
few: two | three | four | five | six | seven | eight | ten | twelve
number: <few> | <few> | twenty | thirty | forty
ordinal: first | second | third | fourth | fifth | last | final | sixth
book: book | novel | play | true story | short story | poem | diary | comic book | letter | song
day: Friday | Sunday | Monday | Christmas Eve | Saturday | Thursday | Wednesday | Tuesday | New Year 's Day
place: the city | New York | Paris | a small town | the mountains | the desert | London | a village by the sea |
 Texas | the suburbs | Rome | Vienna | Alaska | the forest | Lisbon | a quiet valley | Chicago | Budapest |
 the islands | the harbor | Norway | the old quarter | Prague | the countryside | Kyoto | a border town | Oslo |
 Montana | the north | Havana | Dublin | the wetlands | Naples | the jungle
cold-place: the city | the mountains | Norway | Alaska | a small town | New York | Oslo | Vienna | Montana |
 a quiet valley | the north | Chicago | the islands | a border town
somewhere: in the street | at the station | in the park | on a bridge | at a wedding | by the river | in the library |
 on the last bus | at the market | at the theatre | in an elevator | on the beach | behind the church |
 at the museum | in a hospital | on a ferry | at the circus | in a hotel | at the airport | in the garden

weather: rain | snow | hail
weather-cap: Rain | Snow | Hail | Rain and snow | Rain and hail | Snow and hail
beats: beats on | hammers on | blows against | whips across | drifts over | pours down on
beat: beat on | hammer on | blow against | whip across | sweep over
roof: roof | village | city | fields | harbor | garden | windows | tents | old bridge | hills | streets | car |
 barn | chimneys | castle walls
hat: hat | coat | scarf | word | glove | lamp
vehicle: bus | train | truck | car | boat | bicycle | motorbike | wagon | tram | ferry
puddles: puddles | gutters | ditches | rain barrels | harbor | cellar
eggs: eggs | marbles | walnuts | golf balls | plums
window: window | windows | greenhouse | roof of the car | street lamps
tin: roof | windows | car | tents | barn | greenhouse
gravel: gravel | drums | dry beans | coins | small stones

drink: coffee | tea
sugar: sugar | milk | cream | honey | lemon | biscuits | spoon
table: table | kitchen table | desk | counter | tray | windowsill | saucer | bar
bread: bread | toast | cake | butter | cinnamon | apple pie | pancakes | fresh rolls | oranges | jam | wood smoke
"""


Pattern = tuple[float | None, list[str]]


class _Grammar:
    """Reads the tables above, and writes one sentence after the other."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed).random  # noqa: S311 (nothing here is secret)
        self._families = [_family(block) for block in _PATTERNS.strip().split("\n\n")]
        self._lists = {
            name: [alternative.split() for alternative in alternatives.split(" | ")]
            for name, _, alternatives in (line.partition(": ") for line in _entries(_LISTS))
        }

    def sentence(self) -> tuple[str, float]:
        """Write a sentence: its text in the treebank's spacing, and its sentiment."""
        patterns = self._draw_family()
        sentiment, pattern = patterns[int(self._chance() * len(patterns))]
        words = list(self._expand(pattern, "m" if self._chance() < 0.5 else "f", used=[]))
        words = [_article(word, following) for word, following in zip(words, [*words[1:], ""], strict=True)]
        text = " ".join(words)
        return text[0].upper() + text[1:], _mean(words) if sentiment is None else sentiment

    def split(self) -> int:
        """Draw a split: 1 train, 2 test, 3 dev."""
        draw = self._chance()
        return 1 if draw < TRAIN_SHARE else 2 if draw < TEST_SHARE else 3

    def _draw_family(self) -> list[Pattern]:
        draw = self._chance() * sum(weight for weight, _ in self._families)
        for weight, patterns in self._families[:-1]:
            draw -= weight
            if draw < 0:
                return patterns
        return self._families[-1][1]

    def _expand(self, words: list[str], gender: str, used: list[list[str]]) -> Iterator[str]:
        """Replace every `<name>` in `words`. No words are used twice in a sentence while there are others."""
        for word in words:
            if not word.startswith("<"):
                yield word
                continue
            name = word.strip("<>")
            turned = {"m": "f", "f": "m"}[gender] if name.startswith("~") else gender
            name = name.removeprefix("~")
            every = self._lists.get(f"{name}.{turned}") or self._lists[name]
            options = [alternative for alternative in every if alternative not in used] or every
            draw = self._chance()
            choice = options[int(len(options) * (draw * draw if len(every) > SHORT else draw))]
            if not any(part.startswith("<") for part in choice):
                used.append(choice)
            yield from self._expand(choice, turned, used)


def _entries(table: str) -> list[str]:
    """Return the lines of a table, each with the lines that continue it (these begin with a space)."""
    return [line for line in table.replace("\n ", " ").split("\n") if line]


def _family(block: str) -> tuple[int, list[Pattern]]:
    """Read a family: its weight, and its patterns with their sentiment, where one is given."""
    head, *lines = block.split("\n")
    patterns: list[Pattern] = []
    for line in lines:
        words = line.split()
        patterns.append((float(words[0]), words[1:]) if words[0][0] == "0" else (None, words))
    return int(head.split()[1]), patterns


def _article(word: str, following: str) -> str:
    # Sound decides: the "h" of "honest" is silent. (No word of the lists has the "u" of "use".)
    if word in ("a", "A") and (following[:1].lower() in "aeiou" or following == "honest"):
        return word + "n"
    return word


@cache
def _sentiments() -> dict[str, float]:
    lines = (line.partition(": ") for line in _entries(_SENTIMENT))
    return {word: float(value) for value, _, words in lines for word in words.split()}


def _mean(words: list[str]) -> float:
    known = [_sentiments()[word.lower()] for word in words if word.lower() in _sentiments()]
    return round(sum(known) / len(known), 4) if known else NEUTRAL


@cache
def files() -> Mapping[str, str]:
    """Return the corpus as the treebank's four files, text by name (0.2 s the first time). Always the same."""
    grammar = _Grammar(SEED)
    labels: dict[str, float] = {}
    while len(labels) < COUNT:
        labels.update([grammar.sentence()])
    splits = [grammar.split() for _ in labels]
    sentences = ["sentence_index\tsentence", *(f"{number}\t{text}" for number, text in enumerate(labels, 1))]
    splits_file = ["sentence_index,splitset_label", *(f"{number},{split}" for number, split in enumerate(splits, 1))]

    # As in the treebank, every word is a phrase too, brackets are brackets here, and the ids do not follow the lines.
    phrases = {text.replace("-LRB-", "(").replace("-RRB-", ")"): value for text, value in labels.items()}
    for word in " ".join(phrases).split():
        phrases.setdefault(word, _mean([word]))
    ids = {phrase: number for number, phrase in enumerate(phrases)}
    values = ["phrase ids|sentiment values", *(f"{ids[phrase]}|{value:g}" for phrase, value in phrases.items())]
    return {
        "datasetSentences.txt": _text(sentences),
        "datasetSplit.txt": _text(splits_file),
        "dictionary.txt": _text(f"{phrase}|{ids[phrase]}" for phrase in sorted(phrases)),
        "sentiment_labels.txt": _text(values),
    }


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def read(name: str) -> str:
    """Return the text of one of the four files by its name."""
    return files()[name]
