// Generated from openapi.yaml by `npm run generate`. Do not edit.

/** The name of the schema of each operation's body. */
export const bodySchemaNames = {
  "POST /exchange-rates/conversion": "ExchangeConversionRequest",
  "POST /shipments": "ShipmentInput",
  "POST /shipments/light-return": "LightReturnInput",
  "POST /shipments/calculations": "CalculationInput",
  "POST /shipments/places": "PlaceCheckInput",
  "PUT /shipments/{id}": "ShipmentInput",
  "POST /registry": "RegistryCreateInput",
  "POST /registry/{id}/shipments": "RegistryShipmentsInput",
  "DELETE /registry/{id}/shipments": "RegistryShipmentsInput",
  "PUT /registry/{id}/rename": "RegistryRenameInput",
  "POST /pickups": "PickupCreateInput",
  "PUT /pickups/{id}": "PickupUpdateInput",
  "POST /pickups/{id}/shipments": "PickupShipmentsInput",
  "DELETE /pickups/{id}/shipments": "PickupShipmentsInput",
  "PUT /pickups/{id}/status": "PickupStatusInput",
  "POST /time-intervals/find": "TimeIntervalInput",
  "POST /tracking-push/subscribers": "SubscriberCreateInput",
  "PUT /tracking-push/subscribers/{id}": "SubscriberUpdateInput",
  "POST /tracking-push/subscribers/{id}/numbers": "SubscriberNumbersInput",
  "DELETE /tracking-push/subscribers/{id}/numbers": "SubscriberNumbersInput",
  "POST /tracking-push/subscribers/test-webhook": "WebhookTestInput",
  "PATCH /fulfillment/{countrycode}/goods/{objectId}": "FulfillmentGoodsUpdate"
} as const;

/** JSON Schemas by name; they refer to each other as `#/$defs/…`. */
export const bodySchemas: Readonly<Record<string, object>> = {
  "AddressParts": {
    "type": "object",
    "description": "Postal address. City, street, postCode and building are needed when no division is named. The parts must not repeat each other. An empty object is accepted beside a division.",
    "properties": {
      "city": {
        "type": "string",
        "description": "City. Needed unless a division is named.",
        "maxLength": 100,
        "examples": [
          "Warszawa"
        ]
      },
      "region": {
        "type": "string",
        "description": "State, province or region. Needed when either side is US, IE or CA (for the US the two letters of the state), and for a pickup.",
        "maxLength": 100,
        "examples": [
          "Mazowieckie"
        ]
      },
      "street": {
        "type": "string",
        "description": "Street. Needed unless a division is named.",
        "maxLength": 100,
        "examples": [
          "Sadova"
        ]
      },
      "postCode": {
        "type": "string",
        "description": "Postal code. Needed unless a division is named.",
        "maxLength": 10,
        "examples": [
          "00-001"
        ]
      },
      "building": {
        "type": "string",
        "description": "House number. Needed unless a division is named.",
        "maxLength": 100,
        "examples": [
          "5"
        ]
      },
      "flat": {
        "type": "string",
        "description": "Flat or office.",
        "maxLength": 10,
        "examples": [
          "12"
        ]
      },
      "block": {
        "type": [
          "string",
          "null"
        ],
        "description": "Block of the building.",
        "maxLength": 100,
        "examples": [
          "B"
        ]
      },
      "note": {
        "type": "string",
        "description": "Hint for the courier; not part of the address.",
        "maxLength": 100,
        "examples": [
          "Gate 4"
        ]
      }
    },
    "additionalProperties": false
  },
  "CalculationInput": {
    "type": "object",
    "required": [
      "payerType",
      "parcels",
      "sender",
      "recipient"
    ],
    "description": "A delivery to be quoted.",
    "examples": [
      {
        "payerType": "Sender",
        "sender": {
          "countryCode": "PL",
          "divisionId": 10001
        },
        "recipient": {
          "countryCode": "MD",
          "addressParts": {
            "city": "Chisinau"
          }
        },
        "parcels": [
          {
            "cargoCategory": "parcel",
            "rowNumber": 1,
            "actualWeight": 1000,
            "insuranceCost": 20.5
          }
        ]
      }
    ],
    "properties": {
      "payerType": {
        "$ref": "#/$defs/PayerType"
      },
      "payerContractNumber": {
        "type": "string",
        "description": "Number of the contract that is paid by. Needed for `ThirdPerson`, except from Ukraine.",
        "examples": [
          "CNPP-00001797"
        ]
      },
      "invoice": {
        "type": "object",
        "description": "Data for customs.",
        "properties": {
          "incoterm": {
            "type": "string",
            "enum": [
              "DAP",
              "DDP"
            ],
            "description": "Who bears the duties: `DAP` the recipient, `DDP` the sender."
          },
          "currency": {
            "type": "string",
            "pattern": "^[A-Z]{3}$",
            "description": "Currency of the sum by ISO 4217.",
            "examples": [
              "EUR"
            ]
          },
          "cost": {
            "type": "number",
            "description": "Sum of the invoice. Needed with `DDP`.",
            "minimum": 1,
            "examples": [
              20.5
            ]
          },
          "payerFeesCustoms": {
            "$ref": "#/$defs/PayerType"
          }
        },
        "additionalProperties": false
      },
      "parcels": {
        "type": "array",
        "minItems": 1,
        "description": "The parcels, at least one.",
        "items": {
          "$ref": "#/$defs/CalculationParcelInput"
        }
      },
      "sender": {
        "$ref": "#/$defs/CalculationParty"
      },
      "recipient": {
        "$ref": "#/$defs/CalculationParty"
      },
      "services": {
        "description": "Services beside the delivery, such as cash on delivery.",
        "anyOf": [
          {
            "type": "array",
            "items": {
              "$ref": "#/$defs/ShipmentServiceInput"
            }
          },
          {
            "$ref": "#/$defs/ShipmentServiceInput"
          }
        ]
      }
    },
    "additionalProperties": false
  },
  "CalculationParcelInput": {
    "type": "object",
    "required": [
      "cargoCategory",
      "rowNumber",
      "actualWeight"
    ],
    "description": "A parcel to be quoted.",
    "properties": {
      "cargoCategory": {
        "type": "string",
        "description": "Kind of cargo. `parcel` and `documents` (up to 1 kg, 35 × 25 × 2 cm) are documented for creating, `cargo` for updates and quotes; newer clients send `pallet`.",
        "enum": [
          "parcel",
          "documents",
          "cargo",
          "pallet"
        ]
      },
      "parcelDescription": {
        "type": "string",
        "description": "What is inside, in words.",
        "maxLength": 255,
        "examples": [
          "Shoes"
        ]
      },
      "insuranceCost": {
        "description": "Declared value: a number, or decimal text such as '0.01'. More than 0 from Ukraine; 0 is allowed inside the EU.",
        "examples": [
          20.5
        ],
        "anyOf": [
          {
            "type": "number",
            "minimum": 0
          },
          {
            "type": "string",
            "pattern": "^\\d+(\\.\\d+)?$"
          }
        ]
      },
      "insuranceCurrencyCode": {
        "type": "string",
        "description": "Currency of the declared value by ISO 4217; that of the sender when left out.",
        "pattern": "^[A-Z]{3}$",
        "examples": [
          "EUR"
        ]
      },
      "rowNumber": {
        "description": "Number of the parcel in the shipment, from 1.",
        "examples": [
          1
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      },
      "width": {
        "description": "Millimetres.",
        "examples": [
          150
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      },
      "length": {
        "description": "Millimetres.",
        "examples": [
          200
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      },
      "height": {
        "description": "Millimetres.",
        "examples": [
          50
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      },
      "actualWeight": {
        "description": "Grams; rounded down to 10 g by the API.",
        "examples": [
          1000
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      },
      "volumetricWeight": {
        "description": "Grams. The table for creating does not name it; samples send it.",
        "examples": [
          300
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 0,
            "maximum": 2147483647
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      }
    },
    "additionalProperties": false
  },
  "CalculationParty": {
    "type": "object",
    "description": "A sender without division or address is refused in live use. Name, phone and email are sent by some clients and ignored.",
    "properties": {
      "companyTin": {
        "type": [
          "string",
          "null"
        ],
        "maxLength": 20,
        "description": "Tax id of the company. Left out for a private person.",
        "examples": [
          "5252248481"
        ]
      },
      "companyName": {
        "type": [
          "string",
          "null"
        ],
        "maxLength": 100,
        "description": "Name of the company. Left out for a private person.",
        "examples": [
          "Shop Sp. z o.o."
        ]
      },
      "countryCode": {
        "$ref": "#/$defs/CountryCode"
      },
      "divisionNumber": {
        "type": [
          "string",
          "null"
        ],
        "description": "Number of the branch or locker, in place of divisionId.",
        "examples": [
          "32521/1"
        ]
      },
      "divisionId": {
        "description": "Id of the branch or locker. A sender needs a branch or an address.",
        "examples": [
          10001
        ],
        "anyOf": [
          {
            "type": "integer"
          },
          {
            "type": "string"
          },
          {
            "type": "null"
          }
        ]
      },
      "settlementId": {
        "type": [
          "integer",
          "null"
        ],
        "minimum": 1,
        "description": "Id of the settlement; finds a courier address in Ukraine.",
        "examples": [
          118064
        ]
      },
      "addressParts": {
        "$ref": "#/$defs/AddressParts"
      },
      "name": {
        "type": "string",
        "description": "Ignored.",
        "examples": [
          "Anna Nowak"
        ]
      },
      "phone": {
        "type": "string",
        "description": "Ignored.",
        "examples": [
          "48211111111"
        ]
      },
      "email": {
        "type": "string",
        "description": "Ignored.",
        "examples": [
          "anna@example.com"
        ]
      }
    },
    "additionalProperties": false
  },
  "CodBankAccount": {
    "type": "object",
    "required": [
      "amount",
      "bankAccountId",
      "bankAccountName",
      "commissionPayer"
    ],
    "description": "A bank account that gets the money of cash on delivery.",
    "properties": {
      "amount": {
        "type": "number",
        "description": "Sum that is paid to the account.",
        "examples": [
          1
        ]
      },
      "currencyCode": {
        "type": "string",
        "pattern": "^[A-Z]{3}$",
        "description": "Currency of the sum by ISO 4217.",
        "examples": [
          "EUR"
        ]
      },
      "bankAccountId": {
        "type": "string",
        "description": "Tax id of the holder (EDRPOU, TIN, NIP).",
        "examples": [
          "5252248481"
        ]
      },
      "bankAccountName": {
        "type": "string",
        "description": "IBAN of the account.",
        "examples": [
          "PL61109010140000071219812874"
        ]
      },
      "description": {
        "type": "string",
        "description": "Purpose of the payment.",
        "examples": [
          "Order 1"
        ]
      },
      "commissionPayer": {
        "type": "string",
        "enum": [
          "Recipient",
          "Sender"
        ],
        "description": "Who pays the commission."
      }
    },
    "additionalProperties": false
  },
  "CountryCode": {
    "type": "string",
    "pattern": "^[A-Z]{2}$",
    "description": "Country by ISO 3166-1 alpha-2, upper case: lower case is refused.",
    "examples": [
      "PL"
    ]
  },
  "ExchangeConversionRequest": {
    "type": "object",
    "required": [
      "amount",
      "countryCode",
      "currencyCode",
      "date"
    ],
    "description": "A sum to be converted.",
    "examples": [
      {
        "amount": 20.5,
        "currencyCode": "EUR",
        "countryCode": "PL",
        "date": "2026-01-15T00:00:00.000000Z"
      }
    ],
    "properties": {
      "amount": {
        "type": "number",
        "description": "Sum to convert, two decimals.",
        "examples": [
          1
        ]
      },
      "countryCode": {
        "$ref": "#/$defs/CountryCode"
      },
      "currencyCode": {
        "type": "string",
        "description": "Currency of the sum, by ISO 4217.",
        "pattern": "^[A-Z]{3}$",
        "examples": [
          "EUR"
        ]
      },
      "date": {
        "type": "string",
        "description": "Day of the rate: a day, or a moment with its zone.",
        "pattern": "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)$",
        "examples": [
          "2026-01-15T00:00:00.000000Z"
        ]
      }
    },
    "additionalProperties": false
  },
  "FulfillmentGoodsUpdate": {
    "type": "object",
    "description": "At least one field.",
    "minProperties": 1,
    "examples": [
      {
        "goodsUnitName": "Mug",
        "price": 12.5
      }
    ],
    "properties": {
      "goodsUnitName": {
        "type": "string",
        "minLength": 2,
        "maxLength": 255,
        "description": "Short name of the goods, 2 to 255 characters.",
        "examples": [
          "Shoes 42"
        ]
      },
      "goodsUnitFullName": {
        "type": "string",
        "minLength": 2,
        "maxLength": 255,
        "description": "Full name of the goods, 2 to 255 characters.",
        "examples": [
          "Leather shoes, size 42"
        ]
      },
      "price": {
        "type": "number",
        "minimum": 0.01,
        "maximum": 1000000,
        "description": "Price of a unit, 0.01 to 1 000 000.",
        "examples": [
          20.5
        ]
      },
      "inventExpireDays": {
        "type": [
          "integer",
          "null"
        ],
        "description": "Shelf life in days, 1 to 15 000; null for none.",
        "minimum": 1,
        "maximum": 15000,
        "examples": [
          365
        ]
      }
    },
    "additionalProperties": false
  },
  "InvoiceItem": {
    "type": "object",
    "description": "A line of an invoice.",
    "properties": {
      "id": {
        "description": "Own id of the line.",
        "examples": [
          "1"
        ],
        "anyOf": [
          {
            "type": "string"
          },
          {
            "type": "integer"
          }
        ]
      },
      "packingType": {
        "type": [
          "string",
          "null"
        ],
        "description": "Packing: `PA` box, `PX` pallet, or empty.",
        "enum": [
          "PA",
          "PX",
          null
        ],
        "maxLength": 30
      },
      "hsCode": {
        "type": [
          "string",
          "null"
        ],
        "description": "Commodity code (HS code), see dictionaries.searchClassifier(): exactly 10 digits when either side is MD or CA, else 8 to 10. All but digits is dropped.",
        "maxLength": 255,
        "examples": [
          "6403999600"
        ]
      },
      "name": {
        "type": "string",
        "description": "Goods, in the local language.",
        "maxLength": 512,
        "examples": [
          "Anna Nowak"
        ]
      },
      "nameEng": {
        "type": "string",
        "description": "Goods, in English.",
        "maxLength": 512,
        "examples": [
          "Shoes"
        ]
      },
      "material": {
        "type": "string",
        "maxLength": 50,
        "description": "Material, in the local language.",
        "examples": [
          "Leather"
        ]
      },
      "materialEng": {
        "type": "string",
        "maxLength": 255,
        "description": "Material, in English.",
        "examples": [
          "Leather"
        ]
      },
      "madeInCountryCode": {
        "description": "Country of origin.",
        "anyOf": [
          {
            "$ref": "#/$defs/CountryCode"
          },
          {
            "type": "null"
          }
        ]
      },
      "producerAndModel": {
        "type": [
          "string",
          "null"
        ],
        "maxLength": 255,
        "description": "Producer and model.",
        "examples": [
          "Factory 7"
        ]
      },
      "actualWeight": {
        "type": [
          "integer",
          "null"
        ],
        "description": "Weight of the line in grams; rounded down to 10 g by the API.",
        "minimum": 1,
        "maximum": 2147483647,
        "examples": [
          1000
        ]
      },
      "measurementCode": {
        "type": "string",
        "description": "Unit of the amount, see dictionaries.listMeasurements(). The codes 210690 and 630900 need `kg`.",
        "maxLength": 255,
        "examples": [
          "kg"
        ]
      },
      "amount": {
        "type": "number",
        "minimum": 0,
        "maximum": 9999999.99,
        "description": "How many units; at most 10 for the codes 210690 and 630900.",
        "examples": [
          1
        ]
      },
      "cost": {
        "type": "number",
        "description": "Price of the line in the currency of the sender.",
        "minimum": 0,
        "maximum": 9999999.99,
        "examples": [
          20.5
        ]
      },
      "currency": {
        "type": "string",
        "description": "Currency of the price by ISO 4217, one for the whole invoice. From Ukraine to the EU only; UAH when left out.",
        "examples": [
          "EUR"
        ]
      },
      "costUsd": {
        "type": "number",
        "minimum": 0,
        "maximum": 9999999.99,
        "description": "Price of the line in US dollars.",
        "examples": [
          22.1
        ]
      },
      "costEur": {
        "type": "number",
        "minimum": 0,
        "maximum": 9999999.99,
        "description": "Price of the line in euros.",
        "examples": [
          20.5
        ]
      }
    },
    "additionalProperties": false
  },
  "LightReturnInput": {
    "type": "object",
    "description": "All but number is inherited from the parent when absent.",
    "required": [
      "number"
    ],
    "examples": [
      {
        "number": "SHPL6145344878",
        "senderPhone": "37360000000"
      }
    ],
    "properties": {
      "number": {
        "type": "string",
        "description": "Waybill number of the delivered shipment that goes back.",
        "examples": [
          "SHMD0000000000"
        ]
      },
      "divisionId": {
        "type": "string",
        "description": "Branch that takes the return; as text.",
        "examples": [
          "10001"
        ]
      },
      "senderPhone": {
        "type": "string",
        "description": "Phone of the one who sends it back: digits with the country prefix first.",
        "examples": [
          "37322111111"
        ]
      },
      "addressParts": {
        "$ref": "#/$defs/AddressParts"
      },
      "invoice": {
        "$ref": "#/$defs/ShipmentInvoice"
      },
      "parcels": {
        "type": "array",
        "description": "The parcels; those of the parent when left out.",
        "items": {
          "$ref": "#/$defs/ShipmentParcelInput"
        }
      }
    },
    "additionalProperties": false
  },
  "PayerType": {
    "type": "string",
    "description": "Who pays.",
    "enum": [
      "Sender",
      "Recipient",
      "ThirdPerson"
    ]
  },
  "PickupCreateInput": {
    "type": "object",
    "description": "The reference marks no field as required; a live client needs addressParts.region or gets 422.",
    "examples": [
      {
        "phone": "48211111111",
        "fullName": "Anna Nowak",
        "countryCode": "PL",
        "addressParts": {
          "city": "Warszawa",
          "region": "Mazowieckie",
          "street": "Sadova",
          "postCode": "00-001",
          "building": "5"
        },
        "pickedTimeFrom": "2026-01-15T08:00:00.000000Z",
        "pickedTimeTo": "2026-01-15T12:00:00.000000Z"
      }
    ],
    "properties": {
      "note": {
        "type": "string",
        "maxLength": 255,
        "description": "Note to the courier.",
        "examples": [
          "Gate 4"
        ]
      },
      "services": {
        "type": [
          "array",
          "null"
        ],
        "description": "Services; `CourierPickupService` is named for Moldova.",
        "examples": [
          [
            "CourierPickupService"
          ]
        ],
        "items": {
          "type": "string"
        }
      },
      "phone": {
        "type": "string",
        "description": "Phone of the sender: 8 to 14 characters, digits with the country prefix first.",
        "minLength": 8,
        "maxLength": 14,
        "examples": [
          "48211111111"
        ]
      },
      "email": {
        "type": [
          "string",
          "null"
        ],
        "description": "E-mail of the sender.",
        "examples": [
          "anna@example.com"
        ]
      },
      "fullName": {
        "type": "string",
        "maxLength": 100,
        "description": "Full name of the contact person.",
        "examples": [
          "Anna Nowak"
        ]
      },
      "companyTin": {
        "type": "string",
        "description": "Tax id of the company, 2 to 20 characters, or empty text.",
        "maxLength": 20,
        "examples": [
          "5252248481"
        ]
      },
      "companyName": {
        "type": "string",
        "maxLength": 255,
        "description": "Name of the company, 2 to 255 characters, or empty text.",
        "examples": [
          "Shop Sp. z o.o."
        ]
      },
      "countryCode": {
        "$ref": "#/$defs/CountryCode"
      },
      "addressParts": {
        "$ref": "#/$defs/AddressParts"
      },
      "pickedTimeFrom": {
        "type": [
          "string",
          "null"
        ],
        "description": "Start of the hours the courier comes in: a moment in UTC with six fractional digits. A day on which no courier comes is moved to the next.",
        "pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$",
        "examples": [
          "2026-03-02T08:00:00.000000Z"
        ]
      },
      "pickedTimeTo": {
        "type": [
          "string",
          "null"
        ],
        "description": "End of the hours the courier comes in: a moment in UTC with six fractional digits.",
        "pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$",
        "examples": [
          "2026-03-02T12:00:00.000000Z"
        ]
      }
    },
    "additionalProperties": false
  },
  "PickupShipmentsInput": {
    "type": "object",
    "description": "Objects in the reference, its samples and a live client; the SDK comments speak of plain text ids.",
    "required": [
      "shipments"
    ],
    "properties": {
      "shipments": {
        "type": "array",
        "description": "Shipments, at least one.",
        "items": {
          "type": "object",
          "required": [
            "shipmentId"
          ],
          "properties": {
            "shipmentId": {
              "type": "integer",
              "description": "Integer id of the shipment.",
              "minimum": 1,
              "examples": [
                500001
              ]
            }
          },
          "additionalProperties": false
        }
      }
    },
    "additionalProperties": false
  },
  "PickupStatusInput": {
    "type": "object",
    "required": [
      "id",
      "status",
      "lockVersion"
    ],
    "description": "A new state of a pickup.",
    "properties": {
      "id": {
        "type": "integer",
        "description": "Id of the pickup, the same as in the path.",
        "minimum": 1,
        "examples": [
          1
        ]
      },
      "status": {
        "type": "string",
        "description": "`Created` makes a draft final; `ClientCanceled` calls it off, by an older article only.",
        "enum": [
          "Created",
          "ClientCanceled"
        ]
      },
      "lockVersion": {
        "type": "integer",
        "minimum": 1,
        "description": "Counts changes. By the reference one more than the pickup has; a client in use sends the pickup’s own.",
        "examples": [
          2
        ]
      },
      "note": {
        "type": "string",
        "description": "Note to the change; the same text calls it optional and required.",
        "maxLength": 255,
        "examples": [
          "Gate 4"
        ]
      }
    },
    "additionalProperties": false
  },
  "PickupUpdateInput": {
    "type": "object",
    "description": "What of a pickup is to change.",
    "properties": {
      "note": {
        "type": "string",
        "maxLength": 255,
        "description": "Note to the courier.",
        "examples": [
          "Gate 4"
        ]
      },
      "services": {
        "type": [
          "array",
          "null"
        ],
        "description": "Services; `CourierPickupService` is named for Moldova.",
        "examples": [
          [
            "CourierPickupService"
          ]
        ],
        "items": {
          "type": "string"
        }
      },
      "phone": {
        "type": "string",
        "description": "Phone of the sender: 8 to 14 characters, digits with the country prefix first.",
        "minLength": 8,
        "maxLength": 14,
        "examples": [
          "48211111111"
        ]
      },
      "email": {
        "type": [
          "string",
          "null"
        ],
        "description": "E-mail of the sender.",
        "examples": [
          "anna@example.com"
        ]
      },
      "fullName": {
        "type": "string",
        "maxLength": 100,
        "description": "Full name of the contact person.",
        "examples": [
          "Anna Nowak"
        ]
      },
      "companyTin": {
        "type": "string",
        "description": "Tax id of the company, 2 to 20 characters, or empty text.",
        "maxLength": 20,
        "examples": [
          "5252248481"
        ]
      },
      "companyName": {
        "type": "string",
        "maxLength": 255,
        "description": "Name of the company, 2 to 255 characters, or empty text.",
        "examples": [
          "Shop Sp. z o.o."
        ]
      },
      "countryCode": {
        "$ref": "#/$defs/CountryCode"
      },
      "addressParts": {
        "$ref": "#/$defs/AddressParts"
      },
      "pickedTimeFrom": {
        "type": [
          "string",
          "null"
        ],
        "description": "Start of the hours the courier comes in: a moment in UTC with six fractional digits. A day on which no courier comes is moved to the next.",
        "pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$",
        "examples": [
          "2026-03-02T08:00:00.000000Z"
        ]
      },
      "pickedTimeTo": {
        "type": [
          "string",
          "null"
        ],
        "description": "End of the hours the courier comes in: a moment in UTC with six fractional digits.",
        "pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$",
        "examples": [
          "2026-03-02T12:00:00.000000Z"
        ]
      },
      "lockVersion": {
        "type": "integer",
        "description": "Counts changes. By the reference one more than the pickup has; a client in use sends the pickup’s own.",
        "minimum": 1,
        "examples": [
          2
        ]
      }
    },
    "additionalProperties": false
  },
  "PlaceCheckInput": {
    "type": "object",
    "description": "Fields unknown; the Magento plug-in passes an address and a country."
  },
  "RegistrationAddress": {
    "type": "object",
    "description": "Recipient's registered address; wanted for DE, SK, HU and FR.",
    "properties": {
      "city": {
        "type": "string",
        "maxLength": 100,
        "description": "City.",
        "examples": [
          "Warszawa"
        ]
      },
      "street": {
        "type": "string",
        "maxLength": 100,
        "description": "Street.",
        "examples": [
          "Sadova"
        ]
      },
      "zipCode": {
        "type": "string",
        "maxLength": 10,
        "description": "Postal code.",
        "examples": [
          "10115"
        ]
      },
      "building": {
        "type": "string",
        "maxLength": 100,
        "description": "House number.",
        "examples": [
          "5"
        ]
      },
      "apartment": {
        "type": "string",
        "maxLength": 10,
        "description": "Flat.",
        "examples": [
          "12"
        ]
      },
      "state": {
        "type": "string",
        "maxLength": 100,
        "description": "State or region.",
        "examples": [
          "Berlin"
        ]
      }
    },
    "additionalProperties": false
  },
  "RegistryCreateInput": {
    "type": "object",
    "required": [
      "description",
      "shipments"
    ],
    "description": "A registry to be made.",
    "examples": [
      {
        "description": "Morning",
        "shipments": [
          "SHPL6145344878"
        ]
      }
    ],
    "properties": {
      "description": {
        "type": "string",
        "description": "Name of the registry.",
        "examples": [
          "Order 1"
        ]
      },
      "shipments": {
        "type": "array",
        "minItems": 1,
        "uniqueItems": true,
        "description": "Shipments, each once: waybill numbers in Europe (at most 100), ids in Ukraine.",
        "items": {
          "$ref": "#/$defs/RegistryShipmentRef"
        }
      }
    },
    "additionalProperties": false
  },
  "RegistryRenameInput": {
    "type": "object",
    "required": [
      "description"
    ],
    "description": "A new name.",
    "properties": {
      "description": {
        "type": "string",
        "description": "New name of the registry.",
        "examples": [
          "Order 1"
        ]
      }
    },
    "additionalProperties": false
  },
  "RegistryShipmentRef": {
    "description": "Samples and both SDKs send plain text (shipment id in Ukraine, waybill number in Europe); the reference schema shows an object with shipmentId.",
    "anyOf": [
      {
        "type": "string"
      },
      {
        "type": "object",
        "required": [
          "shipmentId"
        ],
        "properties": {
          "shipmentId": {
            "type": "string",
            "description": "Id of the shipment.",
            "examples": [
              "500001"
            ]
          }
        },
        "additionalProperties": false
      }
    ]
  },
  "RegistryShipmentsInput": {
    "type": "object",
    "required": [
      "shipments"
    ],
    "description": "Shipments of a registry.",
    "properties": {
      "shipments": {
        "type": "array",
        "minItems": 1,
        "uniqueItems": true,
        "description": "Shipments, each once: waybill numbers in Europe (at most 100), ids in Ukraine.",
        "items": {
          "$ref": "#/$defs/RegistryShipmentRef"
        }
      }
    },
    "additionalProperties": false
  },
  "ShipmentInput": {
    "type": "object",
    "description": "A waybill as it is made and replaced: lengths in millimetres, weights in grams. Replacing is for the document as a whole.",
    "required": [
      "payerType",
      "parcels",
      "sender",
      "recipient"
    ],
    "examples": [
      {
        "status": "ReadyToShip",
        "clientOrder": "order-1",
        "payerType": "Sender",
        "sender": {
          "phone": "48211111111",
          "name": "Anna Nowak",
          "countryCode": "PL",
          "divisionId": 10001
        },
        "recipient": {
          "phone": "+37360000000",
          "name": "Ion Rusu",
          "countryCode": "MD",
          "addressParts": {
            "city": "Chisinau",
            "street": "Zelena",
            "postCode": "MD-2001",
            "building": "5"
          }
        },
        "invoice": {
          "incoterm": "DAP",
          "currencyCode": "EUR",
          "exportReason": "ForPersonalPurposes",
          "totalCost": 10.5
        },
        "parcels": [
          {
            "cargoCategory": "parcel",
            "parcelDescription": "books",
            "insuranceCost": 10.5,
            "rowNumber": 1,
            "width": 100,
            "length": 200,
            "height": 50,
            "actualWeight": 1237
          }
        ]
      }
    ],
    "properties": {
      "status": {
        "type": "string",
        "description": "`ReadyToShip`: the only state that a client may set. Left out, the shipment is a draft.",
        "enum": [
          "ReadyToShip"
        ]
      },
      "clientOrder": {
        "type": "string",
        "description": "Own number of the order, at most 50 characters. The API does not refuse one that exists, but finds shipments by it.",
        "maxLength": 50,
        "examples": [
          "order-1"
        ]
      },
      "note": {
        "type": "string",
        "maxLength": 255,
        "description": "Note to the shipment.",
        "examples": [
          "Gate 4"
        ]
      },
      "payerType": {
        "$ref": "#/$defs/PayerType"
      },
      "payerContractNumber": {
        "type": [
          "string",
          "null"
        ],
        "description": "Number of the contract that is paid by. Needed for `ThirdPerson` and for payment without cash; left out, it is paid in cash. Ukrainian clients may give an EDRPOU.",
        "minLength": 2,
        "maxLength": 20,
        "examples": [
          "CNPP-00001797"
        ]
      },
      "deliveryType": {
        "type": "string",
        "description": "Tariff of an international shipment; chosen by the carrier when left out.",
        "enum": [
          "standard",
          "economy",
          "express"
        ]
      },
      "number": {
        "type": "string",
        "description": "Waybill number; empty in Ukrainian samples, and given by the API.",
        "examples": [
          ""
        ]
      },
      "services": {
        "description": "Services beside the delivery, such as cash on delivery.",
        "anyOf": [
          {
            "type": "array",
            "items": {
              "$ref": "#/$defs/ShipmentServiceInput"
            }
          },
          {
            "$ref": "#/$defs/ShipmentServiceInput"
          }
        ]
      },
      "invoice": {
        "description": "Data for customs. Needed when the shipment crosses the border of the EU; null or left out otherwise.",
        "anyOf": [
          {
            "$ref": "#/$defs/ShipmentInvoice"
          },
          {
            "type": "null"
          }
        ]
      },
      "parcels": {
        "type": "array",
        "minItems": 1,
        "description": "The parcels, at least one.",
        "items": {
          "$ref": "#/$defs/ShipmentParcelInput"
        }
      },
      "sender": {
        "$ref": "#/$defs/ShipmentSender"
      },
      "recipient": {
        "$ref": "#/$defs/ShipmentRecipient"
      }
    },
    "additionalProperties": false
  },
  "ShipmentInvoice": {
    "type": "object",
    "description": "Customs data; needed when the route crosses the EU border, may be null otherwise.",
    "properties": {
      "customerNumber": {
        "type": [
          "string",
          "null"
        ],
        "description": "Own number of the invoice.",
        "maxLength": 50,
        "examples": [
          "INV-1"
        ]
      },
      "incoterm": {
        "type": "string",
        "description": "Who bears the duties: `DAP` the recipient, `DDP` the sender. Updates and light returns list `DAP` only.",
        "enum": [
          "DAP",
          "DDP"
        ]
      },
      "currencyCode": {
        "type": "string",
        "pattern": "^[A-Z]{3}$",
        "description": "Currency of the invoice by ISO 4217.",
        "examples": [
          "EUR"
        ]
      },
      "exportReason": {
        "type": "string",
        "enum": [
          "ForPersonalPurposes",
          "Selling",
          "Repair",
          "Return",
          "Other"
        ],
        "description": "Why the goods leave the country."
      },
      "totalCost": {
        "type": "number",
        "minimum": 1,
        "maximum": 9999999.99,
        "description": "Sum of the invoice in its currency.",
        "examples": [
          20.5
        ]
      },
      "totalCostEur": {
        "type": "number",
        "minimum": 1,
        "maximum": 9999999.99,
        "description": "Sum of the invoice in euros.",
        "examples": [
          20.5
        ]
      },
      "totalCostUsd": {
        "type": "number",
        "minimum": 1,
        "maximum": 9999999.99,
        "description": "Sum of the invoice in US dollars.",
        "examples": [
          22.1
        ]
      },
      "payerFeesCustoms": {
        "type": "string",
        "description": "Who pays the duties: from Ukraine to the EU only; `Recipient` when left out. Whether a sender may, says dictionaries.customsFees().",
        "enum": [
          "Sender",
          "Recipient",
          "ThirdPerson"
        ]
      },
      "cost": {
        "type": "number",
        "description": "Sum of the invoice; newer clients send this in place of totalCost.",
        "minimum": 0,
        "examples": [
          20.5
        ]
      },
      "currency": {
        "type": "string",
        "description": "Currency of the invoice; newer clients send this in place of currencyCode.",
        "pattern": "^[A-Z]{3}$",
        "examples": [
          "EUR"
        ]
      },
      "customerCreatedAt": {
        "type": "string",
        "description": "When the own invoice was made: a moment with its zone.",
        "pattern": "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)$",
        "examples": [
          "2026-01-15T00:00:00.000000Z"
        ]
      },
      "type": {
        "type": "string",
        "enum": [
          "Invoice",
          "ProformaInvoice"
        ],
        "description": "Kind of invoice."
      },
      "items": {
        "type": "array",
        "description": "Lines of the invoice, one for each kind of goods.",
        "items": {
          "$ref": "#/$defs/InvoiceItem"
        }
      }
    },
    "additionalProperties": false
  },
  "ShipmentParcelInput": {
    "type": "object",
    "required": [
      "cargoCategory",
      "parcelDescription",
      "insuranceCost",
      "rowNumber",
      "width",
      "length",
      "height",
      "actualWeight"
    ],
    "description": "A parcel of a shipment. Its declared value is insuranceCost in insuranceCurrencyCode.",
    "examples": [
      {
        "cargoCategory": "parcel",
        "parcelDescription": "Shoes",
        "insuranceCost": 20.5,
        "insuranceCurrencyCode": "EUR",
        "rowNumber": 1,
        "width": 150,
        "length": 200,
        "height": 50,
        "actualWeight": 1000
      }
    ],
    "properties": {
      "cargoCategory": {
        "type": "string",
        "description": "Kind of cargo. `parcel` and `documents` (up to 1 kg, 35 × 25 × 2 cm) are documented for creating, `cargo` for updates and quotes; newer clients send `pallet`.",
        "enum": [
          "parcel",
          "documents",
          "cargo",
          "pallet"
        ]
      },
      "parcelDescription": {
        "type": "string",
        "description": "What is inside, in words.",
        "maxLength": 255,
        "examples": [
          "Shoes"
        ]
      },
      "insuranceCost": {
        "description": "Declared value: a number, or decimal text such as '0.01'. More than 0 from Ukraine; 0 is allowed inside the EU.",
        "examples": [
          20.5
        ],
        "anyOf": [
          {
            "type": "number",
            "minimum": 0
          },
          {
            "type": "string",
            "pattern": "^\\d+(\\.\\d+)?$"
          }
        ]
      },
      "insuranceCurrencyCode": {
        "type": "string",
        "description": "Currency of the declared value by ISO 4217; that of the sender when left out.",
        "pattern": "^[A-Z]{3}$",
        "examples": [
          "EUR"
        ]
      },
      "rowNumber": {
        "description": "Number of the parcel in the shipment, from 1.",
        "examples": [
          1
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      },
      "width": {
        "description": "Millimetres.",
        "examples": [
          150
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      },
      "length": {
        "description": "Millimetres.",
        "examples": [
          200
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      },
      "height": {
        "description": "Millimetres.",
        "examples": [
          50
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      },
      "actualWeight": {
        "description": "Grams; rounded down to 10 g by the API.",
        "examples": [
          1000
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      },
      "volumetricWeight": {
        "description": "Grams. The table for creating does not name it; samples send it.",
        "examples": [
          300
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 0,
            "maximum": 2147483647
          },
          {
            "type": "string",
            "pattern": "^\\d+$"
          }
        ]
      },
      "untied": {
        "type": "boolean",
        "description": "Not documented; for updates only."
      },
      "number": {
        "type": [
          "string",
          "null"
        ],
        "description": "Number of the parcel; samples send empty text or null.",
        "examples": [
          ""
        ]
      }
    },
    "additionalProperties": false
  },
  "ShipmentRecipient": {
    "type": "object",
    "description": "Receiving side. One of divisionId, divisionNumber or addressParts is needed.",
    "required": [
      "phone",
      "name",
      "countryCode"
    ],
    "properties": {
      "companyTin": {
        "type": [
          "string",
          "null"
        ],
        "description": "Tax id of the company, at most 20 characters. Left out for a private person. The API key must cover it.",
        "maxLength": 20,
        "examples": [
          "5252248481"
        ]
      },
      "companyName": {
        "type": [
          "string",
          "null"
        ],
        "description": "Name of the company. Left out for a private person.",
        "maxLength": 100,
        "examples": [
          "Shop Sp. z o.o."
        ]
      },
      "eoriCode": {
        "type": [
          "string",
          "null"
        ],
        "description": "EORI number of the company, 3 to 17 characters, for customs.",
        "minLength": 3,
        "maxLength": 17,
        "examples": [
          "PL525224848100000"
        ]
      },
      "phone": {
        "description": "Phone: digits with the country prefix first, 7 to 15 of them; a leading plus is taken.",
        "examples": [
          "48211111111"
        ],
        "anyOf": [
          {
            "type": "string"
          },
          {
            "type": "integer"
          }
        ]
      },
      "email": {
        "type": "string",
        "description": "E-mail. Needed when the shipment crosses the border of the EU.",
        "examples": [
          "anna@example.com"
        ]
      },
      "name": {
        "type": "string",
        "description": "Full name of the person, or of the contact person of the company.",
        "maxLength": 100,
        "examples": [
          "Anna Nowak"
        ]
      },
      "countryCode": {
        "$ref": "#/$defs/CountryCode"
      },
      "divisionNumber": {
        "type": [
          "string",
          "null"
        ],
        "description": "Number of the branch or locker, in place of divisionId; not unique in Moldova.",
        "examples": [
          "32521/1"
        ]
      },
      "divisionId": {
        "description": "Id of the branch or locker, `id` of a division. One of divisionId, divisionNumber and addressParts is needed.",
        "examples": [
          10001
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1
          },
          {
            "type": "string"
          },
          {
            "type": "null"
          }
        ]
      },
      "settlementId": {
        "type": [
          "integer",
          "null"
        ],
        "description": "Id of the settlement, from the directory of settlements. Needed beside addressParts for a courier address in Ukraine.",
        "minimum": 1,
        "examples": [
          118064
        ]
      },
      "address": {
        "type": [
          "string",
          "null"
        ],
        "description": "The address as one text, beside addressParts.",
        "examples": [
          "Warszawa, Sadova 5"
        ]
      },
      "addressParts": {
        "$ref": "#/$defs/AddressParts"
      },
      "ioss": {
        "type": [
          "string",
          "null"
        ],
        "description": "IOSS number for import into the EU: letters and digits, at most 12.",
        "maxLength": 12,
        "pattern": "^[a-zA-Z0-9]*$",
        "examples": [
          "IM2760000742"
        ]
      },
      "placeId": {
        "type": "string",
        "description": "Google place id of the address, as shipments.checkPlace() finds it.",
        "examples": [
          "ChIJAZ-GmmbMHkcR_NPqiCq-8HI"
        ]
      },
      "registrationAddressRecipient": {
        "$ref": "#/$defs/RegistrationAddress"
      }
    },
    "additionalProperties": false
  },
  "ShipmentSender": {
    "type": "object",
    "description": "Sending side. One of divisionId, divisionNumber or addressParts is needed.",
    "required": [
      "phone",
      "name",
      "countryCode"
    ],
    "properties": {
      "companyTin": {
        "type": [
          "string",
          "null"
        ],
        "description": "Tax id of the company, at most 20 characters. Left out for a private person. The API key must cover it.",
        "maxLength": 20,
        "examples": [
          "5252248481"
        ]
      },
      "companyName": {
        "type": [
          "string",
          "null"
        ],
        "description": "Name of the company. Left out for a private person.",
        "maxLength": 100,
        "examples": [
          "Shop Sp. z o.o."
        ]
      },
      "eoriCode": {
        "type": [
          "string",
          "null"
        ],
        "description": "EORI number of the company, 3 to 17 characters, for customs.",
        "minLength": 3,
        "maxLength": 17,
        "examples": [
          "PL525224848100000"
        ]
      },
      "phone": {
        "description": "Phone: digits with the country prefix first, 7 to 15 of them; a leading plus is taken.",
        "examples": [
          "48211111111"
        ],
        "anyOf": [
          {
            "type": "string"
          },
          {
            "type": "integer"
          }
        ]
      },
      "email": {
        "type": "string",
        "description": "E-mail. Needed when the shipment crosses the border of the EU.",
        "examples": [
          "anna@example.com"
        ]
      },
      "name": {
        "type": "string",
        "description": "Full name of the person, or of the contact person of the company.",
        "maxLength": 100,
        "examples": [
          "Anna Nowak"
        ]
      },
      "countryCode": {
        "$ref": "#/$defs/CountryCode"
      },
      "divisionNumber": {
        "type": [
          "string",
          "null"
        ],
        "description": "Number of the branch or locker, in place of divisionId; not unique in Moldova.",
        "examples": [
          "32521/1"
        ]
      },
      "divisionId": {
        "description": "Id of the branch or locker, `id` of a division. One of divisionId, divisionNumber and addressParts is needed.",
        "examples": [
          10001
        ],
        "anyOf": [
          {
            "type": "integer",
            "minimum": 1
          },
          {
            "type": "string"
          },
          {
            "type": "null"
          }
        ]
      },
      "settlementId": {
        "type": [
          "integer",
          "null"
        ],
        "description": "Id of the settlement, from the directory of settlements. Needed beside addressParts for a courier address in Ukraine.",
        "minimum": 1,
        "examples": [
          118064
        ]
      },
      "address": {
        "type": [
          "string",
          "null"
        ],
        "description": "The address as one text, beside addressParts.",
        "examples": [
          "Warszawa, Sadova 5"
        ]
      },
      "addressParts": {
        "$ref": "#/$defs/AddressParts"
      },
      "ioss": {
        "type": [
          "string",
          "null"
        ],
        "description": "IOSS number for import into the EU: letters and digits, at most 12.",
        "maxLength": 12,
        "pattern": "^[a-zA-Z0-9]*$",
        "examples": [
          "IM2760000742"
        ]
      }
    },
    "additionalProperties": false
  },
  "ShipmentServiceInput": {
    "type": "object",
    "required": [
      "amount",
      "payerType"
    ],
    "description": "A service beside the delivery. Cash on delivery to a bank account: the recipient pays the amount, and the bank account gets it.",
    "examples": [
      {
        "serviceCode": "COD",
        "amount": 20.5,
        "payerType": "Recipient",
        "shipmentParcelRowNumber": 1,
        "additionalParameters": {
          "cod": {
            "bankAccount": {
              "amount": 20.5,
              "currencyCode": "EUR",
              "bankAccountId": "5252248481",
              "bankAccountName": "PL61109010140000071219812874",
              "description": "Order 1",
              "commissionPayer": "Recipient"
            }
          }
        }
      }
    ],
    "properties": {
      "serviceCode": {
        "type": "string",
        "description": "Code of the service: `COD` cash on delivery, `ExpBackwardGoods` goods back, `ExpBackwardCreditDoc` documents back, `AllowedLightReturn` the recipient may send it back; an open list."
      },
      "serviceName": {
        "type": "string",
        "description": "In place of serviceCode inside Ukraine: `COD`, `AfterpaymentOnGoodsCost`."
      },
      "serviceId": {
        "type": "string",
        "description": "UUID of the service; inside Ukraine only.",
        "examples": [
          "5c412e3a-5868-48b9-a60a-0e039284ec46"
        ]
      },
      "shipmentParcelRowNumber": {
        "type": [
          "integer",
          "null"
        ],
        "description": "The parcel that it is for, by rowNumber; null or left out for the whole shipment.",
        "examples": [
          1
        ]
      },
      "contractNumber": {
        "type": [
          "string",
          "null"
        ],
        "description": "Number of the contract for the service.",
        "examples": [
          "CNPP-00001797"
        ]
      },
      "amount": {
        "type": "number",
        "description": "Sum that the recipient pays, in the currency of the recipient.",
        "examples": [
          1
        ]
      },
      "payerType": {
        "$ref": "#/$defs/PayerType"
      },
      "additionalParameters": {
        "type": "object",
        "description": "How the money goes back, for cash on delivery.",
        "properties": {
          "cod": {
            "type": "object",
            "description": "Cash on delivery: one of cash, card and bankAccount.",
            "properties": {
              "cash": {
                "description": "Money back in cash; its fields are not documented."
              },
              "card": {
                "description": "Money back on a card; its fields are not documented."
              },
              "bankAccount": {
                "$ref": "#/$defs/CodBankAccount"
              }
            },
            "additionalProperties": false
          },
          "avaiblePayments": {
            "type": "string",
            "description": "How the recipient may pay, `Cash` in the Ukrainian sample, where it is spelled like this.",
            "examples": [
              "Cash"
            ]
          }
        }
      }
    },
    "additionalProperties": false
  },
  "SubscriberCreateInput": {
    "type": "object",
    "required": [
      "type",
      "url",
      "isActive"
    ],
    "description": "A subscription to be made.",
    "examples": [
      {
        "type": "creator",
        "url": "https://shop.example/nova-post",
        "isActive": true,
        "secretToken": "a-secret-of-your-own-that-is-long",
        "eventTypes": [
          "ReadyToShip",
          "Received",
          "Returned"
        ]
      }
    ],
    "properties": {
      "type": {
        "type": "string",
        "description": "To which shipments: `individual` those of a phone, `legal` those of companyTins, `numbers` those that are added, `creator` those of this account.",
        "enum": [
          "individual",
          "numbers",
          "legal",
          "creator"
        ]
      },
      "url": {
        "type": "string",
        "description": "Complete URL that is called with POST.",
        "minLength": 3,
        "format": "uri",
        "examples": [
          "https://shop.example/nova-post"
        ]
      },
      "isActive": {
        "type": "boolean",
        "description": "Whether it calls at once."
      },
      "phone": {
        "type": "string",
        "description": "Phone of the person: digits with the country prefix first. Needed for the type `individual`; empty text otherwise.",
        "examples": [
          "380630000001"
        ]
      },
      "secretToken": {
        "type": "string",
        "description": "Secret that is sent back with each call, at most 600 characters.",
        "maxLength": 600,
        "examples": [
          "a-secret-of-your-own"
        ]
      },
      "secretTokenHeaderName": {
        "type": "string",
        "description": "Header that carries secretToken; `X-NP-Key` when left out.",
        "examples": [
          "X-Custom-Token"
        ]
      },
      "eventTypes": {
        "type": "array",
        "description": "Events to be told of, each once; all when empty or left out. An open list.",
        "uniqueItems": true,
        "items": {
          "type": "string"
        }
      },
      "sendWarnings": {
        "type": "boolean",
        "description": "Whether to mail when calls fail. Ignored when a subscription is changed: both published answers say false to a true.",
        "default": false
      },
      "warningEmail": {
        "type": "string",
        "description": "Address for these mails. Needed with sendWarnings.",
        "format": "email",
        "examples": [
          "anna@example.com"
        ]
      },
      "companyTins": {
        "type": "array",
        "description": "Tax ids of companies. Needed for the type `legal`. The text asks for UUIDs; empty text is taken.",
        "examples": [
          [
            "5252248481"
          ]
        ],
        "items": {
          "type": "string"
        }
      }
    },
    "additionalProperties": false
  },
  "SubscriberNumbersInput": {
    "type": "object",
    "required": [
      "numbers"
    ],
    "description": "Waybill numbers of a subscription.",
    "properties": {
      "numbers": {
        "type": "array",
        "minItems": 1,
        "description": "Waybill numbers, at least one.",
        "examples": [
          [
            "SHPL6145344878"
          ]
        ],
        "items": {
          "type": "string"
        }
      }
    },
    "additionalProperties": false
  },
  "SubscriberUpdateInput": {
    "type": "object",
    "description": "The reference also lists id and type inconsistently; the SDK sends type, url and isActive.",
    "required": [
      "url",
      "isActive"
    ],
    "properties": {
      "type": {
        "type": "string",
        "description": "To which shipments: `individual` those of a phone, `legal` those of companyTins, `numbers` those that are added, `creator` those of this account.",
        "enum": [
          "individual",
          "numbers",
          "legal",
          "creator"
        ]
      },
      "url": {
        "type": "string",
        "description": "Complete URL that is called with POST.",
        "minLength": 3,
        "format": "uri",
        "examples": [
          "https://shop.example/nova-post"
        ]
      },
      "isActive": {
        "type": "boolean",
        "description": "Whether it calls at once."
      },
      "phone": {
        "type": "string",
        "description": "Phone of the person: digits with the country prefix first. Needed for the type `individual`; empty text otherwise.",
        "examples": [
          "380630000001"
        ]
      },
      "secretToken": {
        "type": "string",
        "description": "Secret that is sent back with each call, at most 600 characters.",
        "maxLength": 600,
        "examples": [
          "a-secret-of-your-own"
        ]
      },
      "secretTokenHeaderName": {
        "type": "string",
        "description": "Header that carries secretToken; `X-NP-Key` when left out.",
        "examples": [
          "X-Custom-Token"
        ]
      },
      "eventTypes": {
        "type": "array",
        "description": "Events to be told of, each once; all when empty or left out. An open list.",
        "uniqueItems": true,
        "items": {
          "type": "string"
        }
      },
      "sendWarnings": {
        "type": "boolean",
        "description": "Whether to mail when calls fail. Ignored when a subscription is changed: both published answers say false to a true.",
        "default": false
      },
      "send_warnings": {
        "type": "boolean",
        "description": "Older spelling of sendWarnings, ignored like it."
      },
      "warningEmail": {
        "type": "string",
        "description": "Address for these mails. Needed with sendWarnings.",
        "format": "email",
        "examples": [
          "anna@example.com"
        ]
      },
      "companyTins": {
        "type": "array",
        "description": "Tax ids of companies. Needed for the type `legal`. The text asks for UUIDs; empty text is taken.",
        "examples": [
          [
            "5252248481"
          ]
        ],
        "items": {
          "type": "string"
        }
      }
    },
    "additionalProperties": false
  },
  "TestApiKeyRequest": {
    "type": "object",
    "required": [
      "phone"
    ],
    "description": "What a sandbox key is asked for with.",
    "properties": {
      "phone": {
        "type": "string",
        "description": "Digits only, country prefix first, no plus sign; Ukrainian numbers are refused.",
        "examples": [
          "498213437654"
        ]
      }
    },
    "additionalProperties": false
  },
  "TimeIntervalInput": {
    "type": "object",
    "description": "With only the two required fields the answer holds general courier hours of the country.",
    "required": [
      "type",
      "countryCode"
    ],
    "examples": [
      {
        "type": "PickupNextDay",
        "countryCode": "PL"
      }
    ],
    "properties": {
      "type": {
        "$ref": "#/$defs/TimeIntervalType"
      },
      "countryCode": {
        "$ref": "#/$defs/CountryCode"
      },
      "divisionId": {
        "type": [
          "integer",
          "null"
        ],
        "minimum": 1,
        "description": "Id of the branch that the courier comes from.",
        "examples": [
          10001
        ]
      },
      "latitude": {
        "type": [
          "number",
          "null"
        ],
        "minimum": -90,
        "maximum": 90,
        "description": "Degrees north of the address, -90 to 90.",
        "examples": [
          52.2297
        ]
      },
      "longitude": {
        "type": [
          "number",
          "null"
        ],
        "minimum": -180,
        "maximum": 180,
        "description": "Degrees east of the address, -180 to 180.",
        "examples": [
          21.0122
        ]
      },
      "maxWeightPlaceRecipient": {
        "type": [
          "integer",
          "null"
        ],
        "description": "Weight of the heaviest parcel in kilograms.",
        "minimum": 0,
        "examples": [
          5
        ]
      },
      "addressParts": {
        "description": "Address the courier comes to.",
        "anyOf": [
          {
            "$ref": "#/$defs/AddressParts"
          },
          {
            "type": "null"
          }
        ]
      },
      "weight": {
        "type": [
          "number",
          "null"
        ],
        "minimum": 0,
        "description": "Weight; named by the text of the Postman collection only, its unit is not documented.",
        "examples": [
          5
        ]
      }
    },
    "additionalProperties": false
  },
  "TimeIntervalType": {
    "type": "string",
    "description": "Same-day or next-day collection.",
    "enum": [
      "PickupDayToDay",
      "PickupNextDay"
    ]
  },
  "UploadInput": {
    "type": "object",
    "required": [
      "file"
    ],
    "description": "A file to be attached.",
    "properties": {
      "file": {
        "type": "string",
        "description": "The file in base64.",
        "pattern": "^([A-Za-z\\d+/]{4})*([A-Za-z\\d+/]{2}==|[A-Za-z\\d+/]{3}=)?$",
        "examples": [
          "JVBERi0xLjQK"
        ]
      },
      "fileName": {
        "type": "string",
        "description": "Name to store it under; `invoice` when left out.",
        "examples": [
          "invoice.pdf"
        ]
      },
      "fileContentType": {
        "type": "string",
        "description": "Media type of the file, such as application/pdf.",
        "examples": [
          "application/pdf"
        ]
      }
    },
    "additionalProperties": false
  },
  "WebhookTestInput": {
    "type": "object",
    "description": "Which subscription is to be called, and of what.",
    "properties": {
      "numbers": {
        "type": "array",
        "description": "Waybill numbers to be told of; SHPL0000000001 when left out.",
        "examples": [
          [
            "SHPL0000000001"
          ]
        ],
        "items": {
          "type": "string"
        }
      },
      "id": {
        "type": "string",
        "description": "Id of the subscription that is to be called; all of the account when left out.",
        "examples": [
          "1"
        ]
      },
      "cid": {
        "type": "string",
        "description": "Id of the client.",
        "examples": [
          "5c412e3a-5868-48b9-a60a-0e039284ec46"
        ]
      }
    },
    "additionalProperties": false
  }
};

/** What text must be that has to fit a pattern. */
export const patternWords: Readonly<Record<string, string>> = {
  "^[A-Z]{2}$": "two capital letters such as PL",
  "^[A-Z]{3}$": "three capital letters such as EUR",
  "^\\d+$": "a whole number, also as text",
  "^\\d+(\\.\\d+)?$": "a number, also as text",
  "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)$": "a date and time with its zone, such as 2026-01-31T08:00:00.000000Z",
  "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$": "a date such as 2026-01-31",
  "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$": "a UUID",
  "^([A-Za-z\\d+/]{4})*([A-Za-z\\d+/]{2}==|[A-Za-z\\d+/]{3}=)?$": "text in Base64"
};
