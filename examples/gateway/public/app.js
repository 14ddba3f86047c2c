import { startDivisions } from './divisions.js';
import { listen } from './live.js';
import { startParcel } from './parcel.js';
import { startToken } from './token.js';
import { startTrouble } from './trouble.js';
import { startWords } from './words.js';

startWords();
startToken();
startTrouble();
startDivisions();
startParcel();
listen();
