// Generated from openapi.yaml by `npm run generate`. Do not edit.
/** Page counters that sit beside items in list answers. from/to are absent on registry, pickup and subscriber lists. */
export interface PageMeta {
    /** Page returned. */
    current_page: number;
    /** Number of the last page. */
    last_page: number;
    /** Page size in force. */
    per_page: number;
    /** Rows that match the filter. */
    total: number;
    /** Index of the first row; null in every directory sample. */
    from?: number | null;
    /** Index of the last row; null in every directory sample. */
    to?: number | null;
}
/**
 * Usual failure body.
 * @example {
 *       "errors": {
 *         "errorMessage": "Invalid token"
 *       }
 *     }
 */
export interface FieldErrors {
    /** Field path (dot form, e.g. parcels.0.cargoCategory) or the literal errorMessage, mapped to a message or message key. */
    errors: {
        [key: string]: string;
    };
}
/** Body of 400 from the international status call. */
export interface MessageError {
    /** Reason. */
    message: string;
}
/** Body of 422 from the customs-fee call and of 404 from the prohibited-issuance dictionary. */
export interface ErrorMessageError {
    /** Reason. */
    ErrorMessage: string;
}
/** Body of 422 from the attachment calls. */
export interface PlainError {
    /** Reason. */
    error: string;
}
/** Failure body of the test-key call. */
export interface TestApiKeyError {
    /** Always false. */
    success: boolean;
    /** Reasons. */
    errors: string[];
}
/**
 * Who pays.
 * @enum {string}
 */
export type PayerType = "Sender" | "Recipient" | "ThirdPerson";
/** Payment state of a service or document; open list. */
export type PaymentStatus = "Paid" | "NeedPay" | "ContractAfterPayment" | "FreeOfCharge" | "Holded" | (string & {});
/**
 * An id: an integer in Europe, a UUID in Ukraine; some lists give integers as text.
 * @example 500001
 */
export type EntityId = number | string;
/** Numeric status code sent as text; treat as an open list. */
export type TrackingStatusCode = "1" | "2" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "11" | "13" | "16" | "17" | "19" | "30" | "31" | "99" | "101" | "102" | "103" | "104" | "105" | "106" | "110" | "111" | "112" | "113" | "114" | "115" | "116" | "117" | "118" | "119" | "120" | "121" | "122" | "123" | "124" | "125" | "126" | "127" | "128" | "130" | "131" | "132" | "141" | "144" | "149" | "155" | "197" | "198" | "199" | "999" | (string & {});
/** Movement event name; treat as an open list. */
export type TrackingEventName = "MovingPostomat" | "Utilization" | "ReturnTransferPoint" | "ChangingTheDateWithTimeInterval" | "OrderRedirecting" | "EWCargoAutoReturnRecipient" | "ChangingTheDate" | "UndeliveryReasonsNoConnection" | "UndeliveryReasonsClient" | "ArrivalSenderDoors" | "LoadingCourier" | "OrderCargoReturn" | "Deleted" | "TransferPoint" | "InCityRecipientDeparture" | "InCityRecipientArrival" | "MoneyTransferAddress" | "MoneyTransfer" | "DepartureSenderWarehouseFullfilment" | "DepartureSenderWarehouse" | "Departure" | "Arrival" | "CreateID" | "CreateIDFullfilment" | "ReceivedDoorsFuture" | "EWRedeliveryAddress" | "EWRedeliveryDivision" | "MovingPoint" | "InCityRecipientPlan" | "DepartureSenderWarehouseFuture" | "DepartureFuture" | "ArrivalFuture" | "TransferPointPostomat" | "OnTheWayArrival" | "OnTheWayArrivalFuture" | "ArrivalSenderWarehouse" | "ArrivalRecipientWarehouse" | "ArrivalRecipientWarehouseFuture" | "OnTheWayDeparture" | "OnTheWayDepartureFuture" | "ReceivedWarehouse" | "ReceivedDoors" | "InCityRecipientFuture" | "InCityRecipient" | "InCityRecipientArrivalFuture" | "InCityRecipientDepartureFuture" | "InCityRecipientPlanFuture" | "ArrivalSenderPostomat" | "LoadingCourierFuture" | "ArrivalSenderDoorsFuture" | "MoneyTransferAddressFuture" | "EWRedeliveryAddressFuture" | "ArrivalDeliveryService" | "ArrivalSenderCityDeliveryService" | "ArrivalTerminal" | "ArrivalCustomsBrokerPartner" | "DepartureDeliveryService" | "DepartureSenderCityDeliveryService" | "DepartureCustomsBrokerPartner" | "ArrivalDeliveryServiceFuture" | "ArrivalSenderCityDeliveryServiceFuture" | "ArrivalTerminalFuture" | "ArrivalCustomsBrokerPartnerFuture" | "DepartureDeliveryServiceFuture" | "DepartureSenderCityDeliveryServiceFuture" | "DepartureTerminalFuture" | "DepartureCustomsBrokerPartnerFuture" | "DepartureTerminal" | "ArrivalDepot" | "DepartureDepot" | "ArrivalDepotFuture" | "DepartureDepotFuture" | "ArrivalSenderCityDepot" | "DepartureSenderCityDepot" | "ArrivalSenderCityDepotFuture" | "DepartureSenderCityDepotFuture" | "CustomsClearanceInitiated" | "ArrivalSC" | "TransferToPartner" | "ArrivalDestinationDepot" | "DepartureDestinationDepot" | "ArrivalDestinationDepotFuture" | "DepartureDestinationDepotFuture" | "ArrivalDestinationDeliveryService" | "DepartureDestinationDeliveryService" | "ArrivalDestinationDeliveryServiceFuture" | "DepartureDestinationDeliveryServiceFuture" | "ArrivalSenderCityTerminal" | "ArrivalDestinationTerminal" | "ArrivalSenderCityTerminalFuture" | "ArrivalDestinationTerminalFuture" | "DepartureSenderCityTerminal" | "DepartureDestinationTerminal" | "DepartureSenderCityTerminalFuture" | "DepartureDestinationTerminalFuture" | "ArrivalSameSettlementImport" | "ArrivalSameSettlementImportFuture" | "ArrivalSameSettlementLocal" | "ArrivalSameSettlementLocalFuture" | "DeclarationDeleted" | "DeclarationUtilization" | "DeclarationArrivalCustomTerminal" | "DeclarationInRoute" | "DeclarationBrokerRejection" | "DeclarationCargoLost" | "DeclarationCargoNotArrive" | "DeclarationCargoProhibitedForImport" | "DeclarationCargoUnderInspectionCustoms" | "DeclarationCustomsCargoInspection" | "DeclarationCustomsCargoSeizedBySmugglingDepartment" | "DeclarationCustomsClearanceInitiated" | "DeclarationCustomsDocumentsReceived" | "DeclarationCustomsHold" | "DeclarationCustomClearanceIsCompleted" | "DeclarationSentToDestinationCountry" | "DeclarationArrivalCustomTerminalOutsideManifest" | "ArrivalTransitWarehouse" | "DepartureFromTransitWarehouse" | "ParcelWasTransferredToPartner" | "ReceivedPartner" | "ArrivalRecipientPartnerWarehouse" | "AlternativeDelivery" | "ShelfLifeHasExpired" | "ShelfLifeHasExpiredReturn" | "Lost" | "ProblemWithPostomat" | "NoFreeSlotsInPostomat" | "DepartureDuplicate" | "ArrivalDuplicate" | "InRouteDuplicate" | "InRouteDuplicatePassed" | "DepartureDuplicatePassed" | "ArrivalDuplicatePassed" | "ArrivalCustomTerminal" | "SentForCustomsClearance" | "CustomClearanceIsCompleted" | "SentToDestinationCountry" | "ArrivalRecipientPostomat" | "LoadingCourierForMoving" | "CanceledSender" | "PickUpCreated" | "PickUpAppointedCourier" | "PickUpInProgress" | "PickUpDone" | "PickUpNotCompleted" | "PickUpReceivedByCourier" | "PickUpNotPacked" | "CustomsRefusal" | "DeclarationAddedToManifest" | "DeclarationCustomerNoResponse" | "DeclarationPackagingDamaged" | "DeclarationShipmentDamaged" | "DeclarationInvalidCustomerData" | "DeclarationNoSupportingDocuments" | "DeclarationAwaitingCustomsRelease" | "DeclarationShipmentAudit" | "DeclarationRequireCustomsClearance" | (string & {});
/** What a sandbox key is asked for with. */
export interface TestApiKeyRequest {
    /**
     * Digits only, country prefix first, no plus sign; Ukrainian numbers are refused.
     * @example 498213437654
     */
    phone: string;
}
/** A sandbox key. */
export interface TestApiKeyResponse {
    /** Sandbox key. */
    apiKey: string;
    /**
     * Format: date-time
     * Creation moment.
     */
    createdAt: string;
    /**
     * Format: date-time
     * End of validity, one year after issue or renewal.
     */
    expDate: string;
    /**
     * Key state.
     * @enum {string}
     */
    status: "Active" | "Expired";
}
/** A token. */
export interface AuthorizationResponse {
    /** Three-part JWT, good for one hour. */
    jwt: string;
}
/** Payload of the JWT. Not an HTTP body; here so an emulator can mint lookalikes. */
export interface JwtClaims {
    /** Issuer; "np" in every sample. */
    iss: string;
    /** Issue time, Unix seconds. */
    iat: number;
    /** Expiry, Unix seconds; iat + 3600 in every sample. */
    exp: number;
    /** Client id (UUID); empty text in one sample. */
    cid?: string;
    /** Account reference (24 hex digits or UUID). */
    ref?: string;
    /** Origin marker; "api2" in a token made from a Ukrainian key. */
    src?: string;
    /** Opaque encrypted blob. */
    sub?: string;
    /** Opaque encrypted blob. */
    senderEDRPOU?: string;
}
/** Region above a district. */
export interface RegionParent {
    /** Id of the region above the district. */
    id: number;
    /** Name of the region above the district. */
    name: string;
}
/** District of a settlement. */
export interface Region {
    /** District id. */
    id: number;
    /** District name. */
    name: string;
    /** The region that the district belongs to. */
    parent?: RegionParent;
}
/** Settlement of a division. */
export interface SettlementRef {
    /** Settlement id. */
    id: number;
    /** Name in the requested language. */
    name: string;
    /** The district of the settlement. */
    region?: Region;
}
/** Hours of one day. */
export interface WorkScheduleDay {
    /** Lower-case English weekday. */
    day: string;
    /** Opening, HH:mm. */
    from: string;
    /** Closing, HH:mm. */
    to: string;
    /** Break start. */
    breakFrom?: string | null;
    /** Break end. */
    breakTo?: string | null;
}
/** Setting of a division. */
export interface DivisionSetting {
    /** Id of the setting. */
    id?: number;
    /** Id of the division. */
    divisionId?: number;
    /**
     * Format: date-time
     * When it begins to count; ISO 8601.
     */
    from?: string;
    /**
     * Format: date-time
     * When it stops counting; ISO 8601.
     */
    to?: string;
    /** Name of the setting; the names are not documented. */
    name?: string;
    /** Value of the setting. */
    value?: string;
    /**
     * Format: date-time
     * When it was made; ISO 8601, UTC.
     */
    createdAt?: string;
    /**
     * Format: date-time
     * When it was last changed; ISO 8601, UTC.
     */
    updatedAt?: string;
    /**
     * Format: date-time
     * When it was deleted; null, or a time of year 1, when it was not.
     */
    deletedAt?: string | null;
}
/** Branch, cargo branch, locker or partner point. */
export interface Division {
    /** Division id; value for divisionId elsewhere. */
    id: number;
    /** Title. */
    name: string;
    /** Short title. */
    shortName?: string;
    /** Carrier-internal id. */
    externalId?: string;
    /** System that the record came from; an open list. */
    source?: ("NPUA" | "NPAX" | "InPost" | "NPDepartment" | "NPMD1C" | "GLS_CZ" | "DPD" | "Venipak" | "SPS" | "ExpressOne" | (string & {})) | null;
    /** ISO alpha-2. */
    countryCode: string;
    /** The settlement that it is in. */
    settlement?: SettlementRef;
    /** One-line address. */
    address?: string;
    /** Address for display. */
    displayAddress?: string | null;
    /** Branch number; not unique in every country. Value for divisionNumber. */
    number?: string;
    /** Operating state; an open list. */
    status?: "Working" | "NotWorking" | "NotWorkingTemporary" | "InProcessOpening" | (string & {});
    /** Internal flag. */
    customerServiceAvailable?: boolean;
    /** Kind of point. */
    divisionCategory?: "PostBranch" | "CargoBranch" | "Postomat" | "PUDO" | (string & {});
    /** Not documented. */
    paymentEnabledDelivery?: boolean;
    /** Not documented. */
    paymentEnabledPickup?: boolean;
    /** Phones for customers. */
    publicPhones?: string[];
    /** Not documented. */
    internalPhones?: unknown[];
    /** Name text in samples; the reference schema says integer. */
    responsiblePerson?: string | null;
    /** Internal; the reference schema says integer, client code shows an object. */
    partner?: unknown;
    /** Internal; the reference schema says integer, client code shows id and name. */
    ownerDivision?: unknown;
    /** Degrees north. */
    latitude?: number | null;
    /** Degrees east. */
    longitude?: number | null;
    /** Distance from the queried point. */
    distance?: number | null;
    /** Not documented. */
    longTermLocation?: boolean;
    /** Largest parcel weight sent from the point, g. */
    maxWeightPlaceSender?: number;
    /** Largest parcel length sent from the point, mm. */
    maxLengthPlaceSender?: number;
    /** Largest parcel width sent from the point, mm. */
    maxWidthPlaceSender?: number;
    /** Largest parcel height sent from the point, mm. */
    maxHeightPlaceSender?: number;
    /** Largest parcel weight received at the point, g. */
    maxWeightPlaceRecipient?: number;
    /** Largest parcel length received at the point, mm. */
    maxLengthPlaceRecipient?: number;
    /** Largest parcel width received at the point, mm. */
    maxWidthPlaceRecipient?: number;
    /** Largest parcel height received at the point, mm. */
    maxHeightPlaceRecipient?: number;
    /** True when the point does not take outgoing parcels. */
    prohibitedSending?: boolean;
    /** True when the point does not hand parcels out. */
    prohibitedIssuance?: boolean;
    /** Top cost per shipment. */
    maxCostPlace?: number;
    /** Top declared value per shipment. */
    maxDeclaredCostPlace?: number;
    /** Hours for customers, a row for each day. */
    workSchedule?: WorkScheduleDay[];
    /** Not documented. */
    girthValue?: number | null;
    /** Not documented. */
    girthFormula?: string | null;
    /** Settings with the time they count for. */
    settings?: DivisionSetting[];
    /** Moldova only: logistics district code. */
    logisticsCode?: string | number | null;
    /** Not documented. */
    additionalIds?: unknown[];
    /** Not documented. */
    photos?: unknown[];
    /** More about the division, by country. */
    attributes?: {
        /** Moldova only: delivery branch code. */
        printFormDeliveryRegion?: string;
    } | null;
    /**
     * Format: date-time
     * When it was made; ISO 8601, UTC.
     */
    createdAt?: string;
    /**
     * Format: date-time
     * When it was last changed; ISO 8601, UTC.
     */
    updatedAt?: string;
    /**
     * Format: date-time
     * When it was deleted; null, or a time of year 1, when it was not.
     */
    deletedAt?: string | null;
    /** The address in parts. */
    fullAddress?: {
        /** Country. */
        country?: string;
        /** Settlement. */
        settlement?: string;
        /** Street. */
        street?: string;
        /** House number. */
        building?: string;
        /** Hint for finding it. */
        note?: string;
        /** Postal code. */
        zipcode?: string;
    };
}
/** Page of divisions. */
export type DivisionPage = PageMeta & {
    /** The rows of the page. */
    items: Division[];
};
/** Manifest of the offline division directory. */
export interface DivisionVersions {
    /** The full dump. */
    base_version: {
        /** Moment of the full dump; Unix time, seconds. */
        unix_time: number;
        /**
         * Format: uri
         * Gzipped JSON of all divisions.
         */
        url: string;
    };
    /** Changes since, one file after another. */
    deltas: {
        /**
         * Format: uri
         * Gzipped JSON of changes.
         */
        url: string;
        /** The moment the changes begin at; Unix time, seconds. */
        unix_time_from: number;
        /** The moment the changes lead to; Unix time, seconds. */
        unix_time_till: number;
    }[];
}
/** A settlement. */
export interface Settlement {
    /** Settlement id. */
    id: number;
    /** Name. */
    name: string;
    /** The district of the settlement. */
    region?: Region | null;
    /** Other names of it. */
    alternativeNames?: string[];
    /** True where nothing is sent from. */
    prohibitedSending?: boolean | null;
    /** True where nothing is handed out. */
    prohibitedIssuance?: boolean | null;
    /** Not documented. */
    externalId?: string | null;
    /** Not documented. */
    boost?: number | null;
}
/** Page of settlements. */
export type SettlementPage = PageMeta & {
    /** The rows of the page. */
    items: Settlement[];
};
/** A street. */
export interface Street {
    /** Street id. */
    id: number;
    /** Street name with its type prefix. */
    name: string;
    /** The settlement that it is in. */
    settlement?: {
        /** Id of the settlement. */
        id: number;
        /** Name of the settlement. */
        name?: string;
    };
    /** Other names of it. */
    alternativeNames?: string[];
}
/** Page of streets. */
export type StreetPage = PageMeta & {
    /** The rows of the page. */
    items: Street[];
};
/**
 * Manifest with one gzipped JSON link per locale (uk, en); its keys were not visible to us.
 * @example {
 *       "uk": {
 *         "url": "https://api-cdn.novapost.com/prohibited-issuance/uk.json.gz",
 *         "updatedAt": "2026-01-15T05:00:00.000000Z"
 *       },
 *       "en": {
 *         "url": "https://api-cdn.novapost.com/prohibited-issuance/en.json.gz",
 *         "updatedAt": "2026-01-15T05:00:00.000000Z"
 *       }
 *     }
 */
export interface ProhibitedIssuanceManifest {
    [key: string]: unknown;
}
/**
 * A unit of measure.
 * @example {
 *       "code": "kg",
 *       "name": "Kilogram",
 *       "shortName": "kg",
 *       "createdAt": "2022-09-29T12:00:00.000000Z",
 *       "updatedAt": "2025-05-05T12:00:00.000000Z",
 *       "deletedAt": null
 *     }
 */
export interface Measurement {
    /** Unit code. */
    code: string;
    /** Unit name. */
    name: string;
    /** Short form; the reference schema spells it shortname, its sample shortName. */
    shortName?: string;
    /**
     * Format: date-time
     * When it was made; ISO 8601, UTC.
     */
    createdAt?: string;
    /**
     * Format: date-time
     * When it was last changed; ISO 8601, UTC.
     */
    updatedAt?: string;
    /**
     * Format: date-time
     * When it was deleted; null, or a time of year 1, when it was not.
     */
    deletedAt?: string | null;
}
/** Page of units. */
export type MeasurementPage = PageMeta & {
    /** The rows of the page. */
    items: Measurement[];
};
/**
 * A currency.
 * @example {
 *       "code": "PLN",
 *       "numCode": "985",
 *       "name": "Zloty",
 *       "shortName": "PLN",
 *       "symbol": "zł",
 *       "createdAt": "2022-09-29T12:00:00.000000Z",
 *       "updatedAt": "2025-05-05T12:00:00.000000Z",
 *       "deletedAt": null
 *     }
 */
export interface Currency {
    /** ISO 4217 letters. */
    code: string;
    /** Number by ISO 4217; text in the sample, a number in the reference. */
    numCode?: string | number;
    /** Name. */
    name: string;
    /** Short name. */
    shortName?: string;
    /** Sign of the currency; text in the sample, a number in the reference. */
    symbol?: string | number;
    /**
     * Format: date-time
     * When it was made; ISO 8601, UTC.
     */
    createdAt?: string;
    /**
     * Format: date-time
     * When it was last changed; ISO 8601, UTC.
     */
    updatedAt?: string;
    /**
     * Format: date-time
     * When it was deleted; null, or a time of year 1, when it was not.
     */
    deletedAt?: string | null;
}
/** Page of currencies. */
export type CurrencyPage = PageMeta & {
    /** The rows of the page. */
    items: Currency[];
};
/** A text in two languages. */
export interface LocalizedText {
    /** English. */
    en: string;
    /** Language asked for in locale. */
    currentLocal: string;
}
/**
 * A commodity code.
 * @example {
 *       "id": "1",
 *       "hsCode": "64039996",
 *       "category": {
 *         "en": "Footwear",
 *         "currentLocal": "Взуття"
 *       },
 *       "subCategory": {
 *         "en": "Footwear",
 *         "currentLocal": "Взуття"
 *       },
 *       "keywords": {
 *         "en": "boots",
 *         "currentLocal": "черевики"
 *       },
 *       "product": {
 *         "en": "Leather shoes",
 *         "currentLocal": "Шкіряне взуття"
 *       },
 *       "description": {
 *         "en": "Leather shoes",
 *         "currentLocal": "Шкіряне взуття"
 *       },
 *       "exportFromUA": true,
 *       "importToUA": true
 *     }
 */
export interface CargoClassifier {
    /** Id. */
    id: string;
    /** Commodity code; 8 digits for UA, 10 for CA and MD. */
    hsCode: string;
    /** Category of the goods. */
    category?: LocalizedText;
    /** Category below that. */
    subCategory?: LocalizedText;
    /** Words it is found by. */
    keywords?: LocalizedText;
    /** The goods. */
    product?: LocalizedText;
    /** Description of the goods. */
    description?: LocalizedText;
    /** Whether it may leave Ukraine. */
    exportFromUA?: boolean;
    /** Whether it may enter Ukraine. */
    importToUA?: boolean;
}
/** Not paged. */
export interface CargoClassifierList {
    /** Not documented. */
    status?: boolean;
    /** Not documented. */
    source?: string;
    /** Not documented. */
    error?: string;
    /** Null when nothing matches. */
    items: CargoClassifier[] | null;
    /** Which part of the matches this is. */
    pagination?: {
        /** Matches left out before the first row. */
        offset?: number;
        /** Most rows of this answer. */
        size?: number;
        /** All matches. */
        total?: number;
    };
}
/**
 * Whether a sender may pay duties.
 * @example {
 *       "customFeeActive": true,
 *       "declaredCost": 150
 *     }
 */
export interface CustomsFees {
    /** Whether the sender may pay duties. */
    customFeeActive: boolean;
    /** Top declared value for which that holds, in the destination currency. */
    declaredCost: number;
}
/** A sum of money. */
export interface MoneyAmount {
    /** Currency by ISO 4217. */
    currencyCode: string;
    /**
     * Format: float
     * Sum, two decimals.
     */
    amount: number;
}
/**
 * A sum to be converted.
 * @example {
 *       "amount": 20.5,
 *       "currencyCode": "EUR",
 *       "countryCode": "PL",
 *       "date": "2026-01-15T00:00:00.000000Z"
 *     }
 */
export interface ExchangeConversionRequest {
    /**
     * Format: float
     * Sum to convert, two decimals.
     * @example 1
     */
    amount: number;
    /** Country into whose currency the sum is converted. */
    countryCode: CountryCode;
    /**
     * Currency of the sum, by ISO 4217.
     * @example EUR
     */
    currencyCode: string;
    /**
     * Format: date-time
     * Day of the rate: a day, or a moment with its zone.
     * @example 2026-01-15T00:00:00.000000Z
     */
    date: string;
}
/**
 * A sum in several currencies.
 * @example {
 *       "requestCurrency": {
 *         "currencyCode": "UAH",
 *         "amount": 485
 *       },
 *       "mainCurrency": {
 *         "currencyCode": "PLN",
 *         "amount": 42.5
 *       },
 *       "convertedCurrencies": [
 *         {
 *           "currencyCode": "EUR",
 *           "amount": 10
 *         },
 *         {
 *           "currencyCode": "USD",
 *           "amount": 11.6
 *         }
 *       ]
 *     }
 */
export interface ExchangeConversionResponse {
    /** The sum as it was given. */
    requestCurrency: MoneyAmount;
    /** The sum in the currency of the country. */
    mainCurrency: MoneyAmount;
    /** The sum in euros and in dollars. */
    convertedCurrencies: MoneyAmount[];
}
/** Postal address. City, street, postCode and building are needed when no division is named. The parts must not repeat each other. An empty object is accepted beside a division. */
export interface AddressParts {
    /**
     * City. Needed unless a division is named.
     * @example Warszawa
     */
    city?: string | undefined;
    /**
     * State, province or region. Needed when either side is US, IE or CA (for the US the two letters of the state), and for a pickup.
     * @example Mazowieckie
     */
    region?: string | undefined;
    /**
     * Street. Needed unless a division is named.
     * @example Sadova
     */
    street?: string | undefined;
    /**
     * Postal code. Needed unless a division is named.
     * @example 00-001
     */
    postCode?: string | undefined;
    /**
     * House number. Needed unless a division is named.
     * @example 5
     */
    building?: string | undefined;
    /**
     * Flat or office.
     * @example 12
     */
    flat?: string | undefined;
    /**
     * Block of the building.
     * @example B
     */
    block?: (string | null) | undefined;
    /**
     * Hint for the courier; not part of the address.
     * @example Gate 4
     */
    note?: string | undefined;
}
/** Recipient's registered address; wanted for DE, SK, HU and FR. */
export interface RegistrationAddress {
    /**
     * City.
     * @example Warszawa
     */
    city?: string | undefined;
    /**
     * Street.
     * @example Sadova
     */
    street?: string | undefined;
    /**
     * Postal code.
     * @example 10115
     */
    zipCode?: string | undefined;
    /**
     * House number.
     * @example 5
     */
    building?: string | undefined;
    /**
     * Flat.
     * @example 12
     */
    apartment?: string | undefined;
    /**
     * State or region.
     * @example Berlin
     */
    state?: string | undefined;
}
/** Sending side. One of divisionId, divisionNumber or addressParts is needed. */
export interface ShipmentSender {
    /**
     * Tax id of the company, at most 20 characters. Left out for a private person. The API key must cover it.
     * @example 5252248481
     */
    companyTin?: (string | null) | undefined;
    /**
     * Name of the company. Left out for a private person.
     * @example Shop Sp. z o.o.
     */
    companyName?: (string | null) | undefined;
    /**
     * EORI number of the company, 3 to 17 characters, for customs.
     * @example PL525224848100000
     */
    eoriCode?: (string | null) | undefined;
    /**
     * Phone: digits with the country prefix first, 7 to 15 of them; a leading plus is taken.
     * @example 48211111111
     */
    phone: string;
    /**
     * E-mail. Needed when the shipment crosses the border of the EU.
     * @example anna@example.com
     */
    email?: string | undefined;
    /**
     * Full name of the person, or of the contact person of the company.
     * @example Anna Nowak
     */
    name: string;
    /** Country of this side. */
    countryCode: CountryCode;
    /**
     * Number of the branch or locker, in place of divisionId; not unique in Moldova.
     * @example 32521/1
     */
    divisionNumber?: (string | null) | undefined;
    /**
     * Id of the branch or locker, `id` of a division. One of divisionId, divisionNumber and addressParts is needed.
     * @example 10001
     */
    divisionId?: (number | string | null) | undefined;
    /**
     * Id of the settlement, from the directory of settlements. Needed beside addressParts for a courier address in Ukraine.
     * @example 118064
     */
    settlementId?: (number | null) | undefined;
    /**
     * The address as one text, beside addressParts.
     * @example Warszawa, Sadova 5
     */
    address?: (string | null) | undefined;
    /** The address in parts, for a courier. */
    addressParts?: AddressParts | undefined;
    /**
     * IOSS number for import into the EU: letters and digits, at most 12.
     * @example IM2760000742
     */
    ioss?: (string | null) | undefined;
}
/** Receiving side. One of divisionId, divisionNumber or addressParts is needed. */
export interface ShipmentRecipient {
    /**
     * Tax id of the company, at most 20 characters. Left out for a private person. The API key must cover it.
     * @example 5252248481
     */
    companyTin?: (string | null) | undefined;
    /**
     * Name of the company. Left out for a private person.
     * @example Shop Sp. z o.o.
     */
    companyName?: (string | null) | undefined;
    /**
     * EORI number of the company, 3 to 17 characters, for customs.
     * @example PL525224848100000
     */
    eoriCode?: (string | null) | undefined;
    /**
     * Phone: digits with the country prefix first, 7 to 15 of them; a leading plus is taken.
     * @example 48211111111
     */
    phone: string;
    /**
     * E-mail. Needed when the shipment crosses the border of the EU.
     * @example anna@example.com
     */
    email?: string | undefined;
    /**
     * Full name of the person, or of the contact person of the company.
     * @example Anna Nowak
     */
    name: string;
    /** Country of this side. */
    countryCode: CountryCode;
    /**
     * Number of the branch or locker, in place of divisionId; not unique in Moldova.
     * @example 32521/1
     */
    divisionNumber?: (string | null) | undefined;
    /**
     * Id of the branch or locker, `id` of a division. One of divisionId, divisionNumber and addressParts is needed.
     * @example 10001
     */
    divisionId?: (number | string | null) | undefined;
    /**
     * Id of the settlement, from the directory of settlements. Needed beside addressParts for a courier address in Ukraine.
     * @example 118064
     */
    settlementId?: (number | null) | undefined;
    /**
     * The address as one text, beside addressParts.
     * @example Warszawa, Sadova 5
     */
    address?: (string | null) | undefined;
    /** The address in parts, for a courier. */
    addressParts?: AddressParts | undefined;
    /**
     * IOSS number for import into the EU: letters and digits, at most 12.
     * @example IM2760000742
     */
    ioss?: (string | null) | undefined;
    /**
     * Google place id of the address, as shipments.checkPlace() finds it.
     * @example ChIJAZ-GmmbMHkcR_NPqiCq-8HI
     */
    placeId?: string | undefined;
    /** Registered address of the recipient. Wanted for DE, SK, HU and FR. */
    registrationAddressRecipient?: RegistrationAddress | undefined;
}
/**
 * A parcel of a shipment. Its declared value is insuranceCost in insuranceCurrencyCode.
 * @example {
 *       "cargoCategory": "parcel",
 *       "parcelDescription": "Shoes",
 *       "insuranceCost": 20.5,
 *       "insuranceCurrencyCode": "EUR",
 *       "rowNumber": 1,
 *       "width": 150,
 *       "length": 200,
 *       "height": 50,
 *       "actualWeight": 1000
 *     }
 */
export interface ShipmentParcelInput {
    /**
     * Kind of cargo. `parcel` and `documents` (up to 1 kg, 35 × 25 × 2 cm) are documented for creating, `cargo` for updates and quotes; newer clients send `pallet`.
     * @enum {string}
     */
    cargoCategory: "parcel" | "documents" | "cargo" | "pallet";
    /**
     * What is inside, in words.
     * @example Shoes
     */
    parcelDescription: string;
    /**
     * Declared value: a number, or decimal text such as '0.01'. More than 0 from Ukraine; 0 is allowed inside the EU.
     * @example 20.5
     */
    insuranceCost: number | string;
    /**
     * Currency of the declared value by ISO 4217; that of the sender when left out.
     * @example EUR
     */
    insuranceCurrencyCode?: string | undefined;
    /**
     * Number of the parcel in the shipment, from 1.
     * @example 1
     */
    rowNumber: number;
    /**
     * Millimetres.
     * @example 150
     */
    width: number;
    /**
     * Millimetres.
     * @example 200
     */
    length: number;
    /**
     * Millimetres.
     * @example 50
     */
    height: number;
    /**
     * Grams; rounded down to 10 g by the API.
     * @example 1000
     */
    actualWeight: number;
    /**
     * Grams. The table for creating does not name it; samples send it.
     * @example 300
     */
    volumetricWeight?: number | undefined;
    /** Not documented; for updates only. */
    untied?: boolean | undefined;
    /**
     * Number of the parcel; samples send empty text or null.
     * @example
     */
    number?: (string | null) | undefined;
}
/** A parcel to be quoted. */
export interface CalculationParcelInput {
    /**
     * Kind of cargo. `parcel` and `documents` (up to 1 kg, 35 × 25 × 2 cm) are documented for creating, `cargo` for updates and quotes; newer clients send `pallet`.
     * @enum {string}
     */
    cargoCategory: "parcel" | "documents" | "cargo" | "pallet";
    /**
     * What is inside, in words.
     * @example Shoes
     */
    parcelDescription?: string | undefined;
    /**
     * Declared value: a number, or decimal text such as '0.01'. More than 0 from Ukraine; 0 is allowed inside the EU.
     * @example 20.5
     */
    insuranceCost?: (number | string) | undefined;
    /**
     * Currency of the declared value by ISO 4217; that of the sender when left out.
     * @example EUR
     */
    insuranceCurrencyCode?: string | undefined;
    /**
     * Number of the parcel in the shipment, from 1.
     * @example 1
     */
    rowNumber: number;
    /**
     * Millimetres.
     * @example 150
     */
    width?: number | undefined;
    /**
     * Millimetres.
     * @example 200
     */
    length?: number | undefined;
    /**
     * Millimetres.
     * @example 50
     */
    height?: number | undefined;
    /**
     * Grams; rounded down to 10 g by the API.
     * @example 1000
     */
    actualWeight: number;
    /**
     * Grams. The table for creating does not name it; samples send it.
     * @example 300
     */
    volumetricWeight?: number | undefined;
}
/** A line of an invoice. */
export interface InvoiceItem {
    /**
     * Own id of the line.
     * @example 1
     */
    id?: (string | number) | undefined;
    /**
     * Packing: `PA` box, `PX` pallet, or empty.
     * @enum {string|null}
     */
    packingType?: ("PA" | "PX" | null) | undefined;
    /**
     * Commodity code (HS code), see dictionaries.searchClassifier(): exactly 10 digits when either side is MD or CA, else 8 to 10. All but digits is dropped.
     * @example 6403999600
     */
    hsCode?: (string | null) | undefined;
    /**
     * Goods, in the local language.
     * @example Anna Nowak
     */
    name?: string | undefined;
    /**
     * Goods, in English.
     * @example Shoes
     */
    nameEng?: string | undefined;
    /**
     * Material, in the local language.
     * @example Leather
     */
    material?: string | undefined;
    /**
     * Material, in English.
     * @example Leather
     */
    materialEng?: string | undefined;
    /** Country of origin. */
    madeInCountryCode?: (CountryCode | null) | undefined;
    /**
     * Producer and model.
     * @example Factory 7
     */
    producerAndModel?: (string | null) | undefined;
    /**
     * Weight of the line in grams; rounded down to 10 g by the API.
     * @example 1000
     */
    actualWeight?: (number | null) | undefined;
    /**
     * Unit of the amount, see dictionaries.listMeasurements(). The codes 210690 and 630900 need `kg`.
     * @example kg
     */
    measurementCode?: string | undefined;
    /**
     * How many units; at most 10 for the codes 210690 and 630900.
     * @example 1
     */
    amount?: number | undefined;
    /**
     * Price of the line in the currency of the sender.
     * @example 20.5
     */
    cost?: number | undefined;
    /**
     * Currency of the price by ISO 4217, one for the whole invoice. From Ukraine to the EU only; UAH when left out.
     * @example EUR
     */
    currency?: string | undefined;
    /**
     * Price of the line in US dollars.
     * @example 22.1
     */
    costUsd?: number | undefined;
    /**
     * Price of the line in euros.
     * @example 20.5
     */
    costEur?: number | undefined;
}
/** Customs data; needed when the route crosses the EU border, may be null otherwise. */
export interface ShipmentInvoice {
    /**
     * Own number of the invoice.
     * @example INV-1
     */
    customerNumber?: (string | null) | undefined;
    /**
     * Who bears the duties: `DAP` the recipient, `DDP` the sender. Updates and light returns list `DAP` only.
     * @enum {string}
     */
    incoterm?: ("DAP" | "DDP") | undefined;
    /**
     * Currency of the invoice by ISO 4217.
     * @example EUR
     */
    currencyCode?: string | undefined;
    /**
     * Why the goods leave the country.
     * @enum {string}
     */
    exportReason?: ("ForPersonalPurposes" | "Selling" | "Repair" | "Return" | "Other") | undefined;
    /**
     * Sum of the invoice in its currency.
     * @example 20.5
     */
    totalCost?: number | undefined;
    /**
     * Sum of the invoice in euros.
     * @example 20.5
     */
    totalCostEur?: number | undefined;
    /**
     * Sum of the invoice in US dollars.
     * @example 22.1
     */
    totalCostUsd?: number | undefined;
    /**
     * Who pays the duties: from Ukraine to the EU only; `Recipient` when left out. Whether a sender may, says dictionaries.customsFees().
     * @enum {string}
     */
    payerFeesCustoms?: ("Sender" | "Recipient" | "ThirdPerson") | undefined;
    /**
     * Sum of the invoice; newer clients send this in place of totalCost.
     * @example 20.5
     */
    cost?: number | undefined;
    /**
     * Currency of the invoice; newer clients send this in place of currencyCode.
     * @example EUR
     */
    currency?: string | undefined;
    /**
     * Format: date-time
     * When the own invoice was made: a moment with its zone.
     * @example 2026-01-15T00:00:00.000000Z
     */
    customerCreatedAt?: string | undefined;
    /**
     * Kind of invoice.
     * @enum {string}
     */
    type?: ("Invoice" | "ProformaInvoice") | undefined;
    /** Lines of the invoice, one for each kind of goods. */
    items?: readonly InvoiceItem[] | undefined;
}
/** A bank account that gets the money of cash on delivery. */
export interface CodBankAccount {
    /**
     * Sum that is paid to the account.
     * @example 1
     */
    amount: number;
    /**
     * Currency of the sum by ISO 4217.
     * @example EUR
     */
    currencyCode?: string | undefined;
    /**
     * Tax id of the holder (EDRPOU, TIN, NIP).
     * @example 5252248481
     */
    bankAccountId: string;
    /**
     * IBAN of the account.
     * @example PL61109010140000071219812874
     */
    bankAccountName: string;
    /**
     * Purpose of the payment.
     * @example Order 1
     */
    description?: string | undefined;
    /**
     * Who pays the commission.
     * @enum {string}
     */
    commissionPayer: "Recipient" | "Sender";
}
/**
 * A service beside the delivery. Cash on delivery to a bank account: the recipient pays the amount, and the bank account gets it.
 * @example {
 *       "serviceCode": "COD",
 *       "amount": 20.5,
 *       "payerType": "Recipient",
 *       "shipmentParcelRowNumber": 1,
 *       "additionalParameters": {
 *         "cod": {
 *           "bankAccount": {
 *             "amount": 20.5,
 *             "currencyCode": "EUR",
 *             "bankAccountId": "5252248481",
 *             "bankAccountName": "PL61109010140000071219812874",
 *             "description": "Order 1",
 *             "commissionPayer": "Recipient"
 *           }
 *         }
 *       }
 *     }
 */
export interface ShipmentServiceInput {
    /** Code of the service: `COD` cash on delivery, `ExpBackwardGoods` goods back, `ExpBackwardCreditDoc` documents back, `AllowedLightReturn` the recipient may send it back; an open list. */
    serviceCode?: ("COD" | "ExpBackwardGoods" | "ExpBackwardCreditDoc" | "AllowedLightReturn" | (string & {})) | undefined;
    /** In place of serviceCode inside Ukraine: `COD`, `AfterpaymentOnGoodsCost`. */
    serviceName?: ("COD" | "AfterpaymentOnGoodsCost" | (string & {})) | undefined;
    /**
     * UUID of the service; inside Ukraine only.
     * @example 5c412e3a-5868-48b9-a60a-0e039284ec46
     */
    serviceId?: string | undefined;
    /**
     * The parcel that it is for, by rowNumber; null or left out for the whole shipment.
     * @example 1
     */
    shipmentParcelRowNumber?: (number | null) | undefined;
    /**
     * Number of the contract for the service.
     * @example CNPP-00001797
     */
    contractNumber?: (string | null) | undefined;
    /**
     * Sum that the recipient pays, in the currency of the recipient.
     * @example 1
     */
    amount: number;
    /** Who pays the fee of the service. */
    payerType: PayerType;
    /** How the money goes back, for cash on delivery. */
    additionalParameters?: {
        /** Cash on delivery: one of cash, card and bankAccount. */
        cod?: {
            /** Money back in cash; its fields are not documented. */
            cash?: unknown | undefined;
            /** Money back on a card; its fields are not documented. */
            card?: unknown | undefined;
            /** Money back to a bank account. */
            bankAccount?: CodBankAccount | undefined;
        } | undefined;
        /**
         * How the recipient may pay, `Cash` in the Ukrainian sample, where it is spelled like this.
         * @example Cash
         */
        avaiblePayments?: string | undefined;
    } | undefined;
}
/**
 * A waybill as it is made and replaced: lengths in millimetres, weights in grams. Replacing is for the document as a whole.
 * @example {
 *       "status": "ReadyToShip",
 *       "clientOrder": "order-1",
 *       "payerType": "Sender",
 *       "sender": {
 *         "phone": "48211111111",
 *         "name": "Anna Nowak",
 *         "countryCode": "PL",
 *         "divisionId": 10001
 *       },
 *       "recipient": {
 *         "phone": "+37360000000",
 *         "name": "Ion Rusu",
 *         "countryCode": "MD",
 *         "addressParts": {
 *           "city": "Chisinau",
 *           "street": "Zelena",
 *           "postCode": "MD-2001",
 *           "building": "5"
 *         }
 *       },
 *       "invoice": {
 *         "incoterm": "DAP",
 *         "currencyCode": "EUR",
 *         "exportReason": "ForPersonalPurposes",
 *         "totalCost": 10.5
 *       },
 *       "parcels": [
 *         {
 *           "cargoCategory": "parcel",
 *           "parcelDescription": "books",
 *           "insuranceCost": 10.5,
 *           "rowNumber": 1,
 *           "width": 100,
 *           "length": 200,
 *           "height": 50,
 *           "actualWeight": 1237
 *         }
 *       ]
 *     }
 */
export interface ShipmentInput {
    /**
     * `ReadyToShip`: the only state that a client may set. Left out, the shipment is a draft.
     * @enum {string}
     */
    status?: "ReadyToShip" | undefined;
    /**
     * Own number of the order, at most 50 characters. The API does not refuse one that exists, but finds shipments by it.
     * @example order-1
     */
    clientOrder?: string | undefined;
    /**
     * Note to the shipment.
     * @example Gate 4
     */
    note?: string | undefined;
    /** Who pays for the delivery. */
    payerType: PayerType;
    /**
     * Number of the contract that is paid by. Needed for `ThirdPerson` and for payment without cash; left out, it is paid in cash. Ukrainian clients may give an EDRPOU.
     * @example CNPP-00001797
     */
    payerContractNumber?: (string | null) | undefined;
    /**
     * Tariff of an international shipment; chosen by the carrier when left out.
     * @enum {string}
     */
    deliveryType?: ("standard" | "economy" | "express") | undefined;
    /**
     * Waybill number; empty in Ukrainian samples, and given by the API.
     * @example
     */
    number?: string | undefined;
    /** Services beside the delivery, such as cash on delivery. */
    services?: readonly ShipmentServiceInput[] | undefined;
    /** Data for customs. Needed when the shipment crosses the border of the EU; null or left out otherwise. */
    invoice?: (ShipmentInvoice | null) | undefined;
    /** The parcels, at least one. */
    parcels: readonly ShipmentParcelInput[];
    /** Sending side. */
    sender: ShipmentSender;
    /** Receiving side. */
    recipient: ShipmentRecipient;
}
/** A waybill as it was made or replaced. */
export interface ShipmentResult {
    /** Id of the shipment. */
    id: EntityId;
    /** Waybill number: four letters and ten digits in Europe, 14 digits in Ukraine. */
    number: string;
    /** When it should arrive; ISO 8601, year 1 when it is not known. */
    scheduledDeliveryDate?: string | null;
    /** Document state, such as `Draft` or `ReadyToShip`. */
    status: string;
    /** Price of the delivery. */
    cost?: number;
    /** How many parcels it has. */
    parcelsAmount?: number;
    /** When it was made; ISO 8601, UTC. */
    createdAt?: string;
    /** When it was last changed; ISO 8601, UTC. */
    updatedAt?: string;
    /** When it was deleted; null, or a time of year 1, when it was not. */
    deletedAt?: string | null;
    /** The services with their prices; the fields are not documented. */
    services?: {
        [key: string]: unknown;
    }[];
    /** The parcels with their numbers; the fields are not documented. */
    parcels?: {
        [key: string]: unknown;
    }[];
    /** Not documented. */
    deliveryPartners?: unknown[];
}
/** When a waybill was deleted. */
export interface ShipmentDeleted {
    /** Moment of deletion. */
    deletedAt?: string;
}
/** Document state. */
export type ShipmentStatus = "Draft" | "Accepted" | "Issued" | "ReadyToShip" | "Deleted" | "Returned" | "Utilized" | (string & {});
/** A side of a shipment in the list. */
export interface ShipmentListParty {
    /** Not documented. */
    companyId?: number | null;
    /** Tax id of the company. */
    companyTin?: string;
    /** Name of the company. */
    companyName?: string | null;
    /** Phone. */
    phone?: string;
    /** E-mail. */
    email?: string;
    /** Full name or contact person. */
    name?: string;
    /** Country by ISO 3166-1 alpha-2. */
    countryCode?: string;
    /** Id of the settlement, as text. */
    settlementId?: string;
    /** Not documented. */
    cityId?: number | null;
    /** The address as one text. */
    address?: string;
    /** The address in parts. */
    addressParts?: {
        /** Postal code. */
        postCode?: string;
        /** Key used by the sample; the reference schema says postCode. */
        post_code?: string;
        /** Region. */
        region?: string;
        /** City. */
        city?: string;
        /** Street. */
        street?: string;
        /** House number. */
        building?: string;
        /** Block. */
        block?: string;
        /** Flat. */
        flat?: string;
        /** Hint for the courier. */
        note?: string;
    };
    /** Id of the branch, as text; empty for an address. */
    divisionId?: string;
    /** Kind of the branch. */
    divisionCategory?: string;
    /** Not documented. */
    archive?: boolean;
    /** Not documented. */
    serviceType?: string | null;
    /** IOSS number. */
    ioss?: string | null;
    /** EORI number. */
    eoriCode?: string | null;
    /** Registered address; its fields are not documented. */
    registrationAddressParts?: {
        [key: string]: unknown;
    } | unknown[] | null;
}
/** A parcel of a shipment in the list. */
export interface ShipmentListParcel {
    /** Number of the parcel. */
    number?: string;
    /** Number in the shipment, from 1. */
    row_number?: number;
    /** Not documented. */
    untied?: boolean;
    /** Not documented. */
    cargo_category_id?: string;
    /** Kind of cargo. */
    cargo_category_group?: string;
    /** What is inside. */
    parcel_description?: string | null;
    /** Declared value. */
    insurance_cost?: number;
    /** Millimetres. */
    length?: number;
    /** Millimetres. */
    width?: number;
    /** Millimetres. */
    height?: number;
    /** Grams. */
    actual_weight?: number;
    /** Grams. */
    volumetric_weight?: number;
    /** Length as the carrier measured it. */
    length_check?: number | null;
    /** Width as the carrier measured it. */
    width_check?: number | null;
    /** Height as the carrier measured it. */
    height_check?: number | null;
    /** Weight as the carrier measured it. */
    actual_weight_check?: number | null;
    /** Volumetric weight as the carrier measured it. */
    volumetric_weight_check?: number | null;
}
/** A service of a shipment in the list. */
export interface ShipmentListService {
    /** Id of the row. */
    id?: number;
    /** The parcel that it is for. */
    shipment_parcel_row_number?: number | null;
    /** Id of the service. */
    service_id?: string;
    /** Group of the service; an open list. */
    service_type?: "InternationalServices" | "MainService" | "AdditionalServices" | (string & {});
    /** Name of the service. */
    service_name?: string;
    /** Number of the parcel that it is for. */
    parcel_number?: string;
    /** Who pays. */
    payer_type?: string;
    /** Sum that the service is about. */
    amount?: number;
    /** Price before the discount. */
    price?: number;
    /** Discount. */
    discount?: number;
    /** Price after the discount. */
    cost?: number;
    /** Price before the carrier measured. */
    cost_before_check?: number | null;
    /** Whether it is paid. */
    payment_status?: PaymentStatus;
    /** What the service is about. */
    additional_parameters?: {
        /** Cash on delivery. */
        cod?: unknown;
        /** Day of the delivery. */
        date?: unknown;
        /** Start of the hours. */
        from?: unknown;
        /** End of the hours. */
        to?: unknown;
        /** Not documented. */
        string?: unknown;
        /** Name of a person. */
        fullName?: unknown;
        /** Phone of a person. */
        phone?: unknown;
        /** Id of a branch. */
        divisionId?: unknown;
        /** An address. */
        addressParts?: unknown;
    };
    /** Code of the service. */
    service_code?: string | null;
    /** Currency by ISO 4217. */
    currency_code?: string | null;
}
/** A step on the way of a shipment in the list. */
export interface ShipmentListTracking {
    /** Waybill number. */
    number?: string;
    /** When it happened or should happen. */
    date?: string;
    /** Id of the branch. */
    division?: string;
    /** Id of the settlement. */
    settlement?: string;
    /** Name of the event. */
    event?: string;
    /** `passed`, `now` or `future`. */
    event_status?: string;
    /** Status code. */
    code?: TrackingStatusCode;
    /** Name of the branch. */
    division_name?: string;
    /** Name of the settlement. */
    settlement_name?: string;
    /** The event in words. */
    event_name?: string;
}
/** Row of the shipment list; mixes camel and snake case. */
export interface Shipment {
    /** Id of the shipment; integers come as text. */
    id: EntityId;
    /** Not documented. */
    version?: number;
    /** Waybill number: four letters and ten digits in Europe, 14 digits in Ukraine. */
    number: string;
    /** Own number of the order. The sample of the reference lacks it; live clients read it. */
    clientOrder?: string | null;
    /** Moment of the document. */
    dateTime?: string;
    /** When it should arrive; year 1 when it is not known. */
    scheduledDeliveryDate?: string | null;
    /** When it was closed. */
    closingDate?: string | null;
    /** When it was made; ISO 8601, UTC. */
    createdAt?: string;
    /** When it was last changed; ISO 8601, UTC. */
    updatedAt?: string;
    /** When it was deleted; null, or a time of year 1, when it was not. */
    deletedAt?: string | null;
    /** Who made it. */
    userCreate?: string;
    /** Document state. */
    status: ShipmentStatus;
    /** Not documented. */
    gtid?: string;
    /** Whether it is paid. */
    paymentStatus?: PaymentStatus;
    /** Currency of the costs by ISO 4217. */
    currencyCode?: string;
    /** How many parcels it has. */
    parcelsAmount?: number;
    /** Note to the shipment. */
    note?: string;
    /** Who pays for the delivery. */
    payerType?: string;
    /** Id of the contract that is paid by. */
    payerContractId?: number | null;
    /** Number of the contract that is paid by. */
    payerContractNumber?: string | null;
    /** Not documented. */
    postomatCellReservation?: string;
    /** Not documented. */
    postomatOrderRef?: string;
    /** First day of paid storage. */
    firstDayStorage?: string | null;
    /** When it goes back by itself. */
    cargoAutoReturnDate?: string | null;
    /** Not documented. */
    marketplacePartner?: string;
    /** Number of the registry that it is in. */
    registerNumber?: string;
    /** Not documented. */
    customerNote?: string;
    /** Not documented. */
    creationDateNote?: string;
    /** Sending side. */
    sender?: ShipmentListParty;
    /** Receiving side. */
    recipient?: ShipmentListParty;
    /** The parcels. */
    parcels?: ShipmentListParcel[];
    /** The services with their prices. */
    services?: ShipmentListService[];
    /** The state of the way. */
    onlineTracking?: {
        /** Status code. */
        tracking_status_code?: number;
        /** When the state changed. */
        tracking_update_date?: string;
        /** The state in a few words. */
        short_description?: string;
        /** The state in words. */
        long_description?: string;
        /** Not documented. */
        info?: string;
        /** Not documented. */
        label?: string;
    };
    /** The way so far. */
    tracking?: ShipmentListTracking[];
    /** Kilograms in the sample, though parcels have grams. */
    totalWeight?: number | string;
    /** Declared value of all parcels. */
    totalInsuranceCost?: number;
    /** Price of the delivery. */
    totalCost?: number;
    /** Id of the pickup that it is in. */
    pickupId?: number | string | null;
    /** Number of the pickup that it is in. */
    pickupNumber?: string | null;
    /** State inside the pickup. */
    pickupShipmentStatus?: string | null;
}
/** Page of shipments. */
export type ShipmentPage = PageMeta & {
    /** The rows of the page. */
    items: Shipment[];
};
/**
 * All but number is inherited from the parent when absent.
 * @example {
 *       "number": "SHPL6145344878",
 *       "senderPhone": "37360000000"
 *     }
 */
export interface LightReturnInput {
    /**
     * Waybill number of the delivered shipment that goes back.
     * @example SHMD0000000000
     */
    number: string;
    /**
     * Branch that takes the return; as text.
     * @example 10001
     */
    divisionId?: string | undefined;
    /**
     * Phone of the one who sends it back: digits with the country prefix first.
     * @example 37322111111
     */
    senderPhone?: string | undefined;
    /** Address the courier collects it at. */
    addressParts?: AddressParts | undefined;
    /** Data for customs; that of the parent when left out. */
    invoice?: ShipmentInvoice | undefined;
    /** The parcels; those of the parent when left out. */
    parcels?: readonly ShipmentParcelInput[] | undefined;
}
/** Full return document; the reference gives only a sample for it. */
export interface LightReturnResult {
    /** Id of the return. */
    id: EntityId;
    /** Waybill number of the return. */
    number: string;
    /** Document state. */
    status: string;
    /** Moment of the document. */
    dateTime?: string;
    /** When it should arrive. */
    scheduledDeliveryDate?: string | null;
    /** When it arrived. */
    actualDeliveryDate?: string | null;
    /** When it was closed. */
    closingDate?: string | null;
    /** When the state changed. */
    statusDateTime?: string;
    /** Sending side; the fields are not documented. */
    sender?: {
        [key: string]: unknown;
    };
    /** Receiving side; the fields are not documented. */
    recipient?: {
        [key: string]: unknown;
    };
    /** Who pays. */
    payerType?: string;
    /** Number of the contract that is paid by. */
    payerContractNumber?: string | null;
    /** Whether it is paid. */
    paymentStatus?: PaymentStatus;
    /** Currency by ISO 4217. */
    currencyCode?: string;
    /** How many parcels it has. */
    parcelsAmount?: number;
    /** Note to the return. */
    note?: string;
    /** Not documented. */
    lockVersion?: number;
    /** Own number of the order. */
    clientOrder?: string;
    /** Not documented. */
    gtid?: string;
    /** The parcels; the fields are not documented. */
    parcels?: {
        [key: string]: unknown;
    }[];
    /** The services; the fields are not documented. */
    services?: {
        [key: string]: unknown;
    }[];
    /** When it was made; ISO 8601, UTC. */
    createdAt?: string;
    /** When it was last changed; ISO 8601, UTC. */
    updatedAt?: string;
    /** When it was deleted; null, or a time of year 1, when it was not. */
    deletedAt?: string | null;
    /** Not documented. */
    additionalParameters?: {
        [key: string]: unknown;
    };
    /** Whether the label has been printed. */
    markingPrinted?: boolean;
    /** Who made it. */
    createdByUser?: string | null;
    /** Who accepted it. */
    acceptedByUser?: string | null;
    /** Who changed it last. */
    lastModifiedByUser?: string | null;
    /** Branch it was made at. */
    createdOnDivisionId?: number | null;
    /** Not documented. */
    firstLogisticDivisionId?: number | null;
    /** Not documented. */
    lastLogisticDivisionId?: number | null;
    /** Not documented. */
    firstMileDeliveryPartner?: string | null;
    /** Not documented. */
    lastMileDeliveryPartner?: string | null;
    /** Not documented. */
    deliveryPartners?: {
        [key: string]: unknown;
    }[];
    /** Not documented. */
    shipmentAttachments?: {
        [key: string]: unknown;
    }[];
    /** Data for customs; the fields are not documented. */
    invoice?: {
        [key: string]: unknown;
    } | null;
    /** Not documented. */
    currentRouteId?: number | null;
}
/**
 * JSON-RPC answer of the core system passed through.
 * @example {
 *       "jsonrpc": "2.0",
 *       "id": "1",
 *       "result": [
 *         {
 *           "Ref": "d3b07384-d9a0-4c9b-8f3a-0c3f0c6a7a11",
 *           "State": "NotVerified",
 *           "Date": "2026-01-15 12:00:00",
 *           "StatusOfInternationalExpressWaybill": "Ready to send",
 *           "Note": "",
 *           "ClosedDate": "0001-01-01 00:00:00"
 *         }
 *       ]
 *     }
 */
export interface InternationalStatusResponse {
    /** Version of JSON-RPC. */
    jsonrpc?: string;
    /** A row for each shipment. */
    result: {
        /** Id of the shipment. */
        Ref?: string;
        /** `NotVerified`, `Verified` or `Rejected`. */
        State?: string;
        /** Local time with a space in the middle, without a zone. */
        Date?: string;
        /** Not documented. */
        StatusOfInternationalExpressWaybill?: string;
        /** Why it was rejected. */
        Note?: string;
        /** When it was closed; 0001-01-01 00:00:00 while it is open. */
        ClosedDate?: string;
    }[];
    /** Id of the JSON-RPC call. */
    id?: string | number;
}
/** A sender without division or address is refused in live use. Name, phone and email are sent by some clients and ignored. */
export interface CalculationParty {
    /**
     * Tax id of the company. Left out for a private person.
     * @example 5252248481
     */
    companyTin?: (string | null) | undefined;
    /**
     * Name of the company. Left out for a private person.
     * @example Shop Sp. z o.o.
     */
    companyName?: (string | null) | undefined;
    /** Country of this side. Not needed beside a divisionId. */
    countryCode?: CountryCode | undefined;
    /**
     * Number of the branch or locker, in place of divisionId.
     * @example 32521/1
     */
    divisionNumber?: (string | null) | undefined;
    /**
     * Id of the branch or locker. A sender needs a branch or an address.
     * @example 10001
     */
    divisionId?: (number | string | null) | undefined;
    /**
     * Id of the settlement; finds a courier address in Ukraine.
     * @example 118064
     */
    settlementId?: (number | null) | undefined;
    /** The address in parts, for a courier. */
    addressParts?: AddressParts | undefined;
    /**
     * Ignored.
     * @example Anna Nowak
     */
    name?: string | undefined;
    /**
     * Ignored.
     * @example 48211111111
     */
    phone?: string | undefined;
    /**
     * Ignored.
     * @example anna@example.com
     */
    email?: string | undefined;
}
/**
 * A delivery to be quoted.
 * @example {
 *       "payerType": "Sender",
 *       "sender": {
 *         "countryCode": "PL",
 *         "divisionId": 10001
 *       },
 *       "recipient": {
 *         "countryCode": "MD",
 *         "addressParts": {
 *           "city": "Chisinau"
 *         }
 *       },
 *       "parcels": [
 *         {
 *           "cargoCategory": "parcel",
 *           "rowNumber": 1,
 *           "actualWeight": 1000,
 *           "insuranceCost": 20.5
 *         }
 *       ]
 *     }
 */
export interface CalculationInput {
    /** Who pays for the delivery. */
    payerType: PayerType;
    /**
     * Number of the contract that is paid by. Needed for `ThirdPerson`, except from Ukraine.
     * @example CNPP-00001797
     */
    payerContractNumber?: string | undefined;
    /** Data for customs. */
    invoice?: {
        /**
         * Who bears the duties: `DAP` the recipient, `DDP` the sender.
         * @enum {string}
         */
        incoterm?: ("DAP" | "DDP") | undefined;
        /**
         * Currency of the sum by ISO 4217.
         * @example EUR
         */
        currency?: string | undefined;
        /**
         * Sum of the invoice. Needed with `DDP`.
         * @example 20.5
         */
        cost?: number | undefined;
        /** Who pays the duties. */
        payerFeesCustoms?: PayerType | undefined;
    } | undefined;
    /** The parcels, at least one. */
    parcels: readonly CalculationParcelInput[];
    /** Sending side. */
    sender: CalculationParty;
    /** Receiving side. */
    recipient: CalculationParty;
    /** Services beside the delivery, such as cash on delivery. */
    services?: readonly ShipmentServiceInput[] | undefined;
}
/** A service with its price. */
export interface CalculatedService {
    /** Not documented. */
    shipmentId?: number | null;
    /** The parcel that it is for, by rowNumber. */
    shipmentParcelRowNumber?: number | string | null;
    /** Id of the service. */
    serviceId?: string;
    /** Group of the service. */
    serviceType?: string;
    /** Name of the service. */
    serviceName?: string;
    /** Code of the service. */
    serviceCode?: string;
    /** Name of the tariff. */
    deliveryTypeName?: string | null;
    /** Sum that the service is about. */
    amount?: number;
    /** Number of the contract. */
    contractNumber?: string | null;
    /** Who pays; the schema of the reference spells it payer_type. */
    payerType?: string;
    /** Whether it is paid. */
    paymentStatus?: PaymentStatus;
    /** Id of a branch. */
    divisionId?: number | string | null;
    /** Price before the discount. */
    price?: number;
    /** Discount. */
    discount?: number;
    /** Price after the discount; quotedCost() adds them up. */
    cost: number;
    /** Not documented. */
    user?: string;
    /** Not documented. */
    shipmentLockVersion?: number;
    /** What the service is about. */
    additionalParameters?: {
        /** Cash on delivery. */
        cod?: unknown;
        /** Day of the delivery. */
        date?: unknown;
        /** Start of the hours. */
        from?: unknown;
        /** End of the hours. */
        to?: unknown;
        /** Not documented. */
        string?: unknown;
        /** Name of a person. */
        fullName?: unknown;
        /** Phone of a person. */
        phone?: unknown;
        /** Id of a branch. */
        divisionId?: unknown;
        /** An address. */
        addressParts?: unknown;
    };
    /** Currency by ISO 4217; on some rows only. */
    currencyCode?: string;
    /** When it was made; ISO 8601, UTC. */
    createdAt?: string | null;
    /** When it was last changed; ISO 8601, UTC. */
    updatedAt?: string | null;
}
/**
 * A quote.
 * @example {
 *       "scheduledDeliveryDate": "2026-01-18T12:00:00.000000Z",
 *       "sender": {
 *         "countryCode": "PL",
 *         "settlementId": null,
 *         "divisionId": 10001
 *       },
 *       "recipient": {
 *         "countryCode": "MD",
 *         "settlementId": null,
 *         "divisionId": null
 *       },
 *       "services": [
 *         {
 *           "serviceCode": "Delivery",
 *           "serviceType": "MainService",
 *           "serviceName": "Delivery",
 *           "amount": 1,
 *           "payerType": "Sender",
 *           "price": 60,
 *           "discount": 0,
 *           "cost": 60,
 *           "currencyCode": "PLN"
 *         },
 *         {
 *           "serviceCode": "Courier",
 *           "serviceType": "AdditionalServices",
 *           "serviceName": "Courier",
 *           "amount": 1,
 *           "payerType": "Sender",
 *           "price": 40,
 *           "discount": 0,
 *           "cost": 40
 *         }
 *       ]
 *     }
 */
export interface CalculationResult {
    /** When it would arrive. */
    scheduledDeliveryDate?: string | null;
    /** Sending side as it was understood. */
    sender?: {
        /** Country. */
        countryCode?: string;
        /** Id of the settlement. */
        settlementId?: number | null;
        /** Id of the branch. */
        divisionId?: number | null;
    };
    /** Receiving side as it was understood. */
    recipient?: {
        /** Country. */
        countryCode?: string;
        /** Id of the settlement. */
        settlementId?: number | null;
        /** Id of the branch. */
        divisionId?: number | null;
    };
    /** The services with their prices. */
    services: CalculatedService[];
}
/** A file to be attached. */
export interface UploadInput {
    /**
     * Format: byte
     * The file in base64.
     * @example JVBERi0xLjQK
     */
    file: string;
    /**
     * Name to store it under; `invoice` when left out.
     * @example invoice.pdf
     */
    fileName?: string | undefined;
    /**
     * Media type of the file, such as application/pdf.
     * @example application/pdf
     */
    fileContentType?: string | undefined;
}
/** Whether it was done. */
export interface SuccessFlag {
    /** Whether it was done. */
    success: boolean;
}
/** Fields unknown; the Magento plug-in passes an address and a country. */
export interface PlaceCheckInput {
    [key: string]: unknown;
}
/**
 * Unknown; expected to hold a Google placeId.
 * @example {
 *       "placeId": "ChIJAZ-GmmbMHkcR_NPqiCq-8HI"
 *     }
 */
export interface PlaceCheckResult {
    [key: string]: unknown;
}
/** The states of shipments. */
export interface TrackingHistory {
    /** A row for each shipment that was found. */
    items: {
        /** Id of the shipment. */
        id?: EntityId;
        /** Waybill number. */
        number: string | number;
        /** The states it has had. */
        history_tracking: {
            /** Status code. */
            code: TrackingStatusCode;
            /** Localised label; longer when extended=1. */
            code_name?: string;
            /** Country by ISO 3166-1 alpha-2. */
            country_code?: string;
            /** Settlement. */
            settlement?: string;
            /** When the state began. */
            date: string;
        }[] | null;
        /** Only with extended=1. */
        related_numbers?: string[];
        /** When it should arrive. */
        scheduled_delivery_date?: string | null;
    }[];
}
/** A step on the way. */
export interface TrackingEvent {
    /** Waybill number. */
    number?: string;
    /** When it happened or should happen. */
    date?: string | null;
    /** Name of the event; an open list. */
    event: TrackingEventName;
    /** `passed`, `now` or `future`; the reference begins them with capitals. */
    eventStatus: string;
    /** Country by ISO 3166-1 alpha-2. */
    countryCode?: string | null;
    /** Status code. */
    code: TrackingStatusCode;
    /** Name of the branch. */
    divisionName?: string | null;
    /** Name of the settlement. */
    settlementName?: string | null;
    /** The event in words, in the language of the call. */
    eventName?: string;
}
/** A parcel that is tracked. */
export interface TrackingParcel {
    /** Number of the parcel. */
    number?: string | number | null;
    /** Number in the shipment, from 1. */
    rowNumber?: number | null;
    /** Not documented. */
    untied?: boolean;
    /** Kind of cargo. */
    cargoCategoryGroup?: string;
    /** Not documented. */
    cargoCategoryId?: string;
    /** Kind of cargo in words. */
    categoryCargoName?: string;
    /** What is inside. */
    parcelDescription?: string | null;
    /** Declared value. */
    insuranceCost?: number;
    /** Currency of the declared value by ISO 4217. */
    insuranceCostCurrencyCode?: string;
    /** Millimetres by the reference, centimetres in its sample. */
    length?: number;
    /** Millimetres by the reference, centimetres in its sample. */
    width?: number;
    /** Millimetres by the reference, centimetres in its sample. */
    height?: number;
    /** Grams by the reference, kilograms in its sample. */
    actualWeight?: number;
    /** Grams by the reference, kilograms in its sample. */
    volumetricWeight?: number;
    /** Length as the carrier measured it. */
    lengthCheck?: number | null;
    /** Width as the carrier measured it. */
    widthCheck?: number | null;
    /** Height as the carrier measured it. */
    heightCheck?: number | null;
    /** Weight as the carrier measured it. */
    actualWeightCheck?: number | null;
    /** Volumetric weight as the carrier measured it. */
    volumetricWeightCheck?: number | null;
}
/** State of a shipment. */
export interface TrackingCurrentStatus {
    /** Waybill number. */
    number: string | number;
    /** When the shipment was made. */
    createdDate?: string;
    /** When it should arrive. */
    scheduledDate?: string | null;
    /** When it should have arrived at first. */
    scheduledDateOriginal?: string | null;
    /** When it should arrive after a change. */
    adjustedDate?: string | null;
    /** When it was closed. */
    closingDate?: string | null;
    /** Status code; a number in the sample, text in the reference. See describeTrackingStatus() and isDelivered(). */
    statusCode: number | string;
    /** The state in words, in the language of the call. */
    status?: string;
    /** When the state began. */
    statusDate?: string;
    /** How it is delivered. */
    deliveryType?: string;
    /** Country it goes to. */
    deliveryCountry?: string;
}
/** What tracking tells of a shipment. */
export interface TrackingItem {
    /** The state as it is now: an object, a list of them, null or absent. */
    currentStatus?: TrackingCurrentStatus | TrackingCurrentStatus[] | null;
    /** The way with all places. */
    detailsTracking?: TrackingEvent[] | null;
    /** The way in short. */
    historyOnlineTracking?: TrackingEvent[] | null;
    /** The parcels. */
    parcels?: TrackingParcel[] | null;
    /** Numbers at delivery partners; only with external=1. */
    alternativeNumbers?: string[] | null;
    /** Numbers at delivery partners with their names; only with external=1. */
    alternativeNumbersGW?: {
        /** Name of the partner. */
        name?: string;
        /** Number at the partner. */
        number?: string;
        /** When it got that number. */
        date?: string;
    }[] | null;
    /** Not documented. */
    deliveryInfo?: unknown;
    /** Why the courier could not deliver; only with withUndeliveryReason. */
    undeliveryReasons?: {
        /** The reason in words. */
        reasonName?: string;
        /** When it was. */
        reasonDate?: string;
        /** Id of the reason. */
        reasonId?: string;
        /** Id of the reason below that. */
        subtypeOfReasonId?: string;
        /** The reason below that in words. */
        subtypeOfReasonName?: string;
    }[] | null;
    /** What was made of this shipment; only with withCreatedOnTheBasis. */
    createdOnTheBasis?: {
        /** Waybill number of it. */
        number?: string;
        /** Kind. */
        type?: "Redirecting" | "Return" | "Utilization" | "Redelivery" | (string & {});
        /** Key in the sample. */
        createdAt?: string;
        /** Key in the reference schema. */
        createdDate?: string;
    }[] | null;
}
/** The reference schema shows these blocks without the items envelope and currentStatus as an array; the sample, followed here, wraps them. */
export interface TrackingResponse {
    /** A row for each shipment that was found. */
    items: TrackingItem[];
}
/** A file of a shipment. */
export interface Attachment {
    /** Id of the shipment. */
    shipmentId?: number;
    /** The file. */
    storageInfo: {
        /** Value for fileId. */
        id: string;
        /** Name of the file. */
        name: string;
        /** signature or proofOfDelivery. */
        documentType?: string;
        /** One sample row carries the date here. */
        createdAt?: string;
    };
    /** When it was stored. */
    createdAt?: string;
}
/** Samples and both SDKs send plain text (shipment id in Ukraine, waybill number in Europe); the reference schema shows an object with shipmentId. */
export type RegistryShipmentRef = string | {
    /**
     * Id of the shipment.
     * @example 500001
     */
    shipmentId: string;
};
/**
 * A registry to be made.
 * @example {
 *       "description": "Morning",
 *       "shipments": [
 *         "SHPL6145344878"
 *       ]
 *     }
 */
export interface RegistryCreateInput {
    /**
     * Name of the registry.
     * @example Order 1
     */
    description: string;
    /** Shipments, each once: waybill numbers in Europe (at most 100), ids in Ukraine. */
    shipments: readonly RegistryShipmentRef[];
}
/** Shipments of a registry. */
export interface RegistryShipmentsInput {
    /** Shipments, each once: waybill numbers in Europe (at most 100), ids in Ukraine. */
    shipments: readonly RegistryShipmentRef[];
}
/** A new name. */
export interface RegistryRenameInput {
    /**
     * New name of the registry.
     * @example Order 1
     */
    description: string;
}
/** A hand-over registry. */
export interface Registry {
    /** UUID in Ukraine, numeric text in Europe. */
    id: string | number;
    /** 106-00000672 style in Ukraine, CRPL0000041723 style in Europe. */
    number: string;
    /** Not documented. */
    versionTracking?: number | null;
    /** Europe only; Open in the sample. */
    status?: string;
    /** Create answers use a space-separated time without zone in the Ukrainian sample. */
    createdAt?: string;
    /** When it was last changed. */
    updatedAt?: string | null;
    /** When it was deleted; null, or a time of year 1, when it was not. */
    deletedAt?: string | null;
    /** Whether it has been processed. */
    posted?: boolean | null;
    /** Whether its form has been printed, which closes it. */
    printed?: boolean | null;
    /** Barcodes that have been scanned; Europe only. */
    scannedBarcodesAmount?: number;
    /** Barcodes to be scanned; Europe only. */
    forScanBarcodesAmount?: number;
    /** Name. */
    description?: string;
    /** Id of the company that sends. */
    senderCompanyId?: string | null;
    /** Tax id of the company that sends. */
    senderCompanyTin?: string;
    /** Phone of the sender. */
    senderPhone?: string;
    /** Country of the sender. */
    senderCountryCode?: string;
    /** Id of the settlement of the sender. */
    senderSettlementId?: string;
    /** Not documented. */
    senderSettlementExternalId?: string | null;
    /** Settlement of the sender. */
    senderSettlementName?: string;
    /** Id of the branch of the sender. */
    senderDivisionId?: string | null;
    /** Not documented. */
    senderDivisionExternalId?: string | null;
    /** Branch of the sender. */
    senderDivisionName?: string | null;
    /** Address of the sender as one text. */
    senderAddress?: string | null;
    /** Address of the sender in parts. */
    senderAddressParts?: {
        /** City. */
        city?: string | null;
        /** Region. */
        region?: string | null;
        /** Street. */
        street?: string | null;
        /** Id of the street. */
        streetId?: string | null;
        /** Postal code. */
        postCode?: string | null;
        /** House number. */
        building?: string | null;
        /** Flat. */
        flat?: string | null;
        /** Block. */
        block?: string | null;
        /** Hint for the courier. */
        note?: string | null;
        /** Id of the address. */
        addressId?: string | null;
        /** Degrees north. */
        latitude?: number | null;
        /** Degrees east. */
        longitude?: number | null;
    } | null;
    /** The shipments in it. */
    shipments?: {
        /** Id of the shipment. */
        shipmentId?: string;
        /** Waybill number. */
        shipmentNumber?: string;
    }[];
    /** Only with withShipmentsInfo=true. */
    shipmentsInfo?: {
        [key: string]: unknown;
    }[];
}
/** Page of registries. */
export type RegistryPage = PageMeta & {
    /** The rows of the page. */
    items: Registry[];
};
/** Pickup state. */
export type PickupStatus = "Draft" | "Created" | "AppointedCourier" | "InProgress" | "Done" | "ClientCanceled" | "NotCompleted" | "Deleted" | "ReceivedByCourier" | (string & {});
/**
 * The reference marks no field as required; a live client needs addressParts.region or gets 422.
 * @example {
 *       "phone": "48211111111",
 *       "fullName": "Anna Nowak",
 *       "countryCode": "PL",
 *       "addressParts": {
 *         "city": "Warszawa",
 *         "region": "Mazowieckie",
 *         "street": "Sadova",
 *         "postCode": "00-001",
 *         "building": "5"
 *       },
 *       "pickedTimeFrom": "2026-01-15T08:00:00.000000Z",
 *       "pickedTimeTo": "2026-01-15T12:00:00.000000Z"
 *     }
 */
export interface PickupCreateInput {
    /**
     * Note to the courier.
     * @example Gate 4
     */
    note?: string | undefined;
    /**
     * Services; `CourierPickupService` is named for Moldova.
     * @example [
     *       "CourierPickupService"
     *     ]
     */
    services?: (readonly string[] | null) | undefined;
    /**
     * Phone of the sender: 8 to 14 characters, digits with the country prefix first.
     * @example 48211111111
     */
    phone?: string | undefined;
    /**
     * E-mail of the sender.
     * @example anna@example.com
     */
    email?: (string | null) | undefined;
    /**
     * Full name of the contact person.
     * @example Anna Nowak
     */
    fullName?: string | undefined;
    /**
     * Tax id of the company, 2 to 20 characters, or empty text.
     * @example 5252248481
     */
    companyTin?: string | undefined;
    /**
     * Name of the company, 2 to 255 characters, or empty text.
     * @example Shop Sp. z o.o.
     */
    companyName?: string | undefined;
    /** Country of the address. */
    countryCode?: CountryCode | undefined;
    /** Address the courier comes to; its region is needed in practice. */
    addressParts?: AddressParts | undefined;
    /**
     * Start of the hours the courier comes in: a moment in UTC with six fractional digits. A day on which no courier comes is moved to the next.
     * @example 2026-03-02T08:00:00.000000Z
     */
    pickedTimeFrom?: (string | null) | undefined;
    /**
     * End of the hours the courier comes in: a moment in UTC with six fractional digits.
     * @example 2026-03-02T12:00:00.000000Z
     */
    pickedTimeTo?: (string | null) | undefined;
}
/** What of a pickup is to change. */
export interface PickupUpdateInput {
    /**
     * Note to the courier.
     * @example Gate 4
     */
    note?: string | undefined;
    /**
     * Services; `CourierPickupService` is named for Moldova.
     * @example [
     *       "CourierPickupService"
     *     ]
     */
    services?: (readonly string[] | null) | undefined;
    /**
     * Phone of the sender: 8 to 14 characters, digits with the country prefix first.
     * @example 48211111111
     */
    phone?: string | undefined;
    /**
     * E-mail of the sender.
     * @example anna@example.com
     */
    email?: (string | null) | undefined;
    /**
     * Full name of the contact person.
     * @example Anna Nowak
     */
    fullName?: string | undefined;
    /**
     * Tax id of the company, 2 to 20 characters, or empty text.
     * @example 5252248481
     */
    companyTin?: string | undefined;
    /**
     * Name of the company, 2 to 255 characters, or empty text.
     * @example Shop Sp. z o.o.
     */
    companyName?: string | undefined;
    /** Country of the address. */
    countryCode?: CountryCode | undefined;
    /** Address the courier comes to; its region is needed in practice. */
    addressParts?: AddressParts | undefined;
    /**
     * Start of the hours the courier comes in: a moment in UTC with six fractional digits. A day on which no courier comes is moved to the next.
     * @example 2026-03-02T08:00:00.000000Z
     */
    pickedTimeFrom?: (string | null) | undefined;
    /**
     * End of the hours the courier comes in: a moment in UTC with six fractional digits.
     * @example 2026-03-02T12:00:00.000000Z
     */
    pickedTimeTo?: (string | null) | undefined;
    /**
     * Counts changes. By the reference one more than the pickup has; a client in use sends the pickup’s own.
     * @example 2
     */
    lockVersion?: number | undefined;
}
/** A state that a pickup has had. */
export interface PickupStatusEntry {
    /** Id of the entry. */
    id?: number;
    /** Id of the pickup. */
    pickupId?: number;
    /** The state. */
    status?: PickupStatus;
    /** When the state began. */
    dateTime?: string;
    /** Note to it. */
    note?: string | null;
    /** Who set it. */
    user?: string;
    /** When it was made; ISO 8601, UTC. */
    createdAt?: string;
    /** When it was last changed; ISO 8601, UTC. */
    updatedAt?: string;
    /** When it was deleted; null, or a time of year 1, when it was not. */
    deletedAt?: string | null;
}
/** A shipment of a pickup. */
export interface PickupShipment {
    /** Id of the row. */
    id?: number;
    /** Id of the pickup. */
    pickupId?: number;
    /** Id of the shipment. */
    shipmentId?: number;
    /** State inside the pickup. */
    status?: "Accepted" | "NotReady" | "NotPacked" | "ClientCanceled" | "Deleted" | "Added" | (string & {});
    /** Note to it. */
    note?: string | null;
    /** Not documented. */
    deliveryPartners?: {
        [key: string]: unknown;
    }[];
    /** When it was made; ISO 8601, UTC. */
    createdAt?: string;
    /** When it was last changed; ISO 8601, UTC. */
    updatedAt?: string;
    /** When it was deleted; null, or a time of year 1, when it was not. */
    deletedAt?: string | null;
}
/** A collection by courier. */
export interface Pickup {
    /** Id of the pickup. */
    id: EntityId;
    /**
     * Number of the pickup.
     * @example PUCZ0000002671
     */
    number: string;
    /** Not documented. */
    versionTracking?: number | null;
    /** State of the pickup. */
    status: PickupStatus;
    /** When the state began. */
    statusDateTime?: string;
    /** Not documented. */
    lastPublishedAt?: string;
    /** When it was last changed. */
    lastUpdatedAt?: string;
    /** clientapi for API calls. */
    source?: string;
    /** Not documented. */
    executor?: string | null;
    /** Tax id of the company. */
    companyTin?: string | null;
    /** Name of the company. */
    companyName?: string | null;
    /** Full name of the contact person. */
    fullName?: string;
    /** Phone of the sender. */
    phone?: string;
    /** E-mail of the sender. */
    email?: string | null;
    /** Name of the country. */
    country?: string;
    /** Country by ISO 3166-1 alpha-2. */
    countryCode?: string;
    /** Not documented. */
    externalId?: string | null;
    /** Who made it. */
    createdByUser?: string;
    /** Not documented. */
    deliveryPartner?: string | null;
    /** Counts changes; see setStatus(). */
    lockVersion: number;
    /** Id of the branch. */
    divisionId?: number | null;
    /** Id of the settlement. */
    settlementId?: number | null;
    /** Not documented. */
    settlementExternalId?: string | null;
    /** Settlement. */
    settlementName?: string;
    /** District of the city. */
    cityDistrict?: string | null;
    /** Not documented. */
    cityDistrictExternalId?: string | null;
    /** string, latitude, longitude after create; a wider block in lists. */
    address?: {
        [key: string]: unknown;
    } | null;
    /** Address the courier comes to. */
    addressParts?: AddressParts | null;
    /** Start of the hours the courier comes in. */
    pickedTimeFrom?: string | null;
    /** End of the hours the courier comes in. */
    pickedTimeTo?: string | null;
    /** Note to the courier. */
    note?: string | null;
    /** Currency by ISO 4217. */
    currencyCode?: string;
    /** The shipments in it. */
    shipments?: PickupShipment[];
    /** Not documented. */
    services?: unknown[];
    /** The states it has had. */
    statuses?: PickupStatusEntry[];
    /** When it was made; ISO 8601, UTC. */
    createdAt?: string;
    /** When it was last changed; ISO 8601, UTC. */
    updatedAt?: string;
    /** When it was deleted; null, or a time of year 1, when it was not. */
    deletedAt?: string | null;
    /** Start of the hours by the courier’s table. */
    timeIntervalStart?: string | null;
    /** End of the hours by the courier’s table. */
    timeIntervalEnd?: string | null;
    /** Not documented. */
    courier?: string | {
        [key: string]: unknown;
    } | null;
    /** Not documented. */
    isExpressDelivery?: boolean | null;
    /** Not documented. */
    cargoType?: string | null;
    /** Not documented. */
    weight?: number | null;
    /** Not documented. */
    volumetricWeight?: number | null;
    /** How many parcels there are. */
    parcelsAmount?: number | null;
    /** Not documented. */
    description?: string | null;
    /** Who pays. */
    payerType?: string | null;
    /** Not documented. */
    paymentMethod?: string | null;
}
/** Page of pickups. */
export type PickupPage = PageMeta & {
    /** The rows of the page. */
    items: Pickup[];
};
/** When a pickup was deleted. */
export interface PickupDeleted {
    /** When it was deleted. */
    deletedAt: string;
}
/** Objects in the reference, its samples and a live client; the SDK comments speak of plain text ids. */
export interface PickupShipmentsInput {
    /** Shipments, at least one. */
    shipments: readonly {
        /**
         * Integer id of the shipment.
         * @example 500001
         */
        shipmentId: number;
    }[];
}
/** The shipments that were added. */
export interface PickupShipmentsResult {
    /** The shipments that were added. */
    shipments: PickupShipment[];
}
/** The shipments that were removed. */
export interface PickupShipmentsRemoved {
    /** A row for each shipment that was removed. */
    shipments: {
        /** When it was removed. */
        deletedAt?: string;
    }[];
}
/** A new state of a pickup. */
export interface PickupStatusInput {
    /**
     * Id of the pickup, the same as in the path.
     * @example 1
     */
    id: number;
    /**
     * `Created` makes a draft final; `ClientCanceled` calls it off, by an older article only.
     * @enum {string}
     */
    status: "Created" | "ClientCanceled";
    /**
     * Counts changes. By the reference one more than the pickup has; a client in use sends the pickup’s own.
     * @example 2
     */
    lockVersion: number;
    /**
     * Note to the change; the same text calls it optional and required.
     * @example Gate 4
     */
    note?: string | undefined;
}
/**
 * Same-day or next-day collection.
 * @enum {string}
 */
export type TimeIntervalType = "PickupDayToDay" | "PickupNextDay";
/**
 * With only the two required fields the answer holds general courier hours of the country.
 * @example {
 *       "type": "PickupNextDay",
 *       "countryCode": "PL"
 *     }
 */
export interface TimeIntervalInput {
    /** Collection on the same day or on the next. */
    type: TimeIntervalType;
    /** Country. With type and country alone, the general hours of the country. */
    countryCode: CountryCode;
    /**
     * Id of the branch that the courier comes from.
     * @example 10001
     */
    divisionId?: (number | null) | undefined;
    /**
     * Degrees north of the address, -90 to 90.
     * @example 52.2297
     */
    latitude?: (number | null) | undefined;
    /**
     * Degrees east of the address, -180 to 180.
     * @example 21.0122
     */
    longitude?: (number | null) | undefined;
    /**
     * Weight of the heaviest parcel in kilograms.
     * @example 5
     */
    maxWeightPlaceRecipient?: (number | null) | undefined;
    /** Address the courier comes to. */
    addressParts?: (AddressParts | null) | undefined;
    /**
     * Weight; named by the text of the Postman collection only, its unit is not documented.
     * @example 5
     */
    weight?: (number | null) | undefined;
}
/** Hours of a courier. */
export interface TimeSlot {
    /** Start, HH:mm. */
    from?: string | null;
    /** End, HH:mm. */
    to?: string | null;
    /** Until when a pickup may be ordered, HH:mm. */
    orderTo?: string | null;
}
/** All null on a day without collection. */
export interface TimeIntervalDay {
    /** Start, HH:mm. */
    from?: string | null;
    /** End, HH:mm. */
    to?: string | null;
    /** Until when a pickup may be ordered, HH:mm. */
    orderTo?: string | null;
    /** Empty with a set from means any time in the day. */
    timeIntervals?: TimeSlot[];
}
/**
 * When couriers come, by day of the week.
 * @example {
 *       "id": 1,
 *       "countryCode": "PL",
 *       "divisionId": null,
 *       "type": "PickupNextDay",
 *       "deliveryPartner": null,
 *       "ignoreNonWorkingDays": false,
 *       "monday": {
 *         "from": "09:00",
 *         "to": "18:00",
 *         "orderTo": "17:00",
 *         "timeIntervals": [
 *           {
 *             "from": "09:00",
 *             "to": "13:00",
 *             "orderTo": "17:00"
 *           },
 *           {
 *             "from": "13:00",
 *             "to": "18:00",
 *             "orderTo": "17:00"
 *           }
 *         ]
 *       },
 *       "tuesday": {
 *         "from": "09:00",
 *         "to": "18:00",
 *         "orderTo": "17:00",
 *         "timeIntervals": [
 *           {
 *             "from": "09:00",
 *             "to": "13:00",
 *             "orderTo": "17:00"
 *           },
 *           {
 *             "from": "13:00",
 *             "to": "18:00",
 *             "orderTo": "17:00"
 *           }
 *         ]
 *       },
 *       "wednesday": {
 *         "from": "09:00",
 *         "to": "18:00",
 *         "orderTo": "17:00",
 *         "timeIntervals": [
 *           {
 *             "from": "09:00",
 *             "to": "13:00",
 *             "orderTo": "17:00"
 *           },
 *           {
 *             "from": "13:00",
 *             "to": "18:00",
 *             "orderTo": "17:00"
 *           }
 *         ]
 *       },
 *       "thursday": {
 *         "from": "09:00",
 *         "to": "18:00",
 *         "orderTo": "17:00",
 *         "timeIntervals": [
 *           {
 *             "from": "09:00",
 *             "to": "13:00",
 *             "orderTo": "17:00"
 *           },
 *           {
 *             "from": "13:00",
 *             "to": "18:00",
 *             "orderTo": "17:00"
 *           }
 *         ]
 *       },
 *       "friday": {
 *         "from": "09:00",
 *         "to": "18:00",
 *         "orderTo": "17:00",
 *         "timeIntervals": [
 *           {
 *             "from": "09:00",
 *             "to": "13:00",
 *             "orderTo": "17:00"
 *           },
 *           {
 *             "from": "13:00",
 *             "to": "18:00",
 *             "orderTo": "17:00"
 *           }
 *         ]
 *       },
 *       "saturday": {
 *         "from": null,
 *         "to": null,
 *         "orderTo": null,
 *         "timeIntervals": []
 *       },
 *       "sunday": {
 *         "from": null,
 *         "to": null,
 *         "orderTo": null,
 *         "timeIntervals": []
 *       },
 *       "createdAt": "2026-01-15T00:00:00.000000Z",
 *       "updatedAt": "2026-01-15T00:00:00.000000Z",
 *       "deletedAt": null
 *     }
 */
export interface TimeIntervals {
    /** Id of the table. */
    id?: number;
    /** Country by ISO 3166-1 alpha-2. */
    countryCode?: string;
    /** Id of the branch. */
    divisionId?: number | null;
    /** Collection on the same day, which outranks the next, or on the next. */
    type?: TimeIntervalType;
    /** Not documented. */
    deliveryPartner?: string | null;
    /** Whether couriers come on non-working days, too. */
    ignoreNonWorkingDays?: boolean;
    /** Hours on Mondays. */
    monday?: TimeIntervalDay;
    /** Hours on Tuesdays. */
    tuesday?: TimeIntervalDay;
    /** Hours on Wednesdays. */
    wednesday?: TimeIntervalDay;
    /** Hours on Thursdays. */
    thursday?: TimeIntervalDay;
    /** Hours on Fridays. */
    friday?: TimeIntervalDay;
    /** Hours on Saturdays. */
    saturday?: TimeIntervalDay;
    /** Hours on Sundays. */
    sunday?: TimeIntervalDay;
    /** When it was made; ISO 8601, UTC. */
    createdAt?: string;
    /** When it was last changed; ISO 8601, UTC. */
    updatedAt?: string;
    /** When it was deleted; null, or a time of year 1, when it was not. */
    deletedAt?: string | null;
    /** Days without collection; their form is not documented. */
    nonWorkingDays?: unknown[] | null;
    /** Whether the table has been deleted. */
    isDeleted?: boolean | null;
}
/**
 * A subscription to be made.
 * @example {
 *       "type": "creator",
 *       "url": "https://shop.example/nova-post",
 *       "isActive": true,
 *       "secretToken": "a-secret-of-your-own-that-is-long",
 *       "eventTypes": [
 *         "ReadyToShip",
 *         "Received",
 *         "Returned"
 *       ]
 *     }
 */
export interface SubscriberCreateInput {
    /**
     * To which shipments: `individual` those of a phone, `legal` those of companyTins, `numbers` those that are added, `creator` those of this account.
     * @enum {string}
     */
    type: "individual" | "numbers" | "legal" | "creator";
    /**
     * Format: uri
     * Complete URL that is called with POST.
     * @example https://shop.example/nova-post
     */
    url: string;
    /**
     * Whether it calls at once.
     * @default false
     */
    isActive: boolean;
    /**
     * Phone of the person: digits with the country prefix first. Needed for the type `individual`; empty text otherwise.
     * @example 380630000001
     */
    phone?: string | undefined;
    /**
     * Secret that is sent back with each call, at most 600 characters.
     * @example a-secret-of-your-own
     */
    secretToken?: string | undefined;
    /**
     * Header that carries secretToken; `X-NP-Key` when left out.
     * @example X-Custom-Token
     */
    secretTokenHeaderName?: string | undefined;
    /** Events to be told of, each once; all when empty or left out. An open list. */
    eventTypes?: readonly ("LoadingCourier" | "ReadyToShip" | "Received" | "Returned" | (string & {}))[] | undefined;
    /**
     * Whether to mail when calls fail. Ignored when a subscription is changed: both published answers say false to a true.
     * @default false
     */
    sendWarnings?: boolean | undefined;
    /**
     * Format: email
     * Address for these mails. Needed with sendWarnings.
     * @example anna@example.com
     */
    warningEmail?: string | undefined;
    /**
     * Tax ids of companies. Needed for the type `legal`. The text asks for UUIDs; empty text is taken.
     * @example [
     *       "5252248481"
     *     ]
     */
    companyTins?: readonly string[] | undefined;
}
/** The reference also lists id and type inconsistently; the SDK sends type, url and isActive. */
export interface SubscriberUpdateInput {
    /**
     * To which shipments: `individual` those of a phone, `legal` those of companyTins, `numbers` those that are added, `creator` those of this account.
     * @enum {string}
     */
    type?: ("individual" | "numbers" | "legal" | "creator") | undefined;
    /**
     * Format: uri
     * Complete URL that is called with POST.
     * @example https://shop.example/nova-post
     */
    url: string;
    /**
     * Whether it calls at once.
     * @default false
     */
    isActive: boolean;
    /**
     * Phone of the person: digits with the country prefix first. Needed for the type `individual`; empty text otherwise.
     * @example 380630000001
     */
    phone?: string | undefined;
    /**
     * Secret that is sent back with each call, at most 600 characters.
     * @example a-secret-of-your-own
     */
    secretToken?: string | undefined;
    /**
     * Header that carries secretToken; `X-NP-Key` when left out.
     * @example X-Custom-Token
     */
    secretTokenHeaderName?: string | undefined;
    /** Events to be told of, each once; all when empty or left out. An open list. */
    eventTypes?: readonly ("LoadingCourier" | "ReadyToShip" | "Received" | "Returned" | (string & {}))[] | undefined;
    /**
     * Whether to mail when calls fail. Ignored when a subscription is changed: both published answers say false to a true.
     * @default false
     */
    sendWarnings?: boolean | undefined;
    /**
     * Format: email
     * Address for these mails. Needed with sendWarnings.
     * @example anna@example.com
     */
    warningEmail?: string | undefined;
    /**
     * Tax ids of companies. Needed for the type `legal`. The text asks for UUIDs; empty text is taken.
     * @example [
     *       "5252248481"
     *     ]
     */
    companyTins?: readonly string[] | undefined;
}
/** Both spellings of each field may be present. */
export interface Subscriber {
    /** Id of the subscription, a UUID. */
    id: string;
    /** To which shipments. */
    type: string;
    /** URL that is called. */
    url: string;
    /** Phone of the person. */
    phone?: string;
    /** Client UUID. */
    cid?: string;
    /** Whether it calls. */
    isActive?: boolean;
    /** Events it is told of; all when empty. */
    eventTypes?: string[];
    /** Whether it mails when calls fail. */
    sendWarnings?: boolean;
    /** Address for these mails. */
    warningEmail?: string | null;
    /** Tax ids of companies. */
    companyTins?: string[];
    /** Secret that is sent back with each call. */
    secretToken?: string;
    /** When it was made; ISO 8601, UTC. */
    createdAt?: string;
    /** When it was last changed; ISO 8601, UTC. */
    updatedAt?: string;
    /** Waybill numbers, for the type `numbers`. */
    numbers?: string[];
    /**
     * @deprecated
     * Older spelling of isActive; the published samples hold only this one.
     */
    is_active?: boolean;
    /**
     * @deprecated
     * Older spelling of eventTypes; the published samples hold only this one.
     */
    event_types?: string[];
    /**
     * @deprecated
     * Older spelling of sendWarnings; the published samples hold only this one.
     */
    send_warnings?: boolean;
    /**
     * @deprecated
     * Older spelling of warningEmail; the published samples hold only this one.
     */
    warning_email?: string | null;
    /**
     * @deprecated
     * Older spelling of companyTins; the published samples hold only this one.
     */
    company_tins?: string[];
    /**
     * @deprecated
     * Older spelling of createdAt; the published samples hold only this one.
     */
    created_at?: string;
    /**
     * @deprecated
     * Older spelling of updatedAt; the published samples hold only this one.
     */
    updated_at?: string;
    /**
     * @deprecated
     * Spelling in list and update samples.
     */
    secret_token?: string;
}
/** Page of subscribers. */
export type SubscriberPage = PageMeta & {
    /** The rows of the page. */
    items: Subscriber[];
};
/** Waybill numbers of a subscription. */
export interface SubscriberNumbersInput {
    /**
     * Waybill numbers, at least one.
     * @example [
     *       "SHPL6145344878"
     *     ]
     */
    numbers: readonly string[];
}
/** Waybill numbers that were added, and those that were not. */
export interface SubscriberNumbersResult {
    /** The result in words. */
    message?: string;
    /** Waybill numbers that were added. */
    addedNumbers?: string[];
    /** Waybill numbers that were not added. */
    missedNumbers?: string[];
}
/** The result in words. */
export interface MessageResult {
    /** The result in words. */
    message?: string;
}
/** Which subscription is to be called, and of what. */
export interface WebhookTestInput {
    /**
     * Waybill numbers to be told of; SHPL0000000001 when left out.
     * @example [
     *       "SHPL0000000001"
     *     ]
     */
    numbers?: readonly string[] | undefined;
    /**
     * Id of the subscription that is to be called; all of the account when left out.
     * @example 1
     */
    id?: string | undefined;
    /**
     * Id of the client.
     * @example 5c412e3a-5868-48b9-a60a-0e039284ec46
     */
    cid?: string | undefined;
}
/** Whether the call was sent. */
export interface WebhookTestResult {
    /** Whether the call was sent; text in the reference, true or false in its sample. */
    success: boolean | string;
}
/**
 * At least one field.
 * @example {
 *       "goodsUnitName": "Mug",
 *       "price": 12.5
 *     }
 */
export interface FulfillmentGoodsUpdate {
    /**
     * Short name of the goods, 2 to 255 characters.
     * @example Shoes 42
     */
    goodsUnitName?: string | undefined;
    /**
     * Full name of the goods, 2 to 255 characters.
     * @example Leather shoes, size 42
     */
    goodsUnitFullName?: string | undefined;
    /**
     * Format: float
     * Price of a unit, 0.01 to 1 000 000.
     * @example 20.5
     */
    price?: number | undefined;
    /**
     * Shelf life in days, 1 to 15 000; null for none.
     * @example 365
     */
    inventExpireDays?: (number | null) | undefined;
}
/** Answer of adding numbers when none can be added. */
export interface SubscriberNumbersRefused {
    /**
     * What is wrong.
     * @example No numbers were added
     */
    message: string;
    /**
     * Waybill numbers that were added: none.
     * @example []
     */
    addedNumbers?: string[];
    /**
     * Waybill numbers that were not added.
     * @example [
     *       "SHPL0000000001"
     *     ]
     */
    missedNumbers?: string[];
}
/**
 * Country by ISO 3166-1 alpha-2, upper case: lower case is refused.
 * @example PL
 */
export type CountryCode = "CZ" | "DE" | "EE" | "ES" | "FR" | "GB" | "HU" | "IT" | "LT" | "LV" | "MD" | "NL" | "PL" | "RO" | "SK" | "UA" | (string & {});
export interface GetClientsAuthorizationQuery {
    /** API key. */
    apiKey: string;
}
export interface GetDivisionsQuery {
    /** Countries by ISO 3166-1 alpha-2, upper case: lower case is refused. */
    countryCodes?: readonly CountryCode[] | undefined;
    /** Page size; 100 is the largest used by official code, no ceiling is documented. */
    limit?: number | undefined;
    /** Page number from 1. */
    page?: number | undefined;
    /** Ids of settlements. */
    settlementIds?: readonly number[] | undefined;
    /** Kinds of divisions. */
    divisionCategories?: readonly ("Postomat" | "PostBranch" | "CargoBranch" | "PUDO")[] | undefined;
    /** Operating states. */
    statuses?: readonly ("Working" | "NotWorking" | "NotWorkingTemporary" | "InProcessOpening")[] | undefined;
    /** True for divisions that take no parcels, false for the others. */
    prohibitedSending?: boolean | undefined;
    /** True for divisions that hand no parcels out, false for the others. */
    prohibitedIssuance?: boolean | undefined;
    /** Degrees north; with longitude the rows have a distance. */
    latitude?: number | undefined;
    /** Degrees east; with latitude the rows have a distance. */
    longitude?: number | undefined;
    /** Free text. The official SDK has it, the reference does not. */
    textSearch?: string | undefined;
    /** A name, with an asterisk for any letters. */
    name?: string | undefined;
    /** Seen in client code only. */
    ids?: readonly number[] | undefined;
}
export interface GetSettlementsQuery {
    /** Countries by ISO 3166-1 alpha-2, upper case: lower case is refused. */
    countryCodes?: readonly CountryCode[] | undefined;
    /** Free text. The official SDK has it, the reference does not. */
    textSearch?: string | undefined;
    /** A name, with an asterisk for any letters. */
    name?: string | undefined;
    /** Page size; 100 is the largest used by official code, no ceiling is documented. */
    limit?: number | undefined;
    /** Page number from 1. */
    page?: number | undefined;
}
export interface GetStreetsQuery {
    /** Id of the settlement. */
    settlementId: number;
    /** A name, with an asterisk for any letters. */
    name?: string | undefined;
    /** Page size; 100 is the largest used by official code, no ceiling is documented. */
    limit?: number | undefined;
    /** Page number from 1. */
    page?: number | undefined;
}
export interface GetMeasurementsQuery {
    /** Page size; 100 is the largest used by official code, no ceiling is documented. */
    limit?: number | undefined;
    /** Page number from 1. */
    page?: number | undefined;
}
export interface GetCurrenciesQuery {
    /** Page size; 100 is the largest used by official code, no ceiling is documented. */
    limit?: number | undefined;
    /** Page number from 1. */
    page?: number | undefined;
    /** Currencies by ISO 4217, upper case. */
    codes?: readonly string[] | undefined;
}
export interface GetCargoClassifiersQuery {
    /** Country of the recipient. */
    "country-code"?: CountryCode | undefined;
    /** Whether words may be misspelt. */
    fuzzy?: boolean | undefined;
    /** Words of the goods. */
    keyword?: string | undefined;
    /** Language of the texts, such as `en`. */
    locale?: string | undefined;
    /** Most rows wanted. */
    size?: number | undefined;
}
export interface GetShipmentsQuery {
    /** Numbers. */
    numbers?: readonly string[] | undefined;
    /** Ids: integers in Europe, UUIDs in Ukraine. */
    ids?: readonly EntityId[] | undefined;
    /** Page size; 100 is the largest used by official code, no ceiling is documented. */
    limit?: number | undefined;
    /** Page number from 1. */
    page?: number | undefined;
    /** Own number of the order. The reference does not name it; live use shows that it filters. */
    clientOrder?: string | undefined;
}
export interface GetInternationalShipmentStatusesQuery {
    /** Ids of the shipments, at least one. */
    refs: readonly string[];
    /** Which shipments: open ones, closed ones or all. */
    state: "Order" | "Closed" | "allOrders";
}
export interface PrintShipmentsQuery {
    /** One number only with type marking. */
    numbers: readonly string[];
    /** The reference types it as an array; clients send one value. */
    type: "marking" | "international" | "invoice";
    /** marking takes size_100_100 only. */
    printSizeType?: ("size_100_100" | "size_A4") | undefined;
    /** First or last mile; marking only. */
    deliveryType?: ("Pickup" | "Shipment") | undefined;
}
export interface GetTrackingHistoryQuery {
    /** Numbers. */
    numbers?: readonly string[] | undefined;
    /** Ids: integers in Europe, UUIDs in Ukraine. */
    ids?: readonly EntityId[] | undefined;
    /** Start of the time in which the state has changed. Needed when neither numbers nor ids are given. */
    trackingDateFrom?: string | undefined;
    /** End of the time in which the state has changed. Needed when neither numbers nor ids are given. */
    trackingDateTo?: string | undefined;
    /** 1 adds related_numbers and long labels. */
    extended?: ("0" | "1") | undefined;
}
export interface GetTrackingQuery {
    /** Numbers. */
    numbers?: readonly string[] | undefined;
    /** Ids: integers in Europe, UUIDs in Ukraine. */
    ids?: readonly EntityId[] | undefined;
    /** Start of the time in which the state has changed. Needed when neither numbers nor ids are given. */
    trackingDateFrom?: string | undefined;
    /** End of the time in which the state has changed. Needed when neither numbers nor ids are given. */
    trackingDateTo?: string | undefined;
    /** Adds undeliveryReasons. */
    withUndeliveryReason?: boolean | undefined;
    /** Adds createdOnTheBasis. */
    withCreatedOnTheBasis?: boolean | undefined;
    /** Limits history to one country. */
    countryCode?: CountryCode | undefined;
    /** 1 adds alternativeNumbers and alternativeNumbersGW. */
    external?: ("0" | "1") | undefined;
}
export interface GetRegistriesQuery {
    /** Asks for the registries of Europe. */
    isEURegistry?: boolean | undefined;
    /** Needed without numbers. */
    ids?: readonly EntityId[] | undefined;
    /** Needed without ids. */
    numbers?: readonly string[] | undefined;
    /** Ids of settlements. */
    settlementIds?: readonly string[] | undefined;
    /** Adds shipmentsInfo. */
    withShipmentsInfo?: boolean | undefined;
    /** Made on this day or later, written 23.09.2025. */
    createdAtFrom?: string | undefined;
    /** Made before this day, written 25.09.2025. */
    createdAtTo?: string | undefined;
    /** Page size; 100 is the largest used by official code, no ceiling is documented. */
    limit?: number | undefined;
    /** Page number from 1. */
    page?: number | undefined;
}
export interface GetPickupsQuery {
    /** Numbers. */
    numbers?: readonly string[] | undefined;
    /** Ids: integers in Europe, UUIDs in Ukraine. */
    ids?: readonly number[] | undefined;
    /** Page size; 100 is the largest used by official code, no ceiling is documented. */
    limit?: number | undefined;
    /** Page number from 1. */
    page?: number | undefined;
}
export interface CreateSubscriberQuery {
    /** To which shipments: `individual` those of a phone, `legal` those of companyTins, `numbers` those that are added, `creator` those of this account. */
    type?: ("individual" | "numbers" | "legal" | "creator") | undefined;
    /** Complete URL that is called with POST. */
    url?: string | undefined;
    /** Whether it calls at once. */
    isActive?: boolean | undefined;
    /** Phone of the person: digits with the country prefix first. Needed for the type `individual`; empty text otherwise. */
    phone?: string | undefined;
    /** Secret that is sent back with each call, at most 600 characters. */
    secretToken?: string | undefined;
    /** Events to be told of, each once; all when empty or left out. An open list. */
    eventTypes?: readonly string[] | undefined;
    /** Whether to mail when calls fail. Ignored when a subscription is changed: both published answers say false to a true. */
    sendWarnings?: boolean | undefined;
    /** Address for these mails. Needed with sendWarnings. */
    warningEmail?: string | undefined;
    /** Tax ids of companies. Needed for the type `legal`. The text asks for UUIDs; empty text is taken. */
    companyTins?: readonly string[] | undefined;
}
export interface Operations {
    "POST /test-api-keys": {
        path: never;
        query: never;
        body: TestApiKeyRequest;
        answer: TestApiKeyResponse;
    };
    "GET /clients/authorization": {
        path: never;
        query: GetClientsAuthorizationQuery;
        body: never;
        answer: AuthorizationResponse;
    };
    "GET /divisions": {
        path: never;
        query: GetDivisionsQuery;
        body: never;
        answer: DivisionPage;
    };
    "GET /divisions/versions": {
        path: never;
        query: never;
        body: never;
        answer: DivisionVersions;
    };
    "GET /settlements": {
        path: never;
        query: GetSettlementsQuery;
        body: never;
        answer: SettlementPage;
    };
    "GET /streets": {
        path: never;
        query: GetStreetsQuery;
        body: never;
        answer: StreetPage;
    };
    "GET /dictionary/settlements/prohibited-issuance": {
        path: never;
        query: never;
        body: never;
        answer: ProhibitedIssuanceManifest;
    };
    "GET /dictionary/measurements": {
        path: never;
        query: GetMeasurementsQuery;
        body: never;
        answer: MeasurementPage;
    };
    "GET /dictionary/currencies": {
        path: never;
        query: GetCurrenciesQuery;
        body: never;
        answer: CurrencyPage;
    };
    "GET /dictionary/classifier": {
        path: never;
        query: GetCargoClassifiersQuery;
        body: never;
        answer: CargoClassifierList;
    };
    "GET /dictionary/customs-fees/{code}": {
        path: "code";
        query: never;
        body: never;
        answer: CustomsFees;
    };
    "POST /exchange-rates/conversion": {
        path: never;
        query: never;
        body: ExchangeConversionRequest;
        answer: ExchangeConversionResponse;
    };
    "GET /shipments": {
        path: never;
        query: GetShipmentsQuery;
        body: never;
        answer: ShipmentPage;
    };
    "POST /shipments": {
        path: never;
        query: never;
        body: ShipmentInput;
        answer: ShipmentResult;
    };
    "POST /shipments/light-return": {
        path: never;
        query: never;
        body: LightReturnInput;
        answer: LightReturnResult;
    };
    "GET /shipments/international/status": {
        path: never;
        query: GetInternationalShipmentStatusesQuery;
        body: never;
        answer: InternationalStatusResponse;
    };
    "POST /shipments/calculations": {
        path: never;
        query: never;
        body: CalculationInput;
        answer: CalculationResult;
    };
    "POST /shipments/places": {
        path: never;
        query: never;
        body: PlaceCheckInput;
        answer: PlaceCheckResult;
    };
    "PUT /shipments/{id}": {
        path: "id";
        query: never;
        body: ShipmentInput;
        answer: ShipmentResult;
    };
    "DELETE /shipments/{id}": {
        path: "id";
        query: never;
        body: never;
        answer: ShipmentDeleted;
    };
    "POST /shipments/uploads/{id}": {
        path: "id";
        query: never;
        body: UploadInput;
        answer: SuccessFlag;
    };
    "GET /shipments/print": {
        path: never;
        query: PrintShipmentsQuery;
        body: never;
        answer: undefined;
    };
    "GET /shipments/tracking/history": {
        path: never;
        query: GetTrackingHistoryQuery;
        body: never;
        answer: TrackingHistory;
    };
    "GET /shipments/tracking": {
        path: never;
        query: GetTrackingQuery;
        body: never;
        answer: TrackingResponse;
    };
    "GET /shipments/{shipmentNumber}/attachments": {
        path: "shipmentNumber";
        query: never;
        body: never;
        answer: Attachment[];
    };
    "GET /shipments/{shipmentNumber}/attachments/{fileId}": {
        path: "shipmentNumber" | "fileId";
        query: never;
        body: never;
        answer: undefined;
    };
    "GET /registry": {
        path: never;
        query: GetRegistriesQuery;
        body: never;
        answer: RegistryPage;
    };
    "POST /registry": {
        path: never;
        query: never;
        body: RegistryCreateInput;
        answer: Registry;
    };
    "POST /registry/{id}/shipments": {
        path: "id";
        query: never;
        body: RegistryShipmentsInput;
        answer: Registry;
    };
    "DELETE /registry/{id}/shipments": {
        path: "id";
        query: never;
        body: RegistryShipmentsInput;
        answer: Registry;
    };
    "PUT /registry/{id}/rename": {
        path: "id";
        query: never;
        body: RegistryRenameInput;
        answer: Registry;
    };
    "DELETE /registry/{id}": {
        path: "id";
        query: never;
        body: never;
        answer: SuccessFlag;
    };
    "GET /pickups": {
        path: never;
        query: GetPickupsQuery;
        body: never;
        answer: PickupPage;
    };
    "POST /pickups": {
        path: never;
        query: never;
        body: PickupCreateInput;
        answer: Pickup;
    };
    "PUT /pickups/{id}": {
        path: "id";
        query: never;
        body: PickupUpdateInput;
        answer: Pickup;
    };
    "DELETE /pickups/{id}": {
        path: "id";
        query: never;
        body: never;
        answer: PickupDeleted;
    };
    "POST /pickups/{id}/shipments": {
        path: "id";
        query: never;
        body: PickupShipmentsInput;
        answer: PickupShipmentsResult;
    };
    "DELETE /pickups/{id}/shipments": {
        path: "id";
        query: never;
        body: PickupShipmentsInput;
        answer: PickupShipmentsRemoved;
    };
    "PUT /pickups/{id}/status": {
        path: "id";
        query: never;
        body: PickupStatusInput;
        answer: SuccessFlag;
    };
    "POST /time-intervals/find": {
        path: never;
        query: never;
        body: TimeIntervalInput;
        answer: TimeIntervals;
    };
    "GET /tracking-push/subscribers": {
        path: never;
        query: never;
        body: never;
        answer: SubscriberPage;
    };
    "POST /tracking-push/subscribers": {
        path: never;
        query: CreateSubscriberQuery;
        body: SubscriberCreateInput;
        answer: Subscriber;
    };
    "PUT /tracking-push/subscribers/{id}": {
        path: "id";
        query: never;
        body: SubscriberUpdateInput;
        answer: Subscriber;
    };
    "DELETE /tracking-push/subscribers/{id}": {
        path: "id";
        query: never;
        body: never;
        answer: MessageResult | undefined;
    };
    "POST /tracking-push/subscribers/{id}/numbers": {
        path: "id";
        query: never;
        body: SubscriberNumbersInput;
        answer: SubscriberNumbersResult;
    };
    "DELETE /tracking-push/subscribers/{id}/numbers": {
        path: "id";
        query: never;
        body: SubscriberNumbersInput;
        answer: MessageResult;
    };
    "POST /tracking-push/subscribers/test-webhook": {
        path: never;
        query: never;
        body: WebhookTestInput;
        answer: WebhookTestResult;
    };
    "PATCH /fulfillment/{countrycode}/goods/{objectId}": {
        path: "countrycode" | "objectId";
        query: never;
        body: FulfillmentGoodsUpdate;
        answer: FulfillmentGoodsUpdate;
    };
}
