/**
 * Published requests that were answered send some fields in other forms than the reference gives them. A client that does the
 * same must pass the emulator; the types of the library stay with the reference.
 */
const FORMS = {
  createShipment: shipment,
  updateShipment: shipment,
  calculateShipment: shipment,
  createPickup: (input) => allowEmpty(input, 'companyTin', 'companyName'),
  updatePickup: (input) => allowEmpty(input, 'companyTin', 'companyName'),
  createSubscriber: (input) => allowEmpty(input, 'phone'),
  // Ignored by the service: both published answers say false to a true.
  updateSubscriber: (input) => {
    input.properties.send_warnings = { type: 'boolean' };
    allowEmpty(input, 'phone');
  },
};

/**
 * The schema of an operation's body, with the forms of published requests.
 *
 * @param open gives a copy of the schema that one refers to, which may be changed
 */
export function asPublished(operationId, schema, open) {
  const widen = FORMS[operationId];
  if (widen === undefined) return schema;
  const input = open(schema);
  widen(input, open);
  return input;
}

/** Whole numbers and sums as text, phones as numbers, one service without a list around it. */
function shipment({ properties }, open) {
  const parcel = open(properties.parcels.items);
  for (const [name, field] of Object.entries(parcel.properties)) {
    if (field.type === 'integer') parcel.properties[name] = { anyOf: [field, text('^\\d+$')] };
    if (field.type === 'number') parcel.properties[name] = { anyOf: [field, text('^\\d+(\\.\\d+)?$')] };
  }
  properties.parcels = { ...properties.parcels, items: parcel };
  for (const name of ['sender', 'recipient']) {
    const party = open(properties[name]);
    if (party.properties?.phone)
      party.properties.phone = { anyOf: [party.properties.phone, { type: 'integer' }] };
    properties[name] = party;
  }
  if (properties.services) {
    properties.services = { anyOf: [properties.services, open(properties.services).items] };
  }
}

function allowEmpty(input, ...names) {
  for (const name of names) {
    const field = input.properties[name];
    if (field !== undefined) input.properties[name] = { anyOf: [field, { const: '' }] };
  }
}

function text(pattern) {
  return { type: 'string', pattern };
}
