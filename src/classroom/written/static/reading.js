// The page of one question. It keeps what the server says of all cards (`pile`), the card that is open (`open`), and what
// the reader has chosen for it and not saved (`draft`). Whatever is sent says which version of each answer was looked at.

const $ = id => document.getElementById(id);
const item = document.body.dataset.item;
const most = Number(document.body.dataset.points);
const lineButtons = [...document.querySelectorAll('#lines button')];
const INTERVAL = 10_000;
const AROUND = 60;
const EMPTY_COMMENT = 'There is no answer here.';

let pile = { cards: [], bank: [], progress: {}, trouble: [] };
let open = null;
let draft = null;
let names = null;
let texts = new Map();
let others = new Set();
let keysOn = localStorage.getItem('classroom-keys') !== 'off';

const reader = sessionStorage.getItem('classroom-reader') ?? crypto.randomUUID();
sessionStorage.setItem('classroom-reader', reader);

// --- Asking the server ---

async function ask(path, body) {
  let answer;
  try {
    answer = await fetch(`/api/${encodeURIComponent(item)}${path}`, body === undefined ? {} : {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Classroom': 'read' },
      body: JSON.stringify({ reader, ...body }),
    });
  } catch {
    throw new Error('`classroom read` does not answer. Is it still running? What you have chosen here is kept.');
  }
  const said = await answer.json().catch(() => ({ message: 'The server gave an answer that cannot be read.' }));
  if (!answer.ok) throw Object.assign(new Error(said.message), { status: answer.status });
  return said;
}

function say(text, warn = false) {
  $('message').textContent = text;
  $('message').classList.toggle('warn', warn);
}

// --- The pile ---

const cardOf = key => pile.cards.find(card => card.key === key);
const waits = card => card.members.some(member => member.open);
const openOrAll = card => waits(card) ? card.members.filter(member => member.open) : card.members;
const number = points => String(Math.round(points * 1e4) / 1e4);
const counted = (n, one, many) => `${n} ${n === 1 ? one : many}`;
const called = member => names?.[member.id] ?? `No. ${member.number}`;

function take(said) {
  pile = said;
  if (said.others) others = new Set(said.others);
  const { all, read, left, cards_left: cards, equal, near, empty } = pile.progress;
  $('progress').max = all || 1;
  $('progress').value = read;
  const settled = [[equal, 'as equal'], [near, 'as nearly equal'], [empty, 'as empty']].filter(([n]) => n);
  $('progress-words').textContent = `${read} of ${all} read, ${left} left` + (left > cards ? ` on ${counted(cards, 'card', 'cards')}` : '')
    + (settled.length ? ` · settled ${settled.map(([n, how]) => `${n} ${how}`).join(', ')}` : '');
}

function nextWaiting(from) {
  const at = pile.cards.findIndex(card => card.key === from);
  const waiting = [...pile.cards.slice(at + 1), ...pile.cards.slice(0, Math.max(at, 0))].filter(waits);
  // What somebody else has open is left to them, as long as there is anything else.
  return waiting.find(card => !others.has(card.key)) ?? waiting[0];
}

// What a card says; the text of a card never changes, but what was graded again may have other notes.
function textOf(key) {
  if (!texts.has(key)) texts.set(key, ask(`/card/${encodeURIComponent(key)}`).catch(error => { texts.delete(key); throw error; }));
  return texts.get(key);
}

async function claim() {
  if (!open) return;
  const key = open;
  others = new Set((await ask('/claim', { card: key })).others);
  if (open === key && cardOf(key)) showStanding(cardOf(key));
}

// --- What is chosen and not saved ---

function freshDraft(card) {
  const given = card.members.find(member => member.points !== null);
  return {
    lines: given?.lines ?? [],
    points: card.kind === 'empty' ? '0' : given ? number(given.points) : '',
    extra: given?.extra ? number(given.extra) : '',
    comment: card.kind === 'empty' && !given?.comment ? EMPTY_COMMENT : given?.comment ?? '',
    ticked: openOrAll(card).map(member => member.id),
    near: [],
    touched: false,
  };
}

const place = key => `classroom-draft:${item}:${key}`;

function keepDraft() {
  draft.touched = true;
  draft.points = $('points').value;
  draft.extra = $('extra').value;
  draft.comment = $('comment').value;
  sessionStorage.setItem(place(open), JSON.stringify(draft));
}

function draftOf(card) {
  const kept = sessionStorage.getItem(place(card.key));
  const fresh = freshDraft(card);
  if (!kept) return fresh;
  const there = new Set(card.members.map(member => member.id));
  const found = { ...fresh, ...JSON.parse(kept) };
  found.ticked = found.ticked.filter(id => there.has(id));
  if (!found.ticked.length) found.ticked = fresh.ticked;
  found.near = found.near.filter(key => card.near.includes(key));
  return found;
}

// --- Showing a card ---

async function show(key, focus = true) {
  const card = cardOf(key) ?? nextWaiting(null) ?? pile.cards[0];
  if (!card) {
    open = null;
    document.querySelector('main').hidden = true;
    say(pile.trouble.length ? pile.trouble.join(' ') : 'Nobody has handed in an answer that is graded. `classroom grade` puts them here.', true);
    return;
  }
  document.querySelector('main').hidden = false;
  open = card.key;
  history.replaceState(null, '', `#${open}`);
  draft = draftOf(card);
  const text = await textOf(card.key);
  if (open !== card.key) return;
  showStanding(card);
  showText(card, text);
  showMembers(card, text);
  showNear(card, text);
  showDraft();
  claim().catch(() => {});
  const following = nextWaiting(open);
  if (following) textOf(following.key).catch(() => {});
  if (focus) {
    $('answer-title').focus({ preventScroll: true });
    window.scrollTo(0, 0);
    $('text').scrollTop = 0;
  }
}

function showStanding(card) {
  const at = pile.cards.indexOf(card) + 1;
  const titles = {
    answer: card.members.length > 1 ? `${card.members.length} equal answers` : called(card.members[0]),
    empty: `${counted(card.members.length, 'answer', 'answers')} with nothing in ${card.members.length === 1 ? 'it' : 'them'}`,
    again: `${counted(card.members.length, 'answer', 'answers')} graded again and unchanged`,
  };
  $('answer-title').textContent = `${titles[card.kind]} (card ${at} of ${pile.cards.length})`;
  const said = [];
  const done = card.members.filter(member => !member.open);
  if (card.kind === 'again') said.push('They say what they said when somebody read them. Save keeps their points and comments.');
  else if (card.kind === 'empty') said.push('Look at the list, then save: 0 points and the comment, which can be undone.');
  else if (done.length === card.members.length) said.push(`Read: ${given(done[0])}.`);
  else if (done.length) said.push(`${counted(done.length, 'equal answer is', 'equal answers are')} read already: ${given(done[0])}.`);
  for (const member of card.kind === 'again' ? [] : card.members.filter(one => one.again)) {
    const how = member.changed === null ? 'Whether it says the same as then is not known' : 'It says something else now';
    said.push(`${called(member)} was read before (${given(member)}) and has been graded again. ${how}.`);
  }
  const near = card.near.filter(key => cardOf(key) && waits(cardOf(key)));
  if (near.length) said.push(`Below: ${counted(near.length, 'text that is', 'texts that are')} nearly the same.`);
  if (others.has(card.key)) said.push('Somebody else has this card open too.');
  if (draft.touched) said.push('What is chosen here is not saved yet.');
  $('standing').textContent = said.join(' ');
}

function given(member) {
  const comment = member.comment ? `, “${member.comment.replace(/[.]$/, '')}”` : '';
  const extra = member.extra ? ` and ${number(member.extra)} extra` : '';
  return `${counted(Number(number(member.points)), 'point', 'points')}${extra}${comment}`;
}

function showText(card, text) {
  const isAnswer = card.kind === 'answer';
  $('text').hidden = !isAnswer;
  $('rubric').hidden = !isAnswer;
  if ($('rubric-notes')) $('rubric-notes').hidden = !isAnswer;
  $('form').classList.toggle('list', !isAnswer);
  for (const part of $('form').querySelectorAll('.row:first-child, label, textarea, #bank'))
    part.hidden = card.kind === 'again';
  $('save').firstChild.data = card.kind === 'again' ? 'Keep them, next ' : card.kind === 'empty' ? 'Settle them, next ' : 'Save, next ';
  // The server has cleaned what students wrote; see safepage.
  $('text').innerHTML = text.html ?? '';
  $('remark').innerHTML = text.remark ?? '';
  $('notes').replaceChildren(...(text.notes ?? []).map(note => {
    const member = card.members.find(one => one.number === note.number);
    return element('details', {}, element('summary', { textContent: `What was mended in the notebook of ${called(member)}` }),
      paper(note.html, `Mended: ${called(member)}`));
  }));
}

function element(tag, about, ...children) {
  const made = Object.assign(document.createElement(tag), about);
  made.append(...children);
  return made;
}

// Where much is the same, only what stands around a difference.
const shortened = words => words.length > 2 * AROUND ? `${words.slice(0, AROUND)} … ${words.slice(-AROUND)}` : words;

// What overflows can be scrolled with keys.
function paper(html, name) {
  const made = element('div', { className: 'paper', innerHTML: html, tabIndex: 0, role: 'group' });
  made.setAttribute('aria-label', name);
  return made;
}

function tick(name, isTicked, onChange) {
  const box = element('input', { type: 'checkbox', checked: isTicked });
  box.addEventListener('change', () => onChange(box.checked));
  return element('label', {}, box, ` ${name}`);
}

function toggle(list, value, isIn) {
  return isIn ? [...list.filter(one => one !== value), value] : list.filter(one => one !== value);
}

function showMembers(card, text) {
  const [legend, list] = $('members').children;
  $('members').hidden = card.kind === 'answer' && card.members.length === 1;
  legend.textContent = card.kind === 'answer' ? 'Equal answers, decided together' : 'The list';
  list.replaceChildren(...card.members.map(member => {
    const box = tick(called(member), draft.ticked.includes(member.id), isTicked => {
      draft.ticked = toggle(draft.ticked, member.id, isTicked);
      keepDraft();
    });
    if (card.kind === 'answer') {
      if (!member.open) box.append(` (${number(member.points)})`);
      return box;
    }
    const words = element('span', { className: 'said', textContent: text.excerpts?.[member.id] ?? '' });
    const stands = member.points !== null ? given(member) : member.automatic !== null ? `${number(member.automatic)} by nbgrader` : 'waits';
    return element('p', { className: 'entry' }, box, words, ` (${stands})`);
  }));
}

function showNear(card, text) {
  const list = $('near').lastElementChild;
  $('near').hidden = !card.near.length;
  list.replaceChildren(...(text.near ?? []).map(other => {
    const there = cardOf(other.key);
    if (!there) return '';
    const done = there.members.filter(member => !member.open);
    const name = there.members.length > 1 ? `${there.members.length} equal answers` : called(there.members[0]);
    const box = tick(name, draft.near.includes(other.key), isTicked => {
      draft.near = toggle(draft.near, other.key, isTicked);
      keepDraft();
    });
    const read = done.length ? ` Read: ${given(done[0])}.` : '';
    const tags = { new: 'ins', gone: 'del' };
    const differs = other.differs.map(([kind, words]) => tags[kind] ? element(tags[kind], { textContent: words }) : shortened(words));
    return element('div', { className: 'entry' }, element('p', {}, box, read),
      paper(other.html, `Nearly the same: ${name}`),
      element('p', { className: 'said' }, other.differs.some(([kind]) => kind !== 'same') ? '' : 'It differs in its blanks. ', ...differs));
  }));
}

function showDraft() {
  for (const button of lineButtons) button.setAttribute('aria-pressed', draft.lines.includes(button.dataset.line));
  $('points').value = draft.points;
  $('extra').value = draft.extra;
  $('comment').value = draft.comment;
  showBank();
}

// --- Comments ---

const saidLines = () => $('comment').value.split('\n').map(line => line.trim()).filter(Boolean);

function shownComments() {
  const typed = document.activeElement === $('comment') ? (saidLines().at(-1) ?? '').toLowerCase() : '';
  const fits = pile.bank.filter(words => words.toLowerCase().includes(typed));
  return fits.length && !pile.bank.some(words => words.toLowerCase() === typed) ? fits : pile.bank;
}

function showBank() {
  const said = new Set(saidLines());
  $('bank').replaceChildren(...shownComments().map((words, at) => {
    const use = element('button', { type: 'button' }, element('kbd', { textContent: at < 9 ? `⇧${at + 1}` : '' }), ` ${words}`);
    use.setAttribute('aria-pressed', said.has(words));
    use.addEventListener('click', () => useComment(words));
    const forget = element('button', { type: 'button', textContent: '×', title: 'Forget this comment; where it was given it stays' });
    forget.setAttribute('aria-label', `Forget the comment: ${words}`);
    forget.addEventListener('click', () => attempt(async () => { take(await ask('/forget', { words })); showBank(); }));
    return element('div', {}, use, forget);
  }));
}

function useComment(words) {
  const said = saidLines();
  const typed = document.activeElement === $('comment') && said.length && words.toLowerCase().includes(said.at(-1).toLowerCase());
  const kept = typed && !said.includes(words) ? said.slice(0, -1) : said;
  $('comment').value = (said.includes(words) ? said.filter(line => line !== words) : [...kept, words]).join('\n');
  keepDraft();
  showBank();
}

// --- Points ---

function chooseLine(button) {
  const { line, above } = button.dataset;
  const chosen = !draft.lines.includes(line);
  // A line that stands for less takes the place of the line above it, and of its brothers.
  const family = lineButtons.filter(one => (one.dataset.above || one.dataset.line) === (above || line)).map(one => one.dataset.line);
  setLines([...draft.lines.filter(one => !family.includes(one)), ...(chosen ? [line] : [])]);
}

function setLines(lines) {
  draft.lines = lines;
  const sum = lineButtons.filter(one => lines.includes(one.dataset.line)).reduce((points, one) => points + Number(one.dataset.points), 0);
  draft.points = $('points').value = lines.length ? number(sum) : '';
  keepDraft();
  showDraft();
}

function setPoints(points) {
  draft.lines = [];
  $('points').value = points;
  keepDraft();
  showDraft();
}

const isList = () => cardOf(open)?.kind !== 'answer';

// --- Doing ---

let isBusy = false;

async function attempt(work) {
  if (isBusy) return;
  isBusy = true;
  try { await work(); } catch (error) { say(error.message, true); } finally { isBusy = false; }
}

function save() {
  return attempt(async () => {
    const card = cardOf(open);
    if (!card) return;
    const near = draft.near.map(cardOf).filter(Boolean).flatMap(openOrAll);
    const members = [...card.members.filter(member => draft.ticked.includes(member.id)), ...near];
    const answers = members.map(member => [member.id, member.version]);
    const chosen = { card: card.key, answers, points: $('points').value, extra: $('extra').value, comment: $('comment').value, lines: draft.lines };
    try {
      take(await ask(card.kind === 'again' ? '/keep' : '/decide', chosen));
    } catch (error) {
      if (error.status === 409) await afterOther(card.key);
      throw error;
    }
    sessionStorage.removeItem(place(card.key));
    for (const key of draft.near) sessionStorage.removeItem(place(key));
    const points = card.kind === 'again' ? 'Kept' : `Saved: ${counted(Number(chosen.points.replace(',', '.')), 'point', 'points')}`;
    const following = nextWaiting(card.key);
    say(`${points} for ${counted(answers.length, 'answer', 'answers')}.${following ? '' : ' Nothing is left to read here.'}`);
    await show((following ?? cardOf(card.key) ?? card).key);
  });
}

// What the reader has chosen stays; what somebody else has given is shown beside it.
async function afterOther(key) {
  keepDraft();
  take(await ask(''));
  texts.clear();
  await show(key, false);
}

function undo() {
  return attempt(async () => {
    let said;
    try {
      said = await ask('/undo', {});
    } catch (error) {
      if (error.status === 400) { take(await ask('')); await show(open, false); }
      throw error;
    }
    take(said);
    sessionStorage.removeItem(place(said.card));
    say('Undone. It waits again, if it did before.');
    await show(said.card);
  });
}

function go(step) {
  return attempt(async () => {
    const at = pile.cards.findIndex(card => card.key === open);
    const card = pile.cards[at + step];
    if (!card) return say(step > 0 ? 'This is the last card.' : 'This is the first card.');
    say('');
    await show(card.key);
  });
}

function goWaiting() {
  return attempt(async () => {
    const card = nextWaiting(open);
    if (!card) return say('No other card waits.');
    say('');
    await show(card.key);
  });
}

function tickNear() {
  const card = cardOf(open);
  if (!card?.near.length) return say('Nothing is nearly the same as this.');
  const waiting = card.near.filter(key => cardOf(key) && waits(cardOf(key)));
  draft.near = draft.near.length ? [] : waiting.length ? waiting : [...card.near];
  keepDraft();
  for (const [at, box] of [...$('near').querySelectorAll('input')].entries()) box.checked = draft.near.includes(card.near[at]);
  if (draft.near.length) $('near').scrollIntoView();
  say(draft.near.length ? `${counted(draft.near.length, 'text that differs a little gets', 'texts that differ a little get')} the same. Look at what is marked.` : 'Only what is equal gets this.');
}

function showNames() {
  return attempt(async () => {
    names = names ? null : await ask('/names');
    $('names').setAttribute('aria-pressed', Boolean(names));
    if (draft?.touched) keepDraft();
    await show(open, false);
  });
}

function fold(id) { $(id).open = !$(id).open; if ($(id).open) $(id).scrollIntoView({ block: 'nearest' }); }

function help() { $('keys').showModal(); }

// Somebody else may have decided what is open here: then it says so, and nothing of this reader's is lost.
async function look() {
  if (document.hidden || isBusy) return;
  const key = open;
  const before = JSON.stringify(cardOf(key)?.members.map(member => member.version));
  const said = await ask('');
  // What was saved or opened in the meantime is newer than this.
  if (isBusy || open !== key) return;
  take(said);
  claim().catch(() => {});
  const card = cardOf(key);
  if (!key || !draft || (card && JSON.stringify(card.members.map(member => member.version)) === before)) return;
  texts.clear();
  if (draft.touched) keepDraft();
  say(card ? 'Somebody else has decided or graded something on this card. It is shown as it is now.' : 'This card is gone: its answers were graded again.', true);
  await show(open, false);
}

// --- Hands ---

const KEYS = {
  Enter: save, ArrowRight: () => go(1), j: () => go(1), ArrowLeft: () => go(-1), k: () => go(-1), w: goWaiting, u: undo,
  '?': help, m: () => fold('model'), a: tickNear, c: () => $('comment').focus(),
  p: () => $('points').select(), 0: () => isList() || setPoints('0'),
  f: () => isList() || setLines(lineButtons.filter(one => !one.dataset.above).map(one => one.dataset.line)),
};
const ALWAYS = new Set(['Enter', 'ArrowRight', 'ArrowLeft']);

document.addEventListener('keydown', event => {
  if ($('keys').open || event.altKey || event.metaKey || event.isComposing) return;
  const isTyping = event.target.matches('textarea, input[type=text]');
  if (event.key === 'Escape' && isTyping) { $('answer-title').focus({ preventScroll: true }); return; }
  if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); save(); return; }
  if (isTyping || event.ctrlKey || (event.key === 'Enter' && event.target.closest('button, a, summary'))) return;
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (!keysOn && !ALWAYS.has(event.key)) return;
  if (digit && event.shiftKey) {
    const words = shownComments()[digit - 1];
    if (words !== undefined) useComment(words);
  } else if (/^[1-9]$/.test(event.key)) {
    const button = lineButtons[event.key - 1];
    if (button && !isList()) chooseLine(button);
  } else {
    const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    act();
  }
  event.preventDefault();
});

// A click with the mouse leaves the keys as they were: Enter is for the answer, not for what was clicked last.
document.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (event.detail > 0 && button && !$('keys').open && !$('bank').contains(button)) $('answer-title').focus({ preventScroll: true });
});

for (const button of lineButtons) button.addEventListener('click', () => chooseLine(button));
$('form').addEventListener('submit', event => { event.preventDefault(); save(); });
$('comment').addEventListener('input', () => { keepDraft(); showBank(); });
$('comment').addEventListener('focus', showBank);
$('extra').addEventListener('input', keepDraft);
$('points').addEventListener('input', () => { draft.lines = []; keepDraft(); for (const one of lineButtons) one.setAttribute('aria-pressed', false); });
$('previous').addEventListener('click', () => go(-1));
$('next').addEventListener('click', () => go(1));
$('waiting').addEventListener('click', goWaiting);
$('undo').addEventListener('click', undo);
$('names').addEventListener('click', showNames);
$('help').addEventListener('click', help);
$('keys-on').checked = keysOn;
$('keys-on').addEventListener('change', () => {
  keysOn = $('keys-on').checked;
  localStorage.setItem('classroom-keys', keysOn ? 'on' : 'off');
});
$('model').open = localStorage.getItem('classroom-model') === 'open';
$('model').addEventListener('toggle', () => localStorage.setItem('classroom-model', $('model').open ? 'open' : 'folded'));

async function begin() {
  take(await ask(''));
  say(pile.trouble.join(' '), pile.trouble.length > 0);
  const wanted = decodeURIComponent(location.hash.slice(1));
  others = new Set((await ask('/claim', { card: wanted })).others);
  await show(cardOf(wanted) ? wanted : nextWaiting(null)?.key);
}

// Where there was nothing to show, because nothing was graded or the gradebook was in use, there may be by now.
setInterval(() => open ? look().catch(() => {}) : attempt(begin), INTERVAL);
attempt(begin);
