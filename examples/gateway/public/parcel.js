import { call, timed } from './elements.js';
import { on } from './live.js';
import { onLanguage, word } from './words.js';

/** What the emulator lets happen to a parcel, one after the other. */
const JOURNEY = [4, 5, 7, 9];
const MOST_PUSHES = 50;

let parcel;
/** Whose label is shown. */
let labelled;
let said = () => '';
const pushes = [];
const byId = (id) => document.getElementById(id);

/** The panel with one parcel from its quote to its end. */
export function startParcel() {
  byId('parcel-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void (event.submitter?.value === 'create' ? attempt(create) : attempt(quote));
  });
  byId('parcel-label-button').addEventListener('click', () => attempt(showLabel));
  byId('parcel-move').addEventListener('click', () => attempt(move));
  byId('parcel-cancel').addEventListener('click', () => attempt(cancel));
  on('hello', ({ emulated }) => {
    pushes.splice(0);
    byId('parcel-move').hidden = !emulated;
    showPushes();
  });
  on('push', (push) => {
    pushes.unshift(push);
    pushes.splice(MOST_PUSHES);
    showPushes();
    if (parcel !== undefined && push.numbers.includes(parcel.number)) void attempt(track);
  });
  onLanguage(show);
}

function input() {
  const { from, to, weight } = Object.fromEntries(new FormData(byId('parcel-form')));
  return {
    payerType: 'Sender',
    sender: { phone: '48211111111', name: 'Anna Nowak', countryCode: 'PL', divisionId: Number(from) },
    recipient: { phone: '37360000000', name: 'Ion Rusu', countryCode: 'MD', divisionId: Number(to) },
    // Out of the EU, so customs want one.
    invoice: { incoterm: 'DAP', currencyCode: 'EUR', exportReason: 'ForPersonalPurposes', totalCost: 10 },
    parcels: [
      {
        cargoCategory: 'parcel',
        parcelDescription: 'books',
        insuranceCost: 10,
        rowNumber: 1,
        width: 100,
        length: 200,
        height: 50,
        actualWeight: Number(weight),
      },
    ],
  };
}

async function attempt(step) {
  try {
    await step();
  } catch (error) {
    say(() => error.message);
  }
}

async function quote() {
  const body = input();
  delete body.invoice; // a quote takes none
  const { cost, currencyCode } = await call('shipments/quote', { method: 'POST', body });
  say(() => word('parcel.cost', { cost, currency: currencyCode }));
}

async function create() {
  const { number } = await call('shipments', { method: 'POST', body: input() });
  parcel = { number, steps: 0, tracking: [] };
  byId('parcel-print').hidden = true;
  say(() => word('parcel.created', { number }));
  await track();
}

async function track() {
  parcel.tracking = await call(`tracking/${parcel.number}/history`);
  show();
}

async function move() {
  const code = JOURNEY[Math.min(parcel.steps, JOURNEY.length - 1)];
  await call(`emulator/${parcel.number}/status/${code}`, { method: 'POST' });
  parcel.steps += 1;
  await track();
}

/** From memory, so that only this page shows it; a browser without a viewer for PDF gets the file. */
async function showLabel() {
  const { number } = parcel;
  const response = await fetch(`shipments/${number}/label`);
  if (!response.ok) throw new Error((await response.json()).message);
  const url = URL.createObjectURL(await response.blob());
  const [frame, file] = [byId('parcel-label'), byId('parcel-file')];
  frame.src = `${url}#toolbar=0&navpanes=0&view=Fit`;
  labelled = number;
  frame.hidden = navigator.pdfViewerEnabled === false;
  file.href = url;
  file.download = `${number}.pdf`;
  byId('parcel-print').hidden = false;
  say(() => word('parcel.labelOf', { number }));
}

async function cancel() {
  const { number } = parcel;
  await call(`shipments/${number}`, { method: 'DELETE' });
  parcel = undefined;
  say(() => word('parcel.cancelled', { number }));
}

function say(text) {
  said = text;
  show();
}

function show() {
  byId('parcel-status').textContent = said();
  byId('parcel-label').title = labelled === undefined ? '' : word('parcel.labelOf', { number: labelled });
  byId('parcel-made').hidden = parcel === undefined;
  showPushes();
  if (parcel === undefined) return;
  byId('parcel-number').textContent = parcel.number;
  byId('parcel-tracking').replaceChildren(
    ...parcel.tracking.map(({ at, code, text }, index) =>
      timed(at, `${code}: ${meaningOf(code, text)}`, index === parcel.tracking.length - 1 ? 'good' : ''),
    ),
  );
}

function showPushes() {
  byId('pushes').replaceChildren(
    ...pushes.map(({ at, name, numbers, statusCode, meaning }) =>
      timed(at, `${numbers.join(', ')}: ${meaningOf(statusCode, meaning ?? name)}`),
    ),
  );
}

/** The page has those of its journey in its languages; the library has all in English. */
function meaningOf(code, english) {
  return word(`status.${code}`, {}, english);
}
