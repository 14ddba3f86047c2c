/** The bytes of JSON that decide where something begins and ends. */
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const BACKSLASH = 0x5c;

/** What a byte means outside of a text. */
export const SPACE = 1;
export const OPEN = 2;
export const CLOSE = 3;
export const TEXT = 4;

export const KINDS = new Uint8Array(256);
for (const space of [0x20, 0x09, 0x0a, 0x0d]) KINDS[space] = SPACE;
for (const bracket of '[{') KINDS[bracket.charCodeAt(0)] = OPEN;
for (const bracket of ']}') KINDS[bracket.charCodeAt(0)] = CLOSE;
KINDS[QUOTE] = TEXT;
